//! Being forgotten.

use std::time::Duration;

use chrono::TimeDelta;
use habeas_desk::{DeskError, ReceiptCheck, RefusalAsked, Replay};
use habeas_domain::{
    request::Outcome,
    view::{Fate, Stage},
};

use crate::{
    company::{Company, HERE, On, at_work},
    on_both,
};

on_both![
    what_the_page_said_goes_and_nothing_else,
    a_restored_backup_is_noticed,
    who_came_back_with_a_backup_is_erased_once_more,
    everybody_of_the_demo_can_be_forgotten_one_after_the_other,
    a_secret_ground_is_seen_by_staff_and_by_nobody_else,
    an_approved_erasure_can_be_taken_back_until_its_hold_ends,
    only_what_the_officer_saw_can_be_approved,
    a_person_is_warned_of_what_is_open,
];

async fn what_the_page_said_goes_and_nothing_else(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let preview = desk.delete_preview(&maria).await.unwrap();
    assert!(preview.missing.is_empty(), "{:?}", preview.missing);
    assert!(preview.totals.deleted > 0 && preview.totals.kept > 0);
    assert!(preview.totals.anonymised > 0 && preview.totals.unlinked > 0);
    let before = company.dump().await;
    let unticked = desk.ask_erasure(&maria, false, desk.new_client_id()).await;
    assert!(
        matches!(unticked, Err(DeskError::Answers(_))),
        "{unticked:?}"
    );
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    // A second one joins the first.
    let again = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    assert_eq!(again, reference);
    let officer = company.staff("Henrik").await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let plan = view.plan.unwrap();
    assert_eq!(plan.totals, preview.totals);
    desk.approve(
        &officer,
        &reference,
        view.request.version,
        Some(&plan.digest),
    )
    .await
    .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let after = company.dump().await;
    let gone: Vec<&String> = before.difference(&after).collect();
    let come: Vec<&String> = after.difference(&before).collect();
    // Rows that went, less those that came back changed, are those that were deleted.
    assert_eq!(
        gone.len() as u64 - come.len() as u64,
        plan.totals.deleted,
        "gone:\n{gone:#?}\ncome:\n{come:#?}"
    );
    // Nothing that is left names her, but the invoices that tax law keeps, and the card that
    // somebody else has paid with too: it is not hers alone, so only her tie to it is cut.
    let hers = |line: &&String| {
        let shared = line.starts_with("cards|") && line.contains("|id=301|");
        !shared && !line.starts_with("invoices")
    };
    for line in after.iter().filter(hers) {
        for word in ["maria.keane", "Maria Keane"] {
            assert!(!line.contains(word), "{line}");
        }
    }
    // The account is gone, the receipt is there for everybody, and it is genuine.
    let person = company.person(1001);
    assert!(
        desk.sign_in(person.email, person.password, &HERE)
            .await
            .is_err()
    );
    let (receipt, signed) = desk.receipt(&reference).await.unwrap();
    assert!(receipt.is_verified());
    let totals = receipt.totals();
    assert_eq!(totals.deleted, plan.totals.deleted);
    assert_eq!(totals.anonymised, plan.totals.anonymised);
    let text = serde_json::to_string(&signed).unwrap();
    let genuine = desk.verify_receipt(&text).await.unwrap();
    assert!(matches!(genuine, ReceiptCheck::Genuine(_)));
    let altered = text.replacen("deleted", "delated", 1);
    let altered = desk.verify_receipt(&altered).await.unwrap();
    assert_eq!(altered, ReceiptCheck::Altered);
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    assert!(matches!(view.request.outcome, Some(Outcome::InPart { .. })));
    // Nobody who was erased is back, until somebody restores a backup.
    let scan = desk.scan(None, None).await.unwrap();
    assert_eq!(scan.returned, []);
    assert!(scan.scanned.iter().all(|line| line.result.is_ok()));
    // The tombstones are outside the ledger as well, and name nobody.
    let stones =
        std::fs::read_to_string(company.folder.path().join("data/tombstones.jsonl")).unwrap();
    assert!(stones.lines().count() >= 1);
    assert!(!stones.contains("maria"));
}

