//! What must come out, worked out from the rows in plain Rust; nothing of the engine is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::world::{Erase, GROUNDS, Link, LinkKind, Row, Table, World};

/// A row: its table and its place in it.
pub type At = (usize, usize);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Own,
    Shared,
    Kept(&'static str),
}

/// One row that points at another, and how.
pub struct Join {
    pub from: At,
    pub to: At,
    /// None where only a foreign key says so.
    pub kind: LinkKind,
    pub columns: Vec<usize>,
}

pub struct Oracle<'w> {
    pub world: &'w World,
    pub joins: Vec<Join>,
    pub found: BTreeSet<At>,
    pub classes: BTreeMap<At, Class>,
}

/// Case does not matter in an address; accents do.
fn same_identity(kind: &str, one: &str, other: &str) -> bool {
    if kind == "email" {
        one.trim().to_lowercase() == other.trim().to_lowercase()
    } else {
        one == other
    }
}

impl<'w> Oracle<'w> {
    pub fn new(world: &'w World) -> Self {
        let mut oracle = Self {
            world,
            joins: joins(world),
            found: BTreeSet::new(),
            classes: BTreeMap::new(),
        };
        oracle.walk();
        oracle.classify();
        oracle
    }

    pub fn table(&self, at: At) -> &'w Table {
        &self.world.tables[at.0]
    }

    fn walk(&mut self) {
        for (number, table) in self.world.tables.iter().enumerate() {
            for (place, row) in table.rows.iter().enumerate() {
                let named = table.identities.iter().any(|(column, kind)| {
                    self.world.who.iter().any(|known| {
                        known.kind == *kind
                            && row[*column]
                                .as_ref()
                                .is_some_and(|held| same_identity(kind, held, &known.value))
                    })
                });
                if named {
                    self.found.insert((number, place));
                }
            }
        }
        loop {
            let before = self.found.len();
            for join in &self.joins {
                match join.kind {
                    LinkKind::OwnedBy if self.found.contains(&join.to) => {
                        self.found.insert(join.from);
                    }
                    LinkKind::Owns if self.found.contains(&join.from) => {
                        self.found.insert(join.to);
                    }
                    _ => {}
                }
            }
            if self.found.len() == before {
                return;
            }
        }
    }

    pub fn is(&self, at: At, class: Class) -> bool {
        self.classes.get(&at) == Some(&class)
    }

    fn kept(&self, at: At) -> Option<&'static str> {
        match self.classes.get(&at) {
            Some(Class::Kept(ground)) => Some(ground),
            _ => None,
        }
    }

    /// Keep beats all; then what others point at or own too; then what these hold in place.
    fn classify(&mut self) {
        for at in self.found.clone() {
            let class = self.first_class(at);
            self.classes.insert(at, class);
        }
        self.spread(|oracle, join| {
            let ground = oracle.kept(join.from)?;
            let (from, to) = (oracle.table(join.from), oracle.table(join.to));
            let goes = to.erase == Erase::Delete && from.store == to.store;
            (goes && oracle.is(join.to, Class::Own)).then_some((join.to, Class::Kept(ground)))
        });
        self.spread(|oracle, join| {
            if join.kind == LinkKind::OwnedBy {
                // What belongs to shared records only is shared with them.
                let spared = oracle.is(join.from, Class::Own)
                    && oracle.is(join.to, Class::Shared)
                    && !oracle.table(join.from).finds_people()
                    && !oracle.has_own_owner(join.from);
                spared.then_some((join.from, Class::Shared))
            } else {
                let leant_on = oracle.is(join.from, Class::Shared)
                    && oracle.is(join.to, Class::Own)
                    && !oracle.table(join.to).finds_people();
                leant_on.then_some((join.to, Class::Shared))
            }
        });
    }

    fn spread(&mut self, rule: impl Fn(&Self, &Join) -> Option<(At, Class)>) {
        loop {
            let change = self.joins.iter().find_map(|join| rule(self, join));
            let Some((at, class)) = change else {
                return;
            };
            self.classes.insert(at, class);
        }
    }

    fn first_class(&self, at: At) -> Class {
        let table = self.table(at);
        if let Some((column, ground)) = &table.retention {
            // Ten years before the day of the test.
            let old = table.rows[at.1][*column].as_deref();
            if old.is_none_or(|date| date > "2016-11-01") {
                return Class::Kept(ground);
            }
        }
        if table.erase == Erase::Keep {
            return Class::Kept(GROUNDS[0]);
        }
        let shared = !table.finds_people()
            && self.joins.iter().any(|join| {
                (join.to == at && !self.found.contains(&join.from))
                    || (join.from == at
                        && join.kind == LinkKind::OwnedBy
                        && self.table(join.to).finds_people()
                        && !self.found.contains(&join.to))
            });
        if shared { Class::Shared } else { Class::Own }
    }

    fn has_own_owner(&self, at: At) -> bool {
        self.joins.iter().any(|join| match join.kind {
            LinkKind::OwnedBy => join.from == at && self.is(join.to, Class::Own),
            LinkKind::Owns => join.to == at && self.is(join.from, Class::Own),
            LinkKind::Refers => false,
        })
    }

    /// The rows of a class in a table.
    pub fn of(&self, table: usize, wanted: impl Fn(Class) -> bool) -> BTreeSet<Row> {
        let rows = self
            .classes
            .iter()
            .filter(|(at, class)| at.0 == table && wanted(**class));
        rows.map(|(at, _)| self.table(*at).key_of(&self.table(*at).rows[at.1]))
            .collect()
    }
}

/// Every row that points at another by a link or by a foreign key that no link describes.
fn joins(world: &World) -> Vec<Join> {
    let mut joins = Vec::new();
    for (number, table) in world.tables.iter().enumerate() {
        let keys = table.foreign_keys.iter().filter_map(|key| {
            let target = &world.tables[key.to];
            if !(table.mapped && target.mapped) {
                return None;
            }
            let mut pairs: Vec<(usize, usize)> = key
                .columns
                .iter()
                .copied()
                .zip(key.to_columns.iter().copied())
                .collect();
            pairs.sort_unstable();
            let told = table.links.iter().any(|link| {
                let mut known = link.pairs.clone();
                known.sort_unstable();
                link.to == key.to && link.when.is_none() && known == pairs
            });
            (!told).then_some(Link {
                to: key.to,
                pairs,
                kind: LinkKind::Refers,
                when: None,
            })
        });
        for link in table.links.iter().cloned().chain(keys) {
            for (place, row) in table.rows.iter().enumerate() {
                if let Some((column, constant)) = &link.when
                    && row[*column].as_ref() != Some(constant)
                {
                    continue;
                }
                for (other, target) in world.tables[link.to].rows.iter().enumerate() {
                    let equal = link
                        .pairs
                        .iter()
                        .all(|(here, there)| row[*here].is_some() && row[*here] == target[*there]);
                    if equal {
                        joins.push(Join {
                            from: (number, place),
                            to: (link.to, other),
                            kind: link.kind,
                            columns: link.pairs.iter().map(|(here, _)| *here).collect(),
                        });
                    }
                }
            }
        }
    }
    joins
}
