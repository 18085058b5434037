//! The schema of an SQLite file, in four queries.

use std::collections::{BTreeMap, BTreeSet};

use habeas_domain::{
    facts::{ColumnFacts, ForeignKey, Form, OnDelete, TableFacts, caseless_index},
    value::Kind,
};
use sqlx::{Sqlite, Transaction};

use super::Table;
use crate::{
    dialect::{Dialect, quote},
    error::StoreError,
};

type Tx = Transaction<'static, Sqlite>;

/// SQLite does not tell the case of names apart; the facts use the map's spelling.
struct Names<'a> {
    mapped: &'a [&'a str],
}

impl Names<'_> {
    fn canonical(&self, name: &str) -> String {
        self.mapped
            .iter()
            .find(|mapped| mapped.eq_ignore_ascii_case(name))
            .map_or_else(|| name.to_owned(), |mapped| (*mapped).to_owned())
    }
}

pub(super) async fn tables(
    tx: &mut Tx,
    mapped: &[&str],
) -> Result<BTreeMap<String, Table>, StoreError> {
    let names = Names { mapped };
    let keys = foreign_keys(tx, &names).await?;
    let wanted = |name: &str| {
        mapped.contains(&name)
            || keys
                .iter()
                .any(|(from, key)| from == name && mapped.contains(&key.to_table.as_str()))
    };
    let mut tables = columns(tx, &names, &wanted).await?;
    indexes(tx, &names, &mut tables).await?;
    triggers(tx, &names, &mut tables).await?;
    let primary: BTreeMap<String, Vec<String>> = tables
        .iter()
        .map(|(name, table)| (name.clone(), table.facts.primary_key.clone()))
        .collect();
    for (from, mut key) in keys {
        // A key that names no columns means the primary key.
        if key.to_columns.is_empty() {
            key.to_columns = primary.get(&key.to_table).cloned().unwrap_or_default();
        }
        // A key may write a column in another case than its table does.
        as_declared(tables.get(&from), &mut key.columns);
        as_declared(tables.get(&key.to_table), &mut key.to_columns);
        if let Some(table) = tables.get_mut(&from) {
            table.facts.foreign_keys.push(key);
        }
    }
    Ok(tables)
}

/// Writes columns as their table declares them.
fn as_declared(table: Option<&Table>, columns: &mut [String]) {
    for column in columns {
        let declared = table.into_iter().flat_map(|table| &table.facts.columns);
        let mut same = declared.filter(|declared| declared.name.eq_ignore_ascii_case(column));
        if let Some(declared) = same.next() {
            column.clone_from(&declared.name);
        }
    }
}

type ColumnRow = (String, String, String, bool, i64, i64, bool, bool);

