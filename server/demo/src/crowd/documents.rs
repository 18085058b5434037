//! Writes the crowd's files: invoices, letters, plans of gardens, photographs of parcels at the
//! door, and pictures that customers uploaded.

use std::{collections::BTreeMap, io, path::Path};

use super::{
    Crowd, State, shop,
    story::{HELGA, INGRID, KARIN, NUALA},
};
use crate::{
    cast::{AISLING, JOSE, MARIA, PATRICK},
    documents::put,
    pdf, pictures,
    talk::LETTERS,
    world::{World, money},
};

/// Since when invoices of the crowd are filed as they were printed, in days.
const PRINTED: i64 = 60;

pub(crate) fn write(folder: &Path, world: &World, crowd: &Crowd) -> io::Result<()> {
    invoices(folder, world, crowd)?;
    letters(folder, world, crowd)?;
    parcels(folder, world, crowd)?;
    gardens(folder, world, crowd)
}

fn named(id: i64) -> bool {
    matches!(id, HELGA | KARIN | INGRID | NUALA)
}

fn invoices(folder: &Path, world: &World, crowd: &Crowd) -> io::Result<()> {
    for order in crowd.orders.iter().filter(|order| order.billed()) {
        let age = world.today.signed_duration_since(order.placed).num_days();
        if age > PRINTED && !named(order.customer) {
            continue;
        }
        let number = shop::invoice_number(order);
        let lines = [
            "Fernhill Home & Garden, Mill Pond Road 1, Cork".to_owned(),
            format!("Invoice {number}"),
            format!("Issued on {}", order.issued()),
            format!("Customer {}", order.customer),
            order.sent_to.clone(),
            format!("Order {}", order.number),
            format!("Total EUR {}, with VAT of 23 %", money(order.total())),
        ];
        let (customer, issued) = (order.customer, order.issued());
        let name = format!("invoices/{customer}/{issued}_{number}.pdf");
        put(folder, &name, &pdf::page(&lines))?;
    }
    Ok(())
}

fn letters(folder: &Path, world: &World, crowd: &Crowd) -> io::Result<()> {
    let mut dice = world.dice("crowd's letters");
    for person in &crowd.people {
        let died = person.state == State::Died;
        if !(died || named(person.id) || dice.percent(3)) {
            continue;
        }
        let (name, text) = if died {
            (
                "condolences",
                "we are sorry for your loss. We send no more advertising to this address. If you \
                 need papers of ours, write to us; there is no hurry.",
            )
        } else {
            dice.pick(&LETTERS)
        };
        let dear = if died { "family" } else { &person.name };
        let letter = format!(
            "Fernhill Home & Garden\n\nDear {dear},\n\n{text}\n\nYours, Nuala at Fernhill\n"
        );
        put(
            folder,
            &format!("letters/{}/{name}.txt", person.id),
            letter.as_bytes(),
        )?;
    }
    Ok(())
}

/// What the carrier photographed when nobody was at home.
fn parcels(folder: &Path, world: &World, crowd: &Crowd) -> io::Result<()> {
    let mut dice = world.dice("parcels");
    let mut of: BTreeMap<i64, i64> = BTreeMap::new();
    let cast = world.orders.iter().filter_map(|order| {
        let theirs = order
            .customer
            .filter(|id| matches!(*id, MARIA | PATRICK | JOSE));
        Some((theirs?, &order.number, order.placed))
    });
    let others = crowd
        .orders
        .iter()
        .filter(|order| named(order.customer) || order.id % 90 == 0)
        .map(|order| (order.customer, &order.number, order.placed));
    for (customer, number, day) in cast.chain(others) {
        let count = of.entry(customer).or_default();
        *count += 1;
        if *count <= 3 {
            let picture = pictures::doorstep(&mut dice).map_err(io::Error::other)?;
            put(
                folder,
                &format!("parcels/{customer}/{day}_{number}.jpg"),
                &picture,
            )?;
        }
    }
    Ok(())
}

/// Plans that Fernhill drew, and pictures that customers sent of what grew from them.
fn gardens(folder: &Path, world: &World, crowd: &Crowd) -> io::Result<()> {
    let mut dice = world.dice("gardens");
    let cast = [MARIA, AISLING, JOSE];
    let many = crowd
        .people
        .iter()
        .map(|person| person.id)
        .filter(|id| named(*id) || id % 60 == 0);
    for customer in cast.into_iter().chain(many) {
        let plan = pictures::garden_plan(&mut dice).map_err(io::Error::other)?;
        put(folder, &format!("plans/{customer}/spring-plan.png"), &plan)?;
        if dice.percent(60) {
            let mine = pictures::garden_plan(&mut dice).map_err(io::Error::other)?;
            put(folder, &format!("uploads/{customer}/my-sketch.png"), &mine)?;
        }
    }
    Ok(())
}
