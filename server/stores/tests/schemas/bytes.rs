//! What was erased is not in the bytes of an SQLite store either: not in free pages, not in its
//! log, not in its journal.

use std::path::Path;

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::base::{Base, Engine, collection, found_by, gone, owned_by};

/// Long enough to fill pages of its own, and overflow pages too.
const ROWS: u32 = 400;

/// Which of the store's files hold a text.
fn files_with(folder: &Path, needle: &str) -> Vec<String> {
    let holds = |path: &Path| {
        let bytes = std::fs::read(path).unwrap();
        let mut windows = bytes.windows(needle.len());
        windows.any(|window| window == needle.as_bytes())
    };
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .filter(|path| path.is_file() && holds(path))
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect()
}

async fn scrubbed(journal: &str, vacuum: &str) {
    let setting = format!("PRAGMA auto_vacuum = {vacuum}; PRAGMA journal_mode = {journal};");
    let base = Base::new(Engine::Sqlite, &setting).await;
    base.run(&format!(
        // As Habeas writes; what others freed without it only a VACUUM of theirs overwrites.
        "PRAGMA secure_delete = ON;
         CREATE TABLE people (id integer PRIMARY KEY, email text, name text);
         CREATE INDEX people_name ON people (name);
         CREATE TABLE notes (id integer PRIMARY KEY, person integer, body text);
         CREATE INDEX notes_person ON notes (person);
         INSERT INTO people VALUES (1, 'maria@example.com', 'Maria Unforgettable'),
           (2, 'ben@example.com', 'Ben Bystander');
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})
           INSERT INTO notes SELECT i, 1 + i % 2, CASE i % 2 WHEN 0
             THEN 'Maria wrote this ' ELSE 'Ben wrote this ' END || hex(zeroblob(i * 20)) FROM n;",
    ))
    .await;
    let folder = base.folder.path();
    // Nobody else has the file open, as on a store that is Habeas's own to write.
    let crate::base::Db::Sqlite(pool) = &base.db else {
        panic!("not SQLite");
    };
    pool.close().await;
    let hers = [
        "Maria Unforgettable",
        "maria@example.com",
        "Maria wrote this",
    ];
    for text in hers {
        assert!(
            !files_with(folder, text).is_empty(),
            "{journal}: {text} was never there"
        );
    }
    let mut people = collection("people", "people", &["id"], "anonymise", &["email", "name"]);
    people["fields"][1]["erase"] = serde_json::json!("pseudonym");
    let notes = collection("notes", "notes", &["id"], "delete", &["person", "body"]);
    let collections = vec![
        found_by(people, "email"),
        owned_by(notes, "people", "person", "id"),
    ];
    let stores = base.stores(collections).await;
    let outcome = gone(&stores).await;
    assert!(outcome.scrubbed, "{journal}");
    for text in hers {
        let left = files_with(folder, text);
        assert!(
            left.is_empty(),
            "{journal}, {vacuum}: {text} is still in {left:?}"
        );
    }
    for text in ["Ben Bystander", "ben@example.com", "Ben wrote this"] {
        assert!(
            !files_with(folder, text).is_empty(),
            "{journal}: {text} went too"
        );
    }
    // Where the file is set to give pages back bit by bit, those of the erased rows are.
    let options = SqliteConnectOptions::new().filename(folder.join("base.sqlite"));
    let mut db = SqliteConnection::connect_with(&options).await.unwrap();
    let free: i64 = sqlx::query_scalar("PRAGMA freelist_count")
        .fetch_one(&mut db)
        .await
        .unwrap();
    assert!(
        vacuum == "NONE" || free == 0,
        "{vacuum}: {free} free pages are left"
    );
}

#[tokio::test]
async fn nothing_is_left_beside_a_write_ahead_log() {
    for vacuum in ["NONE", "INCREMENTAL", "FULL"] {
        scrubbed("WAL", vacuum).await;
    }
}

#[tokio::test]
async fn nothing_is_left_beside_a_journal() {
    for journal in ["DELETE", "TRUNCATE", "PERSIST"] {
        scrubbed(journal, "INCREMENTAL").await;
    }
}
