//! What officers decided of texts and files that wait for review, and the copies that wait for it.

use chrono::{DateTime, Utc};
use habeas_domain::id::{RequestId, SubjectId};
use uuid::Uuid;

use crate::{
    Tx,
    db::{execute, fetch_all, fetch_optional},
    error::Result,
};

/// A decision on one item. It counts only as long as the same stands in the store.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Item {
    /// Its id.
    pub id: Uuid,
    /// `store.collection`.
    pub place: String,
    /// The record, as a keyed hash.
    pub record: String,
    /// The field; `document` for a file.
    pub field: String,
    /// What stood in it when it was read, as a keyed hash.
    pub content: String,
    /// `shown`, `shown-in-part` or `withheld`.
    pub verdict: String,
    /// The decision, sealed.
    pub sealed: Vec<u8>,
    /// By which member of staff.
    pub decided_by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// How often it was decided.
    pub version: i64,
}

/// A copy from which something was held back.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Case {
    /// The request for the copy.
    pub request_id: Uuid,
    /// Whose it is.
    pub subject_id: Uuid,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// When the person asked for a second look, if they did.
    pub second_asked_at: Option<DateTime<Utc>>,
    /// When the person was told what came of it, if they were.
    pub told_at: Option<DateTime<Utc>>,
}

/// Keeps a decision; `false` where somebody else decided in the meantime. `item.version` is the
/// new one: one more than was seen.
///
/// # Errors
/// Where the database refuses.
pub async fn decide(tx: &mut Tx, subject: SubjectId, item: &Item) -> Result<bool> {
    let changed = execute!(
        tx,
        "insert into review_item (id, subject_id, place, record, field, content, verdict, sealed, \
         decided_by, at, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         on conflict (subject_id, place, record, field) do update set content = excluded.content, \
         verdict = excluded.verdict, sealed = excluded.sealed, decided_by = excluded.decided_by, \
         at = excluded.at, version = excluded.version \
         where review_item.version = excluded.version - 1",
        item.id,
        subject.0,
        item.place.clone(),
        item.record.clone(),
        item.field.clone(),
        item.content.clone(),
        item.verdict.clone(),
        item.sealed.clone(),
        item.decided_by,
        item.at,
        item.version
    )?;
    Ok(changed == 1)
}

/// Everything decided about a person's texts and files.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_subject(tx: &mut Tx, subject: SubjectId) -> Result<Vec<Item>> {
    fetch_all!(
        tx,
        Item,
        "select id, place, record, field, content, verdict, sealed, decided_by, at, version \
         from review_item where subject_id = $1",
        subject.0
    )
}

/// Notes that something was held back from a copy; harmless where it is noted already.
///
/// # Errors
/// Where the database refuses.
pub async fn wait(
    tx: &mut Tx,
    request: RequestId,
    subject: SubjectId,
    since: DateTime<Utc>,
) -> Result {
    execute!(
        tx,
        "insert into review_case (request_id, subject_id, since) values ($1, $2, $3) \
         on conflict (request_id) do nothing",
        request.0,
        subject.0,
        since
    )?;
    Ok(())
}

/// The review of one copy.
///
/// # Errors
/// Where the database does not answer.
pub async fn case(tx: &mut Tx, request: RequestId) -> Result<Option<Case>> {
    fetch_optional!(
        tx,
        Case,
        "select request_id, subject_id, since, second_asked_at, told_at from review_case \
         where request_id = $1",
        request.0
    )
}

/// The copies that wait, the oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn waiting(tx: &mut Tx) -> Result<Vec<Case>> {
    fetch_all!(
        tx,
        Case,
        "select request_id, subject_id, since, second_asked_at, told_at from review_case \
         where told_at is null order by since limit 200"
    )
}

/// How many copies wait.
///
/// # Errors
/// Where the database does not answer.
pub async fn count_waiting(tx: &mut Tx) -> Result<i64> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "select count(*) from review_case where told_at is null"
    )?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Notes that the person was told; `false` where it is noted already.
///
/// # Errors
/// Where the database refuses.
pub async fn told(tx: &mut Tx, request: RequestId, at: DateTime<Utc>) -> Result<bool> {
    let changed = execute!(
        tx,
        "update review_case set told_at = $2 where request_id = $1 and told_at is null",
        request.0,
        at
    )?;
    Ok(changed == 1)
}

/// The person asks for a second look, once, after they were told.
///
/// # Errors
/// Where the database refuses.
pub async fn ask_again(tx: &mut Tx, request: RequestId, at: DateTime<Utc>) -> Result<bool> {
    let changed = execute!(
        tx,
        "update review_case set second_asked_at = $2, since = $2, told_at = null \
         where request_id = $1 and told_at is not null and second_asked_at is null",
        request.0,
        at
    )?;
    Ok(changed == 1)
}
