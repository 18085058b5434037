//! Erasing a person, store by store.
//!
//! For each store: search again inside its transaction, freeze, compare with what was approved,
//! run and count; write the intent to the ledger; commit the store; record the outcome. A crash
//! between the last two is resolved by asking the store. A store that does not answer or fails
//! keeps no other from its turn, unless the way to it leads through that other.

use anyhow::anyhow;
use chrono::{DateTime, Utc};
use habeas_domain::{
    fault::point,
    hold::Touch,
    identity::Identity,
    plan::{self, Action, Plan},
    request::{Approved, Request, Stop},
};
use habeas_ledger::{
    Tx, chunks, requests,
    steps::{self, Row},
    subjects,
};
use habeas_stores::{
    EraseError, Intent, Order, Probe, Pseudonyms, StepOutcome, StoreError, StoreOutcome,
};

use crate::{
    Desk, DeskError, Done,
    keep::{Kept, Private},
    run::{
        Trouble,
        chunks::Chunks,
        claim::{Claim, Next},
        turn::{ELSEWHERE, Turn},
        unanswered,
    },
};

/// What a run works from.
pub(super) struct Erasure {
    pub(super) kept: Kept,
    approved: Approved<Request>,
    plan: Plan,
    pub(super) identities: Vec<Identity>,
    /// What is known of the person besides, as the run goes on.
    pub(super) private: Private,
}

/// What came of one step.
pub(crate) enum Stepped {
    /// It is done.
    Done,
    /// It is tried again.
    Waits {
        until: DateTime<Utc>,
        why: &'static str,
        store: String,
    },
    /// A person must look.
    Stopped(Stop),
}

impl Desk {
    pub(super) async fn erase(&self, kept: Kept, claim: &Claim) -> Done<Next> {
        let mut erasure = self.erasure(kept).await?;
        let mut tx = self.ledger.read().await?;
        let mut open = steps::of_request(&mut tx, erasure.kept.request.id).await?;
        drop(tx);
        open.retain(|step| step.state != "done");
        let mut waits: Option<Next> = None;
        let mut stops: Vec<Stop> = Vec::new();
        let mut index = 0;
        while let Some(step) = open.get(index) {
            // What is erased there no longer shows the way here.
            let shows_the_way = open[..index]
                .iter()
                .any(|earlier| self.stores.leads_to(&step.store, &earlier.store));
            if shows_the_way {
                index += 1;
                continue;
            }
            match self.erase_step(&mut erasure, step).await? {
                Stepped::Done => {
                    open.remove(index);
                    continue;
                }
                Stepped::Stopped(stop) if stops.contains(&stop) => {}
                Stepped::Stopped(stop) => stops.push(stop),
                Stepped::Waits { until, why, store } => {
                    let sooner = match &waits {
                        Some(Next::Waits { until: other, .. }) => until < *other,
                        _ => true,
                    };
                    if sooner {
                        let store = (why != ELSEWHERE).then_some(store);
                        waits = Some(Next::Waits { until, why, store });
                    }
                }
            }
            index += 1;
        }
        if open.is_empty() {
            point("all-stores-done");
            return self
                .finish_erasure(erasure.kept, &erasure.plan, claim)
                .await;
        }
        match waits {
            Some(waits) if stops.is_empty() => Ok(waits),
            _ => self.stop_for(&erasure.kept, stops, claim).await,
        }
    }

    /// What a run works from; not without what was approved.
    async fn erasure(&self, kept: Kept) -> Done<Erasure> {
        let approved = kept.request.clone().approved()?;
        let mut tx = self.ledger.read().await?;
        let stored = requests::plan(&mut tx, kept.request.id).await?;
        let private = self.private(&mut tx, &kept.row).await?;
        drop(tx);
        let stored = stored.ok_or_else(|| anyhow!("an approved erasure has no plan"))?;
        let digest = approved.approval().plan_digest().unwrap_or_default();
        if !plan::is_approved(&stored, digest) {
            return Err(anyhow!("the plan is not the one that was approved").into());
        }
        let plan: Plan = serde_json::from_value(stored).map_err(|error| anyhow!(error))?;
        let identities = self.identities(kept.request.subject).await?;
        Ok(Erasure {
            kept,
            approved,
            plan,
            identities,
            private,
        })
    }

