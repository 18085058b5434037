//! One consistent view of one store: a transaction with its live schema, or a folder.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use habeas_domain::{
    facts::SchemaFacts,
    fault::{Injected, operation},
    identity::Compare,
    map::{Collection, Name, Store},
    value::{Key, Kind, Value},
};

use crate::{
    bulk::Rows,
    by::{By, Row},
    connect::{Connector, Limits},
    dialect::{Dialect, of_t},
    error::StoreError,
    folder::Folder,
    held::Held,
    schema::{Schema, Table},
    search::Reach,
    statement::{Cell, Guard, Statement, Tx},
};

/// How many tuples travel in one statement.
const BATCH: usize = 5_000;

/// An open view of a store.
pub(crate) enum Session {
    Sql(Box<SqlSession>),
    Folder(Folder),
}

/// An open transaction on an SQL store.
pub(crate) struct SqlSession {
    pub(crate) tx: Tx,
    pub(crate) schema: Schema,
    pub(crate) limit: Duration,
    /// Whether a savepoint is set that a failed look-up goes back to.
    guarded: bool,
}

/// What a look-up for others' records leaves out: the person's own.
#[derive(Clone, Copy)]
pub(crate) enum Beside<'b> {
    Keys(&'b [&'b Key]),
    Reach(&'b Reach),
}

/// What a session is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Read,
    /// As to read, but somebody waits for the answer.
    Page,
    Write,
}

impl Session {
    pub(crate) async fn open(
        store: &Store,
        connector: &Connector,
        purpose: Purpose,
        limits: Limits,
    ) -> Result<Self, StoreError> {
        if let Some(error) = connector.missing() {
            return Err(error);
        }
        operation("open a store")
            .await
            .map_err(|Injected| StoreError::Unreachable)?;
        let limit = match purpose {
            Purpose::Page => limits.page,
            Purpose::Read | Purpose::Write => limits.statement,
        };
        let mut tx = match (connector, purpose) {
            (Connector::Objects(root), _) => return Ok(Self::Folder(Folder::open(root)?)),
            (Connector::Sqlite { read, .. }, Purpose::Read | Purpose::Page) => {
                Tx::Sqlite(read.begin().await?)
            }
            (Connector::Sqlite { write, .. }, Purpose::Write) => {
                Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?)
            }
            (Connector::Postgres { read, .. }, Purpose::Read | Purpose::Page) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Tx::Postgres(Held::begin(read, begin, limit).await?)
            }
            (Connector::Postgres { write, .. }, Purpose::Write) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE";
                Tx::Postgres(Held::begin(write, begin, limit).await?)
            }
            (Connector::Unnamed | Connector::Unusable, _) => return Err(StoreError::NotConnected),
        };
        let schema = Schema::read(&mut tx, store).await?;
        Ok(Self::Sql(Box::new(SqlSession {
            tx,
            schema,
            limit,
            guarded: false,
        })))
    }

    pub(crate) fn facts(&self, store: &Store) -> SchemaFacts {
        match self {
            Self::Sql(session) => session.schema.facts(),
            Self::Folder(_) => Folder::facts(store),
        }
    }

    /// Whether the store still has what the map says of a collection.
    pub(crate) fn holds(&self, collection: &Collection) -> Result<(), StoreError> {
        match self {
            Self::Sql(session) => session.schema.holds(collection),
            Self::Folder(_) => Folder::holds(collection),
        }
    }

    /// Whether a field equals another only where both are the same text.
    pub(crate) fn exact(&self, collection: &Collection, field: &str) -> bool {
        match self {
            Self::Sql(session) => {
                let table = session.schema.table(collection);
                table.is_ok_and(|table| table.exact(field))
            }
            Self::Folder(_) => true,
        }
    }

    /// Whether a field holds text, so that a collation decides what equals what.
    pub(crate) fn letters(&self, collection: &Collection, field: &str) -> bool {
        match self {
            Self::Sql(session) => {
                let table = session.schema.table(collection);
                table.is_ok_and(|table| table.kind(field) == Kind::Text)
            }
            Self::Folder(_) => true,
        }
    }

    /// Whether a field holds whole numbers or the like, each of which is written in one way.
    pub(crate) fn whole(&self, collection: &Collection, field: &str) -> bool {
        let whole = |kind| matches!(kind, Kind::Integer | Kind::BigInteger | Kind::Uuid);
        match self {
            Self::Sql(session) => {
                let table = session.schema.table(collection);
                table.is_ok_and(|table| whole(table.kind(field)))
            }
            Self::Folder(_) => false,
        }
    }

    /// The records that match, each with its key and the values of some columns. Where there are
    /// more than `most`, some more than that.
    pub(crate) async fn select(
        &mut self,
        collection: &Collection,
        columns: &[String],
        by: &By<'_>,
        most: Option<u64>,
    ) -> Result<Rows, StoreError> {
        match self {
            Self::Folder(folder) => {
                let files = folder.select(collection, columns, by).await?;
                Ok(files
                    .into_iter()
                    .map(|(key, row)| (key, Arc::new(row)))
                    .collect())
            }
            Self::Sql(session) => session.guarded_select(collection, columns, by, most).await,
        }
    }

    /// Which of the tuples are held by a record whose key is none of these: one question, one
    /// hop.
    pub(crate) async fn held_outside(
        &mut self,
        collection: &Collection,
        fields: &[&str],
        values: &[Row],
        when: &BTreeMap<String, String>,
        beside: Beside<'_>,
    ) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Folder(folder) => {
                let columns: Vec<String> = fields.iter().map(|name| (*name).to_owned()).collect();
                let by = By::Fields {
                    fields,
                    values,
                    when,
                };
                let files = folder.select(collection, &columns, &by).await?;
                let Beside::Keys(keys) = beside else {
                    return Err(StoreError::NotInMap);
                };
                Ok(files
                    .into_iter()
                    .filter(|(key, _)| !keys.contains(&key))
                    .map(|(_, row)| row)
                    .collect())
            }
            Self::Sql(session) => {
                session
                    .held_outside(collection, fields, values, when, beside)
                    .await
            }
        }
    }
}

