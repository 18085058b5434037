//! How an identity becomes a person's own: claimed, then verified. A verified identity is one
//! person's, and is never taken over.

use chrono::{DateTime, Utc};
use habeas_domain::{id::SubjectId, identity::Identity};
use uuid::Uuid;

use crate::{
    Keys, LedgerError, Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    subjects,
    time::Dice,
};

/// The person who has verified an identity.
///
/// # Errors
/// Where the database does not answer.
pub async fn owner(tx: &mut Tx, keys: &Keys, identity: &Identity) -> Result<Option<SubjectId>> {
    let hash = keys.identity_hash(&identity.kind, &identity.value);
    let row = fetch_optional!(
        tx,
        (Uuid,),
        "select subject_id from identity \
         where kind = $1 and hash = $2 and verified_at is not null",
        identity.kind.as_str(),
        hash.clone()
    )?;
    Ok(row.map(|(id,)| SubjectId(id)))
}

/// Writes down an identity that somebody says is theirs: it starts no walk and finds nobody.
///
/// # Errors
/// Where the database refuses.
pub async fn claim(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    id: SubjectId,
    identity: &Identity,
) -> Result {
    let key = subjects::data_key(tx, keys, id).await?;
    let sealed = key.seal(dice, "identity", identity.value.as_bytes())?;
    let hash = keys.identity_hash(&identity.kind, &identity.value);
    execute!(
        tx,
        "insert into identity (subject_id, kind, hash, sealed) values ($1, $2, $3, $4) \
         on conflict (subject_id, kind, hash) do nothing",
        id.0,
        identity.kind.as_str(),
        hash.clone(),
        sealed.clone()
    )?;
    Ok(())
}

/// Makes an identity a person's own.
///
/// # Errors
/// [`LedgerError::is_duplicate`] where it is somebody else's.
pub async fn verify(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    id: SubjectId,
    identity: &Identity,
    now: DateTime<Utc>,
) -> Result {
    claim(tx, keys, dice, id, identity).await?;
    let hash = keys.identity_hash(&identity.kind, &identity.value);
    let changed = execute!(
        tx,
        "update identity set verified_at = coalesce(verified_at, $4) \
         where subject_id = $1 and kind = $2 and hash = $3",
        id.0,
        identity.kind.as_str(),
        hash.clone(),
        now
    )?;
    ensure_rows(changed, 1)
}

/// The identities that a person has said are theirs and has not shown to be.
///
/// # Errors
/// [`LedgerError::Sealed`] where the person's key was destroyed.
pub async fn claimed(tx: &mut Tx, keys: &Keys, id: SubjectId) -> Result<Vec<Identity>> {
    let rows = fetch_all!(
        tx,
        (String, Vec<u8>),
        "select kind, sealed from identity \
         where subject_id = $1 and verified_at is null order by kind, hash",
        id.0
    )?;
    let key = subjects::data_key(tx, keys, id).await?;
    rows.into_iter()
        .map(|(kind, sealed)| {
            let value = String::from_utf8(key.open("identity", &sealed)?);
            Ok(Identity::new(kind, value.map_err(|_| LedgerError::Sealed)?))
        })
        .collect()
}

/// Lets go of an identity; `false` where it was none of the person's.
///
/// # Errors
/// Where the database refuses.
pub async fn let_go(tx: &mut Tx, keys: &Keys, id: SubjectId, identity: &Identity) -> Result<bool> {
    let hash = keys.identity_hash(&identity.kind, &identity.value);
    let changed = execute!(
        tx,
        "delete from identity where subject_id = $1 and kind = $2 and hash = $3",
        id.0,
        identity.kind.as_str(),
        hash.clone()
    )?;
    Ok(changed == 1)
}

/// Sets the password of an account.
///
/// # Errors
/// [`LedgerError::RowsAffected`] where there is no account.
pub async fn set_password(
    tx: &mut Tx,
    id: SubjectId,
    password: &str,
    now: DateTime<Utc>,
) -> Result {
    let changed = execute!(
        tx,
        "update account set password = $2, password_changed_at = $3 where subject_id = $1",
        id.0,
        password,
        now
    )?;
    ensure_rows(changed, 1)
}

/// Replaces the password of an account at the word of somebody who knew the old one: how the
/// account came about stays as it was.
///
/// # Errors
/// [`LedgerError::RowsAffected`] where there is no account.
pub async fn change_password(tx: &mut Tx, id: SubjectId, password: &str) -> Result {
    let changed = execute!(
        tx,
        "update account set password = $2 where subject_id = $1",
        id.0,
        password
    )?;
    ensure_rows(changed, 1)
}

