//! The data map: checking it, and the schema by which editors complete it.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::{Result, bail};
use clap::Subcommand;
use habeas_domain::{
    inventory::Inventory,
    map::{
        Coverage, Finding, Severity, check, check_rules, check_schema, coverage, json_schema,
        translation_schema,
    },
};

use crate::process;

#[derive(Debug, Subcommand)]
pub enum Map {
    /// Check a map by itself and against the live stores.
    Check {
        /// The map.
        file: PathBuf,
        /// Only by itself: the stores are not asked.
        #[arg(long)]
        offline: bool,
    },
    /// Print the JSON Schema of maps.
    Schema {
        /// That of the files that translate a map.
        #[arg(long)]
        translation: bool,
    },
}

impl Map {
    pub async fn run(self) -> Result<()> {
        match self {
            Self::Check { file, offline } => check_file(file, offline).await,
            Self::Schema { translation } => {
                let schema = if translation {
                    translation_schema()
                } else {
                    json_schema()
                };
                println!("{schema}");
                Ok(())
            }
        }
    }
}

async fn check_file(file: PathBuf, offline: bool) -> Result<()> {
    let map = process::map(&file)?;
    let mut findings = check(&map);
    let mut silent = Vec::new();
    let mut covered = Vec::new();
    if !offline {
        let stores = process::stores(&file).await?;
        let mut facts = BTreeMap::new();
        for (store, answer) in stores.facts().await {
            match answer {
                Ok(schema) => drop(facts.insert(store, schema)),
                Err(why) => silent.push((store, why)),
            }
        }
        // A store that was not asked has nothing missing.
        let mut asked = map.clone();
        asked
            .stores
            .retain(|store| facts.contains_key(store.id.as_str()));
        findings.extend(check_schema(&asked, &facts));
        let held = stores.inventory().await.into_iter();
        let held = held.filter_map(|(store, held)| Some((store, held.ok()?)));
        let held: BTreeMap<String, Inventory> = held.collect();
        findings.extend(check_rules(&asked, &held));
        covered = coverage(&asked, &held);
    }
    findings.sort_by_key(|finding| (finding.line, finding.column));
    for finding in &findings {
        tell(&file.display().to_string(), finding);
    }
    for translation in process::translations(&file)? {
        let file = file.with_extension(format!("{}.yaml", translation.language));
        for finding in translation.check(&map) {
            tell(&file.display().to_string(), &finding);
        }
    }
    for (store, why) in &silent {
        println!(
            "{}: fault: the store `{store}` cannot be looked at ({why:?}): check where `connect` leads and whether it runs, or use --offline",
            file.display()
        );
    }
    covered.iter().for_each(tell_coverage);
    let faults = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Fault)
        .count()
        + silent.len();
    let collections = map.collections().count();
    if faults > 0 {
        bail!("{faults} faults; nothing may run on this map");
    }
    println!(
        "{}: {} stores, {collections} collections, no faults.",
        file.display(),
        map.stores.len()
    );
    Ok(())
}

fn tell(file: &str, finding: &Finding) {
    println!("{file}:{finding}");
}

fn tell_coverage(one: &Coverage) {
    println!(
        "{}: {} of {} columns described, {} %",
        one.store,
        one.mapped,
        one.columns,
        one.percent()
    );
    if !one.unmapped.is_empty() {
        println!("  columns nobody described: {}", one.unmapped.join(", "));
    }
    if !one.tables.is_empty() {
        let tables = one.tables.iter().map(|(name, columns)| match columns {
            1 => format!("{name} (1 column)"),
            _ => format!("{name} ({columns} columns)"),
        });
        let tables: Vec<String> = tables.collect();
        println!("  tables nobody described: {}", tables.join(", "));
    }
}
