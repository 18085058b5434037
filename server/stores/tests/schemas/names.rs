//! Names that need quoting, several schemas, identities that are nothing or not unique, and
//! collations that take different letters for equal.

use habeas_domain::{identity::Identity, value::Value};
use habeas_stores::Corrected;
use serde_json::{Value as Json, json};

use crate::base::{
    Base, Engine, PEOPLE, at, collection, found_by, gone, key, maria, owned_by, people, today,
};

async fn quoted(engine: Engine) {
    let sql = r#"
        CREATE TABLE "select" ("order" integer PRIMARY KEY, "e-mail ""primary""" text);
        INSERT INTO "select" VALUES (1, 'maria@example.com'), (2, 'ben@example.com');
        CREATE TABLE "Straße; DROP TABLE x --" ("GROUP" integer, "user" integer, "naïve 'quote'" text, "$1" text,
            PRIMARY KEY ("GROUP", "$1"));
        INSERT INTO "Straße; DROP TABLE x --" VALUES (1, 1, 'hers', 'a'), (1, 2, 'his', 'b'), (2, 1, 'hers too', 'a');"#;
    let base = Base::new(engine, sql).await;
    let email = "e-mail \"primary\"";
    let account = found_by(
        collection("account", "select", &["order"], "delete", &[email]),
        email,
    );
    let street = "Straße; DROP TABLE x --";
    let notes = collection(
        "notes",
        street,
        &["GROUP", "$1"],
        "delete",
        &["user", "naïve 'quote'"],
    );
    let stores = base
        .stores(vec![account, owned_by(notes, "account", "user", "order")])
        .await;
    let search = stores.find(&maria(), today()).await;
    assert_eq!(
        search.keys[&at("notes")].own,
        [key(&["1", "a"]), key(&["2", "a"])]
    );
    let (old, new) = (Value::text("hers"), Value::text("it's \"hers\""));
    let done = stores
        .correct(&at("notes"), &key(&["1", "a"]), "naïve 'quote'", &old, &new)
        .await;
    assert_eq!(done, Ok(Corrected::Done { now: new }));
    gone(&stores).await;
    let left = base
        .texts(&format!("SELECT \"naïve 'quote'\" FROM \"{street}\""))
        .await;
    assert_eq!(left, [Some("his".to_owned())]);
}

#[tokio::test]
async fn sqlite_names_are_quoted() {
    quoted(Engine::Sqlite).await;
}

#[tokio::test]
async fn postgres_names_are_quoted() {
    quoted(Engine::Postgres).await;
}

/// Tables of the same name in several schemas are told apart.
#[tokio::test]
async fn postgres_has_several_schemas() {
    let sql = r#"CREATE SCHEMA "Sales"; CREATE SCHEMA "we.ird";
        CREATE TABLE "Sales".people (id integer PRIMARY KEY, email text);
        CREATE TABLE public.people (id integer PRIMARY KEY, email text);
        CREATE TABLE public.notes (id integer PRIMARY KEY, person integer
            REFERENCES "Sales".people (id), body text);
        INSERT INTO "Sales".people VALUES (1, 'maria@example.com'), (2, 'ben@example.com');
        INSERT INTO public.people VALUES (1, 'somebody@example.com');
        INSERT INTO public.notes VALUES (1, 1, 'hers'), (2, 2, 'his');"#;
    let base = Base::new(Engine::Postgres, sql).await;
    let people = found_by(
        collection("people", "Sales.people", &["id"], "delete", &["email"]),
        "email",
    );
    let notes = collection(
        "notes",
        "public.notes",
        &["id"],
        "delete",
        &["person", "body"],
    );
    let stores = base
        .stores(vec![people, owned_by(notes, "people", "person", "id")])
        .await;
    gone(&stores).await;
    assert_eq!(base.count("\"Sales\".people").await, "1");
    assert_eq!(base.count("public.people").await, "1");
    assert_eq!(base.count("public.notes").await, "1");
}

/// NULL is nobody; two records with the same value are both hers; a link that is NULL leads to
/// nobody's records.
async fn nothing_and_twice(engine: Engine) {
    let sql = "CREATE TABLE people (id integer PRIMARY KEY, email text, code text);
        CREATE TABLE notes (id integer PRIMARY KEY, code text, body text);
        INSERT INTO people VALUES (1, 'maria@example.com', NULL), (2, 'maria@example.com', 'm'),
            (3, NULL, 'x'), (4, '', NULL), (5, 'ben@example.com', NULL);
        INSERT INTO notes VALUES (1, NULL, 'nobody'), (2, 'm', 'hers'), (3, 'x', 'his'), (4, '', 'none');";
    let base = Base::new(engine, sql).await;
    let people = found_by(
        collection("people", "people", &["id"], "delete", &["email", "code"]),
        "email",
    );
    let notes = collection("notes", "notes", &["id"], "delete", &["code", "body"]);
    let stores = base
        .stores(vec![people, owned_by(notes, "people", "code", "code")])
        .await;
    for nobody in ["", " ", "\u{0}"] {
        let found = stores
            .find(&[Identity::new("email", nobody)], today())
            .await;
        assert_eq!(found.found.total(), 0, "{nobody:?}");
    }
    let search = stores.find(&maria(), today()).await;
    assert_eq!(search.keys[&at("people")].own, [key(&["1"]), key(&["2"])]);
    assert_eq!(search.keys[&at("notes")].own, [key(&["2"])]);
    gone(&stores).await;
    assert_eq!(base.count("people").await, "3");
    assert_eq!(base.count("notes").await, "3");
}

