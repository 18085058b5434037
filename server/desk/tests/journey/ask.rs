//! Asking without an account.

use chrono::TimeDelta;
use habeas_desk::{Asking, Desk, DeskError, Done, From, Problem, Purpose};
use habeas_domain::{
    id::Reference,
    map,
    validate::Fault,
    view::{OutboxMessage, QueueFilter, Stage},
};
use habeas_ledger::{requests, time::Clock};
use habeas_stores::Stores;
use uuid::Uuid;

use crate::{
    company::{Company, HERE, On, at_work, code_in, desk_at},
    on_both,
};

on_both![
    a_request_exists_at_once_and_is_the_persons_after_the_link,
    a_request_of_somebody_with_an_account_is_found_there,
    a_link_works_once_and_says_nothing_else,
    every_address_is_answered_alike,
    nobody_floods_the_queue,
    what_nobody_confirms_expires_and_the_address_is_told,
];

fn asking<'a>(right: &'a str, email: &'a str, client_id: Uuid) -> Asking<'a> {
    Asking {
        right,
        email,
        name: "Mary Murphy",
        details: "I moved in 2019.\r\nThe old address still gets your letters.",
        client_id,
    }
}

async fn ask(desk: &Desk, right: &str, email: &str, from: &From<'_>) -> Done<Reference> {
    let client_id = desk.new_client_id();
    desk.ask_without_account(&asking(right, email, client_id), from)
        .await
}

fn token(mail: &OutboxMessage) -> String {
    let link = mail.text.split("/ask/confirm/").nth(1).unwrap();
    link.split_whitespace().next().unwrap().to_owned()
}

async fn link(company: &Company, email: &str, reference: &Reference) -> String {
    let subject = format!("Your request {reference}: one thing is left");
    token(&company.mail(email, &subject).await)
}

async fn a_request_exists_at_once_and_is_the_persons_after_the_link(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let email = "mary.murphy@post.example";
    let client_id = desk.new_client_id();
    let form = asking("access", email, client_id);
    let reference = desk.ask_without_account(&form, &HERE).await.unwrap();
    // The same form again is the same request.
    let again = desk.ask_without_account(&form, &HERE).await.unwrap();
    assert_eq!(reference, again);
    let officer = company.staff("Henrik").await;
    let seen = desk.staff_request(&officer, &reference).await.unwrap();
    assert_eq!(seen.request.line.stage, Stage::Received);
    let asked = seen.asked.unwrap();
    assert!(!asked.confirmed);
    assert!(asked.details.contains("2019.\nThe old"));
    let due = seen.request.line.due;
    let token = link(&company, email, &reference).await;
    assert_eq!(desk.to_confirm(&token).await.unwrap().reference, reference);
    assert!(desk.confirm_asked(&token).await.unwrap().confirmed);
    // A copy is not handed to whoever reads a mailbox: staff check who asks.
    let seen = desk.staff_request(&officer, &reference).await.unwrap();
    assert_eq!(seen.request.line.stage, Stage::Verifying);
    assert_eq!((seen.verified, seen.request.line.due), (None, due));
    // Registering with the same address shows it.
    let id = desk
        .ask_code(Purpose::Register, email, None, &HERE)
        .await
        .unwrap();
    let name = &desk.map().controller.name;
    let mail = company.mail(email, &format!("Your code for {name}")).await;
    desk.give_code(Purpose::Register, &[id], &code_in(&mail), HERE.network)
        .await
        .unwrap();
    let mary = desk
        .register(&[id], "harbour-lantern-copper-58")
        .await
        .unwrap();
    let view = desk.request(&mary, &reference).await.unwrap();
    let story: Vec<&str> = view.story.iter().map(|step| step.what.as_str()).collect();
    assert_eq!(story, ["story-received", "story-address-confirmed"]);
}

async fn a_request_of_somebody_with_an_account_is_found_there(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let email = company.person(1001).email;
    let reference = ask(desk, "objection", email, &HERE).await.unwrap();
    // Not before she has shown that it was she: anybody can give her address.
    let before = desk.request(&maria, &reference).await;
    assert!(matches!(before, Err(DeskError::NotFound)), "{before:?}");
    let token = link(&company, email, &reference).await;
    desk.confirm_asked(&token).await.unwrap();
    let view = desk.request(&maria, &reference).await.unwrap();
    assert_eq!(view.line.stage, Stage::Open);
    let officer = company.staff("Henrik").await;
    let seen = desk.staff_request(&officer, &reference).await.unwrap();
    assert_eq!(seen.asked.unwrap().name, "Mary Murphy");
    let declan = company.signed_in(1002).await;
    assert!(desk.request(&declan, &reference).await.is_err());
}

