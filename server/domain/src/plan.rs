//! The plan of an erasure: the exact steps that will run on the stores, with counts, strategies
//! and the grounds for what stays. Made by a pure function; approval signs its digest.

mod order;

pub use order::stores_in_order;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::{
    facts::SchemaFacts,
    found::{Answer, Classes, Failure, Found},
    map::{Collection, DataMap, FieldErase, LinkKind, Place, RecordErase, Tell},
    proof::canonical,
};

/// The version of the serialised form.
pub const PLAN_FORMAT: u32 = 1;

/// The ground on which stays what the person did not ask to have deleted. No name of a map: those
/// have no colon.
pub const NOT_ASKED: &str = "habeas:not-asked";

/// The exact steps of an erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The version of this form.
    pub format: u32,
    /// The company's version of the map.
    pub map_version: String,
    /// The digest of the map.
    pub map_digest: String,
    /// The day it was made: retention is counted from it.
    pub made_on: NaiveDate,
    /// The meanings that were asked for; none = everything.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub areas: BTreeSet<String>,
    /// One part for each store, in the map's order.
    pub stores: Vec<StorePlan>,
}

/// What will run on one store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorePlan {
    /// The store.
    pub store: String,
    /// The fingerprint of its live schema.
    pub fingerprint: String,
    /// The steps, children before parents.
    pub steps: Vec<Step>,
    /// Why the store cannot be erased from now; blocks approval and "done".
    pub obstacle: Option<Obstacle>,
}

/// Why a store cannot be erased from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "obstacle")]
pub enum Obstacle {
    /// It could not be searched.
    Search {
        /// The collection that failed.
        collection: String,
        /// Why.
        why: Failure,
    },
    /// Nobody said where it is.
    NotConnected,
}

/// One line of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The collection.
    pub collection: String,
    /// What happens to its records.
    pub action: Action,
    /// How many records.
    pub count: u64,
}

/// What happens to records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "action")]
pub enum Action {
    /// They go.
    Delete,
    /// They stay and are no longer about the person.
    Anonymise {
        /// What happens to each field (fields that stay as they are left out).
        fields: Vec<(String, FieldErase)>,
    },
    /// Somebody else's, or theirs too: only this person's link to them is cut.
    Unlink,
    /// They stay.
    Keep {
        /// The ground, by its name in the map.
        ground: String,
        /// The day after which they may go.
        until: Option<NaiveDate>,
    },
}

impl Action {
    /// Whether the step changes the store.
    pub fn writes(&self) -> bool {
        !matches!(self, Self::Keep { .. })
    }
}

/// Makes the plan of an erasure.
///
/// Pure: the same map, schema, findings and day give the same plan. A store that could not be
/// searched gets an obstacle, not an empty list.
pub fn plan(
    map: &DataMap,
    facts: &BTreeMap<String, SchemaFacts>,
    found: &Found,
    today: NaiveDate,
) -> Plan {
    let stores = map
        .stores
        .iter()
        .map(|store| {
            let id = store.id.as_str();
            let fingerprint = facts
                .get(id)
                .map(SchemaFacts::fingerprint)
                .unwrap_or_default();
            let mut steps = Vec::new();
            let mut obstacle = None;
            for collection in order::children_first(map, store, facts.get(id)) {
                let place = Place::new(id, collection.id.as_str());
                let touched = found.touched.get(&place).copied().unwrap_or_default();
                match found.answer(&place) {
                    Some(Answer::Found(classes)) => {
                        steps.extend(steps_of(collection, classes, touched));
                    }
                    Some(Answer::None) => {
                        steps.extend(steps_of(collection, &Classes::default(), touched));
                    }
                    Some(Answer::Failed { why }) => {
                        obstacle = Some(Obstacle::Search {
                            collection: place.collection,
                            why: *why,
                        });
                    }
                    Some(Answer::NotConnected) | None => obstacle = Some(Obstacle::NotConnected),
                }
            }
            StorePlan {
                store: id.to_owned(),
                fingerprint,
                steps,
                obstacle,
            }
        })
        .collect();
    Plan {
        format: PLAN_FORMAT,
        map_version: map.version.clone(),
        map_digest: map.digest(),
        made_on: today,
        areas: BTreeSet::new(),
        stores,
    }
}

