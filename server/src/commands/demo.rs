//! An invented company with real stores: everything can be tried, nothing is anybody's.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::{Context, Result};
use chrono::TimeDelta;
use clap::Args;
use habeas_demo::{SEED, Size};
use habeas_domain::identity::Identity;
use habeas_ledger::time::Clock;
use tokio::net::TcpListener;

use super::{log_to, run};
use crate::{
    config::{Carriers, Config, Log},
    process::Process,
};

/// Where the company is: its map says so too.
const ZONE: chrono_tz::Tz = chrono_tz::Europe::Dublin;

#[derive(Debug, Args)]
pub struct Demo {
    /// The folder of the stores and of Habeas's own database; made if it is not there.
    #[arg(long, default_value = "demo-data")]
    data: PathBuf,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Habeas's own database; a file in the folder without it.
    #[arg(long, env = "HABEAS_LEDGER", hide_env_values = true)]
    ledger: Option<String>,
    /// How many seconds an approved erasure waits.
    #[arg(long, env = "HABEAS_DEMO_HOLD", default_value_t = 20)]
    hold: u32,
    /// After how many seconds without use a session ends.
    #[arg(long, env = "HABEAS_DEMO_IDLE", default_value_t = 900)]
    idle: u32,
    /// Only the cast: fifty people in three stores instead of thousands in four.
    #[arg(long, env = "HABEAS_DEMO_CAST")]
    cast: bool,
}

impl Demo {
    pub async fn run(self) -> Result<()> {
        log_to(Log::Text);
        let today = Clock::System.now().with_timezone(&ZONE).date_naive();
        let demo = if habeas_demo::Demo::is_at(&self.data) {
            habeas_demo::Demo::at(&self.data)
        } else {
            let size = if self.cast { Size::Cast } else { Size::Whole };
            habeas_demo::create_sized(&self.data, SEED, today, size)
                .await
                .context("the demo company cannot be made")?
        };
        let own = self.data.join("habeas");
        std::fs::create_dir_all(&own)
            .with_context(|| format!("the folder {} cannot be made", own.display()))?;
        let listener = TcpListener::bind(self.listen)
            .await
            .with_context(|| format!("cannot listen on {}", self.listen))?;
        let public = format!("http://{}", listener.local_addr()?);
        let ledger = self
            .ledger
            .unwrap_or_else(|| format!("sqlite:{}", own.join("ledger.sqlite").display()));
        let config = Config {
            listen: self.listen,
            public: public.clone(),
            staff_second_proof: false,
            map: demo.map_path.clone(),
            ledger,
            master_key: own.join("master.key"),
            data: own,
            zone: ZONE,
            hold: TimeDelta::seconds(self.hold.into()),
            package_kept: TimeDelta::days(7),
            session_idle: TimeDelta::seconds(self.idle.into()),
            scan: None,
            mailbox: None,
            log: Log::Text,
            post: Carriers {
                kept: TimeDelta::days(7),
                ..Carriers::default()
            },
            proxies: Vec::new(),
            demo: true,
        };
        let process = Process::open(&config).await?;
        let fresh = people(&process, &demo).await?;
        println!("Habeas listens on {public}\n");
        guide(&demo, fresh);
        run(&process, listener, true).await
    }
}

/// Accounts of the people whom the demo names; `false` where they were there before.
async fn people(process: &Process, demo: &habeas_demo::Demo) -> Result<bool> {
    let mut fresh = false;
    for person in &demo.people {
        let number = Identity::new("customer_id", person.customer_id.to_string());
        fresh |= process
            .desk
            .seed_customer(person.email, person.password, &[number])
            .await?;
    }
    for member in &demo.staff {
        let role = member.role.parse()?;
        fresh |= process
            .desk
            .seed_staff(role, member.full_name, member.email, member.password)
            .await?;
    }
    for &(email, number) in &demo.ties {
        let number = Identity::new("customer_id", number.to_string());
        process.desk.tie_staff(email, &number).await?;
    }
    Ok(fresh)
}

fn guide(demo: &habeas_demo::Demo, fresh: bool) {
    println!("Be somebody:");
    for person in &demo.people {
        println!(
            "  {:<34} {:<30} {}",
            person.email, person.password, person.full_name
        );
        println!("  {:<34} {}", "", person.shows);
    }
    println!("\nOr work there:");
    for member in &demo.staff {
        println!(
            "  {:<34} {:<30} {} ({})",
            member.email, member.password, member.full_name, member.role
        );
    }
    if !demo.sights.is_empty() {
        println!("\nFind at the desk, by customer number:");
        for (number, shows) in &demo.sights {
            println!("  {number:<34} {shows}");
        }
    }
    if !fresh {
        println!("\nWhat was done before is still done; `make demo-reset` starts over.");
    }
    println!();
}
