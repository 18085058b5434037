//! Guessing a password: it makes the one who guesses wait, and nobody else.

use std::time::Duration;

use chrono::{TimeDelta, TimeZone, Utc};
use habeas_desk::{Desk, DeskError, Done, From, Problem, Purpose, Visitor};
use habeas_domain::map;
use habeas_ledger::time::Clock;
use habeas_stores::Stores;
use tempfile::TempDir;

use crate::{
    company::{HERE, On, at_work, code_in, desk_at},
    on_both,
};

on_both![
    a_stranger_who_guesses_once_a_minute_keeps_nobody_out,
    known_and_unknown_addresses_cost_the_same_work_and_get_the_same_answers,
    many_at_once_are_no_way_around_the_wait,
    guesses_from_everywhere_leave_the_known_browser_and_the_code_by_mail,
    what_a_browser_shows_counts_for_its_own_addresses_only,
    one_password_at_very_many_addresses_makes_the_network_wait,
];

const MARIA: &str = "maria@post.example";
const DECLAN: &str = "declan@post.example";
const NOBODY: &str = "nobody@nowhere.example";
const PASSWORD: &str = "harbour-lantern-copper-58";
const WRONG: &str = "not the password at all";

const STRANGER: From<'_> = From {
    network: "198.51.100.66",
    ..HERE
};

struct Door {
    desk: Desk,
    clock: Clock,
    _folder: TempDir,
}

/// A desk of a company that holds nothing yet, and two people with accounts.
async fn door(on: On) -> Door {
    let folder = tempfile::tempdir().unwrap();
    let text = r#"{ habeas: 1, version: "1", stores: [], controller: { name: Acme, address: a,
        email: privacy@acme.example, country: IE, authority: DPC } }"#;
    let stores = Stores::open(map::parse(text).unwrap(), folder.path(), |_| None).await;
    let at = Utc.with_ymd_and_hms(2026, 3, 5, 9, 0, 0).unwrap();
    let clock = Clock::fixed(at);
    let desk = desk_at(on, folder.path(), stores, clock.clone()).await;
    for email in [MARIA, DECLAN] {
        desk.seed_customer(email, PASSWORD, &[]).await.unwrap();
    }
    Door {
        desk,
        clock,
        _folder: folder,
    }
}

/// What somebody is told, as far as two can be compared.
fn told(answer: &Done<Visitor>) -> String {
    match answer {
        Ok(_) => "in".to_owned(),
        Err(DeskError::Answers(answers)) => format!("{answers:?}"),
        Err(DeskError::Wait(seconds)) => format!("wait {seconds}"),
        Err(other) => panic!("{other:?}"),
    }
}

fn at(browser: &str) -> From<'_> {
    From { browser, ..HERE }
}

async fn known(desk: &Desk, email: &str) -> String {
    let visitor = desk.sign_in(email, PASSWORD, &HERE).await.unwrap();
    desk.known_browser(&visitor.actor, &HERE).await.unwrap()
}

async fn a_stranger_who_guesses_once_a_minute_keeps_nobody_out(on: On) {
    let Door { desk, clock, .. } = &door(on).await;
    let browser = known(desk, MARIA).await;
    let before = desk.hash_runs();
    for minute in 0..180 {
        let guessed = desk.sign_in(MARIA, WRONG, &STRANGER).await;
        assert_ne!(told(&guessed), "in");
        if minute % 45 == 44 {
            // Whoever never signed in here before, and whoever did, at the stranger's side even.
            desk.sign_in(MARIA, PASSWORD, &HERE).await.unwrap();
            let beside = From {
                browser: &browser,
                ..STRANGER
            };
            desk.sign_in(MARIA, PASSWORD, &beside).await.unwrap();
        }
        clock.advance(TimeDelta::minutes(1));
    }
    // The owner's eight are among them: the stranger had his hundred, and no more.
    assert_eq!(desk.hash_runs() - before, 108);
    let right = desk.sign_in(MARIA, PASSWORD, &STRANGER).await;
    assert_eq!(
        told(&right),
        told(&Err(DeskError::answer("email", Problem::NotFromHere)))
    );
    clock.advance(TimeDelta::hours(24));
    desk.sign_in(MARIA, PASSWORD, &STRANGER).await.unwrap();
}

async fn known_and_unknown_addresses_cost_the_same_work_and_get_the_same_answers(on: On) {
    let Door { desk, clock, .. } = &door(on).await;
    let mut waited = 0;
    // Seconds between tries, so that some come too early.
    for pause in (0..70).map(|turn| i64::from(turn) * 7 % 65) {
        let mut answers = Vec::new();
        for email in [MARIA, NOBODY] {
            let before = desk.hash_runs();
            let answer = desk.sign_in(email, WRONG, &STRANGER).await;
            answers.push((told(&answer), desk.hash_runs() - before));
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0].1, u64::from(!answers[0].0.starts_with("wait")));
        waited += i32::from(answers[0].0.starts_with("wait"));
        clock.advance(TimeDelta::seconds(pause));
    }
    assert!((5..65).contains(&waited), "{waited}");
}