impl SqlSession {
    pub(crate) async fn cells(
        &mut self,
        statement: Statement,
    ) -> Result<Vec<Vec<Cell>>, StoreError> {
        self.tx.cells(statement, self.limit).await
    }

    pub(crate) async fn run(&mut self, statement: Statement) -> Result<u64, StoreError> {
        if self.guarded {
            self.tx.guard(Guard::Release).await?;
            self.guarded = false;
        }
        self.tx.run(statement, self.limit).await
    }

    /// Rows of a query, tidied to the canonical form of their columns.
    pub(crate) async fn rows(&mut self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        let cells = self.cells(statement).await?;
        Ok(cells
            .into_iter()
            .map(|row| row.into_iter().map(|(value, _)| value).collect())
            .collect())
    }

    async fn guarded_select(
        &mut self,
        collection: &Collection,
        columns: &[String],
        by: &By<'_>,
        most: Option<u64>,
    ) -> Result<Rows, StoreError> {
        // One savepoint does for a whole search, which changes nothing in between.
        if !self.guarded {
            self.tx.guard(Guard::Set).await?;
            self.guarded = true;
        }
        let answer = self.select(collection, columns, by, most).await;
        if answer.is_err() {
            self.tx.guard(Guard::Back).await?;
        }
        answer
    }

    pub(crate) async fn select(
        &mut self,
        collection: &Collection,
        columns: &[String],
        by: &By<'_>,
        most: Option<u64>,
    ) -> Result<Rows, StoreError> {
        let table = self.schema.table(collection)?.clone();
        let keys: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let names: Vec<&str> = keys
            .iter()
            .copied()
            .chain(columns.iter().map(String::as_str))
            .collect();
        let head = format!(
            "SELECT {} FROM {} AS t WHERE ",
            table.outputs(&names)?,
            table.sql
        );
        let tail = most.map(|most| format!(" LIMIT {}", most + 1));
        let tail = tail.unwrap_or_default();
        let mut found = Vec::new();
        for condition in predicates(&table, by)? {
            if most.is_some_and(|most| found.len() as u64 > most) {
                break;
            }
            if let Some(rows) = self
                .bulk(&table, (&names, keys.len()), &condition, most)
                .await?
            {
                found.extend(rows);
                continue;
            }
            let statement = Statement {
                text: format!("{head}{}{tail}", condition.text),
                binds: condition.binds,
            };
            for mut row in self.rows(statement).await? {
                for (name, value) in names.iter().zip(&mut row) {
                    table.tidy(name, value);
                }
                let rest = row.split_off(keys.len());
                found.push((Key(row), Arc::new(rest)));
            }
        }
        Ok(found)
    }

    async fn held_outside(
        &mut self,
        collection: &Collection,
        fields: &[&str],
        values: &[Row],
        when: &BTreeMap<String, String>,
        beside: Beside<'_>,
    ) -> Result<Vec<Row>, StoreError> {
        let table = self.schema.table(collection)?.clone();
        let mut found = Vec::new();
        for batch in values.chunks(BATCH) {
            let mut statement = Statement::default();
            let tuples = batch.iter().map(Vec::as_slice);
            let Some(within) = table.within(&mut statement, fields, tuples)? else {
                continue;
            };
            let constants = table.constants(&mut statement, when)?;
            let outside = match beside {
                Beside::Keys(keys) => {
                    let key: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
                    let keys = keys.iter().map(|key| key.0.as_slice());
                    table.beside(&mut statement, &key, keys)?
                }
                Beside::Reach(reach) => table.not_reached(&mut statement, reach)?,
            };
            statement.text = format!(
                "SELECT DISTINCT {} FROM {} AS t WHERE {within}{constants}{outside}",
                table.outputs(fields)?,
                table.sql
            );
            for mut row in self.rows(statement).await? {
                for (name, value) in fields.iter().zip(&mut row) {
                    table.tidy(name, value);
                }
                found.push(row);
            }
        }
        Ok(found)
    }
}

