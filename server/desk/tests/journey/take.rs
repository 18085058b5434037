//! Taking one's data away.

use std::{
    io::{Cursor, Read},
    time::Duration,
};

use chrono::{NaiveDate, TimeDelta};
use futures::TryStreamExt;
use habeas_desk::DeskError;
use habeas_domain::{
    identity::Identity,
    proof::public_from_text,
    scope::Scope,
    view::{Stage, StepState},
};
use habeas_package::verify_package;
use habeas_stores::Stores;
use habeas_words::Locale;

use crate::{
    company::{Company, HERE, On, at_work, desk_keeping},
    on_both,
};

on_both![
    a_package_holds_what_is_held_and_can_be_checked,
    a_package_holds_what_was_chosen_and_no_more,
    a_package_needs_a_fresh_proof,
    a_package_can_be_fetched_for_a_while_only,
];

async fn a_package_holds_what_is_held_and_can_be_checked(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let before = desk.take_away(&maria, None).await.unwrap();
    assert!(before.current.is_none());
    let held: u64 = before.systems.iter().map(|(_, count)| count).sum();
    let reference = desk
        .ask_package(&maria, desk.new_client_id(), Scope::default())
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let view = desk.request(&maria, &reference).await.unwrap();
    assert!(view.progress.finished);
    assert!(
        view.progress
            .systems
            .iter()
            .all(|system| system.state == StepState::Done)
    );
    let package = view.package.unwrap();
    assert!(!package.expired);
    assert_eq!(
        desk.take_away(&maria, None).await.unwrap().current,
        Some(reference)
    );
    let file = desk.package_file(&maria, &reference).await.unwrap();
    let (bytes, sha256) = (file.bytes, file.sha256.clone());
    let zip: Vec<u8> = file
        .range(0, bytes)
        .try_fold(Vec::new(), |mut all, piece| async move {
            all.extend_from_slice(&piece);
            Ok(all)
        })
        .await
        .unwrap();
    assert_eq!((zip.len() as u64, &sha256), (bytes, &package.sha256));
    let keys = desk.public_keys().await.unwrap();
    let key = public_from_text(&keys[0].1).unwrap();
    let report = verify_package(Cursor::new(&zip), &key);
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(report.rows, held);
    // A part of it is the same bytes as the whole.
    let part: Vec<u8> = desk
        .package_file(&maria, &reference)
        .await
        .unwrap()
        .range(100, 1000)
        .try_fold(Vec::new(), |mut all, piece| async move {
            all.extend_from_slice(&piece);
            Ok(all)
        })
        .await
        .unwrap();
    assert_eq!(part, zip[100..1100]);
    // Somebody else finds it as little as one that was never made.
    let other = company.signed_in(1002).await;
    for theirs in [
        desk.package_file(&other, &reference).await.map(drop),
        desk.request(&other, &reference).await.map(drop),
        desk.progress(&other, &reference).await.map(drop),
    ] {
        assert!(matches!(theirs, Err(DeskError::NotFound)), "{theirs:?}");
    }
    let officer = company.staff("Henrik").await;
    let read = desk.package_file(&officer, &reference).await.map(drop);
    assert!(matches!(read, Err(DeskError::NotFound)), "{read:?}");
    // At rest nobody can read it.
    let folder = company.folder.path().join("data/packages");
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(4).any(|part| part == b"PK\x03\x04"));
    }
}

