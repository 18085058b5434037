//! What the company holds on a person, read from the stores now.

use futures::TryStreamExt;
use habeas_domain::{
    found::{Answer, Failure},
    id::SubjectId,
    map::Place,
    plan::Obstacle,
    role::Act,
    value::{Key, Record},
    view::{CollectionView, SHOWN_AT_FIRST, Section, SystemFault, YourData},
};
use habeas_stores::{Search, Snapshot, StoreError};

use crate::{Desk, DeskError, Done, Visitor, lines::label, records, statements::Beside};

impl Desk {
    /// Everything held on the visitor, by meaning, the first records of each collection. A store
    /// that does not answer, or ceases to while it is read, is a gap that is named, and no more.
    ///
    /// # Errors
    /// Only who may.
    pub async fn your_data(&self, visitor: &Visitor) -> Done<YourData> {
        let subject = visitor.customer(Act::SeeOwnSummary)?;
        let summary = match visitor.may(Act::SeeOwnData) {
            Ok(()) => None,
            Err(DeskError::Refused(why)) => Some(why),
            Err(error) => return Err(error),
        };
        let shown = if summary.is_some() { 0 } else { SHOWN_AT_FIRST };
        let identities = self.identities(subject).await?;
        let said = self.beside(subject).await?;
        let mut snapshot = self.stores.glance().await;
        let search = snapshot.find(&identities, self.today()).await;
        let mut missing = self.missing(&search);
        let mut sections: Vec<Section> = Vec::new();
        for (place, store, collection) in self.map().collections() {
            let Some(keys) = search.keys.get(&place) else {
                continue;
            };
            if self.map().is_untold(collection) {
                continue;
            }
            let all = keys.all();
            let first = &all[..all.len().min(shown)];
            let read = match read(&mut snapshot, &place, first).await {
                Ok(read) => read,
                Err(error) => {
                    tracing::warn!(place = %place, %error, "not read for a page");
                    self.lost(&mut missing, &place, error.failure());
                    continue;
                }
            };
            let view = CollectionView {
                place: place.to_string(),
                label: collection.label.clone(),
                describe: collection.describe.clone(),
                system: store.label.clone(),
                total: all.len() as u64,
                records: read
                    .iter()
                    .map(|record| {
                        let shared = keys.shared.contains(&record.key);
                        self.record_view(subject, &place, collection, (record, shared), &said)
                    })
                    .collect(),
            };
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
            missing,
            ask_still_right: summary.is_none() && self.ask_still_right(subject).await?,
            summary,
            stands: self.restricted_view(subject).await?,
        })
    }

    /// A record as a page shows it, with its token and what the person said beside its fields.
    pub(crate) fn record_view(
        &self,
        subject: SubjectId,
        place: &Place,
        collection: &habeas_domain::map::Collection,
        (record, shared): (&Record, bool),
        beside: &Beside,
    ) -> habeas_domain::view::RecordView {
        let token = records::token(self.keys.tokens.bytes(), subject, place, &record.key);
        let mut view = records::view(self.map(), place, collection, record, token, shared);
        for field in &mut view.fields {
            field.statements = beside.said.beside(place, &record.key, &field.name);
        }
        beside.looked.show(&mut view, (place, record));
        view
    }

    /// Finds a person in all stores, by their verified identities, for a page.
    pub(crate) async fn search(&self, subject: SubjectId) -> Done<Search> {
        let identities = self.identities(subject).await?;
        let mut snapshot = self.stores.glance().await;
        Ok(snapshot.find(&identities, self.today()).await)
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
            let system = label(self.map(), &place.store);
            if !missing.iter().any(|fault| fault.system == system) {
                missing.push(SystemFault { system, obstacle });
            }
        }
        missing
    }

    fn lost(&self, missing: &mut Vec<SystemFault>, place: &Place, why: Failure) {
        let system = label(self.map(), &place.store);
        if !missing.iter().any(|fault| fault.system == system) {
            let collection = place.collection.clone();
            let obstacle = Obstacle::Search { collection, why };
            missing.push(SystemFault { system, obstacle });
        }
    }

    /// A store that fails under a page of its own, as the page says it.
    pub(crate) fn unavailable(&self, place: &Place, error: &StoreError) -> DeskError {
        tracing::warn!(place = %place, %error, "not read for a page");
        let mut missing = Vec::new();
        self.lost(&mut missing, place, error.failure());
        DeskError::Unavailable(missing)
    }

    /// The record behind a token, among those that were just found to be the person's.
    pub(crate) fn key_of(
        &self,
        subject: SubjectId,
        search: &Search,
        place: &Place,
        token: &str,
    ) -> Done<Key> {
        let Some(keys) = search.keys.get(place) else {
            return Err(match search.found.answer(place) {
                Some(Answer::Failed { .. }) => DeskError::Unavailable(self.missing(search)),
                _ => DeskError::NotFound,
            });
        };
        let secret = self.keys.tokens.bytes();
        let groups = [&keys.own, &keys.shared].into_iter();
        groups
            .chain(keys.kept.values())
            .flatten()
            .find(|key| records::token(secret, subject, place, key) == token)
            .cloned()
            .ok_or(DeskError::NotFound)
    }
}

async fn read(
    snapshot: &mut Snapshot<'_>,
    place: &Place,
    keys: &[Key],
) -> Result<Vec<Record>, StoreError> {
    snapshot.read(place, keys).try_collect().await
}
