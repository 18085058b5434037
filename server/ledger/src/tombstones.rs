//! Tombstones: keyed hashes of erased identities, written before the first destructive statement,
//! here and in a file that no restored backup of this database takes back.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use chrono::{DateTime, Utc};
use habeas_domain::{
    id::RequestId,
    identity::{Identity, NORMALISATION_VERSION},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Keys, LedgerError, Tx,
    db::{execute, fetch_all},
    error::Result,
};

/// One erased identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// The version of this form.
    pub v: u32,
    /// The keyed hash, hex.
    pub hash: String,
    /// The kind of identity.
    pub kind: String,
    /// Which master key the hash is keyed by.
    pub key_id: String,
    /// The version of the normalisation.
    pub normalisation: i64,
    /// The erasure.
    pub request: RequestId,
    /// When.
    pub at: DateTime<Utc>,
    /// Until when it is remembered.
    pub expires_at: DateTime<Utc>,
}

/// The tombstones of identities.
pub fn of(
    keys: &Keys,
    identities: &[Identity],
    request: RequestId,
    at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Vec<Tombstone> {
    identities
        .iter()
        .map(|identity| Tombstone {
            v: 1,
            hash: hex::encode(keys.identity_hash(&identity.kind, &identity.value)),
            kind: identity.kind.clone(),
            key_id: keys.id.clone(),
            normalisation: NORMALISATION_VERSION,
            request,
            at,
            expires_at,
        })
        .collect()
}

/// Appends tombstones to the file outside the database and waits until they are on the disk.
///
/// # Errors
/// Where the file cannot be written: the erasure must then not begin.
pub fn append(path: &Path, tombstones: &[Tombstone]) -> Result {
    let fault = |source| LedgerError::File {
        what: "the tombstone file",
        source,
    };
    let mut lines = String::new();
    for tombstone in tombstones {
        lines.push_str(&serde_json::to_string(tombstone).unwrap_or_default());
        lines.push('\n');
    }
    let mut file = fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .map_err(fault)?;
    file.write_all(lines.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(fault)
}

/// Adds tombstones to the database; those that are there already stay.
///
/// # Errors
/// Where the database refuses.
pub async fn add(tx: &mut Tx, tombstones: &[Tombstone]) -> Result {
    for tombstone in tombstones {
        execute!(
            tx,
            "insert into tombstone (hash, kind, key_id, normalisation, request_id, at, expires_at) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
            hex::decode(&tombstone.hash).unwrap_or_default(),
            tombstone.kind.as_str(),
            tombstone.key_id.as_str(),
            tombstone.normalisation,
            tombstone.request.0,
            tombstone.at,
            tombstone.expires_at
        )?;
    }
    Ok(())
}

/// Cancels the tombstones of an identity: the person lawfully came back.
///
/// # Errors
/// Where the database refuses.
pub async fn cancel(
    tx: &mut Tx,
    keys: &Keys,
    identity: &Identity,
    now: DateTime<Utc>,
) -> Result<u64> {
    let hash = keys.identity_hash(&identity.kind, &identity.value);
    execute!(
        tx,
        "update tombstone set cancelled_at = $2 where hash = $1 and cancelled_at is null",
        hash.clone(),
        now
    )
}

/// A tombstone that holds.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// The keyed hash.
    pub hash: Vec<u8>,
    /// The kind of identity.
    pub kind: String,
    /// The erasure.
    pub request_id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// The tombstones that hold, oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn standing(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<Standing>> {
    fetch_all!(
        tx,
        Standing,
        "select hash, kind, request_id, at from tombstone \
         where cancelled_at is null and expires_at > $1 order by at, request_id, hash",
        now
    )
}

/// The tombstones of the file outside the database. A last line that a crash cut off is left
/// out: what it tells of never began.
///
/// # Errors
/// Where the file is there and cannot be read, or holds something else.
pub fn outside(path: &Path) -> Result<Vec<Tombstone>> {
    let fault = |source| LedgerError::File {
        what: "the tombstone file",
        source,
    };
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        text => text.map_err(fault)?,
    };
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| fault(error.into())))
        .collect()
}
