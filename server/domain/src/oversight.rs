//! What those see who watch: the data map beside what the stores really look like, the records of
//! processing (GDPR Art. 30), and how far the audit ledger is signed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    facts::SchemaFacts,
    found::Failure,
    map::{Basis, DataMap, Store},
    view::ChainState,
};

/// The data map, beside the live schema of every store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapPage {
    /// The map.
    pub map: DataMap,
    /// What every approval signs of it.
    pub digest: String,
    /// Each store, in the map's order.
    pub stores: Vec<StoreSeen>,
}

/// What a store really looks like, against the map.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StoreSeen {
    /// Its id.
    pub id: String,
    /// Why it could not be looked at.
    pub failure: Option<Failure>,
    /// How many columns its mapped tables have.
    pub columns: u64,
    /// Those that nobody mapped: `table.column`.
    pub unmapped: Vec<String>,
    /// Those that are mapped and not there.
    pub missing: Vec<String>,
}

impl StoreSeen {
    /// A store against its live schema.
    pub fn of(store: &Store, facts: &Result<SchemaFacts, Failure>) -> Self {
        let mut seen = Self {
            id: store.id.to_string(),
            ..Self::default()
        };
        let facts = match facts {
            Ok(facts) => facts,
            Err(failure) => {
                seen.failure = Some(*failure);
                return seen;
            }
        };
        for collection in &store.collections {
            let Some(table) = &collection.table else {
                continue;
            };
            let Some(live) = facts.tables.get(table.as_str()) else {
                seen.missing.push(table.to_string());
                continue;
            };
            let mut mapped: BTreeSet<&str> = collection
                .fields
                .iter()
                .map(|field| field.name.as_str())
                .collect();
            mapped.extend(collection.key.iter().map(|name| name.as_str()));
            mapped.extend(collection.identities.keys().map(String::as_str));
            for link in &collection.links {
                mapped.extend(link.fields.keys().map(String::as_str));
                mapped.extend(link.when.keys().map(String::as_str));
            }
            seen.columns += live.columns.len() as u64;
            let there: BTreeSet<&str> = live.columns.iter().map(|one| one.name.as_str()).collect();
            let named = |name: &&str| format!("{table}.{name}");
            seen.unmapped.extend(there.difference(&mapped).map(named));
            let fields = collection.fields.iter().map(|field| field.name.as_str());
            let fields: BTreeSet<&str> = fields.collect();
            seen.missing.extend(fields.difference(&there).map(named));
        }
        seen
    }
}

/// One processing activity, as Art. 30(1) wants it written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Processing {
    /// What for, in the company's words.
    pub purpose: String,
    /// Why that is lawful.
    pub basis: Basis,
    /// The categories of data.
    pub categories: Vec<String>,
    /// The systems it lies in.
    pub systems: Vec<String>,
    /// Who gets it.
    pub recipients: Vec<String>,
    /// Until when it is kept, each way of saying it once.
    pub until: Vec<String>,
    /// Whether some of it is sensitive.
    pub sensitive: bool,
}

/// The records of processing of a map: one for each purpose.
pub fn records(map: &DataMap) -> Vec<Processing> {
    let mut all: BTreeMap<&str, [BTreeSet<String>; 4]> = BTreeMap::new();
    let mut sensitive = BTreeSet::new();
    for (_, store, collection) in map.collections() {
        for field in &collection.fields {
            for purpose in &field.purposes {
                let sets = all.entry(purpose.as_str()).or_default();
                sets[0].insert(field.category.clone());
                sets[1].insert(store.label.clone());
                sets[2].extend(field.recipients.iter().map(|name| {
                    let known = map.recipients.get(name.as_str());
                    known.map_or_else(|| name.to_string(), |one| one.label.clone())
                }));
                sets[3].insert(field.until.clone());
                if field.sensitive {
                    sensitive.insert(purpose.as_str());
                }
            }
        }
    }
    map.purposes
        .iter()
        .map(|(id, purpose)| {
            let [categories, systems, recipients, until] =
                all.remove(id.as_str()).unwrap_or_default();
            let list = |set: BTreeSet<String>| set.into_iter().collect();
            Processing {
                purpose: purpose.label.clone(),
                basis: purpose.basis,
                categories: list(categories),
                systems: list(systems),
                recipients: list(recipients),
                until: list(until),
                sensitive: sensitive.contains(id.as_str()),
            }
        })
        .collect()
}

/// How far the audit ledger is chained, signed, and kept outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainPage {
    /// Whether it held when it was last recomputed.
    pub chain: ChainState,
    /// The number of the last signed checkpoint, and when it was signed.
    pub signed: Option<(i64, DateTime<Utc>)>,
    /// How many checkpoints there are.
    pub checkpoints: u64,
    /// Up to which line the file outside the database states something; none where it is not
    /// there.
    pub outside: Option<i64>,
}
