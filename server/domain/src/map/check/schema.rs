//! The map against the live schemas.

mod behind;
mod fits;
mod stays;
mod values;

use std::collections::BTreeMap;

use super::{Findings, Name};
use crate::{
    facts::{Form, OnDelete, SchemaFacts, TableFacts, caseless_index},
    identity::Compare,
    map::{Collection, DataMap, FieldErase, LinkKind, Place, RecordErase, Store, StoreKind},
};

pub(super) fn check(map: &DataMap, facts: &BTreeMap<String, SchemaFacts>, findings: &mut Findings) {
    for store in &map.stores {
        let Some(store_facts) = facts.get(store.id.as_str()) else {
            continue;
        };
        if store.kind == StoreKind::Objects {
            continue;
        }
        for collection in &store.collections {
            let Some(table) = store_facts.table(collection.source_name()) else {
                let at = collection.table.as_ref().unwrap_or(&collection.id);
                findings.fault(
                    at,
                    format!("`{}` has no table `{at}`", store.id),
                    "Correct the name, or take the collection out of the map",
                );
                continue;
            };
            check_columns(collection, table, findings);
            check_erasure(store, collection, table, store_facts, findings);
            behind::check((store, collection), table, store_facts, findings);
        }
    }
    stays::check(map, facts, findings);
    values::check(map, facts, findings);
    check_indexes(map, facts, findings);
}

fn check_columns(c: &Collection, table: &TableFacts, findings: &mut Findings) {
    for field in &c.fields {
        if table.column(field.name.as_str()).is_none() {
            findings.fault(
                &field.name,
                format!("`{}` has no column `{}`", c.source_name(), field.name),
                "Correct the name, or take the field out of the map",
            );
        }
    }
    for column in &table.columns {
        if c.field(&column.name).is_none() {
            findings.advice(
                &c.id,
                format!(
                    "Nobody mapped the column `{}.{}`",
                    c.source_name(),
                    column.name
                ),
                "Describe it under `fields`, also if it holds nothing personal",
            );
        }
    }
}

fn check_erasure(
    store: &Store,
    c: &Collection,
    table: &TableFacts,
    facts: &SchemaFacts,
    findings: &mut Findings,
) {
    if c.erase != RecordErase::Keep && table.form == Form::ReadOnly {
        findings.fault(
            c.table.as_ref().unwrap_or(&c.id),
            format!(
                "`{}` is a view that cannot be written, so nothing can be erased from it",
                c.source_name()
            ),
            "Map the tables that it shows, and leave it out or keep it with a ground",
        );
    }
    let told_apart = |unique: &Vec<String>| {
        !unique.is_empty()
            && unique
                .iter()
                .all(|name| c.key.iter().any(|key| key.as_str() == name))
    };
    let known = told_apart(&table.primary_key) || table.unique.iter().any(told_apart);
    if c.erase != RecordErase::Keep && table.form == Form::Table && !known {
        let key: Vec<&str> = c.key.iter().map(Name::as_str).collect();
        findings.advice(
            &c.id,
            format!(
                "Nothing in `{}` makes sure that {} tell its records apart; an erasure that meets \
                 two alike is refused",
                c.source_name(),
                key.join(", ")
            ),
            "Add a unique index on them, or name columns as `key` that have one",
        );
    }
    if c.erase == RecordErase::Anonymise {
        for field in &c.fields {
            let Some(column) = table.column(field.name.as_str()) else {
                continue;
            };
            let unique = || {
                table
                    .unique
                    .iter()
                    .any(|u| u.len() == 1 && u[0] == column.name)
            };
            match &field.erase {
                Some(erase) if *erase != FieldErase::Keep && column.generated => {
                    findings.fault(
                        &field.name,
                        format!("`{}` is computed by the database", column.name),
                        "Write `erase: keep` here and change what it is computed from",
                    );
                }
                Some(FieldErase::Null) if column.not_null => findings.fault(
                    &field.name,
                    format!("`{}` cannot be null", column.name),
                    "Use pseudonym or { constant: … } instead",
                ),
                Some(FieldErase::Constant(_)) if unique() => findings.fault(
                    &field.name,
                    format!(
                        "`{}` must be unique, so it cannot be a constant",
                        column.name
                    ),
                    "Use `erase: pseudonym`",
                ),
                _ => {}
            }
        }
    }
    if c.erase == RecordErase::Anonymise {
        for (name, other) in &facts.tables {
            let mapped = store.collections.iter().any(|m| m.source_name() == name);
            for key in &other.foreign_keys {
                if !mapped && key.to_table == c.source_name() && !key.follows {
                    stays::check_masked(name, key, c, findings);
                }
            }
        }
    }
    if c.erase == RecordErase::Delete {
        for (name, other) in &facts.tables {
            for key in &other.foreign_keys {
                let ours = key.to_table == c.source_name();
                let mapped = store.collections.iter().any(|m| m.source_name() == name);
                let stands = key.on_delete != OnDelete::Unset
                    || key.columns.iter().any(|name| refuses_null(other, name));
                if ours && !mapped && stands {
                    findings.fault(
                        c.table.as_ref().unwrap_or(&c.id),
                        format!(
                            "Rows of `{name}`, which nobody mapped, {} when `{}` is deleted",
                            if key.on_delete == OnDelete::Cascade {
                                "vanish"
                            } else {
                                "stand in the way"
                            },
                            c.source_name()
                        ),
                        format!("Describe `{name}` in the map, or anonymise instead of deleting"),
                    );
                }
            }
        }
    }
}

