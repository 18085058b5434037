//! "Is this still right?", asked once a year (GDPR Art. 5(1)(d): kept up to date).

use chrono::TimeDelta;
use habeas_domain::{id::SubjectId, role::Act};
use habeas_ledger::{audit::Entry, check_ups};

use crate::{Desk, Done, Visitor};

/// How long an answer holds.
const A_YEAR: TimeDelta = TimeDelta::days(365);

impl Desk {
    /// Whether it is time to ask.
    pub(crate) async fn ask_still_right(&self, subject: SubjectId) -> Done<bool> {
        let mut tx = self.ledger.read().await?;
        let last = check_ups::last(&mut tx, subject).await?;
        Ok(last.is_none_or(|(at, _)| at + A_YEAR <= self.now()))
    }

    /// The visitor's answer.
    ///
    /// # Errors
    /// Only who may.
    pub async fn confirm_data(&self, visitor: &Visitor, still_right: bool) -> Done {
        let subject = visitor.customer(Act::ConfirmOwnData)?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        check_ups::add(&mut tx, self.dice.uuid(now), subject, now, still_right).await?;
        let body = serde_json::json!({ "v": 1, "what": "check-up", "still_right": still_right });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::ConfirmOwnData).with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }
}
