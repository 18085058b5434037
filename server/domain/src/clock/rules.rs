//! What a law says about time and refusal, as read from its file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::PauseReason;
use crate::right::Right;

/// The file of a law.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegimeFile {
    /// The format of the file: 1.
    pub format: u32,
    /// The law's short name.
    pub regime: String,
    /// Countries (ISO 3166-1) and regions (ISO 3166-2) it covers.
    pub covers: Vec<String>,
    /// Its versions.
    pub versions: Vec<Rules>,
}

/// One version of a law's rules.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Its name.
    pub version: String,
    /// The first day on which a request falls under it.
    pub from: NaiveDate,
    /// The last such day, if it was replaced by nothing.
    pub until: Option<NaiveDate>,
    /// Whether nobody has checked it against its source; such rules are never used.
    #[serde(default)]
    pub draft: bool,
    /// Where it was read.
    pub sources: Vec<String>,
    /// When an answer is due.
    pub answer: Duty,
    /// Where that differs for a right.
    #[serde(default)]
    pub duties: BTreeMap<Right, Duty>,
    /// What the clock may wait for, and what waiting does to it.
    pub pauses: BTreeMap<PauseReason, PauseEffect>,
    /// The day we set ourselves.
    pub inner: Inner,
    /// Where a person can turn after a refusal.
    pub appeal: Appeal,
    /// On what a request can be refused.
    #[serde(default)]
    pub denials: Vec<DenialGround>,
    /// The law that restricts processing while it is being decided: GDPR Art. 18(1)(d).
    #[serde(default, rename = "objection-restricts")]
    pub objection_restricts: Option<String>,
    /// What is said to be held and never shown.
    #[serde(default)]
    pub withheld: Vec<Withheld>,
}

impl Rules {
    /// When an answer to this right is due.
    pub fn duty(&self, right: Right) -> &Duty {
        self.duties.get(&right).unwrap_or(&self.answer)
    }

    /// On what a request for this right can be refused; drafts are left out.
    pub fn denials(&self, right: Right) -> impl Iterator<Item = &DenialGround> {
        self.denials
            .iter()
            .filter(move |ground| !ground.draft)
            .filter(move |ground| ground.rights.is_empty() || ground.rights.contains(&right))
    }
}

/// A period and how it ends.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// How long the law gives.
    pub within: Span,
    /// How long in all, once extended; none where nothing can be extended.
    pub extended: Option<Span>,
    /// What happens to a last day that is no working day.
    pub moved: Moved,
    /// How long until the request must have been confirmed, where the law says so.
    pub acknowledge: Option<Span>,
}

/// A length of time as a law gives it. The day of the event is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// Months: the same day of the month, or its last.
    Months(u32),
    /// Days of the calendar.
    Days(u32),
    /// Working days.
    BusinessDays(u32),
}

/// What happens to a last day that is no working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moved {
    /// The next working day counts instead.
    NextWorkingDay,
    /// Nothing.
    Never,
}

/// What waiting for the person does to the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PauseEffect {
    /// The days between question and answer do not count.
    Suspend,
    /// The clock begins on the day of the answer.
    Restart,
}

/// The day we set ourselves: the earlier of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inner {
    /// So many days after the request came in.
    pub days: u32,
    /// So many days before the legal day.
    pub buffer: u32,
}

/// Where a person can turn after a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// The law that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// Whether an authority takes complaints.
    pub authority: bool,
    /// Whether a court does.
    pub court: bool,
}

/// A ground of refusal that a law knows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DenialGround {
    /// Its short name; its words are under [`DenialGround::key`].
    pub ground: String,
    /// The law.
    pub law: String,
    /// For which rights; empty for all.
    #[serde(default)]
    pub rights: Vec<Right>,
    /// Whether nobody has checked it against its source; it is not offered.
    #[serde(default)]
    pub draft: bool,
}

impl DenialGround {
    /// The key of its words.
    pub fn key(&self) -> String {
        format!("refusal-{}", self.ground)
    }
}

/// A category of data that a law wants said to be held, and never shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// The category and all below it.
    pub category: String,
    /// Its short name; its words are under `withheld-…`.
    pub name: String,
    /// The law.
    pub law: String,
}

impl Withheld {
    /// Whether it means a category of the map.
    pub fn means(&self, category: &str) -> bool {
        category
            .strip_prefix(self.category.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}
