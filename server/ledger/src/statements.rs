//! A person's own words beside a field that is not changed (GDPR Art. 16, second sentence).

use chrono::{DateTime, Utc};
use habeas_domain::id::SubjectId;
use uuid::Uuid;

use crate::{
    Tx,
    db::{execute, fetch_all},
    error::Result,
};

/// A statement at rest.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// Where it belongs and what it says, sealed under the person's key.
    pub sealed: Vec<u8>,
    /// When it was made.
    pub at: DateTime<Utc>,
}

/// Keeps a statement; `false` where the same form was sent before.
///
/// # Errors
/// Where the database refuses.
pub async fn add(tx: &mut Tx, subject: SubjectId, client_id: Uuid, row: &Row) -> Result<bool> {
    let changed = execute!(
        tx,
        "insert into statement (id, subject_id, client_id, sealed, at) \
         values ($1, $2, $3, $4, $5) on conflict (client_id) do nothing",
        row.id,
        subject.0,
        client_id,
        row.sealed.as_slice(),
        row.at
    )?;
    Ok(changed == 1)
}

/// A person's statements, oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_subject(tx: &mut Tx, subject: SubjectId) -> Result<Vec<Row>> {
    fetch_all!(
        tx,
        Row,
        "select id, sealed, at from statement where subject_id = $1 order by at, id limit 500",
        subject.0
    )
}
