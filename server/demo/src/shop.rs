//! Writes the web shop's database.

use std::path::Path;

use serde_json::json;
use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{
    cast::{AISLING, DECLAN, JOSE, MARIA, OKSANA, PATRICK, RUAIRI, WEI},
    crowd::{self, Crowd},
    goods::{BROWSERS, PRODUCTS},
    insert,
    world::{World, money},
};

type Result<T = ()> = std::result::Result<T, sqlx::Error>;

/// A new, empty database with foreign keys enforced.
pub(crate) async fn new_database(path: &Path) -> Result<SqliteConnection> {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .connect()
        .await
}

pub(crate) async fn write(path: &Path, world: &World, crowd: Option<&Crowd>) -> Result {
    let mut connection = new_database(path).await?;
    let mut tx = connection.begin().await?;
    sqlx::raw_sql(include_str!("shop.sql"))
        .execute(&mut *tx)
        .await?;
    products(&mut tx).await?;
    customers(&mut tx, world).await?;
    orders(&mut tx, world).await?;
    invoices(&mut tx, world).await?;
    habits(&mut tx, world).await?;
    conclusions(&mut tx, world).await?;
    permissions(&mut tx, world).await?;
    traces(&mut tx, world).await?;
    if let Some(crowd) = crowd {
        crowd::write_shop(&mut tx, world, crowd).await?;
    }
    tx.commit().await?;
    connection.close().await
}

async fn products(tx: &mut SqliteConnection) -> Result {
    for (id, (sku, name, price, colour)) in (1_i64..).zip(PRODUCTS) {
        let details = json!({ "colour": colour, "made_in": "IE" });
        insert!(tx, "INSERT INTO products VALUES (?, ?, ?, CAST(? AS NUMERIC), ?)";
            id, sku, name, money(price), details.to_string());
    }
    Ok(())
}

async fn customers(tx: &mut SqliteConnection, world: &World) -> Result {
    for address in &world.addresses {
        insert!(tx, "INSERT INTO addresses VALUES (?, ?, ?, ?, ?, 'IE')";
            address.id, &address.line1, &address.line2, address.city, &address.postcode);
    }
    let mut dice = world.dice("customers");
    for person in &world.people {
        let needs = match person.id {
            MARIA => Some("I cannot lift heavy parcels since my back operation."),
            PATRICK => Some("Hard of hearing: text me, no calls."),
            _ if dice.percent(8) => Some("Wheelchair user, no steps."),
            _ => None,
        };
        let preferences = json!({
            "newsletter": { "topics": [dice.pick(&["bulbs", "tools", "wildlife"])] },
            "units": "metric",
            "text_size": dice.between(1, 3),
        });
        insert!(tx, "INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";
            person.id, person.email, person.name, &person.phone,
            person.born.map(|born| born.to_string()), person.language, person.address,
            format!("$2y$10${}", dice.hex(53)), needs, preferences.to_string(),
            person.id == MARIA || dice.percent(60), person.id == MARIA || dice.percent(30),
            person.id == MARIA || dice.percent(70), needs.is_some(),
            format!("{} {}", person.joined, dice.time()));
    }
    for card in &world.cards {
        insert!(tx, "INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?)";
            card.id, card.customer, &card.token, card.brand, &card.last4, card.holder,
            &card.expires);
    }
    Ok(())
}

async fn orders(tx: &mut SqliteConnection, world: &World) -> Result {
    for order in &world.orders {
        insert!(tx, "INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
            order.id, &order.number, order.customer, order.address, order.card, order.replaces,
            order.status, order.placed.to_string(), money(order.total()), order.delivery_note,
            order.gift_message);
        for (line, item) in (1_i64..).zip(&order.items) {
            let (_, name, price, _) = PRODUCTS[item.product];
            let product = i64::try_from(item.product).unwrap_or_default() + 1;
            insert!(tx, "INSERT INTO order_items VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
                order.id, line, product, name, item.quantity, money(price), item.engraving,
                order.placed.to_string());
        }
    }
    Ok(())
}

async fn invoices(tx: &mut SqliteConnection, world: &World) -> Result {
    for invoice in &world.invoices {
        // VAT is contained in the price, at 23 %.
        let vat = invoice.total * 23 / 123;
        insert!(tx, "INSERT INTO invoices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
            invoice.id, &invoice.number, invoice.customer, invoice.order,
            invoice.issued.to_string(), &invoice.bill_to, money(invoice.total - vat), money(vat),
            money(invoice.total));
    }
    Ok(())
}

