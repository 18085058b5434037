//! Whether an erased person can still be found.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use habeas_domain::{
    found::{Answer, Failure},
    identity::Identity,
    map::{Place, RecordErase},
    value::Key,
};
use habeas_ledger::{steps, tombstones};
use habeas_stores::Frozen;

use crate::{
    Desk, Done,
    keep::{Kept, Private},
    run::Intents,
};

/// What a search after the run found.
pub(super) enum Left {
    /// Records that should have gone, by place; empty if nothing is left. And what stays by the
    /// plan, with the first day after which some of it may go.
    Records(BTreeMap<Place, Vec<Key>>, Rest),
    /// This store could not be searched.
    NoAnswer(String, Failure),
}

/// What stays by the plan.
#[derive(Default)]
pub(super) struct Rest {
    /// The records, with those that were only changed.
    pub(super) records: Vec<Identity>,
    /// The first day after which some of them may go.
    pub(super) next_end: Option<NaiveDate>,
}

/// How many records that is, by store.
pub(super) fn by_store(left: &BTreeMap<Place, Vec<Key>>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for (place, keys) in left {
        *counts.entry(place.store.clone()).or_insert(0) += keys.len() as u64;
    }
    counts
}

impl Desk {
    /// Searches every store again with everything by which the person was known. What stays by
    /// the plan, what is no longer about the person, and what was somebody else's before is not
    /// left over.
    pub(super) async fn left_over(&self, kept: &Kept, private: &Private) -> Done<Left> {
        let mut settled: BTreeMap<Place, BTreeSet<Key>> = BTreeMap::new();
        for (place, keys) in &private.others {
            let place = self.map().resolve("", place);
            settled.entry(place).or_default().extend(keys.clone());
        }
        let mut tx = self.ledger.read().await?;
        let steps = steps::of_request(&mut tx, kept.request.id).await?;
        drop(tx);
        let mut left: BTreeMap<Place, Vec<Key>> = BTreeMap::new();
        let mut intents = Vec::new();
        for step in steps.iter().filter(|step| step.frozen.is_some()) {
            let mut next = Some(Box::new(self.frozen(kept, step).await?));
            while let Some(mut intent) = next {
                next = intent.earlier.take();
                intents.push(*intent);
            }
        }
        let frozen: Intents = intents
            .iter()
            .flat_map(|intent| {
                let place = |frozen: &Frozen| Place::new(&intent.store, &frozen.collection);
                let frozen = intent.frozen.iter();
                frozen.map(move |one| (place(one), one.keys.clone()))
            })
            .collect();
        let rest = self.staying_records(&frozen);
        for intent in intents {
            // What was made anonymous stays, as long as nothing was put back into it.
            let back = match self.stores.put_back(&intent).await {
                Ok(back) => back,
                Err(error) => return Ok(Left::NoAnswer(intent.store, error.failure())),
            };
            for (place, key) in back {
                let known = settled.get(&place).is_some_and(|keys| keys.contains(&key));
                let keys = left.entry(place).or_default();
                if !known && !keys.contains(&key) {
                    keys.push(key);
                }
            }
            for frozen in intent.frozen {
                let place = Place::new(&intent.store, &frozen.collection);
                let goes = self
                    .map()
                    .collection(&place)
                    .is_none_or(|collection| collection.erase == RecordErase::Delete);
                let settled = settled.entry(place).or_default();
                settled.extend(frozen.keys.shared);
                settled.extend(frozen.keys.kept.into_values().flatten());
                if !goes {
                    settled.extend(frozen.keys.own);
                }
            }
        }
        // Whoever came back lawfully is not left over.
        let mut tx = self.ledger.read().await?;
        let back = tombstones::cancelled_of(&mut tx, kept.request.id).await?;
        drop(tx);
        let mut identities = private.identities.clone();
        identities.retain(|one| !back.contains(&self.keys.identity_hash(&one.kind, &one.value)));
        // What stays is looked at too: it says when the first of it may go.
        identities.extend(rest.iter().cloned());
        let search = self.stores.find(&identities, self.today()).await;
        for (place, answer) in &search.found.answers {
            let why = match answer {
                Answer::Found(_) | Answer::None => continue,
                Answer::Failed { why } => *why,
                Answer::NotConnected => Failure::Unreachable,
            };
            return Ok(Left::NoAnswer(place.store.clone(), why));
        }
        let none = BTreeSet::new();
        for (place, keys) in &search.keys {
            let asked = &kept.request.areas;
            let meaning = self.map().collection(place).map(|held| &held.meaning);
            if !asked.is_empty() && meaning.is_none_or(|meaning| !asked.contains(meaning)) {
                continue;
            }
            let settled = settled.get(place).unwrap_or(&none);
            let mut keys = keys.all();
            keys.retain(|key| !settled.contains(key));
            let known = left.entry(place.clone()).or_default();
            for key in keys {
                if !known.contains(&key) {
                    known.push(key);
                }
            }
        }
        left.retain(|_, keys| !keys.is_empty());
        let rest = Rest {
            records: rest,
            next_end: search.next_end,
        };
        Ok(Left::Records(left, rest))
    }
}