/// The people who have said that an identity is theirs and have not shown it.
///
/// # Errors
/// Where the database does not answer.
pub async fn claimants(tx: &mut Tx, keys: &Keys, identity: &Identity) -> Result<Vec<SubjectId>> {
    let hash = keys.identity_hash(&identity.kind, &identity.value);
    let rows = fetch_all!(
        tx,
        (Uuid,),
        "select subject_id from identity \
         where kind = $1 and hash = $2 and verified_at is null limit 100",
        identity.kind.as_str(),
        hash.clone()
    )?;
    Ok(rows.into_iter().map(|(id,)| SubjectId(id)).collect())
}

/// Says how an account came about: `mailbox` or `letter`; without this, by the operator.
///
/// # Errors
/// [`LedgerError::RowsAffected`] where there is no account.
pub async fn set_registered_by(tx: &mut Tx, id: SubjectId, how: &str) -> Result {
    let changed = execute!(
        tx,
        "update account set registered_by = $2 where subject_id = $1",
        id.0,
        how
    )?;
    ensure_rows(changed, 1)
}

/// Since when control of a mailbox is all that stands behind a person's account: it was made that
/// way, or its password was replaced that way. None where something else shows who they are: an
/// authenticator, too, that is older than that and is asked for at every sign-in.
///
/// # Errors
/// Where the database does not answer.
pub async fn mailbox_only_since(tx: &mut Tx, id: SubjectId) -> Result<Option<DateTime<Utc>>> {
    let row = fetch_optional!(
        tx,
        (DateTime<Utc>,),
        "select password_changed_at from account a where subject_id = $1 \
         and (registered_by = 'mailbox' or password_changed_at > created_at) \
         and not exists (select 1 from authenticator t where t.subject_id = a.subject_id \
                         and t.confirmed_at < a.password_changed_at)",
        id.0
    )?;
    Ok(row.map(|(since,)| since))
}

/// How an account came about: `operator`, `mailbox` or `letter`.
///
/// # Errors
/// Where the database does not answer.
pub async fn registered_by(tx: &mut Tx, id: SubjectId) -> Result<Option<String>> {
    let row = fetch_optional!(
        tx,
        (String,),
        "select registered_by from account where subject_id = $1",
        id.0
    )?;
    Ok(row.map(|(how,)| how))
}

/// Whether a person signs in with this address.
///
/// # Errors
/// Where the database does not answer.
pub async fn signs_in_with(tx: &mut Tx, keys: &Keys, id: SubjectId, email: &str) -> Result<bool> {
    let hash = keys.identity_hash("email", email);
    let row = fetch_optional!(
        tx,
        (Uuid,),
        "select subject_id from account where subject_id = $1 and email_hash = $2",
        id.0,
        hash.clone()
    )?;
    Ok(row.is_some())
}

/// Has a person sign in with another address from now on.
///
/// # Errors
/// [`LedgerError::is_duplicate`] where somebody else signs in with it.
pub async fn sign_in_with(tx: &mut Tx, keys: &Keys, id: SubjectId, email: &str) -> Result {
    let hash = keys.identity_hash("email", email);
    let changed = execute!(
        tx,
        "update account set email_hash = $2 where subject_id = $1",
        id.0,
        hash.clone()
    )?;
    ensure_rows(changed, 1)
}

/// The addresses and numbers that a person added to their account after it was made, since a
/// moment: kind, value, and when each was shown to be theirs.
///
/// # Errors
/// [`LedgerError::Sealed`] where the person's key was destroyed.
pub async fn added_since(
    tx: &mut Tx,
    keys: &Keys,
    id: SubjectId,
    since: DateTime<Utc>,
) -> Result<Vec<(Identity, DateTime<Utc>)>> {
    let rows = fetch_all!(
        &mut *tx,
        (String, Vec<u8>, DateTime<Utc>, DateTime<Utc>),
        "select i.kind, i.sealed, i.verified_at, a.created_at from identity i \
         join account a on a.subject_id = i.subject_id \
         where i.subject_id = $1 and i.verified_at > $2 order by i.verified_at",
        id.0,
        since
    )?;
    // What an account is made with is shown in the same act, a moment before or after.
    let made_with = chrono::TimeDelta::minutes(1);
    let mut added = Vec::new();
    for (kind, sealed, at, made_at) in rows {
        if at - made_at <= made_with {
            continue;
        }
        let key = subjects::data_key(tx, keys, id).await?;
        let value = String::from_utf8(key.open("identity", &sealed)?);
        let value = value.map_err(|_| LedgerError::Sealed)?;
        added.push((Identity::new(kind, value), at));
    }
    Ok(added)
}
