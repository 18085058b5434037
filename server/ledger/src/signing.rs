//! The keys that sign receipts and checkpoints. Each is sealed under the master key and is never
//! deleted: what an old one signed must stay checkable.

use chrono::{DateTime, Utc};
use ed25519_dalek::{SigningKey, VerifyingKey};
use habeas_domain::proof::key_id;

use crate::{
    Keys, LedgerError, Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    time::Dice,
};

/// What the keys are for, in the table of keys.
const PURPOSE: &str = "signing";

/// The key that signs now. The first is made when it is first asked for.
///
/// # Errors
/// Where the database refuses, or the master key is another one.
pub async fn current(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    now: DateTime<Utc>,
) -> Result<SigningKey> {
    if let Some(key) = newest(tx, keys).await? {
        return Ok(key);
    }
    if let Tx::Postgres(tx) = tx {
        // Two processes that both find no key must not make two.
        sqlx::query("lock table key in share row exclusive mode")
            .execute(&mut **tx)
            .await?;
    }
    match newest(tx, keys).await? {
        Some(key) => Ok(key),
        None => rotate(tx, keys, dice, now).await,
    }
}

/// Makes a new key, which signs from now on.
///
/// # Errors
/// Where the database refuses.
pub async fn rotate(
    tx: &mut Tx,
    keys: &Keys,
    dice: &Dice,
    now: DateTime<Utc>,
) -> Result<SigningKey> {
    let key = SigningKey::from_bytes(&dice.bytes());
    let id = key_id(&key.verifying_key());
    let sealed = keys.wrapping.seal(dice, &about(&id), key.as_bytes())?;
    let changed = execute!(
        tx,
        "insert into key (id, purpose, sealed, created_at) values ($1, $2, $3, $4)",
        id.as_str(),
        PURPOSE,
        sealed.as_slice(),
        now
    )?;
    ensure_rows(changed, 1)?;
    Ok(key)
}

/// The public halves of all keys that ever signed, by their names, newest first.
///
/// # Errors
/// Where the database does not answer, or the master key is another one.
pub async fn public_keys(tx: &mut Tx, keys: &Keys) -> Result<Vec<(String, VerifyingKey)>> {
    let rows = fetch_all!(
        tx,
        (String, Vec<u8>),
        "select id, sealed from key where purpose = $1 order by created_at desc, id",
        PURPOSE
    )?;
    rows.into_iter()
        .map(|(id, sealed)| {
            let key = open(keys, &id, &sealed)?.verifying_key();
            Ok((id, key))
        })
        .collect()
}

async fn newest(tx: &mut Tx, keys: &Keys) -> Result<Option<SigningKey>> {
    let row = fetch_optional!(
        tx,
        (String, Vec<u8>),
        "select id, sealed from key where purpose = $1 order by created_at desc, id limit 1",
        PURPOSE
    )?;
    row.map(|(id, sealed)| open(keys, &id, &sealed)).transpose()
}

fn open(keys: &Keys, id: &str, sealed: &[u8]) -> Result<SigningKey> {
    let bytes = keys.wrapping.open(&about(id), sealed)?;
    let bytes: [u8; 32] = bytes.try_into().map_err(|_| LedgerError::Sealed)?;
    let key = SigningKey::from_bytes(&bytes);
    if key_id(&key.verifying_key()) != id {
        return Err(LedgerError::Inconsistent("key.id"));
    }
    Ok(key)
}

fn about(id: &str) -> String {
    format!("{PURPOSE}/{id}")
}
