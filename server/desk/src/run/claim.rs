//! A worker's claim to a job: the row in our own table that says whose turn it is, and what
//! becomes of it in the end. Nothing is tried for ever in silence.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{
    actor::Actor,
    fault::point,
    id::RequestId,
    request::{Request, State, Stop},
    role::Act,
};
use habeas_ledger::{
    LedgerError, Tx,
    audit::Entry,
    jobs::{self, Job, Work},
    requests, steps,
    tasks::{self, Row},
};
use tokio::task::JoinHandle;

use crate::{
    Desk, DeskError, Done,
    run::turn::{LEASE, RENEW},
};

/// How often a job is begun before it is given up.
pub(super) const ATTEMPTS: i64 = 5;
/// The longest pause between two attempts: what waits for a store goes on well within a minute of
/// its return.
const LONGEST: i64 = 30;

/// What a job came to.
#[derive(Debug)]
pub(crate) enum Next {
    /// It is done, and its last transaction has said so.
    Told,
    /// It is done.
    Done,
    /// Nothing is wrong with it, but it has to wait.
    Waits {
        /// Until when.
        until: DateTime<Utc>,
        /// What for: a key of words.
        why: &'static str,
        /// For which store.
        store: Option<String>,
    },
}

/// A claim. Dropped, it is not renewed any more.
pub(crate) struct Claim {
    row: Row,
    renewing: JoinHandle<()>,
}

impl Claim {
    /// The row as it was when it was taken.
    pub(crate) fn row(&self) -> &Row {
        &self.row
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.renewing.abort();
    }
}

/// The pause after so many attempts: 1, 2, 4 … seconds.
pub(crate) fn pause(attempts: i64) -> TimeDelta {
    TimeDelta::seconds((1_i64 << attempts.clamp(0, 6)).min(LONGEST))
}

impl Desk {
    /// Does a job, if it is this worker's turn.
    pub(super) async fn perform(&self, job: Job) {
        let done = match job.work {
            // A message has a row, attempts and an end of its own.
            Work::Send => self.send(job.id).await,
            _ => self.perform_claimed(job).await,
        };
        match done {
            // Somebody was quicker, or it is gone: nothing is left to do.
            Ok(()) | Err(DeskError::Conflict | DeskError::NotFound) => {}
            Err(error) => {
                tracing::warn!(work = ?job.work, id = %job.id, %error, "a job was not settled");
            }
        }
    }

    async fn perform_claimed(&self, job: Job) -> Done {
        let mut tx = self.ledger.read().await?;
        let row = tasks::find(&mut tx, &job).await?;
        drop(tx);
        let _admitted = self.alone.admit(row.as_ref(), self.now()).await;
        let Some(claim) = self.claim(&job).await? else {
            return Ok(());
        };
        let attempts = claim.row.attempts;
        // It was begun often enough and never ended: it kills whoever begins it.
        if attempts > ATTEMPTS {
            return self.give_up(&job, claim, "broke-off").await;
        }
        point(&format!("job-begun:{}", job.work.as_str()));
        let done = match job.work {
            Work::Run => self.run(RequestId(job.id), &claim).await,
            Work::Choose => self.choose(job.id, &claim).await,
            Work::Verify => self.verify_again(RequestId(job.id), &claim).await,
            Work::Greet => self.greet(job.id).await.map(|()| Next::Done),
            Work::Warn => self.warn(job.id, &claim).await,
            Work::Acknowledge => {
                let done = self.acknowledge(RequestId(job.id)).await;
                done.map(|()| Next::Done)
            }
            Work::Weigh => self.weigh(RequestId(job.id)).await.map(|()| Next::Done),
            Work::Return => self.welcome_back(job.id).await,
            Work::Restrict => self.write_restriction(job.id).await,
            Work::Send => Ok(Next::Done),
        };
        match done {
            Ok(Next::Told) => Ok(()),
            // What it is about is gone.
            Ok(Next::Done) | Err(DeskError::NotFound) => self.finish(claim).await,
            Ok(Next::Waits { until, why, store }) => {
                self.put_off(&job, claim, until, (why, true), store).await
            }
            Err(error) => {
                let waits = passes(&error);
                if !waits && attempts >= ATTEMPTS {
                    tracing::error!(work = ?job.work, id = %job.id, %error, "a job failed for the last time");
                    return self.give_up(&job, claim, "failed").await;
                }
                if waits && claim.row.waits % 10 == 9 {
                    tracing::error!(
                        work = ?job.work, id = %job.id, waits = claim.row.waits, %error,
                        "a job has waited for long: is our own database or disk well?"
                    );
                }
                if !matches!(error, DeskError::Conflict) {
                    tracing::warn!(
                        work = ?job.work, id = %job.id, attempts, %error, "a job failed and is tried again"
                    );
                }
                let pauses = if waits { claim.row.waits } else { attempts };
                let until = self.now() + pause(pauses);
                self.put_off(&job, claim, until, ("failed", waits), None)
                    .await
            }
        }
    }