async fn a_link_works_once_and_says_nothing_else(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let email = "nobody@nowhere.example";
    let reference = ask(desk, "erasure", email, &HERE).await.unwrap();
    let token = link(&company, email, &reference).await;
    let (one, two) = tokio::join!(desk.confirm_asked(&token), desk.confirm_asked(&token));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    for wrong in [token.as_str(), "", "0000", &token[..32]] {
        let refused = desk.to_confirm(wrong).await;
        assert!(matches!(refused, Err(DeskError::NotFound)), "{refused:?}");
    }
    let short = Asking {
        name: "",
        details: &"x".repeat(4001),
        ..asking("everything", "no address", desk.new_client_id())
    };
    let Err(DeskError::Answers(answers)) = desk.ask_without_account(&short, &HERE).await else {
        panic!("it was taken");
    };
    assert_eq!(
        answers,
        [
            ("right", Problem::NotOnOffer),
            ("email", Problem::Value(Fault::NotAnEmail)),
            ("details", Problem::Value(Fault::TooLong(4000))),
        ]
    );
}

async fn every_address_is_answered_alike(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let staff = company.demo.staff[0].email;
    for email in [company.person(1001).email, "nobody@nowhere.example", staff] {
        let reference = ask(desk, "access", email, &HERE).await.unwrap();
        let shown = desk.asked_here(&reference).await.unwrap();
        assert!(!shown.confirmed);
        link(&company, email, &reference).await;
        assert_eq!(company.mails(email).await, 1);
    }
}

async fn nobody_floods_the_queue(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let email = company.person(1001).email;
    let mut taken = 0;
    for _ in 0..5 {
        match ask(desk, "access", email, &HERE).await {
            Ok(_) => taken += 1,
            Err(DeskError::Wait(seconds)) => assert!(seconds <= 3601),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(taken, 3);
    // From elsewhere she is not kept out by it.
    let elsewhere = From {
        network: "198.51.100.7",
        ..HERE
    };
    ask(desk, "access", email, &elsewhere).await.unwrap();
    // Nor are others in the same network, up to what a network may.
    for number in 0..30 {
        let email = format!("person{number}@nowhere.example");
        if ask(desk, "access", &email, &HERE).await.is_ok() {
            taken += 1;
        }
    }
    assert_eq!(taken, 20);
    let officer = company.staff("Henrik").await;
    let queue = desk.queue(&officer, &QueueFilter::default()).await.unwrap();
    assert_eq!(queue.lines.len(), 21);
}

async fn what_nobody_confirms_expires_and_the_address_is_told(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let today = Clock::System.now().date_naive();
    let demo = habeas_demo::create(&folder.path().join("stores"), habeas_demo::SEED, today)
        .await
        .unwrap();
    let map = map::parse(&std::fs::read_to_string(&demo.map_path).unwrap()).unwrap();
    let stores = Stores::open(map, demo.map_path.parent().unwrap(), |_| None).await;
    let clock = Clock::fixed(Clock::System.now());
    let desk = desk_at(on, folder.path(), stores, clock.clone()).await;
    let email = "nobody@nowhere.example";
    let reference = ask(&desk, "access", email, &HERE).await.unwrap();
    let token = token(&desk.demo_outbox().await.unwrap()[0]);
    // The last day is still in time.
    desk.to_confirm(&token).await.unwrap();
    clock.advance(TimeDelta::days(70));
    assert!(desk.to_confirm(&token).await.is_err());
    let _stop = at_work(&desk);
    let subject = format!("Your request {reference} is closed");
    let mut told = None;
    for _ in 0..200 {
        let mails = desk.demo_outbox().await.unwrap();
        told = mails.into_iter().find(|mail| mail.subject == subject);
        if told.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let told = told.unwrap();
    assert_eq!(told.to, email);
    assert!(told.text.contains("/ask") && told.text.contains(&desk.map().controller.authority));
    let mut tx = desk.ledger().read().await.unwrap();
    let row = requests::by_reference(&mut tx, &reference).await.unwrap();
    let row = row.unwrap();
    assert_eq!((row.stage.as_str(), row.finished), ("expired", true));
}
