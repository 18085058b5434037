//! A company, with a desk that asks and decides but does not work: the demo company, or the small
//! one with a store of each kind.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use chrono::TimeDelta;
use habeas_desk::{Correcting, Desk, From, Settings, Visitor};
use habeas_domain::{
    id::Reference,
    identity::Identity,
    map,
    plan::Totals,
    scope::Scope,
    view::{Shown, StaffRequestView, Stage},
};
use habeas_ledger::{
    Keys, Ledger,
    time::{Clock, Dice},
};
use habeas_stores::Stores;
use habeas_testing::{Small, Smtp};
use habeas_words::Locale;
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

/// Where the ledger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    Sqlite,
    Postgres,
}

const MARIA: &str = "1001";
const EMAIL: &str = "maria.keane@post.example";
const BEN: &str = "ben@example.com";
const OFFICER: &str = "officer@fernhill.example";
const PASSWORD: &str = "harvest-window-teapot-12";

/// A browser that never signed in, somewhere.
const HERE: From<'_> = From {
    network: "203.0.113.9",
    language: Locale::En,
    browser: "",
};

pub struct Company {
    folder: TempDir,
    desk: Desk,
    ledger: Ledger,
    officer: Visitor,
    email: &'static str,
    /// The small one; else it is the demo.
    pub small: Option<Small>,
    pub mails: Smtp,
    /// How few records its stores' transactions take; none = as many as usual.
    pub few: Option<&'static str>,
}