fn steps_of(collection: &Collection, classes: &Classes, touched: u64) -> Vec<Step> {
    let step = |action, count| Step {
        collection: collection.id.to_string(),
        action,
        count,
    };
    let mut steps = Vec::new();
    if classes.own > 0 {
        let action = match collection.erase {
            RecordErase::Delete => Action::Delete,
            RecordErase::Anonymise => Action::Anonymise {
                fields: changes(collection),
            },
            RecordErase::Keep => Action::Keep {
                ground: collection
                    .ground
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
                until: None,
            },
        };
        steps.push(step(action, classes.own));
    }
    // Records of others that the engine cuts loose by itself are cut loose all the same.
    if classes.shared + touched > 0 {
        steps.push(step(Action::Unlink, classes.shared + touched));
    }
    for (ground, kept) in &classes.kept {
        steps.push(step(
            Action::Keep {
                ground: ground.clone(),
                until: kept.until,
            },
            kept.count,
        ));
    }
    steps
}

/// The fields that anonymisation changes.
fn changes(collection: &Collection) -> Vec<(String, FieldErase)> {
    collection
        .fields
        .iter()
        .filter_map(|field| match &field.erase {
            None | Some(FieldErase::Keep) => None,
            Some(erase) => Some((field.name.to_string(), erase.clone())),
        })
        .collect()
}

/// The digest of a plan as it is stored: of its text in one order, with the number of this way of
/// making digests before it. A later version of the program that knows more fields finds the same
/// digest for what an earlier one has stored.
pub fn stored_digest(stored: &Json) -> String {
    let text = canonical(stored).unwrap_or_default();
    format!("2-{}", hex::encode(Sha256::digest(text)))
}

/// Whether a stored plan is the one that was approved.
pub fn is_approved(stored: &Json, digest: &str) -> bool {
    match digest.split_once('-') {
        Some(_) => stored_digest(stored) == digest,
        None => first::digest(stored).is_some_and(|first| first == digest),
    }
}

/// How digests were made first: of the fields in the order in which the program then had them.
/// Nothing may be added here.
mod first {
    use serde::{Deserialize, Serialize};
    use serde_json::Value as Json;
    use sha2::{Digest, Sha256};

    #[derive(Serialize, Deserialize)]
    struct Plan {
        format: u32,
        map_version: String,
        map_digest: String,
        made_on: String,
        stores: Vec<Store>,
    }

    #[derive(Serialize, Deserialize)]
    struct Store {
        store: String,
        fingerprint: String,
        steps: Vec<Step>,
        // A plan with an obstacle was never approved.
        obstacle: (),
    }

    #[derive(Serialize, Deserialize)]
    struct Step {
        collection: String,
        // Their fields were written in the order of their names.
        action: Json,
        count: u64,
    }

    pub(super) fn digest(stored: &Json) -> Option<String> {
        let plan: Plan = serde_json::from_value(stored.clone()).ok()?;
        let text = serde_json::to_vec(&plan).ok()?;
        Some(hex::encode(Sha256::digest(text)))
    }
}

/// How far counts may move between approval and run without asking again: ten records or a
/// tenth, whichever is more. Kinds of steps, grounds and classes may not move at all.
pub fn tolerated(approved: u64) -> u64 {
    (approved / 10).max(10)
}

/// Why an approved plan no longer covers what would run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "drift")]
pub enum Drift {
    /// The map is another.
    Map,
    /// The store's schema changed.
    Schema {
        /// The store.
        store: String,
    },
    /// A step that nobody approved: a new collection, ground, share or strategy.
    NewStep {
        /// The store.
        store: String,
        /// The collection.
        collection: String,
    },
    /// More records than the tolerance allows.
    Count {
        /// The store.
        store: String,
        /// The collection.
        collection: String,
        /// As approved.
        approved: u64,
        /// Now.
        now: u64,
    },
    /// A store cannot be searched now.
    Obstacle {
        /// The store.
        store: String,
    },
}

