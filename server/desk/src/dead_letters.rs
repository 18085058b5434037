//! Jobs that were given up: what an operator looks at when the alarm was raised.

use chrono::{DateTime, Utc};
use habeas_ledger::{
    jobs::{self, Job, Work},
    tasks,
};
use uuid::Uuid;

use crate::{Desk, Done};

/// How many are told at once.
const MOST: i64 = 1000;

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// What was to be done.
    pub work: String,
    /// Of which request, choice, challenge or person.
    pub id: Uuid,
    /// From when on.
    pub due: DateTime<Utc>,
    /// Why it was given up: `failed`, or `broke-off` where it killed its workers.
    pub why: String,
}

impl DeadLetter {
    /// Whether it is the work of a request: an officer has it tried again on its page.
    pub fn is_of_a_request(&self) -> bool {
        matches!(Work::named(&self.work), Some(Work::Run | Work::Verify))
    }
}

impl Desk {
    /// What was given up, oldest first.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn dead_letters(&self) -> Done<Vec<DeadLetter>> {
        let mut tx = self.ledger.read().await?;
        let dead = tasks::dead(&mut tx, MOST).await?;
        let letters = dead.into_iter().map(|row| DeadLetter {
            work: row.work,
            id: row.id,
            due: row.due,
            why: row.trouble.unwrap_or_default(),
        });
        Ok(letters.collect())
    }

    /// Has everything tried again that is no request's; how much that is.
    ///
    /// # Errors
    /// Where the ledger refuses.
    pub async fn revive(&self) -> Done<usize> {
        let letters = self.dead_letters().await?;
        let mut tx = self.ledger.begin().await?;
        let mut count = 0;
        for letter in letters.iter().filter(|letter| !letter.is_of_a_request()) {
            if let Some(work) = Work::named(&letter.work) {
                jobs::enqueue(&mut tx, &Job::new(work, letter.id), self.now()).await?;
                count += 1;
            }
        }
        tx.commit().await?;
        self.bell.ring();
        Ok(count)
    }
}
