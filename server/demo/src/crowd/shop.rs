//! Writes the crowd into the web shop.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sqlx::SqliteConnection;

use super::{Crowd, Home, State};
use crate::{
    bulk,
    dice::Dice,
    goods::{BRANDS, BROWSERS, PRODUCTS},
    world::{World, money},
};

type Result = std::result::Result<(), sqlx::Error>;

/// The numbers of the crowd's first card and invoice.
const FIRST_CARD: i64 = 20_001;
const FIRST_INVOICE: i64 = 100_001;

pub(super) async fn write(tx: &mut SqliteConnection, world: &World, crowd: &Crowd) -> Result {
    people(tx, world, crowd).await?;
    let cards = cards(tx, world, crowd).await?;
    trade(tx, crowd, &cards).await?;
    habits(tx, world, crowd).await?;
    permissions(tx, world, crowd).await
}

async fn people(tx: &mut SqliteConnection, world: &World, crowd: &Crowd) -> Result {
    // Who lives together shares one address.
    let homes: BTreeMap<i64, &Home> = crowd
        .people
        .iter()
        .map(|person| (person.home.id, &person.home))
        .collect();
    let homes: Vec<Value> = homes
        .values()
        .map(|home| {
            json!([
                home.id,
                home.line1,
                null,
                home.city,
                home.postcode,
                home.country
            ])
        })
        .collect();
    bulk::rows(tx, "addresses", &homes).await?;
    let mut dice = world.dice("crowd's settings");
    let customers: Vec<Value> = crowd
        .people
        .iter()
        .map(|person| {
            let needs = dice.percent(4).then_some("Wheelchair user, no steps.");
            let may = person.state == State::Usual;
            let preferences = json!({ "units": "metric", "text_size": dice.between(1, 3) });
            json!([
                person.id,
                person.email,
                person.name,
                person.phone,
                person.born.map(|born| born.to_string()),
                person.language,
                person.home.id,
                format!("$2y$10${}", dice.hex(53)),
                needs,
                preferences.to_string(),
                i64::from(may && dice.percent(55)),
                i64::from(may && dice.percent(25)),
                i64::from(may && dice.percent(65)),
                i64::from(needs.is_some()),
                format!("{} {}", person.joined, dice.time()),
                0
            ])
        })
        .collect();
    bulk::rows(tx, "customers", &customers).await
}

/// Who has a card, and which.
async fn cards(
    tx: &mut SqliteConnection,
    world: &World,
    crowd: &Crowd,
) -> std::result::Result<BTreeMap<i64, i64>, sqlx::Error> {
    let mut dice = world.dice("crowd's cards");
    let (mut cards, mut whose) = (Vec::new(), BTreeMap::new());
    for person in &crowd.people {
        if person.state == State::Minor || !dice.percent(60) {
            continue;
        }
        let id = FIRST_CARD + i64::try_from(cards.len()).unwrap_or_default();
        whose.insert(person.id, id);
        cards.push(json!([
            id,
            person.id,
            format!("tok_{}", dice.hex(24)),
            dice.pick(&BRANDS),
            format!("{:04}", dice.between(0, 9999)),
            person.name,
            format!("20{}-{:02}", dice.between(27, 31), dice.between(1, 12)),
        ]));
    }
    bulk::rows(tx, "cards", &cards).await?;
    Ok(whose)
}

async fn trade(tx: &mut SqliteConnection, crowd: &Crowd, cards: &BTreeMap<i64, i64>) -> Result {
    let (mut orders, mut items, mut invoices) = (Vec::new(), Vec::new(), Vec::new());
    for order in &crowd.orders {
        orders.push(json!([
            order.id,
            order.number,
            order.customer,
            order.address,
            cards.get(&order.customer),
            null,
            order.status,
            order.placed.to_string(),
            money(order.total()),
            order.delivery_note,
            order.gift_message,
        ]));
        for (line, (product, quantity, engraving)) in (1_i64..).zip(&order.items) {
            let (_, name, price, _) = PRODUCTS[*product];
            items.push(json!([
                order.id,
                line,
                product + 1,
                name,
                quantity,
                money(price),
                engraving,
                order.placed.to_string(),
            ]));
        }
        if order.billed() {
            let total = order.total();
            // VAT is contained in the price, at 23 %.
            let vat = total * 23 / 123;
            invoices.push(json!([
                FIRST_INVOICE + i64::try_from(invoices.len()).unwrap_or_default(),
                invoice_number(order),
                order.customer,
                order.id,
                order.issued().to_string(),
                order.sent_to,
                money(total - vat),
                money(vat),
                money(total),
            ]));
        }
    }
    bulk::rows(tx, "orders", &orders).await?;
    bulk::rows(tx, "order_items", &items).await?;
    bulk::rows(tx, "invoices", &invoices).await
}

