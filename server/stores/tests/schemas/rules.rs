//! What an engine does by itself when rows go or change: cascades, references that are emptied
//! or follow, triggers. It is in the plan, or it is refused.

use habeas_domain::{
    found::Answer,
    map::{Finding, Severity},
    plan::{Action, Plan},
};

use crate::base::{
    Base, Engine, at, collection, erase, findings, found_by, gone, maria, owned_by, today,
};

const BOTH: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

fn count(plan: &Plan, collection: &str, action: &Action) -> u64 {
    let steps = plan.stores.iter().flat_map(|store| &store.steps);
    let mine = steps.filter(|step| step.collection == collection && step.action == *action);
    mine.map(|step| step.count).sum()
}

/// Other people's references that the engine empties are steps of the plan, and counted.
#[tokio::test]
async fn emptied_references_of_others_are_in_the_plan() {
    for engine in BOTH {
        let base = Base::new(
            engine,
            "CREATE TABLE people (id integer PRIMARY KEY, email text,
               referred integer REFERENCES people (id) ON DELETE SET NULL);
             INSERT INTO people VALUES (1, 'maria@example.com', NULL), (2, 'ben@example.com', 1),
               (3, 'cy@example.com', 1), (4, 'di@example.com', 2);",
        )
        .await;
        let people = collection(
            "people",
            "people",
            &["id"],
            "delete",
            &["email", "referred"],
        );
        let stores = base.stores(vec![found_by(people, "email")]).await;
        let (plan, search) = stores.plan(&maria(), today()).await;
        assert_eq!(count(&plan, "people", &Action::Delete), 1);
        assert_eq!(count(&plan, "people", &Action::Unlink), 2, "{plan:?}");
        // They are not hers: nothing of them is shown or handed over.
        assert_eq!(search.found.total(), 1);
        // One more of them is another decision.
        base.run("UPDATE people SET referred = 1 WHERE id = 4")
            .await;
        assert!(erase(&stores, &plan).await.is_err());
        let outcome = gone(&stores).await;
        let unlinked = outcome
            .steps
            .iter()
            .find(|step| step.step.action == Action::Unlink);
        assert_eq!(unlinked.unwrap().changed, 3);
        let left = base
            .texts("SELECT CAST(referred AS text) FROM people")
            .await;
        assert_eq!(left, [None, None, None], "{engine:?}");
    }
}

/// A changed key that other people's rows follow is a step as well.
#[tokio::test]
async fn followed_references_of_others_are_in_the_plan() {
    for engine in BOTH {
        let base = Base::new(
            engine,
            "CREATE TABLE people (id integer PRIMARY KEY, email text UNIQUE);
             CREATE TABLE thanks (id integer PRIMARY KEY, person integer, thanked text
               REFERENCES people (email) ON UPDATE CASCADE);
             INSERT INTO people VALUES (1, 'maria@example.com'), (2, 'ben@example.com');
             INSERT INTO thanks VALUES (1, 2, 'maria@example.com'), (2, 2, 'ben@example.com'),
               (3, 1, 'maria@example.com');",
        )
        .await;
        let mut people = collection("people", "people", &["id"], "anonymise", &["email"]);
        people["fields"][1]["erase"] = serde_json::json!("pseudonym");
        let thanks = collection(
            "thanks",
            "thanks",
            &["id"],
            "delete",
            &["person", "thanked"],
        );
        let collections = vec![
            found_by(people, "email"),
            owned_by(thanks, "people", "person", "id"),
        ];
        let stores = base.stores(collections).await;
        let (plan, _) = stores.plan(&maria(), today()).await;
        assert_eq!(count(&plan, "thanks", &Action::Delete), 1, "{plan:?}");
        assert_eq!(count(&plan, "thanks", &Action::Unlink), 1, "{plan:?}");
        gone(&stores).await;
        let left = base.texts("SELECT thanked FROM thanks ORDER BY id").await;
        assert_eq!(left.len(), 2);
        assert_ne!(left[0].as_deref(), Some("maria@example.com"));
        let now = base.texts("SELECT email FROM people WHERE id = 1").await;
        assert_eq!(left[0], now[0], "it follows");
        assert_eq!(left[1].as_deref(), Some("ben@example.com"));
    }
}

