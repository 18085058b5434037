//! Erasing a person, store by store.
//!
//! For each store: search again inside its transaction, freeze, compare with what was approved,
//! run and count; write the intent to the ledger; commit the store; record the outcome. A crash
//! between the last two is resolved by asking the store.

use anyhow::anyhow;
use habeas_domain::{
    identity::Identity,
    map::Place,
    plan::Plan,
    request::{Approved, Request, Stop},
};
use habeas_ledger::{
    requests,
    steps::{self, Row},
    subjects,
};
use habeas_stores::{
    EraseError, Intent, Order, Probe, Pseudonyms, StepOutcome, StoreError, StoreOutcome,
};

use crate::{
    Desk, DeskError, Done, crash,
    keep::Kept,
    run::{chunks::Chunks, turn::Turn},
};

/// What a run works from.
pub(super) struct Erasure {
    pub(super) kept: Kept,
    approved: Approved<Request>,
    plan: Plan,
    pub(super) identities: Vec<Identity>,
}

impl Desk {
    pub(super) async fn erase(&self, kept: Kept) -> Done {
        let approved = kept.request.clone().approved()?;
        let mut tx = self.ledger.read().await?;
        let plan = requests::plan(&mut tx, kept.request.id).await?;
        let steps = steps::of_request(&mut tx, kept.request.id).await?;
        let private = self.private(&mut tx, &kept.row).await?;
        drop(tx);
        let plan: Plan = serde_json::from_value(plan.ok_or(DeskError::NotFound)?)
            .map_err(|error| anyhow!(error))?;
        if approved.approval().plan_digest() != Some(plan.digest().as_str()) {
            return Err(anyhow!("the plan is not the one that was approved").into());
        }
        let identities = self.identities(kept.request.subject).await?;
        let erasure = Erasure {
            kept,
            approved,
            plan,
            identities,
        };
        for step in steps.iter().filter(|step| step.state != "done") {
            let Some(turn) = self.take(step.id).await? else {
                return Ok(());
            };
            if private.identities.is_empty() && !self.remember(&erasure, &turn).await? {
                let store = step.store.clone();
                return self
                    .step_failed(&erasure.kept, turn, (Stop::NoAnswer { store }, true))
                    .await;
            }
            match self.erase_store(&erasure, &turn).await {
                Ok(outcome) => self.store_done(&turn, &outcome).await?,
                Err(why) => return self.step_failed(&erasure.kept, turn, why).await,
            }
        }
        crash::point("all-stores-done");
        self.finish_erasure(erasure.kept, &erasure.plan).await
    }

    /// Erases from one store, or finds out that a worker before this one did.
    async fn erase_store(
        &self,
        erasure: &Erasure,
        turn: &Turn,
    ) -> Result<StoreOutcome, (Stop, bool)> {
        let step = turn.step();
        let store = step.store.as_str();
        let failed = |_: DeskError| {
            let store = store.to_owned();
            (Stop::Failed { store }, true)
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
    ) -> Result<StoreOutcome, (Stop, bool)> {
        let step = turn.step();
        let store = step.store.as_str();
        crash::point(&format!("before-store:{store}"));
        let secrets = Pseudonyms::new(self.keys.pseudonyms.bytes().to_vec());
        let intend = async |intent: Intent| {
            let done = self.intend(erasure, step, &intent).await;
            crash::point(&format!("intent-written:{store}"));
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
        let done = self.stores.erase_some(order, intend).await;
        crash::point(&format!("store-committed:{store}"));
        done.map_err(|error| stopped(store, error))
    }

    /// Writes down what is about to be committed: the counts in the clear, the keys sealed.
    async fn intend(&self, erasure: &Erasure, step: &Row, intent: &Intent) -> Done {
        let clear = serde_json::json!({
            "format": intent.format,
            "txid": intent.txid,
            "steps": intent.steps,
        });
        let text = serde_json::to_vec(intent).map_err(|error| anyhow!(error))?;
        let subject = erasure.approved.subject;
        let mut tx = self.ledger.begin().await?;
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
    ) -> Result<Option<StoreOutcome>, (Stop, bool)> {
        let store = step.store.clone();
        let intent = self.frozen(&erasure.kept, step).await.map_err(|_| {
            (
                Stop::Doubt {
                    store: store.clone(),
                },
                false,
            )
        })?;
        match self.stores.probe(&intent).await {
            Ok(Probe::Committed) => Ok(Some(StoreOutcome {
                store,
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
            })),
            Ok(Probe::RolledBack) => Ok(None),
            // The store may not have let go of the dead connection yet: it is asked again.
            Ok(Probe::Unknown) => Err((Stop::Doubt { store }, true)),
            Err(_) => Err((Stop::NoAnswer { store }, true)),
        }
    }

    /// The sealed intent of a step, opened.
    pub(super) async fn frozen(&self, kept: &Kept, step: &Row) -> Done<Intent> {
        let sealed = step.frozen.as_ref().ok_or(DeskError::NotFound)?;
        let mut tx = self.ledger.read().await?;
        let key = subjects::data_key(&mut tx, &self.keys, kept.request.subject).await?;
        let text = key.open("frozen", sealed)?;
        Ok(serde_json::from_slice(&text).map_err(|error| anyhow!(error))?)
    }

    async fn unintend(&self, step: &Row) -> Done {
        let mut tx = self.ledger.begin().await?;
        steps::unintend(&mut tx, step).await?;
        Ok(tx.commit().await?)
    }

    async fn store_done(&self, turn: &Turn, outcome: &StoreOutcome) -> Done {
        let records = i64::try_from(changed(outcome)).unwrap_or(i64::MAX);
        let body = serde_json::to_value(outcome).map_err(|error| anyhow!(error))?;
        let mut tx = self.ledger.begin().await?;
        steps::done(&mut tx, turn.step(), &body, records).await?;
        tx.commit().await?;
        crash::point(&format!("outcome-written:{}", turn.step().store));
        Ok(())
    }
}

/// How many records a store changed.
fn changed(outcome: &StoreOutcome) -> u64 {
    outcome.steps.iter().map(|step| step.changed).sum()
}

/// Why a store was not erased from, and whether trying again by itself may help.
fn stopped(store: &str, error: EraseError<DeskError>) -> (Stop, bool) {
    let store = store.to_owned();
    match error {
        EraseError::Drift(drift) => (Stop::Changed { drift }, false),
        EraseError::Incomplete { place, .. } => (Stop::NoAnswer { store: at(&place) }, true),
        EraseError::Store(
            StoreError::Unreachable | StoreError::TimedOut | StoreError::NotConnected,
        ) => (Stop::NoAnswer { store }, true),
        EraseError::Store(StoreError::Busy) | EraseError::Intent(_) | EraseError::InDoubt(_) => {
            (Stop::Failed { store }, true)
        }
        EraseError::Store(_) | EraseError::Count { .. } | EraseError::Beyond { .. } => {
            (Stop::Failed { store }, false)
        }
    }
}

fn at(place: &Place) -> String {
    place.store.clone()
}
