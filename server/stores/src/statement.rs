//! One transaction on an SQL store, and the few ways to run a statement in it.

use std::time::Duration;

use futures::TryStreamExt;
use habeas_domain::{
    fault::{Injected, operation},
    value::Value,
};
use sqlx::{
    Column, Decode, Postgres, Row, Sqlite, Transaction, TypeInfo, ValueRef, postgres::PgRow,
    sqlite::SqliteRow,
};
use tokio::time::timeout;

use crate::{
    bind::{self, Bind},
    error::StoreError,
    held::Held,
};

/// A statement with what is bound to `$1`, `$2`, … Its text is put together in `dialect` from
/// identifiers of the live schema; every value is bound.
#[derive(Debug, Clone, Default)]
pub(crate) struct Statement {
    pub(crate) text: String,
    pub(crate) binds: Vec<Bind>,
}

impl Statement {
    /// Binds a value and gives back its number.
    pub(crate) fn bind(&mut self, value: Value) -> usize {
        self.bind_all(Bind::One(value))
    }

    /// Binds a whole array and gives back its number.
    pub(crate) fn bind_all(&mut self, array: Bind) -> usize {
        self.binds.push(array);
        self.binds.len()
    }
}

/// How SQLite stores one value; PostgreSQL's columns know their type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storage {
    Typed,
    Null,
    Integer,
    Real,
    Text,
    Blob,
}

/// A value and how it is stored.
pub(crate) type Cell = (Value, Storage);

/// An open transaction.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Held),
}

impl Tx {
    /// All rows of a query.
    pub(crate) async fn cells(
        &mut self,
        statement: Statement,
        limit: Duration,
    ) -> Result<Vec<Vec<Cell>>, StoreError> {
        let Statement { text, binds } = statement;
        match self {
            Self::Sqlite(tx) => {
                let query = bind::sqlite(text, binds);
                let rows = within(limit, query.fetch_all(&mut **tx)).await?;
                rows.iter().map(sqlite_row).collect()
            }
            Self::Postgres(tx) => {
                let query = bind::postgres(text, binds);
                let (connection, limit) = tx.ask(limit)?;
                let rows = timeout(limit, query.fetch_all(connection)).await;
                tx.heard(rows)?.iter().map(postgres_row).collect()
            }
        }
    }

    /// Hands over the rows of a query one by one, so that any number of them fits in memory.
    /// `limit` is for each row, not for all.
    pub(crate) async fn each(
        &mut self,
        statement: Statement,
        limit: Duration,
        mut see: impl FnMut(Vec<Cell>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Statement { text, binds } = statement;
        match self {
            Self::Sqlite(tx) => {
                let query = bind::sqlite(text, binds);
                let mut rows = query.fetch(&mut **tx);
                while let Some(row) = within(limit, rows.try_next()).await? {
                    see(sqlite_row(&row)?)?;
                }
            }
            Self::Postgres(tx) => {
                let query = bind::postgres(text, binds);
                let (connection, limit) = tx.ask(limit)?;
                let mut rows = query.fetch(connection);
                let last = loop {
                    match timeout(limit, rows.try_next()).await {
                        Ok(Ok(Some(row))) => see(postgres_row(&row)?)?,
                        last => break last,
                    }
                };
                drop(rows);
                tx.heard(last)?;
            }
        }
        Ok(())
    }

    /// Runs a statement that changes rows, and says how many.
    pub(crate) async fn run(
        &mut self,
        statement: Statement,
        limit: Duration,
    ) -> Result<u64, StoreError> {
        operation("change a store")
            .await
            .map_err(|Injected| StoreError::Unreachable)?;
        let Statement { text, binds } = statement;
        match self {
            Self::Sqlite(tx) => {
                let query = bind::sqlite(text, binds);
                Ok(within(limit, query.execute(&mut **tx))
                    .await?
                    .rows_affected())
            }
            Self::Postgres(tx) => {
                let query = bind::postgres(text, binds);
                let (connection, limit) = tx.ask(limit)?;
                let done = timeout(limit, query.execute(connection)).await;
                Ok(tx.heard(done)?.rows_affected())
            }
        }
    }

    /// On PostgreSQL one refused statement spoils the whole transaction, so that one unreadable
    /// table would hide all others: there a savepoint is set before.
    pub(crate) async fn guard(&mut self, what: Guard) -> Result<(), StoreError> {
        if let Self::Postgres(tx) = self {
            let text = match what {
                Guard::Set => "SAVEPOINT habeas",
                Guard::Release => "RELEASE SAVEPOINT habeas",
                Guard::Back => "ROLLBACK TO SAVEPOINT habeas",
            };
            tx.tell(text).await?;
        }
        Ok(())
    }

    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        let lost = |Injected| StoreError::Unreachable;
        operation("commit a store").await.map_err(lost)?;
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        operation("a store has committed").await.map_err(lost)
    }

    pub(crate) async fn rollback(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => Ok(tx.rollback().await?),
            Self::Postgres(tx) => tx.rollback().await,
        }
    }
}

/// What to do with the savepoint.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Guard {
    Set,
    Release,
    Back,
}

async fn within<T>(
    limit: Duration,
    work: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, StoreError> {
    match timeout(limit, work).await {
        Ok(result) => Ok(result?),
        Err(_) => Err(StoreError::TimedOut),
    }
}

/// SQLite values are read as they are stored, each by its own storage class: a cast to text in
/// SQL would cut a REAL to 15 digits.
fn sqlite_row(row: &SqliteRow) -> Result<Vec<Cell>, StoreError> {
    let broken = |_| StoreError::faulty("decode");
    (0..row.len())
        .map(|index| {
            let raw = row.try_get_raw(index)?;
            if raw.is_null() {
                return Ok((Value::Null, Storage::Null));
            }
            let class = raw.type_info().into_owned();
            Ok(match class.name() {
                "INTEGER" => {
                    let number = <i64 as Decode<Sqlite>>::decode(raw).map_err(broken)?;
                    (Value::Text(number.to_string()), Storage::Integer)
                }
                "REAL" => {
                    let number = <f64 as Decode<Sqlite>>::decode(raw).map_err(broken)?;
                    // Debug is the shortest text that reads back as the same number.
                    (Value::Text(format!("{number:?}")), Storage::Real)
                }
                "TEXT" => {
                    let bytes = <Vec<u8> as Decode<Sqlite>>::decode(raw).map_err(broken)?;
                    match String::from_utf8(bytes) {
                        Ok(text) => (Value::Text(text), Storage::Text),
                        // SQLite does not check what it is given as text.
                        Err(error) => (Value::Bytes(error.into_bytes()), Storage::Text),
                    }
                }
                _ => {
                    let bytes = <Vec<u8> as Decode<Sqlite>>::decode(raw).map_err(broken)?;
                    (Value::Bytes(bytes), Storage::Blob)
                }
            })
        })
        .collect()
}

fn postgres_row(row: &PgRow) -> Result<Vec<Cell>, StoreError> {
    let broken = |_| StoreError::faulty("decode");
    row.columns()
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let raw = row.try_get_raw(index)?;
            let value = if raw.is_null() {
                Value::Null
            } else if column.type_info().name() == "BYTEA" {
                Value::Bytes(<Vec<u8> as Decode<Postgres>>::decode(raw).map_err(broken)?)
            } else {
                Value::Text(<String as Decode<Postgres>>::decode(raw).map_err(broken)?)
            };
            Ok((value, Storage::Typed))
        })
        .collect()
}
