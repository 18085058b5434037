//! Who of the staff looked at a person, and why: the person can see it.

use chrono::{DateTime, Utc};
use habeas_domain::{
    id::{StaffId, SubjectId},
    role::Role,
};
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all},
    error::Result,
};

/// Writes down a look.
///
/// # Errors
/// Where the database refuses.
pub async fn add(
    tx: &mut Tx,
    id: Uuid,
    subject: SubjectId,
    (staff, role): (StaffId, Role),
    at: DateTime<Utc>,
    reason: &str,
) -> Result {
    let changed = execute!(
        tx,
        "insert into look (id, subject_id, staff_id, role, at, reason) values ($1, $2, $3, $4, $5, $6)",
        id,
        subject.0,
        staff.0,
        role.as_str(),
        at,
        reason
    )?;
    ensure_rows(changed, 1)
}

/// Who looked, newest first: role, time and reason.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_subject(
    tx: &mut Tx,
    subject: SubjectId,
) -> Result<Vec<(String, DateTime<Utc>, String)>> {
    fetch_all!(
        tx,
        (String, DateTime<Utc>, String),
        "select role, at, reason from look where subject_id = $1 order by at desc limit 200",
        subject.0
    )
}
