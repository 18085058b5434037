//! One value in several systems: a correction of an address that the shop and the help desk both
//! hold changes it in both, each only where it still holds the old value.

use futures::TryStreamExt;
use habeas_domain::{
    found::Answer,
    identity::Compare,
    look::AlsoView,
    map::{Collection, Correctable, Disclose, Field, Place, StoreKind, ValueCheck},
    value::{Key, Record, Value},
};
use habeas_ledger::{before_after, requests};
use habeas_stores::Search;
use serde::{Deserialize, Serialize};

use crate::{
    Desk, DeskError, Done,
    keep::{Correction, Elsewhere},
    lines::label,
};

/// What became of a value in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Corrected {
    /// `store.collection`.
    pub(crate) place: String,
    /// The field.
    pub(crate) field: String,
    /// Whether it was changed; not where it held something else by then.
    pub(crate) changed: bool,
}

/// As whatever a value is compared: an address whatever its case, a number whatever its spaces.
fn compare(field: &Field) -> Compare {
    match &field.check {
        Some(ValueCheck::Email) => Compare::Email,
        Some(ValueCheck::Phone) => Compare::Phone,
        _ => Compare::Exact,
    }
}

/// Whether a value is how the person is reached or found: such a value is one value, wherever it is
/// held. A name on a card is another matter than the name of an account.
fn is_one_value(collection: &Collection, field: &Field) -> bool {
    collection.reaches(field) || field.category.starts_with("user.contact.")
}

/// Whether a field of another collection holds the same kind of value and may be changed.
fn is_like(field: &Field, other: (&Collection, &Field)) -> bool {
    let (collection, other) = other;
    let key = collection.key.contains(&other.name);
    field.category == other.category
        && compare(field) == compare(other)
        && other.correct != Correctable::No
        && other.show() == Disclose::Yes
        && !key
}

impl Desk {
    /// Where else the person's own records hold the same value.
    ///
    /// # Errors
    /// [`DeskError::Unavailable`] where a system that may hold it does not answer.
    pub(crate) async fn held_elsewhere(
        &self,
        search: &Search,
        (place, key, field): (&Place, &Key, &Field),
        old: &Value,
    ) -> Done<Vec<Elsewhere>> {
        let one = self
            .map()
            .collection(place)
            .is_some_and(|collection| is_one_value(collection, field));
        let Some(old) = old.as_text().filter(|old| one && !old.trim().is_empty()) else {
            return Ok(Vec::new());
        };
        let compare = compare(field);
        let mut elsewhere = Vec::new();
        for (there, store, collection) in self.map().collections() {
            if store.kind == StoreKind::Objects {
                continue;
            }
            let fields: Vec<&Field> = collection
                .fields
                .iter()
                .filter(|other| is_like(field, (collection, other)))
                .collect();
            if fields.is_empty() {
                continue;
            }
            // Where nobody can say whether it is there too, it would be left behind unseen.
            if !matches!(
                search.found.answer(&there),
                Some(Answer::Found(_) | Answer::None)
            ) {
                return Err(DeskError::Unavailable(self.missing(search)));
            }
            let Some(keys) = search.keys.get(&there) else {
                continue;
            };
            // What is somebody else's too is not the person's to change.
            let kept = keys.kept.values().flatten();
            let own: Vec<Key> = keys.own.iter().chain(kept).cloned().collect();
            let records: Result<Vec<Record>, _> =
                self.stores.read(&there, &own).try_collect().await;
            let records = records.map_err(|error| self.unavailable(&there, &error))?;
            for record in &records {
                for other in &fields {
                    let itself = there == *place && record.key == *key && other.name == field.name;
                    let held = record.get(other.name.as_str());
                    if let Some(held) = held.filter(|_| !itself)
                        && held.as_text().is_some_and(|held| compare.same(held, old))
                    {
                        elsewhere.push(Elsewhere {
                            place: there.to_string(),
                            key: record.key.clone(),
                            field: other.name.to_string(),
                            old: held.clone(),
                        });
                    }
                }
            }
        }
        Ok(elsewhere)
    }

    /// Where else a correction changes the value, in the map's words, and what became of it.
    pub(crate) fn also(&self, correction: &Correction, done: &[Corrected]) -> Vec<AlsoView> {
        let all = correction.also.iter().filter_map(|one| {
            let place = self.map().resolve("", &one.place);
            let collection = self.map().collection(&place)?;
            let became = done
                .iter()
                .find(|done| done.place == one.place && done.field == one.field);
            Some(AlsoView {
                system: label(self.map(), &place.store),
                collection: collection.label.clone(),
                field: collection.field(&one.field)?.label.clone(),
                changed: became.map(|became| became.changed),
            })
        });
        all.collect()
    }

    /// Lets go of the old and new values of corrections whose time as evidence is over.
    pub(crate) async fn forget_values(&self) -> Done {
        let mut tx = self.ledger.read().await?;
        let over = before_after::over(&mut tx, self.now()).await?;
        drop(tx);
        for id in over {
            let mut tx = self.ledger.begin().await?;
            match self.load_by_id(&mut tx, id).await {
                Ok(kept) => {
                    let mut private = self.private(&mut tx, &kept.row).await?;
                    if let Some(correction) = &mut private.correction {
                        correction.forget();
                        let subject = kept.request.subject;
                        let sealed = self.seal(&mut tx, subject, &private).await?;
                        requests::set_sealed(&mut tx, id, &sealed).await?;
                    }
                }
                Err(DeskError::NotFound) => {}
                Err(error) => return Err(error),
            }
            before_after::gone(&mut tx, id).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
