//! A Maildir: what is delivered lies in `new`, what was taken goes to `cur`.

use std::{fs, path::Path, time::SystemTime};

use anyhow::Context;
use chrono::{DateTime, Utc};

use super::{Became, Raw};
use crate::{Desk, Done};

/// The largest mail that is read, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;

impl Desk {
    pub(super) async fn fetch_folder(&self, folder: &Path) -> Done<Vec<Became>> {
        let new = folder.join("new");
        let names = files(&new)?;
        let mut all = Vec::with_capacity(names.len());
        for name in names {
            let path = new.join(&name);
            let raw = match opened(&path, &name) {
                Ok(Some(raw)) => raw,
                Ok(None) => {
                    tracing::error!("a mail is too large to be read; it stays where it is");
                    continue;
                }
                Err(error) => {
                    tracing::warn!(%error, "a mail could not be read; tried again");
                    continue;
                }
            };
            let became = match self.take_mail(&raw).await {
                Ok(became) => became,
                Err(error) => {
                    tracing::error!(%error, "a mail was not taken; tried again");
                    continue;
                }
            };
            let cur = folder.join("cur");
            fs::create_dir_all(&cur).context("the folder `cur` of the mailbox")?;
            let seen = cur.join(format!("{name}:2,S"));
            fs::rename(&path, seen).context("a mail that was taken")?;
            all.push(became);
        }
        Ok(all)
    }
}

fn files(new: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    let entries = fs::read_dir(new).with_context(|| format!("{}", new.display()))?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file()
            && let Ok(name) = entry.file_name().into_string()
            && !name.starts_with('.')
        {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

fn opened(path: &Path, name: &str) -> std::io::Result<Option<Raw>> {
    let facts = fs::metadata(path)?;
    if facts.len() > LARGEST {
        return Ok(None);
    }
    Ok(Some(Raw {
        received: delivered(name, facts.modified()?),
        bytes: fs::read(path)?,
    }))
}

/// When a mail was delivered: the seconds that its name begins with, which its server wrote, or
/// when the file was made.
fn delivered(name: &str, made: SystemTime) -> DateTime<Utc> {
    let seconds = name.split('.').next().and_then(|part| part.parse().ok());
    let named = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    // A name that begins with another number is no server's.
    named
        .filter(|at| at.timestamp() > 1_000_000_000)
        .unwrap_or_else(|| made.into())
}
