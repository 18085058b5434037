//! Writes marketing's database: who is in which group, what a machine decided, what was sent, what
//! was looked at, and where the address came from.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection};

use crate::{
    bulk,
    cast::MARIA,
    crowd::{Crowd, State, story::HELGA, thousandths},
    dice::{Dice, days_before},
    goods::PRODUCTS,
    shop::new_database,
    world::World,
};

type Result = std::result::Result<(), sqlx::Error>;

/// How many things Helga did on the site and with mails in twenty years.
const HELGAS_EVENTS: i64 = 20_000;

/// Groups of customers, and by what rule one is in.
const SEGMENTS: [(&str, &str); 6] = [
    ("Balcony gardeners", "bought pots twice, no spade"),
    ("Rose lovers", "bought roses in two years"),
    ("Gift buyers", "one order in three goes to another address"),
    ("Sleeping", "nothing bought in two years"),
    ("Oak tier", "a thousand points and more"),
    ("New this year", "first order within twelve months"),
];

/// What machines decide.
const MODELS: [(&str, [&str; 3]); 2] = [
    ("next offer", ["offer seeds", "offer furniture", "no offer"]),
    (
        "pay later",
        ["may pay later", "pays at once", "a person decides"],
    ),
];

/// Where addresses come from.
const SOURCES: [&str; 4] = [
    "your account in the shop",
    "the garden fair in Cork",
    "a list bought from Haus und Garten Adressen",
    "a friend who recommended us",
];

/// One line of the file, whoever it is about.
struct Profile<'a> {
    id: i64,
    email: &'a str,
    state: State,
    joined: NaiveDate,
}

pub(crate) async fn write(path: &Path, world: &World, crowd: &Crowd) -> Result {
    let cast = world.people.iter().map(|person| Profile {
        id: person.id,
        email: person.email,
        state: State::Usual,
        joined: person.joined,
    });
    let others = crowd.people.iter().map(|person| Profile {
        id: person.id,
        email: &person.email,
        state: person.state,
        joined: person.joined,
    });
    let profiles: Vec<Profile<'_>> = cast.chain(others).collect();
    let mut connection = new_database(path).await?;
    let mut tx = connection.begin().await?;
    sqlx::raw_sql(include_str!("marketing.sql"))
        .execute(&mut *tx)
        .await?;
    people(&mut tx, world, &profiles).await?;
    decisions(&mut tx, world, &profiles).await?;
    sends(&mut tx, world, &profiles).await?;
    events(&mut tx, world, &profiles).await?;
    tx.commit().await?;
    connection.close().await
}

async fn people(tx: &mut SqliteConnection, world: &World, profiles: &[Profile<'_>]) -> Result {
    let mut dice = world.dice("marketing");
    let (mut rows, mut sources) = (Vec::new(), Vec::new());
    for profile in profiles {
        let usual = profile.state == State::Usual;
        rows.push(json!([
            profile.id,
            profile.id,
            profile.email,
            word(profile.state),
            i64::from(usual && dice.percent(60)),
            i64::from(usual && dice.percent(30)),
            i64::from(usual && (profile.id == MARIA || dice.percent(80))),
            profile.joined.to_string(),
        ]));
        sources.push(json!([profile.id, SOURCES[0], profile.joined.to_string()]));
        if profile.id == MARIA || dice.percent(12) {
            let source = dice.pick(&SOURCES[1..]);
            let day = days_before(profile.joined, dice.between(1, 300));
            sources.push(json!([profile.id, source, day.to_string()]));
        }
    }
    // Bought with a list; never a customer.
    for number in 1..=40_i64 {
        let (id, day) = (90_000 + number, days_before(world.today, 2000));
        let email = format!("reader.{number}@list.example");
        rows.push(json!([id, null, email, "usual", 1, 0, 0, day.to_string()]));
        sources.push(json!([id, SOURCES[2], day.to_string()]));
    }
    bulk::rows(tx, "profiles", &rows).await?;
    bulk::rows(tx, "sources", &sources).await
}

const fn word(state: State) -> &'static str {
    match state {
        State::Usual => "usual",
        State::Minor => "minor",
        State::Died => "deceased",
        State::Staff => "staff",
        State::Again => "duplicate",
    }
}

