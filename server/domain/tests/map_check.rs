//! What `habeas map check` refuses, case by case: each says where and what to do.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use std::collections::BTreeMap;

use habeas_domain::{
    facts::{ColumnFacts, SchemaFacts, TableFacts},
    inventory::{Inventory, RowRule, TableInventory},
    map::{
        Finding, Severity, StoreKind, check, check_rules, check_schema, coverage, json_schema,
        parse,
    },
    value::Kind,
};

/// A map of one table; `{kind}`, `{erase}` and what a case changes are put in.
const MAP: &str = r#"
habeas: 1
version: "1"
controller: { name: Acme, address: a, email: p@acme.example, country: IE, authority: DPC }
grounds: { tax: { label: Tax, law: "TCA 1997" } }
stores:
  - id: crm
    kind: {kind}
    label: CRM
    connect: env:CRM
    collections:
      - id: people
        table: people
        meaning: account
        label: People
        describe: You
        key: [id]
        identities: { email: { kind: email } }
        keep: { ground: tax, for: P1Y, from: made }
        erase: anonymise
        fields:
          - { name: id, category: user.unique_id, label: Id, until: always, erase: keep }
          - { name: email, category: user.contact.email, label: Mail, until: always, erase: keep }
          - { name: made, category: user.behavior, label: Made, until: always, erase: keep }
          - { name: it, category: user.name, label: It, until: always, erase: {erase} }
          - { name: news, category: user.behavior, label: News, until: always, erase: keep }
choices:
  - right: direct-marketing
    label: May we?
    effect: We do
    writes: [{ collection: crm.people, field: news, yes: "true", no: "false" }]
"#;
/// The line of `it` in the map, and of `made` under `keep`.
const IT: u64 = 25;
const KEEP: u64 = 19;

fn column(name: &str, declared: &str, kind: Kind, not_null: bool) -> ColumnFacts {
    ColumnFacts {
        name: name.into(),
        declared: declared.into(),
        kind,
        not_null,
        generated: false,
    }
}

/// What a declared type of PostgreSQL is.
fn kind(declared: &str) -> Kind {
    match declared.split('(').next().unwrap() {
        "smallint" | "integer" => Kind::Integer,
        "bigint" => Kind::BigInteger,
        "numeric" => Kind::Decimal,
        "double precision" => Kind::Float,
        "boolean" => Kind::Boolean,
        "date" => Kind::Date,
        "time without time zone" => Kind::Time,
        "timestamp without time zone" => Kind::Timestamp,
        "timestamp with time zone" => Kind::Instant,
        "jsonb" => Kind::Json,
        "uuid" => Kind::Uuid,
        "bytea" => Kind::Bytes,
        _ => Kind::Text,
    }
}

/// A table in which `it` has a type and the rest is sound.
fn table(it: &str, not_null: bool) -> TableFacts {
    TableFacts {
        columns: vec![
            column("id", "bigint", Kind::BigInteger, true),
            column("email", "text", Kind::Text, true),
            column("made", "date", Kind::Date, true),
            column("it", it, kind(it), not_null),
            column("news", "boolean", Kind::Boolean, true),
        ],
        primary_key: vec!["id".into()],
        indexes: vec![vec!["email whatever its case".into()]],
        ..TableFacts::default()
    }
}

fn findings(store: StoreKind, erase: &str, table: TableFacts) -> Vec<Finding> {
    findings_of(&written(store, erase), table)
}

fn written(store: StoreKind, erase: &str) -> String {
    let kind = serde_json::to_value(store).unwrap();
    MAP.replace("{kind}", kind.as_str().unwrap())
        .replace("{erase}", erase)
}

fn findings_of(text: &str, table: TableFacts) -> Vec<Finding> {
    let map = parse(text).unwrap();
    assert_eq!(check(&map), []);
    let facts = SchemaFacts {
        tables: [("people".to_owned(), table)].into(),
    };
    check_schema(&map, &[("crm".to_owned(), facts)].into())
}

fn faults(findings: &[Finding]) -> Vec<String> {
    let faults = findings
        .iter()
        .filter(|one| one.severity == Severity::Fault);
    faults.map(ToString::to_string).collect()
}