async fn columns(
    tx: &mut Tx,
    names: &Names<'_>,
    wanted: &impl Fn(&str) -> bool,
) -> Result<BTreeMap<String, Table>, StoreError> {
    let rows: Vec<ColumnRow> = sqlx::query_as(
        "SELECT m.name, x.name, x.type, x.\"notnull\", x.pk, x.hidden,
                m.sql LIKE '%COLLATE%', m.type = 'view'
         FROM sqlite_schema m, pragma_table_xinfo(m.name) x
         WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY m.name, x.cid",
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    let mut primary: BTreeMap<String, Vec<(i64, String)>> = BTreeMap::new();
    for (actual, column, declared, not_null, pk, hidden, collated, view) in rows {
        let name = names.canonical(&actual);
        if !wanted(&name) || hidden == 1 {
            continue;
        }
        let table = tables.entry(name.clone()).or_insert_with(|| Table {
            dialect: Dialect::Sqlite,
            sql: quote(&actual),
            facts: TableFacts {
                form: if view { Form::ReadOnly } else { Form::Table },
                ..TableFacts::default()
            },
            casts: BTreeMap::new(),
            loose: BTreeSet::new(),
        });
        // Nothing says which column a collation belongs to.
        if collated {
            table.loose.insert(column.clone());
        }
        if pk > 0 {
            primary.entry(name).or_default().push((pk, column.clone()));
        }
        table.facts.columns.push(ColumnFacts {
            kind: kind(&declared),
            name: column,
            declared,
            not_null: not_null || pk > 0,
            generated: hidden >= 2,
        });
    }
    for (name, mut columns) in primary {
        columns.sort();
        if let Some(table) = tables.get_mut(&name) {
            table.facts.primary_key = columns.into_iter().map(|(_, column)| column).collect();
        }
    }
    Ok(tables)
}

async fn indexes(
    tx: &mut Tx,
    names: &Names<'_>,
    tables: &mut BTreeMap<String, Table>,
) -> Result<(), StoreError> {
    // A partial index serves no look-up of ours and is unique only in part.
    let rows: Vec<(String, String, bool, String, Option<String>, bool)> = sqlx::query_as(
        "SELECT m.name, l.name, l.\"unique\", l.origin, i.name, upper(i.coll) = 'NOCASE'
         FROM sqlite_schema m, pragma_index_list(m.name) l, pragma_index_xinfo(l.name) i
         WHERE m.type = 'table' AND i.key AND NOT l.partial
         ORDER BY m.name, l.name, i.seqno",
    )
    .fetch_all(&mut **tx)
    .await?;
    // By table and name: whether it is unique, where it came from, its columns.
    type Index = (bool, String, Vec<Option<String>>);
    let mut found: BTreeMap<(String, String), Index> = BTreeMap::new();
    for (table, index, unique, origin, column, caseless) in rows {
        let at = (names.canonical(&table), index);
        if let (true, false, Some(name)) = (caseless, found.contains_key(&at), &column)
            && let Some(table) = tables.get_mut(&at.0)
        {
            table.facts.indexes.push(vec![caseless_index(name)]);
        }
        found
            .entry(at)
            .or_insert_with(|| (unique, origin, Vec::new()))
            .2
            .push(column);
    }
    for ((table, _), (unique, origin, columns)) in found {
        let Some(table) = tables.get_mut(&table) else {
            continue;
        };
        let plain: Vec<String> = columns.iter().map_while(Clone::clone).collect();
        if origin == "pk" || plain.is_empty() {
            continue;
        }
        // An index with an expression is unique by more than its leading columns.
        if unique && plain.len() == columns.len() {
            table.facts.unique.push(plain);
        } else {
            table.facts.indexes.push(plain);
        }
    }
    Ok(())
}

async fn triggers(
    tx: &mut Tx,
    names: &Names<'_>,
    tables: &mut BTreeMap<String, Table>,
) -> Result<(), StoreError> {
    let rows: Vec<(String, String, Option<String>)> = sqlx::query_as(
        "SELECT tbl_name, name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name",
    )
    .fetch_all(&mut **tx)
    .await?;
    for (table, name, sql) in rows {
        if fires_on_change(&sql.unwrap_or_default())
            && let Some(table) = tables.get_mut(&names.canonical(&table))
        {
            table.facts.triggers.push(name);
        }
    }
    Ok(())
}

/// Whether a trigger runs when rows are updated or deleted, by its declaration: `CREATE TRIGGER
/// name [BEFORE | AFTER | INSTEAD OF] DELETE | INSERT | UPDATE [OF …] ON …`. A name may be any
/// word, also one of these.
fn fires_on_change(sql: &str) -> bool {
    let words = words(sql);
    let mut words = words.iter().map(String::as_str).peekable();
    // CREATE, perhaps TEMP, TRIGGER, perhaps IF NOT EXISTS.
    while words.next().is_some_and(|word| word != "TRIGGER") {}
    if words.peek() == Some(&"IF") {
        words.nth(2);
    }
    // The name, perhaps after that of its schema.
    words.next();
    if words.peek() == Some(&".") {
        words.nth(1);
    }
    let event = words.find(|word| !matches!(*word, "BEFORE" | "AFTER" | "INSTEAD" | "OF"));
    // What cannot be read may do anything.
    event != Some("INSERT")
}

/// The words of a declaration as far as its event, in capitals; a quoted name is one word and
/// never one of the language, comments are none.
fn words(sql: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = sql.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, after) = match first {
            '-' if rest.starts_with("--") => ("", rest.split_once('\n').map_or("", |(_, r)| r)),
            '/' if rest.starts_with("/*") => ("", rest.split_once("*/").map_or("", |(_, r)| r)),
            '"' | '\'' | '`' | '[' => {
                let end = if first == '[' { ']' } else { first };
                let mut after = &rest[1..];
                loop {
                    after = after.split_once(end).map_or("", |(_, after)| after);
                    // A doubled quote stands for itself.
                    match after.strip_prefix(end) {
                        Some(more) if end != ']' => after = more,
                        _ => break,
                    }
                }
                ("\"", after)
            }
            c if c.is_alphanumeric() || c == '_' || !c.is_ascii() => {
                let end = rest.find(|c: char| {
                    c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_' && c != '$'
                });
                rest.split_at(end.unwrap_or(rest.len()))
            }
            _ => rest.split_at(1),
        };
        if !word.is_empty() {
            words.push(word.to_ascii_uppercase());
        }
        rest = after.trim_start();
        // Nothing that matters comes after ten words.
        if words.len() > 16 {
            break;
        }
    }
    words
}

