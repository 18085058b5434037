//! A copy is handed to another company by a link and a code.

use std::io::Cursor;

use chrono::TimeDelta;
use futures::TryStreamExt;
use habeas_desk::{DeskError, Done, HandedOver, PackageFile, Problem, Visitor};
use habeas_domain::{id::Reference, proof::public_from_text, scope::Scope, view::Stage};
use habeas_ledger::time::Clock;
use habeas_package::verify_package;

use crate::{
    company::{Company, On},
    on_both,
};

on_both![
    link_and_code_together_open_a_copy_once,
    one_of_the_two_opens_nothing_and_guesses_are_few,
    a_link_ends_by_time_by_the_person_and_with_the_copy,
];

const THERE: &str = "198.51.100.7";

fn problem<T: std::fmt::Debug>(done: Done<T>) -> Problem {
    match done {
        Err(DeskError::Answers(answers)) => answers.into_iter().next().unwrap().1,
        other => panic!("{other:?}"),
    }
}

fn nothing<T>(done: Done<T>) {
    assert!(matches!(done, Err(DeskError::NotFound)));
}

async fn ready(company: &Company) -> (Visitor, Reference) {
    let maria = company.signed_in(1001).await;
    let scope = Scope {
        areas: ["orders".to_owned()].into(),
        ..Scope::default()
    };
    let desk = &company.desk;
    let asked = desk.ask_package(&maria, desk.new_client_id(), scope).await;
    let reference = asked.unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    (maria, reference)
}

async fn made(company: &Company, maria: &Visitor, reference: &Reference) -> (String, HandedOver) {
    let made = company
        .desk
        .hand_over_copy(maria, reference, ("Other Shop Ltd", "3"))
        .await
        .unwrap();
    let token = made.link.rsplit('/').next().unwrap().to_owned();
    (token, made)
}

async fn bytes(file: PackageFile) -> Vec<u8> {
    let whole = file.bytes;
    file.range(0, whole)
        .try_fold(Vec::new(), |mut all, piece| async move {
            all.extend_from_slice(&piece);
            Ok(all)
        })
        .await
        .unwrap()
}

async fn link_and_code_together_open_a_copy_once(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (maria, reference) = ready(&company).await;
    let stale = Visitor {
        proved_at: None,
        ..maria.clone()
    };
    let asked = ("Other Shop Ltd", "3");
    let refused = desk.hand_over_copy(&stale, &reference, asked).await;
    assert!(matches!(refused.map(drop), Err(DeskError::Prove)));
    let declan = company.signed_in(1002).await;
    nothing(desk.hand_over_copy(&declan, &reference, asked).await);
    nothing(desk.handovers(&declan, &reference).await);
    for (company_name, days) in [("", "3"), ("Other", "300")] {
        let asked = (company_name, days);
        let wrong = desk.hand_over_copy(&maria, &reference, asked).await;
        problem(wrong.map(drop));
    }
    let (token, made) = made(&company, &maria, &reference).await;
    let email = company.person(1001).email;
    company.mail(email, "A link to your copy was made").await;
    let link = desk.receiving(&token).await.unwrap();
    assert!(link.open && link.until == made.until);
    // As it is read out.
    let typed = made.code.to_lowercase().replace(' ', "-");
    let opened = desk.open_handover(&token, &typed, THERE).await.unwrap();
    company
        .mail(email, "Somebody opened the link to your copy")
        .await;
    nothing(desk.open_handover(&token, &made.code, THERE).await);
    // Another browser has nothing of it.
    nothing(desk.handed_file(&token, &[]).await.map(drop));
    assert!(!desk.may_fetch(&token, &[]).await.unwrap());
    let zip = bytes(desk.handed_file(&token, &[opened]).await.unwrap()).await;
    let keys = desk.public_keys().await.unwrap();
    let key = public_from_text(&keys[0].1).unwrap();
    let report = verify_package(Cursor::new(&zip), &key);
    assert!(report.is_sound(), "{report:?}");
    let own = bytes(desk.package_file(&maria, &reference).await.unwrap()).await;
    assert_eq!(zip, own);
    // A line that broke is taken up again.
    desk.handed_file(&token, &[opened]).await.unwrap();
    let shown = desk.handovers(&maria, &reference).await.unwrap();
    assert_eq!(shown.len(), 1);
    assert_eq!(
        (shown[0].company.as_str(), shown[0].state),
        ("Other Shop Ltd", "opened")
    );
    assert!(shown[0].fetched_at.is_some());
}

