//! Every value by which anybody could be found: a restored backup is noticed by them.

use std::collections::BTreeMap;

use habeas_domain::{
    map::{Collection, Name, Place},
    value::{Key, Value},
};

use crate::{
    Stores,
    by::{By, Row},
    error::StoreError,
    session::{Purpose, Session},
    statement::Statement,
};

/// What came of looking through one collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    /// The collection.
    pub place: Place,
    /// How many values were seen.
    pub result: Result<u64, StoreError>,
}

/// One record as a look through a collection sees it.
#[derive(Debug)]
pub struct Sight<'s> {
    /// The collection.
    pub place: &'s Place,
    /// Which record.
    pub key: &'s Key,
    /// Kind and value of every identity that it holds.
    pub identities: &'s [(&'s str, &'s str)],
}

impl Stores {
    /// Hands over the identities of every record of every collection that has some. One after
    /// the other: nothing is kept, and nobody is asked which person it is.
    pub async fn scan(&self, mut see: impl FnMut(&Sight<'_>) + Send) -> Vec<Scanned> {
        let mut scanned = Vec::new();
        for (place, _, collection) in self.map.collections() {
            if collection.identities.is_empty() {
                continue;
            }
            let result = self.scan_collection(&place, collection, &mut see).await;
            scanned.push(Scanned { place, result });
        }
        scanned
    }

    async fn scan_collection(
        &self,
        place: &Place,
        collection: &Collection,
        see: &mut (impl FnMut(&Sight<'_>) + Send),
    ) -> Result<u64, StoreError> {
        let (store, _) = self.collection(place)?;
        let columns: Vec<String> = collection.identities.keys().cloned().collect();
        let kinds: Vec<&str> = collection
            .identities
            .values()
            .map(|identity| identity.kind.as_str())
            .collect();
        let mut seen = 0;
        let mut row = |key: &Key, values: &[Value]| {
            let held: Vec<(&str, &str)> = kinds
                .iter()
                .zip(values)
                .filter_map(|(kind, value)| Some((*kind, value.as_text()?)))
                .collect();
            seen += held.len() as u64;
            if !held.is_empty() {
                see(&Sight {
                    place,
                    key,
                    identities: &held,
                });
            }
        };
        match self.session(store, Purpose::Read).await? {
            Session::Folder(folder) => {
                // No field must equal nothing in particular: every file of the pattern.
                let all = By::Fields {
                    fields: &[],
                    values: &[Row::new()],
                    when: &BTreeMap::new(),
                };
                for (key, values) in folder.select(collection, &columns, &all).await? {
                    row(&key, &values);
                }
            }
            Session::Sql(mut session) => {
                let table = session.schema.table(collection)?.clone();
                let mut names: Vec<&str> = columns.iter().map(String::as_str).collect();
                names.extend(collection.key.iter().map(Name::as_str));
                let all = Statement {
                    text: format!("SELECT {} FROM {} AS t", table.outputs(&names)?, table.sql),
                    ..Statement::default()
                };
                let limit = session.limit;
                let many = columns.len();
                let cells = session.tx.each(all, limit, |cells| {
                    let mut values: Vec<Value> =
                        cells.into_iter().map(|(value, _)| value).collect();
                    for (name, value) in names.iter().zip(&mut values) {
                        table.tidy(name, value);
                    }
                    let key = Key(values.split_off(many));
                    row(&key, &values);
                    Ok(())
                });
                cells.await?;
            }
        }
        Ok(seen)
    }
}