async fn many_at_once_are_no_way_around_the_wait(on: On) {
    let Door { desk, .. } = &door(on).await;
    let before = desk.hash_runs();
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..30 {
        let desk = desk.clone();
        tries.spawn(async move { desk.sign_in(MARIA, WRONG, &STRANGER).await });
    }
    let answers = tries.join_all().await;
    let waits = answers
        .iter()
        .filter(|answer| matches!(answer, Err(DeskError::Wait(_))));
    assert_eq!(waits.count(), 24);
    // Five are free, and the sixth makes the next one wait.
    assert_eq!(desk.hash_runs() - before, 6);
}

async fn guesses_from_everywhere_leave_the_known_browser_and_the_code_by_mail(on: On) {
    let Door { desk, clock, .. } = &door(on).await;
    let browser = known(desk, MARIA).await;
    for network in 0..10 {
        let network = format!("192.0.2.{network}");
        let from = From {
            network: &network,
            ..HERE
        };
        for _ in 0..10 {
            for email in [MARIA, NOBODY] {
                let guessed = desk.sign_in(email, WRONG, &from).await;
                assert_ne!(told(&guessed), "in");
            }
            clock.advance(TimeDelta::seconds(61));
        }
    }
    let strange = told(&desk.sign_in(MARIA, PASSWORD, &STRANGER).await);
    assert!(strange.contains("NotFromHere"), "{strange}");
    assert_eq!(
        strange,
        told(&desk.sign_in(NOBODY, PASSWORD, &STRANGER).await)
    );
    desk.sign_in(MARIA, PASSWORD, &at(&browser)).await.unwrap();
    desk.sign_in(DECLAN, PASSWORD, &STRANGER).await.unwrap();

    let _stop = at_work(desk);
    let reset = Purpose::Reset;
    let id = desk.ask_code(reset, MARIA, None, &HERE).await.unwrap();
    let mut mails = desk.demo_outbox().await.unwrap();
    while mails.is_empty() {
        tokio::time::sleep(Duration::from_millis(20)).await;
        mails = desk.demo_outbox().await.unwrap();
    }
    let code = code_in(&mails[0]);
    let id = desk
        .give_code(reset, &[id], &code, HERE.network)
        .await
        .unwrap();
    let new = "kettle-orbit-meadow-93";
    let browser = desk.reset_password(&[id], new, &HERE).await.unwrap();
    desk.sign_in(MARIA, new, &HERE).await.unwrap();
    desk.sign_in(MARIA, new, &at(&browser)).await.unwrap();
}

async fn what_a_browser_shows_counts_for_its_own_addresses_only(on: On) {
    let Door { desk, clock, .. } = &door(on).await;
    let hers = known(desk, MARIA).await;
    let his = known(desk, DECLAN).await;
    let (number, _) = his.split_once('.').unwrap();
    let (_, proof) = hers.split_once('.').unwrap();
    let forged = format!("{number}.{proof}");
    for _ in 0..100 {
        assert_ne!(told(&desk.sign_in(MARIA, WRONG, &HERE).await), "in");
        clock.advance(TimeDelta::seconds(61));
    }
    for browser in [
        his.as_str(),
        forged.as_str(),
        "",
        "zz.zz",
        &"ab".repeat(9000),
    ] {
        let refused = told(&desk.sign_in(MARIA, PASSWORD, &at(browser)).await);
        assert!(refused.contains("NotFromHere"), "{browser}: {refused}");
    }
    desk.sign_in(MARIA, PASSWORD, &at(&hers)).await.unwrap();
    // Two people at one browser: it is known to both.
    let visitor = desk.sign_in(DECLAN, PASSWORD, &HERE).await.unwrap();
    let both = desk
        .known_browser(&visitor.actor, &at(&hers))
        .await
        .unwrap();
    desk.sign_in(MARIA, PASSWORD, &at(&both)).await.unwrap();
    // A known browser guesses no more often than anybody else, and keeps nobody else out.
    for _ in 0..100 {
        assert_ne!(told(&desk.sign_in(MARIA, WRONG, &at(&both)).await), "in");
        clock.advance(TimeDelta::seconds(61));
    }
    let stolen = told(&desk.sign_in(MARIA, PASSWORD, &at(&both)).await);
    assert!(stolen.contains("NotFromHere"), "{stolen}");
    desk.sign_in(MARIA, PASSWORD, &STRANGER).await.unwrap();
}

async fn one_password_at_very_many_addresses_makes_the_network_wait(on: On) {
    let Door { desk, clock, .. } = &door(on).await;
    let browser = known(desk, MARIA).await;
    for number in 0..200 {
        let email = format!("somebody.{number}@post.example");
        let guessed = desk.sign_in(&email, WRONG, &STRANGER).await;
        assert!(told(&guessed).contains("WrongSignIn"));
    }
    let before = desk.hash_runs();
    let refused = desk.sign_in(DECLAN, PASSWORD, &STRANGER).await;
    assert!(
        matches!(refused, Err(DeskError::Wait(1..=901))),
        "{refused:?}"
    );
    assert_eq!(desk.hash_runs(), before);
    let beside = From {
        browser: &browser,
        ..STRANGER
    };
    desk.sign_in(MARIA, PASSWORD, &beside).await.unwrap();
    desk.sign_in(DECLAN, PASSWORD, &HERE).await.unwrap();
    clock.advance(TimeDelta::minutes(15));
    desk.sign_in(DECLAN, PASSWORD, &STRANGER).await.unwrap();
}