impl Plan {
    /// What an approval signs: map, schemas, steps, grounds and counts.
    pub fn digest(&self) -> String {
        stored_digest(&serde_json::to_value(self).unwrap_or_default())
    }

    /// Whether every store could be searched.
    pub fn is_complete(&self) -> bool {
        self.stores.iter().all(|store| store.obstacle.is_none())
    }

    /// The part for one store.
    pub fn store(&self, id: &str) -> Option<&StorePlan> {
        self.stores.iter().find(|store| store.store == id)
    }

    /// Whether this approved plan covers a fresh one of the same person for one store.
    ///
    /// # Errors
    /// The first way in which it does not; a person must then look again.
    pub fn covers(&self, map: &DataMap, fresh: &Plan, store: &str) -> Result<(), Drift> {
        if !map.is_of(&self.map_digest) || self.areas != fresh.areas {
            return Err(Drift::Map);
        }
        let name = || store.to_owned();
        let (Some(old), Some(new)) = (self.store(store), fresh.store(store)) else {
            return Err(Drift::Obstacle { store: name() });
        };
        if new.obstacle.is_some() {
            return Err(Drift::Obstacle { store: name() });
        }
        if old.fingerprint != new.fingerprint {
            return Err(Drift::Schema { store: name() });
        }
        for step in &new.steps {
            let same = |other: &&Step| {
                other.collection == step.collection && same_rule(&other.action, &step.action)
            };
            let Some(approved) = old.steps.iter().find(same) else {
                return Err(Drift::NewStep {
                    store: name(),
                    collection: step.collection.clone(),
                });
            };
            // One more share is another decision: something of the person's would stay.
            let tolerance = match step.action {
                Action::Unlink => 0,
                _ => tolerated(approved.count),
            };
            if step.count > approved.count + tolerance {
                return Err(Drift::Count {
                    store: name(),
                    collection: step.collection.clone(),
                    approved: approved.count,
                    now: step.count,
                });
            }
        }
        Ok(())
    }

    /// The plan as the person may see it: secret grounds leave no trace.
    pub fn for_the_person(&self, map: &DataMap) -> Plan {
        let told = |action: &Action| match action {
            Action::Keep { ground, .. } => {
                ground == NOT_ASKED
                    || map
                        .grounds
                        .get(ground)
                        .is_some_and(|ground| ground.tell == Tell::Person)
            }
            _ => true,
        };
        let mut plan = self.clone();
        for store in &mut plan.stores {
            store.steps.retain(|step| told(&step.action));
        }
        plan
    }

    /// How many records an erasure removes, changes, cuts loose and keeps.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for step in self.stores.iter().flat_map(|store| &store.steps) {
            let total = match step.action {
                Action::Delete => &mut totals.deleted,
                Action::Anonymise { .. } => &mut totals.anonymised,
                Action::Unlink => &mut totals.unlinked,
                Action::Keep { .. } => &mut totals.kept,
            };
            *total += step.count;
        }
        totals
    }
}

/// The same rule, whatever the end date of a retention has become.
fn same_rule(one: &Action, other: &Action) -> bool {
    match (one, other) {
        (Action::Keep { ground: a, .. }, Action::Keep { ground: b, .. }) => a == b,
        _ => one == other,
    }
}

/// Records by what happens to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Gone.
    pub deleted: u64,
    /// No longer about the person.
    pub anonymised: u64,
    /// Let go, because somebody else's too.
    pub unlinked: u64,
    /// Kept on a ground.
    pub kept: u64,
}

/// The links of a collection that a shared record is cut loose by: those along which it was
/// reached, on the side that belongs to the person.
pub fn owning_links(map: &DataMap, place: &Place) -> Vec<(Place, crate::map::Link)> {
    map.links()
        .filter_map(|(from, to, link)| match link.kind {
            LinkKind::OwnedBy if from == *place => Some((from, link.clone())),
            LinkKind::Owns if to == *place => Some((from, link.clone())),
            _ => None,
        })
        .collect()
}
