//! People, their data keys, and the identities by which they are found.

use chrono::{DateTime, Utc};
use habeas_domain::{id::SubjectId, identity::Identity};
use uuid::Uuid;

use crate::{
    Keys, LedgerError, Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    seal::SecretKey,
    time::Dice,
};

/// Adds a person with a data key of their own.
///
/// # Errors
/// Where the database refuses.
pub async fn add(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    id: SubjectId,
    now: DateTime<Utc>,
) -> Result {
    let wrapped = keys
        .wrapping
        .seal(dice, &about_key(id), SecretKey::new(dice).bytes())?;
    let changed = execute!(
        tx,
        "insert into subject (id, data_key, created_at) values ($1, $2, $3)",
        id.0,
        wrapped.clone(),
        now
    )?;
    ensure_rows(changed, 1)
}

/// A person's data key.
///
/// # Errors
/// [`LedgerError::Sealed`] where it was destroyed.
pub async fn data_key(tx: &mut Tx, keys: &Keys, id: SubjectId) -> Result<SecretKey> {
    let row = fetch_optional!(
        tx,
        (Option<Vec<u8>>,),
        "select data_key from subject where id = $1",
        id.0
    )?;
    let wrapped = row.and_then(|(key,)| key).ok_or(LedgerError::Sealed)?;
    let bytes = keys.wrapping.open(&about_key(id), &wrapped)?;
    Ok(SecretKey::from_bytes(
        bytes.try_into().map_err(|_| LedgerError::Sealed)?,
    ))
}

/// Remembers the language a person reads, by its tag.
///
/// # Errors
/// Where there is no such person.
pub async fn set_language(tx: &mut Tx, id: SubjectId, tag: &str) -> Result {
    let changed = execute!(
        tx,
        "update subject set language = $2 where id = $1",
        id.0,
        tag
    )?;
    ensure_rows(changed, 1)
}

/// The tag of the language a person reads, if it is known.
///
/// # Errors
/// Where the database does not answer.
pub async fn language(tx: &mut Tx, id: SubjectId) -> Result<Option<String>> {
    let row = fetch_optional!(
        tx,
        (Option<String>,),
        "select language from subject where id = $1",
        id.0
    )?;
    Ok(row.and_then(|(language,)| language))
}

/// Where a person lives, as far as they said.
///
/// # Errors
/// Where the database does not answer.
pub async fn lives(tx: &mut Tx, id: SubjectId) -> Result<Option<String>> {
    let row = fetch_optional!(
        tx,
        (Option<String>,),
        "select lives from subject where id = $1",
        id.0
    )?;
    Ok(row.and_then(|(lives,)| lives))
}

/// Remembers where a person lives; none where it makes no difference.
///
/// # Errors
/// Where there is no such person.
pub async fn set_lives(tx: &mut Tx, id: SubjectId, lives: Option<&str>) -> Result {
    let changed = execute!(
        tx,
        "update subject set lives = $2 where id = $1",
        id.0,
        lives
    )?;
    ensure_rows(changed, 1)
}

/// Destroys a person's data key: what is sealed under it can never be opened again.
///
/// # Errors
/// Where there is no such person.
pub async fn shred(tx: &mut Tx, id: SubjectId, now: DateTime<Utc>) -> Result {
    let changed = execute!(
        tx,
        "update subject set data_key = null, erased_at = coalesce(erased_at, $2) where id = $1",
        id.0,
        now
    )?;
    ensure_rows(changed, 1)
}

/// Adds a verified identity; one that is there already stays as it is.
///
/// # Errors
/// Where the database refuses.
pub async fn add_identity(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    id: SubjectId,
    identity: &Identity,
    verified_at: DateTime<Utc>,
) -> Result {
    let key = data_key(tx, keys, id).await?;
    let sealed = key.seal(dice, "identity", identity.value.as_bytes())?;
    let hash = keys.identity_hash(&identity.kind, &identity.value);
    execute!(
        tx,
        "insert into identity (subject_id, kind, hash, sealed, verified_at) \
         values ($1, $2, $3, $4, $5) on conflict do nothing",
        id.0,
        identity.kind.as_str(),
        hash.clone(),
        sealed.clone(),
        verified_at
    )?;
    Ok(())
}

