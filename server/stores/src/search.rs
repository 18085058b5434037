//! What of a person is held: the walk through the stores, and what may happen to what it found.

mod classify;
mod cuts;
mod dates;
mod hunt;
mod named;
mod tie;
mod touched;
mod vast;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use habeas_domain::{
    facts::SchemaFacts,
    found::{Answer, Classes, Failure, Found, KeptCount},
    identity::Identity,
    map::{Collection, DataMap, Place},
    value::{Key, Value},
};
use serde::{Deserialize, Serialize};

pub use self::vast::Reach;
use self::{
    classify::Class,
    hunt::{Finds, Hunt},
};
pub(crate) use self::{
    dates::leaned_on,
    tie::{Tie, ties},
};
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
    /// Collections of which the person has more records than were read: all of them theirs alone.
    pub vast: BTreeMap<Place, Reach>,
    /// Where all records found are the person's own, and one condition finds them and no others.
    pub(crate) ways: BTreeMap<Place, Reach>,
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
/// have it deleted. With a limit, collections that hold more of the person than that, and nothing
/// but theirs, are counted instead of read.
pub(crate) async fn search(
    map: &DataMap,
    sessions: &mut Sessions,
    identities: &[Identity],
    today: NaiveDate,
    (areas, limit): (&BTreeSet<String>, Option<u64>),
) -> Search {
    let facts = facts(map, sessions);
    let ties = ties(map, &facts, sessions);
    let mut hunt = Hunt::new(map, &ties, sessions, (areas, limit));
    hunt.start(identities).await;
    hunt.start_at_records(identities).await;
    hunt.walk().await;
    hunt.settle().await;
    let uncertain = hunt.uncertain();
    let classified = classify::classify(&mut hunt, today, areas).await;
    let Hunt {
        mut finds,
        failed,
        vast,
        mut ways,
        ..
    } = hunt;
    let mut search = Search {
        cuts: cuts::cuts(map, &ties, &finds, &classified),
        next_end: classified.next_end(),
        ..Search::default()
    };
    let read = |(place, reach): (_, Option<Reach>)| Some((place, reach?));
    search.vast = vast.into_iter().filter_map(read).collect();
    for (place, store, collection) in map.collections() {
        let named = !matches!(
            sessions.get(store.id.as_str()),
            Some(Err(StoreError::NotConnected)) | None
        );
        let found = finds.remove(&place);
        if let Some(found) = &found {
            search.identities_met.extend(met(collection, found));
        }
        let answer = match (failed.get(&place), found) {
            _ if !named => Answer::NotConnected,
            (Some(why), _) => Answer::Failed { why: *why },
            (None, Some(found)) if !found.rows.is_empty() => {
                let others = classified.others(&place);
                if let (None, Some(mut way)) = (others, ways.remove(&place).flatten()) {
                    way.count = found.rows.len() as u64;
                    search.ways.insert(place.clone(), way);
                }
                let (classes, keys) = counted(others, found);
                search.keys.insert(place.clone(), keys);
                Answer::Found(classes)
            }
            (None, _) if search.vast.contains_key(&place) && !uncertain.contains_key(&place) => {
                Answer::Found(Classes {
                    own: search.vast[&place].count,
                    ..Classes::default()
                })
            }
            // Where the way here was blocked, nobody can say that nothing is held.
            (None, _) => uncertain
                .get(&place)
                .map_or(Answer::None, |why| Answer::Failed { why: *why }),
        };
        search.found.answers.push((place, answer));
    }
    search.found.touched =
        touched::touched(map, &facts, sessions, (&search.keys, &search.vast)).await;
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

/// The identity values of records.
fn met(collection: &Collection, found: &Finds) -> Vec<Identity> {
    let mut met = Vec::new();
    for (field, identity) in &collection.identities {
        let values = found.rows.values().filter_map(|row| {
            let value = found.value(row, field)?.as_text()?;
            Some(Identity::new(&identity.kind, value))
        });
        met.extend(values);
    }
    met
}

fn counted(others: Option<&BTreeMap<Key, Class>>, found: Finds) -> (Classes, ClassedKeys) {
    let mut keys = ClassedKeys::default();
    let mut classes = Classes::default();
    for key in found.rows.into_keys() {
        match others.and_then(|others| others.get(&key)) {
            None | Some(Class::Own) => keys.own.push(key),
            Some(Class::Shared) => keys.shared.push(key),
            Some(Class::Kept { ground, until }) => {
                let count = classes.kept.entry(ground.clone()).or_insert(KeptCount {
                    count: 0,
                    until: *until,
                });
                count.count += 1;
                // The last of them decides; one without an end has none.
                count.until = count.until.zip(*until).map(|(one, other)| one.max(other));
                keys.kept.entry(ground.clone()).or_default().push(key);
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
    // An index mostly gives them in order already.
    if numbers.is_sorted_by(|one, other| one < other) {
        return;
    }
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
