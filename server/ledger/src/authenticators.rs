//! The second proof: a secret shared with an authenticator, and recovery codes. Each time step
//! and each recovery code counts once, whatever two processes do at the same moment: the row
//! that is changed decides.

use chrono::{DateTime, Utc};
use habeas_domain::actor::Actor;
use uuid::Uuid;

use crate::{
    Keys, LedgerError, SecretKey, Tx,
    db::{ensure_rows, execute, fetch_optional},
    error::Result,
    subjects,
    time::Dice,
};

/// What the secret is bound to when it is sealed.
const ABOUT: &str = "authenticator";

/// An authenticator of somebody.
#[derive(Debug, Clone)]
pub struct Authenticator {
    /// The secret that both sides know.
    pub secret: Vec<u8>,
    /// Whether a code was given by which it is known to work.
    pub confirmed: bool,
}

/// Begins: a new secret, which counts for nothing before [`confirm`]. One that was begun and not
/// confirmed is replaced.
///
/// # Errors
/// [`LedgerError::RowsAffected`] where one is confirmed already.
pub async fn begin(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    actor: &Actor,
    secret: &[u8],
    now: DateTime<Utc>,
) -> Result {
    let (owner, subject, staff) = owner(actor)?;
    let sealed = key(tx, keys, actor).await?.seal(dice, ABOUT, secret)?;
    execute!(
        tx,
        "delete from authenticator where owner = $1 and confirmed_at is null",
        owner
    )?;
    let changed = execute!(
        tx,
        "insert into authenticator (owner, subject_id, staff_id, sealed, last_step, created_at) \
         values ($1, $2, $3, $4, 0, $5) on conflict (owner) do nothing",
        owner,
        subject,
        staff,
        sealed.as_slice(),
        now
    )?;
    ensure_rows(changed, 1)
}

/// The authenticator of somebody, confirmed or begun.
///
/// # Errors
/// [`LedgerError::Sealed`] where the person's key was destroyed.
pub async fn of(tx: &mut Tx, keys: &Keys, actor: &Actor) -> Result<Option<Authenticator>> {
    let (owner, ..) = owner(actor)?;
    let row = fetch_optional!(
        tx,
        (Vec<u8>, Option<DateTime<Utc>>),
        "select sealed, confirmed_at from authenticator where owner = $1",
        owner
    )?;
    let Some((sealed, confirmed_at)) = row else {
        return Ok(None);
    };
    Ok(Some(Authenticator {
        secret: key(tx, keys, actor).await?.open(ABOUT, &sealed)?,
        confirmed: confirmed_at.is_some(),
    }))
}

/// Whether somebody has a second proof that counts.
///
/// # Errors
/// Where the database does not answer.
pub async fn is_confirmed(tx: &mut Tx, actor: &Actor) -> Result<bool> {
    let (owner, ..) = owner(actor)?;
    let row = fetch_optional!(
        tx,
        (i64,),
        "select count(*) from authenticator where owner = $1 and confirmed_at is not null",
        owner
    )?;
    Ok(row.is_some_and(|(count,)| count > 0))
}

/// Since when somebody has a second proof that counts.
///
/// # Errors
/// Where the database does not answer.
pub async fn confirmed_at(tx: &mut Tx, actor: &Actor) -> Result<Option<DateTime<Utc>>> {
    let (owner, ..) = owner(actor)?;
    let row = fetch_optional!(
        tx,
        (Option<DateTime<Utc>>,),
        "select confirmed_at from authenticator where owner = $1",
        owner
    )?;
    Ok(row.and_then(|(at,)| at))
}

/// From now on it counts; the step of the code that confirmed it is used up.
///
/// # Errors
/// [`LedgerError::RowsAffected`] where none was begun.
pub async fn confirm(tx: &mut Tx, actor: &Actor, step: i64, now: DateTime<Utc>) -> Result {
    let (owner, ..) = owner(actor)?;
    let changed = execute!(
        tx,
        "update authenticator set confirmed_at = $2, last_step = $3 \
         where owner = $1 and confirmed_at is null",
        owner,
        now,
        step
    )?;
    ensure_rows(changed, 1)
}

