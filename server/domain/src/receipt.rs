//! The receipt of an erasure: what was done in which system, what stays and why, and what nobody
//! can promise. Counts and words of the map only: nothing in it is about the person.

mod remains;

use std::collections::{BTreeMap, BTreeSet};

pub use remains::{Remain, RemainKind};

use chrono::{DateTime, NaiveDate, Utc};
use ed25519_dalek::{SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::{
    map::{DataMap, Place},
    plan::{Action, NOT_ASKED, Plan, Totals},
    proof::{ProofError, SignedDocument, canonical},
};

/// The version of the serialised form.
pub const RECEIPT_FORMAT: u32 = 1;

/// What a signed receipt says it is.
pub const RECEIPT_KIND: &str = "habeas/receipt";

/// The statement of an erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The version of this form.
    pub format: u32,
    /// The request's number.
    pub reference: String,
    /// Who erased.
    pub company: String,
    /// Whom to complain to.
    pub authority: String,
    /// The company's version of the map: nothing is claimed beyond it.
    pub map_version: String,
    /// The digest of the map.
    pub map_digest: String,
    /// The version of this program.
    pub tool_version: String,
    /// The day the request came in.
    pub asked_on: NaiveDate,
    /// The day it was approved.
    pub approved_on: NaiveDate,
    /// When the last system was done.
    pub done_at: DateTime<Utc>,
    /// The names of the areas that were asked for; none = everything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    /// What happened, by system.
    pub stores: Vec<StoreReceipt>,
    /// Searches after the run, oldest first.
    pub rounds: Vec<Round>,
    /// What the company remembers, so that the data does not come back.
    pub suppression: Option<Suppression>,
    /// Who else had got the data, and whether they were told when this was signed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<RecipientReceipt>,
    /// Erasures of what had to stay, done since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<LaterReceipt>,
    /// What cannot be promised: message keys.
    pub limits: Vec<String>,
}

/// An erasure of what had to stay, done when its time was over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterReceipt {
    /// Its number, under which it has a receipt of its own.
    pub reference: String,
    /// When it was done.
    pub done_at: DateTime<Utc>,
}

/// Somebody who had got data that was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientReceipt {
    /// Their name for people.
    pub label: String,
    /// When they were told; none where that was still to be done.
    pub told_at: Option<DateTime<Utc>>,
}

/// Whether a system answered when it was last asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoreStatus {
    /// It did.
    #[default]
    Answered,
    /// It did not: what it holds now is not known.
    NotReachable,
}

impl StoreStatus {
    fn is_answered(&self) -> bool {
        *self == Self::Answered
    }
}

/// What happened in one system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreReceipt {
    /// Its name for people.
    pub label: String,
    /// Its collections that held something.
    pub collections: Vec<CollectionReceipt>,
    /// Whether it answered when it was last asked.
    #[serde(default, skip_serializing_if = "StoreStatus::is_answered")]
    pub status: StoreStatus,
    /// Where older copies of what was erased may still be, and until when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remains: Vec<Remain>,
}

/// What happened in one collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionReceipt {
    /// Its name for people.
    pub label: String,
    /// Records that are gone.
    pub deleted: u64,
    /// Records that are no longer about the person.
    pub anonymised: u64,
    /// Records that are somebody else's too, from which the person was cut loose.
    pub unlinked: u64,
    /// Records that stay.
    pub kept: Vec<KeptReceipt>,
}

/// Records that stay on one ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptReceipt {
    /// How many.
    pub count: u64,
    /// Why, in plain words.
    pub ground: String,
    /// The law.
    pub law: String,
    /// The day after which they may go.
    pub until: Option<NaiveDate>,
}

/// One search after the run, with everything that was known before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// When.
    pub at: DateTime<Utc>,
    /// How many records were found that should have been gone.
    pub found_left: u64,
    /// Labels of systems that did not answer: nothing is said of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_reached: Vec<String>,
}

