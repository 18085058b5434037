//! The walk: from identities to the records they name, and along the links that own.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use habeas_domain::{
    found::Failure,
    identity::{Compare, Identity},
    map::{Collection, DataMap, LinkKind, Place},
    value::{Key, Value},
};
use indexmap::IndexMap;

use super::{
    Sessions, dates,
    tie::{Tie, texts},
    vast::{self, Reach},
};
use crate::{
    bulk::Rows,
    by::{By, Row},
    error::StoreError,
};

/// The records found in one collection.
pub(crate) struct Finds {
    /// The columns that links, identities and rules lean on.
    pub(crate) columns: Vec<String>,
    /// In the order in which they turned up.
    pub(crate) rows: IndexMap<Key, Arc<Row>, foldhash::fast::RandomState>,
}

impl Finds {
    /// The values of some columns in a part of the rows, each once; rows where one of them is
    /// NULL are left out.
    pub(crate) fn tuples(
        &self,
        part: Range<usize>,
        columns: &[String],
        wanted: impl Fn(&Row) -> bool,
    ) -> BTreeSet<Row> {
        let rows = self.rows.get_range(part);
        runs(rows.into_iter().flat_map(|rows| rows.values()))
            .filter(|row| wanted(row))
            .filter_map(|row| self.tuple(row, columns))
            .collect()
    }

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

/// Rows without those that are the very one before them: many records of one person differ in
/// nothing but the key.
pub(crate) fn runs<'r>(
    rows: impl Iterator<Item = &'r Arc<Row>>,
) -> impl Iterator<Item = &'r Arc<Row>> {
    let mut last: Option<&Arc<Row>> = None;
    rows.filter(move |row| {
        let before = last.replace(*row);
        !before.is_some_and(|before| Arc::ptr_eq(before, row))
    })
}

/// A search on its way.
pub(crate) struct Hunt<'h> {
    pub(crate) map: &'h DataMap,
    pub(crate) ties: &'h [Tie],
    pub(crate) sessions: &'h mut Sessions,
    pub(crate) finds: BTreeMap<Place, Finds>,
    pub(crate) failed: BTreeMap<Place, Failure>,
    /// How many of a collection's records have had their links followed.
    followed: BTreeMap<Place, usize>,
    /// More records of a vast collection are not read.
    pub(super) limit: Option<u64>,
    /// Collections that may be vast, with the link that leads to them.
    pub(super) candidates: BTreeMap<Place, &'h Tie>,
    /// The values by which these were reached.
    pub(super) reached: BTreeMap<Place, BTreeSet<Row>>,
    /// By which values of which fields all records found in a collection were reached, and nothing
    /// else; nothing where that cannot be said in one condition.
    pub(super) ways: BTreeMap<Place, Option<Reach>>,
    /// Vast collections, and how they are reached once that is settled.
    pub(super) vast: BTreeMap<Place, Option<Reach>>,
}