/// Rows that a cascade would take without being hers stop the erasure; nothing is changed.
#[tokio::test]
async fn a_cascade_beyond_the_plan_is_refused() {
    for engine in BOTH {
        let base = Base::new(
            engine,
            "CREATE TABLE people (id integer PRIMARY KEY, email text);
             CREATE TABLE notes (id integer PRIMARY KEY, person integer
               REFERENCES people (id) ON DELETE CASCADE, about integer
               REFERENCES people (id) ON DELETE CASCADE);
             CREATE TABLE lines (id integer PRIMARY KEY, note integer
               REFERENCES notes (id) ON DELETE CASCADE, body text);
             INSERT INTO people VALUES (1, 'maria@example.com'), (2, 'ben@example.com');
             INSERT INTO notes VALUES (1, 1, NULL), (2, 2, 1);
             INSERT INTO lines VALUES (1, 1, 'hers'), (2, 2, 'his');",
        )
        .await;
        let people = found_by(
            collection("people", "people", &["id"], "delete", &["email"]),
            "email",
        );
        let notes = collection("notes", "notes", &["id"], "delete", &["person", "about"]);
        let notes = owned_by(notes, "people", "person", "id");
        let lines = collection("lines", "lines", &["id"], "delete", &["note", "body"]);
        let lines = owned_by(lines, "notes", "note", "id");
        // Nobody mapped the lines: `map check` says that they would vanish.
        let stores = base.stores(vec![people.clone(), notes.clone()]).await;
        let unmapped = findings(&stores).await;
        let said = |what: &str| {
            let faults = unmapped
                .iter()
                .filter(|finding| finding.severity == Severity::Fault);
            faults.clone().any(|finding| finding.what.contains(what))
        };
        assert!(said("vanish"), "{unmapped:?}");
        // Ben's note about Maria would vanish with her.
        let stores = base.stores(vec![people, notes, lines]).await;
        let (plan, _) = stores.plan(&maria(), today()).await;
        let done = erase(&stores, &plan).await;
        assert!(
            matches!(&done, Err(habeas_stores::EraseError::Beyond { table, rows: 1 }) if table.ends_with("notes")),
            "{done:?}"
        );
        assert_eq!(base.count("people").await, "2");
        assert_eq!(base.count("lines").await, "2");
        // Without it the cascade takes what is hers and was counted.
        base.run("UPDATE notes SET about = NULL").await;
        gone(&stores).await;
        assert_eq!(base.count("lines").await, "1");
        assert_eq!(base.count("notes").await, "1");
    }
}

/// A trigger cannot be seen into: `map check` names it. One that keeps a row back, or deletes
/// another number of rows, is found by counting.
#[tokio::test]
async fn triggers_are_named_and_their_doing_is_counted() {
    for (engine, trigger) in [
        (
            Engine::Sqlite,
            "CREATE TRIGGER keep BEFORE DELETE ON people BEGIN SELECT RAISE(IGNORE); END;",
        ),
        (
            Engine::Postgres,
            "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
             CREATE TRIGGER keep BEFORE DELETE ON people FOR EACH ROW EXECUTE FUNCTION keep();",
        ),
    ] {
        let base = Base::new(
            engine,
            &format!(
                "CREATE TABLE people (id integer PRIMARY KEY, email text);
                 INSERT INTO people VALUES (1, 'maria@example.com');{trigger}"
            ),
        )
        .await;
        let people = found_by(
            collection("people", "people", &["id"], "delete", &["email"]),
            "email",
        );
        let stores = base.stores(vec![people]).await;
        let findings = findings(&stores).await;
        let refused = |finding: &&Finding| {
            finding.severity == Severity::Fault && finding.what.contains("(keep)")
        };
        assert!(findings.iter().any(|one| refused(&one)), "{findings:?}");
        let (plan, _) = stores.plan(&maria(), today()).await;
        let done = erase(&stores, &plan).await;
        assert!(
            matches!(done, Err(habeas_stores::EraseError::Count { .. })),
            "{done:?}"
        );
        let found = stores.find(&maria(), today()).await.found;
        assert!(matches!(
            found.answer(&at("people")),
            Some(Answer::Found(_))
        ));
    }
}

/// SQLite takes any word as the name of a trigger, and any case for the columns of a key.
#[tokio::test]
async fn a_trigger_called_begin_and_a_key_in_capitals_are_seen() {
    let base = Base::new(
        Engine::Sqlite,
        "CREATE TABLE people (id integer PRIMARY KEY, email text);
         CREATE TABLE letters (id integer PRIMARY KEY, person_id integer, body text,
           FOREIGN KEY (PERSON_ID) REFERENCES People (ID) ON DELETE CASCADE);
         CREATE TRIGGER \"begin the day\" BEFORE DELETE ON people
           BEGIN SELECT RAISE(ABORT, 'no'); END;
         INSERT INTO people VALUES (1, 'maria@example.com');
         INSERT INTO letters VALUES (1, 1, 'to Maria');",
    )
    .await;
    let people = found_by(
        collection("people", "people", &["id"], "delete", &["email"]),
        "email",
    );
    let letters = owned_by(
        collection(
            "letters",
            "letters",
            &["id"],
            "delete",
            &["person_id", "body"],
        ),
        "people",
        "person_id",
        "id",
    );
    let stores = base.stores(vec![people, letters]).await;
    let facts = stores.facts().await;
    let facts = facts.values().next().unwrap().as_ref().unwrap();
    assert_eq!(facts.tables["people"].triggers, ["begin the day"]);
    let key = &facts.tables["letters"].foreign_keys[0];
    assert_eq!(
        (&key.columns[..], &key.to_columns[..]),
        (&["person_id".to_owned()][..], &["id".to_owned()][..])
    );
    // And the key does its part: children first, in the order of the schema.
    base.run("DROP TRIGGER \"begin the day\"").await;
    gone(&stores).await;
    assert_eq!(base.count("letters").await, "0");
}
