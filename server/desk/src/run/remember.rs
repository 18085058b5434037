//! What is written down before the first destructive statement: by what the person was known,
//! and the tombstones.

use std::collections::{BTreeMap, BTreeSet};

use futures::TryStreamExt;
use habeas_domain::{
    fault::point,
    found::{Answer, Failure},
    identity::Identity,
    map::{Collection, FieldErase, Place, RecordErase, Store, StoreKind},
    request::Stop,
    value::{Key, Record, Value},
};
use habeas_ledger::{requests, tombstones};
use habeas_stores::{Search, StoreError};

use crate::{
    Desk, Done,
    keep::Private,
    run::{Trouble, erase::Erasure, unanswered},
};

impl Desk {
    /// Before the first destructive statement in a store: writes down everything by which the
    /// person was known there, so that they can be searched for afterwards, and the tombstones.
    /// Where other stores do not answer, what is known so far is written down; they are asked
    /// before their turn. Otherwise why that could not be done.
    pub(super) async fn remember(
        &self,
        erasure: &mut Erasure,
        store: &str,
    ) -> Done<Option<(Stop, Trouble)>> {
        let mut tx = self.ledger.read().await?;
        let request = &erasure.kept.request;
        let row = self.load_by_id(&mut tx, request.id).await?.row;
        let before = self.private(&mut tx, &row).await?;
        drop(tx);
        let first = before.identities.is_empty();
        let missing = |name: &str| before.unsearched.iter().any(|known| known == name);
        if !first && !missing(store) {
            erasure.private = before;
            return Ok(None);
        }
        let today = self.today();
        let mut search = self.stores.survey(&erasure.identities, today).await;
        let everything = |search: &Search| {
            let mut identities = search.identities_met.clone();
            identities.extend(before.identities.iter().cloned());
            identities.sort_unstable();
            identities.dedup();
            identities
        };
        let mut identities = everything(&search);
        let mut all = self.stores.survey(&identities, today).await;
        // What is reached in the same way is the same; where it is not, every record must be
        // known by its key.
        if search.vast != all.vast {
            search = self.stores.find(&erasure.identities, today).await;
            identities = everything(&search);
            all = self.stores.find(&identities, today).await;
        }
        let silent = silent(&[&search, &all]);
        if let Some(why) = silent.get(store) {
            return Ok(Some(unanswered(store, *why)));
        }
        // What the person's values find beyond the person is somebody else's: a shared telephone.
        // What was erased from already says nothing of that any more.
        let mut beyond = beyond(&search, &all);
        beyond.retain(|(place, _)| {
            !silent.contains_key(&place.store) && (first || missing(&place.store))
        });
        let mut staying = match self.staying(&search).await {
            Ok(staying) => staying,
            Err(error) => return Ok(Some(unanswered(store, error.failure()))),
        };
        // A telephone that others have too does not say that this person is back.
        match self.values(&beyond).await {
            Ok(shared) => staying.extend(shared),
            Err(error) => return Ok(Some(unanswered(store, error.failure()))),
        }
        let mut private = Private {
            identities,
            unsearched: silent.into_keys().collect(),
            ..before
        };
        let beyond = beyond.into_iter();
        private
            .others
            .extend(beyond.map(|(place, keys)| (place.to_string(), keys)));
        // What stays by the plan (a customer number on an invoice) says nothing of a return.
        let mut going = Vec::new();
        let unsure = self.may_stay(&private.unsearched);
        for identity in &private.identities {
            // A store that is silent may keep it: that is known before its own turn.
            if unsure.contains(identity.kind.as_str()) {
                continue;
            }
            let somebodys = self.is_somebodys(identity, request.subject).await?;
            if identity.as_record().is_none() && !staying.contains(identity) && !somebodys {
                going.push(identity.clone());
            }
        }
        match self.tied(&search).await {
            Ok(tied) => going.extend(tied),
            Err(error) => return Ok(Some(unanswered(store, error.failure()))),
        }
        let now = self.now();
        // Who is deleted in part has not gone: there is nothing to notice coming back.
        if !request.areas.is_empty() {
            going.clear();
        }
        let stones = tombstones::of(
            &self.keys,
            &going,
            request.id,
            now,
            now + self.settings.tombstones_kept,
        );
        tombstones::append(&self.settings.tombstones(), &stones)?;
        let mut tx = self.ledger.begin().await?;
        tombstones::add(&mut tx, &stones).await?;
        let sealed = self.seal(&mut tx, request.subject, &private).await?;
        requests::set_sealed(&mut tx, request.id, &sealed).await?;
        tx.commit().await?;
        erasure.private = private;
        point(&format!("tombstones-written:{store}"));
        Ok(None)
    }

