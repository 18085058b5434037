//! Jobs: what reaches into the company's stores.
//!
//! A request runs in steps, one for each store. What is true of a step stands in the ledger, under
//! a lease that a living worker renews and a fencing number that grows with every taker; so a
//! worker can be killed anywhere, and another takes up where it was.

mod choose;
mod chunks;
mod correct;
mod erase;
mod finish;
mod greet;
mod left;
mod package;
mod remember;
mod send;
mod sweep;
mod turn;
mod verify;
mod warn;

use std::time::Duration;

use habeas_domain::{
    actor::Actor,
    id::RequestId,
    request::{Request, State, Stop},
    right::Right,
    role::Act,
};
use habeas_ledger::{
    audit::Sequencer,
    jobs::{self, Job, Work},
    steps,
};
use tokio::sync::watch;

use crate::{Desk, DeskError, Done, crash, keep::Kept, run::turn::Turn};

/// How often a failing step is tried again by itself.
const ATTEMPTS: i64 = 5;

impl Desk {
    /// Works until told to stop: runs jobs, takes up what a dead worker left, chains the audit
    /// ledger.
    pub async fn work(&self, stop: watch::Receiver<bool>) {
        let desk = self.clone();
        let run = move |job| {
            let desk = desk.clone();
            async move { desk.job(job).await }
        };
        let parts = (self.clock.clone(), self.dice.clone());
        let jobs = jobs::work(
            self.ledger.clone(),
            parts.clone(),
            self.bell.clone(),
            run,
            stop.clone(),
        );
        let chain = Sequencer::new(
            self.ledger.clone(),
            self.keys.clone(),
            parts,
            self.settings.checkpoints(),
        );
        tokio::join!(jobs, chain.run(stop.clone()), self.sweep_until(stop));
    }

    async fn job(&self, job: Job) {
        let done = match job.work {
            Work::Run => self.run(RequestId(job.id)).await,
            Work::Choose => self.choose(job.id).await,
            Work::Verify => self.verify_again(RequestId(job.id)).await,
            Work::Send => self.send(job.id).await,
            Work::Greet => self.greet(job.id).await,
            Work::Warn => self.warn(job.id).await,
        };
        match done {
            // Somebody was quicker, or it is gone: nothing is left to do.
            Ok(()) | Err(DeskError::Conflict | DeskError::NotFound) => {}
            Err(error) => {
                tracing::error!(work = ?job.work, id = %job.id, %error, "a job failed");
            }
        }
    }

    /// Runs an approved request, or takes up one that was left.
    async fn run(&self, id: RequestId) -> Done {
        let mut tx = self.ledger.read().await?;
        let kept = self.load_by_id(&mut tx, id).await?;
        drop(tx);
        let kept = match &kept.request.state {
            State::Approved { approval } if self.now() < approval.hold_until() => {
                return self.later(id, approval.hold_until()).await;
            }
            State::Approved { .. } => self.start(kept).await?,
            State::Running { .. } => kept,
            _ => return Ok(()),
        };
        match kept.request.right {
            Right::Access | Right::Portability => self.make_package(kept).await,
            Right::Rectification => self.write_correction(kept).await,
            Right::Erasure => self.erase(kept).await,
            right => {
                tracing::error!(%right, "no machine runs this right");
                Ok(())
            }
        }
    }

    /// Enqueues the run of a request once more.
    async fn later(&self, id: RequestId, at: chrono::DateTime<chrono::Utc>) -> Done {
        let mut tx = self.ledger.begin().await?;
        // The queue counts in whole seconds.
        let at = at + Duration::from_secs(1);
        jobs::enqueue(&mut tx, &Job::new(Work::Run, id.0), at).await?;
        Ok(tx.commit().await?)
    }

    /// From approved to running, with one step for each store.
    async fn start(&self, kept: Kept) -> Done<Kept> {
        let stores: Vec<String> = match kept.request.right {
            Right::Erasure => self
                .stores
                .erase_order()
                .into_iter()
                .map(str::to_owned)
                .collect(),
            Right::Rectification => {
                let mut tx = self.ledger.read().await?;
                let private = self.private(&mut tx, &kept.row).await?;
                let place = private.correction.map(|correction| correction.place);
                let place = place.ok_or(DeskError::NotFound)?;
                vec![self.map().resolve("", &place).store]
            }
            _ => self
                .map()
                .stores
                .iter()
                .map(|store| store.id.to_string())
                .collect(),
        };
        let (request, event) = kept.request.start_running(self.now())?;
        let mut tx = self.ledger.begin().await?;
        let by = (&Actor::System, Act::Run);
        let row = self
            .save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        for (position, store) in stores.iter().enumerate() {
            let id = self.dice.uuid(self.now());
            let position = i64::try_from(position).unwrap_or(i64::MAX);
            steps::add(&mut tx, id, request.id, store, position).await?;
        }
        tx.commit().await?;
        crash::point("run-started");
        Ok(Kept { row, request })
    }

    /// Lets a failed step go: it is tried again after a while that doubles, and after the last
    /// attempt a person must look.
    pub(crate) async fn step_failed(
        &self,
        kept: &Kept,
        turn: Turn,
        (stop, again): (Stop, bool),
    ) -> Done {
        let step = turn.end();
        let now = self.now();
        tracing::warn!(
            reference = %kept.request.reference, store = step.store, stop = stop.key(),
            attempt = step.attempts, "a step failed"
        );
        let mut tx = self.ledger.begin().await?;
        if again && step.attempts < ATTEMPTS {
            let wait = 1_u64 << step.attempts.clamp(0, 6);
            let at = now + Duration::from_secs(wait);
            steps::try_again(&mut tx, &step, at, stop.key()).await?;
            jobs::enqueue(&mut tx, &Job::new(Work::Run, kept.request.id.0), at).await?;
        } else {
            steps::stop(&mut tx, &step, stop.key()).await?;
            self.stop(&mut tx, kept, stop).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The request needs a person.
    pub(crate) async fn stop(&self, tx: &mut habeas_ledger::Tx, kept: &Kept, stop: Stop) -> Done {
        let request: Request = kept.request.clone();
        let (request, event) = request.needs_person(self.now(), vec![stop])?;
        let by = (&Actor::System, Act::Run);
        self.save(tx, &kept.row, (&request, &event), by).await?;
        Ok(())
    }
}
