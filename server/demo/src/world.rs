//! The company as it is before it is written down: who bought what when. Pure: a seed and a day
//! make the same company every time.

mod trade;

use chrono::NaiveDate;

use crate::{
    cast::{self, CUSTOMERS, DECLAN, MARIA, OKSANA, PATRICK},
    dice::{Dice, days_before},
    goods::{BRANDS, PRODUCTS, STREETS, TOWNS},
};

/// The whole company.
pub(crate) struct World {
    pub seed: u64,
    pub today: NaiveDate,
    pub addresses: Vec<Address>,
    pub people: Vec<Person>,
    pub cards: Vec<Card>,
    pub orders: Vec<Order>,
    pub invoices: Vec<Invoice>,
}

/// A postal address.
pub(crate) struct Address {
    pub id: i64,
    pub line1: String,
    pub line2: Option<String>,
    pub city: &'static str,
    pub postcode: String,
}

/// A customer.
pub(crate) struct Person {
    pub id: i64,
    pub name: &'static str,
    pub email: &'static str,
    pub language: &'static str,
    pub phone: Option<String>,
    pub born: Option<NaiveDate>,
    pub address: i64,
    pub joined: NaiveDate,
}

/// A payment card.
pub(crate) struct Card {
    pub id: i64,
    pub customer: i64,
    pub holder: &'static str,
    pub token: String,
    pub brand: &'static str,
    pub last4: String,
    pub expires: String,
}

/// An order.
pub(crate) struct Order {
    pub id: i64,
    pub number: String,
    /// Nobody's, if it was bought as a guest.
    pub customer: Option<i64>,
    pub address: Option<i64>,
    pub card: Option<i64>,
    pub replaces: Option<i64>,
    pub status: &'static str,
    pub placed: NaiveDate,
    pub items: Vec<Item>,
    pub delivery_note: Option<&'static str>,
    pub gift_message: Option<&'static str>,
}

/// A line of an order.
pub(crate) struct Item {
    pub product: usize,
    pub quantity: i64,
    pub engraving: Option<&'static str>,
}

/// An invoice.
pub(crate) struct Invoice {
    pub id: i64,
    pub number: String,
    pub customer: i64,
    pub order: i64,
    pub issued: NaiveDate,
    pub bill_to: String,
    pub total: i64,
}

impl Order {
    /// What it costs, in cents.
    pub(crate) fn total(&self) -> i64 {
        self.items
            .iter()
            .map(|item| PRODUCTS[item.product].2 * item.quantity)
            .sum()
    }
}

impl World {
    /// The company on a day.
    pub(crate) fn new(seed: u64, today: NaiveDate) -> Self {
        let (addresses, people) = people(seed, today);
        let cards = cards(seed, &people);
        let orders = trade::orders(seed, today, &people, &cards);
        let invoices = trade::invoices(&orders, &people, &addresses);
        Self {
            seed,
            today,
            addresses,
            people,
            cards,
            orders,
            invoices,
        }
    }

    /// The dice of one part.
    pub(crate) fn dice(&self, part: &str) -> Dice {
        Dice::of(self.seed, part)
    }
}

/// Cents as the stores write money.
pub(crate) fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn people(seed: u64, today: NaiveDate) -> (Vec<Address>, Vec<Person>) {
    let mut dice = Dice::of(seed, "people");
    let mut addresses: Vec<Address> = Vec::new();
    let mut people: Vec<Person> = Vec::new();
    for &(id, name, email, language) in &CUSTOMERS {
        let lives_with = (id == DECLAN)
            .then(|| people.iter().find(|other| other.id == MARIA))
            .flatten()
            .map(|maria| maria.address);
        let address = lives_with.unwrap_or_else(|| {
            let address = new_address(&mut dice, addresses.len());
            let id = address.id;
            addresses.push(address);
            id
        });
        let featured = id == PATRICK || id < 1010;
        people.push(Person {
            id,
            name,
            email,
            language,
            phone: (featured || dice.percent(70)).then(|| cast::phone(id)),
            born: (featured || dice.percent(60))
                .then(|| dice.days_before(today, 19 * 365, 84 * 365)),
            address,
            joined: match id {
                PATRICK => days_before(today, 12 * 365 + 40),
                MARIA => days_before(today, 2150),
                DECLAN | OKSANA => days_before(today, 870),
                _ => dice.days_before(today, 200, 8 * 365),
            },
        });
    }
    (addresses, people)
}

fn new_address(dice: &mut Dice, before: usize) -> Address {
    let (city, routing_key) = dice.pick(&TOWNS);
    Address {
        id: 1 + i64::try_from(before).unwrap_or_default(),
        line1: format!("{} {}", dice.between(1, 140), dice.pick(&STREETS)),
        line2: dice
            .percent(20)
            .then(|| format!("Flat {}", dice.between(1, 12))),
        city,
        postcode: format!("{routing_key} {}", dice.hex(4).to_uppercase()),
    }
}

fn cards(seed: u64, people: &[Person]) -> Vec<Card> {
    let mut dice = Dice::of(seed, "cards");
    let mut cards = Vec::new();
    for person in people {
        let has_one = person.id == MARIA || (person.id != DECLAN && dice.percent(70));
        if has_one {
            cards.push(Card {
                id: 301 + i64::try_from(cards.len()).unwrap_or_default(),
                customer: person.id,
                holder: person.name,
                token: format!("tok_{}", dice.hex(24)),
                brand: dice.pick(&BRANDS),
                last4: format!("{:04}", dice.between(0, 9999)),
                expires: format!("20{}-{:02}", dice.between(27, 31), dice.between(1, 12)),
            });
        }
    }
    cards
}
