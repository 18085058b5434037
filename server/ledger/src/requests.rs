//! Requests: the facts by which they are found and sorted, and the whole as its rules wrote it.

use chrono::{DateTime, NaiveDate, Utc};
use habeas_domain::id::{Reference, RequestId, SubjectId};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
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
    /// Raised by one with every change.
    pub version: i64,
    /// The whole.
    #[sqlx(json)]
    pub body: serde_json::Value,
    /// What is personal in it, sealed under the subject's key.
    pub sealed: Option<Vec<u8>>,
}

/// Adds a request.
///
/// # Errors
/// [`crate::LedgerError::is_duplicate`] where it was sent before.
pub async fn add(tx: &mut Tx, row: &Row) -> Result {
    let changed = execute!(
        tx,
        "insert into request (id, reference, subject_id, client_id, kind, stage, finished, \
         received_at, due, version, body, sealed) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
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
        row.sealed.as_deref()
    )?;
    ensure_rows(changed, 1)
}

/// Saves a request that an act changed, if nobody else changed it meanwhile.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where somebody did.
pub async fn save(tx: &mut Tx, row: &Row, read_version: i64) -> Result {
    let changed = execute!(
        tx,
        "update request set stage = $3, finished = $4, due = $5, version = $6, body = $7 \
         where id = $1 and version = $2",
        row.id,
        read_version,
        row.stage.as_str(),
        row.finished,
        row.due,
        row.version,
        Json(&row.body)
    )?;
    ensure_rows(changed, 1)
}

macro_rules! select {
    ($fetch:ident, $tx:expr, $rest:literal $(, $bind:expr)*) => {
        $fetch!(
            $tx,
            Row,
            concat!(
                "select id, reference, subject_id, client_id, kind, stage, finished, \
                 received_at, due, version, body, sealed from request ",
                $rest
            )
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

/// What a page of the queue shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this stage; none = all unfinished.
    pub stage: Option<String>,
    /// Only this right.
    pub kind: Option<String>,
    /// Only what is due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Only what is due before this day.
    pub due_before: Option<NaiveDate>,
    /// Only what comes after this one.
    pub after: Option<(NaiveDate, Uuid)>,
}

/// A page of the queue: what is due first comes first.
///
/// # Errors
/// Where the database does not answer.
pub async fn queue(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Row>> {
    let (due, id) = filter.after.unwrap_or((early(), Uuid::nil()));
    let from = filter.due_from.unwrap_or(early());
    let before = filter.due_before.unwrap_or(late());
    let kind = filter.kind.as_deref().unwrap_or_default();
    match filter.stage.as_deref() {
        Some(stage) => select!(
            fetch_all,
            tx,
            "where stage = $1 and (due, id) > ($2, $3) and due >= $4 and due < $5 \
             and ($6 = '' or kind = $6) order by due, id limit $7",
            stage,
            due,
            id,
            from,
            before,
            kind,
            limit
        ),
        None => select!(
            fetch_all,
            tx,
            "where finished = false and (due, id) > ($1, $2) and due >= $3 and due < $4 \
             and ($5 = '' or kind = $5) order by due, id limit $6",
            due,
            id,
            from,
            before,
            kind,
            limit
        ),
    }
}

/// How many requests a filter leaves; stops counting at a thousand.
///
/// # Errors
/// Where the database does not answer.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<u64> {
    let from = filter.due_from.unwrap_or(early());
    let before = filter.due_before.unwrap_or(late());
    let row = match filter.stage.as_deref() {
        Some(stage) => fetch_optional!(
            tx,
            (i64,),
            "select count(*) from (select 1 from request \
             where stage = $1 and due >= $2 and due < $3 limit 1000) as counted",
            stage,
            from,
            before
        )?,
        None => fetch_optional!(
            tx,
            (i64,),
            "select count(*) from (select 1 from request \
             where finished = false and due >= $1 and due < $2 limit 1000) as counted",
            from,
            before
        )?,
    };
    Ok(row.map_or(0, |(count,)| count.unsigned_abs()))
}

fn early() -> NaiveDate {
    NaiveDate::from_ymd_opt(1000, 1, 1).unwrap_or_default()
}

fn late() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or_default()
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

/// Approved requests: each waits for its hold to end.
///
/// # Errors
/// Where the database does not answer.
pub async fn approved(tx: &mut Tx) -> Result<Vec<Row>> {
    select!(
        fetch_all,
        tx,
        "where stage = 'approved' order by due, id limit 1000"
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
