//! How the tables of a case hang together.

use crate::{
    dice::Dice,
    generate::column,
    world::{ForeignKey, Kind, Link, LinkKind, OnDelete, World},
};

/// Ties a new table to those before it.
pub fn connect(dice: &mut Dice, world: &mut World, number: usize) {
    match dice.below(20) {
        // Something that others have: an address, a product.
        0..4 => {
            for _ in 0..dice.between(1, 2) {
                let from = dice.below(number);
                let kind = *dice.pick(&[LinkKind::Owns, LinkKind::Owns, LinkKind::Refers]);
                link(dice, world, from, number, kind);
            }
        }
        // Many to many.
        4..7 => {
            let to = dice.below(number);
            let mut key = link(dice, world, number, to, LinkKind::OwnedBy);
            let to = dice.below(number);
            let kind = *dice.pick(&[LinkKind::OwnedBy, LinkKind::Owns, LinkKind::Refers]);
            key.extend(link(dice, world, number, to, kind));
            if dice.chance(50) {
                key_by(world, number, key);
            }
        }
        7..10 => polymorphic(dice, world, number),
        10 | 11 => by_address(dice, world, number),
        // Belongs to one.
        _ => {
            let to = dice.below(number);
            let mut key = link(dice, world, number, to, LinkKind::OwnedBy);
            if dice.chance(15) {
                key.push(world.tables[number].key[0]);
                key_by(world, number, key);
            }
            if dice.chance(25) {
                let to = dice.below(number);
                link(dice, world, number, to, LinkKind::Refers);
            }
        }
    }
}

/// A table whose key is what it points at: a membership, a line of an order.
fn key_by(world: &mut World, number: usize, key: Vec<usize>) {
    let table = &mut world.tables[number];
    for at in &key {
        table.columns[*at].not_null = true;
        table.columns[*at].rule = crate::world::Rule::Keep;
    }
    table.key = key;
}

/// Where an earlier table points at a later one, and that at the earlier.
pub fn circle(dice: &mut Dice, world: &mut World) {
    let to = dice.below(world.tables.len());
    let from = dice.below(to + 1);
    if from != to && world.tables[from].store == world.tables[to].store {
        let kind = *dice.pick(&[LinkKind::Refers, LinkKind::OwnedBy, LinkKind::Owns]);
        let columns = link(dice, world, from, to, kind);
        for at in columns {
            world.tables[from].columns[at].not_null = false;
        }
    }
}

/// A link to the other table's key, mostly with a foreign key; gives its columns.
pub fn link(
    dice: &mut Dice,
    world: &mut World,
    from: usize,
    to: usize,
    kind: LinkKind,
) -> Vec<usize> {
    let target: Vec<(usize, Kind)> = world.tables[to]
        .key
        .iter()
        .map(|at| (*at, world.tables[to].columns[*at].kind))
        .collect();
    let together = world.tables[from].store == world.tables[to].store;
    let not_null = from != to && dice.chance(35);
    let with_key = together && dice.chance(70);
    let as_text = !with_key && dice.chance(20);
    let mut pairs = Vec::new();
    for (there, kind) in target {
        let kind = if as_text { Kind::Text } else { kind };
        let here = column(&mut world.tables[from], "link", kind);
        world.tables[from].columns[here].not_null = not_null;
        pairs.push((here, there));
    }
    let columns: Vec<usize> = pairs.iter().map(|(here, _)| *here).collect();
    let with_link = !with_key || dice.chance(90);
    if with_key {
        let on_delete = on_delete(dice);
        let to_columns = world.tables[to].key.clone();
        world.tables[from].foreign_keys.push(ForeignKey {
            columns: columns.clone(),
            to,
            to_columns,
            on_delete,
            follows: dice.chance(20),
        });
    }
    if with_link {
        let kind = possible(world, from, to, kind);
        let when = None;
        world.tables[from].links.push(Link {
            to,
            pairs,
            kind,
            when,
        });
    }
    columns
}

fn on_delete(dice: &mut Dice) -> OnDelete {
    match dice.below(10) {
        0..5 => OnDelete::NoAction,
        5 => OnDelete::Restrict,
        6 | 7 => OnDelete::Cascade,
        _ => OnDelete::SetNull,
    }
}

/// Nobody owns people, and from the other store no way leads back.
fn possible(world: &World, from: usize, to: usize, kind: LinkKind) -> LinkKind {
    let (one, other) = (&world.tables[from], &world.tables[to]);
    let back = match kind {
        LinkKind::OwnedBy => other.store > one.store,
        LinkKind::Owns => one.store > other.store || other.finds_people(),
        LinkKind::Refers => false,
    };
    if back { LinkKind::Refers } else { kind }
}

/// A ticket that knows its sender by the mail address.
fn by_address(dice: &mut Dice, world: &mut World, number: usize) {
    let here = column(&mut world.tables[number], "sender", Kind::Text);
    world.tables[number].columns[here].not_null = dice.chance(20);
    let (there, _) = world.tables[0].identities[0];
    let unique = world.tables[0].columns[there].unique;
    if unique && world.tables[number].store == 0 && dice.chance(60) {
        let on_delete = on_delete(dice);
        world.tables[number].foreign_keys.push(ForeignKey {
            columns: vec![here],
            to: 0,
            to_columns: vec![there],
            on_delete,
            follows: dice.chance(20),
        });
    }
    world.tables[number].links.push(Link {
        to: 0,
        pairs: vec![(here, there)],
        kind: LinkKind::OwnedBy,
        when: None,
    });
}

/// One pair of columns that points now here, now there.
fn polymorphic(dice: &mut Dice, world: &mut World, number: usize) {
    let targets: Vec<usize> = (0..number)
        .filter(|to| world.tables[*to].key.len() == 1)
        .collect();
    if targets.is_empty() {
        link(dice, world, number, 0, LinkKind::OwnedBy);
        return;
    }
    let kind = column(&mut world.tables[number], "kind", Kind::Text);
    let id = column(&mut world.tables[number], "subject", Kind::Text);
    world.tables[number].columns[kind].not_null = dice.chance(50);
    world.tables[number].columns[id].not_null = dice.chance(30);
    let first = dice.below(targets.len());
    for step in 0..2.min(targets.len()) {
        let to = targets[(first + step) % targets.len()];
        let link = Link {
            to,
            pairs: vec![(id, world.tables[to].key[0])],
            kind: possible(world, number, to, LinkKind::OwnedBy),
            when: Some((kind, format!("T{to}"))),
        };
        world.tables[number].links.push(link);
    }
}