#[tokio::test]
async fn sqlite_identities_may_be_nothing_or_twice() {
    nothing_and_twice(Engine::Sqlite).await;
}

#[tokio::test]
async fn postgres_identities_may_be_nothing_or_twice() {
    nothing_and_twice(Engine::Postgres).await;
}

/// José is not Jose, whatever a collation says: neither as identity nor along a link.
async fn letters(engine: Engine, sql: &str) {
    let base = Base::new(engine, sql).await;
    let mut people = collection("people", "people", &["id"], "delete", &["login"]);
    people["identities"] = json!({ "login": { "kind": "login" } });
    let notes = collection("notes", "notes", &["id"], "delete", &["login", "body"]);
    let collections: Vec<Json> = vec![people, owned_by(notes, "people", "login", "login")];
    let stores = base.stores(collections).await;
    let who = [Identity::new("login", "jose")];
    let search = stores.find(&who, today()).await;
    assert_eq!(search.keys[&at("people")].own, [key(&["1"])], "{search:?}");
    let notes = &search.keys[&at("notes")].own;
    assert!(notes.contains(&key(&["1"])), "{notes:?}");
    assert!(!notes.contains(&key(&["2"])), "somebody else's: {notes:?}");
}

#[tokio::test]
async fn postgres_collations_do_not_join_people() {
    letters(
        Engine::Postgres,
        "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
         CREATE TABLE people (id integer PRIMARY KEY, login text COLLATE blind);
         CREATE TABLE notes (id integer PRIMARY KEY, login text COLLATE blind, body text);
         INSERT INTO people VALUES (1, 'jose'), (2, 'josé');
         INSERT INTO notes VALUES (1, 'jose', 'his'), (2, 'josé', 'another''s');",
    )
    .await;
}

#[tokio::test]
async fn postgres_citext_does_not_join_letters() {
    letters(
        Engine::Postgres,
        "CREATE EXTENSION citext;
         CREATE TABLE people (id integer PRIMARY KEY, login citext);
         CREATE TABLE notes (id integer PRIMARY KEY, login citext, body text);
         INSERT INTO people VALUES (1, 'jose'), (2, 'josé');
         INSERT INTO notes VALUES (1, 'JOSE', 'his'), (2, 'josé', 'another''s');",
    )
    .await;
}

#[tokio::test]
async fn sqlite_collations_do_not_join_people() {
    letters(
        Engine::Sqlite,
        "CREATE TABLE people (id integer PRIMARY KEY, login text COLLATE NOCASE);
         CREATE TABLE notes (id integer PRIMARY KEY, login text COLLATE NOCASE, body text);
         INSERT INTO people VALUES (1, 'jose'), (2, 'josé');
         INSERT INTO notes VALUES (1, 'JOSE', 'his'), (2, 'josé', 'another''s');",
    )
    .await;
}

#[tokio::test]
async fn a_missing_index_is_named_with_its_statement() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let sql = format!(
            "{PEOPLE} DROP INDEX people_email;
             CREATE TABLE \"My Notes\" (id integer PRIMARY KEY, \"Person\" integer, body text);"
        );
        let base = Base::new(engine, &sql).await;
        let notes = collection("notes", "My Notes", &["id"], "delete", &["Person", "body"]);
        let collections = vec![people("delete"), owned_by(notes, "people", "Person", "id")];
        let stores = base.stores(collections).await;
        let fixes = async || {
            let findings = crate::base::findings(&stores).await;
            let fixes = findings.into_iter().map(|finding| finding.fix);
            fixes
                .filter(|fix| fix.starts_with("CREATE INDEX"))
                .collect::<Vec<_>>()
        };
        let statements = fixes().await;
        assert_eq!(statements.len(), 2, "{statements:?}");
        // The statements run as they are, and then nothing is missing.
        for statement in statements {
            base.run(&statement).await;
        }
        assert_eq!(fixes().await, Vec::<String>::new(), "{engine:?}");
    }
}
