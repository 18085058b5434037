//! The map against everything that the stores hold: rules on the columns that are written, and
//! how much of it all is described.

use std::collections::BTreeMap;

use super::{Finding, Findings};
use crate::{
    inventory::{Inventory, RowRule, TableInventory},
    map::{Collection, DataMap, FieldErase, Name, Place, RecordErase, StoreKind},
};

/// How much of a store the map describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The store.
    pub store: String,
    /// Columns of its tables that the map describes.
    pub mapped: usize,
    /// All columns of all its tables.
    pub columns: usize,
    /// Columns of mapped tables that nobody described, `table.column`.
    pub unmapped: Vec<String>,
    /// Tables that nobody described, each with how many columns it has.
    pub tables: Vec<(String, usize)>,
}

impl Coverage {
    /// The share that is described, in whole percent, rounded down: 100 is all of it.
    pub fn percent(&self) -> usize {
        (self.mapped * 100).checked_div(self.columns).unwrap_or(100)
    }
}

/// How much of each store the map describes.
pub fn coverage(map: &DataMap, stores: &BTreeMap<String, Inventory>) -> Vec<Coverage> {
    let asked = map.stores.iter().filter_map(|store| {
        let held = stores.get(store.id.as_str())?;
        let mut coverage = Coverage {
            store: store.id.to_string(),
            mapped: 0,
            columns: 0,
            unmapped: Vec::new(),
            tables: Vec::new(),
        };
        for (name, table) in &held.tables {
            coverage.columns += table.columns.len();
            // Two collections may share a table: a column is described by either.
            let mut collections = store.collections.iter();
            let shares: Vec<&Collection> = collections
                .by_ref()
                .filter(|collection| collection.source_name() == name)
                .collect();
            if shares.is_empty() {
                coverage.tables.push((name.clone(), table.columns.len()));
                continue;
            }
            for column in &table.columns {
                if shares
                    .iter()
                    .any(|collection| collection.field(column).is_some())
                {
                    coverage.mapped += 1;
                } else {
                    coverage.unmapped.push(format!("{name}.{column}"));
                }
            }
        }
        Some(coverage)
    });
    asked.collect()
}

/// What the database checks of every row, where erasure or a choice writes.
pub fn check_rules(map: &DataMap, stores: &BTreeMap<String, Inventory>) -> Vec<Finding> {
    let mut findings = Findings::default();
    for (place, store, collection) in map.collections() {
        let Some(table) = table_of(stores, &place, collection) else {
            continue;
        };
        if store.kind == StoreKind::Objects || collection.erase != RecordErase::Anonymise {
            continue;
        }
        for field in &collection.fields {
            let written = match &field.erase {
                None | Some(FieldErase::Keep) => continue,
                Some(FieldErase::Null) => Written::Null,
                Some(FieldErase::Constant(text)) => Written::Text(text),
                Some(FieldErase::Pseudonym) => Written::Made("a pseudonym"),
                Some(FieldErase::Date(_)) => Written::Made("a coarse date"),
                Some(FieldErase::Postcode(_)) => Written::Made("the beginning of a postcode"),
            };
            say(&field.name, table, written, &mut findings);
        }
        for link in &collection.links {
            // A shared record is let go of by NULL in what points at it.
            for here in link.fields.keys() {
                let known = collection.field(here);
                let rule = known.and_then(|field| field.erase.as_ref());
                if matches!(rule, None | Some(FieldErase::Keep)) && refuses_null(table, here) {
                    let what = format!("`{here}` must not be NULL by a rule of the table");
                    let fix = "Change the rule, or a link that must be cut stops the erasure";
                    findings.advice(&link.to, what, fix);
                }
            }
        }
    }
    for write in map.choices.iter().flat_map(|choice| &choice.writes) {
        let place = map.resolve("", write.collection.as_str());
        let Some(collection) = map.collection(&place) else {
            continue;
        };
        if let Some(table) = table_of(stores, &place, collection) {
            for text in [&write.yes, &write.no] {
                say(&write.field, table, Written::Text(text), &mut findings);
            }
        }
    }
    findings.sorted()
}

/// What is written into a column.
#[derive(Clone, Copy)]
enum Written<'a> {
    Null,
    Text(&'a str),
    Made(&'static str),
}

fn say(at: &Name, table: &TableInventory, written: Written<'_>, findings: &mut Findings) {
    let about = |rule: &&RowRule| rule.columns.iter().any(|column| column == at.as_str());
    for rule in table.rules.iter().filter(about) {
        match (written, &rule.one_of) {
            (Written::Null, _) if !names_null(rule) => {}
            (Written::Text(text), Some(known)) if known.iter().any(|one| one == text) => {}
            (Written::Text(text), Some(known)) => findings.fault(
                at,
                format!(
                    "`{at}` takes only {}, and `{text}` is none of them",
                    known.join(", ")
                ),
                "Write one of them",
            ),
            (Written::Made(what), Some(known)) => findings.fault(
                at,
                format!(
                    "`{at}` takes only {}, and {what} is none of them",
                    known.join(", ")
                ),
                "Write `erase: null` or { constant: … } with one of them",
            ),
            (written, None) => findings.advice(
                at,
                format!("The database checks `{at}`: {}", rule.text),
                match written {
                    Written::Null => "Make sure that it takes NULL".to_owned(),
                    Written::Text(text) => format!("Make sure that it takes `{text}`"),
                    Written::Made(what) => format!("Make sure that it takes {what}"),
                } + ", or the erasure stops there",
            ),
            (Written::Null, Some(_)) => {}
        }
    }
}

/// A rule is kept by NULL unless it speaks of NULL: what is unknown is not wrong.
fn names_null(rule: &RowRule) -> bool {
    let text = rule.text.to_ascii_lowercase();
    rule.one_of.is_none() && (text.contains("null") || text.contains("coalesce"))
}

fn refuses_null(table: &TableInventory, column: &str) -> bool {
    let about = |rule: &&RowRule| rule.columns.iter().any(|one| one == column);
    let mut rules = table.rules.iter().filter(about);
    rules.any(|rule| rule.text.to_ascii_lowercase().contains("not null"))
}

fn table_of<'a>(
    stores: &'a BTreeMap<String, Inventory>,
    place: &Place,
    collection: &Collection,
) -> Option<&'a TableInventory> {
    stores
        .get(&place.store)?
        .tables
        .get(collection.source_name())
}
