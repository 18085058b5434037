//! Records, exactly as the store holds them.

use std::collections::{BTreeMap, VecDeque};

use futures::{Stream, stream};
use habeas_domain::{
    map::{Collection, Name, Place},
    value::{Key, Kind, Record, Value},
};

use crate::{
    Stores,
    dialect::{Dialect, list},
    error::StoreError,
    folder::Document,
    schema::Table,
    search::Reach,
    session::{Purpose, Session, SqlSession},
    statement::{Cell, Statement, Storage},
};

/// How many records are in memory at once.
const BATCH: usize = 200;
/// How many of a cursor's.
const FETCH: usize = 1_000;

/// Where records come from.
pub(crate) enum Source<'s> {
    Borrowed(&'s mut Session),
    Owned(Box<Session>),
    Closed(&'s Stores, &'s Place),
    Broken(StoreError),
}

impl Stores {
    /// Reads records, in the order of the keys, in one consistent view of their store. A record
    /// that is gone is left out.
    pub fn read<'a>(
        &'a self,
        place: &'a Place,
        keys: &'a [Key],
    ) -> impl Stream<Item = Result<Record, StoreError>> + Send + 'a {
        let collection = self.collection(place).map(|(_, collection)| collection);
        records(Source::Closed(self, place), collection, keys)
    }

    /// Opens a document.
    ///
    /// # Errors
    /// Where it is not there, or its name is not one that the map's pattern gives.
    pub async fn object(&self, place: &Place, key: &Key) -> Result<Document, StoreError> {
        let (store, collection) = self.collection(place)?;
        match self.session(store, Purpose::Read).await? {
            Session::Folder(folder) => folder.open_file(collection, key).await,
            Session::Sql(_) => Err(StoreError::NotInMap),
        }
    }
}

struct Reading<'s> {
    source: Source<'s>,
    collection: &'s Collection,
    keys: &'s [Key],
    ready: VecDeque<Record>,
}

/// Records in memory: for a page, never for a whole collection.
pub(crate) async fn all(
    source: Source<'_>,
    collection: &Collection,
    keys: &[Key],
) -> Result<Vec<Record>, StoreError> {
    let mut reading = Reading {
        source,
        collection,
        keys,
        ready: VecDeque::new(),
    };
    let mut records = Vec::with_capacity(keys.len());
    while let Some(record) = reading.next().await? {
        records.push(record);
    }
    Ok(records)
}

/// A stream of records, a batch in memory at a time. After an error it ends.
pub(crate) fn records<'s>(
    source: Source<'s>,
    collection: Result<&'s Collection, StoreError>,
    keys: &'s [Key],
) -> impl Stream<Item = Result<Record, StoreError>> + Send + 's {
    let start = collection.map(|collection| Reading {
        source,
        collection,
        keys,
        ready: VecDeque::new(),
    });
    stream::unfold(Some(start), |state| async move {
        match state? {
            Err(error) => Some((Err(error), None)),
            Ok(mut reading) => match reading.next().await {
                Ok(Some(record)) => Some((Ok(record), Some(Ok(reading)))),
                Ok(None) => None,
                Err(error) => Some((Err(error), None)),
            },
        }
    })
}

impl Reading<'_> {
    async fn next(&mut self) -> Result<Option<Record>, StoreError> {
        if let Source::Closed(stores, place) = self.source {
            let (store, _) = stores.collection(place)?;
            let session = stores.session(store, Purpose::Read).await?;
            self.source = Source::Owned(Box::new(session));
        }
        while self.ready.is_empty() && !self.keys.is_empty() {
            let (batch, rest) = self.keys.split_at(self.keys.len().min(BATCH));
            self.keys = rest;
            let session = match &mut self.source {
                Source::Borrowed(session) => &mut **session,
                Source::Owned(session) => &mut **session,
                Source::Closed(..) => return Err(StoreError::NotConnected),
                Source::Broken(error) => return Err(error.clone()),
            };
            self.ready = match session {
                Session::Folder(folder) => {
                    let mut records = VecDeque::new();
                    for key in batch {
                        records.extend(folder.record(self.collection, key).await?);
                    }
                    records
                }
                Session::Sql(session) => session.records(self.collection, batch).await?,
            };
        }
        Ok(self.ready.pop_front())
    }
}

