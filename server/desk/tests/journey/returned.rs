//! Erased people in the stores again: those who lawfully came back, those whom a backup brought.

use std::time::Duration;

use habeas_desk::{DeskError, Purpose, Replay, Visitor, Welcome};
use habeas_domain::{id::Reference, identity::Identity, request::Refusal, view::Stage};
use habeas_ledger::Tx;

use crate::{
    company::{Company, HERE, On, code_in},
    on_both,
};

on_both![
    who_registers_again_is_left_alone_and_a_backup_is_still_noticed,
    who_comes_back_without_a_word_stays_reported_until_somebody_says_so,
    a_system_that_could_not_be_looked_through_is_said_and_tried_soon,
];

const PASSWORD: &str = "harbour-lantern-copper-58";

async fn erased(company: &Company, number: i64) -> Reference {
    let desk = &company.desk;
    let visitor = company.signed_in(number).await;
    let asked = desk.ask_erasure(&visitor, true, desk.new_client_id());
    let reference = asked.await.unwrap();
    let officer = company.staff("Henrik").await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let digest = view.plan.unwrap().digest;
    let version = view.request.version;
    desk.approve(&officer, &reference, version, Some(&digest))
        .await
        .unwrap();
    company
        .wait_for(&visitor, &reference, Stage::Answered)
        .await;
    reference
}

