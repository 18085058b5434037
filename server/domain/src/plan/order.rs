//! The order of steps: what points goes before what it points at.

use crate::{
    facts::SchemaFacts,
    map::{Collection, DataMap, LinkKind, Place, Store},
};

/// The collections of a store, children before parents, by the map's links and the live foreign
/// keys. Where they go round in a circle it is cut at a reference that can be empty: whoever
/// deletes sets that to NULL first. Without one the map's order breaks the tie.
pub(super) fn children_first<'a>(
    map: &DataMap,
    store: &'a Store,
    facts: Option<&SchemaFacts>,
) -> Vec<&'a Collection> {
    let id = store.id.as_str();
    let points_at = |one: &Collection, other: &Collection| {
        let by_link = one
            .links
            .iter()
            .any(|link| map.resolve(id, link.to.as_str()) == Place::new(id, other.id.as_str()));
        let by_key = facts
            .and_then(|facts| facts.table(one.source_name()))
            .is_some_and(|table| {
                table
                    .foreign_keys
                    .iter()
                    .any(|key| key.to_table == other.source_name())
            });
        one.id != other.id && (by_link || by_key)
    };
    // Whether a row of one cannot do without a row of the other.
    let needs = |one: &Collection, other: &Collection| {
        let table = facts.and_then(|facts| facts.table(one.source_name()));
        one.id != other.id
            && table.is_some_and(|table| {
                table
                    .foreign_keys
                    .iter()
                    .filter(|key| key.to_table == other.source_name())
                    .any(|key| {
                        key.columns.iter().all(|name| {
                            let column = table.columns.iter().find(|column| column.name == *name);
                            column.is_some_and(|column| column.not_null)
                        })
                    })
            })
    };
    let mut waiting: Vec<&Collection> = store.collections.iter().collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let free = waiting
            .iter()
            .position(|candidate| !waiting.iter().any(|other| points_at(other, candidate)))
            .or_else(|| {
                waiting
                    .iter()
                    .position(|candidate| !waiting.iter().any(|other| needs(other, candidate)))
            })
            .unwrap_or(0);
        ordered.push(waiting.remove(free));
    }
    ordered
}

/// The stores in the order in which an erasure runs: those that are only found through another
/// store go before it, so that a run that was interrupted still finds them. Where links go round
/// in a circle the map's order breaks the tie.
pub fn stores_in_order(map: &DataMap) -> Vec<&Store> {
    let leads_to = |one: &Store, other: &Store| {
        one.id != other.id
            && map.links().any(|(from, to, link)| match link.kind {
                LinkKind::OwnedBy => to.store == one.id.as_str() && from.store == other.id.as_str(),
                LinkKind::Owns => from.store == one.id.as_str() && to.store == other.id.as_str(),
                LinkKind::Refers => false,
            })
    };
    let mut waiting: Vec<&Store> = map.stores.iter().collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let free = waiting
            .iter()
            .position(|candidate| !waiting.iter().any(|other| leads_to(candidate, other)))
            .unwrap_or(0);
        ordered.push(waiting.remove(free));
    }
    ordered
}
