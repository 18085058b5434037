//! What an erasure had to leave goes by itself when its time is over, after the account is long
//! gone; not while a hold stands or a request of that person is open.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use habeas_desk::{Desk, Holding, Visitor};
use habeas_domain::{id::Reference, identity::Identity, map, receipt::StoreStatus, view::Stage};
use habeas_ledger::time::Clock;
use habeas_stores::Stores;
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{
    company::{HERE, On, at_work, desk_at, faults, timed_desk},
    on_both,
};

on_both![
    what_had_to_stay_goes_by_itself_when_its_time_is_over,
    a_system_that_is_silent_for_a_day_is_on_the_receipt,
];

const PASSWORD: &str = "harvest-window-teapot-12";

const MAP: &str = r#"
habeas: 1
version: "1"
controller: { name: Acme, address: "1 High Street", email: a@acme.example, country: IE, authority: DPC, fiscal_year: "04-06" }
grounds:
  tax: { label: "Tax law", law: "TCA 1997" }
  claims: { label: "Somebody may still claim", law: "Statute of Limitations 1957" }
stores:
  - id: shop
    kind: sqlite
    label: Shop
    connect: path:shop.sqlite
    collections:
      - { id: people, table: people, meaning: account, label: You, describe: "…", key: [id], erase: anonymise,
          identities: { email: { kind: email } },
          fields: [ { name: id, category: user.unique_id, label: Number, until: "…", erase: keep },
                    { name: email, category: user.contact.email, label: Mail, until: "…", erase: null } ] }
      - { id: orders, table: orders, meaning: orders, label: Orders, describe: "…", key: [id], erase: delete,
          keep: { ground: tax, for: P1Y, from: placed, end: fiscal-year },
          links: [ { to: people, fields: { person: id }, type: owned-by } ],
          fields: [ { name: id, category: user, label: Number, until: "…" },
                    { name: person, category: user, label: Person, until: "…" },
                    { name: placed, category: user, label: Placed, until: "…" } ] }
      - { id: calls, table: calls, meaning: calls, label: Calls, describe: "…", key: [id], erase: delete,
          keep: { ground: claims, for: P6M, last: { collection: orders, field: placed } },
          links: [ { to: people, fields: { person: id }, type: owned-by } ],
          fields: [ { name: id, category: user, label: Number, until: "…" },
                    { name: person, category: user, label: Person, until: "…" } ] }
"#;

/// Ben's rows are there to stay.
const ROWS: &str = "
    CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT);
    CREATE TABLE orders (id INTEGER PRIMARY KEY, person INTEGER, placed TEXT);
    CREATE TABLE calls (id INTEGER PRIMARY KEY, person INTEGER);
    INSERT INTO people VALUES (1, 'maria@example.com'), (2, 'ben@example.com');
    INSERT INTO orders VALUES (11, 1, '2021-05-01'), (12, 1, '2023-02-10'), (13, 1, '2023-11-20'),
                              (21, 2, '2019-01-01');
    INSERT INTO calls VALUES (31, 1), (32, 2);";

struct House {
    desk: Desk,
    clock: Clock,
    shop: SqliteConnection,
    officer: Visitor,
}

impl House {
    /// What is left of orders and calls.
    async fn left(&mut self) -> Vec<i64> {
        sqlx::query_scalar("SELECT id FROM orders UNION SELECT id FROM calls ORDER BY 1")
            .fetch_all(&mut self.shop)
            .await
            .unwrap()
    }

    /// Moves to a day and has what is due begin.
    async fn on(&self, day: (i32, u32, u32)) {
        let day = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
        let noon = day.and_hms_opt(12, 0, 0).unwrap().and_utc();
        self.clock.advance(noon - self.clock.now());
        self.desk.begin_later().await.unwrap();
    }

