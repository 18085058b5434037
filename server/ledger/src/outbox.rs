//! What is to be sent: mails and text messages, written in the transaction of the act that wants
//! them and sent by a job. To whom and with what is sealed; a template, a language, a state and
//! times stand in the clear.

use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::id::SubjectId;
use uuid::Uuid;

use crate::{
    Keys, Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    subjects,
    time::Dice,
};

/// How long a worker may take to send one before another tries.
const TURN: TimeDelta = TimeDelta::minutes(2);
/// How often sending is tried: with waits that double up to an hour, for about eight hours.
pub const ATTEMPTS: i64 = 18;
/// The longest wait between two attempts.
const LONGEST: TimeDelta = TimeDelta::hours(1);

/// A message as it is queued.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// Whose it is: sealed under their key, and gone with it. None before anybody is known.
    pub subject: Option<SubjectId>,
    /// `mail` or `sms`.
    pub channel: &'a str,
    /// The group of its words.
    pub template: &'a str,
    /// The tag of the reader's language.
    pub language: &'a str,
    /// To whom and with what; sealed here.
    pub contents: &'a [u8],
    /// After this it is of no use any more.
    pub expires_at: DateTime<Utc>,
}

/// A message as it stands.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub subject_id: Option<Uuid>,
    /// `mail` or `sms`.
    pub channel: String,
    /// The group of its words.
    pub template: String,
    /// The tag of the reader's language.
    pub language: String,
    /// To whom and with what; none after it was shredded.
    pub sealed: Option<Vec<u8>>,
    /// `queued`, `sent` or `failed`.
    pub state: String,
    /// How often sending was begun.
    pub attempts: i64,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it is tried (again).
    pub next_at: DateTime<Utc>,
    /// After this it is of no use any more.
    pub expires_at: DateTime<Utc>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// The class of the last fault.
    pub error: Option<String>,
}

/// Queues a message.
///
/// # Errors
/// Where the database refuses, or the person's key is gone.
pub async fn add(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    new: &New<'_>,
    now: DateTime<Utc>,
) -> Result {
    let key = key(tx, keys, new.subject).await?;
    let sealed = key.seal(dice, &about(new.id), new.contents)?;
    let changed = execute!(
        tx,
        "insert into outbox (id, subject_id, channel, template, language, sealed, state, attempts, \
         created_at, next_at, expires_at) values ($1, $2, $3, $4, $5, $6, 'queued', 0, $7, $7, $8)",
        new.id,
        new.subject.map(|subject| subject.0),
        new.channel,
        new.template,
        new.language,
        sealed.clone(),
        now,
        new.expires_at
    )?;
    ensure_rows(changed, 1)
}

/// Takes a message whose time has come, so that nobody else sends it meanwhile; none where it
/// was taken, sent or given up.
///
/// # Errors
/// Where the database refuses.
pub async fn take(tx: &mut Tx, id: Uuid, now: DateTime<Utc>) -> Result<Option<Row>> {
    let taken = execute!(
        tx,
        "update outbox set attempts = attempts + 1, next_at = $3 \
         where id = $1 and state = 'queued' and attempts < $4 \
         and (next_at <= $2 or next_at > $5)",
        id,
        now,
        now + TURN,
        ATTEMPTS,
        now + LONGEST + TURN
    )?;
    if taken == 0 {
        return Ok(None);
    }
    find(tx, id).await
}

/// A message.
///
/// # Errors
/// Where the database does not answer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Row>> {
    fetch_optional!(
        tx,
        Row,
        "select id, subject_id, channel, template, language, sealed, state, attempts, created_at, \
         next_at, expires_at, sent_at, error from outbox where id = $1",
        id
    )
}

/// To whom a message goes and with what.
///
/// # Errors
/// [`crate::LedgerError::Sealed`] where it, or the person's key, is gone.
pub async fn open(tx: &mut Tx, keys: &Keys, row: &Row) -> Result<Vec<u8>> {
    let key = key(tx, keys, row.subject_id.map(SubjectId)).await?;
    key.open(&about(row.id), row.sealed.as_deref().unwrap_or_default())
}

