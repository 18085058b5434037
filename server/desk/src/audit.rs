//! The audit ledger, as those who watch see it.

use habeas_domain::{role::Act, view::AuditView};
use habeas_ledger::audit;

use crate::{Desk, Done, Visitor};

/// How many lines a page has.
const LINES: i64 = 100;

impl Desk {
    /// A page of the audit ledger, newest first, below a number.
    ///
    /// # Errors
    /// Only who may.
    pub async fn audit(&self, visitor: &Visitor, below: Option<i64>) -> Done<AuditView> {
        visitor.staff(Act::SeeLedger)?;
        let mut tx = self.ledger.read().await?;
        let lines = audit::page(&mut tx, below, LINES).await?;
        let older = lines
            .last()
            .filter(|_| lines.len() as i64 == LINES)
            .and_then(|line| line.number);
        let chain = audit::state(&mut tx).await?;
        Ok(AuditView {
            lines,
            older,
            chain,
        })
    }
}
