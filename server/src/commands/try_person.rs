//! One person against the real stores, without the portal: what would be found, corrected or
//! erased, and with --execute it is.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use futures::TryStreamExt;
use habeas_domain::{
    found::Answer,
    identity::Identity,
    map::DataMap,
    plan::{Action, Plan},
    value::{Key, Record, Value},
};
use habeas_ledger::time::{Clock, Dice};
use habeas_stores::{Corrected, Order, Pseudonyms, Search, Stores};

use crate::process;

#[derive(Debug, Args)]
pub struct Try {
    /// The map.
    #[arg(long, global = true, default_value = "data.map.yaml")]
    map: PathBuf,
    /// A verified identity, such as email=maria@example.com; may be given again.
    #[arg(long = "identity", global = true)]
    identities: Vec<Identity>,
    /// Do it. Without this nothing is changed.
    #[arg(long, global = true)]
    execute: bool,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// What is held.
    Access,
    /// Correct one field.
    Correct {
        /// store.collection
        #[arg(long)]
        place: String,
        /// The field.
        #[arg(long)]
        field: String,
        /// What it should be.
        #[arg(long)]
        new: String,
    },
    /// What goes and what stays.
    Erase,
}

impl Try {
    pub async fn run(self) -> Result<()> {
        if self.identities.is_empty() {
            bail!("who? Give --identity email=maria@example.com");
        }
        let stores = process::stores(&self.map).await?;
        match &self.what {
            What::Access => access(&stores, &self.identities).await,
            What::Correct { place, field, new } => {
                correct(&stores, &self.identities, (place, field, new), self.execute).await
            }
            What::Erase => erase(&stores, &self.identities, self.execute).await,
        }
    }
}

async fn access(stores: &Stores, identities: &[Identity]) -> Result<()> {
    let search = stores
        .find(identities, Clock::System.now().date_naive())
        .await;
    print_found(&search);
    for (place, keys) in &search.keys {
        println!("\n{place}");
        let keys = keys.all();
        let mut records = std::pin::pin!(stores.read(place, &keys));
        while let Some(record) = records.try_next().await? {
            println!("{}", serde_json::to_string(&record)?);
        }
    }
    Ok(())
}

fn print_found(search: &Search) {
    for (place, answer) in &search.found.answers {
        let answer = match answer {
            Answer::Found(classes) => format!("{} found", classes.total()),
            Answer::None => "none".to_owned(),
            Answer::Failed { why } => format!("FAILED ({why:?})"),
            Answer::NotConnected => "NOT CONNECTED".to_owned(),
        };
        println!("{:<40} {answer}", place.to_string());
    }
}

async fn correct(
    stores: &Stores,
    identities: &[Identity],
    (place, field, new): (&str, &str, &str),
    execute: bool,
) -> Result<()> {
    let search = stores
        .find(identities, Clock::System.now().date_naive())
        .await;
    let place = stores.map().resolve("", place);
    let keys = search
        .keys
        .get(&place)
        .map(|keys| keys.all())
        .unwrap_or_default();
    let [key]: &[Key; 1] = keys.as_slice().try_into().map_err(|_| {
        anyhow::anyhow!(
            "{} records of this person in {place}; one is needed",
            keys.len()
        )
    })?;
    // Read to its end: an open reader would hold off the writer.
    let records: Vec<Record> = stores.read(&place, &keys).try_collect().await?;
    let record = records.first().context("the record is gone")?;
    let old = record
        .get(field)
        .context("the map has no such field")?
        .clone();
    println!(
        "{place} {field}\n  now: {}\n  new: {new}",
        old.as_text().unwrap_or("nothing")
    );
    if !execute {
        println!("Nothing was changed: --execute does it.");
        return Ok(());
    }
    match stores
        .correct(&place, key, field, &old, &Value::text(new))
        .await?
    {
        Corrected::Done { now } => {
            println!("The store holds: {}", now.as_text().unwrap_or("nothing"))
        }
        Corrected::Conflict { .. } => {
            bail!("somebody else changed it meanwhile; nothing was written")
        }
        Corrected::Gone => bail!("the record is gone"),
    }
    Ok(())
}

async fn erase(stores: &Stores, identities: &[Identity], execute: bool) -> Result<()> {
    let today = Clock::System.now().date_naive();
    let (plan, _) = stores.plan(identities, today).await;
    print_plan(stores.map(), &plan);
    if !plan.is_complete() {
        bail!("a store cannot be searched: nothing may run");
    }
    if !execute {
        println!("Nothing was changed: --execute does it.");
        return Ok(());
    }
    let secrets = Pseudonyms::new(Dice::system().bytes::<32>().to_vec());
    for store in stores.erase_order() {
        let mut done = Vec::new();
        loop {
            let order = Order {
                store,
                identities,
                approved: &plan,
                today,
                secrets: &secrets,
                done: &done,
            };
            let unrecorded = async |_| Ok::<(), std::convert::Infallible>(());
            let outcome = stores
                .erase_some(order, unrecorded)
                .await
                .with_context(|| match done.is_empty() {
                    true => format!("`{store}` was left as it was"),
                    false => format!("`{store}` was left half done; run it again"),
                })?;
            done.extend(outcome.steps);
            if !outcome.unfinished {
                break;
            }
        }
        let changed: u64 = done.iter().map(|step| step.changed).sum();
        println!("{store}: {changed} records changed");
    }
    let search = stores.find(identities, today).await;
    println!("\nSearched again:");
    print_found(&search);
    Ok(())
}

fn print_plan(map: &DataMap, plan: &Plan) {
    for part in &plan.stores {
        let label = map.store(&part.store).map(|store| store.label.as_str());
        println!("{} ({})", part.store, label.unwrap_or_default());
        if let Some(obstacle) = &part.obstacle {
            println!("  STANDS IN THE WAY: {obstacle:?}");
        }
        for step in &part.steps {
            let what = match &step.action {
                Action::Delete => "delete".to_owned(),
                Action::Anonymise { fields } => format!("anonymise {} fields", fields.len()),
                Action::Unlink => "cut loose (somebody else's too)".to_owned(),
                Action::Keep { ground, until } => match until {
                    Some(until) => format!("keep until {until} ({ground})"),
                    None => format!("keep ({ground})"),
                },
            };
            println!("  {:>7}  {:<28} {what}", step.count, step.collection);
        }
    }
    println!("digest {}", plan.digest());
}
