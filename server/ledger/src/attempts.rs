//! Failed sign-ins: each makes the next wait longer, for whoever tries from anywhere; nobody is
//! locked out, and an unknown address waits like a known one.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Keys, Tx,
    db::{execute, fetch_optional},
    error::Result,
};

/// How many failures are free.
const FREE: i64 = 5;
/// The longest wait, in seconds.
const LONGEST: i64 = 60;
/// After how long without a failure all is forgotten.
const FORGOTTEN: TimeDelta = TimeDelta::hours(24);

/// Until when the next attempt must wait; none if it need not.
///
/// # Errors
/// Where the database does not answer.
pub async fn wait_until(
    tx: &mut Tx,
    keys: &Keys,
    email: &str,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let hash = keys.identity_hash("email", email);
    let row = fetch_optional!(
        tx,
        (i64, DateTime<Utc>),
        "select failed, last_at from attempt where account_hash = $1",
        hash.clone()
    )?;
    Ok(row.and_then(|(failed, last)| {
        let until = last + delay(failed);
        (now - last < FORGOTTEN && until > now).then_some(until)
    }))
}

/// The wait after so many failures: none for the first five, then 1, 2, 4 … 60 seconds.
fn delay(failed: i64) -> TimeDelta {
    match failed - FREE {
        ..=0 => TimeDelta::zero(),
        over => TimeDelta::seconds((1_i64 << (over - 1).min(6)).min(LONGEST)),
    }
}

/// Counts a failure.
///
/// # Errors
/// Where the database refuses.
pub async fn failed(tx: &mut Tx, keys: &Keys, email: &str, now: DateTime<Utc>) -> Result {
    let hash = keys.identity_hash("email", email);
    execute!(
        tx,
        "insert into attempt (account_hash, failed, last_at) values ($1, 1, $2) \
         on conflict (account_hash) do update set \
         failed = case when attempt.last_at < $3 then 1 else attempt.failed + 1 end, \
         last_at = excluded.last_at",
        hash.clone(),
        now,
        now - FORGOTTEN
    )?;
    Ok(())
}

/// Forgets the failures: the person is in.
///
/// # Errors
/// Where the database refuses.
pub async fn succeeded(tx: &mut Tx, keys: &Keys, email: &str) -> Result {
    let hash = keys.identity_hash("email", email);
    execute!(
        tx,
        "delete from attempt where account_hash = $1",
        hash.clone()
    )?;
    Ok(())
}
