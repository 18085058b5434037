//! Erasing a person, store by store.
//!
//! For each store: search again inside its transaction, freeze, compare with what was approved,
//! run and count; write the intent to the ledger; commit the store; record the outcome. A crash
//! between the last two is resolved by asking the store.

use std::collections::BTreeSet;

use anyhow::anyhow;
use futures::TryStreamExt;
use habeas_domain::{
    identity::Identity,
    map::{FieldErase, Place, RecordErase},
    plan::Plan,
    request::{Approved, Request, Stop},
    value::{Key, Value},
};
use habeas_ledger::{
    requests,
    steps::{self, Row},
    subjects, tombstones,
};
use habeas_stores::{
    EraseError, Intent, Probe, Pseudonyms, Search, StepOutcome, StoreError, StoreOutcome,
};

use crate::{
    Desk, DeskError, Done, crash,
    keep::{Kept, Private},
    run::turn::Turn,
};

/// What a run works from.
struct Erasure {
    kept: Kept,
    approved: Approved<Request>,
    plan: Plan,
    identities: Vec<Identity>,
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

    /// Before the first destructive statement: writes down everything by which the person was
    /// known, so that they can be searched for afterwards, and the tombstones. `false` where a
    /// store could not be searched.
    async fn remember(&self, erasure: &Erasure, turn: &Turn) -> Done<bool> {
        let request = &erasure.kept.request;
        let mut tx = self.ledger.read().await?;
        let row = self.load_by_id(&mut tx, request.id).await?.row;
        let before = self.private(&mut tx, &row).await?;
        drop(tx);
        if !before.identities.is_empty() {
            return Ok(true);
        }
        let today = self.today();
        let search = self.stores.find(&erasure.identities, today).await;
        let all = self.stores.find(&search.identities_met, today).await;
        if !search.found.is_complete() || !all.found.is_complete() {
            return Ok(false);
        }
        // What the person's values find beyond the person is somebody else's: a shared telephone.
        let mut others = Vec::new();
        for (place, keys) in &all.keys {
            let own = search.keys.get(place).map(|keys| keys.all());
            let own = own.unwrap_or_default();
            let mut beyond = keys.all();
            beyond.retain(|key| !own.contains(key));
            if !beyond.is_empty() {
                others.push((place.to_string(), beyond));
            }
        }
        let Ok(staying) = self.staying(&search).await else {
            return Ok(false);
        };
        let private = Private {
            identities: search.identities_met,
            others,
            ..before
        };
        // What stays by the plan (a customer number on an invoice) says nothing of a return.
        let mut going = private.identities.clone();
        going.retain(|identity| !staying.contains(identity));
        let now = self.now();
        let stones = tombstones::of(
            &self.keys,
            &going,
            request.id,
            now,
            now + self.settings.tombstones_kept,
        );
        tombstones::append(&self.settings.tombstones(), &stones)?;
        let mut tx = self.ledger.begin().await?;
        tombstones::add(&mut tx, &stones).await?;
        let sealed = self.seal(&mut tx, request.subject, &private).await?;
        requests::set_sealed(&mut tx, request.id, &sealed).await?;
        tx.commit().await?;
        crash::point(&format!("tombstones-written:{}", turn.step().store));
        Ok(true)
    }

    /// The identity values that records hold which the plan leaves.
    async fn staying(&self, search: &Search) -> Result<BTreeSet<Identity>, StoreError> {
        let mut staying = BTreeSet::new();
        for (place, keys) in &search.keys {
            let Some(collection) = self.map().collection(place) else {
                continue;
            };
            for (name, identity) in &collection.identities {
                let left = collection.erase == RecordErase::Keep
                    || collection.erase == RecordErase::Anonymise
                        && collection.field(name).is_none_or(|field| {
                            matches!(field.erase, None | Some(FieldErase::Keep))
                        });
                let mut stay: Vec<Key> = keys.kept.values().flatten().cloned().collect();
                stay.extend(keys.shared.iter().cloned());
                if left {
                    stay.extend(keys.own.iter().cloned());
                }
                let mut records = std::pin::pin!(self.stores.read(place, &stay));
                while let Some(record) = records.try_next().await? {
                    if let Some(value) = record.get(name).and_then(Value::as_text) {
                        staying.insert(Identity::new(&identity.kind, value));
                    }
                }
            }
        }
        Ok(staying)
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
        if step.intent.is_some() {
            match self.resolve(erasure, step).await? {
                Some(outcome) => return Ok(outcome),
                None => self.unintend(step).await.map_err(failed)?,
            }
        }
        crash::point(&format!("before-store:{store}"));
        let secrets = Pseudonyms::new(self.keys.pseudonyms.bytes().to_vec());
        let intend = async |intent: Intent| {
            let done = self.intend(erasure, step, &intent).await;
            crash::point(&format!("intent-written:{store}"));
            done
        };
        let done = self
            .stores
            .erase(
                store,
                &erasure.identities,
                &erasure.plan,
                self.today(),
                &secrets,
                intend,
            )
            .await;
        crash::point(&format!("store-committed:{store}"));
        let outcome = done.map_err(|error| stopped(store, error))?;
        turn.counted(changed(&outcome));
        Ok(outcome)
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
