//! Erasing a person from one store: search again, freeze, compare with what was approved, run,
//! count, tell the caller what is about to be, and only then commit.

mod chunk;
mod files;
mod guard;
mod mask;
mod probe;
mod run;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use habeas_domain::{
    found::Failure,
    identity::Identity,
    map::{Place, Store},
    plan::{Drift, Plan, Step, StorePlan, plan},
};
use serde::{Deserialize, Serialize};

pub use self::{
    mask::Pseudonyms,
    probe::{Probe, Witness},
};
use crate::{
    Stores,
    connect::Connector,
    error::StoreError,
    search::{self, ClassedKeys, Cut, Reach, Search, Sessions},
    session::{Purpose, Session},
};

/// The version of the serialised intent.
pub const INTENT_FORMAT: u32 = 1;

/// What is about to be committed. Whoever gets it writes it down durably before the store
/// commits; it holds keys, so it is sealed there and destroyed after verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent {
    /// The version of this form.
    pub format: u32,
    /// The store.
    pub store: String,
    /// The store's own number for the transaction, where it has one.
    pub txid: Option<String>,
    /// The steps, with their frozen counts.
    pub steps: Vec<Step>,
    /// The exact records.
    pub frozen: Vec<Frozen>,
    /// What the touched records looked like before and look like after.
    pub witnesses: Vec<Witness>,
    /// Whether this is a chunk, and more of the person is left in the store after it.
    #[serde(default)]
    pub unfinished: bool,
    /// What was intended, and done, when the same person was erased from the store before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Box<Intent>>,
}

/// The frozen records of one collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// The collection.
    pub collection: String,
    /// Its records, by class.
    pub keys: ClassedKeys,
}

/// What was done to a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreOutcome {
    /// The store.
    pub store: String,
    /// The steps, with what they did.
    pub steps: Vec<StepOutcome>,
    /// The store's own number for the transaction, where it has one.
    pub txid: Option<String>,
    /// Whether nothing that went is left in the store's write-ahead log. SQLite only, and not
    /// while somebody else reads; PostgreSQL lets go with its own vacuum and log retention.
    pub scrubbed: bool,
    /// Whether this was a chunk, and more of the person is left in the store.
    #[serde(default)]
    pub unfinished: bool,
}

/// One step as it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepOutcome {
    /// The step.
    pub step: Step,
    /// How many records it changed.
    pub changed: u64,
}

/// A store was not erased from. Unless it is in doubt, nothing in it was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EraseError<E> {
    /// What would run is not what was approved.
    #[error("what would run is no longer what was approved")]
    Drift(Drift),
    /// A collection that this store's answer leans on could not be searched.
    #[error("{place} could not be searched")]
    Incomplete {
        /// The collection.
        place: Place,
        /// Why.
        why: Failure,
    },
    /// A step changed another number of records than were frozen.
    #[error("a step on `{collection}` changed {changed} records instead of {frozen}")]
    Count {
        /// The collection.
        collection: String,
        /// How many it should have changed.
        frozen: u64,
        /// How many it did.
        changed: u64,
    },
    /// Deleting would take along rows that are not this person's, or that nobody mapped.
    #[error("deleting would take along {rows} rows of `{table}` that are not in the plan")]
    Beyond {
        /// The table they are in.
        table: String,
        /// How many.
        rows: u64,
    },
    /// What was made anonymous holds again what it held before: a trigger put it back.
    #[error("{rows} records of `{collection}` still hold what they held")]
    Unmasked {
        /// The collection.
        collection: String,
        /// How many records.
        rows: u64,
    },
    /// The store failed before the commit.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The intent could not be written down, so nothing was committed.
    #[error("the intent could not be recorded")]
    Intent(E),
    /// The commit was asked for and not confirmed: probe before doing anything else.
    #[error("the store did not confirm the commit")]
    InDoubt(StoreError),
}

impl<E> EraseError<E> {
    /// Whether the store may have been changed in spite of the error.
    pub fn in_doubt(&self) -> bool {
        matches!(self, Self::InDoubt(_))
    }
}

/// What the steps work from.
pub(crate) struct Work<'w> {
    pub(crate) store: &'w Store,
    pub(crate) part: &'w StorePlan,
    pub(crate) search: Search,
    pub(crate) secrets: &'w Pseudonyms,
    pub(crate) unfinished: bool,
}

