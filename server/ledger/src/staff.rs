//! The people who work here.

use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{id::StaffId, identity::Identity, role::Role};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Keys, LedgerError, Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional, parse},
    error::Result,
    time::Dice,
};

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: StaffId,
    /// As what.
    pub role: Role,
    /// Name and address.
    pub person: Person,
    /// The PHC string of the password; none before the invitation is accepted.
    pub password: Option<String>,
}

/// What is sealed about a member of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their name; empty before the invitation is accepted.
    pub name: String,
    /// Their address.
    pub email: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    role: String,
    sealed: Vec<u8>,
    password: Option<String>,
}

/// Replaces the password of a member of staff.
///
/// # Errors
/// [`LedgerError::RowsAffected`] where there is nobody.
pub async fn change_password(tx: &mut Tx, id: StaffId, password: &str) -> Result {
    let changed = execute!(
        tx,
        "update staff set password = $2 where id = $1 and password is not null",
        id.0,
        password
    )?;
    ensure_rows(changed, 1)
}

/// Invites somebody: the hash of the secret in the invitation, and until when it can be used.
///
/// # Errors
/// [`LedgerError::is_duplicate`] where the address works here already.
pub async fn invite(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    member: &Member,
    invite: (&[u8], DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result {
    let sealed = seal(keys, dice, member)?;
    let hash = keys.identity_hash("email", &member.person.email);
    let changed = execute!(
        tx,
        "insert into staff (id, role, email_hash, sealed, invite_hash, invite_expires_at, active, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        member.id.0,
        member.role.as_str(),
        hash.clone(),
        sealed.clone(),
        invite.0,
        invite.1,
        true,
        now
    )?;
    ensure_rows(changed, 1)
}

/// Accepts an invitation: sets name and password and uses the invitation up.
///
/// # Errors
/// [`LedgerError::RowsAffected`] where it was used or withdrawn meanwhile.
pub async fn join(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    member: &Member,
    password: &str,
) -> Result {
    let sealed = seal(keys, dice, member)?;
    let changed = execute!(
        tx,
        "update staff set sealed = $2, password = $3, invite_hash = null, invite_expires_at = null \
         where id = $1 and invite_hash is not null",
        member.id.0,
        sealed.clone(),
        password
    )?;
    ensure_rows(changed, 1)
}

/// The active member with an address.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_email(tx: &mut Tx, keys: &Keys, email: &str) -> Result<Option<Member>> {
    let hash = keys.identity_hash("email", email);
    let row = fetch_optional!(
        tx,
        Row,
        "select id, role, sealed, password from staff where email_hash = $1 and active = $2",
        hash.clone(),
        true
    )?;
    row.map(|row| member(keys, row)).transpose()
}

/// The active member with an id.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_id(tx: &mut Tx, keys: &Keys, id: StaffId) -> Result<Option<Member>> {
    let row = fetch_optional!(
        tx,
        Row,
        "select id, role, sealed, password from staff where id = $1 and active = $2",
        id.0,
        true
    )?;
    row.map(|row| member(keys, row)).transpose()
}

/// Everybody who works here.
///
/// # Errors
/// Where the database does not answer.
pub async fn all(tx: &mut Tx, keys: &Keys) -> Result<Vec<Member>> {
    let rows = fetch_all!(
        tx,
        Row,
        "select id, role, sealed, password from staff where active = $1 order by created_at, id",
        true
    )?;
    rows.into_iter().map(|row| member(keys, row)).collect()
}

/// Writes down that somebody looked for a person, if they did not too often lately; otherwise
/// from when on they may again.
///
/// # Errors
/// Where the database refuses.
pub async fn finds(
    tx: &mut Tx,
    id: (Uuid, StaffId),
    (now, within, most): (DateTime<Utc>, TimeDelta, usize),
) -> Result<Option<DateTime<Utc>>> {
    let (id, staff) = id;
    let since = now - within;
    let lately = fetch_all!(
        &mut *tx,
        (DateTime<Utc>,),
        "select at from find where staff_id = $1 and at > $2 order by at",
        staff.0,
        since
    )?;
    if let Some((first,)) = lately.first().filter(|_| lately.len() >= most) {
        return Ok(Some(*first + within));
    }
    execute!(
        &mut *tx,
        "delete from find where staff_id = $1 and at <= $2",
        staff.0,
        since
    )?;
    let changed = execute!(
        tx,
        "insert into find (id, staff_id, at) values ($1, $2, $3)",
        id,
        staff.0,
        now
    )?;
    ensure_rows(changed, 1)?;
    Ok(None)
}

/// Writes down by what a member of staff is known as a customer; `false` where it is known.
///
/// # Errors
/// Where the database refuses.
pub async fn tie(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    staff: StaffId,
    identity: &Identity,
) -> Result<bool> {
    let sealed = keys.wrapping.derive("staff-identity").seal(
        dice,
        &identity.kind,
        identity.value.as_bytes(),
    )?;
    let hash = keys.identity_hash(&identity.kind, &identity.value);
    let changed = execute!(
        tx,
        "insert into staff_identity (staff_id, kind, hash, sealed) values ($1, $2, $3, $4) \
         on conflict (staff_id, kind, hash) do nothing",
        staff.0,
        identity.kind.as_str(),
        hash.clone(),
        sealed.clone()
    )?;
    Ok(changed == 1)
}

/// By what a member of staff is known as a customer, beside the address they work under.
///
/// # Errors
/// [`LedgerError::Sealed`] where a row was changed.
pub async fn ties(tx: &mut Tx, keys: &Keys, staff: StaffId) -> Result<Vec<Identity>> {
    let key = keys.wrapping.derive("staff-identity");
    fetch_all!(
        tx,
        (String, Vec<u8>),
        "select kind, sealed from staff_identity where staff_id = $1 order by kind, hash",
        staff.0
    )?
    .into_iter()
    .map(|(kind, sealed)| {
        let value = String::from_utf8(key.open(&kind, &sealed)?);
        Ok(Identity::new(kind, value.map_err(|_| LedgerError::Sealed)?))
    })
    .collect()
}

/// Who an invitation that can still be used is for.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_invite(
    tx: &mut Tx,
    keys: &Keys,
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<Member>> {
    let row = fetch_optional!(
        tx,
        Row,
        "select id, role, sealed, password from staff where invite_hash = $1 and invite_expires_at > $2 and active = $3",
        hash,
        now,
        true
    )?;
    row.map(|row| member(keys, row)).transpose()
}

fn seal(keys: &Keys, dice: &Dice, member: &Member) -> Result<Vec<u8>> {
    let text = serde_json::to_vec(&member.person).map_err(|_| LedgerError::Sealed)?;
    keys.wrapping
        .seal(dice, &format!("staff/{}", member.id.0), &text)
}

fn member(keys: &Keys, row: Row) -> Result<Member> {
    let text = keys
        .wrapping
        .open(&format!("staff/{}", row.id), &row.sealed)?;
    Ok(Member {
        id: StaffId(row.id),
        role: parse("staff.role", &row.role)?,
        person: serde_json::from_slice(&text).map_err(|_| LedgerError::Sealed)?,
        password: row.password,
    })
}