    async fn erase_step(&self, erasure: &mut Erasure, step: &Row) -> Done<Stepped> {
        let store = step.store.clone();
        if step.state == "needs-person" {
            let known = step.stop.clone();
            let known = known.and_then(|stop| serde_json::from_value(stop).ok());
            return Ok(Stepped::Stopped(known.unwrap_or(Stop::Failed { store })));
        }
        // What became of a step that was left in doubt is found out, whatever stands now.
        let standing = self.standing(erasure.kept.request.subject).await?;
        if step.intent.is_none() && standing.check(Touch::Erase).is_err() {
            return Ok(Stepped::Stopped(Stop::Held));
        }
        let now = self.now();
        if let Some(until) = self.circuit.open(&store, now) {
            let why = Stop::NoAnswer {
                store: store.clone(),
            };
            return Ok(Stepped::Waits {
                until,
                why: why.key(),
                store,
            });
        }
        let Some(turn) = self.take(step.id).await? else {
            // A worker that lost its claim to the request may still have the step, or it is put
            // off for a little longer than the request.
            return Ok(Stepped::Waits {
                until: self.free_again(step),
                why: ELSEWHERE,
                store,
            });
        };
        if let Some(why) = self.remember(erasure, &store).await? {
            return self.step_failed(turn, why).await;
        }
        let done = self.erase_store(erasure, &turn).await;
        match &done {
            Err((_, Trouble::NoAnswer)) => {}
            Ok(_) | Err(_) => self.circuit.answered(&store),
        }
        match done {
            Ok(outcome) => {
                self.store_done(&turn, outcome).await?;
                Ok(Stepped::Done)
            }
            Err(why) => self.step_failed(turn, why).await,
        }
    }

    /// Erases from one store, or finds out that a worker before this one did.
    async fn erase_store(
        &self,
        erasure: &Erasure,
        turn: &Turn,
    ) -> Result<StoreOutcome, (Stop, Trouble)> {
        let step = turn.step();
        let store = step.store.as_str();
        let failed = |_: DeskError| {
            let store = store.to_owned();
            (Stop::Failed { store }, Trouble::MayPass)
        };
        let mut chunks = self.chunks(step).await.map_err(failed)?;
        if step.intent.is_some() {
            match self.resolve(erasure, step).await? {
                Some(outcome) if outcome.unfinished => self
                    .chunk_done(turn, &mut chunks, outcome)
                    .await
                    .map_err(failed)?,
                Some(outcome) => return Ok(chunks.with(outcome)),
                None => self.unintend(step).await.map_err(failed)?,
            }
        }
        loop {
            let outcome = self.erase_some(erasure, turn, &chunks).await?;
            if !outcome.unfinished {
                turn.counted(chunks.changed() + changed(&outcome));
                return Ok(chunks.with(outcome));
            }
            self.chunk_done(turn, &mut chunks, outcome)
                .await
                .map_err(failed)?;
        }
    }

    /// Erases from one store what one transaction holds: mostly everything.
    async fn erase_some(
        &self,
        erasure: &Erasure,
        turn: &Turn,
        chunks: &Chunks,
    ) -> Result<StoreOutcome, (Stop, Trouble)> {
        let step = turn.step();
        let store = step.store.as_str();
        point(&format!("before-store:{store}"));
        let secrets = Pseudonyms::new(self.keys.pseudonyms.bytes().to_vec());
        let intend = async |intent: Intent| {
            let done = self.intend(erasure, step, &intent).await;
            point(&format!("intent-written:{store}"));
            done
        };
        let order = Order {
            store,
            identities: &erasure.identities,
            approved: &erasure.plan,
            today: self.today(),
            secrets: &secrets,
            done: &chunks.done,
        };
        let stores = self.stores_for(&erasure.kept.request);
        let done = stores.erase_some(order, intend).await;
        point(&format!("store-committed:{store}"));
        done.map_err(|error| stopped(store, error))
    }

    /// Writes down what is about to be committed: the counts in the clear, the keys sealed. Where
    /// the store was erased from before, what was frozen then is kept with it.
    async fn intend(&self, erasure: &Erasure, step: &Row, intent: &Intent) -> Done {
        let clear = serde_json::json!({
            "format": intent.format,
            "txid": intent.txid,
            "steps": intent.steps,
        });
        let mut intent = intent.clone();
        if step.outcome.is_some() && step.frozen.is_some() {
            intent.earlier = Some(Box::new(self.frozen(&erasure.kept, step).await?));
        }
        let text = serde_json::to_vec(&intent).map_err(|error| anyhow!(error))?;
        let subject = erasure.approved.subject;
        let mut tx = self.ledger.begin().await?;
        // A hold that was placed this moment is in time: nothing is committed yet.
        self.free_to(&mut tx, subject, Touch::Erase).await?;
        let key = subjects::data_key(&mut tx, &self.keys, subject).await?;
        let frozen = key.seal(&self.dice, "frozen", &text)?;
        steps::intend(&mut tx, step, &clear, &frozen).await?;
        Ok(tx.commit().await?)
    }

