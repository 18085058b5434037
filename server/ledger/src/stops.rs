//! Whose account opens nothing but a summary, because somebody who reads an older address of
//! theirs said that it was not them.

use chrono::{DateTime, Utc};
use habeas_domain::id::SubjectId;
use uuid::Uuid;

use crate::{
    Tx,
    db::{execute, fetch_all, fetch_optional},
    error::Result,
};

/// An account that was stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Whose it is.
    pub subject: SubjectId,
    /// When.
    pub at: DateTime<Utc>,
    /// What the message told of.
    pub because: String,
}

/// Stops an account; `false` where it was stopped before.
///
/// # Errors
/// Where the database refuses.
pub async fn stop(tx: &mut Tx, id: SubjectId, because: &str, now: DateTime<Utc>) -> Result<bool> {
    let changed = execute!(
        tx,
        "insert into opening_stop (subject_id, stopped_at, because) values ($1, $2, $3) \
         on conflict (subject_id) do nothing",
        id.0,
        now,
        because
    )?;
    Ok(changed == 1)
}

/// Since when an account is stopped, if it is.
///
/// # Errors
/// Where the database does not answer.
pub async fn of(tx: &mut Tx, id: SubjectId) -> Result<Option<DateTime<Utc>>> {
    let row = fetch_optional!(
        tx,
        (DateTime<Utc>,),
        "select stopped_at from opening_stop where subject_id = $1",
        id.0
    )?;
    Ok(row.map(|(at,)| at))
}

/// The accounts that are stopped, the oldest first: as many as one looks through.
///
/// # Errors
/// Where the database does not answer.
pub async fn all(tx: &mut Tx) -> Result<Vec<Stop>> {
    let rows = fetch_all!(
        tx,
        (Uuid, DateTime<Utc>, String),
        "select subject_id, stopped_at, because from opening_stop \
         order by stopped_at, subject_id limit 200"
    )?;
    let stop = |(id, at, because)| Stop {
        subject: SubjectId(id),
        at,
        because,
    };
    Ok(rows.into_iter().map(stop).collect())
}

/// Lets an account open again; `false` where it was not stopped.
///
/// # Errors
/// Where the database refuses.
pub async fn lift(tx: &mut Tx, id: SubjectId) -> Result<bool> {
    let changed = execute!(tx, "delete from opening_stop where subject_id = $1", id.0)?;
    Ok(changed == 1)
}
