//! Customers: the code of a letter.

use anyhow::{Result, bail};
use clap::Subcommand;
use habeas_desk::DeskError;
use habeas_domain::{id::Reference, identity::Identity};

use crate::{config::Config, process::Process};

#[derive(Debug, Subcommand)]
pub enum Customer {
    /// Write a code for a letter: whoever gets it makes an account with it, once.
    Invite {
        /// What the stores know them by: email=maria@example.com, customer_id=1001.
        #[arg(long)]
        identity: Identity,
    },
    /// Write a code for a letter about a request that waits for somebody to show who asks.
    Letter {
        /// The request's number: HB-7K2M-93QF.
        #[arg(long)]
        request: Reference,
    },
}

impl Customer {
    pub async fn run(self, config: &Config) -> Result<()> {
        let process = Process::open(config).await?;
        let identity = match self {
            Self::Invite { identity } => identity,
            Self::Letter { request } => return letter(&process, &request).await,
        };
        let letter = match process.desk.invite_customer(&identity).await {
            Ok(letter) => letter,
            Err(DeskError::Answers(_)) => bail!(
                "no letter for that: either no store that answers knows it, or somebody has shown \
                 already that it is theirs"
            ),
            Err(error) => return Err(error.into()),
        };
        println!("{}", letter.code);
        println!(
            "To be entered at {}/register/letter. Works once, until {}. Post it to the address \
             you hold; do not mail it.",
            config.public,
            letter.expires_at.format("%Y-%m-%d %H:%M UTC")
        );
        Ok(())
    }
}

async fn letter(process: &Process, request: &Reference) -> Result<()> {
    let letter = match process.desk.letter_for(request).await {
        Ok(letter) => letter,
        Err(DeskError::NotFound) => {
            bail!("no letter for that: the number is not known, or it is clear already who asks")
        }
        Err(error) => return Err(error.into()),
    };
    println!("{}", letter.code);
    println!(
        "Whoever gets it tells it to the desk, which enters it at {request}. Works once, until \
         {}. Post it to the address you hold; do not mail it.",
        letter.expires_at.format("%Y-%m-%d %H:%M UTC")
    );
    Ok(())
}
