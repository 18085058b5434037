//! Orders and invoices.

use chrono::{Days, NaiveDate};

use super::{Address, Card, Invoice, Item, Order, Person};
use crate::{
    cast::{DECLAN, MARIA, OKSANA, PATRICK},
    dice::{Dice, days_before},
    goods::{DELIVERY_NOTES, ENGRAVINGS, GIFT_MESSAGES, HOUSE_SIGN},
};

pub(super) fn orders(seed: u64, today: NaiveDate, people: &[Person], cards: &[Card]) -> Vec<Order> {
    let mut dice = Dice::of(seed, "orders");
    let mut orders: Vec<Order> = Vec::new();
    let card_of = |id: i64| {
        cards
            .iter()
            .find(|card| card.customer == id)
            .map(|card| card.id)
    };
    for person in people {
        for (age, status) in history(&mut dice, person, today) {
            let id = 5001 + i64::try_from(orders.len()).unwrap_or_default();
            let last = orders
                .last()
                .filter(|last| last.customer == Some(person.id));
            // Something arrived broken and was sent again: the new order points at the old one.
            let replaces = last
                .filter(|last| last.status == "returned" && age < 3000)
                .map(|last| last.id);
            // Declan has no card of his own: he pays with Maria's.
            let card = if person.id == DECLAN {
                card_of(MARIA)
            } else {
                card_of(person.id)
            };
            orders.push(Order {
                id,
                number: format!("FH-{}", 20_000 + id * 7),
                customer: Some(person.id),
                address: dice.percent(85).then_some(person.address),
                card,
                replaces,
                status,
                placed: days_before(today, age),
                items: items(&mut dice),
                delivery_note: dice.percent(30).then(|| dice.pick(&DELIVERY_NOTES)),
                gift_message: dice.percent(15).then(|| dice.pick(&GIFT_MESSAGES)),
            });
        }
    }
    // Bought without an account and fetched at the door: nobody's, whoever is erased.
    for age in [300, 12] {
        let id = 5001 + i64::try_from(orders.len()).unwrap_or_default();
        orders.push(Order {
            id,
            number: format!("FH-{}", 20_000 + id * 7),
            customer: None,
            address: None,
            card: None,
            replaces: None,
            status: "delivered",
            placed: days_before(today, age),
            items: items(&mut dice),
            delivery_note: None,
            gift_message: None,
        });
    }
    orders
}

/// The ages in days of a person's orders, oldest first, and how each stands.
fn history(dice: &mut Dice, person: &Person, today: NaiveDate) -> Vec<(i64, &'static str)> {
    match person.id {
        // Two beyond the ten years of tax law, two within.
        PATRICK => vec![
            (11 * 365 + 200, "delivered"),
            (11 * 365, "delivered"),
            (9 * 365, "delivered"),
            (400, "delivered"),
        ],
        MARIA => vec![
            (2100, "delivered"),
            (1210, "delivered"),
            (640, "returned"),
            (628, "delivered"),
            (150, "delivered"),
        ],
        DECLAN => vec![(820, "delivered"), (95, "delivered")],
        OKSANA => vec![(500, "delivered"), (6, "shipped"), (1, "open")],
        _ => {
            let since = today.signed_duration_since(person.joined).num_days();
            let mut ages: Vec<i64> = (0..dice.between(0, 6))
                .map(|_| dice.between(20, since))
                .collect();
            ages.sort_unstable_by(|one, other| other.cmp(one));
            ages.into_iter()
                .map(|age| {
                    let status = match dice.between(1, 20) {
                        1 => "cancelled",
                        2 | 3 => "returned",
                        _ => "delivered",
                    };
                    (age, status)
                })
                .collect()
        }
    }
}

fn items(dice: &mut Dice) -> Vec<Item> {
    (0..dice.between(1, 4))
        .map(|_| {
            let product = usize::try_from(dice.between(0, 19)).unwrap_or_default();
            let engraved = product == HOUSE_SIGN;
            Item {
                product,
                quantity: dice.between(1, 3),
                engraving: engraved.then(|| dice.pick(&ENGRAVINGS)),
            }
        })
        .collect()
}

/// Two days after the order, once it is on its way; the name and address as they were then.
pub(super) fn invoices(orders: &[Order], people: &[Person], addresses: &[Address]) -> Vec<Invoice> {
    let mut invoices = Vec::new();
    for order in orders
        .iter()
        .filter(|order| !matches!(order.status, "open" | "cancelled"))
    {
        let person = people
            .iter()
            .find(|person| Some(person.id) == order.customer);
        let Some(person) = person else { continue };
        let home = addresses
            .iter()
            .find(|address| address.id == person.address);
        let issued = order
            .placed
            .checked_add_days(Days::new(2))
            .unwrap_or(order.placed);
        let id = 9001 + i64::try_from(invoices.len()).unwrap_or_default();
        invoices.push(Invoice {
            id,
            number: format!("F{}-{id:05}", issued.format("%Y")),
            customer: person.id,
            order: order.id,
            issued,
            bill_to: home.map_or_else(
                || person.name.to_owned(),
                |home| {
                    format!(
                        "{}, {}, {} {}",
                        person.name, home.line1, home.city, home.postcode
                    )
                },
            ),
            total: order.total(),
        });
    }
    invoices
}
