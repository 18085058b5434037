//! Failed sign-ins: each makes the next wait longer, for the source it came from. Nobody else
//! waits for it, so a stranger who guesses keeps nobody out; and an unknown address is counted
//! like a known one, so that it waits alike.
//!
//! A source is a browser that signed in to this address before and can show it, or else the
//! network of one that cannot. A try is counted before the password is looked at, so that many at
//! once are no way around, and taken back where it was right.

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
/// How many failures on end a source has (NIST SP 800-63B-4: no more than 100).
pub const MOST: i64 = 100;
/// How many of the failures of one network count towards what all strangers have together: one
/// who goes on alone does not use up what everybody else has.
const SHARE: i64 = 10;
/// After how long without a failure all is forgotten.
pub const FORGOTTEN: TimeDelta = TimeDelta::hours(24);

/// Where a try to sign in comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// A browser that has signed in to this address before, by its number.
    Known(&'a [u8]),
    /// Any other, by its network.
    Network(&'a str),
}

/// What is to be done with a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The password may be looked at; the try is counted.
    Try,
    /// Not before then.
    Wait(DateTime<Utc>),
    /// No password from here counts any more, for a day without a try or until there is a new
    /// password.
    Elsewhere,
}

impl Source<'_> {
    fn hash(self, keys: &Keys) -> [u8; 32] {
        match self {
            Self::Known(number) => keys.search.mac(&[b"attempt", b"known", number]),
            Self::Network(network) => {
                keys.search
                    .mac(&[b"attempt", b"network", network.as_bytes()])
            }
        }
    }

    const fn is_known(self) -> bool {
        matches!(self, Self::Known(_))
    }
}

/// Asks for a try, and counts it as failed until [`succeeded`] takes it back.
///
/// # Errors
/// Where the database refuses.
pub async fn take(
    tx: &mut Tx,
    keys: &Keys,
    (email, source): (&str, Source<'_>),
    now: DateTime<Utc>,
) -> Result<Verdict> {
    let account = keys.identity_hash("email", email);
    let hash = source.hash(keys);
    if !source.is_known() && strangers(tx, &account, &hash, now).await? >= MOST {
        return Ok(Verdict::Elsewhere);
    }
    execute!(
        tx,
        "insert into attempt (account_hash, source_hash, known, failed, last_at) \
         values ($1, $2, $3, 0, $4) on conflict (account_hash, source_hash) do nothing",
        account.clone(),
        hash.as_slice(),
        source.is_known(),
        now
    )?;
    // Changes nothing, and holds the row until the end of the transaction.
    let row = fetch_optional!(
        tx,
        (i64, DateTime<Utc>),
        "update attempt set failed = failed where account_hash = $1 and source_hash = $2 \
         returning failed, last_at",
        account.clone(),
        hash.as_slice()
    )?;
    let (failed, last) = row.unwrap_or((0, now));
    let failed = if now - last < FORGOTTEN { failed } else { 0 };
    if failed >= MOST {
        return Ok(Verdict::Elsewhere);
    }
    let until = last + delay(failed);
    if until > now {
        return Ok(Verdict::Wait(until));
    }
    execute!(
        tx,
        "update attempt set failed = $3, last_at = $4 where account_hash = $1 and source_hash = $2",
        account.clone(),
        hash.as_slice(),
        failed + 1,
        now
    )?;
    Ok(Verdict::Try)
}

/// What strangers from everywhere else have used up of an address, each network its share at most.
async fn strangers(tx: &mut Tx, account: &[u8], but: &[u8], now: DateTime<Utc>) -> Result<i64> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "select cast(coalesce(sum(case when failed > $4 then $4 else failed end), 0) as bigint) \
         from attempt where account_hash = $1 and source_hash <> $2 and not known and last_at > $3",
        account,
        but,
        now - FORGOTTEN,
        SHARE
    )?;
    Ok(row.map_or(0, |(used,)| used))
}

/// The wait after so many failures: none for the first five, then 1, 2, 4 … 60 seconds.
fn delay(failed: i64) -> TimeDelta {
    match failed - FREE {
        ..=0 => TimeDelta::zero(),
        over => TimeDelta::seconds((1_i64 << (over - 1).min(6)).min(LONGEST)),
    }
}

/// Forgets the failures of one source: whoever is there knew the password. What others tried
/// elsewhere stays counted.
///
/// # Errors
/// Where the database refuses.
pub async fn succeeded(tx: &mut Tx, keys: &Keys, (email, source): (&str, Source<'_>)) -> Result {
    let account = keys.identity_hash("email", email);
    execute!(
        tx,
        "delete from attempt where account_hash = $1 and source_hash = $2",
        account.clone(),
        source.hash(keys).as_slice()
    )?;
    Ok(())
}

/// Forgets all failures at an address: there is a new password, which nobody has guessed at.
///
/// # Errors
/// Where the database refuses.
pub async fn renewed(tx: &mut Tx, keys: &Keys, email: &str) -> Result {
    let account = keys.identity_hash("email", email);
    execute!(
        tx,
        "delete from attempt where account_hash = $1",
        account.clone()
    )?;
    Ok(())
}

/// Forgets what is so long ago that it counts no more.
///
/// # Errors
/// Where the database refuses.
pub async fn sweep(tx: &mut Tx, now: DateTime<Utc>) -> Result<u64> {
    execute!(
        tx,
        "delete from attempt where last_at <= $1",
        now - FORGOTTEN
    )
}
