//! Writes the folder of documents: invoices that the shop printed, letters that it sent,
//! photographs that customers sent.

use std::{fs, io, path::Path};

use crate::{
    cast::{AISLING, MARIA, PATRICK},
    pdf,
    talk::LETTERS,
    world::{World, money},
};

pub(crate) fn write(folder: &Path, world: &World) -> io::Result<()> {
    invoices(folder, world)?;
    letters(folder, world)?;
    photographs(folder, world)
}

fn invoices(folder: &Path, world: &World) -> io::Result<()> {
    for invoice in &world.invoices {
        let order = world.orders.iter().find(|order| order.id == invoice.order);
        let lines = [
            "Fernhill Home & Garden, Mill Pond Road 1, Cork".to_owned(),
            format!("Invoice {}", invoice.number),
            format!("Issued on {}", invoice.issued),
            format!("Customer {}", invoice.customer),
            invoice.bill_to.clone(),
            format!("Order {}", order.map_or("", |order| &order.number)),
            format!("Total EUR {}, with VAT of 23 %", money(invoice.total)),
        ];
        let name = format!(
            "invoices/{}/{}_{}.pdf",
            invoice.customer, invoice.issued, invoice.number
        );
        put(folder, &name, &pdf::page(&lines))?;
    }
    Ok(())
}

fn letters(folder: &Path, world: &World) -> io::Result<()> {
    let mut dice = world.dice("letters");
    for person in &world.people {
        for (name, text) in LETTERS {
            if matches!(person.id, MARIA | PATRICK) || dice.percent(35) {
                let letter = format!(
                    "Fernhill Home & Garden\n\nDear {},\n\n{text}\n\nYours, Nuala at Fernhill\n",
                    person.name
                );
                put(
                    folder,
                    &format!("letters/{}/{name}.txt", person.id),
                    letter.as_bytes(),
                )?;
            }
        }
    }
    Ok(())
}

fn photographs(folder: &Path, world: &World) -> io::Result<()> {
    let mut dice = world.dice("photographs");
    for person in &world.people {
        let count = if matches!(person.id, MARIA | AISLING) {
            2
        } else {
            dice.between(-3, 2)
        };
        for number in 1..=count {
            let (hill, sun) = (dice.between(20, 60), dice.between(10, 80));
            let picture = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\" width=\"400\" height=\"400\">\
                 <title>My garden, {number}</title>\
                 <rect width=\"100\" height=\"100\" fill=\"#cfe6f2\"/>\
                 <circle cx=\"{sun}\" cy=\"20\" r=\"9\" fill=\"#f2c14e\"/>\
                 <ellipse cx=\"50\" cy=\"100\" rx=\"80\" ry=\"{hill}\" fill=\"#5b8c5a\"/></svg>\n"
            );
            put(
                folder,
                &format!("photos/{}/garden-{number}.svg", person.id),
                picture.as_bytes(),
            )?;
        }
    }
    Ok(())
}

/// Writes a file, and the folders it lies in.
pub(crate) fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, bytes)
}
