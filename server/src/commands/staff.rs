//! Those who work here.

use anyhow::{Result, bail};
use clap::Subcommand;
use habeas_desk::DeskError;
use habeas_domain::{identity::Identity, role::Role};

use crate::{config::Config, process::Process};

#[derive(Debug, Subcommand)]
pub enum Staff {
    /// Invite somebody: prints a link that works once.
    Invite {
        /// agent, officer, auditor or administrator.
        #[arg(long)]
        role: Role,
        /// Their address.
        #[arg(long)]
        email: String,
    },
    /// Write down as whom a member of staff is a customer: their own case, and that of whoever
    /// lives with them, is not there for them.
    Tie {
        /// The address they work under.
        #[arg(long)]
        email: String,
        /// What the stores know them by: email=nuala@home.example, customer_id=1002.
        #[arg(long)]
        identity: Identity,
    },
    /// Say in which team somebody works; without a team, in none.
    Team {
        /// The address they work under.
        #[arg(long)]
        email: String,
        /// The team: letters, digits, `-`, `_` and `.`.
        #[arg(long)]
        team: Option<String>,
    },
    /// Forget the second proof of somebody who lost it, recovery codes included. They set up a
    /// new one at their next sign-in. Make sure first that it is they who ask.
    ForgetSecondProof {
        /// Their address.
        #[arg(long)]
        email: String,
    },
}

impl Staff {
    pub async fn run(self, config: &Config) -> Result<()> {
        let process = Process::open(config).await?;
        let (role, email) = match self {
            Self::Invite { role, email } => (role, email),
            Self::Tie { email, identity } => return tie(&process, &email, &identity).await,
            Self::Team { email, team } => return join(&process, &email, team.as_deref()).await,
            Self::ForgetSecondProof { email } => return forget(&process, &email).await,
        };
        let invitation = match process.desk.invite(role, &email).await {
            Ok(invitation) => invitation,
            Err(DeskError::Answers(answers)) => {
                let fields: Vec<&str> = answers.iter().map(|(field, _)| *field).collect();
                bail!(
                    "cannot be used: {}. A role is agent, officer, auditor or administrator, and \
                     an address works here only once",
                    fields.join(", ")
                );
            }
            Err(error) => return Err(error.into()),
        };
        println!("{}/join/{}", config.public, invitation.secret);
        println!(
            "Works once, until {}.",
            invitation.expires_at.format("%Y-%m-%d %H:%M UTC")
        );
        Ok(())
    }
}

async fn forget(process: &Process, email: &str) -> Result<()> {
    match process.desk.forget_second_of_staff(email).await {
        Ok(()) => {
            println!("Forgotten. They are signed out, and set up a new one at their next sign-in.");
            Ok(())
        }
        Err(DeskError::NotFound) => {
            bail!("nobody works here under that address, or they have no second proof")
        }
        Err(error) => Err(error.into()),
    }
}

async fn join(process: &Process, email: &str, team: Option<&str>) -> Result<()> {
    match process.desk.join_team(email, team).await {
        Ok(()) => println!("Written down."),
        Err(DeskError::NotFound) => bail!("nobody works here under that address"),
        Err(DeskError::Answers(_)) => bail!("a team is up to 40 letters, digits, `-`, `_` and `.`"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

async fn tie(process: &Process, email: &str, identity: &Identity) -> Result<()> {
    match process.desk.tie_staff(email, identity).await {
        Ok(true) => println!("Written down."),
        Ok(false) => println!("Known already."),
        Err(DeskError::NotFound) => bail!("nobody works here under that address"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