/// What was found inside the store's own transaction.
struct Again {
    search: Search,
    fresh: Plan,
    session: Session,
    /// The step of which only a part goes now.
    chunk: Option<Step>,
}

/// An erasure to run on one store.
#[derive(Debug, Clone, Copy)]
pub struct Order<'o> {
    /// The store.
    pub store: &'o str,
    /// Who goes.
    pub identities: &'o [Identity],
    /// What was approved.
    pub approved: &'o Plan,
    /// The day from which retention counts.
    pub today: NaiveDate,
    /// What pseudonyms are made with.
    pub secrets: &'o Pseudonyms,
    /// What chunks before this one did.
    pub done: &'o [StepOutcome],
}

impl Work<'_> {
    fn place(&self, collection: &str) -> Place {
        Place::new(self.store.id.as_str(), collection)
    }

    /// The person's own records of a collection.
    fn own(&self, collection: &str) -> &[habeas_domain::value::Key] {
        self.search
            .keys
            .get(&self.place(collection))
            .map_or(&[], |keys| &keys.own)
    }

    /// The one condition that finds all of a collection that was found, where there is one and no
    /// link of its records is cut.
    fn way(&self, collection: &str) -> Option<&Reach> {
        let place = self.place(collection);
        if self.cuts().any(|cut| cut.place == place) {
            return None;
        }
        self.search.ways.get(&place)
    }

    /// The links to be cut in this store.
    fn cuts(&self) -> impl Iterator<Item = &Cut> {
        let store = self.store.id.as_str();
        self.search
            .cuts
            .iter()
            .filter(move |cut| cut.place.store == store)
    }

    fn intent(&self, txid: Option<String>, witnesses: Vec<Witness>) -> Intent {
        self.intended(self.search.keys.clone(), txid, witnesses)
    }

    /// As [`Work::intent`], where nothing is done with the keys any more.
    fn last_intent(&mut self, txid: Option<String>, witnesses: Vec<Witness>) -> Intent {
        let keys = std::mem::take(&mut self.search.keys);
        self.intended(keys, txid, witnesses)
    }

    fn intended(
        &self,
        keys: BTreeMap<Place, ClassedKeys>,
        txid: Option<String>,
        witnesses: Vec<Witness>,
    ) -> Intent {
        let frozen = keys
            .into_iter()
            .filter(|(place, _)| place.store == self.part.store)
            .map(|(place, keys)| Frozen {
                collection: place.collection,
                keys,
            })
            .collect();
        Intent {
            format: INTENT_FORMAT,
            store: self.part.store.clone(),
            txid,
            steps: self.part.steps.clone(),
            frozen,
            witnesses,
            unfinished: self.unfinished,
            earlier: None,
        }
    }
}

impl Stores {
    /// Erases a person from one store, in one transaction where it has them.
    ///
    /// Inside the transaction everything is searched again and compared with what was approved.
    /// When all steps have run and their counts are right, `intent` gets what is about to be
    /// committed; only when it has recorded that durably is the store committed.
    ///
    /// # Errors
    /// See [`EraseError`]; all but [`EraseError::InDoubt`] leave the store as it was.
    pub async fn erase<E, F, Fut>(
        &self,
        store: &str,
        identities: &[Identity],
        approved: &Plan,
        today: NaiveDate,
        secrets: &Pseudonyms,
        intent: F,
    ) -> Result<StoreOutcome, EraseError<E>>
    where
        F: FnOnce(Intent) -> Fut,
        Fut: Future<Output = Result<(), E>>,
    {
        let order = Order {
            store,
            identities,
            approved,
            today,
            secrets,
            done: &[],
        };
        self.erase_some(order, intent).await
    }

