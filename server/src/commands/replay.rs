//! After a restored backup: erasing once more whom it brought back.

use anyhow::{Result, bail};
use chrono::{DateTime, Utc};
use clap::Args;
use habeas_domain::plan::Action;

use habeas_desk::Returned;

use crate::{config::Config, process::Process};

#[derive(Debug, Args)]
pub struct Replay {
    /// Only people erased since then: when the backup was made, like 2026-11-01T03:00:00Z.
    #[arg(long)]
    since: Option<DateTime<Utc>>,
    /// Only people erased before then.
    #[arg(long)]
    until: Option<DateTime<Utc>>,
    /// Do it; without it, only what would be done is told.
    #[arg(long)]
    execute: bool,
}

impl Replay {
    pub async fn run(self, config: &Config) -> Result<()> {
        let process = Process::open(config).await?;
        let desk = &process.desk;
        // A look at all of it is written down, for staff to see.
        let scan = match (self.since, self.until) {
            (None, None) => desk.watch(0).await?.0,
            window => desk.scan(window.0, window.1).await?,
        };
        let mut blind = 0;
        for line in &scan.scanned {
            if let Err(error) = &line.result {
                blind += 1;
                println!("{}: could not be looked through: {error}", line.place);
            }
        }
        for returned in &scan.returned {
            match desk.erased_under(returned).await? {
                Some(reference) => print!("{reference}"),
                None => print!("number unknown to this ledger"),
            }
            println!(
                ", erased {}, is back",
                returned.at.format("%Y-%m-%d %H:%M UTC")
            );
            self.one(&process, returned).await?;
        }
        match scan.returned.len() {
            0 => println!("Nobody who was erased is back."),
            _ if self.execute => println!("A worker (`habeas serve` or `habeas work`) does it."),
            count => {
                println!("{count} to erase once more. Nothing was changed; --execute does it.")
            }
        }
        if blind > 0 {
            bail!("{blind} collections could not be looked through");
        }
        Ok(())
    }

    async fn one(&self, process: &Process, returned: &Returned) -> Result<()> {
        let desk = &process.desk;
        if !self.execute {
            for store in desk.replay_plan(returned).await?.stores {
                for step in store.steps {
                    let what = match step.action {
                        Action::Delete => "delete",
                        Action::Anonymise { .. } => "anonymise",
                        Action::Unlink => "let go of",
                        Action::Keep { .. } => "keep",
                    };
                    println!(
                        "  {}.{}: {what} {}",
                        store.store, step.collection, step.count
                    );
                }
                if store.obstacle.is_some() {
                    println!("  {}: does not answer", store.store);
                }
            }
            return Ok(());
        }
        match desk.replay(returned).await? {
            habeas_desk::Replay::Begins(reference) => println!("  begins as {reference}"),
            habeas_desk::Replay::UnderWay(reference) => println!("  under way as {reference}"),
            habeas_desk::Replay::Blocked(systems) => {
                for fault in systems {
                    println!("  {}: does not answer; not begun", fault.system);
                }
            }
        }
        Ok(())
    }
}
