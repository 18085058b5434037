//! The demo company at work, its ledger on either database. The servers of tests do not wait for
//! the disk; these do.

use std::{fs, path::Path, time::Duration};

use chrono::TimeDelta;
use habeas_desk::{Desk, From, Settings, Visitor};
use habeas_domain::{id::Reference, identity::Identity, map, view::Stage};
use habeas_ledger::{
    Keys, Ledger,
    time::{Clock, Dice},
};
use habeas_stores::Stores;
use habeas_words::Locale;
use tokio::sync::watch;

use crate::shop::Engine;

pub const PASSWORD: &str = "harvest-window-teapot-12";

/// A browser that never signed in, somewhere.
pub const HERE: From<'_> = From {
    network: "203.0.113.9",
    language: Locale::En,
    browser: "",
};

pub struct Company {
    pub desk: Desk,
    pub ledger: Ledger,
    pub maria: Visitor,
    pub officer: Visitor,
    _working: watch::Sender<bool>,
}

/// Where a ledger is that keeps what it promised.
pub async fn ledger_url(engine: Engine, folder: &Path) -> String {
    match engine {
        Engine::Sqlite => format!("sqlite:{}", folder.join("ledger.sqlite").display()),
        Engine::Postgres => habeas_testing::durable_postgres()
            .await
            .unwrap()
            .database()
            .await
            .unwrap(),
    }
}

/// A desk on an empty ledger.
pub async fn desk(engine: Engine, folder: &Path, stores: Stores) -> (Desk, Ledger) {
    fs::create_dir_all(folder).unwrap();
    let (clock, dice) = (Clock::System, Dice::system());
    let url = ledger_url(engine, folder).await;
    let ledger = Ledger::open(&url).await.unwrap();
    ledger.migrate().await.unwrap();
    let keys = Keys::open(&folder.join("master.key"), &dice).unwrap();
    let mut settings = Settings::new(folder.join("data"), chrono_tz::Europe::Dublin);
    settings.hold = TimeDelta::zero();
    let desk = Desk::open(settings, ledger.clone(), stores, keys, (clock, dice)).unwrap();
    (desk, ledger)
}

pub async fn officer(desk: &Desk) -> Visitor {
    let email = "officer@fernhill.example";
    desk.seed_staff("officer".parse().unwrap(), "Ola Berg", email, PASSWORD)
        .await
        .unwrap();
    desk.sign_in(email, PASSWORD, &HERE).await.unwrap()
}

pub fn at_work(desk: &Desk) -> watch::Sender<bool> {
    let (working, stop) = watch::channel(false);
    let worker = desk.clone();
    tokio::spawn(async move { worker.work(stop).await });
    working
}

impl Company {
    pub async fn open(engine: Engine, folder: &Path) -> Self {
        let today = Clock::System.now().date_naive();
        let demo = habeas_demo::create(&folder.join("stores"), habeas_demo::SEED, today)
            .await
            .unwrap();
        let text = fs::read_to_string(&demo.map_path).unwrap();
        let base = demo.map_path.parent().unwrap();
        let stores = Stores::open(map::parse(&text).unwrap(), base, |_| None).await;
        let (desk, ledger) = desk(engine, folder, stores).await;
        let person = &demo.people[0];
        let number = Identity::new("customer_id", person.customer_id.to_string());
        desk.seed_customer(person.email, PASSWORD, &[number])
            .await
            .unwrap();
        let officer = officer(&desk).await;
        let working = at_work(&desk);
        Self {
            maria: desk.sign_in(person.email, PASSWORD, &HERE).await.unwrap(),
            officer,
            desk,
            ledger,
            _working: working,
        }
    }

    /// Looks only, and writes nothing: a look of staff would be a commit of its own.
    pub async fn answered(&self, reference: &Reference) {
        answered(&self.desk, &self.maria, reference).await;
    }
}

pub async fn answered(desk: &Desk, visitor: &Visitor, reference: &Reference) {
    loop {
        let stage = match desk.request(visitor, reference).await {
            Ok(view) => view.line.stage,
            Err(_) if desk.receipt(reference).await.is_ok() => return,
            Err(error) => panic!("{error}"),
        };
        match stage {
            Stage::Answered => return,
            Stage::NeedsPerson => panic!("it stopped"),
            _ => tokio::time::sleep(Duration::from_millis(2)).await,
        }
    }
}
