//! Jobs: what reaches into the company's stores.
//!
//! A request runs in steps, one for each store. What is true of a step stands in the ledger, under
//! a lease that a living worker renews and a fencing number that grows with every taker; so a
//! worker can be killed anywhere, and another takes up where it was.

mod alone;
mod choose;
pub(crate) mod chunks;
mod circuit;
mod claim;
mod correct;
pub(crate) mod erase;
mod finish;
mod greet;
mod left;
mod look;
mod no;
mod package;
mod remember;
mod send;
mod sweep;
mod turn;
mod verify;
mod warn;

use chrono::TimeDelta;
use habeas_domain::{
    actor::Actor,
    fault::point,
    found::Failure,
    id::RequestId,
    request::{Refusal, Request, State, Stop},
    right::Right,
    role::Act,
};
use habeas_ledger::{
    audit::Sequencer,
    jobs::{self, Job, Work},
    steps, tasks,
};
use tokio::sync::watch;

pub(crate) use self::{
    alone::Alone,
    circuit::Circuit,
    claim::Next,
    remember::{given_again, held},
    warn::{Because, Warning},
};
use self::{
    claim::{ATTEMPTS, Claim, pause},
    erase::Stepped,
    turn::Turn,
};
use crate::{Desk, Done, keep::Kept};

/// What each store froze, by place.
pub(crate) type Intents = Vec<(habeas_domain::map::Place, habeas_stores::ClassedKeys)>;

/// How often a request is looked at that waits because somebody stopped it.
const STOPPED: TimeDelta = TimeDelta::minutes(5);

/// What may help a step that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Its store does not answer: it is left alone for a while, as long as it takes.
    NoAnswer,
    /// It answers, but leans on another that does not.
    AnotherSilent,
    /// It may pass: it is tried a few times.
    MayPass,
    /// Nothing but a person.
    NeedsPerson,
}

/// Why a store that did not answer as it should stops a request, and what may help.
pub(crate) fn unanswered(store: &str, why: Failure) -> (Stop, Trouble) {
    let store = store.to_owned();
    match why {
        Failure::Unreachable | Failure::TimedOut => (Stop::NoAnswer { store }, Trouble::NoAnswer),
        Failure::SchemaChanged | Failure::Refused | Failure::Faulty => {
            (Stop::Failed { store }, Trouble::MayPass)
        }
    }
}

impl Desk {
    /// Works until told to stop: runs jobs, takes up what a dead worker left, chains the audit
    /// ledger.
    pub async fn work(&self, stop: watch::Receiver<bool>) {
        let desk = self.clone();
        let run = move |job| {
            let desk = desk.clone();
            async move { desk.perform(job).await }
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
        tokio::join!(
            jobs,
            chain.run(stop.clone()),
            self.file_older(stop.clone()),
            self.fetch_until(stop.clone()),
            self.sweep_until(stop)
        );
    }

    /// Does, one after the other and without a queue, what is to be done by now; how much that
    /// was. For who has no worker at hand, and for tests that move the clock.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn work_off(&self) -> Done<usize> {
        let mut tx = self.ledger.read().await?;
        let due = tasks::due(&mut tx, self.now(), 100).await?;
        drop(tx);
        let jobs: Vec<Job> = due.iter().filter_map(tasks::Row::job).collect();
        for job in &jobs {
            self.perform(*job).await;
        }
        Ok(jobs.len())
    }

    /// Runs an approved request, or takes up one that was left.
    async fn run(&self, id: RequestId, claim: &Claim) -> Done<Next> {
        let mut tx = self.ledger.read().await?;
        let kept = self.load_by_id(&mut tx, id).await?;
        drop(tx);
        let kept = match &kept.request.state {
            State::Approved { approval } if self.now() < approval.hold_until() => {
                let mut tx = self.ledger.begin().await?;
                jobs::enqueue(&mut tx, &Job::new(Work::Run, id.0), approval.hold_until()).await?;
                tx.commit().await?;
                return Ok(Next::Done);
            }
            // Somebody says that it was not the person: it waits until staff have looked.
            State::Approved { .. } if self.is_stopped(kept.request.subject).await? => {
                return Ok(Next::Waits {
                    until: self.now() + STOPPED,
                    why: Refusal::Stopped.key(),
                    store: None,
                });
            }
            State::Approved { .. } => self.start(kept).await?,
            State::Running { .. } => kept,
            _ => return Ok(Next::Done),
        };
        if kept.request.is_absolute() {
            return self.say_no(kept, claim).await;
        }
        match kept.request.right {
            Right::Access | Right::Portability => self.make_package(kept, claim).await,
            Right::Rectification => self.write_correction(kept, claim).await,
            Right::Erasure => self.erase(kept, claim).await,
            right => Err(anyhow::anyhow!("no machine runs {right}").into()),
        }
    }

