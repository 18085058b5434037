//! What stays must be able to let go of what goes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Findings, refuses_null, table_of};
use crate::{
    facts::{ForeignKey, OnDelete, SchemaFacts, TableFacts},
    map::{Collection, DataMap, Field, FieldErase, Link, LinkKind, Place, RecordErase},
};

pub(super) fn check(map: &DataMap, facts: &BTreeMap<String, SchemaFacts>, findings: &mut Findings) {
    check_unlinks(map, facts, findings);
    for (place, _, _) in map.collections() {
        let Some((collection, table)) = table_of(map, facts, &place) else {
            continue;
        };
        for key in &table.foreign_keys {
            for (to, _, target) in map.collections() {
                let meant = to.store == place.store && target.source_name() == key.to_table;
                if meant && !key.follows && target.erase == RecordErase::Anonymise {
                    let stands = collection.erase != RecordErase::Delete
                        || may_be_kept(map, facts, &place, &mut BTreeSet::new())
                        || may_be_shared(map, facts, &place, collection)
                        || !owned_along(map, &place, &to, key);
                    if stands {
                        check_masked(collection.source_name(), key, target, findings);
                    }
                }
                if meant && target.erase == RecordErase::Delete {
                    check_key(
                        map,
                        (&place, collection, table),
                        key,
                        (&to, target),
                        findings,
                    );
                }
            }
        }
    }
}

/// A foreign key to records that are deleted.
fn check_key(
    map: &DataMap,
    (place, collection, table): (&Place, &Collection, &TableFacts),
    key: &ForeignKey,
    (to, target): (&Place, &Collection),
    findings: &mut Findings,
) {
    let refused = |name: &String| refuses_null(table, name);
    let at = collection.table.as_ref().unwrap_or(&collection.id);
    if collection.erase == RecordErase::Anonymise && key.columns.iter().all(refused) {
        findings.fault(
            at,
            format!("Erasure anonymises `{place}` and deletes `{to}`, which it must point at"),
            format!("Allow NULL in {}, or delete both", key.columns.join(", ")),
        );
    }
    // Other people's records are found by a link of type owned-by, or make what they point at
    // shared; a person's own record is never shared.
    let owned = owned_along(map, place, to, key);
    let unset = key.on_delete == OnDelete::Unset && !key.columns.iter().any(refused);
    if target.finds_people() && !owned && !unset {
        findings.fault(
            at,
            format!("Where `{place}` of somebody else points at `{to}`, that cannot be deleted"),
            format!(
                "Give {} ON DELETE SET NULL, or anonymise `{to}`",
                key.columns.join(", ")
            ),
        );
    }
}

/// A foreign key to fields that are changed: nothing may point at them then.
pub(super) fn check_masked(
    table: &str,
    key: &ForeignKey,
    target: &Collection,
    findings: &mut Findings,
) {
    for name in &key.to_columns {
        let field = target.field(name);
        let changed = |field: &&Field| !matches!(field.erase, None | Some(FieldErase::Keep));
        if let Some(field) = field.filter(changed) {
            findings.fault(
                &field.name,
                format!("`{table}` points at `{name}`, so it cannot be changed"),
                "Give the foreign key ON UPDATE CASCADE, or let it point at the key",
            );
        }
    }
}

/// Whether a foreign key is a link by which the records are found.
fn owned_along(map: &DataMap, place: &Place, to: &Place, key: &ForeignKey) -> bool {
    map.links().any(|(from, other, link)| {
        from == *place && other == *to && link.kind == LinkKind::OwnedBy && same_columns(link, key)
    })
}

fn same_columns(link: &Link, key: &ForeignKey) -> bool {
    let pairs = key.columns.iter().zip(&key.to_columns);
    link.when.is_empty()
        && link.fields.len() == key.columns.len()
        && pairs
            .into_iter()
            .all(|(here, there)| link.fields.get(here) == Some(there))
}

