//! The schema of a PostgreSQL database, from its catalogue: in statements that the server prepares
//! once for each connection, because every transaction of ours begins with them.

mod behind;

use std::collections::{BTreeMap, BTreeSet};

use habeas_domain::{
    facts::{ColumnFacts, ForeignKey, Form, OnDelete, TableFacts, caseless_index},
    value::Kind,
};
use sqlx::PgConnection;

use super::Table;
use crate::{
    dialect::{Dialect, quote},
    error::StoreError,
};

pub(super) async fn tables(
    tx: &mut PgConnection,
    mapped: &[&str],
) -> Result<BTreeMap<String, Table>, StoreError> {
    let ids = oids(tx, mapped).await?;
    let mapped_ids: Vec<i64> = ids.keys().copied().collect();
    let keys = foreign_keys(tx, &mapped_ids).await?;
    let mut names = ids;
    for key in &keys {
        names
            .entry(key.from)
            .or_insert_with(|| key.from_name.clone());
        names.entry(key.to).or_insert_with(|| key.to_name.clone());
    }
    let all: Vec<i64> = names.keys().copied().collect();
    let mut tables = columns(tx, &names, &all).await?;
    indexes(tx, &names, &all, &mut tables).await?;
    triggers(tx, &names, &all, &mut tables).await?;
    behind::read(tx, &names, &mapped_ids, &mut tables).await?;
    for key in keys {
        let to_table = names[&key.to].clone();
        if let Some(table) = tables.get_mut(&names[&key.from]) {
            table.facts.foreign_keys.push(ForeignKey {
                columns: key.columns,
                to_table,
                to_columns: key.to_columns,
                on_delete: key.on_delete,
                follows: key.follows,
            });
        }
    }
    Ok(tables)
}

/// The tables as the map names them: `schema.table`, or a table of the search path.
async fn oids(tx: &mut PgConnection, mapped: &[&str]) -> Result<BTreeMap<i64, String>, StoreError> {
    let quoted: Vec<String> = mapped
        .iter()
        .map(|name| match name.split_once('.') {
            Some((schema, table)) => format!("{}.{}", quote(schema), quote(table)),
            None => quote(name),
        })
        .collect();
    let names: Vec<String> = mapped.iter().map(|name| (*name).to_owned()).collect();
    let rows: Vec<(String, Option<i64>)> = sqlx::query_as(
        "SELECT n, to_regclass(q)::oid::int8
         FROM unnest($1::text[], $2::text[]) AS asked(n, q)",
    )
    .bind(names)
    .bind(quoted)
    .fetch_all(&mut *tx)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(name, oid)| Some((oid?, name)))
        .collect())
}

type ColumnRow = (
    i64,
    String,
    String,
    String,
    String,
    String,
    String,
    bool,
    bool,
    bool,
    Option<bool>,
);

async fn columns(
    tx: &mut PgConnection,
    names: &BTreeMap<i64, String>,
    oids: &[i64],
) -> Result<BTreeMap<String, Table>, StoreError> {
    // A domain is followed to the type it stands for; its checks still run on writing.
    let rows: Vec<ColumnRow> = sqlx::query_as(
        "WITH RECURSIVE own AS MATERIALIZED (
            SELECT c.oid, c.relname, c.relkind, c.relnamespace, a.attname, a.attnum, a.atttypid,
                   a.atttypmod, a.attnotnull, a.attgenerated, a.attidentity, a.attcollation
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.oid = ANY($1::oid[])),
         base AS (
            SELECT t.oid AS start, t.oid, t.typtype, t.typbasetype, t.typnotnull, t.typname
            FROM pg_type t WHERE t.oid IN (SELECT atttypid FROM own)
            UNION ALL
            SELECT b.start, t.oid, t.typtype, t.typbasetype, b.typnotnull OR t.typnotnull,
                   t.typname
            FROM base b JOIN pg_type t ON t.oid = b.typbasetype WHERE b.typtype = 'd')
         SELECT c.oid::int8, n.nspname::text, c.relname::text, c.attname::text,
                format_type(c.atttypid, c.atttypmod), format_type(b.oid, -1),
                b.typname::text,
                c.attnotnull OR b.typnotnull,
                c.attgenerated <> '' OR c.attidentity = 'a',
                EXISTS (SELECT FROM pg_collation l
                        WHERE l.oid = c.attcollation AND NOT l.collisdeterministic),
                CASE WHEN c.relkind NOT IN ('r', 'p')
                     THEN pg_relation_is_updatable(c.oid, false) & 20 = 20 END
         FROM own c
         JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN base b ON b.start = c.atttypid AND b.typtype <> 'd'
         ORDER BY c.oid, c.attnum",
    )
    .bind(oids)
    .fetch_all(&mut *tx)
    .await?;
    let mut tables = BTreeMap::new();
    for (oid, schema, relation, name, declared, cast, base, not_null, generated, equates, view) in
        rows
    {
        let table = tables.entry(names[&oid].clone()).or_insert_with(|| Table {
            dialect: Dialect::Postgres,
            sql: format!("{}.{}", quote(&schema), quote(&relation)),
            facts: TableFacts {
                form: match view {
                    None => Form::Table,
                    Some(true) => Form::View,
                    Some(false) => Form::ReadOnly,
                },
                ..TableFacts::default()
            },
            casts: BTreeMap::new(),
            loose: BTreeSet::new(),
        });
        if equates || matches!(base.as_str(), "citext" | "bpchar") {
            table.loose.insert(name.clone());
        }
        table.casts.insert(name.clone(), cast);
        table.facts.columns.push(ColumnFacts {
            name,
            kind: kind(&base),
            declared,
            not_null,
            generated,
        });
    }
    Ok(tables)
}