impl<'h> Hunt<'h> {
    pub(crate) fn new(
        map: &'h DataMap,
        ties: &'h [Tie],
        sessions: &'h mut Sessions,
        (areas, limit): (&BTreeSet<String>, Option<u64>),
    ) -> Self {
        let candidates = match limit {
            Some(_) => vast::candidates(map, ties, sessions, areas),
            None => BTreeMap::new(),
        };
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
                rows: IndexMap::default(),
            };
            finds.insert(place, found);
        }
        Self {
            map,
            ties,
            sessions,
            finds,
            failed,
            followed: BTreeMap::new(),
            limit,
            candidates,
            reached: BTreeMap::new(),
            ways: BTreeMap::new(),
            vast: BTreeMap::new(),
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
                let rows = self.select(&place, collection, &by, None).await;
                let columns = self.finds[&place].columns.clone();
                let index = columns.iter().position(|name| name == field);
                let same = |row: &Row| {
                    let held = index.and_then(|index| row.get(index)?.as_text());
                    held.is_some_and(|held| values.iter().any(|value| compare.same(value, held)))
                };
                let rows: Rows = rows.into_iter().filter(|(_, row)| same(row)).collect();
                if !rows.is_empty() {
                    self.ways.insert(place.clone(), None);
                }
                self.keep(&place, rows);
            }
        }
    }

    /// Follows the links that own until nothing new turns up. What was seen is not followed
    /// again, so circles end.
    pub(crate) async fn walk(&mut self) {
        loop {
            let fresh = self.fresh();
            if fresh.is_empty() {
                return;
            }
            for (place, part) in &fresh {
                for tie in self.ties {
                    if tie.kind == LinkKind::OwnedBy && tie.to == *place {
                        let values = self.finds[place].tuples(part.clone(), &tie.there, |_| true);
                        self.follow(values, &tie.from, &tie.here, &tie.when).await;
                    }
                    if tie.kind == LinkKind::Owns && tie.from == *place {
                        let found = &self.finds[place];
                        // Only where the link exists at all.
                        let under = |row: &Row| holds(tie, found, row);
                        let values = found.tuples(part.clone(), &tie.here, under);
                        self.follow(values, &tie.to, &tie.there, &BTreeMap::new())
                            .await;
                    }
                }
            }
        }
    }

    /// The records whose links have not been followed yet; from now on they have.
    fn fresh(&mut self) -> Vec<(Place, Range<usize>)> {
        let mut fresh = Vec::new();
        for (place, found) in &self.finds {
            let followed = self.followed.entry(place.clone()).or_default();
            if *followed < found.rows.len() {
                fresh.push((place.clone(), *followed..found.rows.len()));
                *followed = found.rows.len();
            }
        }
        fresh
    }

    async fn follow(
        &mut self,
        values: BTreeSet<Row>,
        to: &Place,
        here: &[String],
        when: &BTreeMap<String, String>,
    ) {
        let map = self.map;
        let Some(collection) = map.collection(to) else {
            return;
        };
        let values = self.news(to, values);
        if values.is_empty() {
            return;
        }
        let values: Vec<Row> = values.into_iter().collect();
        let by = By::Fields {
            fields: &texts(here),
            values: &values,
            when,
        };
        let most = self.most(to);
        let mut rows = self.select(to, collection, &by, most).await;
        let told = rows.len();
        let known: BTreeSet<Row> = values.iter().map(|tuple| folded(tuple)).collect();
        let found = &self.finds[to];
        let mut last: Option<(Arc<Row>, bool)> = None;
        rows.retain(|(_, row)| {
            if let Some((before, same)) = &last
                && Arc::ptr_eq(before, row)
            {
                return *same;
            }
            let tuple = found.tuple(row, here);
            let same = tuple.is_some_and(|tuple| known.contains(&folded(&tuple)));
            last = Some((row.clone(), same));
            same
        });
        if told > 0 {
            let reach = (told == rows.len()).then(|| Reach {
                fields: here.to_vec(),
                values,
                when: when.clone(),
                count: 0,
            });
            self.way(to, reach);
        }
        self.keep(to, rows);
        self.overflow(to);
    }

    /// One more way to records of a collection.
    fn way(&mut self, to: &Place, reach: Option<Reach>) {
        let known = self.ways.remove(to);
        let way = match (known, reach) {
            (None, reach) => reach,
            (Some(Some(mut known)), Some(reach))
                if known.fields == reach.fields && known.when == reach.when =>
            {
                known.values.extend(reach.values);
                Some(known)
            }
            _ => None,
        };
        self.ways.insert(to.clone(), way);
    }

    pub(super) async fn select(
        &mut self,
        place: &Place,
        collection: &Collection,
        by: &By<'_>,
        most: Option<u64>,
    ) -> Rows {
        if self.failed.contains_key(place) {
            return Vec::new();
        }
        let columns = self.finds[place].columns.clone();
        let answer = match self.sessions.get_mut(&place.store) {
            Some(Ok(session)) => session.select(collection, &columns, by, most).await,
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

    pub(super) fn keep(&mut self, place: &Place, rows: Rows) {
        let Some(found) = self.finds.get_mut(place) else {
            return;
        };
        found.rows.reserve(rows.len());
        for (key, row) in rows {
            found.rows.entry(key).or_insert(row);
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
