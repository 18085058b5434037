//! Who said no without our finding them: keyed hashes of what they gave. Whoever is known by the
//! same value later has said no already.

use chrono::{DateTime, Utc};
use habeas_domain::{choice::ChoiceRight, identity::Identity};

use crate::{
    Keys, Tx,
    db::{execute, fetch_all, parse},
    error::Result,
};

/// Keeps that whoever has this identity said no.
///
/// # Errors
/// Where the database refuses.
pub async fn add(
    tx: &mut Tx,
    keys: &Keys,
    identity: &Identity,
    what: ChoiceRight,
    at: DateTime<Utc>,
) -> Result {
    execute!(
        tx,
        "insert into said_no (hash, kind, what, at) values ($1, $2, $3, $4) \
         on conflict (hash, kind, what) do nothing",
        keys.identity_hash(&identity.kind, &identity.value).to_vec(),
        identity.kind.as_str(),
        what.as_str(),
        at
    )?;
    Ok(())
}

/// What whoever has this identity said no to.
///
/// # Errors
/// Where the database does not answer.
pub async fn of(tx: &mut Tx, keys: &Keys, identity: &Identity) -> Result<Vec<ChoiceRight>> {
    let rows = fetch_all!(
        tx,
        (String,),
        "select what from said_no where hash = $1 and kind = $2 order by what",
        keys.identity_hash(&identity.kind, &identity.value).to_vec(),
        identity.kind.as_str()
    )?;
    rows.into_iter()
        .map(|(what,)| parse("said_no.what", &what))
        .collect()
}

/// Forgets it, because whoever has this identity has chosen anew.
///
/// # Errors
/// Where the database refuses.
pub async fn forget(tx: &mut Tx, keys: &Keys, identity: &Identity, what: ChoiceRight) -> Result {
    execute!(
        tx,
        "delete from said_no where hash = $1 and kind = $2 and what = $3",
        keys.identity_hash(&identity.kind, &identity.value).to_vec(),
        identity.kind.as_str(),
        what.as_str()
    )?;
    Ok(())
}