/// Points and wishes.
async fn habits(tx: &mut SqliteConnection, world: &World) -> Result {
    let mut dice = world.dice("habits");
    for person in &world.people {
        let points = match person.id {
            OKSANA => Some(1840),
            MARIA => Some(320),
            WEI => Some(0),
            _ => dice.percent(50).then(|| dice.between(0, 900)),
        };
        if let Some(points) = points {
            let tier = if points >= 1000 { "oak" } else { "fern" };
            insert!(tx, "INSERT INTO loyalty VALUES (?, ?, ?, ?)";
                person.id, points, tier, person.joined.to_string());
        }
        let wishes = if person.id == MARIA {
            3
        } else {
            dice.between(0, 4)
        };
        let first = dice.between(0, 15);
        for wish in 0..wishes {
            let note = dice
                .percent(25)
                .then(|| dice.pick(&["=for Mam", "in spring", "two?"]));
            insert!(tx, "INSERT INTO wishlist_items VALUES (?, ?, ?, ?)";
                person.id, 1 + first + wish, note,
                dice.days_before(world.today, 3, 700).to_string());
        }
    }
    Ok(())
}

/// What the shop's models made of people.
async fn conclusions(tx: &mut SqliteConnection, world: &World) -> Result {
    let mut dice = world.dice("conclusions");
    for person in &world.people {
        for (model, conclusions) in [
            (
                "gardener",
                ["has a balcony", "has a large garden", "buys for others"],
            ),
            ("leaving", ["likely to stay", "may leave", "has left"]),
        ] {
            if person.id == MARIA || dice.percent(60) {
                let score = f64::from(u16::try_from(dice.between(1, 999)).unwrap_or_default());
                insert!(tx, "INSERT INTO insights VALUES (?, ?, ?, ?, ?)";
                    person.id, model, dice.pick(&conclusions), score / 1000.0,
                    format!("{} 03:10:00", dice.days_before(world.today, 1, 90)));
            }
        }
    }
    Ok(())
}

/// Consents, the newsletter and the fraud desk.
async fn permissions(tx: &mut SqliteConnection, world: &World) -> Result {
    let mut dice = world.dice("permissions");
    for person in &world.people {
        for about in ["news", "partners"] {
            if person.id == MARIA || dice.percent(65) {
                insert!(tx, "INSERT INTO consents (customer_id, about, given, wording, at) VALUES (?, ?, ?, ?, ?)";
                    person.id, about, person.id == MARIA || dice.percent(60), "2024-02",
                    format!("{} {}", person.joined, dice.time()));
            }
        }
        let reads = matches!(person.id, MARIA | JOSE) || dice.percent(40);
        if reads {
            // Typed on a telephone: the first letter became a capital.
            let spelling = if person.id == MARIA {
                person.email.replacen('m', "M", 1)
            } else {
                person.email.to_owned()
            };
            insert!(tx, "INSERT INTO newsletter VALUES (?, 1, ?)";
                spelling, dice.percent(90).then(|| format!("{} 09:00:00", person.joined)));
        }
    }
    insert!(tx, "INSERT INTO newsletter VALUES ('reader.only@mail.example', 1, NULL)";);
    insert!(tx, "INSERT INTO fraud_checks (customer_id, raised_on, reason) VALUES (?, ?, ?)";
        RUAIRI, dice.days_before(world.today, 60, 120).to_string(),
        "Three returns of empty boxes within a month; with the guards.");
    Ok(())
}

/// Who signed in from where.
async fn traces(tx: &mut SqliteConnection, world: &World) -> Result {
    let mut dice = world.dice("traces");
    for person in &world.people {
        let often = if matches!(person.id, MARIA | DECLAN | AISLING) {
            8
        } else {
            dice.between(0, 9)
        };
        for _ in 0..often {
            insert!(tx, "INSERT INTO sign_ins (customer_id, at, ip_address, browser) VALUES (?, ?, ?, ?)";
                person.id,
                format!("{} {}", dice.days_before(world.today, 0, 180), dice.time()),
                // The network that is kept for examples (RFC 5737).
                format!("203.0.113.{}", dice.between(1, 254)), dice.pick(&BROWSERS));
        }
    }
    Ok(())
}
