//! Writes the help desk's database.

use std::path::Path;

use chrono::NaiveDate;
use sqlx::{Connection, SqliteConnection};

use crate::{
    cast::{self, AISLING, DECLAN, JOSE, JOSEFA, MARIA, OKSANA, PATRICK, TOMASZ, WEI},
    crowd::{self, Crowd},
    dice::{Dice, days_before},
    insert,
    shop::new_database,
    talk::{COMMENTS, NOTES_ON_PEOPLE, NOTES_ON_TICKETS, TALKS, Talk, about_the_neighbour},
    world::{Person, World},
};

type Result<T = ()> = std::result::Result<T, sqlx::Error>;

/// A small photograph, as the desk stores attachments: in the database.
const PHOTOGRAPH: &[u8] = include_bytes!("leaf.png");

struct Contact {
    id: i64,
    email: String,
    name: Option<&'static str>,
    phone: Option<String>,
    shop_customer: Option<i64>,
    language: &'static str,
    since: NaiveDate,
}

struct Ticket {
    id: i64,
    contact: i64,
    order_number: Option<String>,
    subject: &'static str,
    status: &'static str,
    opened: NaiveDate,
    lines: Vec<String>,
}

pub(crate) async fn write(path: &Path, world: &World, crowd: Option<&Crowd>) -> Result {
    let contacts = contacts(world);
    let tickets = tickets(world, &contacts);
    let mut connection = new_database(path).await?;
    let mut tx = connection.begin().await?;
    sqlx::raw_sql(include_str!("support.sql"))
        .execute(&mut *tx)
        .await?;
    for contact in &contacts {
        insert!(tx, "INSERT INTO contacts VALUES (?, ?, ?, ?, ?, ?)";
            contact.id, &contact.email, contact.name, &contact.phone, contact.shop_customer,
            format!("{}T08:00:00Z", contact.since));
    }
    let mut dice = world.dice("messages");
    for ticket in &tickets {
        write_ticket(&mut tx, &mut dice, ticket).await?;
    }
    // A contact and a ticket may have the same number: only the type tells their notes apart.
    for contact in contacts.iter().filter(|contact| contact.id % 3 == 0) {
        note(
            &mut tx,
            &mut dice,
            "Contact",
            contact.id,
            &NOTES_ON_PEOPLE,
            contact.since,
        )
        .await?;
    }
    for ticket in tickets.iter().filter(|ticket| ticket.id % 3 == 0) {
        note(
            &mut tx,
            &mut dice,
            "Ticket",
            ticket.id,
            &NOTES_ON_TICKETS,
            ticket.opened,
        )
        .await?;
    }
    if let Some(crowd) = crowd {
        crowd::write_support(&mut tx, world, crowd).await?;
    }
    tx.commit().await?;
    connection.close().await
}

async fn write_ticket(tx: &mut SqliteConnection, dice: &mut Dice, ticket: &Ticket) -> Result {
    let closed = (ticket.status == "solved").then(|| format!("{}T17:45:00Z", ticket.opened));
    insert!(tx, "INSERT INTO tickets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        ticket.id, format!("S-{}", 40_000 + ticket.id), ticket.contact, &ticket.order_number,
        ticket.subject, ticket.status, dice.pick(&["mail", "phone", "chat"]),
        format!("{}T09:12:00Z", ticket.opened), closed);
    for (turn, line) in ticket.lines.iter().enumerate() {
        let theirs = turn % 2 == 0;
        let handler = (!theirs).then(|| format!("desk-{}", dice.between(1, 6)));
        let message = insert!(tx, "INSERT INTO messages (ticket_id, author, handler, body, sent_at) VALUES (?, ?, ?, ?, ?)";
            ticket.id, if theirs { "customer" } else { "staff" }, handler, line,
            format!("{}T{:02}:30:00Z", ticket.opened, 9 + turn));
        if theirs && (line.contains("hotograph") || dice.percent(6)) {
            insert!(tx, "INSERT INTO attachments (message_id, file_name, media_type, content) VALUES (?, ?, 'image/png', ?)";
                message.last_insert_rowid(), format!("photo-{}.png", ticket.id), PHOTOGRAPH);
        }
    }
    if ticket.status == "solved" && dice.percent(60) {
        let comment = dice.percent(50).then(|| dice.pick(&COMMENTS));
        insert!(tx, "INSERT INTO ratings VALUES (?, ?, ?, ?)";
            ticket.id, dice.between(1, 5), comment, format!("{}T18:20:00Z", ticket.opened));
    }
    Ok(())
}

