//! What staff and people see of erasures that last, holds and restrictions.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{hold::HoldKind, id::Reference, request::Refusal};

/// How the watch for erased people stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ErasedWatch {
    /// How many erased people are in the stores again and not settled.
    pub back: u64,
    /// When they were last looked for.
    pub looked_at: Option<DateTime<Utc>>,
    /// When they are looked for next.
    pub next_at: Option<DateTime<Utc>>,
    /// Systems that could not be looked through.
    pub blind: Vec<String>,
}

/// Somebody who was erased and is in the stores again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComebackView {
    /// The erasure, for the form.
    pub id: Uuid,
    /// Its number, if the ledger still knows it.
    pub reference: Option<Reference>,
    /// When it was.
    pub erased_at: DateTime<Utc>,
    /// When they were first found again.
    pub first_seen: DateTime<Utc>,
    /// When last.
    pub last_seen: DateTime<Utc>,
    /// In which systems.
    pub systems: Vec<String>,
}

/// What an erasure had to leave, and when it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterView {
    /// The day after which the first of it may go.
    pub due: NaiveDate,
    /// Why it waits although it is due: `hold`, `dispute`, `store`.
    pub waits: Option<String>,
    /// The erasure that it became.
    pub begun: Option<Reference>,
    /// Whether nothing was left of it.
    pub over: bool,
}

/// What stands on a person, and what stood, as staff see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HoldsView {
    /// The request from which it is looked at.
    pub reference: Reference,
    /// Each, newest first.
    pub holds: Vec<HoldView>,
    /// The grounds of the map: name, label, whether nobody may be told.
    pub grounds: Vec<(String, String, bool)>,
    /// The places a restriction can be narrowed to: name and label.
    pub places: Vec<(String, String)>,
    /// Whether whoever looks may place one.
    pub may_place: bool,
}

/// A legal hold or a restriction, as staff see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HoldView {
    /// Its number, for the forms.
    pub id: Uuid,
    /// Which kind.
    pub kind: HoldKind,
    /// The ground by its name.
    pub ground: String,
    /// The ground in the map's words, where it is the map's.
    pub label: Option<String>,
    /// Its law.
    pub law: Option<String>,
    /// Whether the person may be told.
    pub told: bool,
    /// Why; none where the person's key is gone.
    pub reason: Option<String>,
    /// By whom; none where a rule of the law opened it.
    pub placed_by: Option<String>,
    /// When.
    pub placed_at: DateTime<Utc>,
    /// To what it is narrowed; empty for everything.
    pub places: Vec<String>,
    /// How each system took the mark.
    pub obeyed: Vec<(String, bool)>,
    /// When the person was told that it ends.
    pub end_told_at: Option<DateTime<Utc>>,
    /// By whom it was lifted.
    pub lifted_by: Option<String>,
    /// When.
    pub lifted_at: Option<DateTime<Utc>>,
    /// Whether whoever looks may tell the person that it ends.
    pub may_tell: bool,
    /// Whether whoever looks may lift it.
    pub may_lift: bool,
    /// Why not, where it stands and cannot be lifted by them now.
    pub not_lifted: Option<Refusal>,
}

/// A hold or a restriction as the person may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestrictedView {
    /// Which kind.
    pub kind: HoldKind,
    /// The ground by its name.
    pub ground: String,
    /// The ground in the map's words, where it is the map's.
    pub label: Option<String>,
    /// Its law.
    pub law: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// To what it is narrowed; empty for everything.
    pub places: Vec<String>,
    /// When the person was told that it ends.
    pub end_told_at: Option<DateTime<Utc>>,
}
