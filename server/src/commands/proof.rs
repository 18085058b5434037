//! Checking what was signed: receipts, packages, the audit ledger.

use std::{fs, fs::File, io::BufReader, path::PathBuf};

use anyhow::{Context, Result, bail};
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
    /// Recompute the whole chain and compare it with every signed checkpoint.
    Verify,
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
        let Self::Verify = self;
        let ledger = process::ledger(config).await?;
        let keys = process::keys(config, &Dice::system())?;
        let file = config.data.join("checkpoints.jsonl");
        match audit::verify(&ledger, &keys, &file).await? {
            Verdict::Whole { upto } => println!("Whole: {upto} lines."),
            Verdict::Broken { number } => {
                bail!("BROKEN: line {number} is not the one that was written")
            }
            Verdict::Truncated { end, signed } => {
                bail!("TRUNCATED: lines end at {end}, and {signed} were signed")
            }
        }
        println!("Not covered: what somebody did in the stores past this program.");
        Ok(())
    }
}
