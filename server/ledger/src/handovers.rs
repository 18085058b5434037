//! Links by which a person has a copy handed to another company: opened once, with a code that the
//! person passes on, and for a while.

use chrono::{DateTime, Utc};
use habeas_domain::id::{RequestId, SubjectId};
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
};

/// After how many wrong codes a link is over.
pub const TRIES: i64 = 5;

/// A link as it stands.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// Of which request's package.
    pub request_id: Uuid,
    /// Whose it is.
    pub subject_id: Uuid,
    /// For whom it is, sealed under the person's key.
    pub sealed: Vec<u8>,
    /// Wrong codes.
    pub attempts: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Until when it can be opened.
    pub expires_at: DateTime<Utc>,
    /// When the right code was given.
    pub opened_at: Option<DateTime<Utc>>,
    /// When the copy was fetched last.
    pub fetched_at: Option<DateTime<Utc>>,
    /// When the person ended it.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Row {
    /// Whether it can still be opened.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.opened_at.is_none()
            && self.ended_at.is_none()
            && self.attempts < TRIES
            && now < self.expires_at
    }
}

/// A link as it is made.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// Of which request's package.
    pub request: RequestId,
    /// Whose it is.
    pub subject: SubjectId,
    /// The keyed hashes of link and code.
    pub hashes: (&'a [u8], &'a [u8]),
    /// For whom it is, sealed.
    pub sealed: &'a [u8],
    /// Until when it can be opened.
    pub expires_at: DateTime<Utc>,
}

/// Adds a link.
///
/// # Errors
/// Where the database refuses.
pub async fn add(tx: &mut Tx, new: &New<'_>, now: DateTime<Utc>) -> Result {
    let (token, code) = new.hashes;
    let changed = execute!(
        tx,
        "insert into handover (id, request_id, subject_id, token_hash, code_hash, sealed, \
         attempts, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, 0, $7, $8)",
        new.id,
        new.request.0,
        new.subject.0,
        token,
        code,
        new.sealed,
        now,
        new.expires_at
    )?;
    ensure_rows(changed, 1)
}

/// The link of a token.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_token(tx: &mut Tx, hash: &[u8]) -> Result<Option<Row>> {
    fetch_optional!(
        tx,
        Row,
        "select id, request_id, subject_id, sealed, attempts, created_at, expires_at, opened_at, \
         fetched_at, ended_at from handover where token_hash = $1",
        hash
    )
}

/// The links of a request, newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_request(tx: &mut Tx, request: RequestId) -> Result<Vec<Row>> {
    fetch_all!(
        tx,
        Row,
        "select id, request_id, subject_id, sealed, attempts, created_at, expires_at, opened_at, \
         fetched_at, ended_at from handover where request_id = $1 order by created_at desc, id",
        request.0
    )
}

/// Opens a link by its code, once; a wrong code is one try less. The update is the check, so that
/// of two at once one comes in.
///
/// # Errors
/// Where the database refuses.
pub async fn open(tx: &mut Tx, id: Uuid, code: &[u8], now: DateTime<Utc>) -> Result<bool> {
    let opened = execute!(
        &mut *tx,
        "update handover set opened_at = $3 where id = $1 and code_hash = $2 \
         and opened_at is null and ended_at is null and expires_at > $3 and attempts < $4",
        id,
        code,
        now,
        TRIES
    )?;
    if opened == 1 {
        return Ok(true);
    }
    execute!(
        tx,
        "update handover set attempts = attempts + 1 where id = $1 and opened_at is null",
        id
    )?;
    Ok(false)
}

/// Notes that the copy was fetched.
///
/// # Errors
/// Where there is no such link.
pub async fn fetched(tx: &mut Tx, id: Uuid, now: DateTime<Utc>) -> Result {
    let changed = execute!(
        tx,
        "update handover set fetched_at = $2 where id = $1",
        id,
        now
    )?;
    ensure_rows(changed, 1)
}

/// Ends a link of a request; `false` where there is none, or it was ended.
///
/// # Errors
/// Where the database refuses.
pub async fn end(tx: &mut Tx, request: RequestId, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let changed = execute!(
        tx,
        "update handover set ended_at = $3 where id = $1 and request_id = $2 and ended_at is null",
        id,
        request.0,
        now
    )?;
    Ok(changed == 1)
}
