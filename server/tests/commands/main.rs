//! The command line, as an operator meets it: the real program on real stores.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

mod ledger;
mod maps;
mod migrate;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use chrono::NaiveDate;
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

/// What a command said, and whether it went well.
struct Said {
    well: bool,
    code: Option<i32>,
    all: String,
}

fn habeas(arguments: &[&str]) -> Said {
    habeas_with(&[], arguments)
}

/// The same with variables of the environment.
fn habeas_with(variables: &[(&str, &str)], arguments: &[&str]) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_habeas"))
        .args(arguments)
        .env_remove("HABEAS_CONFIG")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    Said {
        well: output.status.success(),
        code: output.status.code(),
        all: String::from_utf8(said).unwrap(),
    }
}

async fn company() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let demo = habeas_demo::create(&folder.path().join("stores"), habeas_demo::SEED, today).await;
    let map = demo.unwrap().map_path;
    (folder, map)
}

async fn count(map: &Path, sql: &'static str) -> i64 {
    let shop = map.parent().unwrap().join("shop.sqlite");
    let options = SqliteConnectOptions::new().filename(shop).read_only(true);
    let mut db = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query_scalar(sql).fetch_one(&mut db).await.unwrap()
}

#[tokio::test]
async fn one_person_can_be_tried_before_anything_is_installed() {
    let (_folder, map) = company().await;
    let file = map.to_str().unwrap();
    let person = "email=wei.chen@mail.example";
    let of_them = "SELECT count(*) FROM sign_ins WHERE customer_id = 1006";
    let one = ["try", "--map", file, "--identity", person];

    let found = habeas(&[&one[..], &["access"]].concat());
    assert!(found.well, "{}", found.all);
    assert!(found.all.contains("wei.chen@mail.example"), "{}", found.all);

    let field = [
        "--place",
        "shop.customers",
        "--field",
        "phone",
        "--new",
        "+353 21 555 0142",
    ];
    let correct = [&one[..], &["correct"], &field[..]].concat();
    let new = "SELECT count(*) FROM customers WHERE phone = '+353 21 555 0142'";
    assert!(habeas(&correct).well);
    assert_eq!(count(&map, new).await, 0);
    assert!(habeas(&[&correct[..], &["--execute"]].concat()).well);
    assert_eq!(count(&map, new).await, 1);

    let before = count(&map, of_them).await;
    assert!(before > 0);
    let planned = habeas(&[&one[..], &["erase"]].concat());
    assert!(
        planned.well && planned.all.contains("Nothing was changed"),
        "{}",
        planned.all
    );
    assert_eq!(count(&map, of_them).await, before);
    let erased = habeas(&[&one[..], &["erase", "--execute"]].concat());
    assert!(erased.well, "{}", erased.all);
    assert_eq!(count(&map, of_them).await, 0);
}

#[tokio::test]
async fn a_map_is_checked_with_file_line_and_column() {
    let (folder, map) = company().await;
    let sound = habeas(&["map", "check", map.to_str().unwrap()]);
    assert!(
        sound.well && sound.all.contains("no faults"),
        "{}",
        sound.all
    );

    let text = fs::read_to_string(&map).unwrap();
    let broken = map.with_file_name("broken.yaml");
    fs::write(&broken, text.replacen("key: [id]", "kee: [id]", 1)).unwrap();
    let file = broken.to_str().unwrap();
    let line = 1 + text[..text.find("key: [id]").unwrap()]
        .matches('\n')
        .count();
    let refused = habeas(&["map", "check", file]);
    assert!(!refused.well);
    assert!(
        refused.all.contains(&format!("{file}:{line}:")),
        "{}",
        refused.all
    );
    assert!(refused.all.contains("kee"), "{}", refused.all);

    // What `map check` refuses, nothing starts on.
    fs::write(
        &broken,
        text.replacen("purposes: [account]", "purposes: [acount]", 1),
    )
    .unwrap();
    let config = folder.path().join("habeas.toml");
    fs::write(&config, configuration(&broken)).unwrap();
    let refused = habeas(&["work", "--config", config.to_str().unwrap()]);
    assert!(
        !refused.well && refused.all.contains("acount"),
        "{}",
        refused.all
    );
}

fn configuration(map: &Path) -> String {
    format!(
        "public = \"https://privacy.example.com\"\nmap = {map:?}\nledger = \"sqlite:ledger.sqlite\"\n\
         master_key = \"master.key\"\ndata = \"data\"\nzone = \"Europe/Dublin\"\n"
    )
}