impl Round {
    /// Whether every system was searched.
    pub fn is_whole(&self) -> bool {
        self.not_reached.is_empty()
    }
}

/// A keyed hash of the identities is kept to notice if they come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// Until when.
    pub until: Option<NaiveDate>,
}

/// What really happened in one collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionOutcome {
    /// The collection.
    pub place: Place,
    /// Records deleted.
    pub deleted: u64,
    /// Records anonymised.
    pub anonymised: u64,
    /// Records cut loose.
    pub unlinked: u64,
}

impl CollectionOutcome {
    /// Whether any record is not what it was.
    pub fn changed_anything(&self) -> bool {
        self.deleted + self.anonymised + self.unlinked > 0
    }
}

/// The facts of the request that a receipt states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptFacts {
    /// The request's number.
    pub reference: String,
    /// The version of this program.
    pub tool_version: String,
    /// The day the request came in.
    pub asked_on: NaiveDate,
    /// The day it was approved.
    pub approved_on: NaiveDate,
    /// When the last system was done.
    pub done_at: DateTime<Utc>,
    /// Searches after the run, oldest first.
    pub rounds: Vec<Round>,
    /// What is remembered, if anything.
    pub suppression: Option<Suppression>,
    /// Who else had got the data.
    pub recipients: Vec<RecipientReceipt>,
    /// The stores in which nothing that went is left in the file or its log.
    pub scrubbed: BTreeSet<String>,
}

impl Receipt {
    /// Writes the receipt from what was planned to stay and what really happened.
    ///
    /// A ground that nobody may be told leaves no trace.
    pub fn from(
        facts: ReceiptFacts,
        plan: &Plan,
        outcomes: &[CollectionOutcome],
        map: &DataMap,
    ) -> Receipt {
        let mut outcomes: BTreeMap<&Place, &CollectionOutcome> =
            outcomes.iter().map(|done| (&done.place, done)).collect();
        let told = plan.for_the_person(map);
        let mut stores: Vec<StoreReceipt> = Vec::new();
        for store in &map.stores {
            let mut collections = Vec::new();
            for collection in &store.collections {
                let place = Place::new(store.id.as_str(), collection.id.as_str());
                let mut line = CollectionReceipt {
                    label: collection.label.clone(),
                    deleted: 0,
                    anonymised: 0,
                    unlinked: 0,
                    kept: kept(&told, &place, map),
                };
                if let Some(done) = outcomes.remove(&place) {
                    line.deleted = done.deleted;
                    line.anonymised = done.anonymised;
                    line.unlinked = done.unlinked;
                }
                if !line.is_empty() {
                    collections.push(line);
                }
            }
            let wrote =
                |line: &CollectionReceipt| line.deleted + line.anonymised + line.unlinked > 0;
            let remains = if collections.iter().any(wrote) {
                let scrubbed = facts.scrubbed.contains(store.id.as_str());
                remains::of(store, scrubbed, facts.done_at.date_naive())
            } else {
                Vec::new()
            };
            stores.push(StoreReceipt {
                label: store.label.clone(),
                collections,
                status: StoreStatus::Answered,
                remains,
            });
        }
        let limits = limits(&facts, &stores, !plan.areas.is_empty());
        Receipt {
            format: RECEIPT_FORMAT,
            reference: facts.reference,
            company: map.controller.name.clone(),
            authority: map.controller.authority.clone(),
            map_version: plan.map_version.clone(),
            map_digest: plan.map_digest.clone(),
            tool_version: facts.tool_version,
            asked_on: facts.asked_on,
            approved_on: facts.approved_on,
            done_at: facts.done_at,
            areas: names_of(plan, map),
            stores,
            rounds: facts.rounds,
            suppression: facts.suppression,
            recipients: facts.recipients,
            later: Vec::new(),
            limits,
        }
    }