    async fn wait_for_left(&mut self, left: &[i64]) {
        for _ in 0..200 {
            if self.left().await == left {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(self.left().await, left);
    }

    async fn answered(&self, reference: &Reference) {
        for _ in 0..200 {
            let view = self.desk.staff_request(&self.officer, reference).await;
            let stage = view.unwrap().request.line.stage;
            assert_ne!(stage, Stage::NeedsPerson);
            if stage == Stage::Answered {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{reference} was never answered");
    }
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

async fn what_had_to_stay_goes_by_itself_when_its_time_is_over(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("shop.sqlite"))
        .create_if_missing(true);
    let mut shop = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(ROWS).execute(&mut shop).await.unwrap();
    let start: DateTime<Utc> = "2024-01-10T12:00:00Z".parse().unwrap();
    let clock = Clock::fixed(start);
    let stores = Stores::open(map::parse(MAP).unwrap(), folder.path(), |_| None).await;
    let desk = desk_at(on, folder.path(), stores, clock.clone()).await;
    assert_eq!(faults(&desk).await, [""; 0]);
    let working = at_work(&desk);
    let email = "maria@example.com";
    let mine = Identity::new("email", email);
    desk.seed_customer(email, PASSWORD, &[mine]).await.unwrap();
    for (name, mail) in [("Ola", "ola@acme.example"), ("Per", "per@acme.example")] {
        let role = "officer".parse().unwrap();
        desk.seed_staff(role, name, mail, PASSWORD).await.unwrap();
    }
    let officer = desk
        .sign_in("ola@acme.example", PASSWORD, &HERE)
        .await
        .unwrap();
    let other = desk
        .sign_in("per@acme.example", PASSWORD, &HERE)
        .await
        .unwrap();
    let maria = desk.sign_in(email, PASSWORD, &HERE).await.unwrap();
    let mut house = House {
        desk,
        clock,
        shop,
        officer,
    };
    let desk = house.desk.clone();
    let asked = desk.ask_erasure(&maria, true, desk.new_client_id());
    let reference = asked.await.unwrap();
    let view = desk.staff_request(&house.officer, &reference).await;
    let view = view.unwrap();
    let digest = view.plan.unwrap().digest;
    let version = view.request.version;
    desk.approve(&house.officer, &reference, version, Some(&digest))
        .await
        .unwrap();
    // Approved erasures wait for three days.
    house.on((2024, 1, 14)).await;
    house.answered(&reference).await;
    // The oldest order is out of its fiscal year and the year after it. The last order was in
    // November, so what was said on the telephone stays until May.
    assert_eq!(house.left().await, [12, 13, 21, 31, 32]);
    let later = |view: habeas_domain::view::StaffRequestView| view.later;
    let view = desk.staff_request(&house.officer, &reference).await;
    let first = later(view.unwrap());
    assert_eq!(first.len(), 1);
    assert_eq!((first[0].due, first[0].begun), (day(2024, 4, 5), None));

    // Order 12 is of the fiscal year that ended on 5 April 2023.
    house.on((2024, 4, 4)).await;
    assert_eq!(house.left().await, [12, 13, 21, 31, 32]);
    house.on((2024, 4, 5)).await;
    house.wait_for_left(&[13, 21, 31, 32]).await;
    let view = desk.staff_request(&house.officer, &reference).await;
    let taken = later(view.unwrap())[0].begun.unwrap();
    house.answered(&taken).await;
    let view = desk.staff_request(&house.officer, &taken).await.unwrap();
    assert_eq!(view.follows, Some(reference));
    let (receipt, _) = desk.receipt(&taken).await.unwrap();
    assert_eq!((receipt.totals().deleted, receipt.is_verified()), (1, true));
    // The receipt that the person has says so too.
    let (receipt, _) = desk.receipt(&reference).await.unwrap();
    assert_eq!(receipt.later.len(), 1);
    assert_eq!(receipt.later[0].reference, taken.to_string());
    let view = desk.staff_request(&house.officer, &reference).await;
    let next = later(view.unwrap());
    assert_eq!(next.len(), 2);
    assert_eq!(next[1].due, day(2024, 5, 20));

    // A hold that is placed on the erasure keeps what is left of it, whatever is due.
    let holding = Holding {
        ground: "claims".into(),
        reason: "A claim came in".into(),
        ..Holding::default()
    };
    let form = (&holding, desk.new_client_id());
    desk.place_hold(&house.officer, &reference, form)
        .await
        .unwrap();
    house.on((2024, 6, 1)).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(house.left().await, [13, 21, 31, 32]);
    let view = desk
        .staff_request(&house.officer, &reference)
        .await
        .unwrap();
    assert_eq!(view.later[1].waits.as_deref(), Some("hold"));
    desk.lift(&other, &reference, view.holds[0].id)
        .await
        .unwrap();
    house.on((2024, 6, 3)).await;
    house.wait_for_left(&[13, 21, 32]).await;
    let view = desk.staff_request(&house.officer, &reference).await;
    let taken = later(view.unwrap())[1].begun.unwrap();
    house.answered(&taken).await;

    // The last order goes with its fiscal year; nothing of Maria is left, everything of Ben's is.
    house.on((2025, 4, 5)).await;
    house.wait_for_left(&[21, 32]).await;
    let emails: Vec<Option<String>> = sqlx::query_scalar("SELECT email FROM people ORDER BY id")
        .fetch_all(&mut house.shop)
        .await
        .unwrap();
    assert_eq!(emails, [None, Some("ben@example.com".to_owned())]);
    drop(working);
}

async fn a_system_that_is_silent_for_a_day_is_on_the_receipt(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("shop.sqlite"))
        .create_if_missing(true);
    let mut shop = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(ROWS).execute(&mut shop).await.unwrap();
    let clock = Clock::fixed(Clock::System.now());
    let stores = Stores::open(map::parse(MAP).unwrap(), folder.path(), |_| None).await;
    let desk = timed_desk(on, folder.path(), stores, clock.clone(), |settings| {
        settings.hold = TimeDelta::zero();
        settings.verify_after = vec![TimeDelta::seconds(4)];
    })
    .await;
    let working = at_work(&desk);
    let email = "maria@example.com";
    let mine = Identity::new("email", email);
    desk.seed_customer(email, PASSWORD, &[mine]).await.unwrap();
    let role = "officer".parse().unwrap();
    desk.seed_staff(role, "Ola", "ola@acme.example", PASSWORD)
        .await
        .unwrap();
    let officer = desk
        .sign_in("ola@acme.example", PASSWORD, &HERE)
        .await
        .unwrap();
    let maria = desk.sign_in(email, PASSWORD, &HERE).await.unwrap();
    let asked = desk.ask_erasure(&maria, true, desk.new_client_id());
    let reference = asked.await.unwrap();
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let digest = view.plan.unwrap().digest;
    let version = view.request.version;
    desk.approve(&officer, &reference, version, Some(&digest))
        .await
        .unwrap();
    let house = House {
        desk,
        clock,
        shop,
        officer,
    };
    house.answered(&reference).await;
    let (receipt, _) = house.desk.receipt(&reference).await.unwrap();
    assert!(receipt.is_verified());
    assert_eq!(receipt.stores[0].status, StoreStatus::Answered);
    // When it is looked at again, the system has been away for more than a day.
    let House {
        desk,
        clock,
        mut shop,
        ..
    } = house;
    sqlx::raw_sql("ALTER TABLE orders RENAME TO away")
        .execute(&mut shop)
        .await
        .unwrap();
    clock.advance(TimeDelta::days(2));
    for _ in 0..200 {
        if desk.receipt(&reference).await.unwrap().0.rounds.len() > 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let (receipt, _) = desk.receipt(&reference).await.unwrap();
    assert_eq!(receipt.rounds.len(), 2, "{receipt:?}");
    assert_eq!(receipt.rounds[1].not_reached, ["Shop"]);
    assert_eq!(receipt.stores[0].status, StoreStatus::NotReachable);
    assert!(!receipt.is_verified());
    drop(working);
}