    /// The identities of the records that go or are changed, each as tied to its very record: so a
    /// record that a restored backup brings is noticed, also after the person came back. Where a
    /// record's number may be given again, to all that it held.
    async fn tied(&self, search: &Search) -> Result<Vec<Identity>, StoreError> {
        let mut tied = Vec::new();
        for (place, keys) in &search.keys {
            let Some((store, collection)) = self
                .map()
                .store(&place.store)
                .zip(self.map().collection(place))
            else {
                continue;
            };
            if collection.identities.is_empty() || collection.erase == RecordErase::Keep {
                continue;
            }
            let again = given_again(store, collection);
            let mut records = std::pin::pin!(self.stores.read(place, &keys.own));
            while let Some(record) = records.try_next().await? {
                let going =
                    held(collection, &record).filter(|(field, _)| !stays(collection, field));
                tied.extend(going.map(|(_, one)| match again {
                    true => tombstones::bound_whole(self.map(), &one, place, &record),
                    false => tombstones::bound(&one, place, &record.key),
                }));
            }
        }
        Ok(tied)
    }

    /// The kinds of identities that records of some stores may keep by the map's own word.
    fn may_stay(&self, stores: &[String]) -> BTreeSet<&str> {
        let collections = self.map().collections();
        let silent = collections.filter(|(place, _, _)| stores.contains(&place.store));
        silent
            .flat_map(|(_, _, collection)| {
                collection
                    .identities
                    .iter()
                    .filter(|(name, _)| collection.keep.is_some() || stays(collection, name))
            })
            .map(|(_, identity)| identity.kind.as_str())
            .collect()
    }

    /// The identity values that records hold which the plan leaves.
    async fn staying(&self, search: &Search) -> Result<BTreeSet<Identity>, StoreError> {
        let mut staying = BTreeSet::new();
        for (place, keys) in &search.keys {
            let Some(collection) = self.map().collection(place) else {
                continue;
            };
            for (name, identity) in &collection.identities {
                let left = stays(collection, name);
                let mut stay: Vec<Key> = keys.kept.values().flatten().cloned().collect();
                stay.extend(keys.shared.iter().cloned());
                if left {
                    stay.extend(keys.own.iter().cloned());
                }
                let values = self.values_of(place, &stay, (name, &identity.kind));
                staying.extend(values.await?);
            }
        }
        Ok(staying)
    }

    /// All identity values of records.
    async fn values(
        &self,
        records: &[(Place, Vec<Key>)],
    ) -> Result<BTreeSet<Identity>, StoreError> {
        let mut all = BTreeSet::new();
        for (place, keys) in records {
            let identities = self.map().collection(place).map(|found| &found.identities);
            for (name, identity) in identities.into_iter().flatten() {
                let values = self.values_of(place, keys, (name, &identity.kind));
                all.extend(values.await?);
            }
        }
        Ok(all)
    }

    async fn values_of(
        &self,
        place: &Place,
        keys: &[Key],
        (field, kind): (&str, &str),
    ) -> Result<BTreeSet<Identity>, StoreError> {
        let mut values = BTreeSet::new();
        let mut records = std::pin::pin!(self.stores.read(place, keys));
        while let Some(record) = records.try_next().await? {
            if let Some(value) = record.get(field).and_then(Value::as_text) {
                values.insert(Identity::new(kind, value));
            }
        }
        Ok(values)
    }
}

/// The stores that could not be searched whole, and why.
fn silent(searches: &[&Search]) -> BTreeMap<String, Failure> {
    let mut silent = BTreeMap::new();
    for search in searches {
        for (place, answer) in &search.found.answers {
            let why = match answer {
                Answer::Found(_) | Answer::None => continue,
                Answer::Failed { why } => *why,
                Answer::NotConnected => Failure::Unreachable,
            };
            silent.entry(place.store.clone()).or_insert(why);
        }
        for (place, why) in search.uncertain() {
            silent.entry(place.store.clone()).or_insert(why);
        }
    }
    silent
}

/// What `all` found beyond the person's own `search`.
fn beyond(search: &Search, all: &Search) -> Vec<(Place, Vec<Key>)> {
    let mut others = Vec::new();
    for (place, keys) in &all.keys {
        let own: BTreeSet<Key> = search
            .keys
            .get(place)
            .map(|keys| keys.all().into_iter().collect())
            .unwrap_or_default();
        let mut beyond = keys.all();
        beyond.retain(|key| !own.contains(key));
        if !beyond.is_empty() {
            others.push((place.clone(), beyond));
        }
    }
    others
}

/// Whether erasure leaves a field of a collection's records as it is.
fn stays(collection: &Collection, field: &str) -> bool {
    collection.erase == RecordErase::Keep
        || collection.erase == RecordErase::Anonymise
            && collection
                .field(field)
                .is_none_or(|field| matches!(field.erase, None | Some(FieldErase::Keep)))
}

/// By what a record knows somebody, with the fields.
pub(crate) fn held<'r>(
    collection: &'r Collection,
    record: &'r Record,
) -> impl Iterator<Item = (&'r str, Identity)> {
    collection
        .identities
        .iter()
        .filter_map(|(field, identity)| {
            let value = record.get(field).and_then(Value::as_text)?;
            Some((field.as_str(), Identity::new(&identity.kind, value)))
        })
}

/// Whether the key of a record that is deleted may be another's later: SQLite gives the number of
/// a deleted row to the next.
pub(crate) fn given_again(store: &Store, collection: &Collection) -> bool {
    store.kind == StoreKind::Sqlite
        && collection.key.len() == 1
        && collection.erase == RecordErase::Delete
}