    /// What became of the intent of a worker that died: its outcome, or nothing if the store
    /// rolled it back.
    async fn resolve(
        &self,
        erasure: &Erasure,
        step: &Row,
    ) -> Result<Option<StoreOutcome>, (Stop, Trouble)> {
        let store = step.store.clone();
        let doubt = || Stop::Doubt {
            store: store.clone(),
        };
        let silent = || Stop::NoAnswer {
            store: store.clone(),
        };
        let intent = match self.frozen(&erasure.kept, step).await {
            Ok(intent) => intent,
            Err(error) if super::claim::passes(&error) => {
                let store = store.clone();
                return Err((Stop::Failed { store }, Trouble::MayPass));
            }
            Err(_) => return Err((doubt(), Trouble::NeedsPerson)),
        };
        let stores = self.stores_for(&erasure.kept.request);
        match stores.probe(&intent).await {
            Ok(Probe::Committed) => {}
            Ok(Probe::RolledBack) => return Ok(None),
            // A store without transactions: what is written down is done, as often as need be.
            Ok(Probe::Begun) => match stores.finish(&intent).await {
                Ok(()) => {}
                Err(_) => return Err((silent(), Trouble::NoAnswer)),
            },
            // Whoever wrote it down has not come to the end of it: it may be that it is only
            // slow. It is asked again for as long as that lasts.
            Ok(Probe::InProgress) => return Err((silent(), Trouble::NoAnswer)),
            Ok(Probe::Unknown) => return Err((doubt(), Trouble::MayPass)),
            Err(_) => return Err((silent(), Trouble::NoAnswer)),
        }
        Ok(Some(as_intended(intent)))
    }

    /// The sealed intent of a step, opened.
    pub(crate) async fn frozen(&self, kept: &Kept, step: &Row) -> Done<Intent> {
        let mut tx = self.ledger.read().await?;
        self.frozen_in(&mut tx, kept, step).await
    }

    /// The same inside a transaction.
    pub(crate) async fn frozen_in(&self, tx: &mut Tx, kept: &Kept, step: &Row) -> Done<Intent> {
        let sealed = step.frozen.as_ref();
        let sealed = sealed.ok_or_else(|| anyhow!("a step was intended and froze nothing"))?;
        let key = subjects::data_key(tx, &self.keys, kept.request.subject).await?;
        let text = key.open("frozen", sealed)?;
        Ok(serde_json::from_slice(&text).map_err(|error| anyhow!(error))?)
    }

    async fn unintend(&self, step: &Row) -> Done {
        let mut tx = self.ledger.begin().await?;
        steps::unintend(&mut tx, step).await?;
        Ok(tx.commit().await?)
    }

    async fn store_done(&self, turn: &Turn, outcome: StoreOutcome) -> Done {
        let step = turn.step();
        let (body, records) = with_earlier(step, outcome)?;
        let mut tx = self.ledger.begin().await?;
        steps::done(&mut tx, step, &body, records).await?;
        chunks::told(&mut tx, step).await?;
        tx.commit().await?;
        point(&format!("outcome-written:{}", step.store));
        Ok(())
    }
}

/// The outcome of a step, after what it did in an earlier run.
pub(crate) fn with_earlier(
    step: &Row,
    mut outcome: StoreOutcome,
) -> Done<(serde_json::Value, i64)> {
    if let Some(earlier) = &step.outcome {
        let earlier: StoreOutcome =
            serde_json::from_value(earlier.clone()).map_err(|error| anyhow!(error))?;
        for then in earlier.steps {
            let anonymous = matches!(then.step.action, Action::Anonymise { .. });
            let again = outcome.steps.iter_mut().find(|now| {
                anonymous
                    && now.step.collection == then.step.collection
                    && now.step.action == then.step.action
            });
            match again {
                // What was anonymous already was found once more: it is the same records.
                Some(now) => now.changed = now.changed.max(then.changed),
                None => outcome.steps.push(then),
            }
        }
    }
    let records = i64::try_from(changed(&outcome)).unwrap_or(i64::MAX);
    let body = serde_json::to_value(outcome).map_err(|error| anyhow!(error))?;
    Ok((body, records))
}

/// The outcome of what was intended and took effect.
pub(crate) fn as_intended(intent: Intent) -> StoreOutcome {
    StoreOutcome {
        store: intent.store,
        steps: intent
            .steps
            .iter()
            .map(|step| StepOutcome {
                step: step.clone(),
                changed: if step.action.writes() { step.count } else { 0 },
            })
            .collect(),
        txid: intent.txid,
        scrubbed: false,
        unfinished: intent.unfinished,
    }
}

/// How many records a store changed.
fn changed(outcome: &StoreOutcome) -> u64 {
    outcome.steps.iter().map(|step| step.changed).sum()
}

/// Why a store was not erased from, and what may help.
fn stopped(store: &str, error: EraseError<DeskError>) -> (Stop, Trouble) {
    let store = store.to_owned();
    match error {
        // It answers itself, but leans on another that does not.
        EraseError::Incomplete { why, .. } => match unanswered(&store, why) {
            (stop, Trouble::NoAnswer) => (stop, Trouble::AnotherSilent),
            failed => failed,
        },
        EraseError::Drift(drift) => (Stop::Changed { drift }, Trouble::NeedsPerson),
        EraseError::Store(
            StoreError::Unreachable | StoreError::TimedOut | StoreError::NotConnected,
        ) => (Stop::NoAnswer { store }, Trouble::NoAnswer),
        EraseError::Store(StoreError::Busy) | EraseError::Intent(_) | EraseError::InDoubt(_) => {
            (Stop::Failed { store }, Trouble::MayPass)
        }
        EraseError::Store(_)
        | EraseError::Count { .. }
        | EraseError::Beyond { .. }
        | EraseError::Unmasked { .. } => (Stop::Failed { store }, Trouble::NeedsPerson),
    }
}
