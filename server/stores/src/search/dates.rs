//! The dates that retention rules count from: of the records themselves, and of others that the
//! person has.

use habeas_domain::{
    map::{Collection, DataMap, Name, Place, Relations},
    scope::day,
    value::Value,
};

use super::hunt::Hunt;

/// The columns of a collection that rules count from, its own and others'.
pub(super) fn of<'m>(
    map: &'m DataMap,
    collection: &'m Collection,
    place: &'m Place,
) -> impl Iterator<Item = &'m str> {
    let own = collection.keep.iter().filter_map(|keep| keep.from.as_ref());
    let others = map.collections().filter_map(move |(from, _, other)| {
        let last = other.keep.as_ref()?.last.as_ref()?;
        let meant = map.resolve(&from.store, last.collection.as_str()) == *place;
        meant.then_some(&last.field)
    });
    own.chain(others).map(Name::as_str)
}

/// Whether a rule of another collection leans on what there is of this one: as long as something
/// is there, or until a while after the last of it.
pub(crate) fn leaned_on(map: &DataMap, place: &Place) -> bool {
    map.collections().any(|(from, _, other)| {
        let Some(keep) = &other.keep else {
            return false;
        };
        let last = keep.last.iter().map(|last| &last.collection);
        keep.while_there
            .iter()
            .chain(last)
            .any(|name| map.resolve(&from.store, name.as_str()) == *place)
    })
}

/// What the rules lean on, of everything that was found.
pub(super) fn relations(hunt: &Hunt<'_>) -> Relations {
    let mut relations = Relations {
        unknown: hunt.uncertain().into_keys().collect(),
        ..Relations::default()
    };
    for (place, _, collection) in hunt.map.collections() {
        let Some(keep) = &collection.keep else {
            continue;
        };
        for name in &keep.while_there {
            let other = hunt.map.resolve(&place.store, name.as_str());
            let count = hunt.finds.get(&other).map_or(0, |found| found.rows.len());
            relations.there.insert(other, count as u64);
        }
        if let Some(last) = &keep.last {
            let other = hunt.map.resolve(&place.store, last.collection.as_str());
            let Some(found) = hunt.finds.get(&other) else {
                continue;
            };
            let dates = found.rows.values().filter_map(|row| {
                let value = found.value(row, last.field.as_str())?;
                day(value.as_text()?)
            });
            if let Some(date) = dates.max() {
                let at = (other, last.field.to_string());
                relations.last.insert(at, date);
            }
        }
    }
    relations
}

/// The date of its own that a record's rule counts from.
pub(super) fn own(value: Option<&Value>) -> Option<chrono::NaiveDate> {
    value.and_then(Value::as_text).and_then(day)
}
