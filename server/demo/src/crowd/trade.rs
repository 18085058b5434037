//! What the crowd bought.

use chrono::{Days, NaiveDate};

use super::{
    Somebody, State,
    people::AGE,
    story::{HELGA, INGRID, KARIN},
};
use crate::{
    dice::{Dice, days_before},
    goods::{DELIVERY_NOTES, ENGRAVINGS, GIFT_MESSAGES, HOUSE_SIGN, PRODUCTS},
    world::World,
};

/// The number of the crowd's first order.
const FIRST_ORDER: i64 = 50_001;

/// An order.
pub(crate) struct Bought {
    pub id: i64,
    pub number: String,
    pub customer: i64,
    pub address: i64,
    /// Where it was sent, in one line.
    pub sent_to: String,
    pub status: &'static str,
    pub placed: NaiveDate,
    /// Product, how many, words cut into it.
    pub items: Vec<(usize, i64, Option<&'static str>)>,
    pub delivery_note: Option<&'static str>,
    pub gift_message: Option<String>,
}

impl Bought {
    /// What it costs, in cents.
    pub(super) fn total(&self) -> i64 {
        let prices = self
            .items
            .iter()
            .map(|(product, count, _)| PRODUCTS[*product].2 * count);
        prices.sum()
    }

    /// Whether it was billed.
    pub(super) fn billed(&self) -> bool {
        !matches!(self.status, "open" | "cancelled")
    }

    /// When it was billed.
    pub(super) fn issued(&self) -> NaiveDate {
        let issued = self.placed.checked_add_days(Days::new(2));
        issued.unwrap_or(self.placed)
    }
}

/// Every order of the crowd.
pub(super) fn orders(world: &World, people: &[Somebody]) -> Vec<Bought> {
    let mut dice = world.dice("crowd's orders");
    let mut orders = Vec::new();
    for person in people {
        for (age, gift_to) in history(&mut dice, person, people, world.today) {
            let id = FIRST_ORDER + i64::try_from(orders.len()).unwrap_or_default();
            let sent_to = gift_to.unwrap_or(person);
            orders.push(Bought {
                id,
                number: format!("FH-{}", 1_000_000 + id * 7),
                customer: person.id,
                address: sent_to.home.id,
                sent_to: format!(
                    "{}, {}, {} {}, {}",
                    sent_to.name,
                    sent_to.home.line1,
                    sent_to.home.city,
                    sent_to.home.postcode,
                    sent_to.home.country
                ),
                status: status(&mut dice, person, age),
                placed: days_before(world.today, age),
                items: items(&mut dice),
                delivery_note: dice.percent(20).then(|| dice.pick(&DELIVERY_NOTES)),
                gift_message: gift_to
                    .map(|other| format!("For {}: {}", other.name, dice.pick(&GIFT_MESSAGES))),
            });
        }
    }
    orders
}

/// The ages of somebody's orders in days, oldest first, and who got each as a present.
fn history<'a>(
    dice: &mut Dice,
    person: &Somebody,
    people: &'a [Somebody],
    today: NaiveDate,
) -> Vec<(i64, Option<&'a Somebody>)> {
    let since = today.signed_duration_since(person.joined).num_days();
    let count = match person.id {
        HELGA => 160,
        KARIN => 12,
        _ => dice.between(0, 2 + since / 700),
    };
    let newest = match person.state {
        // Nobody orders after that.
        State::Died => 200.min(since),
        _ => 1,
    };
    let mut ages: Vec<i64> = (0..count)
        .map(|_| dice.between(newest, since.max(1)))
        .collect();
    if person.id == HELGA {
        ages.push(AGE - 1);
    }
    ages.sort_unstable_by(|one, other| other.cmp(one));
    ages.into_iter()
        .enumerate()
        .map(|(turn, age)| {
            let gift = match person.id {
                KARIN if turn % 3 == 0 => people.iter().find(|other| other.id == INGRID),
                HELGA => None,
                _ => dice.percent(4).then(|| &people[at(dice, people.len())]),
            };
            (age, gift.filter(|other| other.id != person.id))
        })
        .collect()
}

fn at(dice: &mut Dice, count: usize) -> usize {
    let last = i64::try_from(count).unwrap_or(1) - 1;
    usize::try_from(dice.between(0, last)).unwrap_or_default()
}

fn status(dice: &mut Dice, person: &Somebody, age: i64) -> &'static str {
    match dice.between(1, 25) {
        _ if age < 3 && person.state != State::Died => "open",
        _ if age < 8 && person.state != State::Died => "shipped",
        1 => "cancelled",
        2 | 3 => "returned",
        _ => "delivered",
    }
}

fn items(dice: &mut Dice) -> Vec<(usize, i64, Option<&'static str>)> {
    (0..dice.between(1, 3))
        .map(|_| {
            let product = usize::try_from(dice.between(0, 19)).unwrap_or_default();
            let engraved = product == HOUSE_SIGN;
            (
                product,
                dice.between(1, 3),
                engraved.then(|| dice.pick(&ENGRAVINGS)),
            )
        })
        .collect()
}
