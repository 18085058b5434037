//! `habeas map`: what is wrong with a map, and how much of the stores it describes.

use std::{env, fs, io::Write, path::Path, process::Command};

use sqlx::{Connection, Executor, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{company, habeas};

/// The line and column of a text in a file, as `map check` tells them.
fn place(text: &str, of: &str) -> String {
    let at = text.find(of).unwrap();
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].rsplit('\n').next().unwrap().chars().count() + 1;
    format!("{line}:{column}")
}

#[tokio::test]
async fn what_the_live_stores_refuse_is_told_with_its_place_and_what_to_do() {
    let (_folder, map) = company().await;
    let text = fs::read_to_string(&map).unwrap();
    let broken = map.with_file_name("broken.yaml");
    let file = broken.to_str().unwrap();
    let check = |right: &str, wrong: &str| {
        assert!(text.contains(right), "{right}");
        fs::write(&broken, text.replacen(right, wrong, 1)).unwrap();
        let said = habeas(&["map", "check", file]);
        assert!(!said.well, "{}", said.all);
        said.all
    };
    // A choice whose words the column cannot hold.
    let right = "field: partners_ok, yes: \"1\", no: \"0\"";
    let said = check(right, "field: partners_ok, yes: \"yes\", no: \"0\"");
    let at = place(&text, right).replace(':', " ");
    let (line, column) = at.split_once(' ').unwrap();
    let column: usize = column.parse::<usize>().unwrap() + "field: ".len();
    let told = format!("{file}:{line}:{column}: fault: `yes` does not fit `partners_ok`");
    assert!(said.contains(&told), "{told}\n{said}");
    assert!(said.contains("Correct `yes`"), "{said}");
    // A slip in the file itself.
    let said = check("key: [id]", "kee: [id]");
    let line = place(&text, "key: [id]");
    let begin = format!("{file}:{}:", line.split(':').next().unwrap());
    let (_, after) = said.split_once(&begin).unwrap();
    let (column, what) = after.split_once(": fault: ").unwrap();
    assert!(column.parse::<usize>().unwrap() > 0, "{said}");
    assert!(what.contains("kee"), "{said}");
    assert!(
        said.contains("Is `key` meant? Take it out, or write one of"),
        "{said}"
    );
}

#[tokio::test]
async fn what_the_map_leaves_out_is_counted_and_named() {
    let (_folder, map) = company().await;
    let file = map.to_str().unwrap();
    let whole = habeas(&["map", "check", file]).all;
    assert!(whole.contains("columns described, "), "{whole}");
    let shop = map.parent().unwrap().join("shop.sqlite");
    let options = SqliteConnectOptions::new().filename(shop);
    let mut db = SqliteConnection::connect_with(&options).await.unwrap();
    for sql in [
        "ALTER TABLE customers ADD COLUMN shoe_size TEXT",
        "CREATE TABLE diary (customer_id INTEGER, words TEXT)",
        "CREATE TABLE wishes (id INTEGER PRIMARY KEY CHECK (id > 0))",
    ] {
        db.execute(sql).await.unwrap();
    }
    db.close().await.unwrap();
    let less = habeas(&["map", "check", file]).all;
    let share = |said: &str| -> (usize, usize) {
        let line = said
            .lines()
            .find(|line| line.starts_with("shop: "))
            .unwrap();
        let mut words = line.split(' ');
        let (mapped, all) = (words.nth(1), words.nth(1));
        let [mapped, all] = [mapped, all].map(|word| word.unwrap().parse().unwrap());
        assert!(
            line.ends_with(&format!(", {} %", mapped * 100 / all)),
            "{line}"
        );
        (mapped, all)
    };
    let (before, after) = (share(&whole), share(&less));
    assert_eq!((after.0, after.1), (before.0, before.1 + 4));
    let named = less.lines().filter(|line| line.starts_with("  "));
    let named: Vec<&str> = named.collect();
    assert!(
        named
            .iter()
            .any(|line| line.contains("customers.shoe_size")),
        "{less}"
    );
    let tables = "diary (2 columns), wishes (1 column)";
    assert!(named.iter().any(|line| line.contains(tables)), "{less}");
}

/// An editor that completes by the schema accepts the demo's map and refuses a broken one, as
/// somebody else's validator reads both.
#[test]
fn the_schema_accepts_the_maps_that_we_ship_and_no_broken_one() {
    let said = habeas(&["map", "schema"]);
    assert!(said.well);
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let schema = write("schema.json", &said.all);
    let readme = include_str!("../../../README.md");
    let (_, after) = readme.split_once("```yaml\n").unwrap();
    let (ten_lines, _) = after.split_once("```").unwrap();
    for (name, map, sound) in [
        ("demo", habeas_demo::MAP.to_owned(), true),
        ("postgres", habeas_demo::postgres_map().to_owned(), true),
        ("readme", ten_lines.to_owned(), true),
        (
            "key",
            habeas_demo::MAP.replacen("key: [id]", "kee: [id]", 1),
            false,
        ),
        (
            "rule",
            habeas_demo::MAP.replacen("erase: delete", "erase: shred", 1),
            false,
        ),
    ] {
        let json: serde_json::Value = written(&map);
        let json = write(&format!("{name}.json"), &json.to_string());
        match valid(&schema, &json) {
            Some((valid, text)) => assert_eq!(valid, sound, "{name}: {text}"),
            None => return,
        }
    }
}

/// A map as JSON, as an editor of YAML 1.2 reads it: there `no` is a word.
fn written(map: &str) -> serde_json::Value {
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(map, options).unwrap()
}

/// What Python's `jsonschema` says; nothing where it is not installed.
fn valid(schema: &Path, document: &Path) -> Option<(bool, String)> {
    const SCRIPT: &str = "import json, sys, jsonschema\n\
        schema, document = (json.load(open(path)) for path in sys.argv[1:])\n\
        jsonschema.Draft202012Validator.check_schema(schema)\n\
        jsonschema.Draft202012Validator(schema).validate(document)";
    let python = env::var("HABEAS_PYTHON").unwrap_or_else(|_| "python3".into());
    let there = Command::new(&python)
        .args(["-c", "import jsonschema"])
        .output();
    if !there.is_ok_and(|output| output.status.success()) {
        let what = format!("`{python}` has no `jsonschema`: the schema was not tried");
        assert!(env::var_os("HABEAS_REQUIRE_TOOLS").is_none(), "{what}");
        let _ = writeln!(std::io::stderr(), "SKIPPED: {what}");
        return None;
    }
    let mut command = Command::new(&python);
    let output = command
        .args(["-c", SCRIPT])
        .args([schema, document])
        .output();
    let output = output.unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    Some((output.status.success(), text))
}