impl Company {
    /// The demo company: two SQLite files and a folder.
    pub async fn demo(on: On) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let today = Clock::System.now().date_naive();
        let demo = habeas_demo::create(&folder.path().join("stores"), habeas_demo::SEED, today)
            .await
            .unwrap();
        Self::new(on, folder, &demo.map_path, (EMAIL, MARIA), None).await
    }

    /// The small company: a shop on PostgreSQL, contacts on SQLite, documents in a folder.
    pub async fn small(on: On) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = habeas_testing::postgres().await.unwrap();
        let shop = server.database().await.unwrap();
        let small = Small::new(&folder.path().join("stores"), Some(&shop))
            .await
            .unwrap();
        let map = small.map_path();
        let maria = (Small::EMAIL, Small::NUMBER);
        let company = Self::new(on, folder, &map, maria, Some(small)).await;
        let ben = Identity::new("customer_id", "2");
        company
            .desk
            .seed_customer(BEN, PASSWORD, &[ben])
            .await
            .unwrap();
        company
    }

    async fn new(
        on: On,
        folder: TempDir,
        map_path: &Path,
        (email, number): (&'static str, &str),
        small: Option<Small>,
    ) -> Self {
        let (clock, dice) = (Clock::System, Dice::system());
        let mails = Smtp::start().await.unwrap();
        let own = folder.path().join("habeas");
        fs::create_dir_all(&own).unwrap();
        let url = match on {
            On::Sqlite => format!("sqlite:{}", own.join("ledger.sqlite").display()),
            On::Postgres => {
                let server = habeas_testing::postgres().await.unwrap();
                server.database().await.unwrap()
            }
        };
        let key = own.join("master.key");
        let config = [
            ("public", "http://127.0.0.1:1".to_owned()),
            ("map", map_path.display().to_string()),
            ("ledger", url.clone()),
            ("master_key", key.display().to_string()),
            ("data", own.display().to_string()),
            ("zone", "Europe/Dublin".to_owned()),
            ("hold", "0 seconds".to_owned()),
        ];
        let mut config: Vec<String> = config
            .iter()
            .map(|(key, value)| format!("{key} = {value:?}"))
            .collect();
        config.push(format!(
            "[mail]\nserver = \"{}\"\ntls = \"none\"\nfrom = \"Privacy <privacy@small.example>\"",
            mails.address
        ));
        fs::write(folder.path().join("habeas.toml"), config.join("\n")).unwrap();

        let ledger = Ledger::open(&url).await.unwrap();
        ledger.migrate().await.unwrap();
        let keys = Keys::open(&key, &dice).unwrap();
        let text = fs::read_to_string(map_path).unwrap();
        let base = map_path.parent().unwrap();
        let stores = Stores::open(map::parse(&text).unwrap(), base, |_| None).await;
        let mut settings = Settings::new(own, chrono_tz::Europe::Dublin);
        settings.hold = TimeDelta::zero();
        let desk = Desk::open(settings, ledger.clone(), stores, keys, (clock, dice)).unwrap();
        let number = Identity::new("customer_id", number);
        desk.seed_customer(email, PASSWORD, &[number])
            .await
            .unwrap();
        let role = "officer".parse().unwrap();
        desk.seed_staff(role, "Ola Berg", OFFICER, PASSWORD)
            .await
            .unwrap();
        let officer = desk.sign_in(OFFICER, PASSWORD, &HERE).await.unwrap();
        Self {
            folder,
            desk,
            ledger,
            officer,
            email,
            small,
            mails,
            few: None,
        }
    }

    pub fn config(&self) -> PathBuf {
        self.folder.path().join("habeas.toml")
    }

    /// An erasure that an officer has approved and nobody has begun.
    pub async fn approved_erasure(&self) -> (Reference, Totals) {
        let desk = &self.desk;
        let maria = desk.sign_in(self.email, PASSWORD, &HERE).await.unwrap();
        let id = desk.new_client_id();
        let reference = desk.ask_erasure(&maria, true, id).await.unwrap();
        let view = desk.staff_request(&self.officer, &reference).await.unwrap();
        let plan = view.plan.unwrap();
        let version = view.request.version;
        desk.approve(&self.officer, &reference, version, Some(&plan.digest))
            .await
            .unwrap();
        (reference, plan.totals)
    }

    pub async fn stage(&self, reference: &Reference) -> Stage {
        self.view(reference).await.request.line.stage
    }

    pub async fn view(&self, reference: &Reference) -> StaffRequestView {
        let view = self.desk.staff_request(&self.officer, reference).await;
        view.unwrap()
    }

    /// A copy for Ben of the small company.
    pub async fn copy_for_ben(&self) -> Reference {
        let ben = self.desk.sign_in(BEN, PASSWORD, &HERE).await.unwrap();
        let id = self.desk.new_client_id();
        let asked = self.desk.ask_package(&ben, id, Scope::default());
        asked.await.unwrap()
    }

    /// A correction of Maria's name in one of the small company's places.
    pub async fn correction(&self, place: &str) -> Reference {
        let maria = self
            .desk
            .sign_in(self.email, PASSWORD, &HERE)
            .await
            .unwrap();
        let data = self.desk.your_data(&maria).await.unwrap();
        let held = data
            .sections
            .iter()
            .flat_map(|section| &section.collections)
            .find(|view| view.place == place)
            .unwrap();
        let record = &held.records[0];
        let name = record.fields.iter().find(|field| field.name == "name");
        let Shown::Text(old) = &name.unwrap().value else {
            panic!("{name:?}")
        };
        let asked = Correcting {
            place: place.to_owned(),
            token: record.token.clone(),
            field: "name".to_owned(),
            old: old.clone(),
            new: "Maria Byrne".to_owned(),
            reason: String::new(),
        };
        let id = self.desk.new_client_id();
        self.desk.correct(&maria, &asked, id).await.unwrap()
    }

    /// How many files of packages lie about.
    pub fn packages(&self) -> usize {
        let folder = self.folder.path().join("habeas/packages");
        fs::read_dir(folder).unwrap().count()
    }

    /// What was asked for is a whole package.
    pub async fn has_package(&self, reference: &Reference) {
        let view = self.view(reference).await;
        assert!(view.request.package.unwrap().rows > 0);
    }

    /// Has a stopped request tried again.
    pub async fn retry(&self, reference: &Reference) {
        let version = self.view(reference).await.request.version;
        self.desk
            .retry(&self.officer, reference, version)
            .await
            .unwrap();
    }

    /// How many mails are still to be sent.
    pub async fn mails_left(&self) -> i64 {
        let sql = "select count(*) from outbox where state = 'queued'";
        match &self.ledger {
            Ledger::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_one(writer).await,
            Ledger::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await,
        }
        .unwrap()
    }

    /// Statements past the program, in its own database.
    pub async fn sql(&self, text: &str) {
        let sql = AssertSqlSafe(text.to_owned());
        match &self.ledger {
            Ledger::Sqlite { writer, .. } => {
                sqlx::raw_sql(sql).execute(writer).await.unwrap();
            }
            Ledger::Postgres(pool) => {
                sqlx::raw_sql(sql).execute(pool).await.unwrap();
            }
        }
    }

    /// What the receipt says is what the plan said and what the stores show: each thing once.
    pub async fn is_erased(&self, reference: &Reference, plan: &Totals) {
        let (receipt, _) = self.desk.receipt(reference).await.unwrap();
        assert!(receipt.is_verified());
        let totals = receipt.totals();
        assert_eq!(totals.deleted, plan.deleted);
        assert_eq!(totals.anonymised, plan.anonymised);
        assert_eq!(totals.unlinked, plan.unlinked);
        assert_eq!(totals.kept, plan.kept);
        for line in self.everything().await {
            assert!(!line.to_lowercase().contains(self.email), "{line}");
        }
        let view = self
            .desk
            .staff_request(&self.officer, reference)
            .await
            .unwrap();
        let told: Vec<&str> = view
            .request
            .story
            .iter()
            .map(|step| step.what.as_str())
            .collect();
        let answered = told
            .iter()
            .filter(|what| what.starts_with("story-answered"));
        assert_eq!(answered.count(), 1, "{told:?}");
    }

    /// Every row and every file.
    pub async fn everything(&self) -> BTreeSet<String> {
        if let Some(small) = &self.small {
            return small.everything().await.unwrap();
        }
        let stores = self.folder.path().join("stores");
        let mut lines = rows(&stores.join("shop.sqlite"), &[]).await;
        lines.extend(rows(&stores.join("support.sqlite"), &[]).await);
        let documents = stores.join("documents");
        lines.extend(files(&documents, &documents));
        lines
    }

    /// Every row and every file that is not hers.
    pub async fn others(&self) -> BTreeSet<String> {
        if let Some(small) = &self.small {
            return small.others().await.unwrap();
        }
        let stores = self.folder.path().join("stores");
        let contact = format!(
            "SELECT id FROM contacts WHERE lower(email) = '{EMAIL}' OR shop_customer_id = {MARIA}"
        );
        let ticket = format!("SELECT id FROM tickets WHERE contact_id IN ({contact})");
        let message = format!("SELECT id FROM messages WHERE ticket_id IN ({ticket})");
        let hers = format!("customer_id = {MARIA}");
        let shop = [
            ("customers", format!("id = {MARIA}")),
            ("cards", format!("{hers} OR id = 301")),
            (
                "order_items",
                format!("order_id IN (SELECT id FROM orders WHERE {hers})"),
            ),
            ("orders", hers.clone()),
            ("invoices", hers.clone()),
            ("loyalty", hers.clone()),
            ("wishlist_items", hers.clone()),
            ("insights", hers.clone()),
            ("consents", hers.clone()),
            ("sign_ins", hers),
            ("newsletter", format!("lower(email) = '{EMAIL}'")),
        ];
        let support = [
            ("contacts", format!("id IN ({contact})")),
            ("tickets", format!("contact_id IN ({contact})")),
            ("messages", format!("ticket_id IN ({ticket})")),
            ("attachments", format!("message_id IN ({message})")),
            ("ratings", format!("ticket_id IN ({ticket})")),
            (
                "notes",
                format!(
                    "(subject_type = 'Contact' AND subject_id IN ({contact})) \
                     OR (subject_type = 'Ticket' AND subject_id IN ({ticket}))"
                ),
            ),
        ];
        let mut lines = rows(&stores.join("shop.sqlite"), &shop).await;
        lines.extend(rows(&stores.join("support.sqlite"), &support).await);
        let documents = stores.join("documents");
        let theirs = files(&documents, &documents).into_iter();
        lines.extend(theirs.filter(|line| !line.contains(&format!("/{MARIA}/"))));
        lines
    }
}

