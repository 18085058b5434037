//! A plan in the words of the map.

use habeas_domain::{
    map::{Collection, DataMap, Place, Tell},
    plan::{Action, NOT_ASKED, Plan, Step},
    view::{Fate, PlanLine, SystemFault},
};

/// The plan's lines in the map's order: first what goes, then what changes, is cut loose, stays.
pub fn plan_lines(map: &DataMap, plan: &Plan) -> Vec<PlanLine> {
    let mut lines: Vec<(u8, PlanLine)> = plan
        .stores
        .iter()
        .flat_map(|part| {
            part.steps
                .iter()
                .map(move |step| (part.store.as_str(), step))
        })
        .filter_map(|(store, step)| {
            let system = map.store(store)?;
            let collection = system.collection(&step.collection)?;
            let line = PlanLine {
                system: system.label.clone(),
                place: Place::new(store, &step.collection).to_string(),
                label: collection.label.clone(),
                count: step.count,
                fate: fate(map, collection, step),
            };
            Some((rank(&step.action), line))
        })
        .collect();
    lines.sort_by_key(|(rank, _)| *rank);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The systems that stand in the way of a plan.
pub fn obstacles(map: &DataMap, plan: &Plan) -> Vec<SystemFault> {
    plan.stores
        .iter()
        .filter_map(|part| {
            let obstacle = part.obstacle.clone()?;
            Some(SystemFault {
                system: label(map, &part.store),
                obstacle,
            })
        })
        .collect()
}

/// A system's label.
pub fn label(map: &DataMap, store: &str) -> String {
    map.store(store)
        .map_or_else(|| store.to_owned(), |store| store.label.clone())
}

fn rank(action: &Action) -> u8 {
    match action {
        Action::Delete => 0,
        Action::Anonymise { .. } => 1,
        Action::Unlink => 2,
        Action::Keep { .. } => 3,
    }
}

fn fate(map: &DataMap, collection: &Collection, step: &Step) -> Fate {
    match &step.action {
        Action::Delete => Fate::Deleted,
        Action::Anonymise { fields } => Fate::Anonymised(
            fields
                .iter()
                .filter_map(|(name, _)| Some(collection.field(name)?.label.clone()))
                .collect(),
        ),
        Action::Unlink => Fate::Unlinked,
        Action::Keep { ground, until } => {
            let known = map.grounds.get(ground);
            Fate::Kept {
                ground: known.map(|ground| ground.label.clone()).unwrap_or_default(),
                law: known.map(|ground| ground.law.clone()).unwrap_or_default(),
                until: *until,
                told: ground == NOT_ASKED
                    || known.is_some_and(|ground| ground.tell == Tell::Person),
                asked: ground != NOT_ASKED,
            }
        }
    }
}
