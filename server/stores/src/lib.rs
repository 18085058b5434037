//! Connectors to the company's stores: find, read, correct, erase, verify.
//!
//! A store is never more than it was found to be: every answer says found, none, failed or not
//! connected, and everything that writes counts what it wrote. Values travel as text in one
//! canonical form; many of them travel in one bind.

mod bind;
mod browse;
mod bulk;
mod by;
mod choice;
mod connect;
mod correct;
mod dialect;
mod erase;
mod error;
mod folder;
mod held;
mod inventory;
mod pattern;
mod read;
mod scan;
mod schema;
mod search;
mod session;
mod snapshot;
mod statement;
mod warn;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use chrono::NaiveDate;
use habeas_domain::{
    clock::Withheld,
    facts::SchemaFacts,
    found::Failure,
    identity::Identity,
    map::{Collection, DataMap, LinkKind, Place, Store},
    plan::Plan,
};

pub use browse::{Browse, Browsed};
pub use choice::Written;
pub use connect::Limits;
pub use correct::Corrected;
pub use erase::{
    EraseError, Frozen, Intent, Order, Probe, Pseudonyms, StepOutcome, StoreOutcome, Witness,
};
pub use error::{Rule, StoreError};
pub use folder::Document;
pub use scan::{Scanned, Sight};
pub use search::{ClassedKeys, Reach, Search};
pub use snapshot::Snapshot;
pub use warn::Warned;

use connect::Connector;
use session::{Purpose, Session};

/// The company's stores, as the map describes them.
pub struct Stores {
    map: DataMap,
    connectors: BTreeMap<String, Connector>,
    limits: Limits,
}

impl Stores {
    /// Makes ready to connect. Nothing is refused here: a store that does not answer, or that
    /// nobody named, says so when it is asked.
    ///
    /// `base` is the folder of the map; `lookup` answers for `env:` addresses.
    pub async fn open(map: DataMap, base: &Path, lookup: impl Fn(&str) -> Option<String>) -> Self {
        Self::open_with(map, base, lookup, Limits::default()).await
    }

    /// As [`Stores::open`], with other limits.
    // Async because the pools hold on to the runtime they are made in.
    #[expect(clippy::unused_async, reason = "pools need a runtime around them")]
    pub async fn open_with(
        map: DataMap,
        base: &Path,
        lookup: impl Fn(&str) -> Option<String>,
        limits: Limits,
    ) -> Self {
        let connectors = map
            .stores
            .iter()
            .map(|store| {
                let connector = Connector::new(store, base, &lookup, limits);
                (store.id.to_string(), connector)
            })
            .collect();
        Self {
            map,
            connectors,
            limits,
        }
    }

    /// Marks in the map what a law wants said to be held, and never shown.
    pub fn withhold(&mut self, withheld: &[Withheld]) {
        self.map.withhold(withheld);
    }

    /// The map.
    pub fn map(&self) -> &DataMap {
        &self.map
    }

    /// The live schema of every store.
    pub async fn facts(&self) -> BTreeMap<String, Result<SchemaFacts, Failure>> {
        self.snapshot().await.facts()
    }

    /// Opens one consistent picture of every store.
    pub async fn snapshot(&self) -> Snapshot<'_> {
        Snapshot::open(self, Purpose::Read).await
    }

    /// Searches all stores for a person.
    pub async fn find(&self, identities: &[Identity], today: NaiveDate) -> Search {
        self.snapshot().await.find(identities, today).await
    }

    /// Searches all stores for a person, without reading what is too much to hold: see
    /// [`Snapshot::survey`].
    pub async fn survey(&self, identities: &[Identity], today: NaiveDate) -> Search {
        self.snapshot().await.survey(identities, today).await
    }

    /// As [`Stores::snapshot`], for somebody who waits for a page: a store that is slow is given
    /// up sooner, and said to be missing.
    pub async fn glance(&self) -> Snapshot<'_> {
        Snapshot::open(self, Purpose::Page).await
    }

    /// Searches, and plans an erasure of what is found.
    pub async fn plan(&self, identities: &[Identity], today: NaiveDate) -> (Plan, Search) {
        self.plan_of(identities, today, &BTreeSet::new()).await
    }

    /// As [`Stores::plan`], of some areas of the map; none = everything.
    pub async fn plan_of(
        &self,
        identities: &[Identity],
        today: NaiveDate,
        areas: &BTreeSet<String>,
    ) -> (Plan, Search) {
        self.snapshot().await.plan(identities, today, areas).await
    }

    /// The stores in the order in which a person is erased from them: those to which a way leads
    /// only through others come first, or nobody would find the way after the others are done.
    pub fn erase_order(&self) -> Vec<&str> {
        let mut waiting: Vec<&str> = self
            .map
            .stores
            .iter()
            .map(|store| store.id.as_str())
            .collect();
        let mut ordered = Vec::with_capacity(waiting.len());
        while !waiting.is_empty() {
            let free = waiting
                .iter()
                .position(|store| !waiting.iter().any(|other| self.leads_to(store, other)))
                .unwrap_or(0);
            ordered.push(waiting.remove(free));
        }
        ordered
    }

    /// Whether a way leads from records of one store to records of another: what is erased from
    /// the first no longer shows the way to the second.
    pub fn leads_to(&self, from: &str, to: &str) -> bool {
        self.map.links().any(|(a, b, link)| {
            let (source, target) = match link.kind {
                LinkKind::OwnedBy => (&b.store, &a.store),
                LinkKind::Owns => (&a.store, &b.store),
                LinkKind::Refers => return false,
            };
            source != target && source == from && target == to
        })
    }

    fn collection(&self, place: &Place) -> Result<(&Store, &Collection), StoreError> {
        let store = self.map.store(&place.store).ok_or(StoreError::NotInMap)?;
        let collection = store
            .collection(&place.collection)
            .ok_or(StoreError::NotInMap)?;
        Ok((store, collection))
    }

    async fn session(&self, store: &Store, purpose: Purpose) -> Result<Session, StoreError> {
        let connector = self
            .connectors
            .get(store.id.as_str())
            .ok_or(StoreError::NotInMap)?;
        Session::open(store, connector, purpose, self.limits).await
    }
}
