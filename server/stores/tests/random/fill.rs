//! Rows for a schema: few, and close enough to each other to be mistaken.

use std::collections::BTreeSet;

use crate::{
    dice::Dice,
    world::{Cell, Kind, Row, World},
};

const EMAILS: [&str; 10] = [
    "maria@example.com",
    "Maria.B@example.com",
    "ben@example.com",
    "jose@example.com",
    "josé@example.com",
    "o'hara@example.com",
    "li@example.com",
    "eve@example.com",
    "adam@example.com",
    "ZOË@example.com",
];
/// Keys that a careless comparison takes for each other.
const KEYS: [&str; 20] = [
    "a1", "A1", "a1 ", " a1", "7", "7.0", "07", "o'x", "\"q\"", "é", "e\u{301}", "%", "_", "\\",
    "[1]", "null", "", "true", "x", "Ünï",
];
const TEXTS: [&str; 8] = [
    "blue",
    "it's",
    "D02 XY45",
    "a\nb",
    "",
    "NULL",
    "{\"a\":1}",
    "日本語テキスト",
];
const DATES: [&str; 6] = [
    "2009-03-05",
    "2016-10-31",
    "2016-11-01",
    "2016-11-02",
    "2024-02-29",
    "2026-10-31",
];

pub fn rows(dice: &mut Dice, world: &mut World) {
    for number in 0..world.tables.len() {
        let wanted = if number == 0 {
            dice.between(3, 8)
        } else {
            dice.between(1, 8) * usize::from(!dice.chance(8))
        };
        keys(dice, world, number, wanted);
    }
    // Links last: they point anywhere, also forwards.
    for number in 0..world.tables.len() {
        links(dice, world, number);
        distinct(world, number);
    }
    whole(world);
}

/// Rows with all but their links.
fn keys(dice: &mut Dice, world: &mut World, number: usize, wanted: usize) {
    let table = &mut world.tables[number];
    let mut seen = BTreeSet::new();
    for _ in 0..wanted {
        let mut row: Row = Vec::new();
        for (at, column) in table.columns.iter().enumerate() {
            let key = table.key.contains(&at);
            let identity = table
                .identities
                .iter()
                .find(|(identity, _)| *identity == at);
            row.push(match (column.kind, identity) {
                _ if !key && !column.not_null && dice.chance(20) => None,
                (_, Some((_, "email"))) => Some((*dice.pick(&EMAILS)).to_owned()),
                (Kind::Integer, _) => Some(dice.between(1, 30).to_string()),
                (Kind::Text, _) if key => Some((*dice.pick(&KEYS)).to_owned()),
                (Kind::Text, _) if column.unique => Some(format!("u{}", dice.below(1000))),
                (Kind::Text, _) => Some((*dice.pick(&TEXTS)).to_owned()),
                (Kind::Date, _) => Some((*dice.pick(&DATES)).to_owned()),
            });
        }
        if seen.insert(table.key_of(&row)) {
            table.rows.push(row);
        }
    }
}

fn links(dice: &mut Dice, world: &mut World, number: usize) {
    let table = world.tables[number].clone();
    for place in 0..table.rows.len() {
        for key in &table.foreign_keys {
            let to = &world.tables[key.to];
            let nullable = key.columns.iter().all(|at| !table.columns[*at].not_null);
            let target: Option<Row> = if to.rows.is_empty() || (nullable && dice.chance(25)) {
                None
            } else {
                Some(to.of(&key.to_columns, dice.pick(&to.rows)))
            };
            set(world, (number, place), &key.columns, target);
        }
        let mut told = BTreeSet::new();
        for link in &table.links {
            let here: Vec<usize> = link.pairs.iter().map(|(here, _)| *here).collect();
            let keyed = table.foreign_keys.iter().any(|key| key.columns == here);
            if keyed || (told.contains(&here) && dice.chance(50)) {
                continue;
            }
            let to = &world.tables[link.to];
            let nullable = here.iter().all(|at| !table.columns[*at].not_null);
            // Without a foreign key it may point at nothing.
            if dice.chance(8) || (to.rows.is_empty() && !nullable) {
                continue;
            }
            let target: Option<Row> = if to.rows.is_empty() || (nullable && dice.chance(20)) {
                None
            } else {
                let row = dice.pick(&to.rows);
                Some(
                    link.pairs
                        .iter()
                        .map(|(_, there)| row[*there].clone())
                        .collect(),
                )
            };
            set(world, (number, place), &here, target);
            if let Some((kind, constant)) = &link.when {
                world.tables[number].rows[place][*kind] = Some(constant.clone());
            }
            told.insert(here);
        }
    }
}

fn set(world: &mut World, (table, place): (usize, usize), columns: &[usize], target: Option<Row>) {
    let target: Vec<Cell> = target.unwrap_or_else(|| vec![None; columns.len()]);
    for (column, cell) in columns.iter().zip(target) {
        world.tables[table].rows[place][*column] = cell;
    }
}

/// Takes out rows that break UNIQUE or have another's key.
fn distinct(world: &mut World, number: usize) {
    let table = &mut world.tables[number];
    let key = table.key.clone();
    let mut seen = BTreeSet::new();
    table
        .rows
        .retain(|row| seen.insert(key.iter().map(|at| row[*at].clone()).collect::<Row>()));
    for (at, column) in table.columns.iter().enumerate() {
        if column.unique {
            let mut seen = BTreeSet::new();
            table
                .rows
                .retain(|row| row[at].is_none() || seen.insert(row[at].clone()));
        }
    }
}

/// Takes out rows that point at nothing, or hold NULL where they must not, until all is whole.
fn whole(world: &mut World) {
    loop {
        let mut gone = false;
        for number in 0..world.tables.len() {
            let all = world.tables.clone();
            let table = &mut world.tables[number];
            let before = table.rows.len();
            let (columns, keys) = (&table.columns, &table.foreign_keys);
            table.rows.retain(|row| {
                let there = columns
                    .iter()
                    .zip(row)
                    .all(|(c, cell)| !c.not_null || cell.is_some());
                there
                    && keys.iter().all(|key| {
                        let held: Row = key.columns.iter().map(|at| row[*at].clone()).collect();
                        let to = &all[key.to];
                        held.iter().any(Option::is_none)
                            || to
                                .rows
                                .iter()
                                .any(|row| to.of(&key.to_columns, row) == held)
                    })
            });
            gone |= table.rows.len() < before;
        }
        if !gone {
            return;
        }
    }
}
