//! The walk: from identities to the records they name, and along the links that own.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use habeas_domain::{
    found::Failure,
    identity::{Compare, Identity},
    map::{Collection, DataMap, LinkKind, Place},
    value::{Key, Value},
};

use super::{
    Sessions, dates,
    tie::{Tie, texts},
};
use crate::{
    by::{By, Row},
    error::StoreError,
};

/// The records found in one collection.
pub(crate) struct Finds {
    /// The columns that links, identities and rules lean on.
    pub(crate) columns: Vec<String>,
    pub(crate) rows: BTreeMap<Key, Row>,
}

impl Finds {
    pub(crate) fn value<'r>(&self, row: &'r Row, column: &str) -> Option<&'r Value> {
        let index = self.columns.iter().position(|name| name == column)?;
        row.get(index)
    }

    /// The values of some columns; none if one of them is NULL.
    pub(crate) fn tuple(&self, row: &Row, columns: &[String]) -> Option<Row> {
        columns
            .iter()
            .map(|name| {
                self.value(row, name)
                    .filter(|value| !value.is_null())
                    .cloned()
            })
            .collect()
    }
}

/// A search on its way.
pub(crate) struct Hunt<'h> {
    pub(crate) map: &'h DataMap,
    pub(crate) ties: &'h [Tie],
    pub(crate) sessions: &'h mut Sessions,
    pub(crate) finds: BTreeMap<Place, Finds>,
    pub(crate) failed: BTreeMap<Place, Failure>,
    /// Records whose links have not been followed yet.
    fresh: BTreeMap<Place, Vec<Key>>,
}

impl<'h> Hunt<'h> {
    pub(crate) fn new(map: &'h DataMap, ties: &'h [Tie], sessions: &'h mut Sessions) -> Self {
        let mut finds = BTreeMap::new();
        let mut failed = BTreeMap::new();
        for (place, store, collection) in map.collections() {
            let state = match sessions.get(store.id.as_str()) {
                Some(Ok(session)) => session.holds(collection),
                Some(Err(error)) => Err(error.clone()),
                None => Err(StoreError::NotConnected),
            };
            if let Err(error) = state {
                report(&place, &error);
                failed.insert(place.clone(), error.failure());
            }
            let found = Finds {
                columns: columns(map, collection, &place, ties),
                rows: BTreeMap::new(),
            };
            finds.insert(place, found);
        }
        Self {
            map,
            ties,
            sessions,
            finds,
            failed,
            fresh: BTreeMap::new(),
        }
    }

    /// Finds the records that carry one of the identities. The engine's answer is compared
    /// again here: its collation may equate letters that differ.
    pub(crate) async fn start(&mut self, identities: &[Identity]) {
        let map = self.map;
        for (place, _, collection) in map.collections() {
            for (field, identity) in &collection.identities {
                let compare = identity.compare();
                let values: Vec<&str> = identities
                    .iter()
                    .filter(|known| known.kind == identity.kind)
                    .map(|known| known.value.as_str())
                    .filter(|value| compare.same(value, value))
                    // An empty field is nobody's, and would be everybody's who left it empty.
                    .filter(|value| !compare.normalise(value).trim().is_empty())
                    .collect();
                if values.is_empty() {
                    continue;
                }
                let by = By::Identity {
                    field,
                    compare,
                    values: &values,
                };
                let rows = self.select(&place, collection, &by).await;
                let columns = self.finds[&place].columns.clone();
                let index = columns.iter().position(|name| name == field);
                let same = |row: &Row| {
                    let held = index.and_then(|index| row.get(index)?.as_text());
                    held.is_some_and(|held| values.iter().any(|value| compare.same(value, held)))
                };
                let rows = rows.into_iter().filter(|(_, row)| same(row)).collect();
                self.keep(&place, rows);
            }
        }
    }

    /// Follows the links that own until nothing new turns up. What was seen is not followed
    /// again, so circles end.
    pub(crate) async fn walk(&mut self) {
        while !self.fresh.is_empty() {
            let fresh = std::mem::take(&mut self.fresh);
            for (place, keys) in &fresh {
                for tie in self.ties {
                    if tie.kind == LinkKind::OwnedBy && tie.to == *place {
                        self.follow(place, keys, &tie.there, &tie.from, &tie.here, Some(tie))
                            .await;
                    }
                    if tie.kind == LinkKind::Owns && tie.from == *place {
                        let keys = self.under(tie, keys);
                        self.follow(place, &keys, &tie.here, &tie.to, &tie.there, None)
                            .await;
                    }
                }
            }
        }
    }

    /// Of some records of `tie.from`, those for which the link exists at all.
    fn under(&self, tie: &Tie, keys: &[Key]) -> Vec<Key> {
        let found = &self.finds[&tie.from];
        keys.iter()
            .filter(|key| {
                found
                    .rows
                    .get(key)
                    .is_some_and(|row| holds(tie, found, row))
            })
            .cloned()
            .collect()
    }

