//! The one that numbers and chains the lines.

use std::{path::PathBuf, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::{sync::watch, time::Instant};
use uuid::Uuid;

use super::{
    chain::{self, BEGINNING, Hash, Link},
    checkpoint,
    verify::{self, Verdict},
};
use crate::{
    Keys, Ledger, LedgerError, Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    signing,
    time::{Clock, Dice},
};

/// The name of the lease.
const LEASE: &str = "sequencer";
/// After how long without a sign of life another may take over.
const HELD: TimeDelta = TimeDelta::seconds(5);
/// How many lines are numbered in one transaction.
const BATCH: i64 = 500;
/// How often it looks for new lines: a checkpoint follows an act within a second.
const LOOK: Duration = Duration::from_millis(250);
/// How long it waits after a fault.
const PAUSE: Duration = Duration::from_secs(2);
/// How often, at most, the whole chain is recomputed.
const RECOMPUTE: Duration = Duration::from_secs(60);
/// How often even where nothing is new.
const RECOMPUTE_IDLE: Duration = Duration::from_secs(60 * 60);
/// Recomputing takes no more than one part in so many of the time.
const SHARE: u32 = 100;

/// Numbers, chains and signs. Any number of processes may run one: only one works at a time.
#[derive(Debug)]
pub struct Sequencer {
    ledger: Ledger,
    keys: Keys,
    clock: Clock,
    dice: Dice,
    file: PathBuf,
    holder: String,
}

impl Sequencer {
    /// A sequencer that keeps a copy of its checkpoints in a file outside the ledger.
    pub fn new(ledger: Ledger, keys: Keys, (clock, dice): (Clock, Dice), file: PathBuf) -> Self {
        let holder = dice.uuid(clock.now()).to_string();
        Self {
            ledger,
            keys,
            clock,
            dice,
            file,
            holder,
        }
    }

    /// Works until told to stop; also recomputes the chain, at the start and where it has grown,
    /// and writes down whether it holds.
    pub async fn run(&self, stop: watch::Receiver<bool>) {
        tokio::join!(self.number_all(stop.clone()), self.recompute_all(stop));
        if let Err(error) = self.release().await {
            tracing::warn!(%error, "the lease of the audit ledger's sequencer runs out by itself");
        }
    }

    async fn number_all(&self, mut stop: watch::Receiver<bool>) {
        let mut behind = true;
        while !*stop.borrow() {
            let pause = match self.round(behind).await {
                Ok(()) => {
                    behind = false;
                    LOOK
                }
                Err(error) => {
                    behind = true;
                    tracing::error!(%error, "the audit ledger could not be chained; tried again");
                    PAUSE
                }
            };
            wait(&mut stop, pause).await;
        }
        // What was appended while we stopped is still numbered, if the database lets us.
        if let Err(error) = self.sequence().await {
            tracing::warn!(%error, "the last lines of the audit ledger wait for the next start");
        }
    }

    async fn round(&self, behind: bool) -> Result {
        let numbered = self.sequence().await?;
        if behind && numbered == 0 {
            checkpoint::copy(&self.ledger, &self.file).await?;
        }
        Ok(())
    }

    /// Recomputes where something is new, the more seldom the longer it takes.
    async fn recompute_all(&self, mut stop: watch::Receiver<bool>) {
        let (mut whole, mut checked) = (None, Instant::now());
        let mut pause = RECOMPUTE;
        while !*stop.borrow() {
            let due = checked.elapsed() >= RECOMPUTE_IDLE;
            if due || whole.is_none() || self.last().await.ok() != whole {
                checked = Instant::now();
                whole = self.recompute().await;
                pause = (checked.elapsed() * SHARE).clamp(RECOMPUTE, RECOMPUTE_IDLE);
            }
            wait(&mut stop, pause).await;
        }
    }

    /// The last number of a chain that holds.
    async fn recompute(&self) -> Option<i64> {
        match verify::check(&self.ledger, &self.keys, &self.file, &self.clock).await {
            Ok(Verdict::Whole { upto }) => return Some(upto),
            Ok(verdict) => tracing::error!(?verdict, "the audit ledger does not hold"),
            Err(error) => tracing::error!(%error, "the audit ledger could not be recomputed"),
        }
        None
    }

    async fn last(&self) -> Result<i64> {
        let mut tx = self.ledger.read().await?;
        let row = fetch_optional!(
            &mut tx,
            (i64,),
            "select coalesce(max(number), 0) from audit"
        )?;
        Ok(row.map_or(0, |(number,)| number))
    }

    /// Numbers and chains every line that waits, signs a checkpoint and copies it to the file;
    /// how many lines it was. Nothing is written where nothing waits, or another sequencer works.
    ///
    /// # Errors
    /// Where the database or the file refuses; what was committed stays.
    pub async fn sequence(&self) -> Result<usize> {
        let mut total = 0;
        loop {
            let numbered = self.batch().await?;
            total += numbered;
            if (numbered as i64) < BATCH {
                break;
            }
        }
        if total > 0 {
            checkpoint::copy(&self.ledger, &self.file).await?;
        }
        Ok(total)
    }

    async fn batch(&self) -> Result<usize> {
        let mut tx = self.ledger.read().await?;
        let waits = "select 1 from audit where number is null limit 1";
        if fetch_optional!(&mut tx, (i32,), waits)?.is_none() {
            return Ok(0);
        }
        drop(tx);
        let now = self.clock.now();
        let mut tx = self.ledger.begin().await?;
        // Taking the lease locks its row until the commit: on PostgreSQL another sequencer waits
        // for that, and then sees that it is taken, so a lease that runs out does no harm.
        if !self.take(&mut tx, now).await? {
            return Ok(0);
        }
        let links = fetch_all!(
            &mut tx,
            Link,
            "select id, at, body from audit where number is null order by at, id limit $1",
            BATCH
        )?;
        let (mut number, mut hash) = end(&mut tx).await?;
        let mut chained = Vec::with_capacity(links.len());
        for link in links {
            number += 1;
            hash = link.hash(number, &hash)?;
            chained.push((link.id, number, hash));
        }
        if chained.is_empty() {
            return Ok(0);
        }
        write(&mut tx, &chained).await?;
        let key = signing::current(&mut tx, &self.keys, &self.dice, now).await?;
        checkpoint::add(&mut tx, &key, (number, &hash), now).await?;
        tx.commit().await?;
        Ok(chained.len())
    }

    async fn take(&self, tx: &mut Tx, now: DateTime<Utc>) -> Result<bool> {
        let taken = execute!(
            tx,
            "insert into lease (name, holder, until) values ($1, $2, $3) \
             on conflict (name) do update set holder = excluded.holder, until = excluded.until \
             where lease.holder = excluded.holder or lease.until <= $4",
            LEASE,
            self.holder.as_str(),
            now + HELD,
            now
        )?;
        Ok(taken == 1)
    }

    async fn release(&self) -> Result {
        let mut tx = self.ledger.begin().await?;
        execute!(
            &mut tx,
            "delete from lease where name = $1 and holder = $2",
            LEASE,
            self.holder.as_str()
        )?;
        tx.commit().await
    }
}

async fn wait(stop: &mut watch::Receiver<bool>, long: Duration) {
    tokio::select! {
        () = tokio::time::sleep(long) => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
}

/// The end of the chain: the last line or the last checkpoint, whichever is further. They are
/// the same unless somebody cut lines off; then the gap must stay to be seen.
async fn end(tx: &mut Tx) -> Result<(i64, Hash)> {
    let line = fetch_optional!(
        tx,
        (i64, Vec<u8>),
        "select number, hash from audit where number is not null order by number desc limit 1"
    )?;
    let line = match line {
        Some((number, hash)) => {
            let hash = chain::read(&hash).ok_or(LedgerError::Inconsistent("audit.hash"))?;
            (number, hash)
        }
        None => (0, BEGINNING),
    };
    let signed = fetch_optional!(
        tx,
        (String,),
        "select document from checkpoint order by number desc limit 1"
    )?;
    let Some(signed) = signed.and_then(|(document,)| checkpoint::claim(&document)) else {
        return Ok(line);
    };
    if signed.number <= line.0 {
        return Ok(line);
    }
    let mut hash = BEGINNING;
    hex::decode_to_slice(&signed.hash, &mut hash)
        .map_err(|_| LedgerError::Inconsistent("checkpoint.document"))?;
    Ok((signed.number, hash))
}

async fn write(tx: &mut Tx, chained: &[(Uuid, i64, Hash)]) -> Result {
    match tx {
        Tx::Postgres(tx) => {
            let ids: Vec<Uuid> = chained.iter().map(|link| link.0).collect();
            let numbers: Vec<i64> = chained.iter().map(|link| link.1).collect();
            let hashes: Vec<&[u8]> = chained.iter().map(|link| link.2.as_slice()).collect();
            let done = sqlx::query(
                "update audit set number = link.number, hash = link.hash \
                 from unnest($1::uuid[], $2::bigint[], $3::bytea[]) as link (id, number, hash) \
                 where audit.id = link.id and audit.number is null",
            )
            .bind(ids)
            .bind(numbers)
            .bind(hashes)
            .execute(&mut **tx)
            .await?;
            ensure_rows(done.rows_affected(), chained.len() as u64)
        }
        Tx::Sqlite(tx) => {
            for (id, number, hash) in chained {
                let done = sqlx::query(
                    "update audit set number = $2, hash = $3 where id = $1 and number is null",
                )
                .bind(id)
                .bind(number)
                .bind(hash.as_slice())
                .execute(&mut **tx)
                .await?;
                ensure_rows(done.rows_affected(), 1)?;
            }
            Ok(())
        }
    }
}
