//! A job that was begun twice and never ended may be what kills its worker. From then on it runs
//! while nothing else does, so that what happens to run beside it is not given up with it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use habeas_ledger::tasks::Row;
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock};

/// How often a job broke off before it runs alone. Once is a machine that was switched off.
const SUSPECT: i64 = 2;

/// The way in for the jobs of this process.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alone(Arc<RwLock<()>>);

/// Held as long as a job runs.
#[expect(dead_code, reason = "held, never read")]
pub(crate) enum Admitted {
    /// Beside others.
    Beside(OwnedRwLockReadGuard<()>),
    /// Alone.
    Alone(OwnedRwLockWriteGuard<()>),
}

impl Alone {
    /// Waits for the way to be free: to be asked before the job is taken, because to be taken
    /// counts as an attempt.
    pub(crate) async fn admit(&self, row: Option<&Row>, now: DateTime<Utc>) -> Admitted {
        let way = self.0.clone();
        let broke_off = |row: &Row| {
            let left = row.lease_until.is_none_or(|until| until <= now);
            row.state == "running" && left && row.attempts >= SUSPECT
        };
        if row.is_some_and(broke_off) {
            return Admitted::Alone(way.write_owned().await);
        }
        Admitted::Beside(way.read_owned().await)
    }
}
