//! Codes and links by which somebody proves something once: that a mailbox, a telephone or a
//! letter is theirs. Codes and tokens are kept as keyed hashes only, live shortly, and end after
//! a few wrong tries; a code counts only in the browser that asked for it, which knows the ids.

use chrono::{DateTime, Utc};
use habeas_domain::id::{RequestId, SubjectId};
use uuid::Uuid;

use crate::{
    Keys, Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    time::Dice,
};

/// After how many wrong codes a challenge is over (ASVS v5.0.0-6.6.3).
pub const TRIES: i64 = 5;

/// A challenge as it is made.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// Its id, which only the asking browser is told.
    pub id: Uuid,
    /// What it is for.
    pub purpose: &'a str,
    /// Whom it is for, if anybody is signed in.
    pub subject: Option<SubjectId>,
    /// The request it is about.
    pub request: Option<RequestId>,
    /// What it is about; sealed here.
    pub contents: &'a [u8],
    /// Until when it can be proved.
    pub expires_at: DateTime<Utc>,
}

/// A challenge as it stands.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub purpose: String,
    /// The keyed hash of its code or token; none before that was made.
    pub hash: Option<Vec<u8>>,
    sealed: Vec<u8>,
    /// Whom it is for.
    pub subject_id: Option<Uuid>,
    /// The request it is about.
    pub request_id: Option<Uuid>,
    /// Wrong tries.
    pub attempts: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Until when it can be proved or, once it is, used.
    pub expires_at: DateTime<Utc>,
    /// When it was proved.
    pub proved_at: Option<DateTime<Utc>>,
    /// When what it allows was done.
    pub used_at: Option<DateTime<Utc>>,
}

impl Row {
    /// What it is about.
    ///
    /// # Errors
    /// [`crate::LedgerError::Sealed`] where the row was changed.
    pub fn open(&self, keys: &Keys) -> Result<Vec<u8>> {
        contents(keys).open(&about(self.id), &self.sealed)
    }

    /// Whether it can still be proved.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.proved_at.is_none() && self.used_at.is_none() && self.is_alive(now)
    }

    /// Whether it was proved and what it allows was not done yet.
    pub fn is_proved(&self, now: DateTime<Utc>) -> bool {
        self.proved_at.is_some() && self.used_at.is_none() && self.is_alive(now)
    }

    fn is_alive(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at && self.attempts < TRIES
    }
}

/// The keyed hash of a code of one challenge.
pub fn code_hash(keys: &Keys, id: Uuid, code: &str) -> Vec<u8> {
    let key = keys.tokens.derive("code");
    key.mac(&[id.as_bytes(), code.as_bytes()]).to_vec()
}

/// The keyed hash of a token that is its own key: in a link, or in a letter.
pub fn token_hash(keys: &Keys, purpose: &str, token: &str) -> Vec<u8> {
    let key = keys.tokens.derive("token");
    key.mac(&[purpose.as_bytes(), token.as_bytes()]).to_vec()
}

/// Adds a challenge, with the hash of its secret if that is made already.
///
/// # Errors
/// Where the database refuses.
pub async fn add(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    new: &New<'_>,
    hash: Option<Vec<u8>>,
    now: DateTime<Utc>,
) -> Result {
    let sealed = contents(keys).seal(dice, &about(new.id), new.contents)?;
    let changed = execute!(
        tx,
        "insert into challenge (id, purpose, hash, sealed, subject_id, request_id, attempts, \
         created_at, expires_at) values ($1, $2, $3, $4, $5, $6, 0, $7, $8)",
        new.id,
        new.purpose,
        hash.clone(),
        sealed.clone(),
        new.subject.map(|subject| subject.0),
        new.request.map(|request| request.0),
        now,
        new.expires_at
    )?;
    ensure_rows(changed, 1)
}

/// Gives a challenge its secret, once.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where it has one.
pub async fn set_hash(tx: &mut Tx, id: Uuid, hash: &[u8]) -> Result {
    let changed = execute!(
        tx,
        "update challenge set hash = $2 where id = $1 and hash is null",
        id,
        hash
    )?;
    ensure_rows(changed, 1)
}

