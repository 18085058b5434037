//! What people thought of answers.

use chrono::{DateTime, Utc};
use habeas_domain::id::{RequestId, SubjectId};

use crate::{
    Tx,
    db::{execute, fetch_all, fetch_optional},
    error::Result,
};

/// Keeps what a person thought of an answer, from 1 to 5, with their words sealed under their
/// key; `false` where they have said it before.
///
/// # Errors
/// Where the database refuses.
pub async fn add(
    tx: &mut Tx,
    (request, subject): (RequestId, SubjectId),
    score: i64,
    sealed: Option<&[u8]>,
    at: DateTime<Utc>,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "insert into rating (request_id, subject_id, score, sealed, at) \
         values ($1, $2, $3, $4, $5) on conflict (request_id) do nothing",
        request.0,
        subject.0,
        score,
        sealed,
        at
    )?;
    Ok(changed == 1)
}

/// What a person thought of an answer, if they said so: the score and the sealed words.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_request(tx: &mut Tx, request: RequestId) -> Result<Option<(i64, Option<Vec<u8>>)>> {
    fetch_optional!(
        tx,
        (i64, Option<Vec<u8>>),
        "select score, sealed from rating where request_id = $1",
        request.0
    )
}

/// How often each score was given since a moment.
///
/// # Errors
/// Where the database does not answer.
pub async fn counted(tx: &mut Tx, since: DateTime<Utc>) -> Result<Vec<(i64, i64)>> {
    fetch_all!(
        tx,
        (i64, i64),
        "select score, count(*) from rating where at >= $1 group by score order by score",
        since
    )
}

/// The requests whose answers were given a score since a moment, newest first: number and when.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_score(
    tx: &mut Tx,
    score: i64,
    since: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    fetch_all!(
        tx,
        (String, DateTime<Utc>),
        "select reference, at from rating join request on id = request_id \
         where score = $1 and at >= $2 order by at desc, reference limit $3",
        score,
        since,
        limit
    )
}