async fn one_of_the_two_opens_nothing_and_guesses_are_few(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (maria, reference) = ready(&company).await;
    let (token, first) = made(&company, &maria, &reference).await;
    nothing(desk.receiving("AAAA").await);
    nothing(desk.open_handover("AAAA", &first.code, THERE).await);
    assert_eq!(
        problem(desk.open_handover(&token, "", THERE).await),
        Problem::Missing
    );
    for _ in 0..5 {
        let guessed = desk.open_handover(&token, "AAAA BBBB CCCC DDDD", THERE);
        assert_eq!(problem(guessed.await), Problem::WrongCode);
    }
    nothing(desk.open_handover(&token, &first.code, THERE).await);
    let shown = desk.handovers(&maria, &reference).await.unwrap();
    assert_eq!(shown[0].state, "locked");
    // The code of one link opens no other.
    let (other, second) = made(&company, &maria, &reference).await;
    let crossed = desk.open_handover(&other, &first.code, THERE).await;
    assert_eq!(problem(crossed), Problem::WrongCode);
    let opened = desk.open_handover(&other, &second.code, THERE).await;
    let opened = opened.unwrap();
    nothing(desk.handed_file(&token, &[opened]).await.map(drop));
    // Nothing of link or code lies open.
    let dump = std::fs::read(company.folder.path().join("ledger.sqlite"));
    if let (On::Sqlite, Ok(ledger)) = (on, dump) {
        let text = String::from_utf8_lossy(&ledger);
        for secret in [
            &token,
            &second.code.replace(' ', ""),
            &"Other Shop".to_owned(),
        ] {
            assert!(!text.contains(secret.as_str()));
        }
    }
}

async fn a_link_ends_by_time_by_the_person_and_with_the_copy(on: On) {
    let clock = Clock::fixed(Clock::System.now() - TimeDelta::days(20));
    let company = Company::timed(on, clock.clone(), |_| ()).await;
    let desk = &company.desk;
    clock.advance(TimeDelta::minutes(10));
    let (mut maria, reference) = ready(&company).await;
    let (ended, first) = made(&company, &maria, &reference).await;
    let id = desk.handovers(&maria, &reference).await.unwrap()[0].id;
    desk.end_handover(&maria, &reference, id).await.unwrap();
    nothing(desk.end_handover(&maria, &reference, id).await);
    nothing(desk.open_handover(&ended, &first.code, THERE).await);
    // Opened, it can be fetched for half an hour.
    let (token, second) = made(&company, &maria, &reference).await;
    let opened = desk.open_handover(&token, &second.code, THERE).await;
    let opened = opened.unwrap();
    clock.advance(TimeDelta::minutes(31));
    nothing(desk.handed_file(&token, &[opened]).await.map(drop));
    maria.proved_at = Some(desk.now());
    let (late, third) = made(&company, &maria, &reference).await;
    clock.advance(TimeDelta::days(3));
    assert!(!desk.receiving(&late).await.unwrap().open);
    nothing(desk.open_handover(&late, &third.code, THERE).await);
    // None outlives the copy.
    maria.proved_at = Some(desk.now());
    let asked = ("Other Shop Ltd", "7");
    let last = desk
        .hand_over_copy(&maria, &reference, asked)
        .await
        .unwrap();
    assert!(last.until < desk.now() + TimeDelta::days(5));
    clock.advance(TimeDelta::days(5));
    maria.proved_at = Some(desk.now());
    nothing(desk.hand_over_copy(&maria, &reference, asked).await);
}
