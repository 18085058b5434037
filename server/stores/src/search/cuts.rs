//! Where a person lets go of what stays with others.

use std::collections::BTreeMap;

use habeas_domain::{
    map::{DataMap, LinkKind, Place, RecordErase},
    value::Key,
};

use super::{
    Cut,
    classify::{Class, Classified, joined},
    hunt::Finds,
    tie::Tie,
};

/// The links to set to NULL: those of this person's own records that stay to shared records they
/// own, and those of shared records to this person's own.
pub(crate) fn cuts(
    map: &DataMap,
    ties: &[Tie],
    finds: &BTreeMap<Place, Finds>,
    classified: &Classified,
) -> Vec<Cut> {
    let mut cuts = Vec::new();
    // Only shared records are cut loose.
    if classified.all_own() {
        return cuts;
    }
    for tie in ties {
        if tie.kind == LinkKind::Refers {
            continue;
        }
        let stays = map
            .collection(&tie.from)
            .is_some_and(|from| from.erase == RecordErase::Anonymise);
        let mut keys: Vec<Key> = joined(finds, tie)
            .into_iter()
            .filter(|(from, to)| {
                let from = classified.get(&tie.from, from);
                let to = classified.get(&tie.to, to);
                match tie.kind {
                    LinkKind::Owns => stays && (from, to) == (&Class::Own, &Class::Shared),
                    _ => (from, to) == (&Class::Shared, &Class::Own),
                }
            })
            .map(|(from, _)| from.clone())
            .collect();
        keys.sort();
        keys.dedup();
        if !keys.is_empty() {
            cuts.push(Cut {
                place: tie.from.clone(),
                columns: tie.here.clone(),
                keys,
            });
        }
    }
    cuts
}
