//! Mails that came in, by a keyed hash of what names them: the same mail twice is one.

use chrono::{DateTime, Utc};
use habeas_domain::id::RequestId;

use crate::{
    Keys, Tx,
    db::{execute, fetch_optional},
    error::Result,
};

/// What a mail is known by here.
pub fn hash(keys: &Keys, message_id: &str) -> [u8; 32] {
    let key = keys.search.derive("inbound");
    key.mac(&[b"message-id", message_id.as_bytes()])
}

/// Whether a mail came before.
///
/// # Errors
/// Where the database does not answer.
pub async fn known(tx: &mut Tx, hash: &[u8; 32]) -> Result<bool> {
    let row = fetch_optional!(
        tx,
        (DateTime<Utc>,),
        "select at from inbound where hash = $1",
        hash.as_slice()
    )?;
    Ok(row.is_some())
}

/// Writes down that a mail came, and to which request.
///
/// # Errors
/// Where the database refuses.
pub async fn came(
    tx: &mut Tx,
    hash: &[u8; 32],
    request: Option<RequestId>,
    at: DateTime<Utc>,
) -> Result {
    execute!(
        tx,
        "insert into inbound (hash, request_id, at) values ($1, $2, $3) \
         on conflict (hash) do nothing",
        hash.as_slice(),
        request.map(|id| id.0),
        at
    )?;
    Ok(())
}
