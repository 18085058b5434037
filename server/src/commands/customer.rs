//! Customers: the code of a letter.

use anyhow::{Result, bail};
use clap::Subcommand;
use habeas_desk::{DeskError, Welcome};
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
    /// Say that somebody who was erased is a customer again, so that they are not reported and no
    /// replay touches them: for the program that takes customers in.
    Returned {
        /// By what they are known now; more than one may be given.
        #[arg(long, required = true)]
        identity: Vec<Identity>,
    },
}

impl Customer {
    pub async fn run(self, config: &Config) -> Result<()> {
        let process = Process::open(config).await?;
        let identity = match self {
            Self::Invite { identity } => identity,
            Self::Letter { request } => return letter(&process, &request).await,
            Self::Returned { identity } => return returned(&process, &identity).await,
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

async fn returned(process: &Process, identities: &[Identity]) -> Result<()> {
    match process.desk.said_to_be_back(identities).await? {
        Welcome::Back(0) => println!("Nobody known by that was erased."),
        Welcome::Back(_) => println!("They are back: no scan reports them, no replay erases them."),
        Welcome::Erased => bail!(
            "a record that was erased is in the stores again: was a backup restored? First \
             `habeas replay`, or an officer says on /staff/returned that it is theirs"
        ),
        Welcome::Unknown => bail!("a store does not answer; nothing was changed"),
    }
    Ok(())
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
