//! Tombstones: keyed hashes of erased identities, written before the first destructive statement,
//! here and in a file that no restored backup of this database takes back.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use chrono::{DateTime, Utc};
use habeas_domain::{
    id::{RequestId, SubjectId},
    identity::{Compare, Identity, NORMALISATION_VERSION},
    map::{DataMap, Place},
    value::{Key, Record},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
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

/// A person came back: what was written of a hash until then counts no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    /// The version of this form.
    pub v: u32,
    /// The keyed hash, hex.
    pub cancelled: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A line of the file outside the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Line {
    /// Somebody was erased.
    Stone(Tombstone),
    /// Somebody came back.
    Return(Cancelled),
}

/// An identity as one record held it. Its tombstone stands when the person comes back: the record
/// that was erased is still not theirs.
pub fn bound(identity: &Identity, place: &Place, key: &Key) -> Identity {
    let value = Compare::for_kind(&identity.kind).normalise(&identity.value);
    let key = serde_json::to_string(key).unwrap_or_default();
    Identity::new(
        format!("{}@{place}", identity.kind),
        format!("{key} {value}"),
    )
}

/// The same where a record's number may be given again: tied to what the record held, so that only
/// a copy of it is taken for it. Not to the fields that follow a choice, which are written when a
/// deletion is asked for.
pub fn bound_whole(map: &DataMap, identity: &Identity, place: &Place, record: &Record) -> Identity {
    let value = Compare::for_kind(&identity.kind).normalise(&identity.value);
    let chosen = map.chosen(place).map(|write| write.field.as_str());
    let chosen: Vec<&str> = chosen.collect();
    let held = record.fields.iter();
    let held: Vec<_> = held
        .filter(|(name, _, _)| !chosen.contains(&name.as_str()))
        .collect();
    let held = serde_json::to_vec(&held).unwrap_or_default();
    let held = hex::encode(Sha256::digest(held));
    Identity::new(
        format!("{}={place}", identity.kind),
        format!("{held} {value}"),
    )
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
    let lines: Vec<Line> = tombstones.iter().cloned().map(Line::Stone).collect();
    append_lines(path, &lines)
}

/// Appends to the file outside that people came back: nothing that was written of these hashes
/// before counts any more, also where the database is restored.
///
/// # Errors
/// Where the file cannot be written.
pub fn append_returns(path: &Path, hashes: &[Vec<u8>], at: DateTime<Utc>) -> Result {
    let lines: Vec<Line> = hashes
        .iter()
        .map(|hash| {
            Line::Return(Cancelled {
                v: 1,
                cancelled: hex::encode(hash),
                at,
            })
        })
        .collect();
    append_lines(path, &lines)
}

fn append_lines(path: &Path, lines: &[Line]) -> Result {
    let mut text = String::new();
    for line in lines {
        text.push_str(&serde_json::to_string(line).unwrap_or_default());
        text.push('\n');
    }
    let mut file = fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .map_err(file_fault)?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(file_fault)
}

fn file_fault(source: io::Error) -> LedgerError {
    LedgerError::File {
        what: "the tombstone file",
        source,
    }
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
    cancel_hash(tx, &hash, now).await
}

/// Cancels the tombstones of a hash that were written until then; a later erasure stands.
///
/// # Errors
/// Where the database refuses.
pub async fn cancel_hash(tx: &mut Tx, hash: &[u8], at: DateTime<Utc>) -> Result<u64> {
    execute!(
        tx,
        "update tombstone set cancelled_at = $2 \
         where hash = $1 and cancelled_at is null and at <= $2",
        hash.to_vec(),
        at
    )
}

/// The people with an account who have shown an identity to be theirs after it was erased, and
/// whose tombstone still stands.
///
/// # Errors
/// Where the database does not answer.
pub async fn returning(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<SubjectId>> {
    let rows = fetch_all!(
        tx,
        (Uuid,),
        "select distinct i.subject_id from tombstone t \
         join identity i on i.hash = t.hash and i.kind = t.kind \
         join account a on a.subject_id = i.subject_id \
         where t.cancelled_at is null and t.expires_at > $1 and i.verified_at >= t.at \
         order by i.subject_id",
        now
    )?;
    Ok(rows.into_iter().map(|(id,)| SubjectId(id)).collect())
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

/// The hashes that count no more, because the person came back.
///
/// # Errors
/// Where the database does not answer.
pub async fn cancelled(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<Vec<u8>>> {
    let rows = fetch_all!(
        tx,
        (Vec<u8>,),
        "select distinct hash from tombstone \
         where cancelled_at is not null and expires_at > $1 order by hash",
        now
    )?;
    Ok(rows.into_iter().map(|(hash,)| hash).collect())
}

/// Kind and hash of the tombstones of one erasure that hold.
///
/// # Errors
/// Where the database does not answer.
pub async fn standing_of(tx: &mut Tx, request: RequestId) -> Result<Vec<(String, Vec<u8>)>> {
    fetch_all!(
        tx,
        (String, Vec<u8>),
        "select kind, hash from tombstone \
         where request_id = $1 and cancelled_at is null order by kind, hash",
        request.0
    )
}

/// The hashes of an erasure that count no more, because the person came back.
///
/// # Errors
/// Where the database does not answer.
pub async fn cancelled_of(tx: &mut Tx, request: RequestId) -> Result<Vec<Vec<u8>>> {
    let rows = fetch_all!(
        tx,
        (Vec<u8>,),
        "select hash from tombstone where request_id = $1 and cancelled_at is not null",
        request.0
    )?;
    Ok(rows.into_iter().map(|(hash,)| hash).collect())
}

/// The tombstones of the file outside the database. A last line that a crash cut off is left
/// out: what it tells of never began.
///
/// # Errors
/// Where the file is there and cannot be read, or holds something else.
pub fn outside(path: &Path) -> Result<Vec<Tombstone>> {
    let lines = lines_outside(path)?.into_iter();
    let stones = lines.filter_map(|line| match line {
        Line::Stone(stone) => Some(stone),
        Line::Return(_) => None,
    });
    Ok(stones.collect())
}

/// Every line of the file outside the database, as [`outside`].
///
/// # Errors
/// As [`outside`].
pub fn lines_outside(path: &Path) -> Result<Vec<Line>> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        text => text.map_err(file_fault)?,
    };
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| file_fault(error.into())))
        .collect()
}

/// Takes up the file outside: a database that was restored forgot who was erased since, and who
/// came back.
///
/// # Errors
/// Where the file cannot be read or the database refuses.
pub async fn take_up(tx: &mut Tx, path: &Path) -> Result {
    let lines = lines_outside(path)?;
    let mut stones = Vec::new();
    let mut returns = Vec::new();
    for line in lines {
        match line {
            Line::Stone(stone) => stones.push(stone),
            Line::Return(cancelled) => returns.push(cancelled),
        }
    }
    add(tx, &stones).await?;
    for cancelled in returns {
        let hash = hex::decode(&cancelled.cancelled).unwrap_or_default();
        cancel_hash(tx, &hash, cancelled.at).await?;
    }
    Ok(())
}