impl SqlSession {
    /// Deletes the records that match, and says how many that were.
    pub(crate) async fn delete_by(
        &mut self,
        collection: &Collection,
        by: &By<'_>,
    ) -> Result<u64, StoreError> {
        let table = self.schema.table(collection)?.clone();
        let mut deleted = 0;
        for condition in predicates(&table, by)? {
            let delete = Statement {
                text: format!("DELETE FROM {} AS t WHERE {}", table.sql, condition.text),
                binds: condition.binds,
            };
            deleted += self.run(delete).await?;
        }
        Ok(deleted)
    }

    /// How many records match.
    pub(crate) async fn count_by(
        &mut self,
        collection: &Collection,
        by: &By<'_>,
    ) -> Result<u64, StoreError> {
        let table = self.schema.table(collection)?.clone();
        let mut count = 0;
        for condition in predicates(&table, by)? {
            let query = Statement {
                text: format!(
                    "SELECT {} FROM {} AS t WHERE {}",
                    table.dialect.count(),
                    table.sql,
                    condition.text
                ),
                binds: condition.binds,
            };
            count += self.number(query).await?;
        }
        Ok(count)
    }
}

/// The conditions of a look-up, in batches.
fn predicates(table: &Table, by: &By<'_>) -> Result<Vec<Statement>, StoreError> {
    match by {
        By::Fields {
            fields,
            values,
            when,
        } => {
            let mut statements = Vec::new();
            for batch in values.chunks(BATCH) {
                let mut statement = Statement::default();
                let tuples = batch.iter().map(Vec::as_slice);
                if let Some(within) = table.within(&mut statement, fields, tuples)? {
                    let constants = table.constants(&mut statement, when)?;
                    statement.text = format!("{within}{constants}");
                    statements.push(statement);
                }
            }
            Ok(statements)
        }
        By::Identity {
            field,
            compare,
            values,
        } => {
            let mut statement = Statement::default();
            let mut conditions = Vec::new();
            match compare {
                Compare::Exact => {
                    let tuples: Vec<Row> = values
                        .iter()
                        .map(|value| vec![Value::text(*value)])
                        .collect();
                    let tuples = tuples.iter().map(Vec::as_slice);
                    conditions.extend(table.within(&mut statement, &[field], tuples)?);
                }
                Compare::Email | Compare::Phone => {
                    for value in *values {
                        conditions.push(alike(table, &mut statement, field, *compare, value)?);
                    }
                }
            }
            if conditions.is_empty() {
                return Ok(Vec::new());
            }
            statement.text = format!("({})", conditions.join(" OR "));
            Ok(vec![statement])
        }
    }
}

/// A condition that holds for every value that may be the same identity. An address of plain
/// letters can use an index that ignores case; digits between any separators, and letters whose
/// case the engine may not know, take a pattern.
fn alike(
    table: &Table,
    statement: &mut Statement,
    field: &str,
    compare: Compare,
    value: &str,
) -> Result<String, StoreError> {
    table.column(field)?;
    let normal = compare.normalise(value);
    let column = of_t(field);
    if compare == Compare::Email && normal.is_ascii() {
        let plain = statement.bind(Value::text(&normal));
        let before = statement.bind(Value::Text(format!(" {normal}")));
        let after = statement.bind(Value::Text(format!("{normal} ")));
        return Ok(match table.dialect {
            Dialect::Sqlite => {
                format!("{column} COLLATE NOCASE IN (${plain}, ${before}, ${after})")
            }
            Dialect::Postgres => {
                format!("lower({column}::text) IN (${plain}, ${before}, ${after})")
            }
        });
    }
    let mut pattern = String::from("%");
    for character in normal
        .chars()
        .filter(|c| *c != '+' || compare == Compare::Email)
    {
        match character {
            '%' | '_' | '\\' => pattern.extend(['\\', character]),
            c if c.is_ascii() => pattern.push(c),
            _ => pattern.push('%'),
        }
        if compare == Compare::Phone {
            pattern.push('%');
        }
    }
    if compare == Compare::Email {
        pattern.push('%');
    }
    let number = statement.bind(Value::Text(pattern));
    Ok(match table.dialect {
        Dialect::Sqlite => format!("{column} LIKE ${number} ESCAPE '\\'"),
        Dialect::Postgres => {
            format!("{column}::text COLLATE \"C\" ILIKE ${number} ESCAPE '\\'")
        }
    })
}