#[test]
fn what_a_column_cannot_hold_is_refused_with_its_line_and_what_to_do() {
    // A rule, a type, and whether the column holds what the rule makes.
    let cases: &[(&str, &str, bool)] = &[
        ("{ constant: gone }", "text", true),
        ("{ constant: gone }", "character varying(4)", true),
        ("{ constant: gone }", "character varying(3)", false),
        ("{ constant: gone }", "integer", false),
        ("{ constant: \"0\" }", "integer", true),
        ("{ constant: \"70000\" }", "integer", true),
        ("{ constant: \"70000\" }", "smallint", false),
        ("{ constant: \"3000000000\" }", "integer", false),
        ("{ constant: \"3000000000\" }", "bigint", true),
        ("{ constant: \"1.50\" }", "bigint", false),
        ("{ constant: \"1.50\" }", "numeric(3,2)", true),
        ("{ constant: \"100\" }", "numeric(3,2)", false),
        ("{ constant: none }", "numeric", false),
        ("{ constant: none }", "double precision", false),
        ("{ constant: \"1e3\" }", "double precision", true),
        ("{ constant: gone }", "boolean", false),
        ("{ constant: \"no\" }", "boolean", true),
        ("{ constant: gone }", "date", false),
        ("{ constant: \"1900-01-01\" }", "date", true),
        ("{ constant: \"1900-13-01\" }", "date", false),
        (
            "{ constant: \"1900-01-01 00:00\" }",
            "timestamp with time zone",
            true,
        ),
        (
            "{ constant: \"midnight\" }",
            "timestamp without time zone",
            false,
        ),
        ("{ constant: \"00:00\" }", "time without time zone", true),
        ("{ constant: noon }", "time without time zone", false),
        ("{ constant: gone }", "jsonb", false),
        ("{ constant: \"{}\" }", "jsonb", true),
        ("{ constant: gone }", "uuid", false),
        ("{ constant: gone }", "bytea", true),
        ("pseudonym", "text", true),
        ("pseudonym", "bigint", true),
        ("pseudonym", "uuid", true),
        ("pseudonym", "bytea", true),
        ("pseudonym", "date", false),
        ("pseudonym", "boolean", false),
        ("pseudonym", "numeric", false),
        ("pseudonym", "jsonb", false),
        ("{ date: year }", "date", true),
        ("{ date: month }", "timestamp with time zone", true),
        ("{ date: year }", "text", true),
        ("{ date: year }", "integer", false),
        ("{ date: year }", "boolean", false),
        ("{ date: year }", "uuid", false),
        ("{ postcode: 2 }", "text", true),
        ("{ postcode: 2 }", "integer", true),
        ("{ postcode: 2 }", "date", false),
        ("{ postcode: 2 }", "boolean", false),
        ("null", "date", true),
    ];
    for (erase, declared, fits) in cases {
        let found = findings(StoreKind::Postgres, erase, table(declared, false));
        let faults = faults(&found);
        if *fits {
            assert!(faults.is_empty(), "{erase} in {declared}: {faults:#?}");
            continue;
        }
        let [fault] = faults.as_slice() else {
            panic!("{erase} in {declared}: {faults:#?}");
        };
        assert!(fault.starts_with(&format!("{IT}:")), "{fault}");
        // What to do: a null is offered where the column takes one, except for a shorter text.
        let offers = fault.contains("or `erase: null`") || fault.contains("shorter");
        assert!(offers, "{fault}");
        let strict = findings(StoreKind::Postgres, erase, table(declared, true));
        assert!(!faults_say(&strict, "erase: null"), "{strict:#?}");
    }
}

fn faults_say(findings: &[Finding], what: &str) -> bool {
    faults(findings).iter().any(|fault| fault.contains(what))
}