/// The rows of a database as text, without those that a condition names for their table.
async fn rows(path: &Path, without: &[(&str, String)]) -> BTreeSet<String> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let mut db = SqliteConnection::connect_with(&options).await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    let mut lines = BTreeSet::new();
    for table in tables {
        let columns: Vec<String> =
            sqlx::query_scalar("SELECT name FROM pragma_table_xinfo($1) WHERE hidden <> 1")
                .bind(&table)
                .fetch_all(&mut db)
                .await
                .unwrap();
        let cells: Vec<String> = columns
            .iter()
            .map(|name| format!("quote(\"{name}\")"))
            .collect();
        let hers = without
            .iter()
            .find(|(name, _)| *name == table)
            .map_or("0", |(_, hers)| hers.as_str());
        let sql = format!(
            "SELECT {} FROM \"{table}\" WHERE NOT coalesce({hers}, 0)",
            cells.join(", ")
        );
        for row in sqlx::query(AssertSqlSafe(sql))
            .fetch_all(&mut db)
            .await
            .unwrap()
        {
            let values: BTreeMap<&String, String> = columns
                .iter()
                .enumerate()
                .map(|(index, name)| (name, row.get(index)))
                .collect();
            lines.insert(format!("{table} {values:?}"));
        }
    }
    lines
}

fn files(root: &Path, folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(root, &path));
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            let bytes = fs::read(&path).unwrap();
            found.insert(format!("{name} {}", hex::encode(bytes)));
        }
    }
    found
}
