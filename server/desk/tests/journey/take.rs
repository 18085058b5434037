//! Taking one's data away.

use std::io::Cursor;

use futures::TryStreamExt;
use habeas_desk::DeskError;
use habeas_domain::{
    proof::public_from_text,
    view::{Stage, StepState},
};
use habeas_package::verify_package;

use crate::{
    company::{Company, On},
    on_both,
};

on_both![
    a_package_holds_what_is_held_and_can_be_checked,
    a_package_needs_a_fresh_proof,
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
    maria.proved_at = maria.proved_at.map(|at| at - chrono::TimeDelta::minutes(6));
    let refused = desk.ask_package(&maria, desk.new_client_id()).await;
    assert!(matches!(refused, Err(DeskError::Prove)), "{refused:?}");
    let person = company.person(1001);
    let maria = desk.prove(&maria, person.password).await.unwrap();
    desk.ask_package(&maria, desk.new_client_id())
        .await
        .unwrap();
}