/// A challenge.
///
/// # Errors
/// Where the database does not answer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Row>> {
    fetch_optional!(
        tx,
        Row,
        "select id, purpose, hash, sealed, subject_id, request_id, attempts, created_at, \
         expires_at, proved_at, used_at from challenge where id = $1",
        id
    )
}

/// The challenge of a token.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_token(tx: &mut Tx, keys: &Keys, purpose: &str, token: &str) -> Result<Option<Row>> {
    let hash = token_hash(keys, purpose, token);
    fetch_optional!(
        tx,
        Row,
        "select id, purpose, hash, sealed, subject_id, request_id, attempts, created_at, \
         expires_at, proved_at, used_at from challenge where hash = $1 and purpose = $2",
        hash.clone(),
        purpose
    )
}

/// The challenges of a request for a purpose that can still be proved, newest first: id, and until
/// when.
///
/// # Errors
/// Where the database does not answer.
pub async fn open_of(
    tx: &mut Tx,
    request: RequestId,
    purpose: &str,
    now: DateTime<Utc>,
) -> Result<Vec<(Uuid, DateTime<Utc>)>> {
    fetch_all!(
        tx,
        (Uuid, DateTime<Utc>),
        "select id, expires_at from challenge where request_id = $1 and purpose = $2 \
         and proved_at is null and used_at is null and expires_at > $3 and attempts < $4 \
         order by created_at desc, id desc limit 6",
        request.0,
        purpose,
        now,
        TRIES
    )
}

/// Tries a code on the challenges of one browser: the one it fits is proved, and can be used
/// until `usable_until`; where it fits none, each has one try less. The update is the check, so
/// that two tries at once are two tries.
///
/// # Errors
/// Where the database refuses.
pub async fn try_code(
    tx: &mut Tx,
    keys: &Keys,
    (purpose, ids): (&str, &[Uuid]),
    code: &str,
    usable_until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Option<Row>> {
    for id in ids {
        let hash = code_hash(keys, *id, code);
        let proved = execute!(
            tx,
            "update challenge set proved_at = $3, expires_at = $4 \
             where id = $1 and purpose = $6 and hash = $2 and proved_at is null \
             and used_at is null and expires_at > $3 and attempts < $5",
            *id,
            hash.clone(),
            now,
            usable_until,
            TRIES,
            purpose
        )?;
        if proved == 1 {
            return find(tx, *id).await;
        }
    }
    for id in ids {
        execute!(
            tx,
            "update challenge set attempts = attempts + 1 \
             where id = $1 and purpose = $2 and proved_at is null",
            *id,
            purpose
        )?;
    }
    Ok(None)
}

/// A challenge is proved by other means than a code of its own: by the token of a letter or link.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where it was proved already, or is over.
pub async fn opened(
    tx: &mut Tx,
    id: Uuid,
    usable_until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result {
    let changed = execute!(
        tx,
        "update challenge set proved_at = $3, expires_at = $2 \
         where id = $1 and proved_at is null and used_at is null and expires_at > $3",
        id,
        usable_until,
        now
    )?;
    ensure_rows(changed, 1)
}

/// What a challenge allows is done: it can be used once.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where it was used meanwhile, or is over.
pub async fn used(tx: &mut Tx, id: Uuid, now: DateTime<Utc>) -> Result {
    let changed = execute!(
        tx,
        "update challenge set used_at = $2, hash = null \
         where id = $1 and used_at is null and expires_at > $2",
        id,
        now
    )?;
    ensure_rows(changed, 1)
}

/// Ends the open challenges of a person for a purpose.
///
/// # Errors
/// Where the database refuses.
pub async fn end_all(tx: &mut Tx, subject: SubjectId, purpose: &str) -> Result<u64> {
    execute!(
        tx,
        "delete from challenge where subject_id = $1 and purpose = $2",
        subject.0,
        purpose
    )
}

/// Deletes what is over.
///
/// # Errors
/// Where the database refuses.
pub async fn sweep(tx: &mut Tx, now: DateTime<Utc>) -> Result<u64> {
    execute!(tx, "delete from challenge where expires_at <= $1", now)
}

fn contents(keys: &Keys) -> crate::SecretKey {
    keys.wrapping.derive("challenge")
}

fn about(id: Uuid) -> String {
    format!("challenge/{id}")
}