/// Makes an account with a code that is mailed.
async fn registered(company: &Company, email: &str) -> Visitor {
    let desk = &company.desk;
    let subject = format!("Your code for {}", desk.map().controller.name);
    let codes = || async {
        let all = desk.demo_outbox().await.unwrap();
        let codes = all
            .iter()
            .filter(|one| one.to == email && one.subject == subject);
        codes.count()
    };
    // Somebody may have had one before.
    let before = codes().await;
    let id = desk
        .ask_code(Purpose::Register, email, None, &HERE)
        .await
        .unwrap();
    for _ in 0..200 {
        if codes().await > before {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let code = code_in(&company.mail(email, &subject).await);
    desk.give_code(Purpose::Register, &[id], &code, HERE.network)
        .await
        .unwrap();
    desk.register(&[id], PASSWORD).await.unwrap()
}

async fn buys_again(company: &Company, email: &str, phone: &str) {
    company
        .write_shop(&format!(
            "INSERT INTO customers (id, email, full_name, phone, created_at) \
             VALUES (9001, '{email}', 'Declan Again', '{phone}', '2026-11-20 10:00:00')"
        ))
        .await;
}

async fn in_ledger(company: &Company, statements: &[&'static str]) {
    let mut tx = company.desk.ledger().begin().await.unwrap();
    for sql in statements {
        match &mut tx {
            Tx::Sqlite(tx) => drop(sqlx::query(*sql).execute(&mut **tx).await.unwrap()),
            Tx::Postgres(tx) => drop(sqlx::query(*sql).execute(&mut **tx).await.unwrap()),
        }
    }
    tx.commit().await.unwrap();
}

/// Waits until nobody who was erased is reported.
async fn nobody_is_reported(company: &Company) {
    for _ in 0..100 {
        let scan = company.desk.scan(None, None).await.unwrap();
        if scan.returned.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("still reported");
}

async fn who_registers_again_is_left_alone_and_a_backup_is_still_noticed(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let email = company.person(1002).email;
    let phone = company
        .shop("SELECT phone FROM customers WHERE id = 1002")
        .await
        .unwrap();
    let shop = company.stores().join("shop.sqlite");
    let backup = company.folder.path().join("backup.sqlite");
    company.copy(&shop, &backup).await;
    erased(&company, 1002).await;
    let after = company.dump().await;
    buys_again(&company, email, &phone).await;
    let hers = company.dump().await;
    // Nobody has said yet that this is lawful.
    let reported = desk.scan(None, None).await.unwrap().returned;
    assert_eq!(reported.len(), 1, "{reported:?}");
    let declan = registered(&company, email).await;
    nobody_is_reported(&company).await;
    let data = desk.your_data(&declan).await.unwrap();
    assert!(data.sections.iter().any(|section| {
        let mut collections = section.collections.iter();
        collections.any(|one| one.place == "shop.customers" && one.total == 1)
    }));
    // What was written of the return stands outside the ledger: one that is restored to a time
    // before it knows no account and does not report them either.
    in_ledger(
        &company,
        &[
            "delete from account where registered_by = 'mailbox'",
            "delete from identity where subject_id not in (select subject_id from account)",
            "update tombstone set cancelled_at = null",
        ],
    )
    .await;
    nobody_is_reported(&company).await;
    assert_eq!(company.dump().await, hers);

    // A backup from before the erasure brings the old record: it is not the person's again, and
    // whoever reads its address sees nothing until that is settled.
    company.copy(&backup, &shop).await;
    let declan = registered(&company, email).await;
    assert_eq!(desk.watch(0).await.unwrap().0.returned.len(), 1);
    let declan = desk.still(declan).await.unwrap();
    assert!(declan.erased_back);
    let closed = desk.your_data(&declan).await;
    let waits = matches!(closed, Err(DeskError::Refused(Refusal::ErasedBack)));
    assert!(waits, "{closed:?}");
    let officer = company.staff("Henrik").await;
    let (watch, back) = desk.comebacks(&officer).await.unwrap();
    assert_eq!((watch.back, back.len()), (1, 1));
    assert_eq!(back[0].systems, ["Our web shop"]);
    let scan = desk.scan(None, None).await.unwrap();
    let replay = desk.replay(&scan.returned[0]).await.unwrap();
    let Replay::Begins(again) = replay else {
        panic!("{replay:?}")
    };
    company.wait_for(&officer, &again, Stage::Answered).await;
    let restored = company.dump().await;
    let missing: Vec<_> = after.difference(&restored).collect();
    let beyond: Vec<_> = restored.difference(&after).collect();
    assert_eq!((missing, beyond), (vec![], vec![]));
    // It is settled: the pages are open, and a new purchase is the person's own.
    assert!(!desk.still(declan.clone()).await.unwrap().erased_back);
    buys_again(&company, email, &phone).await;
    nobody_is_reported(&company).await;
    assert_eq!(company.dump().await, hers);
}

async fn who_comes_back_without_a_word_stays_reported_until_somebody_says_so(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let officer = company.staff("Henrik").await;
    let agent = company.staff("Nuala").await;
    for (number, importer) in [(1002, true), (1001, false)] {
        let email = company.person(number).email;
        erased(&company, number).await;
        buys_again(&company, email, "+353 21 555 0177").await;
        for _ in 0..2 {
            assert_eq!(desk.watch(0).await.unwrap().0.returned.len(), 1);
        }
        // To look at one's own request without an account is no return.
        let hers = company.dump().await;
        let (_, back) = desk.comebacks(&officer).await.unwrap();
        if importer {
            let said = desk
                .said_to_be_back(&[Identity::new("email", email)])
                .await
                .unwrap();
            assert!(
                matches!(said, Welcome::Back(count) if count > 0),
                "{said:?}"
            );
        } else {
            let theirs = desk.judge_back(&agent, back[0].id).await;
            assert!(matches!(theirs, Err(DeskError::NotFound)), "{theirs:?}");
            desk.judge_back(&officer, back[0].id).await.unwrap();
            let twice = desk.judge_back(&officer, back[0].id).await;
            assert!(matches!(twice, Err(DeskError::NotFound)), "{twice:?}");
        }
        assert_eq!(desk.watch(0).await.unwrap().0.returned, []);
        assert_eq!(desk.erased_watch().await.unwrap().back, 0);
        assert_eq!(company.dump().await, hers);
        company
            .write_shop("DELETE FROM customers WHERE id = 9001")
            .await;
    }
}

async fn a_system_that_could_not_be_looked_through_is_said_and_tried_soon(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    erased(&company, 1002).await;
    company
        .write("support.sqlite", "ALTER TABLE contacts RENAME TO elsewhere")
        .await;
    let (_, whole) = desk.watch(0).await.unwrap();
    assert!(!whole);
    let watch = desk.erased_watch().await.unwrap();
    assert_eq!(watch.blind, ["Our help desk"]);
    let wait = watch.next_at.unwrap() - watch.looked_at.unwrap();
    assert_eq!(wait.num_seconds(), 60);
    // Longer each time, and never longer than an hour.
    desk.watch(3).await.unwrap();
    let watch = desk.erased_watch().await.unwrap();
    let wait = watch.next_at.unwrap() - watch.looked_at.unwrap();
    assert_eq!(wait.num_seconds(), 480);
    let officer = company.staff("Henrik").await;
    let morning = desk.morning(&officer, None).await.unwrap();
    assert_eq!(morning.erased.blind, ["Our help desk"]);
    company
        .write("support.sqlite", "ALTER TABLE elsewhere RENAME TO contacts")
        .await;
    assert!(desk.watch(3).await.unwrap().1);
    let watch = desk.erased_watch().await.unwrap();
    assert!(watch.blind.is_empty());
    let wait = watch.next_at.unwrap() - watch.looked_at.unwrap();
    assert_eq!(wait.num_hours(), 24);
}
