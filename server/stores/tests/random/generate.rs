//! Schemas that nobody here designed, with people in them.

use habeas_domain::identity::Identity;

use crate::{
    connect,
    dice::Dice,
    fill,
    world::{Column, Engine, Erase, GROUNDS, Kind, LinkKind, Rule, Table, World},
};

/// Names that must be quoted, and plain ones.
const NAMES: [&str; 12] = [
    "people",
    "order",
    "Group By",
    "user",
    "naïve \"x\"",
    "select",
    "line_items",
    "Ünïcode",
    "a'b",
    "table",
    "notes",
    "UPPER",
];
const WORDS: [&str; 8] = [
    "name", "from", "Wert", "x y", "value\"q", "desc", "city", "ключ",
];

/// The world of a seed: the first throw that has somebody in it.
pub fn world(seed: u64, engine: Engine) -> World {
    let throws = (0..).map(|throw| Dice::new(seed + (throw << 40)));
    let mut worlds = throws.map(|dice| thrown(dice, engine));
    worlds.find(|world| !world.who.is_empty()).unwrap()
}

fn thrown(mut dice: Dice, engine: Engine) -> World {
    let mut world = World {
        engine,
        tables: Vec::new(),
        who: Vec::new(),
    };
    let count = dice.between(3, 9);
    let first = dice.below(NAMES.len());
    for number in 0..count {
        let name = NAMES[(first + number) % NAMES.len()].to_owned();
        // The other store is an SQLite file, whatever the first one is.
        let store = usize::from(number > 0 && dice.chance(15));
        let engine = if store == 0 { engine } else { Engine::Sqlite };
        let mut table = blank(&mut dice, engine, name);
        table.store = store;
        if number == 0 || dice.chance(8) {
            people(&mut dice, &mut table);
        }
        keys(&mut dice, &mut table);
        world.tables.push(table);
        if number > 0 {
            connect::connect(&mut dice, &mut world, number);
        }
        if dice.chance(20) {
            // A tree in one table.
            let kind = *dice.pick(&[LinkKind::OwnedBy, LinkKind::OwnedBy, LinkKind::Refers]);
            connect::link(&mut dice, &mut world, number, number, kind);
        }
    }
    if dice.chance(30) {
        connect::circle(&mut dice, &mut world);
    }
    for number in 1..count {
        if dice.chance(6) {
            forget(&mut world, number);
        }
    }
    for table in &mut world.tables {
        rules(&mut dice, table);
    }
    fill::rows(&mut dice, &mut world);
    world.who = who(&mut dice, &world);
    world
}

/// A table that nobody mapped: the engine knows of it by foreign keys at most.
fn forget(world: &mut World, number: usize) {
    let table = &mut world.tables[number];
    table.mapped = false;
    table.identities.clear();
    table.links.clear();
    table.retention = None;
    table.erase = Erase::Keep;
    for table in &mut world.tables {
        table.links.retain(|link| link.to != number);
    }
}

fn blank(dice: &mut Dice, engine: Engine, name: String) -> Table {
    let erase = match dice.below(20) {
        0..12 => Erase::Delete,
        12..18 => Erase::Anonymise,
        _ => Erase::Keep,
    };
    let options = match (engine, dice.below(10)) {
        (Engine::Sqlite, 0) => " STRICT",
        (Engine::Sqlite, 1) => " WITHOUT ROWID",
        _ => "",
    };
    Table {
        name,
        store: 0,
        mapped: true,
        columns: Vec::new(),
        key: Vec::new(),
        primary: options == " WITHOUT ROWID" || !dice.chance(10),
        options,
        identities: Vec::new(),
        links: Vec::new(),
        foreign_keys: Vec::new(),
        erase,
        retention: None,
        rows: Vec::new(),
    }
}

pub fn column(table: &mut Table, word: &str, kind: Kind) -> usize {
    let number = table.columns.len();
    table.columns.push(Column {
        name: format!("{word}{number}"),
        kind,
        declared: None,
        not_null: false,
        unique: false,
        rule: Rule::Keep,
        mapped: true,
        plain: false,
    });
    number
}

