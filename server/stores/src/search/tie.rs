//! How records hang together: the map's links, and foreign keys that the map does not mention.

use std::collections::BTreeMap;

use habeas_domain::{
    facts::SchemaFacts,
    map::{DataMap, LinkKind, Place},
    value::Value,
};

use super::{Sessions, hunt::folded};
use crate::by::Row;

/// Records of one collection point at records of another.
#[derive(Debug, Clone)]
pub(crate) struct Tie {
    pub(crate) from: Place,
    pub(crate) to: Place,
    /// Columns there (`from`) and here (`to`), pairwise.
    pub(crate) here: Vec<String>,
    pub(crate) there: Vec<String>,
    pub(crate) when: BTreeMap<String, String>,
    pub(crate) kind: LinkKind,
    /// Whether the columns of a pair equal each other only where they hold the same text.
    pub(crate) exact: Vec<bool>,
    /// Whether all columns hold text: what a collation equates is then compared again here.
    pub(crate) letters: bool,
}

/// All ties. A foreign key between mapped tables that no link describes still holds its row in
/// place, so it counts as one that refers.
pub(crate) fn ties(
    map: &DataMap,
    facts: &BTreeMap<String, SchemaFacts>,
    sessions: &Sessions,
) -> Vec<Tie> {
    let mut ties: Vec<Tie> = map
        .links()
        .map(|(from, to, link)| Tie {
            from,
            to,
            here: link.fields.keys().cloned().collect(),
            there: link.fields.values().cloned().collect(),
            when: link.when.clone(),
            kind: link.kind,
            exact: Vec::new(),
            letters: false,
        })
        .collect();
    for store in &map.stores {
        let Some(facts) = facts.get(store.id.as_str()) else {
            continue;
        };
        for from in &store.collections {
            let Some(table) = facts.table(from.source_name()) else {
                continue;
            };
            for key in &table.foreign_keys {
                let targets = store
                    .collections
                    .iter()
                    .filter(|to| to.source_name() == key.to_table);
                for to in targets {
                    let tie = Tie {
                        from: Place::new(store.id.as_str(), from.id.as_str()),
                        to: Place::new(store.id.as_str(), to.id.as_str()),
                        here: key.columns.clone(),
                        there: key.to_columns.clone(),
                        when: BTreeMap::new(),
                        kind: LinkKind::Refers,
                        exact: Vec::new(),
                        letters: false,
                    };
                    if !ties.iter().any(|known| known.same_as(&tie)) {
                        ties.push(tie);
                    }
                }
            }
        }
    }
    let exact = |place: &Place, field: &str| match (
        map.collection(place),
        sessions.get(place.store.as_str()),
    ) {
        (Some(collection), Some(Ok(session))) => session.exact(collection, field),
        _ => false,
    };
    let letters = |place: &Place, fields: &[String]| {
        let (Some(collection), Some(Ok(session))) =
            (map.collection(place), sessions.get(place.store.as_str()))
        else {
            return false;
        };
        fields
            .iter()
            .all(|field| session.letters(collection, field))
    };
    for tie in &mut ties {
        tie.letters = letters(&tie.from, &tie.here) && letters(&tie.to, &tie.there);
        let pairs = tie.here.iter().zip(&tie.there);
        tie.exact = pairs
            .map(|(here, there)| exact(&tie.from, here) && exact(&tie.to, there))
            .collect();
    }
    ties
}

impl Tie {
    /// The form under which tuples that the tie joins are equal. Only where a store's own
    /// comparison may be looser than ours are case and spaces left out.
    pub(crate) fn form(&self, tuple: &[Value]) -> Row {
        let mut form = folded(tuple);
        for ((form, value), exact) in form.iter_mut().zip(tuple).zip(&self.exact) {
            if *exact {
                form.clone_from(value);
            }
        }
        form
    }

    fn same_as(&self, other: &Self) -> bool {
        let pairs = |tie: &Self| {
            let mut pairs: Vec<(String, String)> = tie
                .here
                .iter()
                .cloned()
                .zip(tie.there.iter().cloned())
                .collect();
            pairs.sort();
            pairs
        };
        self.from == other.from
            && self.to == other.to
            && self.when.is_empty()
            && pairs(self) == pairs(other)
    }
}

/// Names as a slice of texts.
pub(crate) fn texts(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}
