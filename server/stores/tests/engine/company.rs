//! A small company in three stores: a shop on either engine, a help desk on SQLite, documents
//! in a folder. Maria is the one who asks.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use chrono::NaiveDate;
use habeas_domain::{
    identity::Identity,
    map::{DataMap, Place, parse},
    value::{Key, Value},
};
use habeas_stores::{Pseudonyms, Stores};
use sqlx::{AssertSqlSafe, PgPool, Row, SqlitePool, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A database of its own, gone with the test.
pub enum Shop {
    Sqlite(SqlitePool),
    Postgres(PgPool, String),
}

pub struct Company {
    pub folder: TempDir,
    pub shop: Shop,
    pub desk: SqlitePool,
    pub map: DataMap,
}

pub const TODAY: &str = "2026-11-01";

pub fn today() -> NaiveDate {
    TODAY.parse().unwrap()
}

pub fn maria() -> Vec<Identity> {
    vec![Identity::new("email", "maria@example.com")]
}

pub fn secrets() -> Pseudonyms {
    Pseudonyms::new(*b"a secret of thirty-two bytes !!!")
}

pub fn shop(collection: &str) -> Place {
    Place::new("shop", collection)
}

pub fn key(parts: &[&str]) -> Key {
    Key(parts.iter().map(|part| Value::text(*part)).collect())
}

pub fn keys(parts: &[&str]) -> Vec<Key> {
    parts.iter().map(|part| key(&[part])).collect()
}

impl Company {
    pub async fn new(engine: Engine) -> Self {
        Self::with(engine, "").await
    }

    /// With more statements for the shop.
    pub async fn with(engine: Engine, more: &str) -> Self {
        Self::from_scratch(engine, include_str!("company.sql"), more).await
    }

    pub async fn from_scratch(engine: Engine, schema: &str, more: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let shop = Shop::new(engine, &folder).await;
        shop.run(schema).await;
        shop.run(more).await;
        let desk = sqlite(folder.path().join("desk.sqlite")).await;
        sqlx::raw_sql(
            "CREATE TABLE tickets (ref TEXT PRIMARY KEY, sender TEXT, customer TEXT, body TEXT);
             INSERT INTO tickets VALUES ('T-1', 'MARIA@EXAMPLE.COM', NULL, 'from Maria'),
               ('T-2', 'ben@example.com', '2', 'from Ben'),
               ('T-3', NULL, '1', 'by phone'), ('T-4', 'mariä@example.com', NULL, 'another');",
        )
        .execute(&desk)
        .await
        .unwrap();
        for (path, bytes) in [
            ("files/invoices/1/2009-01-01_A1.pdf", "old invoice"),
            ("files/invoices/1/2025-01-01_A2.pdf", "young invoice"),
            ("files/invoices/2/2009-01-01_B1.pdf", "invoice of Ben"),
        ] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        let kind = match engine {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        };
        let map = parse(&include_str!("company.yaml").replace("$KIND", kind)).unwrap();
        Self {
            folder,
            shop,
            desk,
            map,
        }
    }

    pub fn address(&self) -> String {
        match &self.shop {
            Shop::Sqlite(_) => "shop.sqlite".to_owned(),
            Shop::Postgres(_, url) => url.clone(),
        }
    }

    pub async fn stores(&self) -> Stores {
        self.stores_of(self.map.clone()).await
    }

    pub async fn stores_of(&self, map: DataMap) -> Stores {
        let address = self.address();
        Stores::open(map, self.folder.path(), |name| {
            (name == "SHOP").then(|| address.clone())
        })
        .await
    }
}

impl Shop {
    pub async fn new(engine: Engine, folder: &TempDir) -> Self {
        match engine {
            Engine::Sqlite => Self::Sqlite(sqlite(folder.path().join("shop.sqlite")).await),
            Engine::Postgres => {
                let server = habeas_testing::postgres().await.unwrap();
                let url = server.database().await.unwrap();
                let pool = PgPool::connect(&url).await.unwrap();
                Self::Postgres(pool, url)
            }
        }
    }

    pub async fn run(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(pool) => sqlx::raw_sql(sql).execute(pool).await.map(|_| ()),
            Self::Postgres(pool, _) => sqlx::raw_sql(sql).execute(pool).await.map(|_| ()),
        }
        .unwrap();
    }

    /// Every row of every table, as text.
    pub async fn dump(&self) -> BTreeSet<String> {
        match self {
            Self::Sqlite(pool) => dump(pool).await,
            Self::Postgres(pool, _) => {
                let tables: Vec<(String,)> = sqlx::query_as(
                    "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
                )
                .fetch_all(pool)
                .await
                .unwrap();
                let mut rows = BTreeSet::new();
                for (table,) in tables {
                    let sql = format!("SELECT t::text FROM \"{table}\" t");
                    let lines = sqlx::query(AssertSqlSafe(sql))
                        .fetch_all(pool)
                        .await
                        .unwrap();
                    rows.extend(
                        lines
                            .iter()
                            .map(|row| format!("{table} {}", row.get::<String, _>(0))),
                    );
                }
                rows
            }
        }
    }
}

pub async fn sqlite(path: PathBuf) -> SqlitePool {
    SqlitePool::connect_with(
        SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal),
    )
    .await
    .unwrap()
}

pub async fn dump(pool: &SqlitePool) -> BTreeSet<String> {
    let columns: Vec<(String, String)> = sqlx::query_as(
        "SELECT m.name, x.name FROM sqlite_schema m, pragma_table_info(m.name) x
         WHERE m.type = 'table' ORDER BY m.name, x.cid",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in columns {
        tables
            .entry(table)
            .or_default()
            .push(format!("quote(\"{column}\")"));
    }
    let mut rows = BTreeSet::new();
    for (table, columns) in tables {
        let sql = format!("SELECT {} FROM \"{table}\"", columns.join(" || ',' || "));
        let lines = sqlx::query(AssertSqlSafe(sql))
            .fetch_all(pool)
            .await
            .unwrap();
        rows.extend(
            lines
                .iter()
                .map(|row| format!("{table} {}", row.get::<String, _>(0))),
        );
    }
    rows
}

/// What went and what came between two dumps.
pub fn difference(
    before: &BTreeSet<String>,
    after: &BTreeSet<String>,
) -> (Vec<String>, Vec<String>) {
    (
        before.difference(after).cloned().collect(),
        after.difference(before).cloned().collect(),
    )
}
