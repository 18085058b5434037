//! Every value by which anybody could be found: a restored backup is noticed by them.

use std::collections::BTreeMap;

use habeas_domain::{
    map::{Collection, Place},
    value::Value,
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

impl Stores {
    /// Hands over every identity value of every collection, with its place and kind. One after
    /// the other: nothing is kept, and nobody is asked which person it is.
    pub async fn scan(&self, mut see: impl FnMut(&Place, &str, &str) + Send) -> Vec<Scanned> {
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
        see: &mut (impl FnMut(&Place, &str, &str) + Send),
    ) -> Result<u64, StoreError> {
        let (store, _) = self.collection(place)?;
        let columns: Vec<String> = collection.identities.keys().cloned().collect();
        let kinds: Vec<&str> = collection
            .identities
            .values()
            .map(|identity| identity.kind.as_str())
            .collect();
        let mut seen = 0;
        let mut row = |values: &[Value]| {
            for (kind, value) in kinds.iter().zip(values) {
                if let Some(text) = value.as_text() {
                    seen += 1;
                    see(place, kind, text);
                }
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
                for (_, values) in folder.select(collection, &columns, &all).await? {
                    row(&values);
                }
            }
            Session::Sql(mut session) => {
                let table = session.schema.table(collection)?.clone();
                let names: Vec<&str> = columns.iter().map(String::as_str).collect();
                let all = Statement {
                    text: format!("SELECT {} FROM {} AS t", table.outputs(&names)?, table.sql),
                    ..Statement::default()
                };
                let limit = session.limit;
                let cells = session.tx.each(all, limit, |cells| {
                    let values: Vec<Value> = cells.into_iter().map(|(value, _)| value).collect();
                    row(&values);
                    Ok(())
                });
                cells.await?;
            }
        }
        Ok(seen)
    }
}
