//! Jobs that were given up.

use anyhow::Result;
use clap::Args;

use crate::{config::Config, process::Process};

#[derive(Debug, Args)]
pub struct Jobs {
    /// Have them tried again, once the cause is mended.
    #[arg(long)]
    retry: bool,
}

impl Jobs {
    pub async fn run(self, config: &Config) -> Result<()> {
        let process = Process::open(config).await?;
        let letters = process.desk.dead_letters().await?;
        if letters.is_empty() {
            println!("Nothing was given up.");
            return Ok(());
        }
        for letter in &letters {
            let day = letter.due.format("%Y-%m-%d %H:%M UTC");
            println!("{} {}, due {day}: {}", letter.work, letter.id, letter.why);
            if letter.is_of_a_request() {
                println!("  its request needs a person; an officer has it tried again on its page");
            }
        }
        if self.retry {
            let count = process.desk.revive().await?;
            println!("{count} are tried again.");
        }
        Ok(())
    }
}
