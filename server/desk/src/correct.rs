//! Correcting one field.

use futures::TryStreamExt;
use habeas_domain::{
    hold::Touch,
    id::Reference,
    look::AlsoView,
    map::{Collection, Correctable, DataMap, Disclose, Field, Place, Reveal, Store, ValueCheck},
    right::Right,
    role::Act,
    validate::Fault,
    value::{Key, Record, Value},
    version::Version,
    view::CorrectView,
};
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Problem, Visitor,
    ask::Asking,
    keep::{Correction, Elsewhere, Private},
    lines::label,
    requests::shown,
};

/// A correction as it was entered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Correcting {
    /// `store.collection`.
    pub place: String,
    /// The record's token.
    pub token: String,
    /// The field's name.
    pub field: String,
    /// What the page showed as held.
    pub old: String,
    /// What it should be.
    pub new: String,
    /// Why, in the person's words; may be empty.
    pub reason: String,
}

/// The longest reason, in characters.
const LONGEST_REASON: usize = 1000;

/// A field of a record of the visitor that can be corrected, as it is now.
struct Subject<'d> {
    place: Place,
    store: &'d Store,
    collection: &'d Collection,
    field: &'d Field,
    key: Key,
    old: Value,
    also: Vec<Elsewhere>,
}

impl Desk {
    /// The form for one field.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where it is not the visitor's or cannot be corrected.
    pub async fn correct_form(
        &self,
        visitor: &Visitor,
        place: &str,
        token: &str,
        field: &str,
    ) -> Done<CorrectView> {
        let found = self.correctable(visitor, place, token, field).await?;
        Ok(found.view(self.map(), token))
    }

    /// Checks a correction before it is sent.
    ///
    /// # Errors
    /// [`DeskError::Answers`] where it cannot be taken.
    pub async fn check_correction(
        &self,
        visitor: &Visitor,
        asked: &Correcting,
    ) -> Done<CorrectView> {
        let (place, token, field) = (&asked.place, &asked.token, &asked.field);
        let found = self.correctable(visitor, place, token, field).await?;
        found.accept(asked)?;
        Ok(found.view(self.map(), token))
    }

    /// Asks for a correction: written at once where the map allows it, otherwise after an officer
    /// has looked. The store is written only if it still holds what the person saw.
    ///
    /// # Errors
    /// As [`Desk::check_correction`]; only after a fresh proof.
    pub async fn correct(
        &self,
        visitor: &Visitor,
        asked: &Correcting,
        client_id: Uuid,
    ) -> Done<Reference> {
        let subject = visitor.customer(Act::CorrectOwnData)?;
        visitor.proved(self.now())?;
        if let Some(reference) = self.asked_before(subject, client_id).await? {
            return Ok(reference);
        }
        let (place, token, field) = (&asked.place, &asked.token, &asked.field);
        let found = self.correctable(visitor, place, token, field).await?;
        let new = found.accept(asked)?;
        let also = found.also.clone();
        let private = Private {
            v: Version,
            correction: Some(Correction {
                place: found.place.to_string(),
                key: found.key.clone(),
                field: asked.field.clone(),
                old: found.old.clone(),
                new,
                reason: asked.reason.trim().to_owned(),
                also,
                forgotten: false,
                shown: false,
            }),
            ..Private::default()
        };
        // Under a hold or a restriction somebody looks first.
        let standing = self.standing(subject).await?;
        let free = standing.check(Touch::CorrectByMachine).is_ok();
        let asking = Asking {
            right: Right::Rectification,
            act: Act::CorrectOwnData,
            client_id,
            private: Some(&private),
            areas: std::collections::BTreeSet::new(),
            by_rule: free && found.at_once(self.map()),
            beside: false,
        };
        self.ask(visitor, asking).await
    }

    async fn correctable(
        &self,
        visitor: &Visitor,
        place: &str,
        token: &str,
        field: &str,
    ) -> Done<Subject<'_>> {
        let subject = visitor.customer(Act::CorrectOwnData)?;
        let place = self.map().resolve("", place);
        let store = self.map().store(&place.store).ok_or(DeskError::NotFound)?;
        let collection = store
            .collection(&place.collection)
            .ok_or(DeskError::NotFound)?;
        let field = collection.field(field).ok_or(DeskError::NotFound)?;
        if field.correct == Correctable::No || field.show() != Disclose::Yes {
            return Err(DeskError::NotFound);
        }
        // The form shows what is held.
        if field.reveal == Reveal::AfterProof {
            visitor.proved(self.now())?;
        }
        let search = self.search(subject).await?;
        let key = self.key_of(subject, &search, &place, token)?;
        let keys = std::slice::from_ref(&key);
        let records: Result<Vec<Record>, _> = self.stores.read(&place, keys).try_collect().await;
        let records = records.map_err(|error| self.unavailable(&place, &error))?;
        let record = records.first().ok_or(DeskError::NotFound)?;
        let old = record
            .get(field.name.as_str())
            .cloned()
            .unwrap_or(Value::Null);
        let also = self
            .held_elsewhere(&search, (&place, &key, field), &old)
            .await?;
        Ok(Subject {
            place,
            store,
            collection,
            field,
            key,
            old,
            also,
        })
    }
}

impl Subject<'_> {
    /// Whether nobody need look first: neither here nor where else the value is changed.
    fn at_once(&self, map: &DataMap) -> bool {
        let directly = |collection: &Collection, field: &Field| {
            collection.correctable(field) == Correctable::Directly
        };
        directly(self.collection, self.field)
            && self.also.iter().all(|one| {
                let place = map.resolve("", &one.place);
                map.collection(&place).is_some_and(|collection| {
                    let field = collection.field(&one.field);
                    field.is_some_and(|field| directly(collection, field))
                })
            })
    }

    fn view(&self, map: &DataMap, token: &str) -> CorrectView {
        CorrectView {
            place: self.place.to_string(),
            token: token.to_owned(),
            field: self.field.name.to_string(),
            label: self.field.label.clone(),
            collection: self.collection.label.clone(),
            system: self.store.label.clone(),
            old: shown(&self.old),
            check: self.check(),
            after_review: !self.at_once(map),
            contact: self.collection.reaches(self.field),
            also: self
                .also
                .iter()
                .filter_map(|one| {
                    let place = map.resolve("", &one.place);
                    let collection = map.collection(&place)?;
                    Some(AlsoView {
                        system: label(map, &place.store),
                        collection: collection.label.clone(),
                        field: collection.field(&one.field)?.label.clone(),
                        changed: None,
                    })
                })
                .collect(),
            recipients: self
                .field
                .recipients
                .iter()
                .filter_map(|name| map.recipients.get(name.as_str()))
                .map(|recipient| recipient.label.clone())
                .collect(),
        }
    }

    fn check(&self) -> ValueCheck {
        self.field.check.clone().unwrap_or(ValueCheck::Text)
    }

    /// The value to store.
    fn accept(&self, asked: &Correcting) -> Done<String> {
        if asked.old != shown(&self.old) {
            return Err(DeskError::Conflict);
        }
        let new = self
            .check()
            .accept(&asked.new)
            .map_err(|fault| DeskError::answer("new", Problem::Value(fault)))?;
        if new == asked.old {
            return Err(DeskError::answer("new", Problem::Value(Fault::Unchanged)));
        }
        if asked.reason.chars().count() > LONGEST_REASON {
            let fault = Fault::TooLong(LONGEST_REASON);
            return Err(DeskError::answer("reason", Problem::Value(fault)));
        }
        Ok(new)
    }
}
