//! How often something may be asked for: counted per address and per network under keyed hashes,
//! so that nobody floods a mailbox or the queue. A count only ever delays what it counts; a browser
//! that has signed in before is never asked for one when it signs in again.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Keys, Tx,
    db::{execute, fetch_optional},
    error::Result,
};

/// So many in so long a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is counted.
    pub what: &'static str,
    /// How many are free.
    pub count: i64,
    /// In how long a time, from the first on.
    pub within: TimeDelta,
}

/// Counts one more by somebody; until when they must wait, if that was too much. What is too
/// much is not counted, so that waiting always helps.
///
/// # Errors
/// Where the database refuses.
pub async fn take(
    tx: &mut Tx,
    keys: &Keys,
    limit: Limit,
    who: &str,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let hash = hash(keys, limit, who);
    let begun = now - limit.within;
    let counted = execute!(
        tx,
        "insert into throttle (hash, since, count) values ($1, $2, 1) \
         on conflict (hash) do update set \
         count = case when throttle.since <= $3 then 1 else throttle.count + 1 end, \
         since = case when throttle.since <= $3 then excluded.since else throttle.since end \
         where throttle.since <= $3 or throttle.count < $4",
        hash.as_slice(),
        now,
        begun,
        limit.count
    )?;
    if counted == 1 {
        return Ok(None);
    }
    let row = fetch_optional!(
        tx,
        (DateTime<Utc>,),
        "select since from throttle where hash = $1",
        hash.as_slice()
    )?;
    Ok(row.map(|(since,)| since + limit.within))
}

/// Until when somebody must wait who has used up all of it, without counting one more.
///
/// # Errors
/// Where the database does not answer.
pub async fn full(
    tx: &mut Tx,
    keys: &Keys,
    limit: Limit,
    who: &str,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let hash = hash(keys, limit, who);
    let row = fetch_optional!(
        tx,
        (DateTime<Utc>,),
        "select since from throttle where hash = $1 and since > $2 and count >= $3",
        hash.as_slice(),
        now - limit.within,
        limit.count
    )?;
    Ok(row.map(|(since,)| since + limit.within))
}

fn hash(keys: &Keys, limit: Limit, who: &str) -> [u8; 32] {
    keys.search
        .mac(&[b"throttle", limit.what.as_bytes(), who.as_bytes()])
}

/// Forgets counts that began before a moment.
///
/// # Errors
/// Where the database refuses.
pub async fn sweep(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64> {
    execute!(tx, "delete from throttle where since <= $1", before)
}
