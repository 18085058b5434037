//! What the engine costs, each beside what it is measured against in the same run.
//!
//! Medians of several rounds on real files; no number is an assertion, disks differ.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first fault")]

use habeas_domain::scope::Scope;
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use habeas_desk::{Desk, From, Settings, Visitor};
use habeas_domain::{id::Reference, identity::Identity, map, view::Stage};
use habeas_ledger::{
    Keys, Ledger,
    time::{Clock, Dice},
};
use habeas_stores::{Pseudonyms, Stores};
use habeas_words::Locale;
use sqlx::{Connection, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;
use tokio::sync::watch;

const ROUNDS: usize = 7;
/// Rows of the person who goes; as many belong to each of the others.
const ROWS: u32 = 10_000;
const OTHERS: u32 = 4;
const PASSWORD: &str = "harvest-window-teapot-12";

/// A browser that never signed in, somewhere.
const HERE: From<'_> = From {
    network: "203.0.113.9",
    language: Locale::En,
    browser: "",
};

#[tokio::main]
async fn main() {
    // `make bench ARGS="-- rows"` runs one part; without a name all run.
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|name| !name.starts_with('-'))
        .collect();
    let wanted = |part: &str| named.is_empty() || named.iter().any(|name| name == part);
    println!("medians of {ROUNDS} rounds\n");
    if wanted("rows") {
        many_rows().await;
    }
    if wanted("postgres") {
        many_rows_on_postgres().await;
    }
    if wanted("requests") {
        small_requests().await;
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn line(what: &str, time: Duration, reference: Option<Duration>) {
    let ratio = reference
        .map(|reference| format!("{:>6.2} x", time.as_secs_f64() / reference.as_secs_f64()));
    println!(
        "{what:<58}{:>9.1} ms {}",
        time.as_secs_f64() * 1000.0,
        ratio.unwrap_or_default()
    );
}

/// Erasing 10,000 rows of one person from SQLite, against the statements one would write by hand.
async fn many_rows() {
    let (mut by_hand, mut erased, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let folder = shop().await;
        let mut db = open(&folder.path().join("shop.sqlite"), false).await;
        let start = Instant::now();
        let mut tx = db.begin().await.unwrap();
        for sql in [
            "DELETE FROM events WHERE customer_id = 1",
            "DELETE FROM customers WHERE id = 1",
        ] {
            sqlx::query(sql).execute(&mut *tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        by_hand.push(start.elapsed());

        let folder = shop().await;
        let map = map::parse(MAP).unwrap();
        let stores = Stores::open(map, folder.path(), |_| None).await;
        let today = Clock::System.now().date_naive();
        let who = [Identity::new("customer_id", "1")];
        let secrets = Pseudonyms::new(vec![7; 32]);
        let (one, all) = erasure(&stores, &who, &secrets, today).await;
        erased.push(one);
        whole.push(all);
    }
    report("SQLite", by_hand, erased, whole);
}

/// The same on PostgreSQL.
async fn many_rows_on_postgres() {
    let server = habeas_testing::postgres().await.unwrap();
    let (mut by_hand, mut erased, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let url = postgres_shop(server).await;
        let mut db = PgConnection::connect(&url).await.unwrap();
        let start = Instant::now();
        let mut tx = db.begin().await.unwrap();
        for sql in [
            "DELETE FROM events WHERE customer_id = 1",
            "DELETE FROM customers WHERE id = 1",
        ] {
            sqlx::query(sql).execute(&mut *tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        by_hand.push(start.elapsed());

        let url = postgres_shop(server).await;
        let text = MAP.replace("kind: sqlite", "kind: postgres");
        let map = map::parse(&text.replace("path:shop.sqlite", "env:SHOP")).unwrap();
        let stores = Stores::open(map, Path::new("."), |_| Some(url.clone())).await;
        let today = Clock::System.now().date_naive();
        let who = [Identity::new("customer_id", "1")];
        // As in a program that runs: the connection is there.
        stores.facts().await;
        let (one, all) = erasure(&stores, &who, &Pseudonyms::new(vec![7; 32]), today).await;
        erased.push(one);
        whole.push(all);
    }
    report("PostgreSQL", by_hand, erased, whole);
}

/// Plans, erases and looks again: how long the erasure took, and all of it.
async fn erasure(
    stores: &Stores,
    who: &[Identity],
    secrets: &Pseudonyms,
    today: chrono::NaiveDate,
) -> (Duration, Duration) {
    let start = Instant::now();
    let (plan, _) = stores.plan(who, today).await;
    assert_eq!(plan.totals().deleted, u64::from(ROWS) + 1);
    let begun = Instant::now();
    let unrecorded = async |_| Ok::<(), std::convert::Infallible>(());
    stores
        .erase("shop", who, &plan, today, secrets, unrecorded)
        .await
        .unwrap();
    let erased = begun.elapsed();
    let left = stores.find(who, today).await;
    assert_eq!(left.found.total(), 0);
    (erased, start.elapsed())
}

async fn postgres_shop(server: &habeas_testing::Postgres) -> String {
    let url = server.database().await.unwrap();
    let mut db = PgConnection::connect(&url).await.unwrap();
    let sql = format!(
        "CREATE TABLE customers (id integer PRIMARY KEY, email text NOT NULL UNIQUE);
         CREATE TABLE events (id integer PRIMARY KEY, customer_id integer NOT NULL
           REFERENCES customers (id), at text NOT NULL, what text NOT NULL);
         CREATE INDEX events_customer ON events (customer_id);
         INSERT INTO customers SELECT i, 'p' || i || '@mail.example'
           FROM generate_series(1, {OTHERS} + 1) AS i;
         INSERT INTO events SELECT i, 1 + i / {ROWS}, '2026-01-01', 'looked at page ' || i
           FROM generate_series(0, {last}) AS i;
         ANALYZE;",
        last = ROWS * (OTHERS + 1) - 1
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut db)
        .await
        .unwrap();
    url
}

fn report(engine: &str, by_hand: Vec<Duration>, erased: Vec<Duration>, whole: Vec<Duration>) {
    let reference = median(by_hand);
    println!("Erasing {ROWS} rows ({engine})");
    line(
        "  by hand: two DELETE statements, one commit",
        reference,
        None,
    );
    line(
        "  search again, freeze, compare, delete, count, commit",
        median(erased),
        Some(reference),
    );
    line(
        "  the same with plan before and search after",
        median(whole),
        Some(reference),
    );
    println!();
}

/// A small request from the click to its answer, through the queue, on an SQLite ledger.
async fn small_requests() {
    let folder = tempfile::tempdir().unwrap();
    let commit = commit_rate(folder.path()).await;
    let (mut packages, mut erasures) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let company = Demo::open(&folder.path().join(round.to_string())).await;
        let start = Instant::now();
        let id = company.desk.new_client_id();
        let reference = company
            .desk
            .ask_package(&company.maria, id, Scope::default())
            .await
            .unwrap();
        company.answered(&reference).await;
        packages.push(start.elapsed());

        let id = company.desk.new_client_id();
        let (desk, officer) = (&company.desk, &company.officer);
        let reference = desk.ask_erasure(&company.maria, true, id).await.unwrap();
        let view = desk.staff_request(officer, &reference).await.unwrap();
        let digest = view.plan.unwrap().digest;
        let start = Instant::now();
        desk.approve(officer, &reference, view.request.version, Some(&digest))
            .await
            .unwrap();
        company.answered(&reference).await;
        erasures.push(start.elapsed());
    }
    println!("One person of the demo, three stores, through the queue (ledger on SQLite)");
    line("  one durable commit of this disk", commit, None);
    line("  package: asked to ready", median(packages), Some(commit));
    line(
        "  erasure: approved to receipt",
        median(erasures),
        Some(commit),
    );
}

/// How long this disk takes for one commit that lasts.
async fn commit_rate(folder: &Path) -> Duration {
    let mut db = open(&folder.join("commits.sqlite"), true).await;
    sqlx::raw_sql("CREATE TABLE t (n INTEGER) STRICT")
        .execute(&mut db)
        .await
        .unwrap();
    let mut times = Vec::new();
    for number in 0..50_i64 {
        let start = Instant::now();
        sqlx::query("INSERT INTO t VALUES ($1)")
            .bind(number)
            .execute(&mut db)
            .await
            .unwrap();
        times.push(start.elapsed());
    }
    median(times)
}

async fn open(path: &Path, create: bool) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(create)
        .foreign_keys(true)
        .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
        .synchronous(sqlx::sqlite::SqliteSynchronous::Full)
        .pragma("secure_delete", "on");
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// A shop in which everybody has many rows.
async fn shop() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut db = open(&folder.path().join("shop.sqlite"), true).await;
    let sql = format!(
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);
         CREATE TABLE events (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL
           REFERENCES customers (id), at TEXT NOT NULL, what TEXT NOT NULL);
         CREATE INDEX events_customer ON events (customer_id);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= {OTHERS})
           INSERT INTO customers SELECT i, 'p' || i || '@mail.example' FROM n;
         WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last})
           INSERT INTO events SELECT i, 1 + i / {ROWS}, '2026-01-01', 'looked at page ' || i FROM n;",
        last = ROWS * (OTHERS + 1) - 1
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut db)
        .await
        .unwrap();
    folder
}

