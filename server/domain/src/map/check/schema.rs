//! The map against the live schemas.

mod stays;

use std::collections::BTreeMap;

use super::{Findings, Name};
use crate::{
    facts::{OnDelete, SchemaFacts, TableFacts},
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
        }
    }
    stays::check(map, facts, findings);
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
    if c.erase != RecordErase::Keep && !table.triggers.is_empty() {
        findings.advice(
            c.table.as_ref().unwrap_or(&c.id),
            format!(
                "`{}` runs triggers ({}) that the plan cannot see into",
                c.source_name(),
                table.triggers.join(", ")
            ),
            "Make sure that they write no personal data elsewhere",
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
                Some(erase) if *erase != FieldErase::Keep && column.generated => {
                    findings.fault(
                        &field.name,
                        format!("`{}` is computed by the database", column.name),
                        "Write `erase: keep` here and change what it is computed from",
                    );
                }
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
    let mut need = |place: &Place, at: &Name, columns: &[&str]| {
        let Some((collection, table)) = table_of(map, facts, place) else {
            return;
        };
        if collection.pattern.is_some() {
            // A folder is its own index.
            return;
        }
        let exists = columns.iter().all(|column| table.column(column).is_some());
        if exists && !table.has_index_on(columns) {
            let name = collection.source_name();
            findings.advice(
                at,
                format!(
                    "`{name}` has no index on {}, so every search reads all of it",
                    columns.join(", ")
                ),
                format!("CREATE INDEX ON {name} ({})", columns.join(", ")),
            );
        }
    };
    for (place, _, collection) in map.collections() {
        for field in collection.identities.keys() {
            need(&place, &collection.id, &[field]);
        }
    }
    for (from, to, link) in map.links() {
        match link.kind {
            LinkKind::OwnedBy => {
                let columns: Vec<&str> = link.fields.keys().map(String::as_str).collect();
                need(&from, &link.to, &columns);
            }
            LinkKind::Owns => {
                let columns: Vec<&str> = link.fields.values().map(String::as_str).collect();
                need(&to, &link.to, &columns);
            }
            LinkKind::Refers => {}
        }
    }
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
