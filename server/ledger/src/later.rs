//! What an erasure had to leave, and when it goes.

use chrono::{DateTime, NaiveDate, Utc};
use habeas_domain::{
    id::{RequestId, SubjectId},
    identity::Identity,
};
use uuid::Uuid;

use crate::{
    Keys, LedgerError, Tx,
    db::{ensure_rows, execute, fetch_all},
    error::Result,
    subjects,
    time::Dice,
};

/// What waits to be erased.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Later {
    /// Its number.
    pub id: Uuid,
    /// The erasure that left it.
    pub request_id: Uuid,
    /// Whose it was.
    pub subject_id: Uuid,
    /// Under whose key the records are sealed.
    pub keeper_id: Uuid,
    /// The records, sealed.
    pub sealed: Vec<u8>,
    /// The day after which the first of it may go.
    pub due: NaiveDate,
    /// `waiting`, `begun` or `over`.
    pub state: String,
    /// When it is looked at next.
    pub next_at: DateTime<Utc>,
    /// Why it waits although it is due: `hold`, `dispute`, `store`.
    pub waits: Option<String>,
    /// The erasure that it became.
    pub begun_id: Option<Uuid>,
}

/// What is written down of what stayed.
#[derive(Debug, Clone)]
pub struct New<'n> {
    /// Its number.
    pub id: Uuid,
    /// The erasure that left it.
    pub request: RequestId,
    /// Whose it was.
    pub subject: SubjectId,
    /// A new person, whose key seals the records.
    pub keeper: SubjectId,
    /// The records.
    pub records: &'n [Identity],
    /// The day after which the first of it may go.
    pub due: NaiveDate,
}

/// Schedules what stayed; makes its keeper.
///
/// # Errors
/// Where the database refuses.
pub async fn add(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    new: &New<'_>,
    now: DateTime<Utc>,
) -> Result {
    subjects::add(tx, keys, dice, new.keeper, now).await?;
    let key = subjects::data_key(tx, keys, new.keeper).await?;
    let text = serde_json::to_vec(new.records).map_err(|_| LedgerError::Sealed)?;
    let sealed = key.seal(dice, "later", &text)?;
    let changed = execute!(
        tx,
        "insert into later (id, request_id, subject_id, keeper_id, sealed, due, state, next_at, \
         created_at) values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $7)",
        new.id,
        new.request.0,
        new.subject.0,
        new.keeper.0,
        sealed.clone(),
        new.due,
        now
    )?;
    ensure_rows(changed, 1)
}

/// The records of one.
///
/// # Errors
/// [`LedgerError::Sealed`] where its key is gone.
pub async fn records(tx: &mut Tx, keys: &Keys, later: &Later) -> Result<Vec<Identity>> {
    let key = subjects::data_key(tx, keys, SubjectId(later.keeper_id)).await?;
    let text = key.open("later", &later.sealed)?;
    serde_json::from_slice(&text).map_err(|_| LedgerError::Sealed)
}

/// What is due and to be looked at now, the longest due first.
///
/// # Errors
/// Where the database does not answer.
pub async fn due(tx: &mut Tx, today: NaiveDate, now: DateTime<Utc>) -> Result<Vec<Later>> {
    fetch_all!(
        tx,
        Later,
        "select id, request_id, subject_id, keeper_id, sealed, due, state, next_at, waits, \
         begun_id from later where state = 'waiting' and due <= $1 and next_at <= $2 \
         order by due, id limit 20",
        today,
        now
    )
}

/// What an erasure left, the first due first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_request(tx: &mut Tx, request: RequestId) -> Result<Vec<Later>> {
    fetch_all!(
        tx,
        Later,
        "select id, request_id, subject_id, keeper_id, sealed, due, state, next_at, waits, \
         begun_id from later where request_id = $1 order by due, id",
        request.0
    )
}

/// The one that became an erasure.
///
/// # Errors
/// Where the database does not answer.
pub async fn became(tx: &mut Tx, begun: RequestId) -> Result<Option<Later>> {
    let mut found = fetch_all!(
        tx,
        Later,
        "select id, request_id, subject_id, keeper_id, sealed, due, state, next_at, waits, \
         begun_id from later where begun_id = $1",
        begun.0
    )?;
    Ok(found.pop())
}

/// It waits longer: until then it is not looked at.
///
/// # Errors
/// Where it does not wait.
pub async fn wait(tx: &mut Tx, id: Uuid, why: &str, until: DateTime<Utc>) -> Result {
    let changed = execute!(
        tx,
        "update later set waits = $2, next_at = $3 where id = $1 and state = 'waiting'",
        id,
        why,
        until
    )?;
    ensure_rows(changed, 1)
}

/// Its end moved: a rule was changed, or what it counts from.
///
/// # Errors
/// Where it does not wait.
pub async fn put_off(tx: &mut Tx, id: Uuid, due: NaiveDate) -> Result {
    let changed = execute!(
        tx,
        "update later set due = $2, waits = null where id = $1 and state = 'waiting'",
        id,
        due
    )?;
    ensure_rows(changed, 1)
}

/// It became an erasure, or there is nothing left of it; `false` where somebody was quicker.
///
/// # Errors
/// Where the database refuses.
pub async fn settle(tx: &mut Tx, id: Uuid, begun: Option<RequestId>) -> Result<bool> {
    let state = if begun.is_some() { "begun" } else { "over" };
    let changed = execute!(
        tx,
        "update later set state = $2, begun_id = $3, waits = null \
         where id = $1 and state = 'waiting'",
        id,
        state,
        begun.map(|begun| begun.0)
    )?;
    Ok(changed == 1)
}
