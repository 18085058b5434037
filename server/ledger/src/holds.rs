//! Legal holds and restrictions of people.

use chrono::{DateTime, Utc};
use habeas_domain::{
    hold::{HoldKind, Standing},
    id::{RequestId, StaffId, SubjectId},
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Keys, LedgerError, SecretKey, Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    subjects,
    time::Dice,
};

/// A hold as it is placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New<'n> {
    /// Its number.
    pub id: Uuid,
    /// The number of the form.
    pub client_id: Uuid,
    /// On whom.
    pub subject: SubjectId,
    /// Which kind.
    pub kind: HoldKind,
    /// The ground, by its name.
    pub ground: &'n str,
    /// Whether the person may be told.
    pub told: bool,
    /// `store.collection` by comma; empty for everything.
    pub places: &'n str,
    /// Why, for staff.
    pub reason: &'n str,
    /// By whom; none where a rule of the law opened it.
    pub by: Option<StaffId>,
    /// Because of which request.
    pub request: Option<RequestId>,
}

/// A hold.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Hold {
    /// Its number.
    pub id: Uuid,
    /// On whom.
    pub subject_id: Uuid,
    /// `legal` or `restriction`.
    pub kind: String,
    /// The ground, by its name.
    pub ground: String,
    /// Whether the person may be told.
    pub told: bool,
    /// `store.collection` by comma; empty for everything.
    pub places: String,
    /// The reason, sealed.
    pub sealed: Vec<u8>,
    /// By whom it was placed.
    pub placed_by: Option<Uuid>,
    /// When.
    pub placed_at: DateTime<Utc>,
    /// How each system took the mark.
    pub outcome: Option<Value>,
    /// When the person was told that it ends.
    pub end_told_at: Option<DateTime<Utc>>,
    /// By whom it was lifted.
    pub lifted_by: Option<Uuid>,
    /// When.
    pub lifted_at: Option<DateTime<Utc>>,
}

impl Hold {
    /// Which kind.
    pub fn kind(&self) -> Option<HoldKind> {
        self.kind.parse().ok()
    }
}

/// Places a hold; `false` where the form was sent before.
///
/// # Errors
/// Where the database refuses.
pub async fn place(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    new: &New<'_>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let key = key_of(tx, keys, new.subject).await?;
    let sealed = key.seal(dice, "hold", new.reason.as_bytes())?;
    let changed = execute!(
        tx,
        "insert into hold (id, client_id, subject_id, kind, ground, told, places, sealed, \
         placed_by, placed_at, request_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         on conflict (client_id) do nothing",
        new.id,
        new.client_id,
        new.subject.0,
        new.kind.as_str(),
        new.ground,
        new.told,
        new.places,
        sealed.clone(),
        new.by.map(|by| by.0),
        now,
        new.request.map(|request| request.0)
    )?;
    Ok(changed == 1)
}

/// The reason of a hold; none where the person's key is gone.
///
/// # Errors
/// Where the database does not answer.
pub async fn reason(tx: &mut Tx, keys: &Keys, hold: &Hold) -> Result<Option<String>> {
    let key = key_of(tx, keys, SubjectId(hold.subject_id)).await?;
    let text = key.open("hold", &hold.sealed).ok();
    Ok(text.and_then(|text| String::from_utf8(text).ok()))
}

/// The person's key, or, of somebody who was erased and of whom something had to stay, the
/// installation's: why it must stay is no more about them than that it stays.
async fn key_of(tx: &mut Tx, keys: &Keys, subject: SubjectId) -> Result<SecretKey> {
    match subjects::data_key(tx, keys, subject).await {
        Err(LedgerError::Sealed) => Ok(keys.search.derive("holds")),
        key => key,
    }
}

/// One hold.
///
/// # Errors
/// Where the database does not answer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Hold>> {
    fetch_optional!(
        tx,
        Hold,
        "select id, subject_id, kind, ground, told, places, sealed, placed_by, placed_at, \
         outcome, end_told_at, lifted_by, lifted_at from hold where id = $1",
        id
    )
}

/// The holds on a person, those that were lifted too, newest first: placed on them, or on
/// somebody who shares an address or number with them.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_subject(tx: &mut Tx, subject: SubjectId) -> Result<Vec<Hold>> {
    fetch_all!(
        tx,
        Hold,
        "select id, subject_id, kind, ground, told, places, sealed, placed_by, placed_at, \
         outcome, end_told_at, lifted_by, lifted_at from hold where subject_id = $1 \
         or subject_id in (select b.subject_id from identity a join identity b \
         on b.kind = a.kind and b.hash = a.hash where a.subject_id = $1) \
         order by placed_at desc, id",
        subject.0
    )
}

/// What stands on a person now.
///
/// # Errors
/// Where the database does not answer.
pub async fn standing(tx: &mut Tx, subject: SubjectId) -> Result<Standing> {
    let all = of_subject(tx, subject).await?;
    let stands = |kind| {
        all.iter()
            .any(|hold| hold.lifted_at.is_none() && hold.kind() == Some(kind))
    };
    Ok(Standing {
        held: stands(HoldKind::Legal),
        restricted: stands(HoldKind::Restriction),
    })
}

/// Everybody on whom something stands now, with what.
///
/// # Errors
/// Where the database does not answer.
pub async fn everybody(tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    fetch_all!(
        tx,
        (Uuid, String),
        "select subject_id, kind from hold where lifted_at is null \
         union select b.subject_id, h.kind from hold h \
         join identity a on a.subject_id = h.subject_id \
         join identity b on b.kind = a.kind and b.hash = a.hash where h.lifted_at is null"
    )
}

/// Notes how the systems took the mark of a hold.
///
/// # Errors
/// Where there is none of that number.
pub async fn set_outcome(tx: &mut Tx, id: Uuid, outcome: &Value) -> Result {
    let changed = execute!(
        tx,
        "update hold set outcome = $2 where id = $1",
        id,
        outcome.clone()
    )?;
    ensure_rows(changed, 1)
}

/// Notes that the person was told that it ends; `false` where that was noted before, or it ended.
///
/// # Errors
/// Where the database refuses.
pub async fn end_told(tx: &mut Tx, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let changed = execute!(
        tx,
        "update hold set end_told_at = $2 \
         where id = $1 and end_told_at is null and lifted_at is null",
        id,
        now
    )?;
    Ok(changed == 1)
}

/// Lifts a hold; `false` where it does not stand.
///
/// # Errors
/// Where the database refuses.
pub async fn lift(tx: &mut Tx, id: Uuid, by: StaffId, now: DateTime<Utc>) -> Result<bool> {
    let changed = execute!(
        tx,
        "update hold set lifted_by = $2, lifted_at = $3 where id = $1 and lifted_at is null",
        id,
        by.0,
        now
    )?;
    Ok(changed == 1)
}
