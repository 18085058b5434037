//! What staff note about a person, sealed under the person's key.

use chrono::{DateTime, Utc};
use habeas_domain::id::{StaffId, SubjectId};
use uuid::Uuid;

use crate::{
    Keys, LedgerError, Tx,
    db::{execute, fetch_all},
    error::Result,
    subjects,
    time::Dice,
};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Who wrote it.
    pub staff: StaffId,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub text: String,
}

/// Notes something; `false` where the same form was sent before.
///
/// # Errors
/// [`LedgerError::Sealed`] where the person's key was destroyed.
pub async fn add(
    tx: &mut Tx,
    (keys, dice): (&Keys, &Dice),
    (id, client_id): (Uuid, Uuid),
    subject: SubjectId,
    note: &Note,
) -> Result<bool> {
    let key = subjects::data_key(tx, keys, subject).await?;
    let sealed = key.seal(dice, "note", note.text.as_bytes())?;
    let changed = execute!(
        tx,
        "insert into note (id, subject_id, client_id, staff_id, sealed, at) \
         values ($1, $2, $3, $4, $5, $6) on conflict (client_id) do nothing",
        id,
        subject.0,
        client_id,
        note.staff.0,
        sealed.clone(),
        note.at
    )?;
    Ok(changed == 1)
}

/// What was noted about a person, newest first.
///
/// # Errors
/// [`LedgerError::Sealed`] where a row was changed.
pub async fn of_subject(tx: &mut Tx, keys: &Keys, subject: SubjectId) -> Result<Vec<Note>> {
    let rows = fetch_all!(
        &mut *tx,
        (Uuid, DateTime<Utc>, Vec<u8>),
        "select staff_id, at, sealed from note where subject_id = $1 \
         order by at desc, id desc limit 100",
        subject.0
    )?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = subjects::data_key(tx, keys, subject).await?;
    rows.into_iter()
        .map(|(staff, at, sealed)| {
            let text = String::from_utf8(key.open("note", &sealed)?);
            Ok(Note {
                staff: StaffId(staff),
                at,
                text: text.map_err(|_| LedgerError::Sealed)?,
            })
        })
        .collect()
}
