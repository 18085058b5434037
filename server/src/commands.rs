//! The command line.

mod customer;
mod demo;
mod jobs;
mod map;
mod proof;
mod replay;
mod staff;
mod try_person;

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::{
    config::{Config, Environment, Log},
    process::{self, Process},
};

/// A self-hosted portal for the rights people have over their data.
#[derive(Debug, Parser)]
#[command(name = "habeas", version)]
pub struct Command {
    /// The configuration.
    #[arg(
        long,
        global = true,
        env = "HABEAS_CONFIG",
        default_value = "habeas.toml"
    )]
    config: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Serve the pages and run the jobs, in one process.
    Serve {
        /// Only serve: the jobs run elsewhere (`habeas work`).
        #[arg(long)]
        no_worker: bool,
    },
    /// Run the jobs.
    Work,
    /// Start an invented company with real stores, to try everything.
    Demo(demo::Demo),
    /// Bring the tables of Habeas's own database up to date.
    Migrate,
    /// The data map.
    #[command(subcommand)]
    Map(map::Map),
    /// Try one person against the real stores, without the portal.
    Try(try_person::Try),
    /// Those who work here.
    #[command(subcommand)]
    Staff(staff::Staff),
    /// After a backup was restored: look for people who were erased, and erase them once more.
    Replay(replay::Replay),
    /// Jobs that were given up because they failed again and again.
    Jobs(jobs::Jobs),
    /// Those whose data is held.
    #[command(subcommand)]
    Customer(customer::Customer),
    /// Receipts of erasures.
    #[command(subcommand)]
    Receipt(proof::Receipt),
    /// Packages that people took away.
    #[command(subcommand)]
    Package(proof::Package),
    /// The audit ledger.
    #[command(subcommand)]
    Ledger(proof::Ledger),
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// What went wrong, in words for the operator.
    pub async fn run(self) -> Result<()> {
        let config = || -> Result<Config> {
            let environment = Environment::of_process();
            let config = Config::read(&self.config, &environment)?;
            log_to(config.log);
            for name in environment.unread(&config.map) {
                tracing::warn!(name, "nothing reads this variable");
            }
            Ok(config)
        };
        match self.what {
            What::Serve { no_worker } => serve(&config()?, !no_worker).await,
            What::Work => {
                let process = Process::open(&config()?).await?;
                process.desk.work(process::stop_signal()).await;
                Ok(())
            }
            What::Demo(demo) => demo.run().await,
            What::Migrate => process::ledger(&config()?).await.map(drop),
            What::Map(map) => map.run().await,
            What::Try(person) => person.run().await,
            What::Staff(staff) => staff.run(&config()?).await,
            What::Replay(replay) => replay.run(&config()?).await,
            What::Jobs(jobs) => jobs.run(&config()?).await,
            What::Customer(customer) => customer.run(&config()?).await,
            What::Receipt(receipt) => receipt.run(),
            What::Package(package) => package.run(),
            What::Ledger(ledger) => ledger.run(&config()?).await,
        }
    }
}

/// What the process ends with after an error.
pub fn exit_code(error: &anyhow::Error) -> ExitCode {
    error
        .downcast_ref::<proof::DoesNotHold>()
        .map_or(ExitCode::FAILURE, |fault| ExitCode::from(fault.code))
}

async fn serve(config: &Config, worker: bool) -> Result<()> {
    let process = Process::open(config).await?;
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))?;
    println!("Habeas listens on {}", config.public);
    run(&process, listener, worker).await
}

/// Serves and works until the process is asked to stop.
async fn run(process: &Process, listener: TcpListener, worker: bool) -> Result<()> {
    let stop = process::stop_signal();
    let serving = process.serve(listener, stop.clone());
    if worker {
        let (served, ()) = tokio::join!(serving, process.desk.work(stop));
        served
    } else {
        serving.await
    }
}

/// Logs go to standard error; `RUST_LOG` chooses what is in them.
fn log_to(log: Log) {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let log_lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let _already = match log {
        Log::Text => log_lines.try_init(),
        Log::Json => log_lines.json().try_init(),
    };
}