    async fn follow(
        &mut self,
        from: &Place,
        keys: &[Key],
        there: &[String],
        to: &Place,
        here: &[String],
        constants: Option<&Tie>,
    ) {
        let found = &self.finds[from];
        let values: BTreeSet<Row> = keys
            .iter()
            .filter_map(|key| found.tuple(found.rows.get(key)?, there))
            .collect();
        if values.is_empty() {
            return;
        }
        let map = self.map;
        let Some(collection) = map.collection(to) else {
            return;
        };
        let values: Vec<Row> = values.into_iter().collect();
        let none = BTreeMap::new();
        let by = By::Fields {
            fields: &texts(here),
            values: &values,
            when: constants.map_or(&none, |tie| &tie.when),
        };
        let rows = self.select(to, collection, &by).await;
        let known: BTreeSet<Row> = values.iter().map(|tuple| folded(tuple)).collect();
        let found = &self.finds[to];
        let rows = rows
            .into_iter()
            .filter(|(_, row)| {
                found
                    .tuple(row, here)
                    .is_some_and(|tuple| known.contains(&folded(&tuple)))
            })
            .collect();
        self.keep(to, rows);
    }

    pub(super) async fn select(
        &mut self,
        place: &Place,
        collection: &Collection,
        by: &By<'_>,
    ) -> Vec<(Key, Row)> {
        if self.failed.contains_key(place) {
            return Vec::new();
        }
        let columns = self.finds[place].columns.clone();
        let answer = match self.sessions.get_mut(&place.store) {
            Some(Ok(session)) => session.select(collection, &columns, by).await,
            Some(Err(error)) => Err(error.clone()),
            None => Err(StoreError::NotConnected),
        };
        match answer {
            Ok(rows) => rows,
            Err(error) => {
                report(place, &error);
                self.failed.insert(place.clone(), error.failure());
                Vec::new()
            }
        }
    }

    pub(super) fn keep(&mut self, place: &Place, rows: Vec<(Key, Row)>) {
        let Some(found) = self.finds.get_mut(place) else {
            return;
        };
        let fresh = self.fresh.entry(place.clone()).or_default();
        for (key, row) in rows {
            if let Entry::Vacant(free) = found.rows.entry(key) {
                fresh.push(free.key().clone());
                free.insert(row);
            }
        }
        if fresh.is_empty() {
            self.fresh.remove(place);
        }
    }

    /// The collections to which a way leads from one that failed: what they answered may not be
    /// all.
    pub(crate) fn uncertain(&self) -> BTreeMap<Place, Failure> {
        let mut uncertain = self.failed.clone();
        loop {
            let before = uncertain.len();
            for tie in self.ties {
                let (source, target) = match tie.kind {
                    LinkKind::OwnedBy => (&tie.to, &tie.from),
                    LinkKind::Owns => (&tie.from, &tie.to),
                    LinkKind::Refers => continue,
                };
                if let Some(why) = uncertain.get(source).copied() {
                    uncertain.entry(target.clone()).or_insert(why);
                }
            }
            if uncertain.len() == before {
                return uncertain;
            }
        }
    }
}

/// Whether the constants of a link hold for a row of its `from` side.
pub(crate) fn holds(tie: &Tie, found: &Finds, row: &Row) -> bool {
    tie.when.iter().all(|(field, constant)| {
        found
            .value(row, field)
            .and_then(Value::as_text)
            .is_some_and(|held| {
                held == constant || truth(held).is_some_and(|held| truth(constant) == Some(held))
            })
    })
}

fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "t" => Some(true),
        "false" | "f" => Some(false),
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}

/// Values that a store's own collation may take for equal differ in case and spaces at most,
/// never in letters; numbers may be written with more noughts or fewer after the point.
pub(crate) fn folded(tuple: &[Value]) -> Row {
    tuple
        .iter()
        .map(|value| match value {
            Value::Text(text) => {
                let plain = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_uppercase();
                let text = if text.bytes().all(plain) {
                    text.clone()
                } else {
                    Compare::Email.normalise(text)
                };
                let number = text.split_once('.').filter(|(whole, part)| {
                    whole.parse::<i128>().is_ok() && part.bytes().all(|byte| byte.is_ascii_digit())
                });
                match number {
                    Some(_) => {
                        let short = text.trim_end_matches('0').trim_end_matches('.');
                        Value::Text(short.to_owned())
                    }
                    None => Value::Text(text),
                }
            }
            other => other.clone(),
        })
        .collect()
}

/// The columns of a collection that its own and others' ties, identities and rules lean on.
fn columns(map: &DataMap, collection: &Collection, place: &Place, ties: &[Tie]) -> Vec<String> {
    let mut columns: BTreeSet<&str> = collection.identities.keys().map(String::as_str).collect();
    columns.extend(dates::of(map, collection, place));
    for tie in ties {
        if tie.from == *place {
            columns.extend(tie.here.iter().chain(tie.when.keys()).map(String::as_str));
        }
        if tie.to == *place {
            columns.extend(tie.there.iter().map(String::as_str));
        }
    }
    columns.into_iter().map(str::to_owned).collect()
}

fn report(place: &Place, error: &StoreError) {
    tracing::warn!(%place, %error, "a collection could not be searched");
}
