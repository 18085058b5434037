//! Checking what was signed: receipts, packages, the audit ledger.

use std::{fs, fs::File, io::BufReader, path::PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::Subcommand;
use ed25519_dalek::VerifyingKey;
use habeas_domain::proof::{SignedDocument, key_id, public_from_text};
use habeas_ledger::{
    audit::{self, Verdict},
    time::Dice,
};
use habeas_package::{receipt_text, verify_package};
use habeas_words::{Locale, Words};

use crate::{config::Config, process};

#[derive(Debug, Subcommand)]
pub enum Receipt {
    /// Check a receipt with the company's public key, offline.
    Verify {
        /// The receipt, as it was downloaded (JSON).
        file: PathBuf,
        /// The public key, as it stands under /keys.
        #[arg(long)]
        key: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Package {
    /// Check a package with the company's public key, offline.
    Verify {
        /// The zip.
        file: PathBuf,
        /// The public key, as it stands under /keys.
        #[arg(long)]
        key: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Ledger {
    /// Recompute the whole chain and compare it with every signed checkpoint. Ends with 0 where it
    /// holds, 3 where a line was changed, left out, put in or moved, 4 where lines are gone at
    /// the end (an older copy of the database came back, for one), 5 where there are no
    /// checkpoints outside to compare with, 1 where it cannot be told.
    Verify {
        /// Checkpoints kept elsewhere: a copy of `checkpoints.jsonl` that nobody who can write
        /// the database can write. Without it, the file in the data folder.
        #[arg(long)]
        checkpoints: Option<PathBuf>,
    },
}

/// What does not hold, with the code that the command ends with.
#[derive(Debug, thiserror::Error)]
#[error("{said}")]
pub struct DoesNotHold {
    /// The code.
    pub code: u8,
    said: String,
}

fn key(text: &str) -> Result<VerifyingKey> {
    public_from_text(text.trim()).context("--key is not a public key of Habeas")
}

impl Receipt {
    pub fn run(self) -> Result<()> {
        let Self::Verify { file, key: text } = self;
        let key = key(&text)?;
        let json = fs::read_to_string(&file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        let signed: SignedDocument =
            serde_json::from_str(&json).context("this is no signed receipt")?;
        let receipt = habeas_domain::receipt::Receipt::open(&signed, &key)
            .context("NOT GENUINE: this key did not sign this receipt")?;
        println!("{}", receipt_text(&receipt, Words::for_locale(Locale::En)));
        println!("Genuine: signed by key {}.", key_id(&key));
        Ok(())
    }
}

impl Package {
    pub fn run(self) -> Result<()> {
        let Self::Verify { file, key: text } = self;
        let key = key(&text)?;
        let zip =
            File::open(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let report = verify_package(BufReader::new(zip), &key);
        for fault in &report.faults {
            println!("fault: {fault:?}");
        }
        if !report.is_sound() {
            bail!("NOT GENUINE: {} faults", report.faults.len());
        }
        println!(
            "Genuine: {} files with {} records, {}, signed by key {}.",
            report.sound,
            report.rows,
            report.reference.unwrap_or_default(),
            key_id(&key)
        );
        Ok(())
    }
}

impl Ledger {
    pub async fn run(self, config: &Config) -> Result<()> {
        let Self::Verify { checkpoints } = self;
        let ledger = process::ledger(config).await?;
        let keys = process::keys(config, &Dice::system())?;
        let given = checkpoints.is_some();
        let file = checkpoints.unwrap_or_else(|| config.data.join("checkpoints.jsonl"));
        let outside = audit::outside(&file).await?;
        ensure!(
            !given || outside.is_some(),
            "{} holds no checkpoint",
            file.display()
        );
        let verdict = audit::verify(&ledger, &keys, &file).await?;
        let code = match verdict {
            Verdict::Broken { .. } => 3,
            Verdict::Truncated { .. } => 4,
            Verdict::Whole { upto } if upto > 0 && outside.is_none() => 5,
            Verdict::Whole { .. } => 0,
        };
        let said = match (verdict, outside) {
            (Verdict::Broken { number }, _) => {
                format!("BROKEN: line {number} is not the one that was written")
            }
            (Verdict::Truncated { end, signed }, _) => {
                format!("TRUNCATED: lines end at {end}, and {signed} were signed")
            }
            (Verdict::Whole { upto }, None) if upto > 0 => format!(
                "NOTHING OUTSIDE: {upto} lines follow from one another, and {} is not there to \
                 say that they are the ones that were written",
                file.display()
            ),
            (Verdict::Whole { upto }, outside) => format!(
                "Whole: {upto} lines. Checkpoints outside agree up to line {}.",
                outside.unwrap_or(0)
            ),
        };
        if code != 0 {
            return Err(DoesNotHold { code, said }.into());
        }
        println!("{said}");
        println!("Not covered: what somebody did in the stores past this program.");
        Ok(())
    }
}
