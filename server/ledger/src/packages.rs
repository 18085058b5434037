//! Packages that can be fetched.

use chrono::{DateTime, Utc};
use habeas_domain::id::RequestId;
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
};

/// A package at rest: an encrypted file and the sealed key to it.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Row {
    /// Of which request.
    pub request_id: Uuid,
    /// The file's name in the packages folder.
    pub file: String,
    /// The key, sealed under the subject's.
    pub sealed_key: Vec<u8>,
    /// The size of the zip.
    pub bytes: i64,
    /// How many files are in it.
    pub files: i64,
    /// How many records.
    pub records: i64,
    /// The SHA-256 of the zip, hex.
    pub sha256: String,
    /// Until when it can be fetched.
    pub expires_at: DateTime<Utc>,
    /// How often it was.
    pub fetched: i64,
}

/// Adds a package, in place of one that was begun before a crash.
///
/// # Errors
/// Where the database refuses.
pub async fn add(tx: &mut Tx, row: &Row) -> Result {
    let changed = execute!(
        tx,
        "insert into package (request_id, file, sealed_key, bytes, files, records, sha256, expires_at, fetched) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0) \
         on conflict (request_id) do update set file = excluded.file, sealed_key = excluded.sealed_key, \
         bytes = excluded.bytes, files = excluded.files, records = excluded.records, \
         sha256 = excluded.sha256, expires_at = excluded.expires_at",
        row.request_id,
        row.file.as_str(),
        row.sealed_key.as_slice(),
        row.bytes,
        row.files,
        row.records,
        row.sha256.as_str(),
        row.expires_at
    )?;
    ensure_rows(changed, 1)
}

/// The package of a request.
///
/// # Errors
/// Where the database does not answer.
pub async fn find(tx: &mut Tx, request: RequestId) -> Result<Option<Row>> {
    fetch_optional!(
        tx,
        Row,
        "select request_id, file, sealed_key, bytes, files, records, sha256, expires_at, fetched \
         from package where request_id = $1",
        request.0
    )
}

/// Whether a file is that of a package.
///
/// # Errors
/// Where the database does not answer.
pub async fn is_known(tx: &mut Tx, file: &str) -> Result<bool> {
    let row = fetch_optional!(
        tx,
        (Uuid,),
        "select request_id from package where file = $1",
        file
    )?;
    Ok(row.is_some())
}

/// Counts a download.
///
/// # Errors
/// Where there is no such package.
pub async fn fetched(tx: &mut Tx, request: RequestId) -> Result {
    let changed = execute!(
        tx,
        "update package set fetched = fetched + 1 where request_id = $1",
        request.0
    )?;
    ensure_rows(changed, 1)
}

/// The packages whose time is over, with their files.
///
/// # Errors
/// Where the database does not answer.
pub async fn expired(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<(Uuid, String)>> {
    fetch_all!(
        tx,
        (Uuid, String),
        "select request_id, file from package where expires_at < $1 and file <> '' limit 100",
        now
    )
}

/// Forgets file and key of a package; its size and date stay in the story.
///
/// # Errors
/// Where there is no such package.
pub async fn forget(tx: &mut Tx, request: Uuid) -> Result {
    let none: &[u8] = &[];
    let changed = execute!(
        tx,
        "update package set file = '', sealed_key = $2 where request_id = $1",
        request,
        none
    )?;
    ensure_rows(changed, 1)
}

/// The files of a person's packages.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_subject(tx: &mut Tx, subject: Uuid) -> Result<Vec<(Uuid, String)>> {
    fetch_all!(
        tx,
        (Uuid, String),
        "select p.request_id, p.file from package p join request r on r.id = p.request_id \
         where r.subject_id = $1 and p.file <> ''",
        subject
    )
}
