//! Taking one's data away.

use std::{io::Cursor, time::Duration};

use chrono::TimeDelta;
use futures::TryStreamExt;
use habeas_desk::DeskError;
use habeas_domain::{
    identity::Identity,
    proof::public_from_text,
    view::{Stage, StepState},
};
use habeas_package::verify_package;
use habeas_stores::Stores;

use crate::{
    company::{Company, On, at_work, desk_keeping},
    on_both,
};

on_both![
    a_package_holds_what_is_held_and_can_be_checked,
    a_package_needs_a_fresh_proof,
    a_package_can_be_fetched_for_a_while_only,
];

async fn a_package_holds_what_is_held_and_can_be_checked(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let before = desk.take_away(&maria).await.unwrap();
    assert!(before.current.is_none());
    let held: u64 = before.systems.iter().map(|(_, count)| count).sum();
    let reference = desk
        .ask_package(&maria, desk.new_client_id())
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
        desk.take_away(&maria).await.unwrap().current,
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
    // At rest nobody can read it.
    let folder = company.folder.path().join("data/packages");
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(4).any(|part| part == b"PK\x03\x04"));
    }
}

async fn a_package_needs_a_fresh_proof(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let mut maria = company.signed_in(1001).await;
    maria.proved_at = maria.proved_at.map(|at| at - TimeDelta::minutes(6));
    let refused = desk.ask_package(&maria, desk.new_client_id()).await;
    assert!(matches!(refused, Err(DeskError::Prove)), "{refused:?}");
    let person = company.person(1001);
    let proved = desk.prove(&maria, person.password).await.unwrap();
    let reference = desk
        .ask_package(&proved, desk.new_client_id())
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
    let maria = desk.sign_in(person.email, person.password).await.unwrap();
    let reference = desk
        .ask_package(&maria, desk.new_client_id())
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
