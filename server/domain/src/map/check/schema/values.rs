//! What erasure and choices write, against the columns they write it into.

use std::collections::BTreeMap;

use super::{Findings, fits, table_of};
use crate::{
    facts::{ColumnFacts, Form, SchemaFacts, TableFacts},
    map::{
        Collection, DataMap, DatePart, Field, FieldErase, Name, Place, RecordErase, Store,
        StoreKind,
    },
    value::Kind,
};

pub(super) fn check(map: &DataMap, facts: &BTreeMap<String, SchemaFacts>, findings: &mut Findings) {
    for (place, store, collection) in map.collections() {
        let Some((_, table)) = table_of(map, facts, &place) else {
            continue;
        };
        if store.kind == StoreKind::Objects {
            continue;
        }
        check_dates(store, collection, table, findings);
        if collection.erase == RecordErase::Anonymise {
            for field in &collection.fields {
                let column = table.column(field.name.as_str());
                if let Some(column) = column.filter(|column| !column.generated) {
                    check_field(store, field, column, findings);
                    check_unique(collection, table, field, column, findings);
                }
            }
        }
    }
    check_choices(map, facts, findings);
}

/// Retention and time are counted from a date.
fn check_dates(store: &Store, c: &Collection, table: &TableFacts, findings: &mut Findings) {
    let from = c.keep.as_ref().and_then(|keep| keep.from.as_ref());
    let from = from.map(|from| (from, "keep.from"));
    let dated = c.dated.as_ref().map(|dated| (dated, "dated"));
    for (name, key) in from.into_iter().chain(dated) {
        let Some(column) = table.column(name.as_str()) else {
            continue;
        };
        let what = format!(
            "`{key}` counts from `{name}`, which holds no dates ({})",
            column.declared
        );
        if !fits::may_hold_date(column) {
            findings.fault(name, what, "Name a field that holds a date");
        } else if store.kind == StoreKind::Postgres && column.kind == Kind::Text {
            findings.advice(
                name,
                format!("`{key}` counts from `{name}`, a text: where it holds no date, nobody can tell how long the record stays"),
                "Name a column of type date or timestamp",
            );
        }
    }
}

/// A rule whose outcome the column cannot hold.
fn check_field(store: &Store, field: &Field, column: &ColumnFacts, findings: &mut Findings) {
    let (what, fix) = match &field.erase {
        Some(FieldErase::Constant(text)) => {
            let Some(what) = fits::refuses(store.kind, column, text) else {
                return;
            };
            let fix = match column.kind {
                Kind::Text => "Write a shorter constant".to_owned(),
                _ => format!("Write a constant that fits{}", or_null(column)),
            };
            if column.kind == Kind::Text && store.kind == StoreKind::Sqlite {
                // SQLite takes it; whoever reads it may not.
                return findings.advice(&field.name, what, fix);
            }
            (what, fix)
        }
        Some(FieldErase::Pseudonym) if !fits::takes_pseudonym(column) => (
            format!(
                "A pseudonym does not fit `{}` ({})",
                column.name, column.declared
            ),
            format!(
                "Write {{ constant: … }} with a value that fits{}",
                or_null(column)
            ),
        ),
        Some(FieldErase::Date(_)) if !fits::may_hold_date(column) => (
            format!("`{}` holds no dates ({})", column.name, column.declared),
            format!(
                "Write {{ constant: … }}{}, or name the field that holds the date",
                or_null(column)
            ),
        ),
        Some(FieldErase::Date(_))
            if column.not_null && matches!(column.kind, Kind::Text | Kind::Other) =>
        {
            return findings.advice(
                &field.name,
                format!("`{}` is a text that cannot be null: where it holds no date, it cannot be made coarse, and the erasure stops", column.name),
                "Allow NULL there, or write { constant: … }",
            );
        }
        Some(FieldErase::Postcode(_)) if !fits::may_hold_postcode(column) => (
            format!("`{}` holds no postcodes ({})", column.name, column.declared),
            format!(
                "Write {{ constant: … }} with a value that fits{}",
                or_null(column)
            ),
        ),
        _ => return,
    };
    findings.fault(&field.name, what, fix);
}

