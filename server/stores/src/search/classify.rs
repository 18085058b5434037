//! What may happen to what was found: own, shared with others, or kept on a ground.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use habeas_domain::{
    map::{Collection, DataMap, LinkKind, Place, RecordErase, Relations, Stay},
    plan::NOT_ASKED,
    value::Key,
};

use super::{
    dates,
    hunt::{Finds, Hunt, holds},
    tie::Tie,
};
use crate::by::Row;

/// What may happen to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Class {
    Own,
    Shared,
    Kept {
        ground: String,
        until: Option<NaiveDate>,
    },
}

/// The class of every record found that is not simply the person's own.
#[derive(Debug, Default)]
pub(crate) struct Classified(BTreeMap<Place, BTreeMap<Key, Class>>);

impl Classified {
    /// The records of a collection that are not simply the person's own.
    pub(super) fn others(&self, place: &Place) -> Option<&BTreeMap<Key, Class>> {
        self.0.get(place)
    }

    /// The first day after which something may go that stays now; none where nothing has an end.
    pub(super) fn next_end(&self) -> Option<NaiveDate> {
        let classes = self.0.values().flat_map(BTreeMap::values);
        classes
            .filter_map(|class| match class {
                Class::Kept { until, .. } => *until,
                _ => None,
            })
            .min()
    }

    /// Whether every record is the person's alone, and free to go.
    pub(super) fn all_own(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, place: &Place, key: &Key) -> &Class {
        self.0
            .get(place)
            .and_then(|classes| classes.get(key))
            .unwrap_or(&Class::Own)
    }

    fn set(&mut self, place: &Place, key: &Key, class: Class) {
        self.0
            .entry(place.clone())
            .or_default()
            .insert(key.clone(), class);
    }
}

/// Keep beats everything; what is somebody else's too comes next; then what these lean on.
pub(crate) async fn classify(
    hunt: &mut Hunt<'_>,
    today: NaiveDate,
    areas: &BTreeSet<String>,
) -> Classified {
    let mut classified = Classified::default();
    let relations = dates::relations(hunt);
    for (place, found) in &hunt.finds {
        let Some(collection) = hunt.map.collection(place) else {
            continue;
        };
        let rules = collection.keep.is_some() || collection.erase == RecordErase::Keep;
        if !rules && not_asked(collection, areas).is_none() {
            continue;
        }
        for (key, row) in &found.rows {
            let about = (hunt.map, &relations);
            let class = not_asked(collection, areas)
                .or_else(|| kept((place, collection), (found, row), about, today));
            if let Some(class) = class {
                classified.set(place, key, class);
            }
        }
    }
    for (place, key) in shared(hunt).await {
        if *classified.get(&place, &key) == Class::Own {
            classified.set(&place, &key, Class::Shared);
        }
    }
    // What is kept or shared is all that spreads.
    if !classified.all_own() {
        spread(hunt, &mut classified);
    }
    classified
}

/// Whether a record is in an area that nobody asked about.
pub(super) fn not_asked(collection: &Collection, areas: &BTreeSet<String>) -> Option<Class> {
    let outside = !areas.is_empty() && !areas.contains(&collection.meaning);
    outside.then(|| Class::Kept {
        ground: NOT_ASKED.to_owned(),
        until: None,
    })
}

/// Whether a record is under retention.
fn kept(
    (place, collection): (&Place, &Collection),
    (found, row): (&Finds, &Row),
    (map, relations): (&DataMap, &Relations),
    today: NaiveDate,
) -> Option<Class> {
    if let Some(keep) = &collection.keep {
        let from = keep.from.as_ref();
        let own = dates::own(from.and_then(|from| found.value(row, from.as_str())));
        let resolve = |name: &str| map.resolve(&place.store, name);
        let fiscal = map.controller.fiscal_year.unwrap_or_default();
        if let Stay::Until(until) = keep.stay(own, (relations, &resolve), (today, fiscal)) {
            return Some(Class::Kept {
                ground: keep.ground.to_string(),
                until,
            });
        }
    }
    match collection.erase {
        RecordErase::Keep => Some(Class::Kept {
            ground: collection
                .ground
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            until: None,
        }),
        _ => None,
    }
}

/// Records that somebody outside points at, or that belong to another person too. Records of
/// collections that find people are about the person found and never shared.
async fn shared(hunt: &mut Hunt<'_>) -> Vec<(Place, Key)> {
    let ties = hunt.ties;
    let mut shared = Vec::new();
    for tie in ties {
        let finds_people = |place: &Place| {
            hunt.map
                .collection(place)
                .is_some_and(Collection::finds_people)
        };
        if !finds_people(&tie.to) {
            shared.extend(seen_from(hunt, tie, &tie.to, &tie.there, &tie.from, &tie.here).await);
        }
        if tie.kind == LinkKind::OwnedBy && finds_people(&tie.to) && !finds_people(&tie.from) {
            shared.extend(seen_from(hunt, tie, &tie.from, &tie.here, &tie.to, &tie.there).await);
        }
    }
    shared
}

