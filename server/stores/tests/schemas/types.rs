//! Every type of both engines, as value, as key, in the package, corrected and erased.

use futures::TryStreamExt;
use habeas_domain::value::{Key, Value};
use habeas_stores::{Corrected, Stores};
use serde_json::Value as Json;

use crate::base::{
    Base, Engine, PEOPLE, at, collection, gone, key, maria, owned_by, people, today,
};

/// A type and values of it, as SQL; the last is what the first is corrected to. The second is
/// whether it can be a key.
type Type = (&'static str, bool, &'static [&'static str]);

const POSTGRES: &[Type] = &[
    ("boolean", true, &["true", "false"]),
    ("smallint", true, &["-32768", "32767"]),
    ("integer", true, &["-2147483648", "2147483647"]),
    (
        "bigint",
        true,
        &["-9223372036854775808", "9223372036854775807"],
    ),
    ("oid", true, &["0", "4294967295"]),
    (
        "numeric",
        true,
        &[
            "12345678901234567890123456789012345678901234567890.123456789012345678901234567890",
            "'NaN'",
            "'Infinity'",
            "'-Infinity'",
            "0.10",
            "1e-20",
            "-1e40",
        ],
    ),
    (
        "numeric(30,10)",
        true,
        &["99999999999999999999.0123456789", "-0.0000000001"],
    ),
    ("money", true, &["'12345.67'", "'-0.01'"]),
    (
        "real",
        true,
        &["3.4028235e38", "1e-45", "'NaN'", "'Infinity'", "0.1"],
    ),
    (
        "double precision",
        true,
        &[
            "1.7976931348623157e308",
            "5e-324",
            "'-Infinity'",
            "'NaN'",
            "0.1",
            "-0.0",
            "0.30000000000000004",
        ],
    ),
    (
        "text",
        true,
        &[
            "''",
            "' a '",
            "E'line\\nbreak\\t\"quote\" ''single'' \\\\ back'",
            "'日本語 é e\u{301}'",
            "'[1]'",
        ],
    ),
    ("varchar(20)", true, &["'12345'", "'x'"]),
    ("char(5)", true, &["'ab'", "'abcde'"]),
    ("citext", true, &["'MiXeD'", "'other'"]),
    ("name", true, &["'relname'", "'x'"]),
    ("\"char\"", true, &["'a'", "'z'"]),
    (
        "date",
        true,
        &[
            "'2026-02-28'",
            "'infinity'",
            "'-infinity'",
            "'0044-03-15 BC'",
            "'5874897-12-31'",
            "'1999-01-01'",
        ],
    ),
    ("time", true, &["'24:00:00'", "'12:34:56.123456'"]),
    ("timetz", true, &["'12:34:56.1+05:30'", "'00:00:00-12'"]),
    (
        "timestamp",
        true,
        &[
            "'2026-03-05 10:11:12.123456'",
            "'infinity'",
            "'-infinity'",
            "'0044-03-15 00:00:00 BC'",
            "'2026-01-01'",
        ],
    ),
    (
        "timestamptz",
        true,
        &[
            "'2026-03-05 10:11:12.1+05:30'",
            "'infinity'",
            "'-infinity'",
            "'0044-03-15 00:00:00+00 BC'",
            "'2026-01-01 00:00+00'",
        ],
    ),
    (
        "interval",
        true,
        &["'1 year -2 months 3 days 04:05:06.789'", "'-1 day'", "'0'"],
    ),
    (
        "uuid",
        true,
        &[
            "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
            "'00000000-0000-0000-0000-000000000000'",
        ],
    ),
    ("bytea", true, &["'\\x00ff10'", "''", "'\\xdeadbeef'"]),
    ("bit(3)", true, &["B'101'", "B'000'"]),
    ("bit varying(9)", true, &["B'10101'", "B''", "B'1'"]),
    (
        "json",
        false,
        &[
            "'{\"b\": 1,  \"a\": 12345678901234567890, \"b\": 2}'",
            "'null'",
            "'[]'",
        ],
    ),
    (
        "jsonb",
        true,
        &["'{\"b\": 1, \"a\": [0.10, 1e400]}'", "'\"text\"'"],
    ),
    ("jsonpath", false, &["'$.a[*] ? (@ > 1)'", "'$'"]),
    ("xml", false, &["'<a b=\"1\">&amp;</a>'", "'<b/>'"]),
    (
        "integer[]",
        true,
        &["'{1,NULL,3}'", "'{}'", "'{{1,2},{3,4}}'", "'[0:1]={7,8}'"],
    ),
    (
        "text[]",
        true,
        &["ARRAY['a,b', '\"q\"', NULL, 'NULL', '']", "'{x}'"],
    ),
    ("pair", true, &["ROW(1, 'a,\"b\"')", "ROW(NULL, '')"]),
    ("pair[]", true, &["ARRAY[ROW(1, 'x')::pair]", "'{}'"]),
    ("mood", true, &["'so so'", "'gut'"]),
    ("positive", true, &["1", "7"]),
    ("short", true, &["'ab'", "'xy'"]),
    ("int4range", true, &["'[1,5)'", "'empty'", "'(,)'"]),
    ("numrange", true, &["'(1.10,2]'", "'[0,0]'"]),
    (
        "tstzrange",
        true,
        &["'[2026-01-01 00:00+02,infinity)'", "'empty'"],
    ),
    ("daterange", true, &["'[2026-01-01,2026-02-01)'", "'(,)'"]),
    ("int4multirange", true, &["'{[1,3),[5,7)}'", "'{}'"]),
    (
        "inet",
        true,
        &["'192.168.0.1/24'", "'2001:db8::1'", "'10.0.0.1'"],
    ),
    ("cidr", true, &["'192.168.0.0/24'", "'2001:db8::/32'"]),
    (
        "macaddr",
        true,
        &["'08:00:2b:01:02:03'", "'ff:ff:ff:ff:ff:ff'"],
    ),
    (
        "macaddr8",
        true,
        &["'08:00:2b:01:02:03:04:05'", "'00:00:00:00:00:00:00:00'"],
    ),
    ("tsvector", true, &["'a:1 fat:2 cat:3,7A'", "''"]),
    ("tsquery", true, &["'fat & (rat | cat)'", "'a'"]),
    ("hstore", true, &["'a=>1, b=>NULL, \"c d\"=>\"x,y\"'", "''"]),
    ("point", false, &["'(1.5,-2)'", "'(0,0)'"]),
    ("line", false, &["'{1,2,3}'", "'{1,0,0}'"]),
    ("lseg", false, &["'[(0,0),(1,1)]'", "'[(0,0),(2,2)]'"]),
    ("box", false, &["'(1,1),(0,0)'", "'(2,2),(0,0)'"]),
    ("path", false, &["'((0,0),(1,1))'", "'[(0,0),(1,1)]'"]),
    (
        "polygon",
        false,
        &["'((0,0),(1,1),(1,0))'", "'((0,0),(2,2),(2,0))'"],
    ),
    ("circle", false, &["'<(0,0),2>'", "'<(1,1),1>'"]),
    ("pg_lsn", true, &["'16/B374D848'", "'0/0'"]),
    ("regclass", false, &["'people'", "'pg_class'"]),
];

const SQLITE: &[Type] = &[
    (
        "INTEGER",
        true,
        &[
            "-9223372036854775808",
            "9223372036854775807",
            "'text'",
            "1.5",
            "x'00ff'",
        ],
    ),
    ("BOOLEAN", true, &["1", "0", "'yes'"]),
    ("BIGINT", true, &["9007199254740993", "1"]),
    (
        "REAL",
        true,
        &[
            "0.1",
            "1.7976931348623157e308",
            "5e-324",
            "9e999",
            "-9e999",
            "0.30000000000000004",
            "'text'",
            "x'01'",
            "1",
        ],
    ),
    (
        "NUMERIC",
        true,
        &["'12345678901234567890.10'", "0.1", "'007'", "123"],
    ),
    ("DECIMAL(10,2)", true, &["10.5", "7"]),
    (
        "TEXT",
        true,
        &[
            "''",
            "'007'",
            "' a '",
            "'日本語 é'",
            "x'ff00'",
            "'[1]'",
            "'é'",
        ],
    ),
    ("VARCHAR(5)", true, &["'longer than five'", "'x'"]),
    (
        "DATE",
        true,
        &["'2026-01-01'", "20260101", "2459000.5", "'x'"],
    ),
    (
        "DATETIME",
        true,
        &[
            "'2026-01-01 10:00:00'",
            "1760000000",
            "'2026-01-02T00:00:00Z'",
        ],
    ),
    (
        "BLOB",
        true,
        &["x'00ff10'", "x''", "'text in a blob'", "7", "7.25", "'7'"],
    ),
    ("", true, &["1", "'1'", "x'31'", "1.5", "'1.5'", "'a'"]),
    ("JSON", true, &["'{\"a\": 1}'", "'not json'"]),
    ("whatever kind", true, &["'x'", "5", "'y'"]),
];

fn prelude(engine: Engine) -> String {
    let types = match engine {
        Engine::Sqlite => "",
        Engine::Postgres => {
            "CREATE EXTENSION citext; CREATE EXTENSION hstore;
             CREATE TYPE pair AS (n integer, t text);
             CREATE TYPE mood AS ENUM ('so so', 'gut');
             CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
             CREATE DOMAIN short AS varchar(2) NOT NULL;"
        }
    };
    format!("{types}{PEOPLE}")
}

fn types(engine: Engine) -> &'static [Type] {
    match engine {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    }
}

/// One table for each type: `t0 (id, person, v)`, or keyed by the value itself.
fn tables(engine: Engine, keyed: bool) -> (String, Vec<Json>) {
    let mut sql = prelude(engine);
    let mut collections = vec![people("delete")];
    for (n, (declared, can_be_key, values)) in types(engine).iter().enumerate() {
        if keyed && !can_be_key {
            continue;
        }
        let (id, key) = if keyed {
            ("", "PRIMARY KEY")
        } else {
            ("id integer PRIMARY KEY,", "")
        };
        // SQLite's PRIMARY KEY of exactly INTEGER is the row's number and takes nothing else.
        let key = if *declared == "INTEGER" && keyed {
            "UNIQUE"
        } else {
            key
        };
        sql.push_str(&format!(
            "CREATE TABLE t{n} ({id} person integer, v {declared} {key});
             CREATE INDEX t{n}_person ON t{n} (person);"
        ));
        let mut keys = Vec::new();
        for (row, value) in values.iter().enumerate() {
            // Two keys that look the same, 7 and '7', cannot be told apart: that is refused.
            let look = value.trim_matches('\'');
            if keyed && keys.contains(&look) {
                continue;
            }
            keys.push(look);
            // Each value once for Maria; without a key of its own also for somebody else.
            let mut rows = vec![(row + 1, 1)];
            if !keyed {
                rows.push((row + 101, 2));
            }
            for (number, person) in rows {
                let number = if keyed {
                    String::new()
                } else {
                    format!("{number},")
                };
                sql.push_str(&format!(
                    "INSERT INTO t{n} VALUES ({number} {person}, {value});"
                ));
            }
        }
        let name = format!("t{n}");
        let key: &[&str] = if keyed { &["v"] } else { &["id"] };
        let one = collection(&name, &name, key, "delete", &["person", "v"]);
        collections.push(owned_by(one, "people", "person", "id"));
    }
    (sql, collections)
}

/// What the engine itself says of a column of type `declared`, in the canonical form.
async fn own_text(base: &Base, engine: Engine, n: usize, declared: &str, id: &str) -> Value {
    let place = format!("FROM t{n} WHERE id = {id}");
    let one = async |sql: String| base.texts(&sql).await.remove(0).unwrap();
    match (engine, declared) {
        (Engine::Postgres, "bytea") => {
            let hex = one(format!("SELECT encode(v, 'hex') {place}")).await;
            Value::Bytes(hex::decode(hex).unwrap())
        }
        (Engine::Postgres, "money") => {
            Value::Text(one(format!("SELECT v::numeric::text {place}")).await)
        }
        (Engine::Postgres, "timestamp") => {
            let sql = format!(
                "SELECT CASE WHEN v::text ~ '^[0-9]' THEN replace(v::text, ' BC', '~BC') ELSE v::text END {place}"
            );
            Value::Text(one(sql).await.replace(' ', "T").replace('~', " "))
        }
        (Engine::Postgres, "timestamptz") => {
            let text = one(format!("SELECT v::text {place}")).await;
            Value::Text(match text.strip_suffix(" BC") {
                Some(text) => format!("{} BC", text.replace(' ', "T").replace("+00", "Z")),
                None => text.replace(' ', "T").replace("+00", "Z"),
            })
        }
        (Engine::Postgres, _) => Value::Text(one(format!("SELECT v::text {place}")).await),
        (Engine::Sqlite, _) => match one(format!("SELECT typeof(v) {place}")).await.as_str() {
            "blob" => {
                let hex = one(format!("SELECT hex(v) {place}")).await;
                Value::Bytes(hex::decode(hex).unwrap())
            }
            "real" => {
                let text = one(format!("SELECT format('%!.17g', v) {place}")).await;
                let number: f64 = text.to_lowercase().parse().unwrap();
                Value::Text(format!("{number:?}"))
            }
            _ => Value::Text(one(format!("SELECT CAST(v AS TEXT) {place}")).await),
        },
    }
}

async fn value_of(stores: &Stores, table: &str, key: Key) -> Value {
    let place = at(table);
    let keys = [key];
    let records: Vec<_> = stores.read(&place, &keys).try_collect().await.unwrap();
    assert_eq!(records.len(), 1, "{table} {keys:?}");
    records[0].get("v").unwrap().clone()
}

async fn values(engine: Engine) {
    let (sql, collections) = tables(engine, false);
    let base = Base::new(engine, &sql).await;
    let stores = base.stores(collections).await;
    let search = stores.find(&maria(), today()).await;
    assert!(search.found.is_complete(), "{:?}", search.found);
    let mut wrong = Vec::new();
    for (n, (declared, _, values)) in types(engine).iter().enumerate() {
        let table = format!("t{n}");
        assert_eq!(
            search.keys[&at(&table)].own.len(),
            values.len(),
            "{declared}"
        );
        for row in 1..=values.len() {
            let id = row.to_string();
            let held = value_of(&stores, &table, key(&[&id])).await;
            let own = own_text(&base, engine, n, declared, &id).await;
            if held != own {
                wrong.push(format!(
                    "{declared} {}: read {held:?}, is {own:?}",
                    values[row - 1]
                ));
            }
            // JSON and CSV say the same as the value, byte for byte.
            if let Value::Text(text) = &held {
                assert_eq!(held.to_cell(), *text);
            }
        }
        // Correcting the first to what the last is gives what the last is, and only there.
        let (old, new) = (
            value_of(&stores, &table, key(&["1"])).await,
            value_of(&stores, &table, key(&[&values.len().to_string()])).await,
        );
        let done = stores
            .correct(&at(&table), &key(&["1"]), "v", &old, &new)
            .await;
        match done {
            Ok(Corrected::Done { now }) if now == new => {
                let stands = own_text(&base, engine, n, declared, "1").await;
                let wanted = own_text(&base, engine, n, declared, &values.len().to_string()).await;
                if stands != wanted {
                    wrong.push(format!(
                        "{declared}: corrected to {stands:?}, not {wanted:?}"
                    ));
                }
            }
            other => wrong.push(format!("{declared}: {old:?} to {new:?} is {other:?}")),
        }
        let other = own_text(&base, engine, n, declared, "101").await;
        assert_eq!(other, old, "{declared}: somebody else's changed");
        // A second time it is a conflict, and nothing is written.
        let again = stores
            .correct(&at(&table), &key(&["1"]), "v", &old, &new)
            .await;
        if !matches!(again, Ok(Corrected::Conflict { .. })) {
            wrong.push(format!("{declared}: a stale correction is {again:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    gone(&stores).await;
    for (n, (declared, _, values)) in types(engine).iter().enumerate() {
        let left = base.count(&format!("t{n}")).await;
        assert_eq!(left, values.len().to_string(), "{declared}");
    }
}

/// Whatever a value is, a record can be told apart, read and erased by it.
async fn keys(engine: Engine) {
    let (sql, collections) = tables(engine, true);
    let base = Base::new(engine, &sql).await;
    let stores = base.stores(collections).await;
    let search = stores.find(&maria(), today()).await;
    assert!(search.found.is_complete(), "{:?}", search.found);
    let mut wrong = Vec::new();
    for (n, (declared, can_be_key, _)) in types(engine).iter().enumerate() {
        if !can_be_key {
            continue;
        }
        let place = at(&format!("t{n}"));
        let keys = search.keys[&place].all();
        let records: Vec<_> = stores.read(&place, &keys).try_collect().await.unwrap();
        if records.len() != keys.len() {
            let read: Vec<&Key> = records.iter().map(|record| &record.key).collect();
            let lost: Vec<&Key> = keys.iter().filter(|key| !read.contains(key)).collect();
            wrong.push(format!("{declared}: not read again {lost:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    gone(&stores).await;
    for (n, (declared, can_be_key, _)) in types(engine).iter().enumerate() {
        if *can_be_key {
            assert_eq!(base.count(&format!("t{n}")).await, "0", "{declared}");
        }
    }
}

#[tokio::test]
async fn sqlite_values_are_faithful() {
    values(Engine::Sqlite).await;
}

#[tokio::test]
async fn postgres_values_are_faithful() {
    values(Engine::Postgres).await;
}

#[tokio::test]
async fn sqlite_records_have_keys_of_any_type() {
    keys(Engine::Sqlite).await;
}

#[tokio::test]
async fn postgres_records_have_keys_of_any_type() {
    keys(Engine::Postgres).await;
}
