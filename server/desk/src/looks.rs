//! Who of the company looked at a person: the person can see it.

use habeas_domain::{role::Act, view::LookView};
use habeas_ledger::looks;

use crate::{Desk, Done, Visitor};

impl Desk {
    /// Who looked at the visitor, newest first: as what, when, and while working on what. Names
    /// of staff are not told.
    ///
    /// # Errors
    /// Only who may.
    pub async fn looks(&self, visitor: &Visitor) -> Done<Vec<LookView>> {
        let subject = visitor.customer(Act::SeeOwnData)?;
        let mut tx = self.ledger.read().await?;
        let looks = looks::of_subject(&mut tx, subject).await?;
        Ok(looks
            .into_iter()
            .filter_map(|(role, at, reason)| {
                Some(LookView {
                    role: role.parse().ok()?,
                    at,
                    reference: reason.rsplit(' ').next()?.parse().ok(),
                    revealed: reason
                        .strip_prefix("reveal ")
                        .and_then(|rest| rest.split(' ').next()?.parse().ok()),
                })
            })
            .collect())
    }
}
