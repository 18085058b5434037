//! How much of what is held a person wants in a package: everything, or some areas and a time.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    map::{Collection, DataMap},
    value::{Record, Value},
};

/// What of everything held goes into a package. The default is everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The meanings of the map that are wanted; none = all.
    pub areas: BTreeSet<String>,
    /// The first day wanted.
    pub from: Option<NaiveDate>,
    /// The last day wanted.
    pub to: Option<NaiveDate>,
}

impl Scope {
    /// Nothing is left out.
    pub const EVERYTHING: Self = Self {
        areas: BTreeSet::new(),
        from: None,
        to: None,
    };

    /// Whether nothing is left out.
    pub fn is_everything(&self) -> bool {
        self.areas.is_empty() && !self.has_dates()
    }

    /// Whether records are chosen by their day.
    pub fn has_dates(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// Whether a collection is wanted at all.
    pub fn takes(&self, collection: &Collection) -> bool {
        self.areas.is_empty() || self.areas.contains(&collection.meaning)
    }

    /// Whether a record of a wanted collection is wanted. A record that has no day, or none that
    /// can be read, is: nobody loses something because of how a store writes its dates.
    pub fn takes_record(&self, collection: &Collection, record: &Record) -> bool {
        let dated = collection.dated.as_ref();
        let day = dated
            .and_then(|field| record.get(field.as_str()))
            .and_then(Value::as_text)
            .and_then(day);
        day.is_none_or(|day| {
            self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
        })
    }
}

/// The meanings of a map, in its order.
pub fn areas(map: &DataMap) -> Vec<&str> {
    let mut areas: Vec<&str> = Vec::new();
    for (_, _, collection) in map.collections() {
        if !areas.contains(&collection.meaning.as_str()) {
            areas.push(&collection.meaning);
        }
    }
    areas
}

/// The day at the beginning of a date or timestamp.
pub fn day(text: &str) -> Option<NaiveDate> {
    text.get(..10)?.parse().ok()
}
