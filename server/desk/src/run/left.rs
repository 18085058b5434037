//! Whether an erased person can still be found.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use habeas_domain::{
    found::Answer,
    identity::Identity,
    map::{Place, RecordErase},
    value::Key,
};
use habeas_ledger::tombstones;

use crate::{
    Desk, Done,
    keep::{Kept, Private},
};

/// What a search after the run found.
pub(super) struct Left {
    /// Records that should have gone, by store; empty if nothing is left.
    pub(super) records: BTreeMap<String, u64>,
    /// Stores that could not be searched.
    pub(super) silent: Vec<String>,
    /// What stays by the plan.
    pub(super) rest: Vec<Identity>,
    /// The first day after which some of that may go.
    pub(super) next_end: Option<NaiveDate>,
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
        let intents = self.intents(kept).await?;
        let rest = self.staying_records(&intents);
        for (place, keys) in intents {
            let goes = self
                .map()
                .collection(&place)
                .is_none_or(|collection| collection.erase == RecordErase::Delete);
            let settled = settled.entry(place).or_default();
            settled.extend(keys.shared);
            settled.extend(keys.kept.into_values().flatten());
            if !goes {
                settled.extend(keys.own);
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
        let mut silent: Vec<String> = Vec::new();
        for (place, answer) in &search.found.answers {
            let answered = matches!(answer, Answer::Found(_) | Answer::None);
            if !answered && !silent.contains(&place.store) {
                silent.push(place.store.clone());
            }
        }
        let none = BTreeSet::new();
        let mut records = BTreeMap::new();
        for (place, keys) in &search.keys {
            let settled = settled.get(place).unwrap_or(&none);
            let count = keys
                .all()
                .iter()
                .filter(|key| !settled.contains(key))
                .count();
            if count > 0 {
                *records.entry(place.store.clone()).or_insert(0) += count as u64;
            }
        }
        Ok(Left {
            records,
            silent,
            rest,
            next_end: search.next_end,
        })
    }
}
