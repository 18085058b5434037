//! What of a step has been done so far, where it is too much for one transaction of the store.
//!
//! A chunk is intended like a whole step, in the step itself; once it is done it moves here, in
//! the same transaction that frees the step for the next one.

use habeas_domain::id::RequestId;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all},
    error::Result,
    steps::Row,
};

/// Writes down that the chunk which the step intends is done, and frees the step for the next.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken the step, or nothing was
/// intended.
pub async fn done(tx: &mut Tx, step: &Row, outcome: &serde_json::Value, records: i64) -> Result {
    let added = execute!(
        &mut *tx,
        "insert into step_chunk (step_id, number, frozen, outcome, told) \
         select id, (select count(*) from step_chunk where step_id = $1), frozen, $3, false from step \
         where id = $1 and fencing = $2 and state = 'running' and intent is not null",
        step.id,
        step.fencing,
        Json(outcome)
    )?;
    ensure_rows(added, 1)?;
    let freed = execute!(
        tx,
        "update step set intent = null, frozen = null, records = $3 \
         where id = $1 and fencing = $2 and state = 'running'",
        step.id,
        step.fencing,
        records
    )?;
    ensure_rows(freed, 1)
}

/// An officer says that the chunk which a stopped step intends took effect.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where it does not wait for that any more.
pub async fn took_effect(tx: &mut Tx, step: &Row, outcome: &serde_json::Value) -> Result {
    let added = execute!(
        tx,
        "insert into step_chunk (step_id, number, frozen, outcome, told) \
         select id, (select count(*) from step_chunk where step_id = $1), frozen, $3, false from step \
         where id = $1 and fencing = $2 and state = 'needs-person' and intent is not null",
        step.id,
        step.fencing,
        Json(outcome)
    )?;
    ensure_rows(added, 1)
}

/// The outcome of the whole step tells what its chunks did: where it is run once more, they are
/// not counted again.
///
/// # Errors
/// Where the database refuses.
pub async fn told(tx: &mut Tx, step: &Row) -> Result {
    execute!(
        tx,
        "update step_chunk set told = true where step_id = $1",
        step.id
    )?;
    Ok(())
}

/// What the chunks of a step did that its outcome does not tell yet, in their order.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_step(tx: &mut Tx, step: Uuid) -> Result<Vec<serde_json::Value>> {
    let rows: Vec<(Json<serde_json::Value>,)> = fetch_all!(
        tx,
        (Json<serde_json::Value>,),
        "select outcome from step_chunk where step_id = $1 and told = false order by number",
        step
    )?;
    Ok(rows.into_iter().map(|(Json(outcome),)| outcome).collect())
}

/// Destroys the frozen keys of a request's chunks.
pub(crate) async fn thaw(tx: &mut Tx, request: RequestId) -> Result<u64> {
    execute!(
        tx,
        "update step_chunk set frozen = null where frozen is not null \
         and step_id in (select id from step where request_id = $1)",
        request.0
    )
}
