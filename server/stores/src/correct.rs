//! Correcting one field of one record, only if it still holds what the person saw.

use habeas_domain::{
    map::{Collection, Name, Place},
    value::{Key, Kind, Value},
};

use crate::{
    Stores,
    dialect::{Dialect, fits, of_t, quote, untyped},
    error::StoreError,
    session::{Purpose, Session, SqlSession},
    statement::Statement,
};

/// What came of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Corrected {
    /// The store now holds the new value.
    Done {
        /// As the store holds it.
        now: Value,
    },
    /// The store held something else than the old value; nothing was written.
    Conflict {
        /// What it holds.
        now: Value,
    },
    /// The record is gone.
    Gone,
}

impl Stores {
    /// Writes a field of one record if it still holds the old value: both are in one statement.
    ///
    /// # Errors
    /// Where the store cannot hold the new value, would change it, or fails; nothing is written
    /// then.
    pub async fn correct(
        &self,
        place: &Place,
        key: &Key,
        field: &str,
        old: &Value,
        new: &Value,
    ) -> Result<Corrected, StoreError> {
        let (store, collection) = self.collection(place)?;
        if collection.field(field).is_none() || collection.key.iter().any(|k| k.as_str() == field) {
            return Err(StoreError::NotInMap);
        }
        match self.session(store, Purpose::Write).await? {
            // A file's name is not corrected but the file replaced, which is a person's work.
            Session::Folder(_) => Err(StoreError::NotInMap),
            Session::Sql(session) => session.correct(collection, key, field, old, new).await,
        }
    }
}

impl SqlSession {
    async fn correct(
        mut self: Box<Self>,
        collection: &Collection,
        key: &Key,
        field: &str,
        old: &Value,
        new: &Value,
    ) -> Result<Corrected, StoreError> {
        let table = self.schema.table(collection)?.clone();
        let column = table.column(field)?.clone();
        if column.generated || !fits(table.dialect, &column, new) {
            return Err(StoreError::Unfit);
        }
        let keys: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let mut update = Statement::default();
        let new_at = update.bind(new.clone());
        let old_at = update.bind(old.clone());
        let Some(within) = table.within(&mut update, &keys, [key.0.as_slice()])? else {
            return Ok(Corrected::Gone);
        };
        let at = of_t(field);
        // Byte for byte, whatever the column's collation equates.
        let unchanged = match (table.dialect, column.kind) {
            (Dialect::Sqlite, _) if untyped(&column) => {
                format!(
                    "({at} IS ${old_at} OR (typeof({at}) IN ('integer', 'real') AND CAST({at} AS TEXT) = ${old_at}))"
                )
            }
            (Dialect::Sqlite, _) => format!("{at} COLLATE BINARY IS ${old_at}"),
            (
                Dialect::Postgres,
                Kind::Bytes | Kind::Timestamp | Kind::Instant | Kind::Decimal | Kind::Float,
            ) => format!(
                "{at} IS NOT DISTINCT FROM {}",
                table.parameter(field, old_at)
            ),
            (Dialect::Postgres, _) => {
                format!("{at}::text COLLATE \"C\" IS NOT DISTINCT FROM ${old_at}::text")
            }
        };
        // SQLite knows no alias after RETURNING.
        let held = match table.dialect {
            Dialect::Sqlite => quote(field),
            Dialect::Postgres => table.output(field)?,
        };
        update.text = format!(
            "UPDATE {} AS t SET {} = {} WHERE {within} AND {unchanged} RETURNING {held}",
            table.sql,
            quote(field),
            table.parameter(field, new_at),
        );
        let fitting = fits(table.dialect, &column, old);
        let mut rows = if fitting {
            self.rows(update).await?
        } else {
            Vec::new()
        };
        if rows.len() > 1 {
            self.tx.rollback().await?;
            return Err(StoreError::faulty("key"));
        }
        let Some(mut now) = rows.pop().and_then(|mut row| row.pop()) else {
            return self.conflict(collection, key, field).await;
        };
        table.tidy(field, &mut now);
        if !same(column.kind, &now, new) {
            // The store rounded, cut or padded it: that is not what was agreed.
            self.tx.rollback().await?;
            return Err(StoreError::Unfit);
        }
        self.tx.commit().await?;
        Ok(Corrected::Done { now })
    }

    async fn conflict(
        mut self: Box<Self>,
        collection: &Collection,
        key: &Key,
        field: &str,
    ) -> Result<Corrected, StoreError> {
        let table = self.schema.table(collection)?.clone();
        let keys: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let mut query = Statement::default();
        let Some(within) = table.within(&mut query, &keys, [key.0.as_slice()])? else {
            return Ok(Corrected::Gone);
        };
        query.text = format!(
            "SELECT {} FROM {} AS t WHERE {within}",
            table.output(field)?,
            table.sql
        );
        let now = self.rows(query).await?.pop().and_then(|mut row| row.pop());
        self.tx.rollback().await?;
        Ok(match now {
            None => Corrected::Gone,
            Some(mut now) => {
                table.tidy(field, &mut now);
                Corrected::Conflict { now }
            }
        })
    }
}

/// Whether the store holds what it was given, in its own way of writing it.
pub(crate) fn same(kind: Kind, held: &Value, given: &Value) -> bool {
    let (Value::Text(held), Value::Text(given)) = (held, given) else {
        return held == given;
    };
    let number = |text: &str| text.trim().parse::<f64>().ok();
    match kind {
        Kind::Text | Kind::Uuid if held.eq_ignore_ascii_case(given) => {
            kind == Kind::Uuid || held == given
        }
        Kind::Text => held.trim_end() == given.trim_end(),
        Kind::Integer | Kind::BigInteger | Kind::Decimal | Kind::Float => {
            held == given || number(held).is_some_and(|held| number(given) == Some(held))
        }
        // Dates, times, JSON and the like have many ways of being written.
        _ => true,
    }
}
