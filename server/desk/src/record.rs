//! One record of the visitor on a page of its own, where what is sensitive can be made visible.

use futures::TryStreamExt;
use habeas_domain::{
    id::SubjectId,
    look::RecordPage,
    map::{Collection, Disclose, Place, Reveal, Store},
    role::Act,
    value::{Record, Value},
    view::Shown,
};

use crate::{Desk, DeskError, Done, Visitor};

/// A record that was just found to be the visitor's.
pub(crate) struct Found<'d> {
    pub(crate) subject: SubjectId,
    pub(crate) place: Place,
    pub(crate) store: &'d Store,
    pub(crate) collection: &'d Collection,
    pub(crate) record: Record,
    pub(crate) shared: bool,
}

impl Desk {
    /// One record; of what is sensitive only the field that the visitor asks to see is shown.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where it is not the visitor's; [`DeskError::Prove`] where the map
    /// wants a fresh proof before a value is shown.
    pub async fn one_record(
        &self,
        visitor: &Visitor,
        (place, token): (&str, &str),
        reveal: Option<&str>,
    ) -> Done<RecordPage> {
        let found = self.own_record(visitor, place, token).await?;
        let said = self.beside(found.subject).await?;
        let mut record = self.record_view(
            found.subject,
            &found.place,
            found.collection,
            (&found.record, found.shared),
            &said,
        );
        if let Some(name) = reveal {
            let field = found.collection.field(name);
            let field = field
                .filter(|field| field.sensitive && field.show() == Disclose::Yes)
                .ok_or(DeskError::NotFound)?;
            if field.reveal == Reveal::AfterProof {
                visitor.proved(self.now())?;
            }
            let shown = record.fields.iter_mut().find(|shown| shown.name == name);
            if let (Some(shown), Some(Value::Text(text))) = (shown, found.record.get(name)) {
                shown.value = Shown::Text(text.clone());
            }
        }
        Ok(RecordPage {
            place: found.place.to_string(),
            label: found.collection.label.clone(),
            describe: found.collection.describe.clone(),
            system: found.store.label.clone(),
            record,
        })
    }

    /// The visitor's record behind a token.
    pub(crate) async fn own_record(
        &self,
        visitor: &Visitor,
        place: &str,
        token: &str,
    ) -> Done<Found<'_>> {
        let subject = visitor.customer(Act::SeeOwnData)?;
        let place = self.map().resolve("", place);
        let store = self.map().store(&place.store).ok_or(DeskError::NotFound)?;
        let collection = store
            .collection(&place.collection)
            .filter(|collection| !self.map().is_untold(collection))
            .ok_or(DeskError::NotFound)?;
        let search = self.search(subject).await?;
        let key = self.key_of(subject, &search, &place, token)?;
        let shared = search
            .keys
            .get(&place)
            .is_some_and(|keys| keys.shared.contains(&key));
        let keys = std::slice::from_ref(&key);
        let read: Result<Vec<Record>, _> = self.stores.read(&place, keys).try_collect().await;
        let read = read.map_err(|error| self.unavailable(&place, &error))?;
        let record = read.into_iter().next().ok_or(DeskError::NotFound)?;
        Ok(Found {
            subject,
            place,
            store,
            collection,
            record,
            shared,
        })
    }
}
