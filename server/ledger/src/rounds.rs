//! When an erased person is searched for again, and what was found.

use chrono::{DateTime, Utc};
use habeas_domain::id::RequestId;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all},
    error::Result,
};

/// One search.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Row {
    /// Which of them, from 1.
    pub number: i64,
    /// From when on.
    pub due: DateTime<Utc>,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// How many records were found that should have been gone.
    pub found_left: Option<i64>,
}

/// Plans a search; one that is planned already stays as it is.
///
/// # Errors
/// Where the database refuses.
pub async fn add(tx: &mut Tx, request: RequestId, number: i64, due: DateTime<Utc>) -> Result {
    execute!(
        tx,
        "insert into round (request_id, number, due) values ($1, $2, $3) on conflict do nothing",
        request.0,
        number,
        due
    )?;
    Ok(())
}

/// The searches of a request, in their order.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_request(tx: &mut Tx, request: RequestId) -> Result<Vec<Row>> {
    fetch_all!(
        tx,
        Row,
        "select number, due, done_at, found_left from round where request_id = $1 order by number",
        request.0
    )
}

/// Writes down what a search found.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has done so.
pub async fn done(
    tx: &mut Tx,
    request: RequestId,
    number: i64,
    (now, found_left): (DateTime<Utc>, u64),
) -> Result {
    let changed = execute!(
        tx,
        "update round set done_at = $3, found_left = $4 \
         where request_id = $1 and number = $2 and done_at is null",
        request.0,
        number,
        now,
        i64::try_from(found_left).unwrap_or(i64::MAX)
    )?;
    ensure_rows(changed, 1)
}
