//! SQLite does not tell the case of column names apart: `ID` answers to `id`. The facts use the
//! map's spelling, so that everything after them can compare names as they are.

use std::collections::BTreeMap;

use habeas_domain::{
    facts::caseless_index,
    map::{Collection, Name, Store},
};

use super::Table;

/// Names the columns of mapped tables as the map does.
pub(super) fn as_mapped(tables: &mut BTreeMap<String, Table>, store: &Store) {
    let mut renamed: Vec<(String, String, String)> = Vec::new();
    for collection in &store.collections {
        let name = collection.source_name();
        let Some(table) = tables.get(name) else {
            continue;
        };
        for column in &table.facts.columns {
            let spelt = spelling(collection, &column.name);
            if let Some(spelt) = spelt.filter(|spelt| *spelt != column.name) {
                renamed.push((name.to_owned(), column.name.clone(), spelt));
            }
        }
    }
    for (table, from, to) in &renamed {
        if let Some(table) = tables.get_mut(table) {
            rename(table, from, to);
        }
        let keys = tables
            .values_mut()
            .flat_map(|table| &mut table.facts.foreign_keys);
        for key in keys.filter(|key| key.to_table == *table) {
            each(&mut key.to_columns, from, to);
        }
    }
}

/// How the map spells a column, if it names it.
fn spelling(collection: &Collection, column: &str) -> Option<String> {
    let fields = collection.fields.iter().map(|field| field.name.as_str());
    let keys = collection.key.iter().map(Name::as_str);
    let identities = collection.identities.keys().map(String::as_str);
    let links = collection
        .links
        .iter()
        .flat_map(|link| link.fields.keys().chain(link.when.keys()));
    let mut names = fields
        .chain(keys)
        .chain(identities)
        .chain(links.map(String::as_str));
    names
        .find(|name| name.eq_ignore_ascii_case(column))
        .map(str::to_owned)
}

fn rename(table: &mut Table, from: &str, to: &str) {
    for column in &mut table.facts.columns {
        if column.name == from {
            to.clone_into(&mut column.name);
        }
    }
    each(&mut table.facts.primary_key, from, to);
    for index in table
        .facts
        .unique
        .iter_mut()
        .chain(&mut table.facts.indexes)
    {
        each(index, from, to);
        each(index, &caseless_index(from), &caseless_index(to));
    }
    for key in &mut table.facts.foreign_keys {
        each(&mut key.columns, from, to);
    }
    if let Some(cast) = table.casts.remove(from) {
        table.casts.insert(to.to_owned(), cast);
    }
    if table.loose.remove(from) {
        table.loose.insert(to.to_owned());
    }
}

fn each(names: &mut [String], from: &str, to: &str) {
    for name in names.iter_mut().filter(|name| *name == from) {
        to.clone_into(name);
    }
}
