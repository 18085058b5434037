//! How careful one must be in reaching a person: a hidden address, no calls, no mail.

use chrono::{DateTime, Utc};
use habeas_domain::{id::SubjectId, intake::Careful};
use uuid::Uuid;

use crate::{
    Keys, LedgerError, Tx,
    db::{ensure_rows, execute, fetch_optional},
    error::Result,
    subjects,
    time::Dice,
};

/// What care a person needs; nothing where none was asked for.
///
/// # Errors
/// [`LedgerError::Sealed`] where the row was changed.
pub async fn of(tx: &mut Tx, keys: &Keys, id: SubjectId) -> Result<Vec<Careful>> {
    let row = fetch_optional!(
        &mut *tx,
        (Vec<u8>,),
        "select sealed from careful where subject_id = $1",
        id.0
    )?;
    let Some((sealed,)) = row else {
        return Ok(Vec::new());
    };
    let text = subjects::data_key(tx, keys, id)
        .await?
        .open("careful", &sealed)?;
    serde_json::from_slice(&text).map_err(|_| LedgerError::Sealed)
}

/// Writes down what care a person needs from now on; none any more where nothing is given.
///
/// # Errors
/// Where the database refuses.
pub async fn set(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    id: SubjectId,
    careful: &[Careful],
    now: DateTime<Utc>,
) -> Result {
    if careful.is_empty() {
        execute!(tx, "delete from careful where subject_id = $1", id.0)?;
        return Ok(());
    }
    let text = serde_json::to_vec(careful).map_err(|_| LedgerError::Inconsistent("careful"))?;
    let sealed = subjects::data_key(tx, keys, id)
        .await?
        .seal(dice, "careful", &text)?;
    let changed = execute!(
        tx,
        "insert into careful (subject_id, sealed, at) values ($1, $2, $3) \
         on conflict (subject_id) do update set sealed = excluded.sealed, at = excluded.at",
        id.0,
        sealed.clone(),
        now
    )?;
    ensure_rows(changed, 1)
}

/// Whether care is needed in reaching somebody: what a list of requests shows.
///
/// # Errors
/// Where the database does not answer.
pub async fn needed(tx: &mut Tx, id: SubjectId) -> Result<bool> {
    let row = fetch_optional!(
        tx,
        (Uuid,),
        "select subject_id from careful where subject_id = $1",
        id.0
    )?;
    Ok(row.is_some())
}