/// The verified identities of a person.
///
/// # Errors
/// [`LedgerError::Sealed`] where the person's key was destroyed.
pub async fn identities(tx: &mut Tx, keys: &Keys, id: SubjectId) -> Result<Vec<Identity>> {
    let rows = fetch_all!(
        tx,
        (String, Vec<u8>),
        "select kind, sealed from identity \
         where subject_id = $1 and verified_at is not null order by kind, hash",
        id.0
    )?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = data_key(tx, keys, id).await?;
    rows.into_iter()
        .map(|(kind, sealed)| {
            let value = String::from_utf8(key.open("identity", &sealed)?);
            Ok(Identity::new(kind, value.map_err(|_| LedgerError::Sealed)?))
        })
        .collect()
}

/// The people who verified an identity as theirs.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_identity(tx: &mut Tx, keys: &Keys, identity: &Identity) -> Result<Vec<SubjectId>> {
    let hash = keys.identity_hash(&identity.kind, &identity.value);
    let rows = fetch_all!(
        tx,
        (Uuid,),
        "select subject_id from identity where hash = $1 and kind = $2 \
         and verified_at is not null order by subject_id",
        hash.clone(),
        identity.kind.as_str()
    )?;
    Ok(rows.into_iter().map(|(id,)| SubjectId(id)).collect())
}

/// Forgets the account and the identities of a person; ends their sessions.
///
/// # Errors
/// Where the database refuses.
pub async fn forget(tx: &mut Tx, id: SubjectId) -> Result {
    execute!(tx, "delete from session where subject_id = $1", id.0)?;
    execute!(
        tx,
        "delete from recovery_code where owner in \
         (select owner from authenticator where subject_id = $1)",
        id.0
    )?;
    execute!(tx, "delete from authenticator where subject_id = $1", id.0)?;
    execute!(tx, "delete from account where subject_id = $1", id.0)?;
    execute!(tx, "delete from identity where subject_id = $1", id.0)?;
    execute!(tx, "delete from choice where subject_id = $1", id.0)?;
    execute!(tx, "delete from look where subject_id = $1", id.0)?;
    execute!(tx, "delete from challenge where subject_id = $1", id.0)?;
    execute!(tx, "delete from statement where subject_id = $1", id.0)?;
    execute!(tx, "delete from evidence where subject_id = $1", id.0)?;
    execute!(tx, "delete from check_up where subject_id = $1", id.0)?;
    execute!(tx, "delete from careful where subject_id = $1", id.0)?;
    execute!(tx, "delete from note where subject_id = $1", id.0)?;
    Ok(())
}

/// Deletes a person of whom nothing is left but what another is known by: nobody's requests may
/// be theirs any more.
///
/// # Errors
/// Where they have requests, or there is no such person.
pub async fn delete(tx: &mut Tx, id: SubjectId) -> Result {
    let changed = execute!(tx, "delete from subject where id = $1", id.0)?;
    ensure_rows(changed, 1)
}

/// An account: how a person signs in.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Account {
    /// Whose.
    pub subject_id: Uuid,
    /// The PHC string of the password.
    pub password: String,
}

/// Adds an account.
///
/// # Errors
/// [`LedgerError::is_duplicate`] where the address has one.
pub async fn add_account(
    tx: &mut Tx,
    keys: &Keys,
    id: SubjectId,
    email: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result {
    let hash = keys.identity_hash("email", email);
    let changed = execute!(
        tx,
        "insert into account (subject_id, email_hash, password, created_at, password_changed_at) \
         values ($1, $2, $3, $4, $4)",
        id.0,
        hash.clone(),
        password,
        now
    )?;
    ensure_rows(changed, 1)
}

/// The account of an address.
///
/// # Errors
/// Where the database does not answer.
pub async fn account_by_email(tx: &mut Tx, keys: &Keys, email: &str) -> Result<Option<Account>> {
    let hash = keys.identity_hash("email", email);
    fetch_optional!(
        tx,
        Account,
        "select subject_id, password from account where email_hash = $1",
        hash.clone()
    )
}

/// The account of a person.
///
/// # Errors
/// Where the database does not answer.
pub async fn account_of(tx: &mut Tx, id: SubjectId) -> Result<Option<Account>> {
    fetch_optional!(
        tx,
        Account,
        "select subject_id, password from account where subject_id = $1",
        id.0
    )
}

fn about_key(id: SubjectId) -> String {
    format!("data-key/{}", id.0)
}