    /// As [`Stores::erase`]; but where more records go than one transaction should hold, one
    /// chunk of them, and the outcome says that it is unfinished. Called again with what was done
    /// so far it goes on, whatever happened in between.
    ///
    /// # Errors
    /// See [`EraseError`]; all but [`EraseError::InDoubt`] leave the store as it was.
    pub async fn erase_some<E, F, Fut>(
        &self,
        order: Order<'_>,
        intent: F,
    ) -> Result<StoreOutcome, EraseError<E>>
    where
        F: FnOnce(Intent) -> Fut,
        Fut: Future<Output = Result<(), E>>,
    {
        let store = self.map.store(order.store).ok_or(StoreError::NotInMap)?;
        let mut again = self.look_again(store, &order).await?;
        let id = store.id.as_str();
        let mut uncertain = again.search.uncertain.iter();
        if let Some((place, why)) = uncertain.find(|(place, _)| place.store == id) {
            return Err(EraseError::Incomplete {
                place: place.clone(),
                why: *why,
            });
        }
        let part = again.fresh.store(id).ok_or(StoreError::NotInMap)?.clone();
        if let Some(whole) = again.fresh.stores.iter_mut().find(|part| part.store == id) {
            chunk::with_done(whole, order.done);
        }
        order
            .approved
            .covers(&self.map, &again.fresh, id)
            .map_err(EraseError::Drift)?;
        let work = Work {
            store,
            part: &part,
            search: again.search,
            secrets: order.secrets,
            unfinished: false,
        };
        let mut session = match again.session {
            Session::Folder(folder) => return files::erase(folder, &work, intent).await,
            Session::Sql(session) => session,
        };
        let unread = work.search.vast.keys().any(|place| place.store == id);
        let mut outcome = match again.chunk {
            // Nobody froze what nobody read.
            None if unread => return Err(StoreError::faulty("unread").into()),
            None => run::erase(session, work, intent).await?,
            Some(step) => {
                let budget = self.limits.rows;
                let chunk = session.chunk(&work.search, store, &step, budget).await?;
                let place = work.place(&chunk.step.collection);
                let keys = ClassedKeys {
                    own: chunk.keys,
                    ..ClassedKeys::default()
                };
                let part = StorePlan {
                    steps: vec![chunk.step],
                    ..part.clone()
                };
                let work = Work {
                    part: &part,
                    search: Search {
                        keys: [(place, keys)].into(),
                        ..Search::default()
                    },
                    unfinished: true,
                    ..work
                };
                run::erase(session, work, intent).await?
            }
        };
        outcome.scrubbed = self.scrub(id).await;
        Ok(outcome)
    }

    /// Searches and plans inside the store's own writing transaction.
    async fn look_again(&self, store: &Store, order: &Order<'_>) -> Result<Again, StoreError> {
        let mut sessions: Sessions = BTreeMap::new();
        for other in &self.map.stores {
            let purpose = if other.id == store.id {
                Purpose::Write
            } else {
                Purpose::Read
            };
            let session = self.session(other, purpose).await;
            sessions.insert(other.id.to_string(), session);
        }
        let (map, limit) = (&self.map, self.limits.rows);
        let areas = &order.approved.areas;
        let search = search::search(
            map,
            &mut sessions,
            order.identities,
            order.today,
            (areas, Some(limit)),
        )
        .await;
        let facts = search::facts(map, &sessions);
        let fresh = plan(map, &facts, &search.found, order.today);
        let fresh = Plan {
            areas: areas.clone(),
            ..fresh
        };
        let chunk = fresh.store(store.id.as_str()).and_then(|part| {
            let ties = search::ties(map, &facts, &sessions);
            chunk::choose(map, &ties, &search, (store, part), limit).cloned()
        });
        let session = sessions
            .remove(store.id.as_str())
            .unwrap_or(Err(StoreError::NotInMap))?;
        Ok(Again {
            search,
            fresh,
            session,
            chunk,
        })
    }

    /// SQLite: gives back free pages where the file is set to, writes the log back into the file
    /// and cuts it, so that no old page stays there. What was freed was overwritten when it was
    /// freed (`secure_delete`); what others freed before without that is theirs to vacuum.
    async fn scrub(&self, store: &str) -> bool {
        let Some(Connector::Sqlite { write, .. }) = self.connectors.get(store) else {
            return false;
        };
        // 2 is INCREMENTAL: one row for every page, so all are fetched.
        let by_bits = sqlx::query_scalar("PRAGMA auto_vacuum")
            .fetch_one(write)
            .await;
        if matches!(by_bits, Ok(2_i64)) {
            let given = sqlx::query("PRAGMA incremental_vacuum")
                .fetch_all(write)
                .await;
            if let Err(error) = given {
                tracing::warn!(store, %error, "free pages could not be given back");
                return false;
            }
        }
        let answer: Result<(i64, i64, i64), sqlx::Error> =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
                .fetch_one(write)
                .await;
        matches!(answer, Ok((0, _, _)))
    }
}
