//! The audit ledger: who did what, when, to which request, with nothing personal in it.
//!
//! An act appends its line in its own transaction, unchained: a chain inside every act would let
//! only one act happen at a time. One sequencer numbers the lines after that, chains each to the
//! one before it and signs how far it got; verification recomputes it all.

mod chain;
mod checkpoint;
mod sequence;
mod verify;

use chrono::{DateTime, Utc};
use habeas_domain::{
    actor::Actor,
    id::Reference,
    proof::canonical,
    role::Act,
    version::Version,
    view::{AuditLine, ChainState},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Keys, LedgerError, SecretKey, Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    time::Dice,
};

pub use checkpoint::{Checkpoint, KIND as CHECKPOINT_KIND};
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

/// What is read back of a line.
#[derive(Deserialize)]
struct Line {
    act: String,
    by: String,
    who: Option<String>,
    on: Option<Reference>,
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

#[derive(sqlx::FromRow)]
struct Row {
    at: DateTime<Utc>,
    body: String,
    number: Option<i64>,
    hash: Option<Vec<u8>>,
}

/// A page, newest first: lines below a number, or the newest, those that still wait for their
/// number first.
///
/// # Errors
/// Where the database does not answer.
pub async fn page(tx: &mut Tx, below: Option<i64>, limit: i64) -> Result<Vec<AuditLine>> {
    let mut rows = match below {
        Some(_) => Vec::new(),
        None => fetch_all!(
            tx,
            Row,
            "select at, body, number, hash from audit where number is null \
             order by at desc, id desc limit $1",
            limit
        )?,
    };
    let rest = limit - i64::try_from(rows.len()).unwrap_or(limit);
    rows.extend(fetch_all!(
        tx,
        Row,
        "select at, body, number, hash from audit where number < $1 order by number desc limit $2",
        below.unwrap_or(i64::MAX),
        rest
    )?);
    rows.into_iter().map(line).collect()
}

fn line(row: Row) -> Result<AuditLine> {
    let read: Line =
        serde_json::from_str(&row.body).map_err(|_| LedgerError::Inconsistent("audit.body"))?;
    Ok(AuditLine {
        number: row.number,
        at: row.at,
        who: match read.who {
            Some(who) => format!("{} {who}", read.by),
            None => read.by,
        },
        act: read.act,
        reference: read.on,
        hash: row.hash.map(hex::encode),
    })
}

/// Whether the chain held when it was last recomputed.
///
/// # Errors
/// Where the database does not answer.
pub async fn state(tx: &mut Tx) -> Result<ChainState> {
    let row = fetch_optional!(
        tx,
        (i64, bool, DateTime<Utc>),
        "select number, whole, at from chain_check where one = 1"
    )?;
    Ok(match row {
        Some((upto, true, at)) => ChainState::Whole { upto, at },
        Some((number, false, _)) => ChainState::Broken { number },
        None => ChainState::Unchecked,
    })
}
