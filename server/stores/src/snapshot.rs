//! One consistent picture of all stores: what is searched, planned and read in it agrees.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use futures::{Stream, future::join_all};
use habeas_domain::{
    facts::SchemaFacts,
    found::Failure,
    identity::Identity,
    map::Place,
    plan::{Plan, plan},
    value::{Key, Record},
};

use crate::{
    Stores,
    error::StoreError,
    read::{self, Source},
    search::{self, Reach, Search, Sessions},
    session::{Purpose, Session},
};

/// A repeatable-read view of every store that answers.
pub struct Snapshot<'s> {
    stores: &'s Stores,
    sessions: Sessions,
}

impl<'s> Snapshot<'s> {
    pub(crate) async fn open(stores: &'s Stores, purpose: Purpose) -> Self {
        let opening = stores.map.stores.iter().map(|store| async move {
            let session = stores.session(store, purpose).await;
            (store.id.to_string(), session)
        });
        Self {
            stores,
            sessions: join_all(opening).await.into_iter().collect(),
        }
    }

    /// The live schema of every store.
    pub fn facts(&self) -> BTreeMap<String, Result<SchemaFacts, Failure>> {
        let stores = &self.stores.map.stores;
        stores
            .iter()
            .filter_map(|store| {
                let facts = match self.sessions.get(store.id.as_str())? {
                    Ok(session) => Ok(session.facts(store)),
                    Err(error) => Err(error.failure()),
                };
                Some((store.id.to_string(), facts))
            })
            .collect()
    }

    /// Searches all stores for a person.
    pub async fn find(&mut self, identities: &[Identity], today: NaiveDate) -> Search {
        self.find_in(identities, today, (&BTreeSet::new(), None))
            .await
    }

    /// As [`Snapshot::find`]; but collections of which the person has more records than one
    /// transaction erases, and all of them theirs alone, are counted instead of read.
    pub async fn survey(&mut self, identities: &[Identity], today: NaiveDate) -> Search {
        let limit = Some(self.stores.limits.rows);
        self.find_in(identities, today, (&BTreeSet::new(), limit))
            .await
    }

    async fn find_in(
        &mut self,
        identities: &[Identity],
        today: NaiveDate,
        within: (&BTreeSet<String>, Option<u64>),
    ) -> Search {
        let (map, sessions) = (&self.stores.map, &mut self.sessions);
        search::search(map, sessions, identities, today, within).await
    }

    /// Searches, and plans an erasure of what is found, everything or some areas of it.
    pub async fn plan(
        &mut self,
        identities: &[Identity],
        today: NaiveDate,
        areas: &BTreeSet<String>,
    ) -> (Plan, Search) {
        let limit = Some(self.stores.limits.rows);
        let search = self.find_in(identities, today, (areas, limit)).await;
        let facts = search::facts(&self.stores.map, &self.sessions);
        let plan = plan(&self.stores.map, &facts, &search.found, today);
        let areas = areas.clone();
        (Plan { areas, ..plan }, search)
    }

    /// Hands over the records of a collection that the search counted and did not read, in the
    /// order of their keys, one at a time.
    ///
    /// # Errors
    /// What the store or `see` says; no more is handed over then.
    pub async fn read_vast(
        &mut self,
        place: &Place,
        reach: &Reach,
        see: impl FnMut(Record) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let (_, collection) = self.stores.collection(place)?;
        match self.sessions.get_mut(&place.store) {
            Some(Ok(Session::Sql(session))) => session.each_reached(collection, reach, see).await,
            Some(Err(error)) => Err(error.clone()),
            _ => Err(StoreError::NotInMap),
        }
    }

    /// Reads records, in the order of the keys. A record that is gone is left out.
    pub fn read<'a>(
        &'a mut self,
        place: &'a Place,
        keys: &'a [Key],
    ) -> impl Stream<Item = Result<Record, StoreError>> + Send + 'a {
        let collection = self
            .stores
            .collection(place)
            .map(|(_, collection)| collection);
        let source = match self.sessions.get_mut(&place.store) {
            Some(Ok(session)) => Source::Borrowed(session),
            Some(Err(error)) => Source::Broken(error.clone()),
            None => Source::Broken(StoreError::NotInMap),
        };
        read::records(source, collection, keys)
    }
}