/// The subject's link to a shared record is cut by setting it to NULL.
fn check_unlinks(map: &DataMap, facts: &BTreeMap<String, SchemaFacts>, findings: &mut Findings) {
    for (from, to, link) in map.links() {
        let Some((collection, table)) = table_of(map, facts, &from) else {
            continue;
        };
        let cuttable = link.fields.keys().any(|field| {
            let key = collection.key.iter().any(|key| key.as_str() == field);
            !key && !refuses_null(table, field)
        });
        let needs_cut = match link.kind {
            LinkKind::Owns => collection.erase == RecordErase::Anonymise,
            LinkKind::OwnedBy => may_be_shared(map, facts, &from, collection),
            LinkKind::Refers => false,
        };
        if needs_cut && !cuttable {
            findings.fault(
                &link.to,
                format!("`{from}` cannot let go of a shared `{to}`: the column refuses NULL"),
                "Allow NULL there, or let erasure delete the record that points",
            );
        }
    }
}

/// Whether a record can be under retention, or be held in place by one that is.
fn may_be_kept(
    map: &DataMap,
    facts: &BTreeMap<String, SchemaFacts>,
    place: &Place,
    seen: &mut BTreeSet<Place>,
) -> bool {
    let Some(collection) = map.collection(place) else {
        return false;
    };
    if collection.keep.is_some() || collection.erase == RecordErase::Keep {
        return true;
    }
    if !seen.insert(place.clone()) {
        return false;
    }
    let keyed = map.collections().filter(|(from, _, _)| {
        let table = table_of(map, facts, from);
        let mut keys = table.iter().flat_map(|(_, table)| &table.foreign_keys);
        from.store == place.store && keys.any(|key| key.to_table == collection.source_name())
    });
    let linked = map.links().filter(|(_, to, _)| to == place);
    let pointing: Vec<Place> = keyed
        .map(|(from, _, _)| from)
        .chain(linked.map(|(from, _, _)| from))
        .collect();
    pointing
        .iter()
        .any(|from| from.store == place.store && may_be_kept(map, facts, from, seen))
}

/// Whether a record found of one person can be another's too.
fn may_be_shared(
    map: &DataMap,
    facts: &BTreeMap<String, SchemaFacts>,
    place: &Place,
    collection: &Collection,
) -> bool {
    if collection.finds_people() || collection.erase == RecordErase::Keep {
        return false;
    }
    let links: Vec<(Place, Place, &Link)> = map.links().collect();
    // Others point at it who are not found with it.
    let linked = links
        .iter()
        .any(|(_, to, link)| to == place && link.kind != LinkKind::OwnedBy);
    let keyed = facts.get(&place.store).is_some_and(|facts| {
        map.collections().any(|(from, _, pointing)| {
            let Some(table) = facts.table(pointing.source_name()) else {
                return false;
            };
            let told = |key: &ForeignKey| {
                links
                    .iter()
                    .any(|(a, b, link)| *a == from && b == place && same_columns(link, key))
            };
            from.store == place.store
                && table
                    .foreign_keys
                    .iter()
                    .any(|key| key.to_table == collection.source_name() && !told(key))
        })
    });
    // It belongs to a person and can be reached without that person.
    let owners = |(from, to, link): &&(Place, Place, &Link)| {
        from == place
            && link.kind == LinkKind::OwnedBy
            && map.collection(to).is_some_and(Collection::finds_people)
    };
    // Where what tells the owner is not unique there, one record has several owners.
    let several = links.iter().filter(owners).any(|(_, to, link)| {
        let columns: Vec<&String> = link.fields.values().collect();
        let unique = |index: &Vec<String>| {
            !index.is_empty() && index.iter().all(|column| columns.contains(&column))
        };
        table_of(map, facts, to).is_some_and(|(_, table)| {
            !unique(&table.primary_key) && !table.unique.iter().any(unique)
        })
    });
    let ways: Vec<&(Place, Place, &Link)> = links
        .iter()
        .filter(|(from, to, link)| match link.kind {
            LinkKind::OwnedBy => from == place,
            LinkKind::Owns => to == place,
            LinkKind::Refers => false,
        })
        .collect();
    // A note is about a contact or about a ticket, never about both.
    let two_at_once = ways.iter().enumerate().any(|(index, (_, _, one))| {
        let later = &ways[index + 1..];
        later.iter().any(|(_, _, other)| !exclude(one, other))
    });
    let owned_by_people = links.iter().filter(owners).count();
    linked || keyed || several || (owned_by_people > 0 && two_at_once)
}

/// Whether two links can never hold for the same record: they want different constants.
fn exclude(one: &Link, other: &Link) -> bool {
    one.when.iter().any(|(field, constant)| {
        other
            .when
            .get(field)
            .is_some_and(|wanted| wanted != constant)
    })
}
