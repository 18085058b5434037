//! The demo company with a desk of its own, at work.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::TimeDelta;
use habeas_demo::{Demo, DemoPerson};
use habeas_desk::{Desk, From, Settings, Visitor};
use habeas_domain::{
    id::Reference,
    map,
    view::{OutboxMessage, Stage},
};
use habeas_ledger::{
    Keys, Ledger,
    time::{Clock, Dice},
};
use habeas_stores::{Limits, Stores};
use habeas_words::Locale;
use sqlx::{Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::mould::{cast, stores};

/// A browser that never signed in, somewhere.
pub const HERE: From<'_> = From {
    network: "203.0.113.9",
    language: Locale::En,
    browser: "",
};

/// What Habeas's own database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    Sqlite,
    Postgres,
}

/// Makes a test of each function for each database.
#[macro_export]
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(super::On::Sqlite).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(super::On::Postgres).await;
            })*
        }
    };
}

/// The demo company at work.
pub struct Company {
    pub desk: Desk,
    pub demo: Demo,
    pub folder: TempDir,
    stop: watch::Sender<bool>,
}

impl Drop for Company {
    fn drop(&mut self) {
        let _nobody = self.stop.send(true);
    }
}

impl Company {
    /// A company whose approved erasures run at once.
    pub async fn new(on: On) -> Self {
        Self::holding(on, TimeDelta::zero()).await
    }

    /// A company whose approved erasures wait.
    pub async fn holding(on: On, hold: TimeDelta) -> Self {
        Self::settled(on, |settings| settings.hold = hold).await
    }

    /// A company that is settled otherwise.
    pub async fn settled(on: On, settle: impl FnOnce(&mut Settings)) -> Self {
        Self::made(on, (Clock::System, Limits::default()), settle).await
    }

    /// A company whose clock a test moves.
    pub async fn timed(on: On, clock: Clock, settle: impl FnOnce(&mut Settings)) -> Self {
        Self::made(on, (clock, Limits::default()), settle).await
    }

    /// A company whose stores are asked for no more than this.
    pub async fn limited(on: On, limits: Limits) -> Self {
        let settle = |settings: &mut Settings| settings.hold = TimeDelta::zero();
        Self::made(on, (Clock::System, limits), settle).await
    }

    async fn made(
        on: On,
        (clock, limits): (Clock, Limits),
        settle: impl FnOnce(&mut Settings),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = cast(on, folder.path(), &clock).await;
        let demo = Demo::at(&folder.path().join("stores"));
        let stores = stores(&demo, limits).await;
        let ledger = Ledger::open(&url).await.unwrap();
        let desk = desk_on(ledger, folder.path(), stores, clock, settle);
        let stop = at_work(&desk);
        Self {
            desk,
            demo,
            folder,
            stop,
        }
    }

    pub fn person(&self, number: i64) -> &DemoPerson {
        let mut people = self.demo.people.iter();
        people.find(|person| person.customer_id == number).unwrap()
    }

    /// Somebody who has just signed in.
    pub async fn signed_in(&self, number: i64) -> Visitor {
        let person = self.person(number);
        let visitor = self
            .desk
            .sign_in(person.email, person.password, &HERE)
            .await;
        visitor.unwrap()
    }

    /// A member of staff, by the beginning of their name.
    pub async fn staff(&self, name: &str) -> Visitor {
        let mut staff = self.demo.staff.iter();
        let member = staff
            .find(|member| member.full_name.starts_with(name))
            .unwrap();
        self.desk
            .sign_in(member.email, member.password, &HERE)
            .await
            .unwrap()
    }

