//! A shop in which everybody has looked at many pages.

use std::path::Path;

use habeas_domain::map;
use habeas_stores::{Limits, Stores};
use sqlx::{
    AssertSqlSafe, Connection, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions,
};
use tempfile::TempDir;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// How many people it has, and how much there is of each.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Rows of the first customer.
    pub hers: u32,
    /// Other customers.
    pub others: u32,
    /// Rows of each of them.
    pub theirs: u32,
}

pub struct Shop {
    pub engine: Engine,
    folder: TempDir,
    url: String,
}

/// Two statements by hand.
pub const BY_HAND: [&str; 2] = [
    "DELETE FROM events WHERE customer_id = 1",
    "DELETE FROM customers WHERE id = 1",
];

impl Shop {
    pub async fn new(engine: Engine, size: Size) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match engine {
            Engine::Sqlite => String::new(),
            Engine::Postgres => habeas_testing::postgres()
                .await
                .unwrap()
                .database()
                .await
                .unwrap(),
        };
        let shop = Self {
            engine,
            folder,
            url,
        };
        shop.fill(size).await;
        shop
    }

    async fn fill(&self, size: Size) {
        let Size {
            hers,
            others,
            theirs,
        } = size;
        let all = others + 1;
        let rows = hers + others * theirs;
        let owner = format!(
            "CASE WHEN i < {hers} THEN 1 ELSE 2 + (i - {hers}) / {} END",
            theirs.max(1)
        );
        let tables = "CREATE TABLE customers (id integer PRIMARY KEY, email text NOT NULL UNIQUE);
             CREATE TABLE events (id integer PRIMARY KEY, customer_id integer NOT NULL
               REFERENCES customers (id), at text NOT NULL, what text NOT NULL);";
        let index = "CREATE INDEX events_customer ON events (customer_id); ANALYZE;";
        match self.engine {
            Engine::Sqlite => {
                let sql = format!(
                    "{tables}
                     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {all})
                       INSERT INTO customers SELECT i, 'p' || i || '@mail.example' FROM n;
                     WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n
                         WHERE i < {rows} - 1)
                       INSERT INTO events SELECT i, {owner}, '2026-01-01', 'looked at page ' || i
                         FROM n WHERE i < {rows};
                     {index}"
                );
                let mut db = self.sqlite(true).await;
                run(sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut db).await);
            }
            Engine::Postgres => {
                let sql = format!(
                    "{tables}
                     INSERT INTO customers SELECT i, 'p' || i || '@mail.example'
                       FROM generate_series(1, {all}) AS i;
                     INSERT INTO events SELECT i, {owner}, '2026-01-01', 'looked at page ' || i
                       FROM generate_series(0, {rows} - 1) AS i;
                     {index}"
                );
                let mut db = PgConnection::connect(&self.url).await.unwrap();
                run(sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut db).await);
            }
        }
    }

    /// A connection of somebody who writes statements by hand, as durable as ours.
    pub async fn sqlite(&self, create: bool) -> SqliteConnection {
        open(&self.folder.path().join("shop.sqlite"), create).await
    }

    /// The same to a server, on which both tables have been looked at.
    pub async fn postgres(&self) -> PgConnection {
        let mut db = PgConnection::connect(&self.url).await.unwrap();
        let look = "SELECT count(*) FROM customers, events WHERE customers.id = 0";
        run(sqlx::raw_sql(look).execute(&mut db).await);
        db
    }

    pub async fn stores(&self) -> Stores {
        self.limited(Limits::default()).await
    }

    pub async fn limited(&self, limits: Limits) -> Stores {
        let text = match self.engine {
            Engine::Sqlite => MAP.to_owned(),
            Engine::Postgres => MAP
                .replace("kind: sqlite", "kind: postgres")
                .replace("path:shop.sqlite", "env:SHOP"),
        };
        let map = map::parse(&text).unwrap();
        let url = self.url.clone();
        Stores::open_with(map, self.folder.path(), |_| Some(url.clone()), limits).await
    }
}

fn run<T>(done: Result<T, sqlx::Error>) {
    done.unwrap();
}

/// A file that keeps its promises: every commit waits for the disk, and what is freed is
/// overwritten.
pub async fn open(path: &Path, create: bool) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(create)
        .foreign_keys(true)
        .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
        .synchronous(sqlx::sqlite::SqliteSynchronous::Full)
        .pragma("secure_delete", "on");
    SqliteConnection::connect_with(&options).await.unwrap()
}

pub const MAP: &str = r#"
habeas: 1
version: "1"
controller: { name: Bench, address: Here, email: a@b.example, country: IE, authority: DPC }
stores:
  - id: shop
    kind: sqlite
    label: Shop
    connect: path:shop.sqlite
    collections:
      - { id: customers, table: customers, meaning: account, label: Account, describe: You, key: [id],
          identities: { id: { kind: customer_id }, email: { kind: email } }, erase: delete, fields: [
            { name: id, category: user.unique_id, label: Number, until: always },
            { name: email, category: user.contact.email, label: E-mail, until: always } ] }
      - { id: events, table: events, meaning: events, label: Events, describe: Clicks, key: [id],
          links: [ { to: customers, fields: { customer_id: id }, type: owned-by } ], erase: delete, fields: [
            { name: id, category: system, label: Number, until: always },
            { name: customer_id, category: user.unique_id, label: Customer, until: always },
            { name: at, category: user.behavior, label: When, until: always },
            { name: what, category: user.behavior, label: What, until: always } ] }
"#;
