//! The audit ledger and the access log, as those who watch see them. That they were read, and taken
//! away, stands in the ledger too.

use habeas_domain::{
    oversight::ChainPage,
    role::Act,
    view::{AuditLine, AuditView},
};
use habeas_ledger::audit::{self, Entry, LOOKS};

use crate::{
    Csv, Desk, Done, Visitor,
    csv::{file, line},
};

/// How many lines a page has.
const LINES: i64 = 100;
/// How many lines of a file are read at once.
const BATCH: i64 = 500;

impl Desk {
    /// A page of the audit ledger, newest first, below a number.
    ///
    /// # Errors
    /// Only who may.
    pub async fn audit(&self, visitor: &Visitor, below: Option<i64>) -> Done<AuditView> {
        self.audit_page(visitor, below, &[]).await
    }

    /// The access log: who of the staff looked at whom, at this ledger, or took something away.
    ///
    /// # Errors
    /// Only who may.
    pub async fn accesses(&self, visitor: &Visitor, below: Option<i64>) -> Done<AuditView> {
        self.audit_page(visitor, below, LOOKS).await
    }

    async fn audit_page(
        &self,
        visitor: &Visitor,
        below: Option<i64>,
        acts: &[Act],
    ) -> Done<AuditView> {
        visitor.staff(Act::SeeLedger)?;
        let mut tx = self.ledger.read().await?;
        let lines = audit::page(&mut tx, below, LINES, acts).await?;
        let older = lines
            .last()
            .filter(|_| lines.len() as i64 == LINES)
            .and_then(|line| line.number);
        let chain = audit::state(&mut tx).await?;
        drop(tx);
        let body = serde_json::json!({ "v": 1, "what": "read" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::SeeLedger).with(body);
        self.alone(&entry).await?;
        Ok(AuditView {
            lines,
            older,
            chain,
        })
    }

    /// How far the ledger is chained, signed and kept outside.
    ///
    /// # Errors
    /// Only who may.
    pub async fn chain(&self, visitor: &Visitor) -> Done<ChainPage> {
        visitor.staff(Act::SeeLedger)?;
        let mut tx = self.ledger.read().await?;
        let chain = audit::state(&mut tx).await?;
        let (signed, checkpoints) = audit::signed(&mut tx).await?;
        drop(tx);
        Ok(ChainPage {
            chain,
            signed: signed.map(|checkpoint| (checkpoint.number, checkpoint.at)),
            checkpoints: checkpoints.unsigned_abs(),
            outside: audit::outside(&self.settings.checkpoints()).await?,
        })
    }

    /// The whole ledger as CSV, or the access log alone, newest first.
    ///
    /// # Errors
    /// Only who may.
    pub async fn export_audit(&self, visitor: &Visitor, looks: bool) -> Done<Csv> {
        visitor.staff(Act::ExportLedger)?;
        let what = if looks { "exported-looks" } else { "exported" };
        let body = serde_json::json!({ "v": 1, "what": what });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::ExportLedger).with(body);
        self.alone(&entry).await?;
        let heads = ["number", "at", "who", "act", "request", "why", "hash"];
        let desk = self.clone();
        let acts = if looks { LOOKS } else { &[] };
        Ok(file(&heads, None, move |below: Option<i64>| {
            let desk = desk.clone();
            async move {
                let mut tx = desk.ledger.read().await?;
                let lines = audit::page(&mut tx, below, BATCH, acts).await?;
                let more = lines.len() as i64 == BATCH;
                // Lines that wait for their number come first and are fewer than a page.
                let next = lines.last().and_then(|line| line.number).filter(|_| more);
                let rows = lines.iter().flat_map(row).collect();
                Ok((rows, next.map(Some)))
            }
        }))
    }

    /// Writes a line of the audit ledger for something that changes nothing else.
    pub(crate) async fn alone(&self, entry: &Entry) -> Done {
        let mut tx = self.ledger.begin().await?;
        self.entry(&mut tx, entry).await?;
        Ok(tx.commit().await?)
    }
}

fn row(one: &AuditLine) -> Vec<u8> {
    let why: Vec<String> = one
        .why
        .iter()
        .map(|(name, said)| format!("{name}={said}"))
        .collect();
    line(&[
        one.number
            .map(|number| number.to_string())
            .unwrap_or_default(),
        one.at.to_rfc3339(),
        one.who.clone(),
        one.act.clone(),
        one.reference
            .map(|number| number.to_string())
            .unwrap_or_default(),
        why.join("; "),
        one.hash.clone().unwrap_or_default(),
    ])
}
