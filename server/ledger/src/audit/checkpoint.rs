//! Signed statements of how far the chain got, kept in the ledger and in a file outside it.

use std::{
    fs::{File, OpenOptions},
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use ed25519_dalek::{SigningKey, VerifyingKey};
use habeas_domain::{
    proof::{SignedDocument, canonical, key_id},
    version::Version,
};
use serde::{Deserialize, Serialize};

use super::chain::Hash;
use crate::{
    Ledger, LedgerError, Tx,
    db::{ensure_rows, execute, fetch_all},
    error::Result,
};

/// What a signed checkpoint states.
pub const KIND: &str = "habeas/checkpoint";
/// How many checkpoints are copied at once.
const BATCH: i64 = 500;
/// More than one line of the file can be long.
const TAIL: u64 = 8 * 1024;

/// The chain, up to a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The version of this form.
    pub v: Version<1>,
    /// The number of the line.
    pub number: i64,
    /// Its chained hash, hex.
    pub hash: String,
    /// When it was signed.
    pub at: DateTime<Utc>,
}

/// Signs a checkpoint and adds it to the table.
pub(super) async fn add(
    tx: &mut Tx,
    key: &SigningKey,
    (number, hash): (i64, &Hash),
    at: DateTime<Utc>,
) -> Result {
    let checkpoint = Checkpoint {
        v: Version,
        number,
        hash: hex::encode(hash),
        at,
    };
    let inconsistent = || LedgerError::Inconsistent("checkpoint.document");
    let payload = canonical(&checkpoint).map_err(|_| inconsistent())?;
    let document = SignedDocument::sign(KIND, payload, key, key_id(&key.verifying_key()));
    let document = serde_json::to_string(&document).map_err(|_| inconsistent())?;
    let changed = execute!(
        tx,
        "insert into checkpoint (number, document, at) values ($1, $2, $3)",
        number,
        document.as_str(),
        at
    )?;
    ensure_rows(changed, 1)
}

/// What a document states, if one of these keys signed it.
pub(super) fn open(document: &str, keys: &[(String, VerifyingKey)]) -> Option<Checkpoint> {
    let document: SignedDocument = serde_json::from_str(document).ok()?;
    let (_, key) = keys.iter().find(|(id, _)| *id == document.key_id)?;
    document.open(KIND, key).ok()
}

/// What a document claims, whoever signed it.
pub(super) fn claim(document: &str) -> Option<Checkpoint> {
    let document: SignedDocument = serde_json::from_str(document).ok()?;
    serde_json::from_str(&document.payload).ok()
}

/// Up to which line the file outside the ledger states something; none where there is no file.
///
/// # Errors
/// Where the file is there and cannot be read.
pub async fn outside(path: &Path) -> Result<Option<i64>> {
    let path = PathBuf::from(path);
    blocking(move || {
        if !path.try_exists()? {
            return Ok(None);
        }
        let text = std::fs::read_to_string(path)?;
        let last = text.lines().rev().find_map(claim);
        Ok(last.map(|checkpoint| checkpoint.number))
    })
    .await
}

/// Copies to the file what it does not have yet, and waits until it is on the disk. A crash
/// between commit and copy is made good the next time.
pub(super) async fn copy(ledger: &Ledger, path: &Path) -> Result {
    loop {
        let path = PathBuf::from(path);
        let (file, last) = blocking(move || lock(&path)).await?;
        let mut tx = ledger.read().await?;
        let documents = fetch_all!(
            &mut tx,
            (String,),
            "select document from checkpoint where number > $1 order by number limit $2",
            last,
            BATCH
        )?;
        drop(tx);
        let done = (documents.len() as i64) < BATCH;
        if !documents.is_empty() {
            let text: String = documents.into_iter().map(|(line,)| line + "\n").collect();
            blocking(move || {
                let mut file = file;
                file.write_all(text.as_bytes())
                    .and_then(|()| file.sync_all())
            })
            .await?;
        }
        if done {
            return Ok(());
        }
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(std::io::Error::other)
        .and_then(|done| done)
        .map_err(|source| LedgerError::File {
            what: "the checkpoint file",
            source,
        })
}

/// The file, ours alone until it is closed, and the last number in it.
fn lock(path: &Path) -> std::io::Result<(File, i64)> {
    let new = !path.exists();
    let mut file = OpenOptions::new()
        .create(true)
        .read(true)
        .append(true)
        .open(path)?;
    if let (true, Some(folder)) = (new, path.parent()) {
        File::open(folder)?.sync_all()?;
    }
    file.lock()?;
    let end = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(end.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    if tail.last().is_some_and(|byte| *byte != b'\n') {
        // Half a line of a writer that was killed: what follows starts on a line of its own.
        file.write_all(b"\n")?;
    }
    let last = tail
        .split(|byte| *byte == b'\n')
        .rev()
        .find_map(|line| claim(std::str::from_utf8(line).ok()?));
    Ok((file, last.map_or(0, |checkpoint| checkpoint.number)))
}
