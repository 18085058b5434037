//! A search that begins at very records: those that stayed when nothing else of the person did,
//! and those that a restored backup brought back.

use std::collections::BTreeMap;

use habeas_domain::{identity::Identity, map::Name, value::Key};

use super::hunt::Hunt;
use crate::{
    bulk::Rows,
    by::{By, Row},
};

impl Hunt<'_> {
    /// Finds the records that identities name.
    pub(super) async fn start_at_records(&mut self, identities: &[Identity]) {
        let mut named: BTreeMap<&str, Vec<Key>> = BTreeMap::new();
        for identity in identities {
            if let Some((place, key)) = identity.as_record() {
                named.entry(place).or_default().push(key);
            }
        }
        let map = self.map;
        for (place, keys) in named {
            let place = map.resolve("", place);
            let Some(collection) = map.collection(&place) else {
                continue;
            };
            let fields: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
            // A file is told by its name, which is no field: all of its folder are looked at.
            let files = collection.pattern.is_some();
            let all = [Row::new()];
            let values: Vec<Row> = keys.iter().map(|key| key.0.clone()).collect();
            let by = By::Fields {
                fields: if files { &[] } else { &fields },
                values: if files { &all } else { &values },
                when: &BTreeMap::new(),
            };
            let rows = self.select(&place, collection, &by, None).await;
            let rows: Rows = rows
                .into_iter()
                .filter(|(key, _)| keys.contains(key))
                .collect();
            if !rows.is_empty() {
                // No link may lead to these.
                self.candidates.remove(&place);
                self.ways.insert(place.clone(), None);
            }
            self.keep(&place, rows);
        }
    }
}