fn or_null(column: &ColumnFacts) -> &'static str {
    if column.not_null {
        ""
    } else {
        " or `erase: null`"
    }
}

/// Values that become equal, in columns that must differ.
fn check_unique(
    c: &Collection,
    table: &TableFacts,
    field: &Field,
    column: &ColumnFacts,
    findings: &mut Findings,
) {
    let name = column.name.as_str();
    let sets = table.unique.iter().chain([&table.primary_key]);
    let sets: Vec<&Vec<String>> = sets
        .filter(|set| set.iter().any(|one| one == name))
        .collect();
    let Some(set) = sets.iter().find(|set| !differs_anyway(c, table, set, name)) else {
        return;
    };
    let becomes = match &field.erase {
        // One column alone with a constant is told of where NOT NULL and the like are.
        Some(FieldErase::Constant(_)) if set.len() > 1 || **set == table.primary_key => {
            "a constant"
        }
        Some(FieldErase::Date(DatePart::Month)) => "the first of its month",
        Some(FieldErase::Date(DatePart::Year)) => "the first of its year",
        Some(FieldErase::Postcode(_)) => "the beginning of a postcode",
        Some(FieldErase::Pseudonym) if fits::is_narrow(column) => {
            return findings.fault(
                &field.name,
                format!(
                    "`{name}` must be unique, and has too little room for pseudonyms that differ ({})",
                    column.declared
                ),
                format!("Give it more room{}", or_null(column)),
            );
        }
        _ => return,
    };
    findings.fault(
        &field.name,
        format!(
            "{} must be unique, so `{name}` cannot become {becomes}: two records would be alike",
            told(set)
        ),
        format!("Use `erase: pseudonym`{}", or_null(column)),
    );
}

/// Whether records differ in another column of the set, whatever this one becomes.
fn differs_anyway(c: &Collection, table: &TableFacts, set: &[String], but: &str) -> bool {
    let others: Vec<&String> = set.iter().filter(|name| *name != but).collect();
    let emptied = |name: &&String| {
        let rule = c.field(name).and_then(|field| field.erase.as_ref());
        match rule {
            Some(FieldErase::Pseudonym) => table.column(name).is_some_and(|c| !fits::is_narrow(c)),
            // What is NULL is equal to nothing.
            Some(FieldErase::Null) => true,
            _ => false,
        }
    };
    let kept = |name: &String| {
        let rule = c.field(name).and_then(|field| field.erase.as_ref());
        others.contains(&name) && matches!(rule, None | Some(FieldErase::Keep))
    };
    let unique = table.unique.iter().chain([&table.primary_key]);
    others.iter().any(emptied) || { unique }.any(|set| !set.is_empty() && set.iter().all(kept))
}

fn told(columns: &[String]) -> String {
    let names: Vec<String> = columns.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [one] => one.clone(),
        several => format!("{} together", several.join(", ")),
    }
}

/// What a choice writes must fit, or the choice is made and obeyed by nobody.
fn check_choices(map: &DataMap, facts: &BTreeMap<String, SchemaFacts>, findings: &mut Findings) {
    let writes = map.choices.iter().flat_map(|choice| &choice.writes);
    for write in writes {
        let place: Place = map.resolve("", write.collection.as_str());
        let (Some((_, table)), Some(store)) =
            (table_of(map, facts, &place), map.store(&place.store))
        else {
            continue;
        };
        let Some(column) = table.column(write.field.as_str()) else {
            continue;
        };
        let at: &Name = &write.field;
        if column.generated || table.form == Form::ReadOnly {
            findings.fault(
                at,
                format!("`{place}` does not let anybody write `{}`", column.name),
                "Name the column from which it is made",
            );
        }
        for (answer, text) in [("yes", &write.yes), ("no", &write.no)] {
            if let Some(what) = fits::refuses(store.kind, column, text) {
                findings.fault(
                    at,
                    format!("{what} (`{answer}` of a choice)"),
                    format!(
                        "Correct `{answer}`: what the column holds when a person says {answer}"
                    ),
                );
            }
        }
        if write.yes == write.no {
            findings.fault(
                at,
                format!("Yes and no are the same in `{}`", column.name),
                "Write what the column holds for each",
            );
        }
    }
}
