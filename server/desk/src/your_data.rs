//! What the company holds on a person, read from the stores now.

use futures::TryStreamExt;
use habeas_domain::{
    found::Answer,
    id::SubjectId,
    map::{Collection, Place, Store},
    plan::Obstacle,
    role::Act,
    value::{Key, Record},
    view::{CollectionView, RecordView, SHOWN_AT_ONCE, Section, SystemFault, YourData},
};
use habeas_stores::{ClassedKeys, Search};

use crate::{Desk, DeskError, Done, Visitor, records};

impl Desk {
    /// Everything held on the visitor, by meaning, the first records of each collection.
    ///
    /// # Errors
    /// Only who may; a store that does not answer is part of the answer.
    pub async fn your_data(&self, visitor: &Visitor) -> Done<YourData> {
        let subject = visitor.customer(Act::SeeOwnData)?;
        let search = self.search(subject).await?;
        let mut sections: Vec<Section> = Vec::new();
        for (place, store, collection) in self.stores.map().collections() {
            let Some(keys) = search.keys.get(&place) else {
                continue;
            };
            let view = self
                .collection_view(subject, &place, store, collection, keys, 0)
                .await?;
            match sections
                .iter_mut()
                .find(|section| section.meaning == collection.meaning)
            {
                Some(section) => section.collections.push(view),
                None => sections.push(Section {
                    meaning: collection.meaning.clone(),
                    collections: vec![view],
                }),
            }
        }
        Ok(YourData {
            sections,
            missing: self.missing(&search),
        })
    }

    /// One page of one collection, from nought.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the map has no such collection or nothing is held in it.
    pub async fn collection(
        &self,
        visitor: &Visitor,
        place: &str,
        page: usize,
    ) -> Done<CollectionView> {
        let subject = visitor.customer(Act::SeeOwnData)?;
        let place = self.stores.map().resolve("", place);
        let store = self
            .stores
            .map()
            .store(&place.store)
            .ok_or(DeskError::NotFound)?;
        let collection = store
            .collection(&place.collection)
            .ok_or(DeskError::NotFound)?;
        let search = self.search(subject).await?;
        let Some(keys) = search.keys.get(&place) else {
            return Err(match search.found.answer(&place) {
                Some(Answer::Failed { .. }) => DeskError::Unavailable(self.missing(&search)),
                _ => DeskError::NotFound,
            });
        };
        self.collection_view(subject, &place, store, collection, keys, page)
            .await
    }

    /// Finds a person in all stores, by their verified identities.
    pub(crate) async fn search(&self, subject: SubjectId) -> Done<Search> {
        let identities = self.identities(subject).await?;
        Ok(self.stores.find(&identities, self.today()).await)
    }

    /// The systems that could not be searched, each once.
    pub(crate) fn missing(&self, search: &Search) -> Vec<SystemFault> {
        let mut missing: Vec<SystemFault> = Vec::new();
        for (place, answer) in &search.found.answers {
            let obstacle = match answer {
                Answer::Found(_) | Answer::None => continue,
                Answer::NotConnected => Obstacle::NotConnected,
                Answer::Failed { why } => Obstacle::Search {
                    collection: place.collection.clone(),
                    why: *why,
                },
            };
            let system = crate::lines::label(self.stores.map(), &place.store);
            if !missing.iter().any(|fault| fault.system == system) {
                missing.push(SystemFault { system, obstacle });
            }
        }
        missing
    }

    async fn collection_view(
        &self,
        subject: SubjectId,
        place: &Place,
        store: &Store,
        collection: &Collection,
        keys: &ClassedKeys,
        page: usize,
    ) -> Done<CollectionView> {
        let all = keys.all();
        let wanted: Vec<Key> = all
            .iter()
            .skip(page * SHOWN_AT_ONCE)
            .take(SHOWN_AT_ONCE)
            .map(|key| (*key).clone())
            .collect();
        let read: Vec<Record> = self.stores.read(place, &wanted).try_collect().await?;
        let records: Vec<RecordView> = read
            .iter()
            .map(|record| {
                let token = records::token(self.keys.tokens.bytes(), subject, place, &record.key);
                let shared = keys.shared.contains(&record.key);
                records::view(self.stores.map(), place, collection, record, token, shared)
            })
            .collect();
        Ok(CollectionView {
            place: place.to_string(),
            label: collection.label.clone(),
            describe: collection.describe.clone(),
            system: store.label.clone(),
            total: all.len() as u64,
            records,
        })
    }

    /// The record behind a token, among those that were just found to be the person's.
    pub(crate) fn key_of(
        &self,
        subject: SubjectId,
        search: &Search,
        place: &Place,
        token: &str,
    ) -> Done<Key> {
        let keys = search.keys.get(place).ok_or(DeskError::NotFound)?;
        keys.all()
            .into_iter()
            .find(|key| records::token(self.keys.tokens.bytes(), subject, place, key) == token)
            .ok_or(DeskError::NotFound)
    }
}
