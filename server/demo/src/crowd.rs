//! The crowd: thousands of customers after the cast, of many countries and twenty years. It is
//! there so that what Habeas shows of one person is shown among many, as in a real company. The
//! company of the cast stays what it is without it.

mod documents;
mod lands;
mod people;
mod shop;
pub(crate) mod story;
mod support;
mod trade;

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use crate::world::World;

pub(crate) use documents::write as write_documents;
pub(crate) use shop::thousandths;

/// How many customers there are beside the cast.
const MANY: i64 = 5_200;

/// The number of the first.
const FIRST: i64 = 10_001;

/// Everybody else, and what they bought.
pub(crate) struct Crowd {
    pub people: Vec<Somebody>,
    pub orders: Vec<trade::Bought>,
}

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Home {
    pub id: i64,
    pub line1: String,
    pub city: String,
    pub postcode: String,
    pub country: &'static str,
}

/// What about a customer is out of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing.
    Usual,
    /// Not of age.
    Minor,
    /// Has died; somebody told us.
    Died,
    /// Works for Fernhill too.
    Staff,
    /// The same person as another customer, registered again.
    Again,
}

/// One of the crowd.
#[derive(Debug, Clone)]
pub(crate) struct Somebody {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub language: &'static str,
    pub phone: Option<String>,
    pub born: Option<NaiveDate>,
    pub home: Home,
    pub joined: NaiveDate,
    pub state: State,
}

impl Crowd {
    /// The crowd of a company.
    pub(crate) fn new(world: &World) -> Self {
        let mut people = people::all(world);
        people.extend(story::people(world.today));
        let orders = trade::orders(world, &people);
        Self { people, orders }
    }
}

/// Adds the crowd to the shop.
pub(crate) async fn write_shop(
    tx: &mut SqliteConnection,
    world: &World,
    crowd: &Crowd,
) -> Result<(), sqlx::Error> {
    shop::write(tx, world, crowd).await
}

/// Adds the crowd to the help desk.
pub(crate) async fn write_support(
    tx: &mut SqliteConnection,
    world: &World,
    crowd: &Crowd,
) -> Result<(), sqlx::Error> {
    support::write(tx, world, crowd).await
}