/// It was sent, at this attempt.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another attempt was begun meanwhile.
pub async fn sent(tx: &mut Tx, row: &Row, now: DateTime<Utc>) -> Result {
    let changed = execute!(
        tx,
        "update outbox set state = 'sent', sent_at = $3, error = null \
         where id = $1 and attempts = $2 and state = 'queued'",
        row.id,
        row.attempts,
        now
    )?;
    ensure_rows(changed, 1)
}

/// It could not be sent at this attempt. `Some` is when it is tried again; after the last
/// attempt, when it would come too late, or where trying again is of no use, it is given up.
///
/// # Errors
/// As [`sent`].
pub async fn failed(
    tx: &mut Tx,
    row: &Row,
    class: &str,
    again: bool,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let next = now + wait(row.attempts);
    let again = again && row.attempts < ATTEMPTS && next < row.expires_at;
    let changed = execute!(
        tx,
        "update outbox set state = $3, next_at = $4, error = $5 \
         where id = $1 and attempts = $2 and state = 'queued'",
        row.id,
        row.attempts,
        if again { "queued" } else { "failed" },
        next,
        class
    )?;
    ensure_rows(changed, 1)?;
    Ok(again.then_some(next))
}

/// The wait after so many attempts: 2, 4, 8 … seconds, at most an hour.
fn wait(attempts: i64) -> TimeDelta {
    TimeDelta::seconds(1_i64 << attempts.clamp(1, 12)).min(LONGEST)
}

/// Messages whose time came a while ago: their job was lost, their worker died, or the clock was
/// set back since they were put off.
///
/// # Errors
/// Where the database does not answer.
pub async fn left(tx: &mut Tx, before: DateTime<Utc>) -> Result<Vec<Uuid>> {
    let rows = fetch_all!(
        tx,
        (Uuid,),
        "select id from outbox where state = 'queued' and (next_at <= $1 or next_at > $2) \
         and attempts < $3 order by next_at limit 100",
        before,
        before + LONGEST + LONGEST,
        ATTEMPTS
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Shreds what messages held that were written before a moment and are not waiting; those that
/// waited past their use are given up first. How many were shredded.
///
/// # Errors
/// Where the database refuses.
pub async fn shred(tx: &mut Tx, written_before: DateTime<Utc>, now: DateTime<Utc>) -> Result<u64> {
    execute!(
        tx,
        "update outbox set state = 'failed', error = 'too-late' \
         where state = 'queued' and next_at <= $1 and (expires_at <= $1 or attempts >= $2)",
        now,
        ATTEMPTS
    )?;
    execute!(
        tx,
        "update outbox set sealed = null \
         where sealed is not null and state <> 'queued' and created_at <= $1",
        written_before
    )
}

/// The newest messages first, for the page of the demo.
///
/// # Errors
/// Where the database does not answer.
pub async fn newest(tx: &mut Tx, limit: i64) -> Result<Vec<Row>> {
    fetch_all!(
        tx,
        Row,
        "select id, subject_id, channel, template, language, sealed, state, attempts, created_at, \
         next_at, expires_at, sent_at, error from outbox where sealed is not null \
         order by created_at desc, id desc limit $1",
        limit
    )
}

async fn key(tx: &mut Tx, keys: &Keys, subject: Option<SubjectId>) -> Result<crate::SecretKey> {
    match subject {
        Some(subject) => subjects::data_key(tx, keys, subject).await,
        None => Ok(keys.wrapping.derive("outbox")),
    }
}

fn about(id: Uuid) -> String {
    format!("outbox/{id}")
}

/// The messages that were written to a person, newest first: when, how, and whether they were
/// sent. What they say is sealed, and not told here.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_subject(
    tx: &mut Tx,
    subject: SubjectId,
) -> Result<Vec<(DateTime<Utc>, String, String)>> {
    fetch_all!(
        tx,
        (DateTime<Utc>, String, String),
        "select created_at, channel, state from outbox where subject_id = $1 \
         order by created_at desc, id desc limit 100",
        subject.0
    )
}