/// Records at `place` whose `mine` is the `theirs` of a record at `other` outside this person's.
async fn seen_from(
    hunt: &mut Hunt<'_>,
    tie: &Tie,
    place: &Place,
    mine: &[String],
    other: &Place,
    theirs: &[String],
) -> Vec<(Place, Key)> {
    let found = &hunt.finds[place];
    let upwards = *other == tie.to && mine == tie.here;
    let counts = |found: &Finds, row: &Row| !upwards || holds(tie, found, row);
    let whole = 0..found.rows.len();
    let values = found.tuples(whole, mine, |row| counts(found, row));
    if values.is_empty() {
        return Vec::new();
    }
    let values: Vec<Row> = values.into_iter().collect();
    let none = BTreeMap::new();
    let when = if upwards { &none } else { &tie.when };
    let answer = hunt.outside(other, theirs, &values, when).await;
    // Where nobody can say who else points here, nothing may be taken for this person's alone.
    let shared = match answer {
        None => None,
        Some(outside) if outside.is_empty() => return Vec::new(),
        Some(outside) => {
            let known: BTreeSet<Row> = values.iter().map(|tuple| tie.form(tuple)).collect();
            let mut outside: BTreeSet<Row> = outside.iter().map(|tuple| tie.form(tuple)).collect();
            if tie.letters {
                // A collation took é for e: another value, so nobody else's link.
                outside.retain(|tuple| known.contains(tuple));
            }
            outside.is_subset(&known).then_some(outside)
        }
    };
    let found = &hunt.finds[place];
    let rows = found.rows.iter().filter(|(_, row)| counts(found, row));
    let tuples = rows.filter_map(|(key, row)| Some((key, found.tuple(row, mine)?)));
    tuples
        .filter(|(_, tuple)| {
            shared
                .as_ref()
                .is_none_or(|shared| shared.contains(&tie.form(tuple)))
        })
        .map(|(key, _)| (place.clone(), key.clone()))
        .collect()
}

/// What stays holds in place what it points at; and what belongs to a shared record only is
/// shared with it.
fn spread(hunt: &Hunt<'_>, classified: &mut Classified) {
    let joins: Vec<(&Tie, Vec<(&Key, &Key)>)> = hunt
        .ties
        .iter()
        .map(|tie| (tie, joined(&hunt.finds, tie)))
        .collect();
    let erase = |place: &Place| hunt.map.collection(place).map(|to| to.erase);
    let finds_people = |place: &Place| {
        hunt.map
            .collection(place)
            .is_some_and(Collection::finds_people)
    };
    // Keep beats shared here too: first all that what is kept holds in place, then the rest.
    let holds = |classified: &Classified, tie: &Tie, (from, to): (&Key, &Key)| {
        let class = classified.get(&tie.from, from);
        // Only what would be deleted must stay: an anonymised record still stands.
        let held = matches!(class, Class::Kept { .. })
            && *classified.get(&tie.to, to) == Class::Own
            && tie.from.store == tie.to.store
            && erase(&tie.to) == Some(RecordErase::Delete);
        held.then(|| (tie.to.clone(), to.clone(), class.clone()))
    };
    while pass(&joins, classified, holds) {}
    loop {
        let owned = owned(&joins, classified);
        let changed = pass(&joins, classified, |classified, tie, (from, to)| {
            let classes = (classified.get(&tie.from, from), classified.get(&tie.to, to));
            match classes {
                (Class::Shared, Class::Own)
                    if tie.kind != LinkKind::OwnedBy && !finds_people(&tie.to) =>
                {
                    Some((tie.to.clone(), to.clone(), Class::Shared))
                }
                (Class::Own, Class::Shared)
                    if tie.kind == LinkKind::OwnedBy
                        && !finds_people(&tie.from)
                        && !owned.contains(&(&tie.from, from)) =>
                {
                    Some((tie.from.clone(), from.clone(), Class::Shared))
                }
                _ => None,
            }
        });
        if !changed {
            return;
        }
    }
}

/// Every pair that a tie joins is put to a rule once; says whether a class changed.
fn pass(
    joins: &[(&Tie, Vec<(&Key, &Key)>)],
    classified: &mut Classified,
    rule: impl Fn(&Classified, &Tie, (&Key, &Key)) -> Option<(Place, Key, Class)>,
) -> bool {
    let changes: Vec<(Place, Key, Class)> = joins
        .iter()
        .flat_map(|(tie, pairs)| pairs.iter().map(move |pair| (*tie, pair)))
        .filter_map(|(tie, pair)| rule(classified, tie, *pair))
        .collect();
    for (place, key, class) in &changes {
        classified.set(place, key, class.clone());
    }
    !changes.is_empty()
}

/// The records that belong to one of the person's that is theirs alone.
fn owned<'j>(
    joins: &[(&'j Tie, Vec<(&'j Key, &'j Key)>)],
    classified: &Classified,
) -> BTreeSet<(&'j Place, &'j Key)> {
    let mut owned = BTreeSet::new();
    for (tie, pairs) in joins {
        for &(from, to) in pairs {
            match tie.kind {
                LinkKind::OwnedBy if *classified.get(&tie.to, to) == Class::Own => {
                    owned.insert((&tie.from, from));
                }
                LinkKind::Owns if *classified.get(&tie.from, from) == Class::Own => {
                    owned.insert((&tie.to, to));
                }
                _ => {}
            }
        }
    }
    owned
}

/// The pairs of found records that a tie joins.
pub(super) fn joined<'f>(finds: &'f BTreeMap<Place, Finds>, tie: &Tie) -> Vec<(&'f Key, &'f Key)> {
    let (from, to) = (&finds[&tie.from], &finds[&tie.to]);
    let mut targets: BTreeMap<Row, Vec<&Key>> = BTreeMap::new();
    for (key, row) in &to.rows {
        if let Some(tuple) = to.tuple(row, &tie.there) {
            targets.entry(tie.form(&tuple)).or_default().push(key);
        }
    }
    let mut pairs = Vec::new();
    for (key, row) in &from.rows {
        if holds(tie, from, row)
            && let Some(tuple) = from.tuple(row, &tie.here)
        {
            for target in targets.get(&tie.form(&tuple)).into_iter().flatten() {
                pairs.push((key, *target));
            }
        }
    }
    pairs
}