/// Groups and scores.
async fn decisions(tx: &mut SqliteConnection, world: &World, profiles: &[Profile<'_>]) -> Result {
    let mut dice = world.dice("decisions");
    let segments: Vec<Value> = (1_i64..)
        .zip(SEGMENTS)
        .map(|(id, (name, rules))| json!([id, name, rules]))
        .collect();
    bulk::rows(tx, "segments", &segments).await?;
    let (mut members, mut scores) = (Vec::new(), Vec::new());
    // Nobody is guessed about who is not of age or not alive.
    let guessed = |profile: &&Profile<'_>| !matches!(profile.state, State::Minor | State::Died);
    for profile in profiles.iter().filter(guessed) {
        for (id, (name, _)) in (1_i64..).zip(SEGMENTS) {
            if dice.percent(25) || (profile.id == MARIA && id == 2) {
                let since = dice.days_before(world.today, 10, 600);
                members.push(json!([profile.id, id, name, since.to_string()]));
            }
        }
        for (model, decisions) in MODELS {
            if profile.id == MARIA || profile.id == HELGA || dice.percent(70) {
                let at = dice.days_before(world.today, 1, 60);
                scores.push(json!([
                    profile.id,
                    model,
                    thousandths(&mut dice),
                    dice.pick(&decisions),
                    format!("{at} 02:30:00"),
                ]));
            }
        }
    }
    bulk::rows(tx, "segment_members", &members).await?;
    bulk::rows(tx, "scores", &scores).await
}

/// Four campaigns a year, for twenty years.
async fn sends(tx: &mut SqliteConnection, world: &World, profiles: &[Profile<'_>]) -> Result {
    let mut dice = world.dice("campaigns");
    let campaigns: Vec<(i64, String, NaiveDate)> = (0..80)
        .map(|turn| {
            let day = days_before(world.today, 30 + (79 - turn) * 91);
            let about = [
                "Spring bulbs",
                "Summer tools",
                "Autumn planting",
                "Winter presents",
            ];
            let name = about[usize::try_from(turn % 4).unwrap_or_default()];
            (turn + 1, format!("{name} {}", day.format("%Y")), day)
        })
        .collect();
    let rows: Vec<Value> = campaigns
        .iter()
        .map(|(id, name, day)| json!([id, name, day.to_string()]))
        .collect();
    bulk::rows(tx, "campaigns", &rows).await?;
    let mut sends = Vec::new();
    for profile in profiles {
        let often = match profile.id {
            HELGA => 100,
            MARIA => 60,
            _ => dice.pick(&[0, 0, 5, 5, 15]),
        };
        for (id, name, day) in campaigns.iter().filter(|(_, _, day)| *day > profile.joined) {
            if dice.percent(often) {
                let opened = dice.percent(40).then(|| day.to_string());
                sends.push(json!([
                    sends.len() + 1,
                    profile.id,
                    id,
                    name,
                    day.to_string(),
                    opened,
                ]));
            }
        }
    }
    bulk::rows(tx, "sends", &sends).await
}

/// What people looked at and did.
async fn events(tx: &mut SqliteConnection, world: &World, profiles: &[Profile<'_>]) -> Result {
    let mut dice = world.dice("events");
    let mut rows = Vec::new();
    for profile in profiles {
        let since = world.today.signed_duration_since(profile.joined).num_days();
        let count = if profile.id == HELGA {
            HELGAS_EVENTS
        } else {
            dice.between(0, 6)
        };
        for _ in 0..count {
            let at = days_before(world.today, dice.between(0, since.max(1)));
            rows.push(json!([
                rows.len() + 1,
                profile.id,
                format!("{at} {}", dice.time()),
                dice.pick(&[
                    "looked at",
                    "put in the basket",
                    "searched for",
                    "opened a mail about"
                ]),
                page(&mut dice),
            ]));
        }
    }
    bulk::rows(tx, "events", &rows).await
}

fn page(dice: &mut Dice) -> &'static str {
    let at = usize::try_from(dice.between(0, 19)).unwrap_or_default();
    PRODUCTS[at].1
}
