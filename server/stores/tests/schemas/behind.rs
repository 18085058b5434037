//! What happens behind a plan's back: triggers that nobody explained, tables behind a view, rows
//! that nobody mapped. Each is refused or said, never silent.

use habeas_domain::map::{Finding, Severity};
use serde_json::json;

use crate::base::{Base, Engine, PEOPLE, collection, findings, found_by, gone, owned_by, people};

const BOTH: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

fn said<'f>(all: &'f [Finding], what: &str) -> Vec<&'f Finding> {
    all.iter().filter(|one| one.what.contains(what)).collect()
}

/// A trigger that copies rows elsewhere is refused until somebody has looked at it and said what
/// it does; then it is advice, and the erasure runs.
#[tokio::test]
async fn a_trigger_is_refused_until_somebody_says_what_it_does() {
    for (engine, trigger) in [
        (
            Engine::Sqlite,
            "CREATE TRIGGER copy BEFORE DELETE ON notes BEGIN
               INSERT INTO old_notes VALUES (old.body); END;",
        ),
        (
            Engine::Postgres,
            "CREATE FUNCTION copy() RETURNS trigger LANGUAGE plpgsql AS
               'BEGIN INSERT INTO old_notes VALUES (old.body); RETURN old; END';
             CREATE TRIGGER copy BEFORE DELETE ON notes FOR EACH ROW EXECUTE FUNCTION copy();",
        ),
    ] {
        let sql = format!(
            "{PEOPLE} CREATE TABLE old_notes (body text);
             CREATE TABLE notes (id integer PRIMARY KEY, person integer, body text);
             INSERT INTO notes VALUES (1, 1, 'hers'), (2, 2, 'his'); {trigger}"
        );
        let base = Base::new(engine, &sql).await;
        let notes = || {
            let notes = collection("notes", "notes", &["id"], "delete", &["person", "body"]);
            owned_by(notes, "people", "person", "id")
        };
        let stores = base.stores(vec![people("delete"), notes()]).await;
        let all = findings(&stores).await;
        let found = said(&all, "(copy)");
        assert_eq!(found.len(), 1, "{all:?}");
        assert_eq!(found[0].severity, Severity::Fault);
        assert!(
            found[0].fix.contains("triggers: { known"),
            "{}",
            found[0].fix
        );

        let mut known = notes();
        known["triggers"] = json!({ "known": "copies the text to old_notes, emptied every night" });
        let stores = base.stores(vec![people("delete"), known]).await;
        let all = findings(&stores).await;
        let found = said(&all, "emptied every night");
        assert_eq!(found.len(), 1, "{all:?}");
        assert_eq!(found[0].severity, Severity::Advice);
        gone(&stores).await;

        // To say nothing is not to have looked.
        let mut empty = notes();
        empty["triggers"] = json!({ "known": " " });
        let stores = base.stores(vec![people("delete"), empty]).await;
        let all = findings(&stores).await;
        assert_eq!(said(&all, "(copy)")[0].severity, Severity::Fault);
    }
}

/// Rows that nobody mapped and the engine empties or drags along are named.
#[tokio::test]
async fn rows_that_nobody_mapped_and_the_engine_changes_are_named() {
    for engine in BOTH {
        for (rule, erase, column) in [
            (
                "ON DELETE SET NULL",
                "delete",
                "about integer REFERENCES people (id)",
            ),
            (
                "ON UPDATE CASCADE",
                "anonymise",
                "about text REFERENCES people (email)",
            ),
        ] {
            let sql = format!(
                "CREATE TABLE people (id integer PRIMARY KEY, email text UNIQUE);
                 INSERT INTO people VALUES (1, 'maria@example.com');
                 CREATE TABLE rumours (id integer PRIMARY KEY, {column} {rule});"
            );
            let base = Base::new(engine, &sql).await;
            let mut people = found_by(
                collection("people", "people", &["id"], erase, &["email"]),
                "email",
            );
            if erase == "anonymise" {
                people["fields"][1]["erase"] = json!("pseudonym");
            }
            let stores = base.stores(vec![people]).await;
            let all = findings(&stores).await;
            let found = said(&all, "rumours");
            assert_eq!(found.len(), 1, "{engine:?} {rule}: {all:?}");
            assert!(found[0].what.contains("nobody mapped"), "{}", found[0].what);
            assert!(found[0].what.contains("about"), "{}", found[0].what);
        }
    }
}

/// Through a view rows can be deleted whose table has triggers and is pointed at: the map is
/// refused, with what lies behind, also through a view of a view.
#[tokio::test]
async fn what_lies_behind_a_view_is_read_and_refused() {
    let table = "CREATE TABLE real_notes (id integer PRIMARY KEY, person integer, body text);";
    let pointing = "CREATE TABLE marks (id integer PRIMARY KEY,
                      note integer REFERENCES real_notes ON DELETE CASCADE);";
    let trigger = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN old; END';
                   CREATE TRIGGER copy BEFORE DELETE ON real_notes
                     FOR EACH ROW EXECUTE FUNCTION f();";
    let view = "CREATE VIEW notes AS SELECT * FROM real_notes;";
    let twice = "CREATE VIEW part AS SELECT * FROM real_notes;
                 CREATE VIEW notes AS SELECT * FROM part;";
    for (behind, view, named) in [
        ("", view, None),
        (pointing, view, Some("marks points at")),
        (trigger, view, Some("has the trigger copy")),
        (pointing, twice, Some("marks points at")),
    ] {
        let sql = format!("{PEOPLE}{table}{behind}{view}");
        let base = Base::new(Engine::Postgres, &sql).await;
        let notes = collection("notes", "notes", &["id"], "delete", &["person", "body"]);
        let notes = owned_by(notes, "people", "person", "id");
        let stores = base.stores(vec![people("delete"), notes]).await;
        let all = findings(&stores).await;
        let refused: Vec<_> = said(&all, "behind it is not seen");
        match named {
            None => assert!(refused.is_empty(), "{all:?}"),
            Some(named) => {
                assert_eq!(refused.len(), 1, "{named}: {all:?}");
                assert_eq!(refused[0].severity, Severity::Fault);
                assert!(refused[0].what.contains(named), "{}", refused[0].what);
            }
        }
    }
}
