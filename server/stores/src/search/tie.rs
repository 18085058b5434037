//! How records hang together: the map's links, and foreign keys that the map does not mention.

use std::collections::BTreeMap;

use habeas_domain::{
    facts::SchemaFacts,
    map::{DataMap, LinkKind, Place},
};

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
}

/// All ties. A foreign key between mapped tables that no link describes still holds its row in
/// place, so it counts as one that refers.
pub(crate) fn ties(map: &DataMap, facts: &BTreeMap<String, SchemaFacts>) -> Vec<Tie> {
    let mut ties: Vec<Tie> = map
        .links()
        .map(|(from, to, link)| Tie {
            from,
            to,
            here: link.fields.keys().cloned().collect(),
            there: link.fields.values().cloned().collect(),
            when: link.when.clone(),
            kind: link.kind,
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
                    };
                    if !ties.iter().any(|known| known.same_as(&tie)) {
                        ties.push(tie);
                    }
                }
            }
        }
    }
    ties
}

impl Tie {
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
