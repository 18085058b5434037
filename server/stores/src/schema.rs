//! The live schema of an SQL store: the facts a plan leans on, and what SQL is written from.

mod postgres;
mod spelling;
mod sqlite;

use std::collections::{BTreeMap, BTreeSet};

use habeas_domain::{
    facts::{ColumnFacts, SchemaFacts, TableFacts},
    map::{Collection, Store},
    value::Kind,
};
use tokio::time::timeout;

use crate::{dialect::Dialect, error::StoreError, statement::Tx};

/// The tables of a store that matter: mapped ones, and those that foreign keys tie to them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Schema {
    tables: BTreeMap<String, Table>,
}

/// One table, ready to write SQL from.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) dialect: Dialect,
    /// Its quoted and qualified name.
    pub(crate) sql: String,
    pub(crate) facts: TableFacts,
    /// PostgreSQL: the type to cast a parameter to, by column. Without length: a cast to
    /// `varchar(5)` would cut the parameter and find somebody else.
    pub(crate) casts: BTreeMap<String, String>,
    /// Columns whose type or collation may take different texts for equal.
    pub(crate) loose: BTreeSet<String>,
}

impl Schema {
    /// Reads it, inside the transaction that will lean on it.
    pub(crate) async fn read(tx: &mut Tx, store: &Store) -> Result<Self, StoreError> {
        let mapped: Vec<&str> = store
            .collections
            .iter()
            .map(Collection::source_name)
            .collect();
        let tables = match tx {
            Tx::Sqlite(tx) => {
                let mut tables = sqlite::tables(tx, &mapped).await?;
                spelling::as_mapped(&mut tables, store);
                tables
            }
            Tx::Postgres(tx) => {
                let (connection, limit) = tx.ask(tx.limit())?;
                let read = timeout(limit, postgres::tables(connection, &mapped)).await;
                match read {
                    Ok(read) => tx.heard(Ok(Ok(read)))??,
                    Err(silence) => tx.heard(Err(silence))?,
                }
            }
        };
        Ok(Self { tables })
    }

    pub(crate) fn facts(&self) -> SchemaFacts {
        SchemaFacts {
            tables: self
                .tables
                .iter()
                .map(|(name, table)| (name.clone(), table.facts.clone()))
                .collect(),
        }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.tables
            .iter()
            .map(|(name, table)| (name.as_str(), table))
    }

    /// The table of a collection; a missing one is a changed schema, never "nothing held".
    pub(crate) fn table(&self, collection: &Collection) -> Result<&Table, StoreError> {
        self.tables
            .get(collection.source_name())
            .ok_or_else(|| StoreError::SchemaChanged {
                what: collection.source_name().to_owned(),
            })
    }

    /// Whether every mapped field of a collection is there.
    pub(crate) fn holds(&self, collection: &Collection) -> Result<(), StoreError> {
        let table = self.table(collection)?;
        let fields = collection.fields.iter().map(|field| field.name.as_str());
        let keys = collection.key.iter().map(|name| name.as_str());
        for name in fields.chain(keys) {
            table.column(name)?;
        }
        Ok(())
    }
}

impl Table {
    pub(crate) fn column(&self, name: &str) -> Result<&ColumnFacts, StoreError> {
        self.facts
            .column(name)
            .ok_or_else(|| StoreError::SchemaChanged {
                what: name.to_owned(),
            })
    }

    /// Whether two texts in a column are equal only where they are the same, byte for byte.
    pub(crate) fn exact(&self, name: &str) -> bool {
        self.kind(name) == Kind::Text && !self.loose.contains(name)
    }

    pub(crate) fn kind(&self, name: &str) -> Kind {
        self.facts
            .column(name)
            .map_or(Kind::Other, |column| column.kind)
    }
}
