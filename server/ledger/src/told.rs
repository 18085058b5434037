//! Who else has to be told of a correction, an erasure or a restriction, and who was (GDPR Art. 19).

use chrono::{DateTime, Utc};
use habeas_domain::id::{RequestId, StaffId};
use uuid::Uuid;

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
    (recipient, by): (&str, StaffId),
    at: DateTime<Utc>,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "update told set at = $3, staff_id = $4 \
         where request_id = $1 and recipient = $2 and at is null",
        request.0,
        recipient,
        at,
        by.0
    )?;
    Ok(changed == 1)
}

/// Somebody who is to be told.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Told {
    /// Who, by their name in the map.
    pub recipient: String,
    /// When they were told.
    pub at: Option<DateTime<Utc>>,
    /// By whom of the staff.
    pub staff_id: Option<Uuid>,
}

/// Who is to be told of a request, each with when it was done and by whom.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_request(tx: &mut Tx, request: RequestId) -> Result<Vec<Told>> {
    fetch_all!(
        tx,
        Told,
        "select recipient, at, staff_id from told where request_id = $1 order by recipient",
        request.0
    )
}

/// How many are to be told and were not.
///
/// # Errors
/// Where the database does not answer.
pub async fn waiting(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    fetch_all!(
        tx,
        (String, i64),
        "select r.reference, count(*) from told t join request r on r.id = t.request_id \
         where t.at is null group by r.reference, r.received_at order by r.received_at limit 100"
    )
}
