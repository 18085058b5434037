//! The database of a case: made, and read whole.

use std::{collections::BTreeMap, path::Path};

use sqlx::{
    AssertSqlSafe, Connection, PgConnection, Row as _, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::world::{Cell, Engine, Kind, OnDelete, Row, Table, World};

/// The rows of tables, by key.
pub type Dump = BTreeMap<usize, BTreeMap<Row, Row>>;

pub enum Store {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn list(table: &Table, columns: &[usize]) -> String {
    let names: Vec<String> = columns
        .iter()
        .map(|at| quote(&table.columns[*at].name))
        .collect();
    names.join(", ")
}

impl Store {
    pub async fn sqlite(path: &Path) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Memory)
            .synchronous(SqliteSynchronous::Off)
            .foreign_keys(false);
        Self::Sqlite(SqliteConnection::connect_with(&options).await.unwrap())
    }

    /// A database that may be used before: what is in it goes.
    pub async fn postgres(url: &str) -> Self {
        let mut connection = PgConnection::connect(url).await.unwrap();
        let sql = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;
                   SET client_min_messages = error; SET session_replication_role = replica";
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        Self::Postgres(connection)
    }

    async fn run(&mut self, sql: &str) {
        let text = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(connection) => sqlx::raw_sql(text).execute(connection).await.map(|_| ()),
            Self::Postgres(connection) => sqlx::raw_sql(text).execute(connection).await.map(|_| ()),
        }
        .unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }

    pub async fn fill(&mut self, world: &World, store: usize) {
        let sql = sql(world, store);
        self.run(&sql).await;
    }

    /// Every row of every table by its key. A value of SQLite's is told by its storage too.
    pub async fn dump(&mut self, world: &World, store: usize) -> Dump {
        let mut tables = Dump::new();
        for (number, table) in world.tables_of(store) {
            let outputs: Vec<String> = table
                .columns
                .iter()
                .map(|column| {
                    let at = quote(&column.name);
                    match self {
                        Self::Sqlite(_) => format!(
                            "CASE typeof({at}) WHEN 'null' THEN NULL \
                             WHEN '{}' THEN CAST({at} AS TEXT) \
                             ELSE 'stored as ' || typeof({at}) END",
                            if column.kind == Kind::Integer {
                                "integer"
                            } else {
                                "text"
                            }
                        ),
                        Self::Postgres(_) => format!("{at}::text"),
                    }
                })
                .collect();
            let sql = format!("SELECT {} FROM {}", outputs.join(", "), quote(&table.name));
            let sql = AssertSqlSafe(sql);
            let width = table.columns.len();
            let rows: Vec<Row> = match self {
                Self::Sqlite(connection) => {
                    let rows = sqlx::query(sql).fetch_all(connection).await.unwrap();
                    let cells = |row| (0..width).map(|at| sqlx::Row::get(row, at)).collect();
                    rows.iter().map(cells).collect()
                }
                Self::Postgres(connection) => {
                    let rows = sqlx::query(sql).fetch_all(connection).await.unwrap();
                    rows.iter()
                        .map(|row| (0..width).map(|at| row.get::<Cell, _>(at)).collect())
                        .collect()
                }
            };
            let count = rows.len();
            let rows: BTreeMap<Row, Row> = rows
                .into_iter()
                .map(|row| (table.key_of(&row), row))
                .collect();
            assert_eq!(
                rows.len(),
                count,
                "two rows of `{}` have one key",
                table.name
            );
            tables.insert(number, rows);
        }
        tables
    }
}

/// The statements that make the database of a store.
pub fn sql(world: &World, store: usize) -> String {
    let engine = world.engine(store);
    let mut sql = String::new();
    if engine == Engine::Sqlite {
        sql.push_str("BEGIN;\n");
    }
    let mut after = String::new();
    for (_, table) in world.tables_of(store) {
        let mut parts: Vec<String> = table
            .columns
            .iter()
            .map(|column| {
                let plain = match (column.kind, engine, table.options) {
                    (Kind::Integer, ..) => "INTEGER",
                    (Kind::Date, _, " STRICT") | (Kind::Text, ..) => "TEXT",
                    (Kind::Date, ..) => "DATE",
                };
                let kind = column.declared.unwrap_or(plain);
                let not_null = if column.not_null { " NOT NULL" } else { "" };
                let unique = if column.unique { " UNIQUE" } else { "" };
                format!("{} {kind}{not_null}{unique}", quote(&column.name))
            })
            .collect();
        let unique = if table.primary {
            "PRIMARY KEY"
        } else {
            "UNIQUE"
        };
        parts.push(format!("{unique} ({})", list(table, &table.key)));
        for key in &table.foreign_keys {
            let to = &world.tables[key.to];
            let on_delete = match key.on_delete {
                OnDelete::NoAction => "",
                OnDelete::Restrict => " ON DELETE RESTRICT",
                OnDelete::Cascade => " ON DELETE CASCADE",
                OnDelete::SetNull => " ON DELETE SET NULL",
            };
            let on_update = if key.follows {
                " ON UPDATE CASCADE"
            } else {
                ""
            };
            let text = format!(
                "FOREIGN KEY ({}) REFERENCES {} ({}){on_delete}{on_update}",
                list(table, &key.columns),
                quote(&to.name),
                list(to, &key.to_columns)
            );
            if engine == Engine::Sqlite {
                parts.push(text);
            } else {
                after.push_str(&format!("ALTER TABLE {} ADD {text};\n", quote(&table.name)));
            }
        }
        let body = parts.join(", ");
        sql.push_str(&format!(
            "CREATE TABLE {} ({body}){};\n",
            quote(&table.name),
            table.options
        ));
    }
    sql.push_str(&after);
    let filled = |(_, table): &(usize, &Table)| !table.rows.is_empty();
    for (_, table) in world.tables_of(store).filter(filled) {
        let rows: Vec<String> = table
            .rows
            .iter()
            .map(|row| {
                let cells: Vec<String> = row
                    .iter()
                    .zip(&table.columns)
                    .map(|(cell, column)| match cell {
                        None => "NULL".to_owned(),
                        Some(text) if column.kind == Kind::Integer => text.clone(),
                        Some(text) => format!("'{}'", text.replace('\'', "''")),
                    })
                    .collect();
                format!("({})", cells.join(", "))
            })
            .collect();
        sql.push_str(&format!(
            "INSERT INTO {} VALUES {};\n",
            quote(&table.name),
            rows.join(", ")
        ));
    }
    if engine == Engine::Sqlite {
        sql.push_str("COMMIT;\n");
    }
    sql
}
