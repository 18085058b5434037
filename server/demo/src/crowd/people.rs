//! Who is in the crowd.

use chrono::NaiveDate;

use super::{
    FIRST, Home, MANY, Somebody, State,
    lands::{LANDS, Land, Order},
};
use crate::{cast, dice::Dice, world::World};

/// The number of the first address of the crowd.
const FIRST_HOME: i64 = 10_001;

/// How long the shop is there, in days: a little over twenty years.
pub(super) const AGE: i64 = 20 * 365 + 45;

/// Everybody, in the order of their numbers.
pub(super) fn all(world: &World) -> Vec<Somebody> {
    let mut dice = world.dice("crowd");
    let mut people: Vec<Somebody> = Vec::new();
    for turn in 0..MANY {
        let id = FIRST + turn;
        let before = people.last();
        let next = match (turn % 60, before) {
            // One in ten lives with whoever came before; some of those are not of age.
            (5 | 15 | 25 | 35 | 45 | 55, Some(before)) => {
                family(&mut dice, id, before, world.today, turn % 60 == 35)
            }
            // Forgot the password of years ago and registered again.
            (41, Some(before)) => again(&mut dice, id, before, world.today),
            _ => anybody(&mut dice, id, world.today),
        };
        people.push(with_a_fate(next, turn));
    }
    people
}

fn anybody(dice: &mut Dice, id: i64, today: NaiveDate) -> Somebody {
    let land = land(dice);
    let (given, family) = (dice.pick(land.given), dice.pick(land.family));
    let (city, postcode) = dice.pick(land.towns);
    let number = dice.between(1, 180).to_string();
    Somebody {
        id,
        name: full_name(land, given, family),
        email: address(given, family, id, land.domain),
        language: land.language,
        phone: dice.percent(70).then(|| cast::phone(id)),
        born: dice
            .percent(60)
            .then(|| dice.days_before(today, 19 * 365, 92 * 365)),
        home: Home {
            id: FIRST_HOME + id - FIRST,
            line1: dice.pick(land.streets).replace('#', &number),
            city: city.to_owned(),
            postcode: postcode_like(dice, postcode),
            country: land.country,
        },
        joined: dice.days_before(today, 15, AGE),
        state: State::Usual,
    }
}

/// Somebody of the household: another given name, the same family name, the same address.
fn family(
    dice: &mut Dice,
    id: i64,
    other: &Somebody,
    today: NaiveDate,
    not_of_age: bool,
) -> Somebody {
    let land = LANDS
        .iter()
        .find(|land| land.country == other.home.country)
        .unwrap_or(&LANDS[0]);
    let family = land.family.iter().copied().find(|family| {
        let (name, _) = pair(family);
        other.name.starts_with(name) || other.name.ends_with(name)
    });
    let family = family.unwrap_or(land.family[0]);
    let given = dice.pick(land.given);
    let born = if not_of_age {
        Some(dice.days_before(today, 13 * 365, 17 * 365))
    } else {
        other
            .born
            .map(|_| dice.days_before(today, 20 * 365, 80 * 365))
    };
    Somebody {
        id,
        name: full_name(land, given, family),
        email: address(given, family, id, land.domain),
        language: land.language,
        phone: None,
        born,
        home: other.home.clone(),
        joined: if not_of_age {
            dice.days_before(today, 20, 700)
        } else {
            dice.days_before(today, 20, AGE)
        },
        state: if not_of_age {
            State::Minor
        } else {
            State::Usual
        },
    }
}

/// The same person once more: same name, same birthday, same street, another address for mail.
fn again(dice: &mut Dice, id: i64, first: &Somebody, today: NaiveDate) -> Somebody {
    let (local, domain) = first
        .email
        .split_once('@')
        .unwrap_or(("again", "mail.example"));
    Somebody {
        id,
        email: format!("{local}.new{}@{domain}", id % 100),
        phone: None,
        home: Home {
            id: FIRST_HOME + id - FIRST,
            line1: first.home.line1.to_uppercase(),
            ..first.home.clone()
        },
        joined: dice.days_before(today, 15, 1500),
        state: State::Again,
        ..first.clone()
    }
}

/// Some have died, some work here.
fn with_a_fate(mut somebody: Somebody, turn: i64) -> Somebody {
    if somebody.state == State::Usual {
        if turn % 170 == 7 {
            somebody.state = State::Died;
        } else if turn % 400 == 3 {
            somebody.state = State::Staff;
            let (local, _) = somebody.email.split_once('@').unwrap_or_default();
            somebody.email = format!("{local}@fernhill.example");
        }
    }
    somebody
}

/// A country, as often as its people are customers.
fn land(dice: &mut Dice) -> &'static Land {
    let all: i64 = LANDS.iter().map(|land| land.share).sum();
    let mut at = dice.between(1, all);
    for land in LANDS {
        at -= land.share;
        if at <= 0 {
            return land;
        }
    }
    &LANDS[0]
}

/// A name in its script, and in Latin letters.
fn pair(name: &'static str) -> (&'static str, &'static str) {
    name.split_once('=').unwrap_or((name, name))
}

fn full_name(land: &Land, given: &'static str, family: &'static str) -> String {
    let ((given, _), (family, _)) = (pair(given), pair(family));
    match land.order {
        Order::GivenFirst => format!("{given} {family}"),
        // Japanese names are written with a space, Vietnamese too.
        Order::FamilyFirst => format!("{family} {given}"),
        Order::Joined => format!("{family}{given}"),
    }
}

/// An address that only this number has.
fn address(given: &'static str, family: &'static str, id: i64, domain: &str) -> String {
    let ((_, given), (_, family)) = (pair(given), pair(family));
    format!("{}.{}.{id}@{domain}", plain(given), plain(family))
}

/// Letters a to z for a name in Latin letters.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => plain.push(letter),
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ă' | 'ą' | 'ạ' | 'ầ' => {
                plain.push('a')
            }
            'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ễ' | 'ẹ' => plain.push('e'),
            'í' | 'ì' | 'î' | 'ï' | 'ı' | 'ị' | 'ĩ' => plain.push('i'),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ộ' | 'ọ' => plain.push('o'),
            'ú' | 'ù' | 'û' | 'ü' | 'ư' => plain.push('u'),
            'ç' | 'ć' | 'č' => plain.push('c'),
            'ñ' | 'ń' => plain.push('n'),
            'ś' | 'ș' | 'ş' | 'ṣ' => plain.push('s'),
            'ț' => plain.push('t'),
            'ż' | 'ź' => plain.push('z'),
            'ł' => plain.push('l'),
            'ğ' => plain.push('g'),
            'đ' => plain.push('d'),
            'æ' => plain.push_str("ae"),
            'ß' => plain.push_str("ss"),
            _ => {}
        }
    }
    if plain.is_empty() {
        "x".to_owned()
    } else {
        plain
    }
}

fn postcode_like(dice: &mut Dice, pattern: &str) -> String {
    let signs = pattern.chars().map(|sign| match sign {
        '9' => char::from(dice.pick(b"0123456789")),
        'A' => char::from(dice.pick(b"ACDEFHKNPRTVWXY")),
        other => other,
    });
    signs.collect()
}

#[cfg(test)]
mod tests {
    use super::{LANDS, pair, plain};

    #[test]
    fn every_name_has_letters_for_an_address() {
        for land in LANDS {
            for name in land.given.iter().chain(land.family) {
                let (_, latin) = pair(name);
                assert_ne!(plain(latin), "x", "{name}");
            }
        }
    }
}