async fn note(
    tx: &mut SqliteConnection,
    dice: &mut Dice,
    about: &str,
    id: i64,
    texts: &[&str],
    day: NaiveDate,
) -> Result {
    insert!(tx, "INSERT INTO notes (subject_type, subject_id, body, written_at) VALUES (?, ?, ?, ?)";
        about, id, dice.pick(texts), format!("{day}T11:00:00Z"));
    Ok(())
}

fn contacts(world: &World) -> Vec<Contact> {
    let mut dice = world.dice("contacts");
    let mut contacts: Vec<Contact> = Vec::new();
    let mut add = |email: &str, person: Option<&Person>, linked: bool, phone: Option<String>| {
        let since = person.map_or(days_before(world.today, 900), |person| person.joined);
        contacts.push(Contact {
            id: 1 + i64::try_from(contacts.len()).unwrap_or_default(),
            email: email.to_owned(),
            name: person.map(|person| person.name),
            phone,
            shop_customer: person.filter(|_| linked).map(|person| person.id),
            language: person.map_or("en", |person| person.language),
            since,
        });
    };
    for person in &world.people {
        match person.id {
            // The desk never heard of him.
            WEI => {}
            // Once linked by hand, once only typed from a letterhead: one woman, two contacts.
            MARIA => {
                add(person.email, Some(person), true, Some(cast::phone(MARIA)));
                add("Maria.Keane@Post.Example", Some(person), false, None);
            }
            // Writes from work: only the shop's number leads to him.
            DECLAN => add("d.keane@boatyard.example", Some(person), true, None),
            PATRICK | JOSE | JOSEFA | OKSANA | AISLING | TOMASZ => {
                add(person.email, Some(person), true, person.phone.clone());
            }
            _ if dice.percent(65) => {
                let linked = dice.percent(70);
                add(person.email, Some(person), linked, person.phone.clone());
            }
            _ => {}
        }
    }
    // People who asked and never bought.
    add(
        "just.asking@mail.example",
        None,
        false,
        Some("+353209109901".to_owned()),
    );
    add("catalogue.please@post.example", None, false, None);
    contacts
}

fn tickets(world: &World, contacts: &[Contact]) -> Vec<Ticket> {
    let mut dice = world.dice("tickets");
    let mut tickets: Vec<Ticket> = Vec::new();
    for contact in contacts {
        let customer = contact.shop_customer;
        if customer == Some(AISLING) {
            let (subject, lines) = about_the_neighbour();
            tickets.push(Ticket {
                id: next(&tickets),
                contact: contact.id,
                order_number: order_of(world, customer),
                subject,
                status: "solved",
                opened: days_before(world.today, 33),
                lines,
            });
        }
        let count = if matches!(customer, Some(MARIA | DECLAN)) {
            2
        } else {
            dice.between(0, 2)
        };
        // The second spelling must hold something, or nobody would miss it.
        let count = if contact.email.starts_with("Maria.") {
            1
        } else {
            count
        };
        let talks: Vec<Talk> = TALKS
            .into_iter()
            .filter(|talk| talk.0 == "en" || talk.0 == contact.language)
            .collect();
        for _ in 0..count {
            let (_, subject, lines) = dice.pick(&talks);
            let opened = dice.days_before(world.today, 2, 180);
            tickets.push(Ticket {
                id: next(&tickets),
                contact: contact.id,
                order_number: order_of(world, customer).filter(|_| dice.percent(60)),
                subject,
                status: dice.pick(&["solved", "solved", "solved", "waiting", "open"]),
                opened,
                lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            });
        }
    }
    tickets
}

fn next(tickets: &[Ticket]) -> i64 {
    1 + i64::try_from(tickets.len()).unwrap_or_default()
}

/// The number of a customer's latest order.
fn order_of(world: &World, customer: Option<i64>) -> Option<String> {
    let customer = customer?;
    let order = world
        .orders
        .iter()
        .rev()
        .find(|order| order.customer == Some(customer))?;
    Some(order.number.clone())
}