/// One area and some days of it; made again, the choice stands there already.
async fn a_package_holds_what_was_chosen_and_no_more(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    desk.remember_language(&maria, Locale::Es).await.unwrap();
    let scope = Scope {
        areas: ["orders".to_owned()].into(),
        from: NaiveDate::from_ymd_opt(2026, 1, 1),
        to: None,
    };
    for (field, wrong) in [
        (
            "areas",
            Scope {
                areas: ["secrets".to_owned()].into(),
                ..scope.clone()
            },
        ),
        (
            "to",
            Scope {
                to: NaiveDate::from_ymd_opt(2025, 1, 1),
                ..scope.clone()
            },
        ),
    ] {
        let refused = desk.ask_package(&maria, desk.new_client_id(), wrong).await;
        let Err(DeskError::Answers(answers)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(answers[0].0, field);
    }
    let reference = desk
        .ask_package(&maria, desk.new_client_id(), scope.clone())
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let again = desk.take_away(&maria, Some(&reference)).await.unwrap();
    assert_eq!(again.scope, scope);
    let patrick = company.signed_in(1002).await;
    let refused = desk.take_away(&patrick, Some(&reference)).await;
    assert!(matches!(refused, Err(DeskError::NotFound)));

    let file = desk.package_file(&maria, &reference).await.unwrap();
    let bytes = file.bytes;
    let zip: Vec<u8> = file
        .range(0, bytes)
        .try_fold(Vec::new(), |mut all, piece| async move {
            all.extend_from_slice(&piece);
            Ok(all)
        })
        .await
        .unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut read = |path: &str| {
        let mut text = String::new();
        zip.by_name(path)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let orders: serde_json::Value = serde_json::from_str(&read("data/shop/orders.json")).unwrap();
    let days: Vec<&str> = orders["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["placed_on"].as_str().unwrap())
        .collect();
    assert!(
        !days.is_empty() && days.iter().all(|day| *day >= "2026-01-01"),
        "{days:?}"
    );
    let complete: serde_json::Value = serde_json::from_str(&read("completeness.json")).unwrap();
    let parts: Vec<&serde_json::Value> = complete["systems"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|system| system["collections"].as_array().unwrap())
        .collect();
    let part = |name: &str| {
        parts
            .iter()
            .find(|part| part["collection"] == name)
            .unwrap()
    };
    let before = company
        .shop(
            "select cast(count(*) as text) from orders \
             where customer_id = 1001 and placed_on < '2026-01-01'",
        )
        .await
        .unwrap();
    assert_eq!(part("orders")["outside_the_dates"].to_string(), before);
    assert_eq!(part("invoices")["status"], "not-chosen");
    let page = read("index.html");
    assert!(page.contains("lang=\"es\"") && page.contains("Contiene lo que usted eligió"));
    let requests: serde_json::Value =
        serde_json::from_str(&read("requests/requests.json")).unwrap();
    assert_eq!(requests["requests"][0]["reference"], reference.to_string());
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    assert!(
        !names.iter().any(|name| name.starts_with("data/support")),
        "{names:?}"
    );
}

async fn a_package_needs_a_fresh_proof(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let mut maria = company.signed_in(1001).await;
    maria.proved_at = maria.proved_at.map(|at| at - TimeDelta::minutes(6));
    let refused = desk
        .ask_package(&maria, desk.new_client_id(), Scope::default())
        .await;
    assert!(matches!(refused, Err(DeskError::Prove)), "{refused:?}");
    let person = company.person(1001);
    let proved = desk.prove(&maria, person.password, &HERE).await.unwrap();
    let reference = desk
        .ask_package(&proved, desk.new_client_id(), Scope::default())
        .await
        .unwrap();
    company.wait_for(&proved, &reference, Stage::Answered).await;
    let stale = desk.package_file(&maria, &reference).await;
    assert!(matches!(stale, Err(DeskError::Prove)));
    assert!(desk.package_file(&proved, &reference).await.is_ok());
}

/// Whoever comes too late finds neither file nor key; that it was made stays in the story.
async fn a_package_can_be_fetched_for_a_while_only(on: On) {
    let company = Company::new(on).await;
    let folder = company.folder.path().join("short");
    std::fs::create_dir_all(&folder).unwrap();
    let map = company.desk.map().clone();
    let stores = Stores::open(map, &company.stores(), |_| None).await;
    let desk = desk_keeping(on, &folder, stores, TimeDelta::zero()).await;
    let working = at_work(&desk);
    let person = company.person(1001);
    let number = Identity::new("customer_id", "1001");
    desk.seed_customer(person.email, person.password, &[number])
        .await
        .unwrap();
    let maria = desk
        .sign_in(person.email, person.password, &HERE)
        .await
        .unwrap();
    let reference = desk
        .ask_package(&maria, desk.new_client_id(), Scope::default())
        .await
        .unwrap();
    for _ in 0..200 {
        let view = desk.request(&maria, &reference).await.unwrap();
        if view.line.stage == Stage::Answered {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let late = desk.package_file(&maria, &reference).await;
    assert!(matches!(late, Err(DeskError::NotFound)));
    let view = desk.request(&maria, &reference).await.unwrap();
    assert!(view.package.is_some_and(|package| package.expired));
    drop(working);
    // The next worker throws it away as it starts.
    let _working = at_work(&desk);
    let left = || {
        std::fs::read_dir(folder.join("data/packages"))
            .unwrap()
            .count()
    };
    for _ in 0..200 {
        if left() == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{} files are left", left());
}
