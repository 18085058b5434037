//! What has shown who asks: papers that staff saw, answers that agreed, codes that came back. Of
//! answers only the field and whether it agreed is kept.

use chrono::{DateTime, Utc};
use habeas_domain::{
    id::{RequestId, StaffId},
    intake::Evidence,
};
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional, parse},
    error::Result,
};

/// Notes what showed who asks; `false` where it was noted before.
///
/// # Errors
/// Where the database refuses.
pub async fn add(
    tx: &mut Tx,
    request: RequestId,
    evidence: Evidence,
    staff: StaffId,
    at: DateTime<Utc>,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "insert into shown (request_id, evidence, staff_id, at) values ($1, $2, $3, $4) \
         on conflict (request_id, evidence) do nothing",
        request.0,
        evidence.as_str(),
        staff.0,
        at
    )?;
    Ok(changed == 1)
}

/// What showed who asks, and when.
///
/// # Errors
/// Where the database does not answer.
pub async fn of(tx: &mut Tx, request: RequestId) -> Result<Vec<(Evidence, DateTime<Utc>)>> {
    fetch_all!(
        tx,
        (String, DateTime<Utc>),
        "select evidence, at from shown where request_id = $1 order by at, evidence",
        request.0
    )?
    .into_iter()
    .map(|(evidence, at)| Ok((parse("shown.evidence", &evidence)?, at)))
    .collect()
}

/// Who of the staff had a part in showing who asks: none of them decides.
///
/// # Errors
/// Where the database does not answer.
pub async fn by(tx: &mut Tx, request: RequestId) -> Result<Vec<StaffId>> {
    let rows = fetch_all!(
        tx,
        (Uuid,),
        "select staff_id from shown where request_id = $1 order by staff_id",
        request.0
    )?;
    Ok(rows.into_iter().map(|(id,)| StaffId(id)).collect())
}

/// Keeps that an answer was compared.
///
/// # Errors
/// Where the database refuses.
pub async fn compared(
    tx: &mut Tx,
    id: Uuid,
    request: RequestId,
    (field, agreed): (&str, bool),
    staff: StaffId,
    at: DateTime<Utc>,
) -> Result {
    let changed = execute!(
        tx,
        "insert into compared (id, request_id, field, agreed, staff_id, at) \
         values ($1, $2, $3, $4, $5, $6)",
        id,
        request.0,
        field,
        agreed,
        staff.0,
        at
    )?;
    ensure_rows(changed, 1)
}

/// Every answer that was compared for a request, in order: field and whether it agreed.
///
/// # Errors
/// Where the database does not answer.
pub async fn answers(tx: &mut Tx, request: RequestId) -> Result<Vec<(String, bool)>> {
    fetch_all!(
        tx,
        (String, bool),
        "select field, agreed from compared where request_id = $1 order by at, id",
        request.0
    )
}

/// How many answers that did not agree a member of staff tried since a moment.
///
/// # Errors
/// Where the database does not answer.
pub async fn wrong_by(tx: &mut Tx, staff: StaffId, since: DateTime<Utc>) -> Result<i64> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "select count(*) from compared where staff_id = $1 and at > $2 and agreed = false",
        staff.0,
        since
    )?;
    Ok(row.map_or(0, |(count,)| count))
}
