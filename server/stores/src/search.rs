//! What of a person is held: the walk through the stores, and what may happen to what it found.

mod classify;
mod cuts;
mod dates;
mod hunt;
mod named;
mod tie;
mod touched;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use habeas_domain::{
    facts::SchemaFacts,
    found::{Answer, Classes, Failure, Found, KeptCount},
    identity::Identity,
    map::{DataMap, Place},
    value::{Key, Value},
};
use serde::{Deserialize, Serialize};

use self::{classify::Classified, hunt::Hunt, tie::ties};
use crate::{error::StoreError, session::Session};

/// The open views of all stores, by store.
pub(crate) type Sessions = BTreeMap<String, Result<Session, StoreError>>;

/// What a search found: the answers, and the keys behind them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// The answer of every collection.
    pub found: Found,
    /// The keys of what was found, by class.
    pub keys: BTreeMap<Place, ClassedKeys>,
    /// Every identity value of the records found, and those searched for: what a later search
    /// must not find any more.
    pub identities_met: Vec<Identity>,
    /// The first day after which something may go that stays now.
    pub next_end: Option<NaiveDate>,
    /// What must be set to NULL to let go of shared records.
    pub(crate) cuts: Vec<Cut>,
    /// Collections whose answer leans on one that failed.
    pub(crate) uncertain: BTreeMap<Place, Failure>,
}

impl Search {
    /// The collections whose answer leans on one that could not be searched, and why that could
    /// not: they may hold more than was found.
    pub fn uncertain(&self) -> impl Iterator<Item = (&Place, Failure)> {
        self.uncertain.iter().map(|(place, why)| (place, *why))
    }
}

/// The keys of one collection's records, by what an erasure may do to them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClassedKeys {
    /// The person's alone.
    pub own: Vec<Key>,
    /// Somebody else's too.
    pub shared: Vec<Key>,
    /// Under retention, by ground.
    pub kept: BTreeMap<String, Vec<Key>>,
}

impl ClassedKeys {
    /// All keys, in order.
    pub fn all(&self) -> Vec<Key> {
        let kept = self.kept.values().flatten();
        let mut keys: Vec<Key> = self
            .own
            .iter()
            .chain(&self.shared)
            .chain(kept)
            .cloned()
            .collect();
        sort(&mut keys);
        keys
    }
}

/// A link of this person to a shared record, which an erasure cuts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The collection whose rows point.
    pub(crate) place: Place,
    /// The columns that point.
    pub(crate) columns: Vec<String>,
    /// The rows.
    pub(crate) keys: Vec<Key>,
}

/// Searches all stores. What is in none of the `areas`, if there are any, is kept: nobody asked to
/// have it deleted.
pub(crate) async fn search(
    map: &DataMap,
    sessions: &mut Sessions,
    identities: &[Identity],
    today: NaiveDate,
    areas: &BTreeSet<String>,
) -> Search {
    let facts = facts(map, sessions);
    let ties = ties(map, &facts, sessions);
    let mut hunt = Hunt::new(map, &ties, sessions);
    hunt.start(identities).await;
    hunt.start_at_records(identities).await;
    hunt.walk().await;
    let uncertain = hunt.uncertain();
    let classified = classify::classify(&mut hunt, today, areas).await;
    let Hunt { finds, failed, .. } = hunt;
    let mut search = Search {
        cuts: cuts::cuts(map, &ties, &finds, &classified),
        next_end: classified.next_end(),
        ..Search::default()
    };
    for (place, store, collection) in map.collections() {
        let named = !matches!(
            sessions.get(store.id.as_str()),
            Some(Err(StoreError::NotConnected)) | None
        );
        let rows = finds.get(&place).map(|found| &found.rows);
        let answer = match (failed.get(&place), rows) {
            _ if !named => Answer::NotConnected,
            (Some(why), _) => Answer::Failed { why: *why },
            (None, Some(rows)) if !rows.is_empty() => {
                let (classes, keys) = counted(&classified, &place);
                search.keys.insert(place.clone(), keys);
                Answer::Found(classes)
            }
            // Where the way here was blocked, nobody can say that nothing is held.
            (None, _) => uncertain
                .get(&place)
                .map_or(Answer::None, |why| Answer::Failed { why: *why }),
        };
        search.found.answers.push((place.clone(), answer));
        if let Some(found) = finds.get(&place) {
            for (field, identity) in &collection.identities {
                let values = found
                    .rows
                    .values()
                    .filter_map(|row| found.value(row, field));
                search.identities_met.extend(
                    values
                        .filter_map(Value::as_text)
                        .map(|value| Identity::new(&identity.kind, value)),
                );
            }
        }
    }
    search.found.touched = touched::touched(map, &facts, sessions, &search.keys).await;
    search.uncertain = uncertain;
    search.identities_met.extend(identities.iter().cloned());
    search.identities_met.sort();
    search.identities_met.dedup();
    search
}

/// The facts of the stores that could be opened.
pub(crate) fn facts(map: &DataMap, sessions: &Sessions) -> BTreeMap<String, SchemaFacts> {
    map.stores
        .iter()
        .filter_map(|store| {
            let session = sessions.get(store.id.as_str())?.as_ref().ok()?;
            Some((store.id.to_string(), session.facts(store)))
        })
        .collect()
}

fn counted(classified: &Classified, place: &Place) -> (Classes, ClassedKeys) {
    let mut keys = ClassedKeys::default();
    let mut classes = Classes::default();
    for (key, class) in classified.of(place) {
        match class {
            classify::Class::Own => keys.own.push(key.clone()),
            classify::Class::Shared => keys.shared.push(key.clone()),
            classify::Class::Kept { ground, until } => {
                let count = classes.kept.entry(ground.clone()).or_insert(KeptCount {
                    count: 0,
                    until: *until,
                });
                count.count += 1;
                // The last of them decides; one without an end has none.
                count.until = count.until.zip(*until).map(|(one, other)| one.max(other));
                keys.kept
                    .entry(ground.clone())
                    .or_default()
                    .push(key.clone());
            }
        }
    }
    sort(&mut keys.own);
    sort(&mut keys.shared);
    keys.kept.values_mut().for_each(sort);
    classes.own = keys.own.len() as u64;
    classes.shared = keys.shared.len() as u64;
    (classes, keys)
}

/// Sorts keys in order, reading each number once.
fn sort(keys: &mut Vec<Key>) {
    let whole = |key: &Key| match key.0.as_slice() {
        [Value::Text(text)] => text.parse::<i128>().ok(),
        _ => None,
    };
    let numbers: Option<Vec<i128>> = keys.iter().map(whole).collect();
    let Some(numbers) = numbers else {
        keys.sort_by(in_order);
        return;
    };
    let mut numbered: Vec<(i128, Key)> = numbers.into_iter().zip(keys.drain(..)).collect();
    numbered.sort();
    keys.extend(numbered.into_iter().map(|(_, key)| key));
}

/// Numbers by size, everything else by text.
pub(crate) fn in_order(one: &Key, other: &Key) -> std::cmp::Ordering {
    let number = |value: &Value| value.as_text().and_then(|text| text.parse::<i128>().ok());
    for (a, b) in one.0.iter().zip(&other.0) {
        let order = match (number(a), number(b)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => a.cmp(b),
        };
        if order.is_ne() {
            return order;
        }
    }
    one.cmp(other)
}
