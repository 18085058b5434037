//! The audit ledger: who did what, when, to which request, with nothing personal in it.
//!
//! An act appends its line in its own transaction, unchained: a chain inside every act would let
//! only one act happen at a time. One sequencer numbers the lines after that, chains each to the
//! one before it and signs how far it got; verification recomputes it all.

mod chain;
mod checkpoint;
mod read;
mod sequence;
mod verify;

use chrono::{DateTime, Utc};
use habeas_domain::{actor::Actor, id::Reference, proof::canonical, role::Act, version::Version};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Keys, LedgerError, SecretKey, Tx,
    db::{ensure_rows, execute},
    error::Result,
    time::Dice,
};

pub use checkpoint::{Checkpoint, KIND as CHECKPOINT_KIND, outside};
pub use read::{LOOKS, page, signed, state};
pub use sequence::Sequencer;
pub use verify::{Verdict, check, verify};

/// A line of the audit ledger, as an act writes it.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    v: Version<1>,
    act: Act,
    by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Reference>,
    #[serde(skip_serializing_if = "Value::is_null")]
    body: Value,
    #[serde(skip)]
    references: SecretKey,
}

impl Entry {
    /// Somebody did something. People are named by keyed references, never by their ids.
    pub fn new(keys: &Keys, actor: &Actor, act: Act) -> Self {
        let references = references(keys);
        let (by, id) = match actor {
            Actor::Nobody => ("visitor", None),
            Actor::Customer(subject) => ("customer", Some(subject.0)),
            Actor::Staff { id, role } => (role.as_str(), Some(id.0)),
            Actor::System => ("system", None),
        };
        Self {
            v: Version,
            act,
            by,
            who: id.map(|id| keyed(&references, id)),
            on: None,
            body: Value::Null,
            references,
        }
    }

    /// On this request.
    #[must_use]
    pub fn on(mut self, reference: Reference) -> Self {
        self.on = Some(reference);
        self
    }

    /// With more about it, which must hold nothing personal. Ids of people in it become keyed
    /// references; that of the request stays.
    #[must_use]
    pub fn with(mut self, mut body: Value) -> Self {
        hide(&self.references, &mut body);
        self.body = body;
        self
    }
}

/// How the audit ledger names somebody: whoever knows the id can find their lines.
pub fn reference(keys: &Keys, id: Uuid) -> String {
    keyed(&references(keys), id)
}

fn references(keys: &Keys) -> SecretKey {
    keys.search.derive("audit")
}

fn keyed(key: &SecretKey, id: Uuid) -> String {
    hex::encode(&key.mac(&[b"person", id.as_bytes()])[..8])
}

fn hide(key: &SecretKey, value: &mut Value) {
    match value {
        Value::Object(object) => object
            .iter_mut()
            .filter(|(name, _)| *name != "request")
            .for_each(|(_, value)| hide(key, value)),
        Value::Array(values) => values.iter_mut().for_each(|value| hide(key, value)),
        Value::String(text) => {
            if let Ok(id) = Uuid::try_parse(text) {
                *text = keyed(key, id);
            }
        }
        _ => {}
    }
}

/// Appends a line in the transaction of the act.
///
/// # Errors
/// Where the database refuses.
pub async fn append(tx: &mut Tx, dice: &Dice, entry: &Entry, at: DateTime<Utc>) -> Result {
    let body = canonical(entry).map_err(|_| LedgerError::Inconsistent("audit.body"))?;
    let changed = execute!(
        tx,
        "insert into audit (id, at, body) values ($1, $2, $3)",
        dice.uuid(at),
        at,
        body.as_str()
    )?;
    ensure_rows(changed, 1)
}
