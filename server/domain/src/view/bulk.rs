//! The same for many requests at once: what it is, what would come of each, what came of it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::QueueLine;
use crate::{
    id::{Reference, StaffId},
    request::{ExtensionReason, Refusal},
};

/// What can be done with many requests at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bulk {
    /// Whoever presses looks after them.
    Take,
    /// Nobody looks after them any more.
    Release,
    /// A colleague looks after them.
    Assign,
    /// A team has them.
    Team,
    /// Each person is written to, by a template.
    Message,
    /// More time is taken, for a reason.
    Extend,
    /// Each is refused, because the same was asked before.
    Duplicate,
}

impl Bulk {
    /// Everything that can be done with many.
    pub const ALL: [Self; 7] = [
        Self::Take,
        Self::Release,
        Self::Assign,
        Self::Team,
        Self::Message,
        Self::Extend,
        Self::Duplicate,
    ];

    /// Its name in forms and message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::Release => "release",
            Self::Assign => "assign",
            Self::Team => "team",
            Self::Message => "message",
            Self::Extend => "extend",
            Self::Duplicate => "duplicate",
        }
    }

    /// What a name stands for.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }

    /// Whether something has to be chosen first: a colleague, a team, a template, a reason.
    pub const fn asks(self) -> bool {
        matches!(
            self,
            Self::Assign | Self::Team | Self::Message | Self::Extend
        )
    }
}

/// What is done with many, and what was chosen for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Many {
    /// Whoever presses looks after them.
    Take,
    /// Nobody does.
    Release,
    /// This colleague does.
    Assign(StaffId),
    /// This team has them; none has them.
    Team(Option<String>),
    /// This template is sent.
    Message(Uuid),
    /// More time is taken for these reasons.
    Extend(Vec<ExtensionReason>),
    /// Each is one that was asked before.
    Duplicate,
}

impl Many {
    /// What it is.
    pub const fn bulk(&self) -> Bulk {
        match self {
            Self::Take => Bulk::Take,
            Self::Release => Bulk::Release,
            Self::Assign(_) => Bulk::Assign,
            Self::Team(_) => Bulk::Team,
            Self::Message(_) => Bulk::Message,
            Self::Extend(_) => Bulk::Extend,
            Self::Duplicate => Bulk::Duplicate,
        }
    }
}

/// One of many requests, and what would come of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BulkLine {
    /// Its number.
    pub reference: Reference,
    /// The request as it is now; none where it is not there for whoever looks.
    pub line: Option<QueueLine>,
    /// Why it cannot be done.
    pub fault: Option<BulkFault>,
    /// What the person would read, or which request it is one of.
    pub note: Option<String>,
}

/// Why something was not done with one of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault", content = "why")]
pub enum BulkFault {
    /// The rules do not allow it.
    Rules(Refusal),
    /// It is not there for whoever looks.
    NotThere,
    /// Somebody changed it meanwhile.
    Changed,
    /// Nothing of the same was asked before.
    NoOther,
    /// Nobody has shown yet that the person reads what is written.
    NotReached,
    /// It failed; the log says how.
    Failed,
}

/// What came of one of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkDone {
    /// Its number.
    pub reference: Reference,
    /// Why it was not done; none where it was.
    pub fault: Option<BulkFault>,
}