const MAP: &str = r#"
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

/// The demo company at work.
struct Demo {
    desk: Desk,
    maria: Visitor,
    officer: Visitor,
    _working: watch::Sender<bool>,
}

impl Demo {
    async fn open(folder: &Path) -> Self {
        let (clock, dice) = (Clock::System, Dice::system());
        let today = clock.now().date_naive();
        let demo = habeas_demo::create(&folder.join("stores"), habeas_demo::SEED, today)
            .await
            .unwrap();
        let url = format!("sqlite:{}", folder.join("ledger.sqlite").display());
        let ledger = Ledger::open(&url).await.unwrap();
        ledger.migrate().await.unwrap();
        let keys = Keys::open(&folder.join("master.key"), &dice).unwrap();
        let text = fs::read_to_string(&demo.map_path).unwrap();
        let base = demo.map_path.parent().unwrap();
        let stores = Stores::open(map::parse(&text).unwrap(), base, |_| None).await;
        let mut settings = Settings::new(folder.join("data"), chrono_tz::Europe::Dublin);
        settings.hold = TimeDelta::zero();
        let desk = Desk::open(settings, ledger, stores, keys, (clock, dice)).unwrap();
        let person = &demo.people[0];
        let number = Identity::new("customer_id", person.customer_id.to_string());
        desk.seed_customer(person.email, PASSWORD, &[number])
            .await
            .unwrap();
        let role = "officer".parse().unwrap();
        let officer = "officer@fernhill.example";
        desk.seed_staff(role, "Ola Berg", officer, PASSWORD)
            .await
            .unwrap();
        let (working, stop) = watch::channel(false);
        let worker = desk.clone();
        tokio::spawn(async move { worker.work(stop).await });
        Self {
            maria: desk.sign_in(person.email, PASSWORD, &HERE).await.unwrap(),
            officer: desk.sign_in(officer, PASSWORD, &HERE).await.unwrap(),
            desk,
            _working: working,
        }
    }

    /// Looks only, and writes nothing: a look of staff would be a commit of its own.
    async fn answered(&self, reference: &Reference) {
        loop {
            let stage = match self.desk.request(&self.maria, reference).await {
                Ok(view) => view.line.stage,
                Err(_) if self.desk.receipt(reference).await.is_ok() => return,
                Err(error) => panic!("{error}"),
            };
            match stage {
                Stage::Answered => return,
                Stage::NeedsPerson => panic!("it stopped"),
                _ => tokio::time::sleep(Duration::from_millis(2)).await,
            }
        }
    }
}
