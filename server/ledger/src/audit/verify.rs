//! Recomputing the chain.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    chain::{BEGINNING, Link},
    checkpoint,
};
use crate::{
    Keys, Ledger, LedgerError,
    db::{execute, fetch_all, fetch_optional},
    error::Result,
    signing,
    time::Clock,
};

/// How many lines are read at once.
const BATCH: i64 = 1000;

/// What came of recomputing the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every line follows from the one before it, and all that was signed is there.
    Whole {
        /// The last number; 0 where there is no line yet.
        upto: i64,
    },
    /// This line was changed, left out or put in, or is not the one that was signed.
    Broken {
        /// Its number.
        number: i64,
    },
    /// Lines at the end are gone.
    Truncated {
        /// The last number there is.
        end: i64,
        /// The number up to which lines were signed.
        signed: i64,
    },
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    hash: Vec<u8>,
    id: Uuid,
    at: DateTime<Utc>,
    body: String,
}

/// Recomputes the whole chain and compares it with the checkpoints in the ledger and in the file.
///
/// # Errors
/// Where the database does not answer or the file cannot be read; a file that is not there yet
/// states nothing.
pub async fn verify(ledger: &Ledger, keys: &Keys, file: &Path) -> Result<Verdict> {
    let end = match lines(ledger).await? {
        Ok(end) => end,
        Err(number) => return Ok(Verdict::Broken { number }),
    };
    if let Some(verdict) = table(ledger, keys, end).await? {
        return Ok(verdict);
    }
    if let Some(verdict) = outside(ledger, keys, file, end).await? {
        return Ok(verdict);
    }
    Ok(Verdict::Whole { upto: end })
}

/// Verifies, and writes the verdict down for those who watch.
///
/// # Errors
/// As [`verify`].
pub async fn check(ledger: &Ledger, keys: &Keys, file: &Path, clock: &Clock) -> Result<Verdict> {
    let verdict = verify(ledger, keys, file).await?;
    let (number, whole) = match verdict {
        Verdict::Whole { upto } => (upto, true),
        Verdict::Broken { number } => (number, false),
        Verdict::Truncated { end, .. } => (end + 1, false),
    };
    let mut tx = ledger.begin().await?;
    execute!(
        &mut tx,
        "insert into chain_check (one, number, whole, at) values (1, $1, $2, $3) \
         on conflict (one) do update set number = excluded.number, whole = excluded.whole, \
         at = excluded.at",
        number,
        whole,
        clock.now()
    )?;
    tx.commit().await?;
    Ok(verdict)
}

/// The number of the last line, or of the first that does not follow.
async fn lines(ledger: &Ledger) -> Result<std::result::Result<i64, i64>> {
    let (mut end, mut hash) = (0, BEGINNING);
    loop {
        let mut tx = ledger.read().await?;
        let rows = fetch_all!(
            &mut tx,
            Row,
            "select number, hash, id, at, body from audit where number > $1 \
             order by number limit $2",
            end,
            BATCH
        )?;
        drop(tx);
        let last = (rows.len() as i64) < BATCH;
        for Row {
            number,
            hash: kept,
            id,
            at,
            body,
        } in rows
        {
            if number != end + 1 {
                return Ok(Err(end + 1));
            }
            hash = Link { id, at, body }.hash(number, &hash)?;
            if kept != hash {
                return Ok(Err(number));
            }
            end = number;
        }
        if last {
            return Ok(Ok(end));
        }
    }
}

/// Compares the checkpoints of the table; the first fault.
async fn table(ledger: &Ledger, keys: &Keys, end: i64) -> Result<Option<Verdict>> {
    let mut seen = 0;
    loop {
        let mut tx = ledger.read().await?;
        let rows = fetch_all!(
            &mut tx,
            (i64, String),
            "select number, document from checkpoint where number > $1 order by number limit $2",
            seen,
            BATCH
        )?;
        let numbers: Vec<i64> = rows.iter().map(|row| row.0).collect();
        let documents: Vec<String> = rows.into_iter().map(|row| row.1).collect();
        drop(tx);
        if let Some(fault) = compare(ledger, keys, &documents, &numbers, end).await? {
            return Ok(Some(fault));
        }
        match numbers.last() {
            Some(last) => seen = *last,
            None => return Ok(None),
        }
    }
}

/// Compares the checkpoints of the file; the first fault.
async fn outside(ledger: &Ledger, keys: &Keys, path: &Path, end: i64) -> Result<Option<Verdict>> {
    let fault = |source| LedgerError::File {
        what: "the checkpoint file",
        source,
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(error)),
    };
    let mut lines = BufReader::new(file).lines();
    loop {
        let (mut documents, mut numbers, mut last) = (Vec::new(), Vec::new(), true);
        for line in lines.by_ref().take(BATCH as usize) {
            let line = line.map_err(fault)?;
            last = false;
            // Half a line of a writer that was killed claims nothing.
            if let Some(claim) = checkpoint::claim(&line) {
                numbers.push(claim.number);
                documents.push(line);
            }
        }
        if last {
            return Ok(None);
        }
        if let Some(fault) = compare(ledger, keys, &documents, &numbers, end).await? {
            return Ok(Some(fault));
        }
    }
}

/// Whether signed documents about these numbers say what the lines say.
async fn compare(
    ledger: &Ledger,
    keys: &Keys,
    documents: &[String],
    numbers: &[i64],
    end: i64,
) -> Result<Option<Verdict>> {
    let mut tx = ledger.read().await?;
    // Read after the documents: whatever signed one of them is there by now.
    let signers = signing::public_keys(&mut tx, keys).await?;
    for (document, number) in documents.iter().zip(numbers.iter().copied()) {
        let signed = checkpoint::open(document, &signers).filter(|signed| signed.number == number);
        let Some(signed) = signed else {
            return Ok(Some(Verdict::Broken { number }));
        };
        let row = fetch_optional!(
            &mut tx,
            (Vec<u8>,),
            "select hash from audit where number = $1",
            number
        )?;
        match row {
            Some((hash,)) if hex::encode(&hash) == signed.hash => {}
            // Lines come together with their checkpoint, so a line beyond the end we saw is
            // there if it ever was.
            None if number > end => {
                let signed = numbers.iter().copied().max().unwrap_or(number);
                return Ok(Some(Verdict::Truncated { end, signed }));
            }
            _ => return Ok(Some(Verdict::Broken { number })),
        }
    }
    Ok(None)
}
