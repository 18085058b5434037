//! What there is against what there must be.

use std::collections::{BTreeMap, BTreeSet};

use habeas_domain::value::{Key, Value};

use crate::{
    expect::{Want, Wanted},
    store::Dump,
    world::{Cell, Row},
};

/// What was seen, so that a generator that makes nothing of interest is noticed.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    pub cases: u64,
    pub refused: u64,
    /// Maps that were checked, and those that the check refuses.
    pub checked: u64,
    pub impossible: u64,
    pub reopened: u64,
    pub own: u64,
    pub shared: u64,
    pub kept: u64,
    pub corrected: u64,
    /// Collections that were counted instead of read, and transactions that left more to do.
    pub vast: u64,
    pub chunks: u64,
}

impl Tally {
    pub fn add(&mut self, other: &Self) {
        self.cases += other.cases;
        self.refused += other.refused;
        self.checked += other.checked;
        self.impossible += other.impossible;
        self.reopened += other.reopened;
        self.own += other.own;
        self.shared += other.shared;
        self.kept += other.kept;
        self.corrected += other.corrected;
        self.vast += other.vast;
        self.chunks += other.chunks;
    }
}

/// A store against what the oracle wants.
pub fn compare(before: &Dump, wanted: &Wanted, now: &Dump, turn: usize) -> Result<(), String> {
    for (at, wanted) in wanted {
        let now = &now[at];
        for (key, row) in now {
            let Some(wanted) = wanted.get(key) else {
                return Err(format!("table {at} still holds {row:?}"));
            };
            let matches = wanted.iter().zip(row).all(|(want, cell)| match want {
                Want::Is(wanted) => wanted == cell,
                // A pseudonym of a pseudonym is the same.
                Want::Another(old) => cell.as_ref().is_some_and(|cell| cell != old || turn > 0),
            });
            if !matches {
                let before = before[at].get(key);
                return Err(format!(
                    "table {at}: {before:?} became {row:?}, not {wanted:?}"
                ));
            }
        }
        if let Some(lost) = wanted.keys().find(|key| !now.contains_key(*key)) {
            return Err(format!("table {at} lost {lost:?}"));
        }
    }
    Ok(())
}

pub fn key(row: &Row) -> Key {
    Key(row.iter().map(value).collect())
}

pub fn same(at: usize, class: &str, wanted: &BTreeSet<Row>, given: &[Key]) -> Result<(), String> {
    let mut wanted: Vec<Key> = wanted.iter().map(key).collect();
    let mut given = given.to_vec();
    wanted.sort();
    given.sort();
    if wanted == given {
        return Ok(());
    }
    Err(format!(
        "collection {at}: {class} should be {wanted:?} and is {given:?}"
    ))
}

pub fn differing(wanted: &BTreeMap<Row, Row>, now: &BTreeMap<Row, Row>) -> String {
    let lost: Vec<&Row> = wanted
        .iter()
        .filter(|(key, row)| now.get(*key) != Some(row))
        .map(|(_, row)| row)
        .collect();
    let come: Vec<&Row> = now
        .iter()
        .filter(|(key, row)| wanted.get(*key) != Some(row))
        .map(|(_, row)| row)
        .collect();
    format!("{lost:?} became {come:?}")
}

pub fn value(cell: &Cell) -> Value {
    cell.as_ref().map_or(Value::Null, Value::text)
}
