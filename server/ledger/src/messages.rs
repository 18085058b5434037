//! What a person and the company write to each other about a request.

use chrono::{DateTime, Utc};
use habeas_domain::id::{RequestId, StaffId, SubjectId};
use uuid::Uuid;

use crate::{
    Tx,
    db::{execute, fetch_all, fetch_optional},
    error::Result,
};

/// A message at rest.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// Whether somebody of the company wrote it.
    pub from_staff: bool,
    /// What it is for: `note`, or `late` where it says why an answer is late.
    pub about: String,
    /// The words, sealed under the person's key.
    pub sealed: Vec<u8>,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// When the other side first had it before them.
    pub read_at: Option<DateTime<Utc>>,
}

/// Whose message it is, and on what.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// The request.
    pub request: RequestId,
    /// Whose request that is.
    pub subject: SubjectId,
    /// Made with the form: sent twice, it is one message.
    pub client_id: Uuid,
    /// Who of the staff wrote it, if it was staff.
    pub staff: Option<StaffId>,
    /// What stands in the row.
    pub row: &'a Row,
}

/// Keeps a message; `false` where the same form was sent before.
///
/// # Errors
/// Where the database refuses.
pub async fn add(tx: &mut Tx, new: New<'_>) -> Result<bool> {
    let changed = execute!(
        tx,
        "insert into message (id, request_id, subject_id, client_id, from_staff, staff_id, about, sealed, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (client_id) do nothing",
        new.row.id,
        new.request.0,
        new.subject.0,
        new.client_id,
        new.row.from_staff,
        new.staff.map(|staff| staff.0),
        new.row.about.as_str(),
        new.row.sealed.as_slice(),
        new.row.at
    )?;
    Ok(changed == 1)
}

/// The messages on a request, oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_request(tx: &mut Tx, request: RequestId) -> Result<Vec<Row>> {
    fetch_all!(
        tx,
        Row,
        "select id, from_staff, about, sealed, at, read_at from message \
         where request_id = $1 order by at, id limit 1000",
        request.0
    )
}

/// How many messages a person has written on a request since a moment.
///
/// # Errors
/// Where the database does not answer.
pub async fn written_since(tx: &mut Tx, request: RequestId, since: DateTime<Utc>) -> Result<u64> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "select count(*) from message where request_id = $1 and from_staff = false and at >= $2",
        request.0,
        since
    )?;
    Ok(row.map_or(0, |(count,)| count.unsigned_abs()))
}

/// Notes that the other side has the messages of one side before them; how many were new.
///
/// # Errors
/// Where the database refuses.
pub async fn read(
    tx: &mut Tx,
    request: RequestId,
    from_staff: bool,
    now: DateTime<Utc>,
) -> Result<u64> {
    execute!(
        tx,
        "update message set read_at = $3 \
         where request_id = $1 and from_staff = $2 and read_at is null",
        request.0,
        from_staff,
        now
    )
}

/// The numbers of a person's requests on which the company wrote something they have not seen.
///
/// # Errors
/// Where the database does not answer.
pub async fn new_for(tx: &mut Tx, subject: SubjectId) -> Result<Vec<String>> {
    let rows = fetch_all!(
        tx,
        (String,),
        "select distinct request.reference from message \
         join request on request.id = message.request_id \
         where request.subject_id = $1 and message.from_staff = true and message.read_at is null \
         order by request.reference",
        subject.0
    )?;
    Ok(rows.into_iter().map(|(reference,)| reference).collect())
}

/// The requests on which a person wrote something that nobody of the company has seen, the
/// longest waiting first: number, and since when.
///
/// # Errors
/// Where the database does not answer.
pub async fn unread(tx: &mut Tx, limit: i64) -> Result<Vec<(String, DateTime<Utc>)>> {
    fetch_all!(
        tx,
        (String, DateTime<Utc>),
        "select request.reference, min(message.at) from message \
         join request on request.id = message.request_id \
         where message.from_staff = false and message.read_at is null \
         group by request.reference order by min(message.at) limit $1",
        limit
    )
}
