//! Collections of which a person may have more records than belong in memory or in one
//! transaction: a log of every click. Where their records can only be the person's alone they are
//! not read but counted, and told from others by how they are reached.

use std::collections::{BTreeMap, BTreeSet};

use habeas_domain::map::{Collection, DataMap, LinkKind, Place, RecordErase};

use super::{
    Sessions,
    classify::not_asked,
    dates::leaned_on,
    hunt::Hunt,
    tie::{Tie, texts},
};
use crate::{
    by::{By, Row},
    session::{Beside, Session},
};

/// Records that nobody read: how they are reached, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    pub(crate) fields: Vec<String>,
    pub(crate) values: Vec<Row>,
    pub(crate) when: BTreeMap<String, String>,
    pub(crate) count: u64,
}

impl Reach {
    /// How many records there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Looks the records up with `fields`, which are [`Reach::fields`] as texts.
    pub(crate) fn by<'b>(&'b self, fields: &'b [&'b str]) -> By<'b> {
        By::Fields {
            fields,
            values: &self.values,
            when: &self.when,
        }
    }
}

/// Collections whose records need not be read to be classed: deleted without a rule that keeps
/// them, reached along one link from people by values that nothing takes for one another, with
/// nothing that hangs on them. Each with that link.
pub(super) fn candidates<'t>(
    map: &DataMap,
    ties: &'t [Tie],
    sessions: &Sessions,
    areas: &BTreeSet<String>,
) -> BTreeMap<Place, &'t Tie> {
    let finds_people = |place: &Place| map.collection(place).is_some_and(Collection::finds_people);
    let mut candidates = BTreeMap::new();
    for (place, store, collection) in map.collections() {
        let Some(Ok(session @ Session::Sql(_))) = sessions.get(store.id.as_str()) else {
            continue;
        };
        let warned = |name: &str| map.resolve("", name) == place;
        let mut from = ties.iter().filter(|tie| tie.from == place);
        let mut owned = from.clone().filter(|tie| tie.kind == LinkKind::OwnedBy);
        let (Some(tie), None) = (owned.next(), owned.next()) else {
            continue;
        };
        let mut fields = tie.here.iter().zip(&tie.exact);
        let plain = fields.all(|(field, exact)| *exact || session.whole(collection, field));
        let alone = collection.erase == RecordErase::Delete
            && collection.keep.is_none()
            && not_asked(collection, areas).is_none()
            && !collection.finds_people()
            && finds_people(&tie.to)
            && !map
                .warnings
                .iter()
                .any(|warning| warned(warning.collection.as_str()))
            && !ties.iter().any(|tie| tie.to == place)
            && !leaned_on(map, &place)
            && from.all(|tie| tie.kind != LinkKind::Owns);
        if plain && alone {
            candidates.insert(place, tie);
        }
    }
    candidates
}

impl Hunt<'_> {
    /// Of values that lead to a collection which may be vast, those not followed before; nothing
    /// where it is known to be.
    pub(super) fn news(&mut self, to: &Place, mut values: BTreeSet<Row>) -> BTreeSet<Row> {
        if self.candidates.contains_key(to) {
            let reached = self.reached.entry(to.clone()).or_default();
            values.retain(|tuple| reached.insert(tuple.clone()));
            if self.vast.contains_key(to) {
                values.clear();
            }
        }
        values
    }

    /// Where a collection turned out to hold more of the person than is read, forgets what was
    /// read of it.
    pub(super) fn overflow(&mut self, to: &Place) {
        let (Some(limit), Some(found)) = (self.limit, self.finds.get_mut(to)) else {
            return;
        };
        if self.candidates.contains_key(to) && found.rows.len() as u64 > limit {
            found.rows.clear();
            self.vast.insert(to.clone(), None);
        }
    }

    /// How many rows of a collection are read at most.
    pub(super) fn most(&self, to: &Place) -> Option<u64> {
        self.limit.filter(|_| self.candidates.contains_key(to))
    }

    /// Counts what was not read, and reads it after all where somebody else may own it too.
    pub(super) async fn settle(&mut self) {
        let places: Vec<Place> = self.vast.keys().cloned().collect();
        for place in places {
            let (Some(tie), Some(collection)) = (
                self.candidates.get(&place).copied(),
                self.map.collection(&place),
            ) else {
                continue;
            };
            let values: Vec<Row> = self
                .reached
                .get(&place)
                .into_iter()
                .flatten()
                .cloned()
                .collect();
            let none = BTreeMap::new();
            let others = self.outside(&tie.to, &tie.there, &values, &none).await;
            let alone = others.is_some_and(|others| others.is_empty());
            let mut reach = Reach {
                fields: tie.here.clone(),
                values,
                when: tie.when.clone(),
                count: 0,
            };
            let fields = texts(&tie.here);
            if !alone {
                self.vast.remove(&place);
                let rows = self
                    .select(&place, collection, &reach.by(&fields), None)
                    .await;
                self.keep(&place, rows);
                continue;
            }
            let counted = match self.sessions.get_mut(&place.store) {
                Some(Ok(Session::Sql(session))) => {
                    session.count_by(collection, &reach.by(&fields)).await
                }
                _ => continue,
            };
            match counted {
                Ok(count) => {
                    reach.count = count;
                    self.vast.insert(place, Some(reach));
                }
                Err(error) => {
                    self.vast.remove(&place);
                    self.failed.insert(place, error.failure());
                }
            }
        }
    }

    /// Which of these values records of a collection hold that are not this person's; nothing
    /// where nobody can say.
    pub(super) async fn outside(
        &mut self,
        place: &Place,
        fields: &[String],
        values: &[Row],
        when: &BTreeMap<String, String>,
    ) -> Option<Vec<Row>> {
        let keys: Vec<_> = self.finds.get(place)?.rows.keys().collect();
        let beside = match self.vast.get(place) {
            Some(Some(reach)) => Beside::Reach(reach),
            // It is not known yet.
            Some(None) => return None,
            None => Beside::Keys(&keys),
        };
        match (
            self.failed.get(place),
            self.map.collection(place),
            self.sessions.get_mut(&place.store),
        ) {
            (None, Some(collection), Some(Ok(session))) => session
                .held_outside(collection, &texts(fields), values, when, beside)
                .await
                .ok(),
            _ => None,
        }
    }
}