/// Uses a time step up: `false` where it or a later one was used (RFC 6238, section 5.2).
///
/// # Errors
/// Where the database refuses.
pub async fn use_step(tx: &mut Tx, actor: &Actor, step: i64) -> Result<bool> {
    let (owner, ..) = owner(actor)?;
    let changed = execute!(
        tx,
        "update authenticator set last_step = $2 \
         where owner = $1 and last_step < $2 and confirmed_at is not null",
        owner,
        step
    )?;
    Ok(changed == 1)
}

/// Forgets authenticator and recovery codes.
///
/// # Errors
/// [`LedgerError::RowsAffected`] where there is none.
pub async fn remove(tx: &mut Tx, actor: &Actor) -> Result {
    let (owner, ..) = owner(actor)?;
    execute!(tx, "delete from recovery_code where owner = $1", owner)?;
    let changed = execute!(tx, "delete from authenticator where owner = $1", owner)?;
    ensure_rows(changed, 1)
}

/// Keeps recovery codes, as keyed hashes.
///
/// # Errors
/// Where there is no authenticator.
pub async fn add_codes(tx: &mut Tx, keys: &Keys, actor: &Actor, codes: &[String]) -> Result {
    let (owner, ..) = owner(actor)?;
    for code in codes {
        let changed = execute!(
            tx,
            "insert into recovery_code (owner, hash) values ($1, $2)",
            owner,
            hash(keys, owner, code).as_slice()
        )?;
        ensure_rows(changed, 1)?;
    }
    Ok(())
}

/// Forgets the recovery codes.
///
/// # Errors
/// Where the database refuses.
pub async fn forget_codes(tx: &mut Tx, actor: &Actor) -> Result {
    let (owner, ..) = owner(actor)?;
    execute!(tx, "delete from recovery_code where owner = $1", owner)?;
    Ok(())
}

/// Uses a recovery code up: `false` where it is none, or was used.
///
/// # Errors
/// Where the database refuses.
pub async fn use_code(
    tx: &mut Tx,
    keys: &Keys,
    actor: &Actor,
    code: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let (owner, ..) = owner(actor)?;
    let changed = execute!(
        tx,
        "update recovery_code set used_at = $3 \
         where owner = $1 and hash = $2 and used_at is null",
        owner,
        hash(keys, owner, code).as_slice(),
        now
    )?;
    Ok(changed == 1)
}

/// How many recovery codes can still be used.
///
/// # Errors
/// Where the database does not answer.
pub async fn codes_left(tx: &mut Tx, actor: &Actor) -> Result<i64> {
    let (owner, ..) = owner(actor)?;
    let row = fetch_optional!(
        tx,
        (i64,),
        "select count(*) from recovery_code where owner = $1 and used_at is null",
        owner
    )?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Codes have 80 random bits: a keyed hash needs no stretching.
fn hash(keys: &Keys, owner: Uuid, code: &str) -> [u8; 32] {
    keys.tokens
        .derive("recovery-code")
        .mac(&[owner.as_bytes(), code.as_bytes()])
}

fn owner(actor: &Actor) -> Result<(Uuid, Option<Uuid>, Option<Uuid>)> {
    match actor {
        Actor::Customer(subject) => Ok((subject.0, Some(subject.0), None)),
        Actor::Staff { id, .. } => Ok((id.0, None, Some(id.0))),
        Actor::Nobody | Actor::System => Err(LedgerError::Inconsistent("authenticator.owner")),
    }
}

async fn key(tx: &mut Tx, keys: &Keys, actor: &Actor) -> Result<SecretKey> {
    match actor {
        Actor::Customer(subject) => subjects::data_key(tx, keys, *subject).await,
        _ => Ok(keys.wrapping.derive("staff-authenticator")),
    }
}