    /// From approved to running, with one step for each store.
    async fn start(&self, kept: Kept) -> Done<Kept> {
        let stores: Vec<String> = match kept.request.right {
            _ if kept.request.is_absolute() => self.stores_of_no(&kept),
            Right::Erasure => self
                .stores
                .erase_order()
                .into_iter()
                .map(str::to_owned)
                .collect(),
            Right::Rectification => {
                let mut tx = self.ledger.read().await?;
                let private = self.private(&mut tx, &kept.row).await?;
                // Without one it stops, where somebody sees it. The place that the person named
                // comes first: where it is not as they saw it, nothing else is touched.
                let mut stores: Vec<String> = Vec::new();
                if let Some(correction) = &private.correction {
                    let also = correction.also.iter().map(|one| &one.place);
                    for place in std::iter::once(&correction.place).chain(also) {
                        let store = self.map().resolve("", place).store;
                        if !stores.contains(&store) {
                            stores.push(store);
                        }
                    }
                }
                stores
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
        point("run-started");
        Ok(Kept { row, request })
    }

    /// Lets a failed step go. Where its store does not answer it is tried again for as long as
    /// that lasts, with pauses that grow; where the fault may pass, a few times; else a person
    /// must look.
    pub(crate) async fn step_failed(
        &self,
        turn: Turn,
        (stop, trouble): (Stop, Trouble),
    ) -> Done<Stepped> {
        let step = turn.end();
        let now = self.now();
        let why = stop.key();
        tracing::warn!(
            store = step.store, request = %step.request_id, why, attempt = step.attempts,
            waits = step.waits, "a step failed"
        );
        let store = stop.store().unwrap_or(&step.store).to_owned();
        let mut tx = self.ledger.begin().await?;
        let until = match trouble {
            Trouble::NoAnswer => self.circuit.silent(&store, now),
            Trouble::AnotherSilent => now + pause(step.waits),
            Trouble::MayPass if step.attempts < ATTEMPTS => now + pause(step.attempts),
            Trouble::MayPass | Trouble::NeedsPerson => {
                let text = serde_json::to_value(&stop).map_err(anyhow::Error::from)?;
                steps::stop(&mut tx, &step, (why, &text)).await?;
                tx.commit().await?;
                tracing::error!(store = step.store, request = %step.request_id, why, "a step needs a person");
                return Ok(Stepped::Stopped(stop));
            }
        };
        let waited = trouble != Trouble::MayPass;
        steps::try_again(&mut tx, &step, until, (why, waited)).await?;
        tx.commit().await?;
        Ok(Stepped::Waits { until, why, store })
    }

    /// The request needs a person, and this worker's job is done.
    pub(crate) async fn stop_for(
        &self,
        kept: &Kept,
        stops: Vec<Stop>,
        claim: &Claim,
    ) -> Done<Next> {
        let request: Request = kept.request.clone();
        let (request, event) = request.needs_person(self.now(), stops)?;
        let by = (&Actor::System, Act::Run);
        let mut tx = self.ledger.begin().await?;
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        self.finish_in(&mut tx, claim).await?;
        tx.commit().await?;
        Ok(Next::Told)
    }

    /// What comes of a request of which one step is all.
    pub(crate) async fn after_step(
        &self,
        kept: &Kept,
        stepped: Stepped,
        claim: &Claim,
    ) -> Done<Next> {
        match stepped {
            Stepped::Done => Ok(Next::Done),
            Stepped::Waits { until, why, store } => {
                let store = Some(store);
                Ok(Next::Waits { until, why, store })
            }
            Stepped::Stopped(stop) => self.stop_for(kept, vec![stop], claim).await,
        }
    }
}