type KeyRow = (String, i64, String, String, Option<String>, String, bool);

async fn foreign_keys(
    tx: &mut Tx,
    names: &Names<'_>,
) -> Result<Vec<(String, ForeignKey)>, StoreError> {
    let rows: Vec<KeyRow> = sqlx::query_as(
        "SELECT m.name, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_delete,
                f.on_update = 'CASCADE'
         FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table'
         ORDER BY m.name, f.id, f.seq",
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut keys: Vec<((String, i64), ForeignKey)> = Vec::new();
    for (table, id, to_table, from, to, on_delete, follows) in rows {
        let at = (names.canonical(&table), id);
        if keys.last().is_none_or(|(last, _)| *last != at) {
            let key = ForeignKey {
                columns: Vec::new(),
                to_table: names.canonical(&to_table),
                to_columns: Vec::new(),
                follows,
                on_delete: match on_delete.as_str() {
                    "CASCADE" => OnDelete::Cascade,
                    "SET NULL" | "SET DEFAULT" => OnDelete::Unset,
                    _ => OnDelete::Refuse,
                },
            };
            keys.push((at, key));
        }
        if let Some((_, key)) = keys.last_mut() {
            key.columns.push(from);
            key.to_columns.extend(to);
        }
    }
    Ok(keys
        .into_iter()
        .map(|((table, _), key)| (table, key))
        .collect())
}

/// What a declared type promises; SQLite itself only has affinities, so a value that breaks the
/// promise is read as what it is.
fn kind(declared: &str) -> Kind {
    let declared = declared.to_ascii_uppercase();
    let has = |part: &str| declared.contains(part);
    if has("BOOL") {
        Kind::Boolean
    } else if has("BIGINT") || has("INT8") {
        Kind::BigInteger
    } else if has("INT") {
        Kind::Integer
    } else if has("CHAR") || has("CLOB") || has("TEXT") {
        Kind::Text
    } else if has("BLOB") || has("BINARY") || has("BYTEA") {
        Kind::Bytes
    } else if has("DATETIME") || has("TIMESTAMP") {
        Kind::Timestamp
    } else if has("DATE") {
        Kind::Date
    } else if has("TIME") {
        Kind::Time
    } else if has("JSON") {
        Kind::Json
    } else if has("UUID") || has("GUID") {
        Kind::Uuid
    } else if has("DEC") || has("NUMERIC") || has("MONEY") || has("NUMBER") {
        Kind::Decimal
    } else if has("REAL") || has("FLOA") || has("DOUB") {
        Kind::Float
    } else {
        Kind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::fires_on_change;

    #[test]
    fn a_trigger_is_known_by_its_event_and_not_by_its_name() {
        let cases = [
            (
                "CREATE TRIGGER t AFTER UPDATE ON a BEGIN SELECT 1; END",
                true,
            ),
            ("CREATE TRIGGER t DELETE ON a BEGIN SELECT 1; END", true),
            (
                "CREATE TRIGGER \"at begin of day\" BEFORE DELETE ON a BEGIN SELECT 1; END",
                true,
            ),
            (
                "create trigger begin_work after update of x on a begin select 1; end",
                true,
            ),
            (
                "CREATE TRIGGER [begin] AFTER UPDATE ON a BEGIN SELECT 1; END",
                true,
            ),
            (
                "CREATE TRIGGER on_update AFTER INSERT ON a BEGIN DELETE FROM b; END",
                false,
            ),
            (
                "CREATE TRIGGER IF NOT EXISTS main.t INSERT ON a BEGIN SELECT 1; END",
                false,
            ),
            (
                "CREATE TEMP TRIGGER /* delete */ t -- update\n INSTEAD OF INSERT ON v BEGIN SELECT 1; END",
                false,
            ),
            (
                "CREATE TRIGGER 'it''s' INSTEAD OF DELETE ON v BEGIN SELECT 1; END",
                true,
            ),
        ];
        for (sql, fires) in cases {
            assert_eq!(fires_on_change(sql), fires, "{sql}");
        }
    }
}