#[tokio::test]
async fn after_a_restore_the_operator_asks_who_is_back() {
    let (folder, map) = company().await;
    let config = folder.path().join("habeas.toml");
    fs::write(&config, configuration(&map)).unwrap();
    let config = config.to_str().unwrap();
    let nobody = habeas(&["replay", "--config", config]);
    assert!(
        nobody.well && nobody.all.contains("Nobody who was erased is back."),
        "{}",
        nobody.all
    );
    let back = [
        "customer",
        "returned",
        "--identity",
        "email=nobody@post.example",
        "--config",
        config,
    ];
    let said = habeas(&back);
    assert!(
        said.well && said.all.contains("Nobody known by that was erased."),
        "{}",
        said.all
    );
    let window = ["replay", "--since", "yesterday", "--config", config];
    assert!(habeas(&window).all.contains("--since"));
    // A file of tombstones that cannot be read is no empty one.
    fs::write(folder.path().join("data/tombstones.jsonl"), "lost\n").unwrap();
    let refused = habeas(&["replay", "--config", config]);
    assert!(
        !refused.well && refused.all.contains("tombstone file"),
        "{}",
        refused.all
    );
}

#[tokio::test]
async fn what_was_given_up_is_listed_and_tried_again() {
    let (folder, map) = company().await;
    let path = folder.path().join("habeas.toml");
    fs::write(&path, configuration(&map)).unwrap();
    let config = path.to_str().unwrap();
    let none = habeas(&["jobs", "--config", config]);
    assert!(
        none.well && none.all.contains("Nothing was given up."),
        "{}",
        none.all
    );
    let ledger = SqliteConnectOptions::new().filename(folder.path().join("ledger.sqlite"));
    let mut ledger = SqliteConnection::connect_with(&ledger).await.unwrap();
    for (work, id) in [("warn", 1_u8), ("run", 2)] {
        sqlx::query(
            "insert into task (work, id, due, state, attempts, waits, fencing, woken_at, trouble) \
             values ($1, $2, $3, 'dead', 6, 0, 6, $3, 'broke-off')",
        )
        .bind(work)
        .bind(vec![id; 16])
        .bind("2026-11-02T09:00:00+00:00")
        .execute(&mut ledger)
        .await
        .unwrap();
    }
    let listed = habeas(&["jobs", "--config", config]);
    assert!(
        listed.all.contains("due 2026-11-02 09:00 UTC: broke-off"),
        "{}",
        listed.all
    );
    assert!(
        listed.all.contains("its request needs a person"),
        "{}",
        listed.all
    );
    let revived = habeas(&["jobs", "--retry", "--config", config]);
    assert!(
        revived.all.contains("1 are tried again."),
        "{}",
        revived.all
    );
    let states: Vec<(String, String)> =
        sqlx::query_as("select work, state from task order by work")
            .fetch_all(&mut ledger)
            .await
            .unwrap();
    let state = |work: &str, state: &str| (work.to_owned(), state.to_owned());
    assert_eq!(states, [state("run", "dead"), state("warn", "waiting")]);
}

#[test]
fn a_configuration_is_checked_whole() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("habeas.toml");
    fs::write(&config, "ledger = \"mysql://root:hunter2@db\"").unwrap();
    let refused = habeas(&["serve", "--config", config.to_str().unwrap()]);
    assert!(!refused.well);
    for key in ["public", "map", "ledger", "master_key", "data", "zone"] {
        let told = [
            format!("\n  {key}: "),
            format!("\n  {key} (line 1, column 10): "),
        ];
        let told = told.iter().any(|told| refused.all.contains(told));
        assert!(told, "{key}: {}", refused.all);
    }
    assert!(!refused.all.contains("hunter2"), "{}", refused.all);
}

/// A slip is told with its line and column, and a misspelt variable with the right one.
#[test]
fn a_configuration_with_slips_says_what_is_meant() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("habeas.toml");
    fs::write(&config, "ledgr = \"x\"\n\nhold = 3\n").unwrap();
    let arguments = ["work", "--config", config.to_str().unwrap()];
    let refused = habeas_with(&[("HABEAS_MASTERKEY", "x")], &arguments);
    assert!(!refused.well);
    for line in [
        "ledgr (line 1, column 1): there is no such key. ledger is meant. For example: ledger = ",
        "hold (line 3, column 8): this is a number, and a text in quotes is wanted. For example: hold = \"3 days\"",
        "HABEAS_MASTERKEY: there is no such variable. HABEAS_MASTER_KEY is meant. For example: HABEAS_MASTER_KEY=",
        "zone: missing (neither in the file nor as HABEAS_ZONE). For example: zone = \"Europe/Dublin\"",
    ] {
        assert!(refused.all.contains(line), "{line}\n{}", refused.all);
    }
}

#[test]
fn help_prints_no_secret_of_the_environment() {
    let variables = [
        ("HABEAS_LEDGER", "postgres://habeas:hunter2@db/habeas"),
        ("HABEAS_MAIL_PASSWORD_FILE", "hunter2"),
        ("HABEAS_CONFIG", "habeas.toml"),
    ];
    for command in [
        &["--help"][..],
        &["demo", "--help"],
        &["serve", "--help"],
        &["work", "--help"],
        &["migrate", "--help"],
        &["demo", "-h"],
    ] {
        let said = habeas_with(&variables, command);
        assert!(said.well && said.all.contains("Usage"), "{}", said.all);
        assert!(!said.all.contains("hunter2"), "{command:?}: {}", said.all);
    }
}