/// Look-ups by identity or link without an index read the whole table for every person.
fn check_indexes(map: &DataMap, facts: &BTreeMap<String, SchemaFacts>, findings: &mut Findings) {
    let mut need = |place: &Place, at: &Name, columns: &[&str], caseless: bool| {
        let Some((collection, table)) = table_of(map, facts, place) else {
            return;
        };
        if collection.pattern.is_some() || table.form != Form::Table {
            // A folder is its own index; a view has those of its tables.
            return;
        }
        let exists = columns.iter().all(|column| table.column(column).is_some());
        let indexed = if caseless {
            let names: Vec<String> = columns.iter().map(|name| caseless_index(name)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            table.has_index_on(&names)
        } else {
            table.has_index_on(columns)
        };
        let kind = map.store(&place.store).map(|store| store.kind);
        if let (true, false, Some(kind)) = (exists, indexed, kind) {
            let name = collection.source_name();
            let which = if caseless { " that ignores case" } else { "" };
            findings.advice(
                at,
                format!(
                    "`{name}` has no index{which} on {}, so every search reads all of it",
                    columns.join(", ")
                ),
                create_index(kind, name, columns, caseless),
            );
        }
    };
    for (place, _, collection) in map.collections() {
        for (field, identity) in &collection.identities {
            // Digits between any separators are looked for in every row.
            if identity.compare() != Compare::Phone {
                let caseless = identity.compare() == Compare::Email;
                need(&place, &collection.id, &[field], caseless);
            }
        }
    }
    for (from, to, link) in map.links() {
        match link.kind {
            LinkKind::OwnedBy => {
                let columns: Vec<&str> = link.fields.keys().map(String::as_str).collect();
                need(&from, &link.to, &columns, false);
            }
            LinkKind::Owns => {
                let columns: Vec<&str> = link.fields.values().map(String::as_str).collect();
                need(&to, &link.to, &columns, false);
            }
            LinkKind::Refers => {}
        }
    }
}

/// The statement that adds an index, to be run as it is.
fn create_index(kind: StoreKind, table: &str, columns: &[&str], caseless: bool) -> String {
    let quote = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let names: Vec<String> = columns
        .iter()
        .map(|name| match (kind, caseless) {
            (_, false) => quote(name),
            (StoreKind::Postgres, true) => format!("lower({}::text)", quote(name)),
            (_, true) => format!("{} COLLATE NOCASE", quote(name)),
        })
        .collect();
    let names = names.join(", ");
    if kind == StoreKind::Postgres {
        let table: Vec<String> = table.splitn(2, '.').map(quote).collect();
        return format!("CREATE INDEX ON {} ({names})", table.join("."));
    }
    // SQLite wants a name for it.
    let name = quote(&format!("{table}_{}", columns.join("_")));
    format!("CREATE INDEX {name} ON {} ({names})", quote(table))
}

fn refuses_null(table: &TableFacts, name: &str) -> bool {
    table.column(name).is_some_and(|column| column.not_null)
}

fn table_of<'a>(
    map: &'a DataMap,
    facts: &'a BTreeMap<String, SchemaFacts>,
    place: &Place,
) -> Option<(&'a Collection, &'a TableFacts)> {
    let collection = map.collection(place)?;
    let table = facts.get(&place.store)?.table(collection.source_name())?;
    Some((collection, table))
}
