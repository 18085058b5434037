//! What staff keep with a request for themselves: tasks, remarks, files. Sealed under the key of the
//! request's person.

use chrono::{DateTime, Utc};
use habeas_domain::id::{RequestId, StaffId};
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
};

/// One of them.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// Whose request it is.
    pub subject_id: Uuid,
    /// The form it came with.
    pub client_id: Uuid,
    /// `task`, `remark` or `file`.
    pub kind: String,
    /// Who wrote it.
    pub staff_id: Uuid,
    /// The words, or what a file is called.
    pub sealed: Vec<u8>,
    /// The size of a file.
    pub bytes: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// When a task was done.
    pub done_at: Option<DateTime<Utc>>,
    /// By whom.
    pub done_by: Option<Uuid>,
}

/// Keeps one; `false` where the same form was sent before.
///
/// # Errors
/// Where the database refuses.
pub async fn add(
    tx: &mut Tx,
    request: RequestId,
    row: &Row,
    content: Option<&[u8]>,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "insert into inside (id, request_id, subject_id, client_id, kind, staff_id, sealed, \
         content, bytes, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         on conflict (client_id) do nothing",
        row.id,
        request.0,
        row.subject_id,
        row.client_id,
        row.kind.as_str(),
        row.staff_id,
        row.sealed.as_slice(),
        content,
        row.bytes,
        row.at
    )?;
    Ok(changed == 1)
}

/// Everything of a request, oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_request(tx: &mut Tx, request: RequestId) -> Result<Vec<Row>> {
    fetch_all!(
        tx,
        Row,
        "select id, subject_id, client_id, kind, staff_id, sealed, bytes, at, done_at, done_by \
         from inside where request_id = $1 order by at, id",
        request.0
    )
}

/// Writes down that a task is done, or is not after all.
///
/// # Errors
/// Where the request has no such task.
pub async fn done(
    tx: &mut Tx,
    request: RequestId,
    id: Uuid,
    done: Option<(StaffId, DateTime<Utc>)>,
) -> Result {
    let changed = execute!(
        tx,
        "update inside set done_at = $3, done_by = $4 \
         where id = $1 and request_id = $2 and kind = 'task'",
        id,
        request.0,
        done.map(|(_, at)| at),
        done.map(|(staff, _)| staff.0)
    )?;
    ensure_rows(changed, 1)
}

/// What is in a file.
///
/// # Errors
/// Where the database does not answer.
pub async fn content(tx: &mut Tx, id: Uuid) -> Result<Option<Vec<u8>>> {
    let row = fetch_optional!(
        tx,
        (Option<Vec<u8>>,),
        "select content from inside where id = $1 and kind = 'file'",
        id
    )?;
    Ok(row.and_then(|(content,)| content))
}
