//! What the pages of the bench show.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Part, Piece, Suggestion, Verdict};
use crate::{id::Reference, look::Preview};

/// A copy that waits until somebody has read what was held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingCopy {
    /// Its request.
    pub reference: Reference,
    /// Whose it is, masked.
    pub person: Option<String>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Whether the person asked for a second look.
    pub second: bool,
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemState {
    /// Nobody has read it, or what stands there has changed since.
    Open,
    /// The person gets it.
    Shown,
    /// The person gets it with parts covered.
    ShownInPart,
    /// The person does not get it.
    Withheld,
    /// It was withheld in whole or in part, and the person asked for a second look.
    OpenAgain,
}

impl ItemState {
    /// Its name in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Shown => "shown",
            Self::ShownInPart => "shown-in-part",
            Self::Withheld => "withheld",
            Self::OpenAgain => "open-again",
        }
    }

    /// Whether somebody has to read it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::OpenAgain)
    }
}

/// Where an item is: names of the map, and a token that says nothing about the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAt {
    /// `store.collection`.
    pub place: String,
    /// The record's token.
    pub token: String,
    /// The field; `document` for a file.
    pub field: String,
}

/// One item of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemLine {
    /// Where it is.
    pub at: ItemAt,
    /// The collection's label.
    pub collection: String,
    /// The field's label; none for a file.
    pub field: Option<String>,
    /// The day of its record, if the map says which field that is.
    pub day: Option<String>,
    /// Where it stands.
    pub state: ItemState,
}

/// What was held back from one copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchView {
    /// The copy's request.
    pub reference: Reference,
    /// Whose it is, masked.
    pub person: Option<String>,
    /// The items that are shown here, those to read first.
    pub items: Vec<ItemLine>,
    /// How many there are in all.
    pub total: usize,
    /// How many of them somebody has to read.
    pub open: usize,
    /// Systems that could not be searched.
    pub missing: Vec<crate::view::SystemFault>,
    /// Whether the person asked for a second look.
    pub second: bool,
    /// When the person was told, if they were.
    pub told_at: Option<DateTime<Utc>>,
}

/// One item, to be read and decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    /// The copy's request.
    pub reference: Reference,
    /// Where it is and where it stands.
    pub line: ItemLine,
    /// The label of the system.
    pub system: String,
    /// Its text; none for a picture or what cannot be read.
    pub text: Option<String>,
    /// How the original can be shown; none for a text that is no file.
    pub original: Option<Preview>,
    /// What in it may be about others.
    pub suggestions: Vec<Suggestion>,
    /// What was decided, if it was.
    pub verdict: Option<Verdict>,
    /// How often it was decided: a form carries it.
    pub version: i64,
    /// Whether the visitor decided it themselves and another has to look again.
    pub own: bool,
    /// A keyed hash of what stands there: a form carries it.
    pub seen: String,
    /// The next item that somebody has to read.
    pub next: Option<ItemAt>,
}

impl ItemView {
    /// The text in pieces, what is suggested marked as such.
    pub fn marked(&self, parts: &[Part]) -> Vec<Piece> {
        super::pieces(self.text.as_deref().unwrap_or_default(), parts)
    }
}

/// How the reading of what was held back from a copy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingView {
    /// When the person was told that it was read, if they were.
    pub told_at: Option<DateTime<Utc>>,
    /// When they asked for a second look, if they did.
    pub second_asked_at: Option<DateTime<Utc>>,
}

/// How a review ended, for the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Items given as they are.
    pub shown: usize,
    /// Items given with parts covered.
    pub in_part: usize,
    /// Items not given.
    pub withheld: usize,
}