impl SqlSession {
    /// Records that nobody read yet, in the order of their keys, one in memory at a time.
    pub(crate) async fn each_reached(
        &mut self,
        collection: &Collection,
        reach: &Reach,
        mut see: impl FnMut(Record) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let table = self.schema.table(collection)?.clone();
        let keys: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let fields = collection.fields.iter().map(|field| field.name.as_str());
        let names: Vec<&str> = keys.iter().copied().chain(fields).collect();
        let mut query = Statement::default();
        let Some(reached) = table.reached(&mut query, reach)? else {
            return Ok(());
        };
        query.text = format!(
            "SELECT {} FROM {} AS t WHERE {reached} ORDER BY {}",
            table.outputs(&names)?,
            table.sql,
            list(&keys)
        );
        match table.dialect {
            Dialect::Sqlite => {
                let limit = self.limit;
                let each = self.tx.each(query, limit, |row| {
                    see(record(&table, &names, keys.len(), row))
                });
                each.await
            }
            // However long it takes: each look at the cursor is a statement of its own, so that
            // the limit is for that.
            Dialect::Postgres => {
                query.text = format!("DECLARE habeas NO SCROLL CURSOR FOR {}", query.text);
                self.run(query).await?;
                loop {
                    let fetch = Statement {
                        text: format!("FETCH {FETCH} FROM habeas"),
                        ..Statement::default()
                    };
                    let rows = self.cells(fetch).await?;
                    if rows.is_empty() {
                        break;
                    }
                    for row in rows {
                        see(record(&table, &names, keys.len(), row))?;
                    }
                }
                let close = Statement {
                    text: "CLOSE habeas".to_owned(),
                    ..Statement::default()
                };
                self.run(close).await.map(drop)
            }
        }
    }

    /// One batch of records in the order of their keys.
    async fn records(
        &mut self,
        collection: &Collection,
        keys: &[Key],
    ) -> Result<VecDeque<Record>, StoreError> {
        let table = self.schema.table(collection)?.clone();
        let key_names: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let field_names: Vec<&str> = collection
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        let names: Vec<&str> = key_names.iter().chain(&field_names).copied().collect();
        let mut statement = Statement::default();
        let tuples = keys.iter().map(|key| key.0.as_slice());
        let Some(within) = table.within(&mut statement, &key_names, tuples)? else {
            return Ok(VecDeque::new());
        };
        statement.text = format!(
            "SELECT {} FROM {} AS t WHERE {within}",
            table.outputs(&names)?,
            table.sql
        );
        let mut found: BTreeMap<Key, Record> = BTreeMap::new();
        for row in self.cells(statement).await? {
            let record = record(&table, &names, key_names.len(), row);
            found.insert(record.key.clone(), record);
        }
        Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
    }
}

/// A record from one row: its key first, then its fields.
fn record(table: &Table, names: &[&str], keys: usize, mut row: Vec<Cell>) -> Record {
    for (name, (value, _)) in names.iter().zip(&mut row) {
        table.tidy(name, value);
    }
    let fields = row.split_off(keys);
    let key = Key(row.into_iter().map(|(value, _)| value).collect());
    let fields = names[keys..]
        .iter()
        .zip(fields)
        .map(|(name, cell)| {
            let kind = kind(table, name, &cell);
            ((*name).to_owned(), kind, cell.0)
        })
        .collect();
    Record { key, fields }
}

/// The kind of one value: the column's, unless SQLite holds something else in it.
fn kind(table: &Table, column: &str, (value, storage): &Cell) -> Kind {
    let declared = table.kind(column);
    match (storage, declared) {
        (Storage::Typed | Storage::Null, _) => declared,
        (_, _) if matches!(value, Value::Bytes(_)) => Kind::Bytes,
        (Storage::Integer, Kind::Boolean | Kind::Integer | Kind::BigInteger | Kind::Decimal) => {
            declared
        }
        (Storage::Integer, _) => match value.as_text().map(str::parse::<i32>) {
            Some(Ok(_)) => Kind::Integer,
            _ => Kind::BigInteger,
        },
        (Storage::Real, Kind::Decimal) => declared,
        (Storage::Real, _) => Kind::Float,
        (
            Storage::Text,
            Kind::Boolean
            | Kind::Integer
            | Kind::BigInteger
            | Kind::Decimal
            | Kind::Float
            | Kind::Bytes
            | Kind::Other,
        ) => Kind::Text,
        (Storage::Text | Storage::Blob, _) => declared,
    }
}
