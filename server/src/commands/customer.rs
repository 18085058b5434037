//! Customers: the code of a letter.

use anyhow::{Result, bail};
use clap::Subcommand;
use habeas_desk::DeskError;
use habeas_domain::identity::Identity;

use crate::{config::Config, process::Process};

#[derive(Debug, Subcommand)]
pub enum Customer {
    /// Write a code for a letter: whoever gets it makes an account with it, once.
    Invite {
        /// What the stores know them by: email=maria@example.com, customer_id=1001.
        #[arg(long)]
        identity: Identity,
    },
}

impl Customer {
    pub async fn run(self, config: &Config) -> Result<()> {
        let Self::Invite { identity } = self;
        let process = Process::open(config).await?;
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
