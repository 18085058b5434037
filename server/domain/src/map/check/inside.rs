//! The map by itself.

mod retention;

use std::collections::BTreeSet;

use super::{Findings, Name};
use crate::map::{
    Collection, DataMap, Disclose, Field, FieldErase, Link, LinkKind, Place, RecordErase, Store,
    StoreKind,
};

pub(super) fn check(map: &DataMap, findings: &mut Findings) {
    if map.habeas != 1 {
        let at = map
            .stores
            .first()
            .map_or_else(|| Name::new(""), |store| store.id.clone());
        findings.fault(
            &at,
            format!("`habeas: {}` is not a format of this version", map.habeas),
            "Write `habeas: 1`",
        );
    }
    let mut stores = BTreeSet::new();
    for store in &map.stores {
        if !stores.insert(store.id.as_str()) {
            findings.fault(
                &store.id,
                format!("There are two stores `{}`", store.id),
                "Give each its own id",
            );
        }
        if store.connect.is_none() {
            findings.fault(
                &store.id,
                format!("Nobody says where `{}` is", store.id),
                "Add `connect: env:NAME`, `file:PATH` or `path:PATH`",
            );
        }
        check_connect(store, findings);
        let mut collections = BTreeSet::new();
        for collection in &store.collections {
            if !collections.insert(collection.id.as_str()) {
                findings.fault(
                    &collection.id,
                    format!("`{}` has two collections `{}`", store.id, collection.id),
                    "Give each its own id",
                );
            }
            check_collection(map, store, collection, findings);
        }
    }
    check_reach(map, findings);
    check_choices(map, findings);
    for warning in &map.warnings {
        let place = map.resolve("", warning.collection.as_str());
        match map.collection(&place) {
            None => lost(findings, &warning.collection, "collection"),
            Some(collection) => {
                for field in warning.when.keys() {
                    if collection.field(field).is_none() {
                        findings.fault(
                            &warning.collection,
                            format!("`{place}` has no field `{field}`"),
                            "Name one of its fields under `when`",
                        );
                    }
                }
                if let Some(sum) = &warning.sum
                    && collection.field(sum.as_str()).is_none()
                {
                    lost(findings, sum, "field");
                }
            }
        }
    }
}

fn lost(findings: &mut Findings, name: &Name, what: &str) {
    findings.fault(
        name,
        format!("There is no {what} `{name}`"),
        format!("Correct the name, or describe the {what} in this file"),
    );
}

fn check_connect(store: &Store, findings: &mut Findings) {
    let Some(connect) = &store.connect else {
        return;
    };
    let known = ["env:", "file:", "path:"]
        .iter()
        .any(|form| connect.as_str().starts_with(form));
    if !known {
        findings.fault(
            connect,
            "A store's address does not belong in the map",
            "Write `env:NAME`, `file:PATH` or `path:PATH`, and keep the address there",
        );
    } else if connect.as_str().starts_with("path:") && store.kind == StoreKind::Postgres {
        findings.fault(
            connect,
            "A PostgreSQL database has no path",
            "Write `env:NAME` and put postgres://… into that variable",
        );
    }
}

/// What staff may ask for is something a person knows of themselves, can say on the telephone and
/// may see: nothing sensitive, no free text, nothing that stays hidden from them.
fn check_verify(map: &DataMap, c: &Collection, field: &Field, findings: &mut Findings) {
    if !field.verify {
        return;
    }
    let why = if field.category.starts_with("user.authorization") {
        "is a secret of the person"
    } else if field.sensitive {
        "is sensitive"
    } else if field.text.is_some() {
        "is free text"
    } else if field.show() != Disclose::Yes || map.is_untold(c) {
        "is not shown to the person"
    } else {
        return;
    };
    findings.fault(
        &field.name,
        format!("`{}` {why}, so it cannot show who asks", field.name),
        "Leave `verify` out, and ask for something else",
    );
}