async fn a_restored_backup_is_noticed(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let declan = company.signed_in(1002).await;
    let shop = company.stores().join("shop.sqlite");
    let backup = company.folder.path().join("backup.sqlite");
    company.copy(&shop, &backup).await;
    let reference = desk
        .ask_erasure(&declan, true, desk.new_client_id())
        .await
        .unwrap();
    let officer = company.staff("Henrik").await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let digest = view.plan.unwrap().digest;
    desk.approve(&officer, &reference, view.request.version, Some(&digest))
        .await
        .unwrap();
    company.wait_for(&declan, &reference, Stage::Answered).await;
    assert_eq!(desk.scan(None, None).await.unwrap().returned, []);
    company.copy(&backup, &shop).await;
    let returned = desk.scan(None, None).await.unwrap().returned;
    let email = company.person(1002).email;
    assert!(
        returned[0]
            .identities
            .iter()
            .any(|known| known.value == email),
        "{returned:?}"
    );
    // The next worker notices it by itself, and the audit ledger says so without a name.
    let auditor = company.staff("Roisin").await;
    let before = desk.audit(&auditor, None).await.unwrap().lines.len();
    let working = at_work(desk);
    for round in 0.. {
        if desk.audit(&auditor, None).await.unwrap().lines.len() > before {
            break;
        }
        assert!(round < 200, "nobody noticed");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    drop(working);
}

async fn who_came_back_with_a_backup_is_erased_once_more(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let officer = company.staff("Henrik").await;
    let shop = company.stores().join("shop.sqlite");
    let backup = company.folder.path().join("backup.sqlite");
    company.copy(&shop, &backup).await;
    let mut erased = Vec::new();
    for number in [1002, 1001] {
        let visitor = company.signed_in(number).await;
        let asked = desk.ask_erasure(&visitor, true, desk.new_client_id());
        let reference = asked.await.unwrap();
        let view = desk.staff_request(&officer, &reference).await.unwrap();
        let digest = view.plan.unwrap().digest;
        desk.approve(&officer, &reference, view.request.version, Some(&digest))
            .await
            .unwrap();
        company
            .wait_for(&visitor, &reference, Stage::Answered)
            .await;
        erased.push(reference);
    }
    let after = company.dump().await;
    company.copy(&backup, &shop).await;
    assert_ne!(company.dump().await, after);

    let scan = desk.scan(None, None).await.unwrap();
    assert_eq!(scan.returned.len(), 2, "{scan:?}");
    // Only those erased since the backup was made, if that is known.
    let second = desk.scan(Some(scan.returned[1].at), None).await.unwrap();
    assert_eq!(second.returned, scan.returned[1..]);
    let mut replayed = Vec::new();
    for (returned, reference) in scan.returned.iter().zip(&erased) {
        assert_eq!(
            desk.erased_under(returned).await.unwrap().as_ref(),
            Some(reference)
        );
        let plan = desk.replay_plan(returned).await.unwrap();
        assert!(plan.totals().deleted > 0, "{plan:?}");
        let replay = desk.replay(returned).await.unwrap();
        let Replay::Begins(again) = replay else {
            panic!("{replay:?}")
        };
        assert!(erased.iter().all(|reference| again != *reference));
        replayed.push(again);
    }
    for again in &replayed {
        company.wait_for(&officer, again, Stage::Answered).await;
        let receipt = desk.receipt(again).await.unwrap();
        assert!(receipt.0.rounds.iter().all(|round| round.found_left == 0));
    }
    assert_eq!(desk.scan(None, None).await.unwrap().returned, []);
    // Everything is as it was after the first time: nobody else lost a row, nothing came twice.
    let again = company.dump().await;
    let differ: Vec<_> = after.symmetric_difference(&again).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

async fn everybody_of_the_demo_can_be_forgotten_one_after_the_other(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let officer = company.staff("Amara").await;
    for person in &company.demo.people {
        let visitor = desk
            .sign_in(person.email, person.password, &HERE)
            .await
            .unwrap();
        let reference = desk
            .ask_erasure(&visitor, true, desk.new_client_id())
            .await
            .unwrap();
        let view = desk.staff_request(&officer, &reference).await.unwrap();
        let plan = view.plan.unwrap();
        desk.approve(
            &officer,
            &reference,
            view.request.version,
            Some(&plan.digest),
        )
        .await
        .unwrap();
        company
            .wait_for(&visitor, &reference, Stage::Answered)
            .await;
        let (receipt, _) = desk.receipt(&reference).await.unwrap();
        assert!(receipt.is_verified(), "{}", person.full_name);
    }
}

async fn a_secret_ground_is_seen_by_staff_and_by_nobody_else(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let number = desk.stores();
    let identities = [habeas_domain::identity::Identity::new(
        "customer_id",
        "1009",
    )];
    let today = desk.now().date_naive();
    let (plan, _) = number.plan(&identities, today).await;
    let told = plan.for_the_person(desk.map());
    assert!(plan.totals().kept > told.totals().kept);
}

async fn an_approved_erasure_can_be_taken_back_until_its_hold_ends(on: On) {
    let company = Company::holding(on, TimeDelta::days(3)).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let before = company.dump().await;
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let officer = company.staff("Henrik").await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let plan = view.plan.unwrap();
    desk.approve(
        &officer,
        &reference,
        view.request.version,
        Some(&plan.digest),
    )
    .await
    .unwrap();
    let view = desk.request(&maria, &reference).await.unwrap();
    assert!(view.hold_until.is_some_and(|until| until > desk.now()));
    desk.withdraw(&maria, &reference).await.unwrap();
    let view = desk.request(&maria, &reference).await.unwrap();
    assert_eq!(view.line.stage, Stage::Withdrawn);
    let late = desk.withdraw(&maria, &reference).await;
    assert!(matches!(late, Err(DeskError::Refused(_))), "{late:?}");
    // Only the no to marketing, which came with the request, was written.
    let after = company.dump().await;
    let gone: Vec<&String> = before.difference(&after).collect();
    assert!(gone.len() <= 2, "{gone:#?}");
}

async fn only_what_the_officer_saw_can_be_approved(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let officer = company.staff("Henrik").await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let version = view.request.version;
    let other = desk
        .approve(&officer, &reference, version, Some("another digest"))
        .await;
    assert!(matches!(other, Err(DeskError::Conflict)), "{other:?}");
    let agent = company.staff("Nuala").await;
    let digest = view.plan.unwrap().digest;
    let theirs = desk
        .approve(&agent, &reference, version, Some(&digest))
        .await;
    assert!(matches!(theirs, Err(DeskError::NotFound)), "{theirs:?}");
    let asked = RefusalAsked {
        ground: "legal-claims".to_owned(),
        note: "A court asked us to keep this for now.".to_owned(),
    };
    desk.refuse(&officer, &reference, version, &asked)
        .await
        .unwrap();
    let moved = desk
        .approve(&officer, &reference, version, Some(&digest))
        .await;
    assert!(matches!(moved, Err(DeskError::Conflict)), "{moved:?}");
    let view = desk.request(&maria, &reference).await.unwrap();
    let refusal = view.refusal.unwrap();
    assert_eq!(refusal.note, asked.note);
    assert_eq!(refusal.ground, "refusal-legal-claims");
}

async fn a_person_is_warned_of_what_is_open(on: On) {
    let company = Company::new(on).await;
    let oksana = company.signed_in(1005).await;
    let preview = company.desk.delete_preview(&oksana).await.unwrap();
    assert!(preview.warnings.len() >= 2, "{:?}", preview.warnings);
    assert!(
        preview.warnings.iter().any(|line| line.contains("1840")),
        "{:?}",
        preview.warnings
    );
    // A ground that stays says until when.
    let kept = preview.lines.iter().find_map(|line| match &line.fate {
        Fate::Kept { until, .. } => Some(*until),
        _ => None,
    });
    assert!(kept.is_some());
}
