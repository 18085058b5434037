//! The demo company, with a desk that asks and decides but does not work.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use chrono::TimeDelta;
use habeas_desk::{Desk, From, Settings, Visitor};
use habeas_domain::{id::Reference, identity::Identity, map, plan::Totals, view::Stage};
use habeas_ledger::{
    Keys, Ledger,
    time::{Clock, Dice},
};
use habeas_stores::Stores;
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
    officer: Visitor,
}

impl Company {
    pub async fn new(on: On) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (clock, dice) = (Clock::System, Dice::system());
        let today = clock.now().date_naive();
        let demo = habeas_demo::create(&folder.path().join("stores"), habeas_demo::SEED, today)
            .await
            .unwrap();
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
            ("map", demo.map_path.display().to_string()),
            ("ledger", url.clone()),
            ("master_key", key.display().to_string()),
            ("data", own.display().to_string()),
            ("zone", "Europe/Dublin".to_owned()),
            ("hold", "0 seconds".to_owned()),
        ];
        let config: Vec<String> = config
            .iter()
            .map(|(key, value)| format!("{key} = {value:?}"))
            .collect();
        fs::write(folder.path().join("habeas.toml"), config.join("\n")).unwrap();

        let ledger = Ledger::open(&url).await.unwrap();
        ledger.migrate().await.unwrap();
        let keys = Keys::open(&key, &dice).unwrap();
        let text = fs::read_to_string(&demo.map_path).unwrap();
        let base = demo.map_path.parent().unwrap();
        let stores = Stores::open(map::parse(&text).unwrap(), base, |_| None).await;
        let mut settings = Settings::new(own, chrono_tz::Europe::Dublin);
        settings.hold = TimeDelta::zero();
        let desk = Desk::open(settings, ledger, stores, keys, (clock, dice)).unwrap();
        let number = Identity::new("customer_id", MARIA);
        desk.seed_customer(EMAIL, PASSWORD, &[number])
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
            officer,
        }
    }

    pub fn config(&self) -> PathBuf {
        self.folder.path().join("habeas.toml")
    }

    /// An erasure that an officer has approved and nobody has begun.
    pub async fn approved_erasure(&self) -> (Reference, Totals) {
        let desk = &self.desk;
        let maria = desk.sign_in(EMAIL, PASSWORD, &HERE).await.unwrap();
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
        let view = self.desk.staff_request(&self.officer, reference).await;
        view.unwrap().request.line.stage
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
            assert!(!line.to_lowercase().contains(EMAIL), "{line}");
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
        let stores = self.folder.path().join("stores");
        let mut lines = rows(&stores.join("shop.sqlite"), &[]).await;
        lines.extend(rows(&stores.join("support.sqlite"), &[]).await);
        let documents = stores.join("documents");
        lines.extend(files(&documents, &documents));
        lines
    }

    /// Every row and every file that is not hers.
    pub async fn others(&self) -> BTreeSet<String> {
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