fn people(dice: &mut Dice, table: &mut Table) {
    let email = column(table, "email", Kind::Text);
    table.columns[email].unique = dice.chance(40);
    table.columns[email].not_null = dice.chance(40);
    table.identities.push((email, "email"));
    if dice.chance(40) {
        let number = column(table, "number", Kind::Integer);
        table.columns[number].unique = dice.chance(50);
        table.identities.push((number, "customer_number"));
    }
}

/// What tells rows apart, and what they hold.
fn keys(dice: &mut Dice, table: &mut Table) {
    let kinds: &[Kind] = match dice.below(10) {
        0..5 => &[Kind::Integer],
        5..8 => &[Kind::Text],
        8 => &[Kind::Integer, Kind::Text],
        _ => &[Kind::Text, Kind::Text],
    };
    for kind in kinds {
        let key = column(table, "Id", *kind);
        table.columns[key].not_null = true;
        table.key.push(key);
    }
    for _ in 0..dice.between(1, 3) {
        let kind = if dice.chance(80) {
            Kind::Text
        } else {
            Kind::Integer
        };
        let word = *dice.pick(&WORDS);
        let plain = column(table, word, kind);
        let held = &mut table.columns[plain];
        held.plain = true;
        if table.options != " STRICT" && dice.chance(25) {
            held.declared = Some(match kind {
                Kind::Text => "VARCHAR(20)",
                _ => *dice.pick(&["SMALLINT", "BIGINT"]),
            });
        }
        held.mapped = plain == 1 || dice.chance(90);
        held.not_null = dice.chance(30);
        held.unique = dice.chance(15);
    }
    if dice.chance(30) {
        let date = column(table, "on", Kind::Date);
        table.columns[date].not_null = dice.chance(50);
        if dice.chance(60) {
            table.retention = Some((date, *dice.pick(&GROUNDS)));
        }
    }
}

/// What erasure does to the fields; now and then something that cannot be done.
fn rules(dice: &mut Dice, table: &mut Table) {
    let identities: Vec<usize> = table.identities.iter().map(|(at, _)| *at).collect();
    let dated = table.retention.map(|(at, _)| at);
    for (at, column) in table.columns.iter_mut().enumerate() {
        if table.key.contains(&at) || !column.mapped || dated == Some(at) {
            continue;
        }
        let careless = dice.chance(4);
        column.rule = match column.kind {
            Kind::Date => *dice.pick(&[Rule::Year, Rule::Keep]),
            _ if !column.plain && !identities.contains(&at) => {
                let empty = !column.not_null && dice.chance(15);
                if empty { Rule::Null } else { Rule::Keep }
            }
            Kind::Integer => *dice.pick(&[Rule::Pseudonym, Rule::Null, Rule::Keep]),
            Kind::Text if column.unique => *dice.pick(&[Rule::Pseudonym, Rule::Null, Rule::Keep]),
            Kind::Text => *dice.pick(&[
                Rule::Pseudonym,
                Rule::Constant,
                Rule::Null,
                Rule::Postcode,
                Rule::Keep,
            ]),
        };
        if careless && column.plain && column.kind == Kind::Text {
            column.rule = *dice.pick(&[Rule::Null, Rule::Constant]);
        } else if column.rule == Rule::Null && column.not_null {
            column.rule = Rule::Pseudonym;
        }
    }
}

/// One of the people, by what finds them; mail addresses in other capitals.
pub fn who(dice: &mut Dice, world: &World) -> Vec<Identity> {
    let places: Vec<(usize, usize)> = (0..world.tables.len())
        .filter(|at| world.tables[*at].finds_people())
        .flat_map(|at| (0..world.tables[at].rows.len()).map(move |row| (at, row)))
        .collect();
    if places.is_empty() {
        return Vec::new();
    }
    let (at, row) = *dice.pick(&places);
    let table = &world.tables[at];
    let mut known = Vec::new();
    for (column, kind) in &table.identities {
        if let Some(value) = &table.rows[row][*column]
            && (known.is_empty() || dice.chance(30))
        {
            let shout = *kind == "email" && dice.chance(30);
            let value = if shout {
                value.to_uppercase()
            } else {
                value.clone()
            };
            known.push(Identity::new(*kind, value));
        }
    }
    known
}
