//! A database that nobody here designed, and a map over it.

use std::str::FromStr;

use chrono::NaiveDate;
use habeas_domain::{
    identity::Identity,
    map::{Finding, Place, check_schema, parse},
    plan::Plan,
    value::{Key, Value},
};
use habeas_stores::{EraseError, Pseudonyms, StoreOutcome, Stores};
use serde_json::{Value as Json, json};
use sqlx::{
    AssertSqlSafe, PgPool, Row, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::SqliteConnectOptions,
};
use tempfile::TempDir;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

pub enum Db {
    Sqlite(SqlitePool),
    Postgres(PgPool, String),
}

pub struct Base {
    pub folder: TempDir,
    pub db: Db,
}

pub type Outcome = Result<StoreOutcome, EraseError<std::convert::Infallible>>;

pub fn today() -> NaiveDate {
    "2026-11-01".parse().unwrap()
}

pub fn maria() -> Vec<Identity> {
    vec![Identity::new("email", "maria@example.com")]
}

pub fn at(collection: &str) -> Place {
    Place::new("base", collection)
}

pub fn key(parts: &[&str]) -> Key {
    Key(parts.iter().map(|part| Value::text(*part)).collect())
}

impl Base {
    pub async fn new(engine: Engine, sql: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let db = match engine {
            Engine::Sqlite => {
                let options = SqliteConnectOptions::new()
                    .filename(folder.path().join("base.sqlite"))
                    .create_if_missing(true);
                Db::Sqlite(SqlitePool::connect_with(options).await.unwrap())
            }
            Engine::Postgres => {
                let server = habeas_testing::postgres().await.unwrap();
                let url = server.database().await.unwrap();
                let options = PgConnectOptions::from_str(&url).unwrap();
                let options = options.extra_float_digits(1).options([
                    ("datestyle", "ISO"),
                    ("timezone", "UTC"),
                    ("intervalstyle", "iso_8601"),
                    ("lc_monetary", "C"),
                ]);
                let pool = PgPoolOptions::new().connect_with(options).await.unwrap();
                Db::Postgres(pool, url)
            }
        };
        let base = Self { folder, db };
        base.run(sql).await;
        base
    }

    pub async fn run(&self, sql: &str) {
        let text = AssertSqlSafe(sql.to_owned());
        match &self.db {
            Db::Sqlite(pool) => sqlx::raw_sql(text).execute(pool).await.map(drop),
            Db::Postgres(pool, _) => sqlx::raw_sql(text).execute(pool).await.map(drop),
        }
        .unwrap_or_else(|error| panic!("{error}"));
    }

    /// The first column of every row, as the engine writes it.
    pub async fn texts(&self, sql: &str) -> Vec<Option<String>> {
        let text = AssertSqlSafe(sql.to_owned());
        match &self.db {
            Db::Sqlite(pool) => {
                let rows = sqlx::query(text).fetch_all(pool).await.unwrap();
                rows.iter().map(|row| row.get(0)).collect()
            }
            Db::Postgres(pool, _) => {
                let rows = sqlx::query(text).fetch_all(pool).await;
                let rows = rows.unwrap_or_else(|error| panic!("{error}: {sql}"));
                rows.iter().map(|row| row.get(0)).collect()
            }
        }
    }

    pub async fn count(&self, table: &str) -> String {
        let sql = format!("SELECT CAST(count(*) AS text) FROM {table}");
        self.texts(&sql).await.remove(0).unwrap()
    }

    pub async fn stores(&self, collections: Vec<Json>) -> Stores {
        self.stores_of("env:BASE", collections, None).await
    }

    pub async fn stores_of(
        &self,
        connect: &str,
        collections: Vec<Json>,
        url: Option<String>,
    ) -> Stores {
        let (kind, address) = match &self.db {
            Db::Sqlite(_) => ("sqlite", "base.sqlite".to_owned()),
            Db::Postgres(_, url) => ("postgres", url.clone()),
        };
        let address = url.unwrap_or(address);
        let map = json!({
            "habeas": 1, "version": "1",
            "controller": { "name": "A", "address": "B", "email": "a@b.example",
                "country": "IE", "authority": "DPC" },
            "grounds": { "tax": { "label": "Tax", "law": "L" } },
            "stores": [{ "id": "base", "kind": kind, "label": "Base", "connect": connect,
                "collections": collections }],
        });
        let map = parse(&map.to_string()).unwrap_or_else(|error| panic!("{error:?}: {map}"));
        Stores::open(map, self.folder.path(), |_| Some(address.clone())).await
    }
}

/// A collection; fields are names with what anonymisation does to them.
pub fn collection(id: &str, table: &str, key: &[&str], erase: &str, fields: &[&str]) -> Json {
    let mut names: Vec<&str> = key.to_vec();
    names.extend(fields.iter().filter(|name| !key.contains(name)));
    let fields: Vec<Json> = names
        .iter()
        .map(|name| {
            let rule = if key.contains(name) {
                json!("keep")
            } else {
                Json::Null
            };
            let mut field = json!({ "name": name, "category": "user", "label": name,
                "until": "always", "correct": "directly" });
            if erase == "anonymise" {
                field["erase"] = rule;
            }
            field
        })
        .collect();
    json!({ "id": id, "table": table, "meaning": "m", "label": id, "describe": "d", "key": key,
        "erase": erase, "fields": fields })
}

pub fn found_by(mut collection: Json, field: &str) -> Json {
    collection["identities"] = json!({ field: { "kind": "email" } });
    collection
}

pub fn owned_by(mut collection: Json, to: &str, here: &str, there: &str) -> Json {
    collection["links"] = json!([{ "to": to, "fields": { here: there }, "type": "owned-by" }]);
    collection
}

/// `people (id, email)`, who all schemas here are about.
pub fn people(erase: &str) -> Json {
    found_by(
        collection("people", "people", &["id"], erase, &["email"]),
        "email",
    )
}

pub const PEOPLE: &str = "CREATE TABLE people (id integer PRIMARY KEY, email text);
    CREATE INDEX people_email ON people (email);
    INSERT INTO people VALUES (1, 'maria@example.com'), (2, 'ben@example.com');";

pub async fn erase(stores: &Stores, plan: &Plan) -> Outcome {
    let secrets = Pseudonyms::new(*b"a secret of thirty-two bytes !!!");
    let recorded = async |_| Ok(());
    stores
        .erase("base", &maria(), plan, today(), &secrets, recorded)
        .await
}

/// Plans, erases and looks again: nothing may be left but what the plan keeps.
pub async fn gone(stores: &Stores) -> StoreOutcome {
    let (plan, _) = stores.plan(&maria(), today()).await;
    assert!(plan.is_complete(), "{plan:?}");
    let outcome = erase(stores, &plan).await;
    let outcome = outcome.unwrap_or_else(|error| panic!("{error:?}: {plan:?}"));
    let left = stores.find(&maria(), today()).await;
    assert!(left.found.is_complete(), "{:?}", left.found);
    assert_eq!(left.found.total(), 0, "{:?}", left.found);
    outcome
}

/// What `map check` says.
pub async fn findings(stores: &Stores) -> Vec<Finding> {
    let facts = stores.facts().await.into_iter();
    let facts = facts.filter_map(|(store, facts)| Some((store, facts.ok()?)));
    check_schema(stores.map(), &facts.collect())
}