    /// The receipt, signed.
    ///
    /// # Errors
    /// Never in practice: a receipt is always JSON.
    pub fn sign(
        &self,
        key: &SigningKey,
        key_id: impl Into<String>,
    ) -> Result<SignedDocument, ProofError> {
        let payload = canonical(self)?;
        Ok(SignedDocument::sign(RECEIPT_KIND, payload, key, key_id))
    }

    /// Reads a signed receipt, once its signature is found good.
    ///
    /// # Errors
    /// Why it cannot be relied on.
    pub fn open(signed: &SignedDocument, key: &VerifyingKey) -> Result<Receipt, ProofError> {
        let receipt: Receipt = signed.open(RECEIPT_KIND, key)?;
        if receipt.format == RECEIPT_FORMAT {
            Ok(receipt)
        } else {
            Err(ProofError::UnknownFormat)
        }
    }

    /// The four numbers of the whole receipt.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for line in self.stores.iter().flat_map(|store| &store.collections) {
            totals.deleted += line.deleted;
            totals.anonymised += line.anonymised;
            totals.unlinked += line.unlinked;
            totals.kept += line.kept.iter().map(|kept| kept.count).sum::<u64>();
        }
        totals
    }

    /// Adds a search after the run; a system that did not answer then is said not to have.
    pub fn searched(&mut self, round: Round) {
        for store in &mut self.stores {
            store.status = if round.not_reached.contains(&store.label) {
                StoreStatus::NotReachable
            } else {
                StoreStatus::Answered
            };
        }
        self.rounds.push(round);
    }

    /// How many searches after the run reached every system.
    pub fn whole_rounds(&self) -> usize {
        self.rounds.iter().filter(|round| round.is_whole()).count()
    }

    /// Whether every search after the run found nothing left, and the last reached every system.
    pub fn is_verified(&self) -> bool {
        self.rounds.last().is_some_and(Round::is_whole)
            && self.rounds.iter().all(|round| round.found_left == 0)
    }
}

impl CollectionReceipt {
    fn is_empty(&self) -> bool {
        self.deleted + self.anonymised + self.unlinked == 0 && self.kept.is_empty()
    }
}

fn kept(told: &Plan, place: &Place, map: &DataMap) -> Vec<KeptReceipt> {
    let steps = told
        .store(&place.store)
        .map(|store| store.steps.as_slice())
        .unwrap_or_default();
    steps
        .iter()
        .filter(|step| step.collection == place.collection)
        .filter_map(|step| {
            let Action::Keep { ground, until } = &step.action else {
                return None;
            };
            if ground == NOT_ASKED {
                return None;
            }
            let ground = map.grounds.get(ground)?;
            Some(KeptReceipt {
                count: step.count,
                ground: ground.label.clone(),
                law: ground.law.clone(),
                until: *until,
            })
        })
        .collect()
}

/// The areas of a plan as people know them: by the names of their collections.
fn names_of(plan: &Plan, map: &DataMap) -> Vec<String> {
    map.collections()
        .filter(|(_, _, collection)| plan.areas.contains(&collection.meaning))
        .filter(|(_, _, collection)| !map.is_untold(collection))
        .map(|(_, _, collection)| collection.label.clone())
        .collect()
}

/// What nobody can promise, as message keys.
fn limits(facts: &ReceiptFacts, stores: &[StoreReceipt], in_part: bool) -> Vec<String> {
    let lines = || stores.iter().flat_map(|store| &store.collections);
    let mut keys = vec!["receipt-limit-systems"];
    if stores.iter().any(|store| !store.remains.is_empty()) {
        keys.push("receipt-limit-backups");
    }
    if lines().any(|line| line.anonymised > 0) {
        keys.push("receipt-limit-anonymised");
    }
    if !facts.recipients.is_empty() {
        keys.push("receipt-limit-told");
    }
    keys.push("receipt-limit-paper");
    if facts.suppression.is_none() && !in_part {
        keys.push("receipt-limit-return");
    }
    keys.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
#[path = "receipt_tests.rs"]
mod tests;
