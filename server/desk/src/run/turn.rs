//! A worker's turn at a step: a lease that it renews as long as it lives.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use std::time::Duration;

use chrono::{DateTime, Utc};
use habeas_domain::request::Stop;
use habeas_ledger::steps::{self, Row};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::{Desk, Done, run::claim::Next};

/// How long a worker is believed to be alive after it last said so.
pub(crate) const LEASE: Duration = Duration::from_secs(6);
/// How often it says so.
pub(crate) const RENEW: Duration = Duration::from_secs(2);

/// Why a run waits whose step another worker may still have.
pub(crate) const ELSEWHERE: &str = "elsewhere";

/// A worker's turn at a step. Dropped, it is not renewed any more.
pub(crate) struct Turn {
    step: Row,
    records: Arc<AtomicI64>,
    renewing: JoinHandle<()>,
}

impl Turn {
    /// The step as it was when the turn began.
    pub(crate) fn step(&self) -> &Row {
        &self.step
    }

    /// Says how far it is; written down with the next renewal.
    pub(crate) fn counted(&self, records: u64) {
        let records = i64::try_from(records).unwrap_or(i64::MAX);
        self.records.store(records, Ordering::Relaxed);
    }

    /// How far it said it is.
    pub(crate) fn count(&self) -> i64 {
        self.records.load(Ordering::Relaxed)
    }

    /// Ends the turn; whoever ends it writes down how.
    pub(crate) fn end(self) -> Row {
        self.step.clone()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.renewing.abort();
    }
}

impl Desk {
    /// Takes a step, unless it is done or a living worker has it.
    pub(crate) async fn take(&self, id: Uuid) -> Done<Option<Turn>> {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let step = steps::take(&mut tx, id, now, now + LEASE).await?;
        tx.commit().await?;
        let Some(step) = step else {
            return Ok(None);
        };
        let records = Arc::new(AtomicI64::new(step.records));
        let (desk, held, count) = (self.clone(), step.clone(), records.clone());
        let renewing = tokio::spawn(async move {
            loop {
                tokio::time::sleep(RENEW).await;
                if let Err(error) = desk.renew(&held, count.load(Ordering::Relaxed)).await {
                    // The fencing number keeps this worker from writing; it finds out by itself.
                    tracing::warn!(store = held.store, %error, "a lease was not renewed");
                }
            }
        });
        Ok(Some(Turn {
            step,
            records,
            renewing,
        }))
    }

    /// Why a run that needs all these stores need not begin, if one of them does not answer.
    pub(crate) fn left_alone<'a>(&self, steps: impl IntoIterator<Item = &'a Row>) -> Option<Next> {
        let now = self.now();
        steps.into_iter().find_map(|step| {
            let until = self.circuit.open(&step.store, now)?;
            let store = step.store.clone();
            let why = Stop::NoAnswer {
                store: store.clone(),
            };
            Some(Next::Waits {
                until,
                why: why.key(),
                store: Some(store),
            })
        })
    }

    /// A worker that lost its claim to the request may still have the step.
    pub(crate) fn elsewhere(&self, step: &Row) -> Next {
        Next::Waits {
            until: self.free_again(step),
            why: ELSEWHERE,
            store: None,
        }
    }

    /// When a step that another worker has can be taken, should that one be dead.
    pub(crate) fn free_again(&self, step: &Row) -> DateTime<Utc> {
        let now = self.now();
        let until = step.lease_until.unwrap_or(now);
        until.clamp(now, now + LEASE)
    }

    async fn renew(&self, step: &Row, records: i64) -> Done {
        let mut tx = self.ledger.begin().await?;
        steps::renew(&mut tx, step, records, self.now() + LEASE).await?;
        Ok(tx.commit().await?)
    }
}