    /// The newest message to somebody that has a subject; waits for it.
    pub async fn mail(&self, to: &str, subject: &str) -> OutboxMessage {
        for _ in 0..200 {
            let all = self.desk.demo_outbox().await.unwrap();
            let found = all
                .into_iter()
                .find(|message| message.to == to && message.subject == subject);
            if let Some(message) = found {
                return message;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no message `{subject}` came");
    }

    /// The newest code that somebody was sent, by mail or text; waits for it.
    pub async fn code_to(&self, to: &str) -> String {
        for _ in 0..200 {
            let all = self.desk.demo_outbox().await.unwrap();
            let texts = all.into_iter().filter(|message| message.to == to);
            let found = texts.filter_map(|message| {
                let words: Vec<&str> = message.text.split_whitespace().collect();
                let four = |word: &str| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
                let pair = words
                    .windows(2)
                    .find(|pair| four(pair[0]) && four(pair[1]))?;
                Some(pair.join(" "))
            });
            if let Some(code) = found.into_iter().next() {
                return code;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no code came to {to}");
    }

    /// How many messages somebody got.
    pub async fn mails(&self, to: &str) -> usize {
        let all = self.desk.demo_outbox().await.unwrap();
        all.iter().filter(|message| message.to == to).count()
    }

    pub fn stores(&self) -> PathBuf {
        self.folder.path().join("stores")
    }

    /// Every row of every database and every file of the documents, as text.
    pub async fn dump(&self) -> BTreeSet<String> {
        let mut lines = BTreeSet::new();
        for file in ["shop.sqlite", "support.sqlite"] {
            lines.extend(rows(&self.stores().join(file)).await);
        }
        let documents = self.stores().join("documents");
        for (name, content) in files(&documents, &documents) {
            lines.insert(format!("{name} {}", content.len()));
        }
        lines
    }

    /// One value of the shop.
    pub async fn shop(&self, sql: &str) -> Option<String> {
        let mut shop = open(&self.stores().join("shop.sqlite")).await;
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        sqlx::query_scalar(sql).fetch_one(&mut shop).await.unwrap()
    }

    /// A statement past the program, in Habeas's own database.
    pub async fn ledger(&self, sql: &str) {
        use habeas_ledger::Tx;
        let mut tx = self.desk.ledger().begin().await.unwrap();
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        match &mut tx {
            Tx::Sqlite(tx) => drop(sqlx::query(sql).execute(&mut **tx).await.unwrap()),
            Tx::Postgres(tx) => drop(sqlx::query(sql).execute(&mut **tx).await.unwrap()),
        }
        tx.commit().await.unwrap();
    }

    /// Statements past the program, in the shop.
    pub async fn write_shop(&self, sql: &str) {
        self.write("shop.sqlite", sql).await;
    }

    /// Statements past the program, in one of the stores.
    pub async fn write(&self, store: &str, sql: &str) {
        let options = SqliteConnectOptions::new().filename(self.stores().join(store));
        let mut store = SqliteConnection::connect_with(&options).await.unwrap();
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        sqlx::raw_sql(sql).execute(&mut store).await.unwrap();
    }

    /// Copies one database over another, as a restore does.
    pub async fn copy(&self, from: &Path, to: &Path) {
        let mut source = open(from).await;
        let whole = to.with_extension("restored");
        let sql = format!("VACUUM INTO '{}'", whole.display());
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&mut source)
            .await
            .unwrap();
        let pages = fs::read(&whole).unwrap();
        fs::write(to, pages).unwrap();
        for more in ["-wal", "-shm"] {
            let beside = format!("{}{more}", to.display());
            let _absent = fs::remove_file(beside);
        }
    }

    /// Waits until a request has come to a stage.
    pub async fn wait_for(&self, visitor: &Visitor, reference: &Reference, stage: Stage) {
        for _ in 0..400 {
            let is = match self.desk.request(visitor, reference).await {
                Ok(view) => view.line.stage,
                // An erased person has no account any more: staff see how it ended.
                Err(_) => {
                    let officer = self.staff("Henrik").await;
                    let view = self.desk.staff_request(&officer, reference).await.unwrap();
                    view.request.line.stage
                }
            };
            if is == stage {
                return;
            }
            assert!(is != Stage::NeedsPerson, "it stopped");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the request never came to {}", stage.as_str());
    }
}

/// The code in a message: the paragraph that is digits only.
pub fn code_in(message: &OutboxMessage) -> String {
    let mut paragraphs = message.text.split("\n\n").map(str::trim);
    let code = paragraphs
        .find(|text| text.len() == 9 && text.chars().all(|c| c.is_ascii_digit() || c == ' '));
    code.unwrap().to_owned()
}

/// What stands in the way of running a map on its live stores, as `habeas map check` says it.
pub async fn faults(desk: &Desk) -> Vec<String> {
    let facts = desk.stores().facts().await;
    let facts = facts
        .into_iter()
        .map(|(store, facts)| (store, facts.unwrap()));
    map::check(desk.map())
        .into_iter()
        .chain(map::check_schema(desk.map(), &facts.collect()))
        .filter(|finding| finding.severity == map::Severity::Fault)
        .map(|finding| finding.to_string())
        .collect()
}

/// A desk on an empty ledger.
pub async fn desk(on: On, folder: &Path, stores: Stores, hold: TimeDelta) -> Desk {
    open_desk(on, folder, stores, |settings| settings.hold = hold).await
}

/// A desk on an empty ledger that keeps packages for so long.
pub async fn desk_keeping(on: On, folder: &Path, stores: Stores, kept: TimeDelta) -> Desk {
    open_desk(on, folder, stores, |settings| settings.package_kept = kept).await
}

/// A desk on an empty ledger, settled otherwise.
pub async fn open_desk(
    on: On,
    folder: &Path,
    stores: Stores,
    settle: impl FnOnce(&mut Settings),
) -> Desk {
    timed_desk(on, folder, stores, Clock::System, settle).await
}

/// A desk on an empty ledger whose clock a test moves.
pub async fn desk_at(on: On, folder: &Path, stores: Stores, clock: Clock) -> Desk {
    timed_desk(on, folder, stores, clock, |_| ()).await
}

/// A desk on an empty ledger, settled otherwise, whose clock a test moves.
pub async fn timed_desk(
    on: On,
    folder: &Path,
    stores: Stores,
    clock: Clock,
    settle: impl FnOnce(&mut Settings),
) -> Desk {
    let url = match on {
        On::Sqlite => format!("sqlite:{}", folder.join("ledger.sqlite").display()),
        On::Postgres => {
            let server = habeas_testing::postgres().await.unwrap();
            server.database().await.unwrap()
        }
    };
    let ledger = Ledger::open(&url).await.unwrap();
    ledger.migrate().await.unwrap();
    desk_on(ledger, folder, stores, clock, settle)
}

/// A desk on a ledger that is ready.
pub fn desk_on(
    ledger: Ledger,
    folder: &Path,
    stores: Stores,
    clock: Clock,
    settle: impl FnOnce(&mut Settings),
) -> Desk {
    let dice = Dice::system();
    let keys = Keys::open(&folder.join("master.key"), &dice).unwrap();
    let mut settings = Settings::new(folder.join("data"), chrono_tz::Europe::Dublin);
    // Messages are read as the demo shows them; the carriers have tests of their own.
    settings.outbox_shown = true;
    settle(&mut settings);
    Desk::open(settings, ledger, stores, keys, (clock, dice)).unwrap()
}

/// Starts the workers of a desk; they stop when the sender is dropped or says so.
pub fn at_work(desk: &Desk) -> watch::Sender<bool> {
    let (stop, stopped) = watch::channel(false);
    let worker = desk.clone();
    tokio::spawn(async move { worker.work(stopped).await });
    stop
}

async fn open(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// Every row of a database, as `table|column=value|…`.
async fn rows(path: &Path) -> Vec<String> {
    let mut db = open(path).await;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    let mut lines = Vec::new();
    for table in tables {
        let columns: Vec<String> =
            sqlx::query_scalar("SELECT name FROM pragma_table_xinfo($1) WHERE hidden IN (0, 2, 3)")
                .bind(&table)
                .fetch_all(&mut db)
                .await
                .unwrap();
        let quoted: Vec<String> = columns
            .iter()
            .map(|name| format!("quote(\"{name}\")"))
            .collect();
        let sql = format!("SELECT {} FROM \"{table}\"", quoted.join(", "));
        let found = sqlx::query(sqlx::AssertSqlSafe(sql))
            .fetch_all(&mut db)
            .await
            .unwrap();
        for row in found {
            let values: BTreeMap<&String, String> = columns
                .iter()
                .enumerate()
                .map(|(index, name)| (name, row.get(index)))
                .collect();
            let text: Vec<String> = values
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            lines.push(format!("{table}|{}", text.join("|")));
        }
    }
    lines
}

fn files(root: &Path, folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(root, &path));
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            found.push((name, fs::read(&path).unwrap()));
        }
    }
    found
}
