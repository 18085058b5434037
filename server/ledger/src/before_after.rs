//! Until when the old and the new value of a correction are kept as evidence.

use chrono::{DateTime, Utc};
use habeas_domain::id::RequestId;
use uuid::Uuid;

use crate::{
    Tx,
    db::{execute, fetch_all},
    error::Result,
};

/// Says until when they are kept; harmless where it was said.
///
/// # Errors
/// Where the database refuses.
pub async fn keep(tx: &mut Tx, request: RequestId, until: DateTime<Utc>) -> Result {
    execute!(
        tx,
        "insert into before_after (request_id, delete_at) values ($1, $2) \
         on conflict (request_id) do nothing",
        request.0,
        until
    )?;
    Ok(())
}

/// Those whose time is over.
///
/// # Errors
/// Where the database does not answer.
pub async fn over(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<RequestId>> {
    let rows = fetch_all!(
        tx,
        (Uuid,),
        "select request_id from before_after where delete_at <= $1 order by delete_at limit 100",
        now
    )?;
    Ok(rows.into_iter().map(|(id,)| RequestId(id)).collect())
}

/// They are gone.
///
/// # Errors
/// Where the database refuses.
pub async fn gone(tx: &mut Tx, request: RequestId) -> Result {
    execute!(
        tx,
        "delete from before_after where request_id = $1",
        request.0
    )?;
    Ok(())
}