type IndexRow = (i64, bool, bool, Vec<Option<String>>, String);

async fn indexes(
    tx: &mut PgConnection,
    names: &BTreeMap<i64, String>,
    oids: &[i64],
    tables: &mut BTreeMap<String, Table>,
) -> Result<(), StoreError> {
    // A partial index serves no look-up of ours and is unique only in part.
    let rows: Vec<IndexRow> = sqlx::query_as(
        "SELECT i.indrelid::int8, i.indisprimary, i.indisunique,
                (SELECT array_agg(a.attname::text ORDER BY k.place)
                 FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
                 LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
                      AND k.number > 0
                 WHERE k.place <= i.indnkeyatts),
                pg_get_indexdef(i.indexrelid, 1, true)
         FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
         WHERE i.indrelid = ANY($1::oid[]) AND i.indisvalid AND i.indpred IS NULL
         ORDER BY c.relname",
    )
    .bind(oids)
    .fetch_all(&mut *tx)
    .await?;
    for (oid, primary, unique, columns, first) in rows {
        let Some(table) = tables.get_mut(&names[&oid]) else {
            continue;
        };
        let lowered = table.facts.columns.iter().find(|column| {
            let name = [column.name.clone(), quote(&column.name)];
            let spelt = |name: &String| {
                [format!("lower({name})"), format!("lower({name}::text)")].contains(&first)
            };
            name.iter().any(spelt)
        });
        if let Some(column) = lowered {
            let name = caseless_index(&column.name);
            table.facts.indexes.push(vec![name]);
        }
        let plain: Vec<String> = columns.iter().map_while(Clone::clone).collect();
        if primary {
            table.facts.primary_key = plain;
        } else if unique && plain.len() == columns.len() {
            table.facts.unique.push(plain);
        } else if !plain.is_empty() {
            table.facts.indexes.push(plain);
        }
    }
    Ok(())
}

async fn triggers(
    tx: &mut PgConnection,
    names: &BTreeMap<i64, String>,
    oids: &[i64],
    tables: &mut BTreeMap<String, Table>,
) -> Result<(), StoreError> {
    // Bits 3 and 4 of tgtype: on delete, on update.
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT tgrelid::int8, tgname::text FROM pg_trigger
         WHERE tgrelid = ANY($1::oid[]) AND NOT tgisinternal AND (tgtype & 24) <> 0
         ORDER BY tgname",
    )
    .bind(oids)
    .fetch_all(&mut *tx)
    .await?;
    for (oid, name) in rows {
        if let Some(table) = tables.get_mut(&names[&oid]) {
            table.facts.triggers.push(name);
        }
    }
    Ok(())
}

struct Key {
    from: i64,
    from_name: String,
    to: i64,
    to_name: String,
    columns: Vec<String>,
    to_columns: Vec<String>,
    on_delete: OnDelete,
    follows: bool,
}

type KeyRow = (
    i64,
    String,
    i64,
    String,
    String,
    bool,
    Vec<String>,
    Vec<String>,
);

/// Every foreign key that starts or ends at a mapped table.
async fn foreign_keys(tx: &mut PgConnection, mapped: &[i64]) -> Result<Vec<Key>, StoreError> {
    let rows: Vec<KeyRow> = sqlx::query_as(
        "SELECT k.conrelid::int8, fn.nspname || '.' || f.relname,
                k.confrelid::int8, tn.nspname || '.' || t.relname, k.confdeltype::text,
                k.confupdtype = 'c',
                (SELECT array_agg(a.attname::text ORDER BY c.place)
                 FROM unnest(k.conkey) WITH ORDINALITY AS c(number, place)
                 JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.number),
                (SELECT array_agg(a.attname::text ORDER BY c.place)
                 FROM unnest(k.confkey) WITH ORDINALITY AS c(number, place)
                 JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = c.number)
         FROM pg_constraint k
         JOIN pg_class f ON f.oid = k.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
         JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
         WHERE k.contype = 'f' AND k.conparentid = 0
           AND (k.conrelid = ANY($1::oid[]) OR k.confrelid = ANY($1::oid[]))
         ORDER BY f.relname, k.conname",
    )
    .bind(mapped)
    .fetch_all(&mut *tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(
            |(from, from_name, to, to_name, on_delete, follows, columns, to_columns)| Key {
                from,
                from_name,
                to,
                to_name,
                columns,
                to_columns,
                follows,
                on_delete: match on_delete.as_str() {
                    "c" => OnDelete::Cascade,
                    "n" | "d" => OnDelete::Unset,
                    _ => OnDelete::Refuse,
                },
            },
        )
        .collect())
}

fn kind(base: &str) -> Kind {
    match base {
        "bool" => Kind::Boolean,
        "int2" | "int4" => Kind::Integer,
        "int8" | "oid" => Kind::BigInteger,
        "numeric" | "money" => Kind::Decimal,
        "float4" | "float8" => Kind::Float,
        "text" | "varchar" | "bpchar" | "citext" | "name" | "char" => Kind::Text,
        "date" => Kind::Date,
        "time" | "timetz" => Kind::Time,
        "timestamp" => Kind::Timestamp,
        "timestamptz" => Kind::Instant,
        "json" | "jsonb" => Kind::Json,
        "uuid" => Kind::Uuid,
        "bytea" => Kind::Bytes,
        _ => Kind::Other,
    }
}
