//! Checking who asks, as staff see it: what may be asked for, what was shown, what agreed. Never
//! what is held.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    id::Reference,
    intake::{Careful, Channel, Evidence},
    right::Right,
    role::Act,
    view::Stage,
};

/// The page on which who asks is checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoView {
    /// The request.
    pub reference: Reference,
    /// Its version, for the acts on it.
    pub version: i64,
    /// The right it uses.
    pub right: Right,
    /// Where it stands.
    pub stage: Stage,
    /// How it came to the desk, if it did.
    pub channel: Option<Channel>,
    /// What may be asked for and no more, in order.
    pub lines: Vec<AskLine>,
    /// The questions whose answers are compared; none where none may be asked.
    pub questions: Vec<Question>,
    /// How many answers must agree.
    pub needed: usize,
    /// How many did.
    pub agreed: usize,
    /// Whether no more answers are compared for this request.
    pub closed: bool,
    /// Whether answers alone are not enough.
    pub needs_code: bool,
    /// Whether what was shown lets whoever asks hear which categories are held, and no more yet.
    #[serde(default)]
    pub categories: bool,
    /// Until when the code that was sent counts.
    pub code_until: Option<DateTime<Utc>>,
    /// Until when a changed contact holds it.
    pub held_until: Option<DateTime<Utc>>,
    /// Whether what was shown is enough.
    pub enough: bool,
    /// What care the person needs.
    pub careful: Vec<Careful>,
    /// What whoever looks may do with the request now.
    pub acts: Vec<Act>,
}

/// Something that may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskLine {
    /// What.
    pub evidence: Evidence,
    /// By what law.
    pub source: String,
    /// When it was shown, if it was.
    pub shown_at: Option<DateTime<Utc>>,
}

/// What is held about a person, by category alone: no value, no number, no day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoriesView {
    /// What it is, in the map's words, with the fields it has.
    pub held: Vec<(String, Vec<String>)>,
    /// Who gets some of it.
    pub recipients: Vec<String>,
    /// What for.
    pub purposes: Vec<String>,
}

/// Something to ask a caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// `store.collection.field`.
    pub field: String,
    /// Its name for people, and its system.
    pub label: String,
    /// The company's name of the system.
    pub system: String,
    /// Whether the last answer agreed; none where nothing was compared.
    pub agreed: Option<bool>,
    /// Whether it can be tried again.
    pub open: bool,
}

/// One person, as staff see them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonView {
    /// The request by which staff came here; none where they found the person.
    pub reference: Option<Reference>,
    /// What care they need.
    pub careful: Vec<Careful>,
    /// By what they are known: kind, masked value, whether they showed it to be theirs.
    pub identities: Vec<(String, String, bool)>,
    /// Their requests, newest first.
    pub requests: Vec<crate::view::RequestLine>,
    /// What happened, newest first.
    pub timeline: Vec<Happened>,
    /// What was noted, newest first.
    pub notes: Vec<NoteView>,
    /// Where they got stuck on the site lately.
    #[serde(default)]
    pub stuck: Vec<StuckOn>,
    /// People who may be the same, with what says so; and those who are, by an officer's word.
    #[serde(default)]
    pub twins: Vec<Twin>,
    /// Whether whoever looks may say that two are one.
    #[serde(default)]
    pub may_merge: bool,
}

/// Where somebody got stuck: nothing of what they typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StuckOn {
    /// The address of the page, without what names anything; or what a code was for.
    pub page: String,
    /// What: `answers`, `proof`, `code`.
    pub what: String,
    /// How often.
    pub count: u64,
    /// The last day; none where it is not known.
    pub last: Option<chrono::NaiveDate>,
}

/// Somebody who may be the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// Names them to whoever looks, and to nobody else.
    pub token: String,
    /// Their address, masked, if there is one.
    pub person: Option<String>,
    /// What says so: kinds of identities, or `record` for a record of the stores.
    pub evidence: Vec<String>,
    /// Whether an officer said that they are one.
    pub merged: bool,
}

/// One thing that happened with a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub what: HappenedWhat,
}

/// What happened with a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum HappenedWhat {
    /// Something happened to a request of theirs: the key of its words.
    Request {
        /// Its number.
        reference: Reference,
        /// The key.
        key: String,
    },
    /// They chose.
    Choice {
        /// The right, by its name.
        right: String,
        /// Whether they allowed it.
        allowed: bool,
    },
    /// Somebody of the staff looked.
    Look {
        /// As what.
        role: String,
        /// While working on what, or why.
        reason: String,
    },
    /// A message was written to them.
    Message {
        /// `mail` or `sms`.
        channel: String,
        /// Whether it was sent: `queued`, `sent`, `failed`.
        state: String,
    },
}

/// Something staff noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by name.
    pub by: String,
    /// What.
    pub text: String,
}
