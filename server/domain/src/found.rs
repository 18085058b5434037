//! What a search found of one person: an answer for every collection, never silence.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::map::Place;

/// The answers of all collections of the map.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Found {
    /// One answer for each collection, in the map's order.
    pub answers: Vec<(Place, Answer)>,
    /// How many records of others the engine itself will change when this person's go: their
    /// references are emptied (ON DELETE SET NULL) or follow (ON UPDATE CASCADE).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub touched: BTreeMap<Place, u64>,
}

/// What one collection answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "answer")]
pub enum Answer {
    /// Records of this person, by what may happen to them.
    Found(Classes),
    /// Nothing of this person.
    None,
    /// The store could not be searched.
    Failed {
        /// Why, without personal data.
        why: Failure,
    },
    /// The map names the store, but nobody said where it is.
    NotConnected,
}

/// Why a store could not be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// It did not answer.
    Unreachable,
    /// A mapped table or column is not there.
    SchemaChanged,
    /// It took longer than its limit.
    TimedOut,
    /// It refused (rights, row-level security).
    Refused,
    /// Another fault; the log has the details.
    Faulty,
}

/// How many records a collection holds of a person, by what an erasure may do to them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Classes {
    /// The person's alone, and under no retention.
    pub own: u64,
    /// Also somebody else's: a mapped record outside this person's points at them.
    pub shared: u64,
    /// Under retention, by ground.
    pub kept: BTreeMap<String, KeptCount>,
}

/// Records that stay on one ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KeptCount {
    /// How many.
    pub count: u64,
    /// The day after which the last of them may go; none if the ground has no end.
    pub until: Option<NaiveDate>,
}

impl Classes {
    /// All records found.
    pub fn total(&self) -> u64 {
        self.own + self.shared + self.kept.values().map(|kept| kept.count).sum::<u64>()
    }
}

impl Found {
    /// The answer of one collection.
    pub fn answer(&self, place: &Place) -> Option<&Answer> {
        self.answers
            .iter()
            .find(|(at, _)| at == place)
            .map(|(_, answer)| answer)
    }

    /// The records found in all collections.
    pub fn total(&self) -> u64 {
        self.answers
            .iter()
            .map(|(_, answer)| match answer {
                Answer::Found(classes) => classes.total(),
                _ => 0,
            })
            .sum()
    }

    /// Whether every collection could be searched: nothing is called complete otherwise.
    pub fn is_complete(&self) -> bool {
        self.answers
            .iter()
            .all(|(_, answer)| matches!(answer, Answer::Found(_) | Answer::None))
    }
}
