//! Whether a person said that what is held is still right: asked once a year.

use chrono::{DateTime, Utc};
use habeas_domain::id::SubjectId;
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_optional},
    error::Result,
};

/// Keeps an answer.
///
/// # Errors
/// Where the database refuses.
pub async fn add(
    tx: &mut Tx,
    id: Uuid,
    subject: SubjectId,
    at: DateTime<Utc>,
    still_right: bool,
) -> Result {
    let changed = execute!(
        tx,
        "insert into check_up (id, subject_id, at, still_right) values ($1, $2, $3, $4)",
        id,
        subject.0,
        at,
        still_right
    )?;
    ensure_rows(changed, 1)
}

/// When it was last answered, and how.
///
/// # Errors
/// Where the database does not answer.
pub async fn last(tx: &mut Tx, subject: SubjectId) -> Result<Option<(DateTime<Utc>, bool)>> {
    fetch_optional!(
        tx,
        (DateTime<Utc>, bool),
        "select at, still_right from check_up where subject_id = $1 \
         order by at desc, id desc limit 1",
        subject.0
    )
}
