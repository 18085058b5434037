//! Who else has to be told of a correction, and who was (GDPR Art. 19).

use chrono::{DateTime, Utc};
use habeas_domain::id::RequestId;

use crate::{
    Tx,
    db::{execute, fetch_all},
    error::Result,
};

/// Notes that somebody is to be told; harmless where it is noted already.
///
/// # Errors
/// Where the database refuses.
pub async fn add(tx: &mut Tx, request: RequestId, recipient: &str) -> Result {
    execute!(
        tx,
        "insert into told (request_id, recipient) values ($1, $2) \
         on conflict (request_id, recipient) do nothing",
        request.0,
        recipient
    )?;
    Ok(())
}

/// Notes that somebody was told; `false` where nobody had to be, or it was noted before.
///
/// # Errors
/// Where the database refuses.
pub async fn done(
    tx: &mut Tx,
    request: RequestId,
    recipient: &str,
    at: DateTime<Utc>,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "update told set at = $3 where request_id = $1 and recipient = $2 and at is null",
        request.0,
        recipient,
        at
    )?;
    Ok(changed == 1)
}

/// Who is to be told of a request, each with when it was done.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_request(
    tx: &mut Tx,
    request: RequestId,
) -> Result<Vec<(String, Option<DateTime<Utc>>)>> {
    fetch_all!(
        tx,
        (String, Option<DateTime<Utc>>),
        "select recipient, at from told where request_id = $1 order by recipient",
        request.0
    )
}