#[test]
fn sqlite_holds_any_length_and_no_words_for_yes_and_no() {
    let long = "{ constant: \"much too long\" }";
    let found = findings(StoreKind::Sqlite, long, table("character varying(3)", true));
    let advice = found.iter().find(|one| one.line == IT).unwrap();
    assert_eq!(advice.severity, Severity::Advice);
    assert!(advice.what.contains("3 characters"), "{advice}");
    // The choice in the map says true and false.
    let faults = faults(&found);
    assert_eq!(faults.len(), 2, "{faults:#?}");
    for fault in faults {
        assert!(
            fault.contains("0 or 1") && fault.contains("Correct `"),
            "{fault}"
        );
    }
}

#[test]
fn what_must_differ_cannot_become_alike() {
    let set = |columns: &[&str]| columns.iter().map(|name| (*name).to_owned()).collect();
    // A rule, the columns that must differ together, and whether they still do.
    let cases: &[(&str, &[&str], bool)] = &[
        ("{ constant: gone }", &["it"], false),
        ("{ constant: gone }", &["it", "made"], false),
        ("{ constant: gone }", &["it", "news"], false),
        // The key is in it, or what must differ anyway.
        ("{ constant: gone }", &["it", "id"], true),
        ("pseudonym", &["it", "made"], true),
        ("pseudonym", &["it"], true),
        ("null", &["it", "made"], true),
        ("keep", &["it", "made"], true),
        ("{ postcode: 2 }", &["it"], false),
        ("{ postcode: 2 }", &["it", "made"], false),
        ("{ date: month }", &["it"], false),
    ];
    for (erase, unique, sound) in cases {
        let mut table = table("text", false);
        table.unique.push(set(unique));
        let faults = faults(&findings(StoreKind::Postgres, erase, table));
        assert_eq!(
            faults.is_empty(),
            *sound,
            "{erase} in {unique:?}: {faults:#?}"
        );
        for fault in faults {
            assert!(fault.starts_with(&format!("{IT}:")), "{fault}");
            assert!(fault.contains("`erase: pseudonym`"), "{fault}");
        }
    }
    let mut narrow = table("character varying(4)", true);
    narrow.unique.push(set(&["it"]));
    let faults = faults(&findings(StoreKind::Postgres, "pseudonym", narrow));
    assert!(faults[0].contains("too little room"), "{faults:#?}");
}

#[test]
fn retention_counts_from_a_date() {
    for (declared, severity) in [
        ("date", None),
        ("timestamp with time zone", None),
        ("integer", Some(Severity::Fault)),
        ("boolean", Some(Severity::Fault)),
        ("text", Some(Severity::Advice)),
    ] {
        let mut table = table("text", false);
        table.columns[2] = column("made", declared, kind(declared), true);
        let found = findings(StoreKind::Postgres, "null", table);
        let told = found.iter().find(|one| one.line == KEEP);
        assert_eq!(told.map(|one| one.severity), severity, "{declared}");
        if let Some(told) = told {
            assert!(told.what.contains("keep.from"), "{told}");
            assert!(told.fix.starts_with("Name a "), "{told}");
        }
    }
}

#[test]
fn a_choice_must_fit_its_column() {
    let text = written(StoreKind::Postgres, "null");
    for (yes, no, expected) in [
        ("true", "false", 0),
        ("1", "0", 0),
        ("subscribed", "false", 1),
        ("subscribed", "gone", 2),
        ("true", "true", 1),
    ] {
        let choice = format!("yes: \"{yes}\", no: \"{no}\"");
        let text = text.replace("yes: \"true\", no: \"false\"", &choice);
        let faults = faults(&findings_of(&text, table("text", false)));
        assert_eq!(faults.len(), expected, "{choice}: {faults:#?}");
        for fault in faults {
            assert!(fault.starts_with("31:"), "{fault}");
        }
    }
    let mut computed = table("text", false);
    computed.columns[4].generated = true;
    let faults = faults(&findings_of(&text, computed));
    assert!(
        faults[0].contains("does not let anybody write `news`"),
        "{faults:#?}"
    );
}

fn inventory(rules: Vec<RowRule>) -> BTreeMap<String, Inventory> {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let people = TableInventory {
        columns: names(&["id", "email", "made", "it", "news", "shoe_size"]),
        rules,
    };
    let diary = TableInventory {
        columns: names(&["person", "day", "words", "mood"]),
        rules: Vec::new(),
    };
    let tables = [("people".to_owned(), people), ("diary".to_owned(), diary)].into();
    [("crm".to_owned(), Inventory { tables })].into()
}