fn check_collection(map: &DataMap, store: &Store, c: &Collection, findings: &mut Findings) {
    match store.kind {
        StoreKind::Objects if c.pattern.is_none() => findings.fault(
            &c.id,
            format!("`{}` has no pattern", c.id),
            "Add `pattern: \"folder/{field}/{name}\"`",
        ),
        StoreKind::Sqlite | StoreKind::Postgres if c.table.is_none() => findings.fault(
            &c.id,
            format!("`{}` has no table", c.id),
            "Add `table: name`",
        ),
        _ => {}
    }
    if store.kind != StoreKind::Objects && c.key.is_empty() {
        findings.fault(
            &c.id,
            format!("`{}` has no key", c.id),
            "Add `key: [column, …]`: the columns that tell its records apart",
        );
    }
    let mut fields = BTreeSet::new();
    for field in &c.fields {
        if !fields.insert(field.name.as_str()) {
            findings.fault(
                &field.name,
                format!("`{}` is described twice", field.name),
                "Keep one description",
            );
        }
        for purpose in &field.purposes {
            if !map.purposes.contains_key(purpose.as_str()) {
                lost(findings, purpose, "purpose");
            }
        }
        for recipient in &field.recipients {
            if !map.recipients.contains_key(recipient.as_str()) {
                lost(findings, recipient, "recipient");
            }
        }
        check_verify(map, c, field, findings);
        if c.erase == RecordErase::Anonymise && field.erase.is_none() {
            findings.fault(&field.name,
                format!("Erasure anonymises `{}`, but not a word about `{}`", c.id, field.name),
                "Add `erase:` null, keep, pseudonym, { constant: … }, { date: year } or { postcode: 2 }");
        }
        if c.erase == RecordErase::Anonymise
            && is_key(c, field.name.as_str())
            && !matches!(field.erase, Some(FieldErase::Keep) | None)
        {
            findings.fault(
                &field.name,
                format!("`{}` is part of the key", field.name),
                "Write `erase: keep`: a record without its key cannot be checked afterwards",
            );
        }
    }
    for (name, at) in c
        .key
        .iter()
        .map(|n| (n.as_str(), n))
        .chain(c.identities.keys().map(|n| (n.as_str(), &c.id)))
    {
        if c.field(name).is_none() {
            findings.fault(
                at,
                format!("`{}` has no field `{name}`", c.id),
                "Describe it under `fields`",
            );
        }
    }
    if let Some(keep) = &c.keep
        && !map.grounds.contains_key(keep.ground.as_str())
    {
        lost(findings, &keep.ground, "ground");
    }
    retention::check(map, store, c, findings);
    if let Some(dated) = &c.dated
        && c.field(dated.as_str()).is_none()
    {
        lost(findings, dated, "field");
    }
    match (&c.ground, c.erase) {
        (None, RecordErase::Keep) => findings.fault(
            &c.id,
            format!("`{}` is kept, and nobody says why", c.id),
            "Add `ground: name`",
        ),
        (Some(ground), _) if !map.grounds.contains_key(ground.as_str()) => {
            lost(findings, ground, "ground");
        }
        _ => {}
    }
    for link in &c.links {
        check_link(map, store, c, link, findings);
    }
}

fn is_key(collection: &Collection, field: &str) -> bool {
    collection.key.iter().any(|key| key.as_str() == field)
}

fn check_link(map: &DataMap, store: &Store, c: &Collection, link: &Link, findings: &mut Findings) {
    let to = map.resolve(store.id.as_str(), link.to.as_str());
    let Some(target) = map.collection(&to) else {
        return lost(findings, &link.to, "collection");
    };
    if link.fields.is_empty() {
        findings.fault(
            &link.to,
            "A link without fields ties nothing",
            "Add `fields: { this_field: that_field }`",
        );
    }
    for (here, there) in &link.fields {
        if c.field(here).is_none() {
            findings.fault(
                &link.to,
                format!("`{}` has no field `{here}`", c.id),
                "Describe it under `fields`",
            );
        }
        if target.field(there).is_none() {
            findings.fault(
                &link.to,
                format!("`{to}` has no field `{there}`"),
                "Describe it under `fields` there",
            );
        }
    }
    for field in link.when.keys() {
        if c.field(field).is_none() {
            findings.fault(
                &link.to,
                format!("`{}` has no field `{field}`", c.id),
                "Describe it under `fields`",
            );
        }
    }
}

/// A collection that no walk reaches is never shown and never erased.
fn check_reach(map: &DataMap, findings: &mut Findings) {
    let mut reached: BTreeSet<Place> = map
        .collections()
        .filter(|(_, _, collection)| collection.finds_people())
        .map(|(place, _, _)| place)
        .collect();
    if reached.is_empty()
        && let Some(store) = map.stores.first()
    {
        findings.fault(
            &store.id,
            "No collection finds a person",
            "Add `identities:` to the collection that holds your customers",
        );
    }
    loop {
        let before = reached.len();
        for (from, to, link) in map.links() {
            match link.kind {
                LinkKind::OwnedBy if reached.contains(&to) => {
                    reached.insert(from);
                }
                LinkKind::Owns if reached.contains(&from) => {
                    reached.insert(to);
                }
                _ => {}
            }
        }
        if reached.len() == before {
            break;
        }
    }
    for (place, _, collection) in map.collections() {
        // What is only referred to (a product) is there to be shown, not to be walked to.
        let shown = map.links().any(|(from, to, link)| {
            link.kind == LinkKind::Refers && to == place && reached.contains(&from)
        });
        if !reached.contains(&place) && !shown {
            findings.fault(
                &collection.id,
                format!("No person leads to `{place}`"),
                "Add `identities:` or a link of type owned-by or owns",
            );
        }
    }
}

fn check_choices(map: &DataMap, findings: &mut Findings) {
    let choices = map.choices.iter().flat_map(|choice| &choice.writes);
    for write in choices.chain(&map.restrict) {
        let place = map.resolve("", write.collection.as_str());
        match map.collection(&place) {
            None => lost(findings, &write.collection, "collection"),
            Some(c) if c.field(write.field.as_str()).is_none() => {
                lost(findings, &write.field, "field");
            }
            Some(_) => {}
        }
    }
}