/// The number of an order's invoice.
pub(super) fn invoice_number(order: &super::trade::Bought) -> String {
    format!("F{}-{}", order.issued().format("%Y"), 100_000 + order.id)
}

/// Points, wishes and what was concluded from them.
async fn habits(tx: &mut SqliteConnection, world: &World, crowd: &Crowd) -> Result {
    let mut dice = world.dice("crowd's habits");
    let (mut points, mut wishes, mut guesses) = (Vec::new(), Vec::new(), Vec::new());
    for person in &crowd.people {
        if dice.percent(50) {
            let has = dice.between(0, 2400);
            let tier = if has >= 1000 { "oak" } else { "fern" };
            points.push(json!([person.id, has, tier, person.joined.to_string()]));
        }
        let first = dice.between(1, 17);
        for wish in 0..dice.between(0, 2) {
            let added = dice.days_before(world.today, 3, 700).to_string();
            wishes.push(json!([person.id, first + wish, null, added]));
        }
        for (model, conclusions) in [
            (
                "gardener",
                ["has a balcony", "has a large garden", "buys for others"],
            ),
            ("leaving", ["likely to stay", "may leave", "has left"]),
        ] {
            if person.state != State::Minor && dice.percent(50) {
                let made = dice.days_before(world.today, 1, 90);
                guesses.push(json!([
                    person.id,
                    model,
                    dice.pick(&conclusions),
                    thousandths(&mut dice),
                    format!("{made} 03:10:00"),
                ]));
            }
        }
    }
    bulk::rows(tx, "loyalty", &points).await?;
    bulk::rows(tx, "wishlist_items", &wishes).await?;
    bulk::rows(tx, "insights", &guesses).await
}

/// A share between 0 and 1.
pub(crate) fn thousandths(dice: &mut Dice) -> f64 {
    let score = u16::try_from(dice.between(1, 999)).unwrap_or_default();
    f64::from(score) / 1000.0
}

/// Consents, the newsletter, and who signed in from where.
async fn permissions(tx: &mut SqliteConnection, world: &World, crowd: &Crowd) -> Result {
    let mut dice = world.dice("crowd's permissions");
    let (mut consents, mut news, mut visits) = (Vec::new(), Vec::new(), Vec::new());
    for person in &crowd.people {
        for about in ["news", "partners"] {
            if dice.percent(60) {
                let at = format!("{} {}", person.joined, dice.time());
                let given = i64::from(dice.percent(60));
                consents.push(json!([
                    10_001 + consents.len(),
                    person.id,
                    about,
                    given,
                    "2024-02",
                    at
                ]));
            }
        }
        if dice.percent(40) {
            let confirmed = dice
                .percent(90)
                .then(|| format!("{} 09:00:00", person.joined));
            news.push(json!([
                person.email,
                i64::from(dice.percent(85)),
                confirmed
            ]));
        }
        for _ in 0..dice.between(0, 4) {
            let at = format!("{} {}", dice.days_before(world.today, 0, 180), dice.time());
            // The network that is kept for examples (RFC 5737).
            let network = format!("198.51.100.{}", dice.between(1, 254));
            visits.push(json!([
                10_001 + visits.len(),
                person.id,
                at,
                network,
                dice.pick(&BROWSERS)
            ]));
        }
    }
    bulk::rows(tx, "consents", &consents).await?;
    bulk::rows(tx, "newsletter", &news).await?;
    bulk::rows(tx, "sign_ins", &visits).await
}