fn rule(text: &str, one_of: Option<&[&str]>) -> RowRule {
    RowRule {
        columns: vec!["it".into()],
        text: text.into(),
        one_of: one_of.map(|known| known.iter().map(|one| (*one).to_owned()).collect()),
    }
}

#[test]
fn what_the_database_checks_of_a_row_is_told() {
    let length = rule("CHECK (length(it) > 3)", None);
    let never_null = rule("CHECK (it IS NOT NULL OR news)", None);
    let states = rule("state", Some(&["new", "gone"]));
    // A rule of erasure, a rule of the database, and what is told.
    let cases: &[(&str, &RowRule, Option<Severity>)] = &[
        ("{ constant: gone }", &length, Some(Severity::Advice)),
        ("pseudonym", &length, Some(Severity::Advice)),
        ("keep", &length, None),
        ("null", &length, None),
        ("null", &never_null, Some(Severity::Advice)),
        ("null", &states, None),
        ("{ constant: gone }", &states, None),
        ("{ constant: away }", &states, Some(Severity::Fault)),
        ("pseudonym", &states, Some(Severity::Fault)),
    ];
    for (erase, rule, severity) in cases {
        let map = parse(&written(StoreKind::Postgres, erase)).unwrap();
        let found = check_rules(&map, &inventory(vec![(*rule).clone()]));
        let told = found.first().map(|one| one.severity);
        assert_eq!(told, *severity, "{erase}, {}: {found:#?}", rule.text);
        for finding in found {
            assert_eq!(finding.line, IT);
            let fix = &finding.fix;
            assert!(
                fix.starts_with("Make sure") || fix.starts_with("Write"),
                "{fix}"
            );
        }
    }
}

#[test]
fn what_nobody_described_is_counted_and_named() {
    let map = parse(&written(StoreKind::Postgres, "null")).unwrap();
    let told = coverage(&map, &inventory(Vec::new()));
    let [crm] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert_eq!((crm.mapped, crm.columns, crm.percent()), (5, 10, 50));
    assert_eq!(crm.unmapped, ["people.shoe_size"]);
    assert_eq!(crm.tables, [("diary".to_owned(), 4)]);
}

/// Broken files: what is wrong, where, and what to do about it.
#[test]
fn a_file_that_cannot_be_read_says_where_and_what_to_do() {
    let text = written(StoreKind::Sqlite, "null");
    let cases = [
        (
            "        erase: anonymise",
            "        erase: shred",
            "20:",
            "shred",
        ),
        ("        key: [id]", "        kee: [id]", "17:", "kee"),
        ("P1Y, from", "1 year, from", "19:", "P10Y"),
        ("    kind: sqlite", "    kind: sqlight", "8:", "sqlite"),
        ("        label: People\n", "", "", "label"),
        ("version: \"1\"", "version: [1]", "3:", ""),
        ("  - id: crm", "  - id: [", "", ""),
    ];
    for (right, wrong, line, what) in cases {
        assert!(text.contains(right), "{right}");
        let error = parse(&text.replacen(right, wrong, 1)).unwrap_err();
        let told = error.to_string();
        assert!(told.starts_with(line), "{wrong}: {told}");
        assert!(told.contains(what), "{wrong}: {told}");
        assert!(!error.fix.is_empty() && told.contains(&error.fix), "{told}");
    }
}

/// The ten lines of the README are a sound map, and what an editor completes by accepts them.
#[test]
fn the_map_of_the_readme_is_sound() {
    let readme = include_str!("../../../README.md");
    let (_, after) = readme.split_once("```yaml\n").unwrap();
    let (text, _) = after.split_once("```").unwrap();
    assert!(text.lines().count() <= 10);
    let map = parse(text).unwrap();
    assert_eq!(check(&map), []);
    let schema: serde_json::Value = serde_json::from_str(&json_schema()).unwrap();
    assert_eq!(schema["title"], "DataMap");
}
