//! What goes into a package, store by store.

use std::io::Write;

use futures::{StreamExt, TryStreamExt};
use habeas_domain::{
    found::{Answer, Failure},
    map::{Collection, Disclose, Field, Place},
    value::{Key, Record},
};
use habeas_package::Status;
use habeas_stores::{Search, Snapshot, StoreError};

use super::{HeldBack, Making, NotMade, Writer};
use crate::{Desk, run::turn::Turn};

impl Desk {
    /// Everything of one store that was asked for; how many records that were. Whoever has a turn
    /// at it says how far it is.
    pub(super) async fn write_store(
        &self,
        package: &mut Writer<'_>,
        snapshot: &mut Snapshot<'_>,
        (search, making): (&Search, &Making),
        (store, turn): (&str, Option<&Turn>),
        back: &mut HeldBack,
    ) -> Result<u64, NotMade> {
        let mut records = 0;
        let counted = |records| {
            if let Some(turn) = turn {
                turn.counted(records);
            }
        };
        for (place, _, collection) in self.map().collections() {
            if place.store != store {
                continue;
            }
            if !making.scope.takes(collection) {
                package.answer(&place, Status::NotChosen, 0, None);
                continue;
            }
            match search.found.answer(&place) {
                Some(Answer::Found(_)) => {}
                Some(Answer::None) => {
                    package.answer(&place, Status::None, 0, None);
                    continue;
                }
                Some(Answer::Failed { why }) => {
                    return Err(NotMade::NoAnswer(place.store, *why));
                }
                Some(Answer::NotConnected) | None => {
                    return Err(NotMade::NoAnswer(place.store, Failure::Unreachable));
                }
            }
            let looked = making.looked.columns(&place, collection);
            if let (Some(reach), None) = (search.vast.get(&place), &looked) {
                let mut writer = package.collection(&place).map_err(anyhow::Error::from)?;
                let (mut held, mut fault) = (false, None);
                let read = snapshot.read_vast(&place, reach, |record| {
                    let taken = match writer.push(&record) {
                        Ok(taken) => taken,
                        Err(error) => {
                            fault = Some(error);
                            return Err(StoreError::NotInMap);
                        }
                    };
                    if taken {
                        held |= holds_back(collection, &record);
                        records += 1;
                        counted(records);
                    }
                    Ok(())
                });
                let read = read.await;
                if let Some(fault) = fault {
                    return Err(anyhow::Error::from(fault).into());
                }
                read.map_err(|error| lost(&place, error))?;
                writer.finish().map_err(anyhow::Error::from)?;
                back.note(&place, held, held);
                continue;
            }
            let keys = search.keys.get(&place).map(|keys| keys.all());
            let mut keys = keys.unwrap_or_default();
            if let Some(reach) = search.vast.get(&place) {
                // What somebody looked through is held against each record by its key.
                let read = snapshot.read_vast(&place, reach, |record| {
                    keys.push(record.key);
                    Ok(())
                });
                read.await.map_err(|error| lost(&place, error))?;
            }
            if let Some(fields) = looked {
                let asked = (&place, collection, keys.as_slice());
                let written = self
                    .write_reviewed(package, snapshot, asked, (&making.looked, &fields))
                    .await?;
                records += written.records;
                counted(records);
                back.note(&place, written.unread, written.held_back());
                continue;
            }
            let mut held = false;
            let mut rows = snapshot.read(&place, &keys).boxed();
            let mut writer = package.collection(&place).map_err(anyhow::Error::from)?;
            let mut documents = Vec::new();
            while let Some(record) = rows.try_next().await.map_err(|error| lost(&place, error))? {
                if !writer.push(&record).map_err(anyhow::Error::from)? {
                    continue;
                }
                held |= holds_back(collection, &record);
                if collection.pattern.is_some() {
                    documents.push(record.key);
                }
                records += 1;
                counted(records);
            }
            drop(rows);
            writer.finish().map_err(anyhow::Error::from)?;
            self.write_documents(package, &place, &documents).await?;
            back.note(&place, held, held);
        }
        counted(records);
        Ok(records)
    }

    pub(super) async fn write_documents(
        &self,
        package: &mut Writer<'_>,
        place: &Place,
        keys: &[Key],
    ) -> Result<(), NotMade> {
        for key in keys {
            let document = self.stores.object(place, key).await;
            let document = document.map_err(|error| lost(place, error))?;
            let name = key
                .0
                .first()
                .and_then(|name| name.as_text())
                .unwrap_or("document");
            let opened = package
                .open_document(place, name, media_type(name))
                .map_err(anyhow::Error::from)?;
            let Some(mut writer) = opened else {
                continue;
            };
            // A piece at a time: a document may be larger than memory.
            let mut pieces = document.bytes;
            while let Some(piece) = pieces
                .try_next()
                .await
                .map_err(|error| lost(place, error))?
            {
                writer.write_all(&piece).map_err(anyhow::Error::from)?;
            }
            writer.finish().map_err(anyhow::Error::from)?;
        }
        Ok(())
    }
}

/// Whether something of a record is held back until somebody has looked.
fn holds_back(collection: &Collection, record: &Record) -> bool {
    let waits = |field: &&Field| field.export() == Disclose::AfterReview;
    let mut fields = collection.fields.iter().filter(waits);
    fields.any(|field| {
        let value = record.get(field.name.as_str());
        value.is_some_and(|value| !value.is_null())
    })
}

pub(super) fn lost(place: &Place, error: StoreError) -> NotMade {
    NotMade::NoAnswer(place.store.clone(), error.failure())
}

/// The media type of a document, by its name.
pub(super) fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "pdf" => "application/pdf",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv",
        "json" => "application/json",
        "eml" => "message/rfc822",
        _ => "application/octet-stream",
    }
}