    async fn claim(&self, job: &Job) -> Done<Option<Claim>> {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let row = tasks::take(&mut tx, job, now, now + LEASE).await?;
        tx.commit().await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let (desk, held) = (self.clone(), row.clone());
        let renewing = tokio::spawn(async move {
            loop {
                tokio::time::sleep(RENEW).await;
                if let Err(error) = desk.renew_claim(&held).await {
                    // The fencing number keeps this worker from ending it; it finds out by itself.
                    tracing::warn!(work = held.work, %error, "a claim was not renewed");
                }
            }
        });
        Ok(Some(Claim { row, renewing }))
    }

    async fn renew_claim(&self, row: &Row) -> Done {
        let mut tx = self.ledger.begin().await?;
        tasks::renew(&mut tx, row, self.now() + LEASE).await?;
        Ok(tx.commit().await?)
    }

    async fn finish(&self, claim: Claim) -> Done {
        let mut tx = self.ledger.begin().await?;
        self.finish_in(&mut tx, &claim).await?;
        Ok(tx.commit().await?)
    }

    /// Ends a claim in a transaction that does its last: without the turn there is no such
    /// transaction.
    pub(super) async fn finish_in(&self, tx: &mut Tx, claim: &Claim) -> Done {
        // Somebody wanted it again meanwhile, and woke us for it while it was not their turn.
        if let Some(due) = tasks::finish(tx, &claim.row).await?
            && let Some(job) = claim.row.job()
        {
            jobs::wake(tx, &job, due.max(self.now())).await?;
        }
        Ok(())
    }

    async fn put_off(
        &self,
        job: &Job,
        claim: Claim,
        until: DateTime<Utc>,
        (why, waits): (&str, bool),
        store: Option<String>,
    ) -> Done {
        let mut tx = self.ledger.begin().await?;
        tasks::again(&mut tx, &claim.row, until, (why, waits)).await?;
        if job.work == Work::Run {
            let id = RequestId(job.id);
            requests::waits_for(&mut tx, id, store.as_deref()).await?;
            if let Some(store) = &store {
                steps::note(&mut tx, id, store, Some(why)).await?;
            }
        }
        jobs::wake(&mut tx, job, until + Duration::from_secs(1)).await?;
        Ok(tx.commit().await?)
    }

    /// A dead letter: a person must look, and the log raises the alarm.
    async fn give_up(&self, job: &Job, claim: Claim, why: &str) -> Done {
        tracing::error!(
            work = job.work.as_str(), id = %job.id, why, attempts = claim.row.attempts,
            "a job was given up: somebody must look"
        );
        let mut tx = self.ledger.begin().await?;
        tasks::give_up(&mut tx, &claim.row, why).await?;
        let body = serde_json::json!({ "v": 1, "what": "given-up", "work": job.work.as_str(), "why": why });
        let entry = Entry::new(&self.keys, &Actor::System, Act::Run).with(body);
        self.entry(&mut tx, &entry).await?;
        if matches!(job.work, Work::Run | Work::Verify) {
            match self.is_broken(&mut tx, RequestId(job.id)).await {
                // What cannot even be read is in the log and among the dead letters.
                Err(DeskError::Internal(error))
                    if error.downcast_ref::<LedgerError>().is_none() =>
                {
                    tracing::error!(id = %job.id, %error, "a request cannot be stopped");
                }
                done => done?,
            }
        }
        Ok(tx.commit().await?)
    }

    /// The request of a job that was given up needs a person.
    async fn is_broken(&self, tx: &mut Tx, id: RequestId) -> Done {
        let kept = match self.load_by_id(tx, id).await {
            Err(DeskError::NotFound) => return Ok(()),
            kept => kept?,
        };
        let (now, why) = (self.now(), vec![Stop::Broken]);
        let by = (&Actor::System, Act::Run);
        let mut row = kept.row;
        let mut request: Request = kept.request;
        if matches!(request.state, State::Approved { .. }) {
            let Ok((started, event)) = request.start_running(now) else {
                return Ok(());
            };
            row = self.save(tx, &row, (&started, &event), by).await?;
            request = started;
        }
        let stopped = match request.state {
            State::Running { .. } => request.needs_person(now, why)?,
            State::Answered { .. } => request.found_again(now, why)?,
            _ => return Ok(()),
        };
        self.save(tx, &row, (&stopped.0, &stopped.1), by).await?;
        Ok(())
    }
}

/// Whether a fault is of a kind that passes by itself: Habeas's own database or folder does not
/// answer or is full. Nothing is wrong with the job, and it is not counted against it.
pub(super) fn passes(error: &DeskError) -> bool {
    let DeskError::Internal(error) = error else {
        return false;
    };
    error.chain().any(|cause| {
        if let Some(ledger) = cause.downcast_ref::<LedgerError>() {
            return ledger.may_pass();
        }
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| no_room(error.kind()))
    })
}

fn no_room(kind: std::io::ErrorKind) -> bool {
    use std::io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(
        kind,
        StorageFull | QuotaExceeded | ReadOnlyFilesystem | PermissionDenied
    )
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::pause;

    #[test]
    fn pauses_grow_and_stay_well_below_a_minute() {
        let pauses: Vec<i64> = (0..9).map(|n| pause(n).num_seconds()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 30, 30, 30, 30]);
        assert!(pause(i64::MAX) < TimeDelta::minutes(1));
    }
}
