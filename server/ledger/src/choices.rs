//! What people chose, with its history.

use chrono::{DateTime, Utc};
use habeas_domain::id::SubjectId;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
};

/// One choice that was made.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub subject_id: Uuid,
    /// Made in the browser before it was sent.
    pub client_id: Uuid,
    /// Which right.
    pub what: String,
    /// Whether it is allowed.
    pub allowed: bool,
    /// How it was made: `page`, `signal` or `erasure`.
    pub how: String,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Which columns obeyed; none before it was written.
    #[sqlx(json(nullable))]
    pub outcome: Option<serde_json::Value>,
}

/// Adds a choice; `false` where it was sent before.
///
/// # Errors
/// Where the database refuses.
pub async fn add(tx: &mut Tx, row: &Row) -> Result<bool> {
    let changed = execute!(
        tx,
        "insert into choice (id, subject_id, client_id, what, allowed, how, at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (client_id) do nothing",
        row.id,
        row.subject_id,
        row.client_id,
        row.what.as_str(),
        row.allowed,
        row.how.as_str(),
        row.at
    )?;
    Ok(changed == 1)
}

/// A choice.
///
/// # Errors
/// Where the database does not answer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Row>> {
    fetch_optional!(
        tx,
        Row,
        "select id, subject_id, client_id, what, allowed, how, at, outcome from choice where id = $1",
        id
    )
}

/// A person's choices, newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_subject(tx: &mut Tx, subject: SubjectId) -> Result<Vec<Row>> {
    fetch_all!(
        tx,
        Row,
        "select id, subject_id, client_id, what, allowed, how, at, outcome from choice \
         where subject_id = $1 order by at desc, id desc",
        subject.0
    )
}

/// Writes down which columns obeyed.
///
/// # Errors
/// Where there is no such choice.
pub async fn set_outcome(tx: &mut Tx, id: Uuid, outcome: &serde_json::Value) -> Result {
    let changed = execute!(
        tx,
        "update choice set outcome = $2 where id = $1",
        id,
        Json(outcome)
    )?;
    ensure_rows(changed, 1)
}
