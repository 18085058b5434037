//! The work of a request on one store: whose turn it is, what it intends, what it did.
//!
//! Every worker that takes a step raises its fencing number; whatever it writes afterwards counts
//! only while the number is still its own. A worker that was held up cannot write over the one
//! that took its place.

use chrono::{DateTime, Utc};
use habeas_domain::id::RequestId;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    Tx, chunks,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    tasks::LONGEST,
};

/// One store's part of a request.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// Of which request.
    pub request_id: Uuid,
    /// On which store.
    pub store: String,
    /// Its place in the order of the run.
    pub position: i64,
    /// `waiting`, `running`, `retrying`, `done` or `needs-person`.
    pub state: String,
    /// How often a worker has taken it and it did not end well.
    pub attempts: i64,
    /// How often in a row its store did not answer.
    pub waits: i64,
    /// Whose turn it is.
    pub fencing: i64,
    /// Until when the worker that took it is believed to be alive.
    pub lease_until: Option<DateTime<Utc>>,
    /// Records done so far.
    pub records: i64,
    /// What the worker was about to make last in the store.
    #[sqlx(json(nullable))]
    pub intent: Option<serde_json::Value>,
    /// The exact keys, sealed, until the run is verified.
    pub frozen: Option<Vec<u8>>,
    /// What happened.
    #[sqlx(json(nullable))]
    pub outcome: Option<serde_json::Value>,
    /// Why it stopped or is tried again: a code, never a value.
    pub trouble: Option<String>,
    /// What stopped it, as the request's rules write it.
    #[sqlx(json(nullable))]
    pub stop: Option<serde_json::Value>,
}

macro_rules! select {
    ($fetch:ident, $tx:expr, $rest:literal $(, $bind:expr)*) => {
        $fetch!(
            $tx,
            Row,
            concat!(
                "select id, request_id, store, position, state, attempts, waits, fencing, \
                 lease_until, records, intent, frozen, outcome, trouble, stop from step ",
                $rest
            )
            $(, $bind)*
        )
    };
}

/// Adds a step; the same store of the same request only once.
///
/// # Errors
/// Where the database refuses.
pub async fn add(tx: &mut Tx, id: Uuid, request: RequestId, store: &str, position: i64) -> Result {
    execute!(
        tx,
        "insert into step (id, request_id, store, position, state, attempts, fencing, records) \
         values ($1, $2, $3, $4, 'waiting', 0, 0, 0) on conflict (request_id, store) do nothing",
        id,
        request.0,
        store,
        position
    )?;
    Ok(())
}

/// The steps of a request, in their order.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_request(tx: &mut Tx, request: RequestId) -> Result<Vec<Row>> {
    select!(
        fetch_all,
        tx,
        "where request_id = $1 order by position, id",
        request.0
    )
}

