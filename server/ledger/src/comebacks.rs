//! Erased people who were found in the stores again, and when they were last looked for.

use chrono::{DateTime, Utc};
use habeas_domain::id::{RequestId, StaffId, SubjectId};
use uuid::Uuid;

use crate::{
    Tx,
    db::{execute, fetch_all, fetch_optional},
    error::Result,
};

/// Somebody who was erased and was found again.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Comeback {
    /// The erasure.
    pub request_id: Uuid,
    /// When it was.
    pub erased_at: DateTime<Utc>,
    /// When they were first found again.
    pub first_seen: DateTime<Utc>,
    /// When last.
    pub last_seen: DateTime<Utc>,
    /// Where: `store.collection`, by comma.
    pub places: String,
    /// `open`, `replayed`, `gone` or `lawful`.
    pub state: String,
}

/// What a look found of one erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The erasure.
    pub request: RequestId,
    /// When it was.
    pub erased_at: DateTime<Utc>,
    /// Where.
    pub places: String,
    /// Kind and keyed hash of every identity of the records.
    pub identities: Vec<(String, Vec<u8>)>,
}

/// Writes down that somebody was found again; `true` where that is new.
///
/// # Errors
/// Where the database refuses.
pub async fn seen(tx: &mut Tx, seen: &Seen, now: DateTime<Utc>) -> Result<bool> {
    let known = find(tx, seen.request).await?;
    execute!(
        tx,
        "insert into comeback (request_id, erased_at, first_seen, last_seen, places, state) \
         values ($1, $2, $3, $3, $4, 'open') on conflict (request_id) do update set \
         last_seen = excluded.last_seen, places = excluded.places, state = 'open', \
         settled_at = null, settled_by = null",
        seen.request.0,
        seen.erased_at,
        now,
        seen.places.as_str()
    )?;
    for (kind, hash) in &seen.identities {
        execute!(
            tx,
            "insert into comeback_identity (request_id, kind, hash) values ($1, $2, $3) \
             on conflict (request_id, kind, hash) do nothing",
            seen.request.0,
            kind.as_str(),
            hash.clone()
        )?;
    }
    Ok(known.is_none_or(|known| known.state != "open"))
}

/// One of them.
///
/// # Errors
/// Where the database does not answer.
pub async fn find(tx: &mut Tx, request: RequestId) -> Result<Option<Comeback>> {
    fetch_optional!(
        tx,
        Comeback,
        "select request_id, erased_at, first_seen, last_seen, places, state \
         from comeback where request_id = $1",
        request.0
    )
}

/// Those that nobody has settled, the longest known first.
///
/// # Errors
/// Where the database does not answer.
pub async fn open(tx: &mut Tx) -> Result<Vec<Comeback>> {
    fetch_all!(
        tx,
        Comeback,
        "select request_id, erased_at, first_seen, last_seen, places, state \
         from comeback where state = 'open' order by first_seen, request_id"
    )
}

/// Kind and keyed hash of the identities of one.
///
/// # Errors
/// Where the database does not answer.
pub async fn identities(tx: &mut Tx, request: RequestId) -> Result<Vec<(String, Vec<u8>)>> {
    fetch_all!(
        tx,
        (String, Vec<u8>),
        "select kind, hash from comeback_identity where request_id = $1 order by kind, hash",
        request.0
    )
}

/// Settles one; `false` where it is not open.
///
/// # Errors
/// Where the database refuses.
pub async fn settle(
    tx: &mut Tx,
    request: RequestId,
    (state, by): (&str, Option<StaffId>),
    now: DateTime<Utc>,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "update comeback set state = $2, settled_at = $3, settled_by = $4 \
         where request_id = $1 and state = 'open'",
        request.0,
        state,
        now,
        by.map(|by| by.0)
    )?;
    execute!(
        tx,
        "delete from comeback_identity where request_id = $1",
        request.0
    )?;
    Ok(changed == 1)
}

/// Whether records of somebody who was erased are back that name this person: their pages wait
/// until that is settled.
///
/// # Errors
/// Where the database does not answer.
pub async fn concerns(tx: &mut Tx, subject: SubjectId) -> Result<bool> {
    let row = fetch_optional!(
        tx,
        (Uuid,),
        "select c.request_id from identity i \
         join comeback_identity b on b.hash = i.hash and b.kind = i.kind \
         join comeback c on c.request_id = b.request_id \
         where i.subject_id = $1 and i.verified_at is not null and c.state = 'open' limit 1",
        subject.0
    )?;
    Ok(row.is_some())
}

/// How the last look for erased people went.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Round {
    /// When it was.
    pub at: DateTime<Utc>,
    /// Where nobody could look: `store.collection`, by comma.
    pub blind: String,
    /// When the next one is.
    pub next_at: DateTime<Utc>,
}

/// The last look, if there was one.
///
/// # Errors
/// Where the database does not answer.
pub async fn last_round(tx: &mut Tx) -> Result<Option<Round>> {
    fetch_optional!(
        tx,
        Round,
        "select at, blind, next_at from look_round where one = 1"
    )
}

/// Writes down how a look went.
///
/// # Errors
/// Where the database refuses.
pub async fn set_round(tx: &mut Tx, round: &Round) -> Result {
    execute!(
        tx,
        "insert into look_round (one, at, blind, next_at) values (1, $1, $2, $3) \
         on conflict (one) do update set at = excluded.at, blind = excluded.blind, \
         next_at = excluded.next_at",
        round.at,
        round.blind.as_str(),
        round.next_at
    )?;
    Ok(())
}
