//! Whether an erased person can still be found.

use std::collections::{BTreeMap, BTreeSet};

use habeas_domain::{
    map::{Place, RecordErase},
    value::Key,
};
use habeas_ledger::steps;

use crate::{
    Desk, Done,
    keep::{Kept, Private},
};

/// What a search after the run found.
pub(super) enum Left {
    /// Records that should have gone, by store; empty if nothing is left.
    Records(BTreeMap<String, u64>),
    /// This store could not be searched.
    NoAnswer(String),
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
        for step in steps.iter().filter(|step| step.frozen.is_some()) {
            let intent = self.frozen(kept, step).await?;
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
        let search = self.stores.find(&private.identities, self.today()).await;
        if let Some((place, _)) = search.found.answers.iter().find(|(_, answer)| {
            use habeas_domain::found::Answer;
            !matches!(answer, Answer::Found(_) | Answer::None)
        }) {
            return Ok(Left::NoAnswer(place.store.clone()));
        }
        let none = BTreeSet::new();
        let mut left = BTreeMap::new();
        for (place, keys) in &search.keys {
            let asked = &kept.request.areas;
            let meaning = self.map().collection(place).map(|held| &held.meaning);
            if !asked.is_empty() && meaning.is_none_or(|meaning| !asked.contains(meaning)) {
                continue;
            }
            let settled = settled.get(place).unwrap_or(&none);
            let count = keys
                .all()
                .iter()
                .filter(|key| !settled.contains(key))
                .count();
            if count > 0 {
                *left.entry(place.store.clone()).or_insert(0) += count as u64;
            }
        }
        Ok(Left::Records(left))
    }
}
