//! Requests: the facts by which they are found and sorted, and the whole as its rules wrote it.

use chrono::{DateTime, NaiveDate, Utc};
use habeas_domain::id::{Reference, RequestId, SubjectId};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    filed::Filed,
};

/// A request as it is kept. `body` is the domain's own form, with its version inside.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// The number a person reads out.
    pub reference: String,
    /// Whose.
    pub subject_id: Uuid,
    /// Made in the browser before it was sent: the same twice is one request.
    pub client_id: Uuid,
    /// The right.
    pub kind: String,
    /// The stage.
    pub stage: String,
    /// Whether nothing more is to be done.
    pub finished: bool,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// When the answer is due.
    pub due: NaiveDate,
    /// The law it is counted under.
    pub regime: String,
    /// Who looks after it.
    pub assigned: Option<Uuid>,
    /// Whether who asks was checked.
    pub verified: bool,
    /// Whether the clock stands still.
    pub waiting: bool,
    /// The store that stopped it.
    pub blocked: Option<String>,
    /// The company's day on which it came in.
    pub received_on: NaiveDate,
    /// The company's day on which nothing more was to be done.
    pub finished_on: Option<NaiveDate>,
    /// Raised by one with every change.
    pub version: i64,
    /// The whole.
    #[sqlx(json)]
    pub body: serde_json::Value,
    /// What is personal in it, sealed under the subject's key.
    pub sealed: Option<Vec<u8>>,
    /// Under what it is filed for the queue and for reports.
    #[sqlx(flatten)]
    pub filed: Filed,
}

/// Adds a request.
///
/// # Errors
/// [`crate::LedgerError::is_duplicate`] where it was sent before.
pub async fn add(tx: &mut Tx, row: &Row) -> Result {
    let changed = execute!(
        tx,
        "insert into request (id, reference, subject_id, client_id, kind, stage, finished, \
         received_at, due, version, body, sealed, regime, assigned, verified, waiting, blocked, \
         received_on, finished_on, team, channel, language, inner_due, outcome, ground, extended, \
         filed) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
         $19, $20, $21, $22, $23, $24, $25, $26, $27)",
        row.id,
        row.reference.as_str(),
        row.subject_id,
        row.client_id,
        row.kind.as_str(),
        row.stage.as_str(),
        row.finished,
        row.received_at,
        row.due,
        row.version,
        Json(&row.body),
        row.sealed.as_deref(),
        row.regime.as_str(),
        row.assigned,
        row.verified,
        row.waiting,
        row.blocked.as_deref(),
        row.received_on,
        row.finished_on,
        row.filed.team.as_deref(),
        row.filed.channel.as_deref(),
        row.filed.language.as_deref(),
        row.filed.inner_due,
        row.filed.outcome.as_deref(),
        row.filed.ground.as_deref(),
        row.filed.extended,
        row.filed.channel.is_some()
    )?;
    ensure_rows(changed, 1)
}

/// Saves a request that an act changed, if nobody else changed it meanwhile. Its team, channel and
/// language stay as they are filed.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where somebody did.
pub async fn save(tx: &mut Tx, row: &Row, read_version: i64) -> Result {
    let changed = execute!(
        tx,
        "update request set stage = $3, finished = $4, due = $5, version = $6, body = $7, \
         assigned = $8, verified = $9, waiting = $10, blocked = $11, \
         finished_on = case when finished_on is null then $12 else finished_on end, \
         inner_due = $13, outcome = $14, ground = $15, extended = $16 \
         where id = $1 and version = $2",
        row.id,
        read_version,
        row.stage.as_str(),
        row.finished,
        row.due,
        row.version,
        Json(&row.body),
        row.assigned,
        row.verified,
        row.waiting,
        row.blocked.as_deref(),
        row.finished_on,
        row.filed.inner_due,
        row.filed.outcome.as_deref(),
        row.filed.ground.as_deref(),
        row.filed.extended
    )?;
    ensure_rows(changed, 1)
}

/// The columns of [`Row`].
macro_rules! columns {
    () => {
        "id, reference, subject_id, client_id, kind, stage, finished, received_at, due, version, \
         body, sealed, regime, assigned, verified, waiting, blocked, received_on, finished_on, \
         team, channel, language, inner_due, outcome, ground, extended"
    };
}

pub(crate) use columns;

macro_rules! select {
    ($fetch:ident, $tx:expr, $rest:literal $(, $bind:expr)*) => {
        $fetch!(
            $tx,
            Row,
            concat!("select ", columns!(), " from request ", $rest)
            $(, $bind)*
        )
    };
}

/// A request by id.
///
/// # Errors
/// Where the database does not answer.
pub async fn find(tx: &mut Tx, id: RequestId) -> Result<Option<Row>> {
    select!(fetch_optional, tx, "where id = $1", id.0)
}

/// A request by its number.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_reference(tx: &mut Tx, reference: &Reference) -> Result<Option<Row>> {
    select!(
        fetch_optional,
        tx,
        "where reference = $1",
        reference.to_string()
    )
}