/// Takes a step that is not done and that no living worker holds; its new fencing number. A lease
/// longer than any was made by a clock that was set back since.
///
/// # Errors
/// Where the database refuses.
pub async fn take(
    tx: &mut Tx,
    id: Uuid,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Row>> {
    let changed = execute!(
        tx,
        "update step set state = 'running', attempts = attempts + 1, fencing = fencing + 1, \
         lease_until = $3 \
         where id = $1 and state in ('waiting', 'running', 'retrying') \
         and (lease_until is null or lease_until <= $2 or lease_until > $4)",
        id,
        now,
        until,
        now + LONGEST
    )?;
    if changed == 0 {
        return Ok(None);
    }
    select!(fetch_optional, tx, "where id = $1", id)
}

/// Says that the worker is alive, and how far it is.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken the step.
pub async fn renew(tx: &mut Tx, step: &Row, records: i64, until: DateTime<Utc>) -> Result {
    let changed = execute!(
        tx,
        "update step set lease_until = $3, records = $4 where id = $1 and fencing = $2",
        step.id,
        step.fencing,
        until,
        records
    )?;
    ensure_rows(changed, 1)
}

/// Writes down what is about to be made to last in the store, before it is.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken the step.
pub async fn intend(tx: &mut Tx, step: &Row, intent: &serde_json::Value, frozen: &[u8]) -> Result {
    let changed = execute!(
        tx,
        "update step set intent = $3, frozen = $4 where id = $1 and fencing = $2 and state = 'running'",
        step.id,
        step.fencing,
        Json(intent),
        frozen
    )?;
    ensure_rows(changed, 1)
}

/// Takes an intent back: the store rolled it back.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken the step.
pub async fn unintend(tx: &mut Tx, step: &Row) -> Result {
    let changed = execute!(
        tx,
        "update step set intent = null, frozen = null where id = $1 and fencing = $2 and state = 'running'",
        step.id,
        step.fencing
    )?;
    ensure_rows(changed, 1)
}

/// Writes down what happened: the step is done.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken the step.
pub async fn done(tx: &mut Tx, step: &Row, outcome: &serde_json::Value, records: i64) -> Result {
    let changed = execute!(
        tx,
        "update step set state = 'done', outcome = $3, records = $4, lease_until = null, trouble = null, \
         stop = null where id = $1 and fencing = $2 and state = 'running'",
        step.id,
        step.fencing,
        Json(outcome),
        records
    )?;
    ensure_rows(changed, 1)
}

/// Writes down that another step of the same request is done too, by whoever has this one.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken this step, or that one is
/// done or somebody else's.
pub async fn done_beside(
    tx: &mut Tx,
    step: &Row,
    other: Uuid,
    (outcome, records): (&serde_json::Value, i64),
) -> Result {
    let changed = execute!(
        tx,
        "update step set state = 'done', outcome = $3, records = $4, lease_until = null, trouble = null, \
         stop = null, attempts = attempts + 1, fencing = fencing + 1 \
         where id = $5 and request_id = $6 and state = 'waiting' \
         and exists (select 1 from step as mine where mine.id = $1 and mine.fencing = $2 \
                     and mine.state = 'running')",
        step.id,
        step.fencing,
        Json(outcome),
        records,
        other,
        step.request_id
    )?;
    ensure_rows(changed, 1)
}

/// Lets a step go, to be tried again from a time on. Where its store only did not answer that is
/// no attempt.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken the step.
pub async fn try_again(
    tx: &mut Tx,
    step: &Row,
    at: DateTime<Utc>,
    (trouble, waited): (&str, bool),
) -> Result {
    let (attempts, waits) = if waited {
        (step.attempts - 1, step.waits + 1)
    } else {
        (step.attempts, 0)
    };
    let changed = execute!(
        tx,
        "update step set state = 'retrying', trouble = $3, lease_until = $4, attempts = $5, \
         waits = $6 where id = $1 and fencing = $2 and state = 'running'",
        step.id,
        step.fencing,
        trouble,
        at,
        attempts,
        waits
    )?;
    ensure_rows(changed, 1)
}

/// Lets a step go for good: a person must look.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken the step.
pub async fn stop(tx: &mut Tx, step: &Row, (trouble, stop): (&str, &serde_json::Value)) -> Result {
    let changed = execute!(
        tx,
        "update step set state = 'needs-person', trouble = $3, stop = $4, lease_until = null \
         where id = $1 and fencing = $2 and state = 'running'",
        step.id,
        step.fencing,
        trouble,
        Json(stop)
    )?;
    ensure_rows(changed, 1)
}

/// Notes of a step, whoever has it, why it is not done; none where nothing is in its way any more.
///
/// # Errors
/// Where the database refuses.
pub async fn note(tx: &mut Tx, request: RequestId, store: &str, trouble: Option<&str>) -> Result {
    execute!(
        tx,
        "update step set trouble = $3 where request_id = $1 and store = $2",
        request.0,
        store,
        trouble
    )?;
    Ok(())
}

/// An officer says that a stopped step took effect: it is done, with this outcome.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where it does not wait for that any more.
pub async fn took_effect(
    tx: &mut Tx,
    step: &Row,
    outcome: &serde_json::Value,
    records: i64,
) -> Result {
    let changed = execute!(
        tx,
        "update step set state = 'done', outcome = $3, records = $4, fencing = fencing + 1, \
         lease_until = null, trouble = null, stop = null \
         where id = $1 and fencing = $2 and state = 'needs-person'",
        step.id,
        step.fencing,
        Json(outcome),
        records
    )?;
    ensure_rows(changed, 1)
}

/// An officer says that a stopped step did not take effect: it may run, from the beginning.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where it does not wait for that any more.
pub async fn had_no_effect(tx: &mut Tx, step: &Row) -> Result {
    let changed = execute!(
        tx,
        "update step set intent = null, frozen = null, fencing = fencing + 1 \
         where id = $1 and fencing = $2 and state = 'needs-person'",
        step.id,
        step.fencing
    )?;
    ensure_rows(changed, 1)
}

/// Begins the step of a store anew although it was done: more is to be done there. What it did
/// and froze stays with it.
///
/// # Errors
/// Where the database refuses.
pub async fn reopen(tx: &mut Tx, request: RequestId, store: &str) -> Result<u64> {
    execute!(
        tx,
        "update step set state = 'retrying', intent = null, attempts = 0, waits = 0, \
         lease_until = null, trouble = null, stop = null \
         where request_id = $1 and store = $2 and state = 'done'",
        request.0,
        store
    )
}

/// Begins all steps of a request but one anew: what they did is made again from the start, and
/// whoever still has one of them has it no more.
///
/// # Errors
/// Where the database refuses.
pub async fn begin_anew(tx: &mut Tx, request: RequestId, but: Uuid) -> Result<u64> {
    execute!(
        tx,
        "update step set state = 'waiting', records = 0, outcome = null, trouble = null, \
         lease_until = null, fencing = fencing + 1 where request_id = $1 and id <> $2",
        request.0,
        but
    )
}

/// Gives the steps of a request that are stopped or put off a new start.
///
/// # Errors
/// Where the database refuses.
pub async fn restart(tx: &mut Tx, request: RequestId) -> Result<u64> {
    execute!(
        tx,
        "update step set state = 'retrying', attempts = 0, waits = 0, lease_until = null, \
         trouble = null, stop = null where request_id = $1 and state in ('needs-person', 'retrying')",
        request.0
    )
}

/// Destroys the frozen keys of a request: its run is verified.
///
/// # Errors
/// Where the database refuses.
pub async fn thaw(tx: &mut Tx, request: RequestId) -> Result<u64> {
    chunks::thaw(tx, request).await?;
    execute!(
        tx,
        "update step set frozen = null where request_id = $1",
        request.0
    )
}
