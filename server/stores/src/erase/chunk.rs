//! More records than one transaction should hold: they go in chunks, each counted, intended and
//! committed by itself, the records everything hangs on last. What is left is found again by the
//! same search, so that a run that stopped anywhere goes on by beginning again.

use habeas_domain::{
    map::{DataMap, LinkKind, Place, Store},
    plan::{Action, Step, StorePlan},
    value::Key,
};

use super::StepOutcome;
use crate::{
    error::StoreError,
    search::{Search, Tie, leaned_on},
    session::SqlSession,
};

/// The records of one chunk.
pub(super) struct Chunk {
    pub(super) step: Step,
    pub(super) keys: Vec<Key>,
}

/// The collection to take a chunk of, where there are too many records for one transaction and
/// some of them may go before all others: nothing of the person's points at them, and no way
/// leads over them to more.
pub(super) fn choose<'p>(
    map: &DataMap,
    ties: &[Tie],
    search: &Search,
    (store, part): (&Store, &'p StorePlan),
    budget: u64,
) -> Option<&'p Step> {
    let own = |step: &Step| match step.action {
        Action::Delete | Action::Anonymise { .. } => step.count,
        Action::Unlink | Action::Keep { .. } => 0,
    };
    if part.steps.iter().map(own).sum::<u64>() <= budget {
        return None;
    }
    part.steps.iter().find(|step| {
        let place = Place::new(store.id.as_str(), step.collection.as_str());
        step.action == Action::Delete
            && (search.vast.contains_key(&place) || free(map, ties, search, &place))
    })
}

fn free(map: &DataMap, ties: &[Tie], search: &Search, place: &Place) -> bool {
    // A vast collection is not read: its records are somewhere all the same.
    let none = |at: &Place| !search.keys.contains_key(at) && !search.vast.contains_key(at);
    // What is kept holds in place what it points at; that is kept with it.
    let kept = |at: &Place| {
        let only = |keys: &crate::ClassedKeys| keys.own.is_empty() && keys.shared.is_empty();
        at.store == place.store && search.keys.get(at).is_some_and(only)
    };
    let people = map.collection(place).is_none_or(|of| of.finds_people());
    // What stays as long as these are there must not look as if they had never been.
    !people
        && !leaned_on(map, place)
        && ties.iter().all(|tie| {
            let hangs = tie.to == *place && !none(&tie.from) && !kept(&tie.from);
            let leads = tie.kind == LinkKind::Owns && tie.from == *place && !none(&tie.to);
            !hangs && !leads
        })
}

impl SqlSession {
    /// The keys of a chunk of at most so many records.
    pub(super) async fn chunk(
        &mut self,
        search: &Search,
        store: &Store,
        step: &Step,
        budget: u64,
    ) -> Result<Chunk, StoreError> {
        let place = Place::new(store.id.as_str(), step.collection.as_str());
        let collection = store
            .collection(&step.collection)
            .ok_or(StoreError::NotInMap)?;
        let most = usize::try_from(budget).unwrap_or(usize::MAX).max(1);
        let mut keys: Vec<Key> = match search.vast.get(&place) {
            Some(reach) => {
                let fields: Vec<&str> = reach.fields.iter().map(String::as_str).collect();
                let by = reach.by(&fields);
                let rows = self.select(collection, &[], &by, Some(budget)).await?;
                rows.into_iter().map(|(key, _)| key).collect()
            }
            None => {
                let keys = search.keys.get(&place).map(|keys| keys.own.as_slice());
                let keys = keys.unwrap_or_default();
                keys[..most.min(keys.len())].to_vec()
            }
        };
        keys.truncate(most);
        let step = Step {
            count: keys.len() as u64,
            ..step.clone()
        };
        Ok(Chunk { step, keys })
    }
}

/// A fresh plan as if nothing of it had been done yet: what was approved is held against all of
/// it.
pub(super) fn with_done(part: &mut StorePlan, done: &[StepOutcome]) {
    for done in done {
        let same = |step: &&mut Step| {
            step.collection == done.step.collection && step.action == done.step.action
        };
        match part.steps.iter_mut().find(same) {
            Some(step) => step.count += done.changed,
            None => part.steps.push(Step {
                count: done.changed,
                ..done.step.clone()
            }),
        }
    }
}