/// A request by the id that the browser gave it.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_client_id(tx: &mut Tx, client_id: Uuid) -> Result<Option<Row>> {
    select!(fetch_optional, tx, "where client_id = $1", client_id)
}

/// A person's requests, newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_subject(tx: &mut Tx, subject: SubjectId) -> Result<Vec<Row>> {
    select!(
        fetch_all,
        tx,
        "where subject_id = $1 order by received_at desc, id desc limit 200",
        subject.0
    )
}

/// Requests of which nobody knows yet who asks, due before a day.
///
/// # Errors
/// Where the database does not answer.
pub async fn unverified(tx: &mut Tx, due_before: NaiveDate, limit: i64) -> Result<Vec<Row>> {
    select!(
        fetch_all,
        tx,
        "where stage in ('received', 'verifying') and due < $1 order by due, id limit $2",
        due_before,
        limit
    )
}

/// Gives a request to the person whose it turned out to be, with what is personal in it sealed
/// anew. Its body names them already.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where it was given away meanwhile.
pub async fn give_to(
    tx: &mut Tx,
    id: RequestId,
    (from, to): (SubjectId, SubjectId),
    sealed: Option<&[u8]>,
) -> Result {
    let changed = execute!(
        tx,
        "update request set subject_id = $3, sealed = $4 where id = $1 and subject_id = $2",
        id.0,
        from.0,
        to.0,
        sealed
    )?;
    ensure_rows(changed, 1)
}

/// Replaces what is personal in a request.
///
/// # Errors
/// Where there is no such request.
pub async fn set_sealed(tx: &mut Tx, request: RequestId, sealed: &[u8]) -> Result {
    let changed = execute!(
        tx,
        "update request set sealed = $2 where id = $1",
        request.0,
        sealed
    )?;
    ensure_rows(changed, 1)
}

/// Notes the store that a running request waits for, or that it waits for none.
///
/// # Errors
/// Where the database refuses.
pub async fn waits_for(tx: &mut Tx, request: RequestId, store: Option<&str>) -> Result {
    execute!(
        tx,
        "update request set blocked = $2 where id = $1 and stage = 'running' \
         and (blocked is null or $2 is null or blocked <> $2)",
        request.0,
        store
    )?;
    Ok(())
}

/// Whether somebody has an unfinished request of a kind, for an act that must make only one.
/// Nobody else can ask for the same person until this transaction ends.
///
/// # Errors
/// Where the database refuses.
pub async fn unfinished(tx: &mut Tx, subject: SubjectId, kind: &str) -> Result<Option<Row>> {
    // SQLite has one writer; PostgreSQL needs something to wait at.
    execute!(
        &mut *tx,
        "update subject set created_at = created_at where id = $1",
        subject.0
    )?;
    select!(
        fetch_optional,
        tx,
        "where subject_id = $1 and kind = $2 and finished = false order by received_at, id limit 1",
        subject.0,
        kind
    )
}

/// Adds what happened to a request.
///
/// # Errors
/// Where the database refuses.
pub async fn add_event(
    tx: &mut Tx,
    id: Uuid,
    request: RequestId,
    at: DateTime<Utc>,
    body: &serde_json::Value,
) -> Result {
    let changed = execute!(
        tx,
        "insert into event (id, request_id, at, body) values ($1, $2, $3, $4)",
        id,
        request.0,
        at,
        Json(body)
    )?;
    ensure_rows(changed, 1)
}

/// What happened to a request, oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn events(
    tx: &mut Tx,
    request: RequestId,
) -> Result<Vec<(DateTime<Utc>, serde_json::Value)>> {
    let rows = fetch_all!(
        tx,
        (DateTime<Utc>, Json<serde_json::Value>),
        "select at, body from event where request_id = $1 order by id",
        request.0
    )?;
    Ok(rows
        .into_iter()
        .map(|(at, Json(body))| (at, body))
        .collect())
}

/// Keeps the plan that was approved.
///
/// # Errors
/// Where the database refuses.
pub async fn set_plan(
    tx: &mut Tx,
    request: RequestId,
    digest: &str,
    body: &serde_json::Value,
    now: DateTime<Utc>,
) -> Result {
    let changed = execute!(
        tx,
        "insert into plan (request_id, digest, body, made_at) values ($1, $2, $3, $4) \
         on conflict (request_id) do update set digest = excluded.digest, body = excluded.body, \
         made_at = excluded.made_at",
        request.0,
        digest,
        Json(body),
        now
    )?;
    ensure_rows(changed, 1)
}

/// The plan that was approved.
///
/// # Errors
/// Where the database does not answer.
pub async fn plan(tx: &mut Tx, request: RequestId) -> Result<Option<serde_json::Value>> {
    let row = fetch_optional!(
        tx,
        (Json<serde_json::Value>,),
        "select body from plan where request_id = $1",
        request.0
    )?;
    Ok(row.map(|(Json(body),)| body))
}
