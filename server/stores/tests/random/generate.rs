//! Schemas that nobody here designed, with people in them.

use habeas_domain::identity::Identity;

use crate::{
    dice::Dice,
    fill,
    world::{
        Column, Engine, Erase, ForeignKey, GROUNDS, Kind, Link, LinkKind, OnDelete, Rule, Table,
        World,
    },
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
        let mut table = blank(&mut dice, engine, name);
        if number == 0 || dice.chance(8) {
            people(&mut dice, &mut table);
        }
        keys(&mut dice, &mut table);
        world.tables.push(table);
        if number > 0 {
            connect(&mut dice, &mut world, number);
        }
        if dice.chance(20) {
            // A tree in one table.
            let kind = *dice.pick(&[LinkKind::OwnedBy, LinkKind::OwnedBy, LinkKind::Refers]);
            link(&mut dice, &mut world, number, number, kind);
        }
    }
    for table in &mut world.tables {
        rules(&mut dice, table);
    }
    fill::rows(&mut dice, &mut world);
    world.who = who(&mut dice, &world);
    world
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

fn column(table: &mut Table, word: &str, kind: Kind) -> usize {
    let number = table.columns.len();
    table.columns.push(Column {
        name: format!("{word}{number}"),
        kind,
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

/// Ties a new table to those before it.
fn connect(dice: &mut Dice, world: &mut World, number: usize) {
    let other = |dice: &mut Dice| dice.below(number);
    match dice.below(20) {
        // Something that others have: an address, a product.
        0..4 => {
            for _ in 0..dice.between(1, 2) {
                let from = other(dice);
                if world.tables[number].finds_people() {
                    link(dice, world, from, number, LinkKind::Refers);
                } else {
                    let kind = *dice.pick(&[LinkKind::Owns, LinkKind::Owns, LinkKind::Refers]);
                    link(dice, world, from, number, kind);
                }
            }
        }
        // Many to many.
        4..7 => {
            let to = other(dice);
            link(dice, world, number, to, LinkKind::OwnedBy);
            let to = other(dice);
            let people = world.tables[to].finds_people();
            let kind = match dice.below(3) {
                0 => LinkKind::OwnedBy,
                1 if !people => LinkKind::Owns,
                _ => LinkKind::Refers,
            };
            link(dice, world, number, to, kind);
        }
        7..10 => polymorphic(dice, world, number),
        // Belongs to one.
        _ => {
            let to = other(dice);
            link(dice, world, number, to, LinkKind::OwnedBy);
            if dice.chance(25) {
                let to = other(dice);
                link(dice, world, number, to, LinkKind::Refers);
            }
        }
    }
}

/// A link to the other table's key, mostly with a foreign key.
fn link(dice: &mut Dice, world: &mut World, from: usize, to: usize, kind: LinkKind) {
    let target: Vec<(usize, Kind)> = world.tables[to]
        .key
        .iter()
        .map(|at| (*at, world.tables[to].columns[*at].kind))
        .collect();
    let not_null = from != to && dice.chance(35);
    let mut pairs = Vec::new();
    for (there, kind) in target {
        let here = column(&mut world.tables[from], "link", kind);
        world.tables[from].columns[here].not_null = not_null;
        pairs.push((here, there));
    }
    let with_key = dice.chance(70);
    let with_link = !with_key || dice.chance(90);
    if with_key {
        let on_delete = match dice.below(10) {
            0..5 => OnDelete::NoAction,
            5 => OnDelete::Restrict,
            6 | 7 => OnDelete::Cascade,
            _ => OnDelete::SetNull,
        };
        let columns = pairs.iter().map(|(here, _)| *here).collect();
        world.tables[from].foreign_keys.push(ForeignKey {
            columns,
            to,
            on_delete,
        });
    }
    if with_link {
        world.tables[from].links.push(Link {
            to,
            pairs,
            kind,
            when: None,
        });
    }
}

/// One pair of columns that points now here, now there.
fn polymorphic(dice: &mut Dice, world: &mut World, number: usize) {
    let targets: Vec<usize> = (0..number)
        .filter(|to| world.tables[*to].key.len() == 1)
        .collect();
    if targets.is_empty() {
        return link(dice, world, number, 0, LinkKind::OwnedBy);
    }
    let kind = column(&mut world.tables[number], "kind", Kind::Text);
    let id = column(&mut world.tables[number], "subject", Kind::Text);
    world.tables[number].columns[kind].not_null = dice.chance(50);
    world.tables[number].columns[id].not_null = dice.chance(30);
    let first = dice.below(targets.len());
    for step in 0..2.min(targets.len()) {
        let to = targets[(first + step) % targets.len()];
        let pairs = vec![(id, world.tables[to].key[0])];
        let when = Some((kind, format!("T{to}")));
        let owned = LinkKind::OwnedBy;
        world.tables[number].links.push(Link {
            to,
            pairs,
            kind: owned,
            when,
        });
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
fn who(dice: &mut Dice, world: &World) -> Vec<Identity> {
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
