//! What people hand in with a correction, sealed under their key, and when it goes.

use chrono::{DateTime, Utc};
use habeas_domain::id::{RequestId, SubjectId};
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
};

/// A file that was handed in.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Row {
    /// Its id, which is the only name it has here.
    pub id: Uuid,
    /// Whose.
    pub subject_id: Uuid,
    /// The form it came with.
    pub client_id: Uuid,
    /// The request it belongs to; none before the form is sent.
    pub request_id: Option<Uuid>,
    /// The message it came with; none for what came with a correction.
    pub message_id: Option<Uuid>,
    /// The size of what is sealed.
    pub bytes: i64,
    /// What the person calls it and what it is, sealed.
    pub about: Vec<u8>,
    /// When it came.
    pub created_at: DateTime<Utc>,
}

/// Keeps a file.
///
/// # Errors
/// Where the database refuses.
pub async fn add(tx: &mut Tx, row: &Row, content: &[u8]) -> Result {
    let changed = execute!(
        tx,
        "insert into evidence (id, subject_id, client_id, request_id, bytes, about, content, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        row.id,
        row.subject_id,
        row.client_id,
        row.request_id,
        row.bytes,
        row.about.as_slice(),
        content,
        row.created_at
    )?;
    ensure_rows(changed, 1)
}

macro_rules! select {
    ($fetch:ident, $tx:expr, $rest:literal $(, $bind:expr)*) => {
        $fetch!(
            $tx,
            Row,
            concat!(
                "select id, subject_id, client_id, request_id, message_id, bytes, about, created_at from evidence ",
                $rest
            )
            $(, $bind)*
        )
    };
}

/// How many files of a person there are, and how large they are together.
///
/// # Errors
/// Where the database does not answer.
pub async fn held(tx: &mut Tx, subject: SubjectId) -> Result<(u64, u64)> {
    let row = fetch_optional!(
        tx,
        (i64, i64),
        "select count(*), cast(coalesce(sum(bytes), 0) as bigint) from evidence where subject_id = $1",
        subject.0
    )?;
    let (files, bytes) = row.unwrap_or_default();
    Ok((files.unsigned_abs(), bytes.unsigned_abs()))
}

/// The files that wait with a form of this person.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_form(tx: &mut Tx, subject: SubjectId, client_id: Uuid) -> Result<Vec<Row>> {
    select!(
        fetch_all,
        tx,
        "where subject_id = $1 and client_id = $2 and request_id is null order by created_at, id",
        subject.0,
        client_id
    )
}

/// The files of a request.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_request(tx: &mut Tx, request: RequestId) -> Result<Vec<Row>> {
    select!(
        fetch_all,
        tx,
        "where request_id = $1 order by created_at, id",
        request.0
    )
}

/// The sealed content of a file.
///
/// # Errors
/// Where the database does not answer.
pub async fn content(tx: &mut Tx, id: Uuid) -> Result<Option<Vec<u8>>> {
    let row = fetch_optional!(
        tx,
        (Vec<u8>,),
        "select content from evidence where id = $1",
        id
    )?;
    Ok(row.map(|(content,)| content))
}

/// Ties the files of a form to its request; how many there were.
///
/// # Errors
/// Where the database refuses.
pub async fn attach(
    tx: &mut Tx,
    subject: SubjectId,
    client_id: Uuid,
    request: RequestId,
) -> Result<u64> {
    execute!(
        tx,
        "update evidence set request_id = $3 \
         where subject_id = $1 and client_id = $2 and request_id is null",
        subject.0,
        client_id,
        request.0
    )
}

/// Ties the files of a form to the message they came with; how many there were.
///
/// # Errors
/// Where the database refuses.
pub async fn attach_to_message(
    tx: &mut Tx,
    subject: SubjectId,
    client_id: Uuid,
    (request, message): (RequestId, Uuid),
) -> Result<u64> {
    execute!(
        tx,
        "update evidence set request_id = $3, message_id = $4 \
         where subject_id = $1 and client_id = $2 and request_id is null",
        subject.0,
        client_id,
        request.0,
        message
    )
}

/// Takes a file back that waits with its form; `false` where there is none.
///
/// # Errors
/// Where the database refuses.
pub async fn take_back(tx: &mut Tx, subject: SubjectId, client_id: Uuid, id: Uuid) -> Result<bool> {
    let changed = execute!(
        tx,
        "delete from evidence \
         where subject_id = $1 and client_id = $2 and id = $3 and request_id is null",
        subject.0,
        client_id,
        id
    )?;
    Ok(changed == 1)
}

/// Deletes what is over: files of forms that were never sent, and those whose request was decided
/// long enough ago. What was decided meanwhile gets its day.
///
/// # Errors
/// Where the database refuses.
pub async fn sweep(
    tx: &mut Tx,
    now: DateTime<Utc>,
    unsent_since: DateTime<Utc>,
    delete_at: DateTime<Utc>,
) -> Result<u64> {
    let gone = execute!(
        tx,
        "delete from evidence where (request_id is null and created_at < $2) or delete_at <= $1",
        now,
        unsent_since
    )?;
    execute!(
        tx,
        "update evidence set delete_at = $1 where delete_at is null and request_id in \
         (select id from request where finished = true)",
        delete_at
    )?;
    Ok(gone)
}
