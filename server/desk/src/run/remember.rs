//! What is written down before the first destructive statement: by what the person was known,
//! and the tombstones.

use std::collections::BTreeSet;

use futures::TryStreamExt;
use habeas_domain::{
    identity::Identity,
    map::{FieldErase, Place, RecordErase},
    value::{Key, Value},
};
use habeas_ledger::{requests, tombstones};
use habeas_stores::{Search, StoreError};

use crate::{
    Desk, Done, crash,
    keep::Private,
    run::{erase::Erasure, turn::Turn},
};

impl Desk {
    /// Before the first destructive statement: writes down everything by which the person was
    /// known, so that they can be searched for afterwards, and the tombstones. `false` where a
    /// store could not be searched.
    pub(super) async fn remember(&self, erasure: &Erasure, turn: &Turn) -> Done<bool> {
        let request = &erasure.kept.request;
        let mut tx = self.ledger.read().await?;
        let row = self.load_by_id(&mut tx, request.id).await?.row;
        let before = self.private(&mut tx, &row).await?;
        drop(tx);
        if !before.identities.is_empty() {
            return Ok(true);
        }
        let today = self.today();
        let mut search = self.stores.survey(&erasure.identities, today).await;
        let mut all = self.stores.survey(&search.identities_met, today).await;
        // What is reached in the same way is the same; where it is not, every record must be
        // known by its key.
        if search.vast != all.vast {
            search = self.stores.find(&erasure.identities, today).await;
            all = self.stores.find(&search.identities_met, today).await;
        }
        if !search.found.is_complete() || !all.found.is_complete() {
            return Ok(false);
        }
        // What the person's values find beyond the person is somebody else's: a shared telephone.
        let beyond = beyond(&search, &all);
        let (Ok(mut staying), Ok(shared)) =
            (self.staying(&search).await, self.values(&beyond).await)
        else {
            return Ok(false);
        };
        // A telephone that others have too does not say that this person is back.
        staying.extend(shared);
        let private = Private {
            identities: search.identities_met,
            others: beyond
                .into_iter()
                .map(|(place, keys)| (place.to_string(), keys))
                .collect(),
            ..before
        };
        // What stays by the plan (a customer number on an invoice) says nothing of a return.
        let mut going = private.identities.clone();
        going.retain(|identity| !staying.contains(identity));
        let now = self.now();
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
        crash::point(&format!("tombstones-written:{}", turn.step().store));
        Ok(true)
    }

    /// The identity values that records hold which the plan leaves.
    async fn staying(&self, search: &Search) -> Result<BTreeSet<Identity>, StoreError> {
        let mut staying = BTreeSet::new();
        for (place, keys) in &search.keys {
            let Some(collection) = self.map().collection(place) else {
                continue;
            };
            for (name, identity) in &collection.identities {
                let left = collection.erase == RecordErase::Keep
                    || collection.erase == RecordErase::Anonymise
                        && collection.field(name).is_none_or(|field| {
                            matches!(field.erase, None | Some(FieldErase::Keep))
                        });
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
