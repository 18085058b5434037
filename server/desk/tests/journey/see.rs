//! Looking closer: big collections, hidden values, documents, statements, reviews, the yearly
//! question, and systems that fail under a page.

use habeas_domain::scope::Scope;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use futures::TryStreamExt;
use habeas_desk::{Desk, DeskError, Looking, Media, PersonFile, Problem, Visitor};
use habeas_domain::{
    identity::Identity,
    look::Preview,
    map::Reveal,
    right::Right,
    validate::Fault,
    view::{CollectionView, RecordView, Shown, Stage},
};

use habeas_stores::Stores;

use crate::{
    company::{Company, HERE, On, desk},
    keep::collection,
    on_both,
};

on_both![
    twenty_thousand_records_are_searched_in_the_store,
    what_is_looked_for_opens_for_one_person_and_not_for_long,
    what_is_sensitive_is_hidden_until_it_is_asked_for,
    some_values_want_a_fresh_proof_first,
    what_nobody_may_be_told_leaves_no_trace,
    documents_are_shown_by_what_they_are,
    a_statement_stands_beside_the_value_and_in_the_package,
    a_machines_conclusion_is_explained_and_a_person_reviews_it,
    once_a_year_it_is_asked_whether_all_is_right,
    a_system_that_fails_is_a_gap_that_is_named,
];

const MARIA: i64 = 1001;
const DECLAN: i64 = 1002;

async fn found(desk: &Desk, visitor: &Visitor, place: &str, words: &str) -> Vec<RecordView> {
    let at = desk.seal_words(visitor, place, words).unwrap();
    let looking = Looking {
        at,
        ..Looking::default()
    };
    let view = desk.collection(visitor, place, &looking).await.unwrap();
    assert_eq!(view.words, words);
    view.collection.records
}

fn value<'v>(record: &'v RecordView, field: &str) -> &'v Shown {
    let field = record.fields.iter().find(|known| known.name == field);
    &field.unwrap().value
}

/// Twenty thousand orders more: a page of them is there at once, searched and sorted.
async fn twenty_thousand_records_are_searched_in_the_store(on: On) {
    let company = Company::new(on).await;
    company
        .write_shop(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
             INSERT INTO sign_ins (customer_id, at, ip_address, browser)
             SELECT 1001, '2025-01-01T00:00:00Z', '203.0.113.' || (i % 250),
                    CASE WHEN i = 777 THEN 'A Rare Needle' ELSE 'hay ' || i END FROM n;",
        )
        .await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let began = Instant::now();
    let records = found(desk, &maria, "shop.sign_ins", "needle rare").await;
    let took = began.elapsed();
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert_eq!(records.len(), 1);
    assert_eq!(
        *value(&records[0], "browser"),
        Shown::Text("A Rare Needle".to_owned())
    );
    let last = Looking {
        sort: Some("browser".to_owned()),
        down: true,
        page: 1,
        ..Looking::default()
    };
    let view = desk
        .collection(&maria, "shop.sign_ins", &last)
        .await
        .unwrap();
    assert!(view.matching >= 20_000 && view.matching == view.collection.total);
    assert_eq!(view.collection.records.len(), 20);
    assert_eq!(view.sort.as_deref(), Some("browser"));
    // A column that is not on the page cannot be sorted by, nor can a made-up one.
    for sort in ["customer_id", "browser; DROP TABLE sign_ins"] {
        let looking = Looking {
            sort: Some(sort.to_owned()),
            ..Looking::default()
        };
        let view = desk
            .collection(&maria, "shop.sign_ins", &looking)
            .await
            .unwrap();
        assert_eq!(view.sort, None);
    }
    // The page of everything holds a few of each, and still knows how many there are.
    let data = desk.your_data(&maria).await.unwrap();
    let all: &CollectionView = collection(&data, "shop.sign_ins");
    assert!(all.total >= 20_000);
    assert_eq!(all.records.len(), 3);
}

async fn what_is_looked_for_opens_for_one_person_and_not_for_long(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (maria, declan) = (
        company.signed_in(MARIA).await,
        company.signed_in(DECLAN).await,
    );
    let at = desk
        .seal_words(&maria, "shop.orders", "  two   words ")
        .unwrap();
    assert!(!at.as_deref().unwrap().contains("two"));
    let looking = Looking {
        at,
        ..Looking::default()
    };
    let hers = desk
        .collection(&maria, "shop.orders", &looking)
        .await
        .unwrap();
    assert_eq!(hers.words, "two words");
    assert_eq!((hers.matching, hers.at), (0, looking.at.clone()));
    for (visitor, place) in [(&declan, "shop.orders"), (&maria, "shop.sign_ins")] {
        let other = desk.collection(visitor, place, &looking).await.unwrap();
        assert_eq!((other.words.as_str(), other.at), ("", None));
    }
    assert_eq!(desk.seal_words(&maria, "shop.orders", " ").unwrap(), None);
    let long = desk.seal_words(&maria, "shop.orders", &"a".repeat(101));
    let Err(DeskError::Answers(answers)) = long else {
        panic!("{long:?}");
    };
    assert_eq!(answers, [("q", Problem::Value(Fault::TooLong(100)))]);
}

async fn what_is_sensitive_is_hidden_until_it_is_asked_for(on: On) {
    let company = Company::new(on).await;
    company
        .write_shop("UPDATE customers SET access_needs = 'ring twice, I am deaf' WHERE id = 1001;")
        .await;
    let desk = &company.desk;
    let (maria, declan) = (
        company.signed_in(MARIA).await,
        company.signed_in(DECLAN).await,
    );
    let data = desk.your_data(&maria).await.unwrap();
    let account = collection(&data, "shop.customers");
    assert_eq!(*value(&account.records[0], "access_needs"), Shown::Masked);
    let whole = serde_json::to_string(&data).unwrap();
    assert!(!whole.contains("ring twice"));
    let token = account.records[0].token.clone();
    let at = ("shop.customers", token.as_str());
    let hidden = desk.one_record(&maria, at, None).await.unwrap();
    assert_eq!(*value(&hidden.record, "access_needs"), Shown::Masked);
    let shown = desk
        .one_record(&maria, at, Some("access_needs"))
        .await
        .unwrap();
    let text = Shown::Text("ring twice, I am deaf".to_owned());
    assert_eq!(*value(&shown.record, "access_needs"), text);
    // Neither by looking for it is it found out, nor under another field's name, nor by others.
    assert!(
        found(desk, &maria, "shop.customers", "twice")
            .await
            .is_empty()
    );
    for field in ["password_hash", "email", "nothing"] {
        let answer = desk.one_record(&maria, at, Some(field)).await;
        assert!(matches!(answer, Err(DeskError::NotFound)), "{field}");
    }
    let theirs = desk.one_record(&declan, at, Some("access_needs")).await;
    assert!(matches!(theirs, Err(DeskError::NotFound)));
}

/// Where the map wants it, the password comes first: to see the value, and for the form that
/// shows it.
async fn some_values_want_a_fresh_proof_first(on: On) {
    let company = Company::new(on).await;
    company
        .write_shop("UPDATE customers SET access_needs = 'ring twice' WHERE id = 1001;")
        .await;
    let mut map = company.desk.map().clone();
    for store in &mut map.stores {
        for field in store.collections.iter_mut().flat_map(|one| &mut one.fields) {
            if field.sensitive {
                field.reveal = Reveal::AfterProof;
            }
        }
    }
    let folder = company.folder.path().join("strict");
    std::fs::create_dir_all(&folder).unwrap();
    let stores = Stores::open(map, &company.stores(), |_| None).await;
    let desk = desk(on, &folder, stores, TimeDelta::zero()).await;
    let person = company.person(MARIA);
    let number = Identity::new("customer_id", "1001");
    desk.seed_customer(person.email, person.password, &[number])
        .await
        .unwrap();
    let fresh = desk
        .sign_in(person.email, person.password, &HERE)
        .await
        .unwrap();
    let mut stale = fresh.clone();
    stale.proved_at = stale.proved_at.map(|at| at - TimeDelta::minutes(6));
    let data = desk.your_data(&stale).await.unwrap();
    let token = collection(&data, "shop.customers").records[0].token.clone();
    let at = ("shop.customers", token.as_str());
    let shown = desk.one_record(&stale, at, Some("access_needs")).await;
    assert!(matches!(shown, Err(DeskError::Prove)));
    let form = desk
        .correct_form(&stale, "shop.customers", &token, "access_needs")
        .await;
    assert!(matches!(form, Err(DeskError::Prove)));
    let shown = desk
        .one_record(&fresh, at, Some("access_needs"))
        .await
        .unwrap();
    let text = Shown::Text("ring twice".to_owned());
    assert_eq!(*value(&shown.record, "access_needs"), text);
}

/// To say that a fraud check is there would be to tip somebody off.
async fn what_nobody_may_be_told_leaves_no_trace(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    company
        .write_shop(
            "INSERT INTO fraud_checks (customer_id, raised_on, reason)
             VALUES (1001, '2026-10-10', 'three returns of empty boxes');",
        )
        .await;
    let maria = company.signed_in(MARIA).await;
    let data = desk.your_data(&maria).await.unwrap();
    let whole = serde_json::to_string(&data).unwrap();
    assert!(!whole.contains("raud"), "{whole}");
    let page = desk
        .collection(&maria, "shop.fraud_checks", &Looking::default())
        .await;
    assert!(matches!(page, Err(DeskError::NotFound)));
}

async fn bytes(file: PersonFile) -> Vec<u8> {
    let all = file.bytes.try_fold(Vec::new(), |mut all, part| async move {
        all.extend_from_slice(&part);
        Ok(all)
    });
    all.await.unwrap()
}

async fn documents_are_shown_by_what_they_are(on: On) {
    let company = Company::new(on).await;
    let folder = company.stores().join("documents/letters/1001");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("zz-dressed-up.txt"), b"MZ\x90\0 a program").unwrap();
    let desk = &company.desk;
    let (maria, declan) = (
        company.signed_in(MARIA).await,
        company.signed_in(DECLAN).await,
    );
    let data = desk.your_data(&maria).await.unwrap();
    let invoice = &collection(&data, "documents.invoice_files").records[0];
    assert_eq!(invoice.document, Some(Preview::Pdf));
    let at = ("documents.invoice_files", invoice.token.as_str());
    let file = desk.file(&maria, at, "document").await.unwrap();
    assert_eq!(file.media, Media::Pdf);
    let size = file.size;
    let content = bytes(file).await;
    assert!(content.starts_with(b"%PDF-") && content.len() as u64 == size);
    let letters = desk
        .collection(&maria, "documents.letters", &Looking::default())
        .await
        .unwrap();
    let dressed = letters.collection.records.last().unwrap();
    let file = desk
        .file(&maria, ("documents.letters", &dressed.token), "document")
        .await
        .unwrap();
    assert_eq!(
        (file.media, file.name.as_str()),
        (Media::Other, "zz-dressed-up.txt")
    );
    // What somebody has to look at first is not handed out one by one either.
    let photos = collection(&data, "documents.photos");
    assert_eq!(photos.records[0].document, None);
    let held = desk.file(
        &maria,
        ("documents.photos", &photos.records[0].token),
        "document",
    );
    assert!(matches!(held.await, Err(DeskError::NotFound)));
    let theirs = desk.file(&declan, at, "document").await;
    assert!(matches!(theirs, Err(DeskError::NotFound)));
}

async fn a_statement_stands_beside_the_value_and_in_the_package(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (maria, declan) = (
        company.signed_in(MARIA).await,
        company.signed_in(DECLAN).await,
    );
    let data = desk.your_data(&maria).await.unwrap();
    let order = collection(&data, "shop.orders").records[0].token.clone();
    let about = ("shop.orders", order.as_str(), "status");
    let before = company.dump().await;
    let id = desk.new_client_id();
    let words = "It never arrived, whatever stands here.";
    for _ in 0..2 {
        desk.add_statement(&maria, about, words, id).await.unwrap();
    }
    let page = desk
        .one_record(&maria, ("shop.orders", &order), None)
        .await
        .unwrap();
    let field = page
        .record
        .fields
        .iter()
        .find(|field| field.name == "status");
    let said = &field.unwrap().statements;
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].text, words);
    // The company's own systems are as they were, and nobody else can say anything there.
    assert_eq!(company.dump().await, before);
    let theirs = desk
        .add_statement(&declan, about, "not true", desk.new_client_id())
        .await;
    assert!(matches!(theirs, Err(DeskError::NotFound)));
    let empty = desk
        .add_statement(&maria, about, "  ", desk.new_client_id())
        .await;
    assert!(matches!(empty, Err(DeskError::Answers(_))));
    let reference = desk
        .ask_package(&maria, desk.new_client_id(), Scope::default())
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let file = desk.package_file(&maria, &reference).await.unwrap();
    let size = file.bytes;
    let zip: Vec<u8> = file
        .range(0, size)
        .try_fold(Vec::new(), |mut all, part| async move {
            all.extend_from_slice(&part);
            Ok(all)
        })
        .await
        .unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let text = std::io::read_to_string(zip.by_name("statements.json").unwrap()).unwrap();
    let said: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(said["statements"][0]["statement"], words);
    assert_eq!(said["statements"][0]["collection"], "shop.orders");
}

async fn a_machines_conclusion_is_explained_and_a_person_reviews_it(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let data = desk.your_data(&maria).await.unwrap();
    let guess = &collection(&data, "shop.insights").records[0];
    let field = guess.fields.iter().find(|field| field.name == "conclusion");
    assert!(
        field
            .unwrap()
            .automated
            .as_ref()
            .unwrap()
            .decides
            .contains("offers")
    );
    let at = ("shop.insights", guess.token.as_str());
    let form = desk.review_form(&maria, at, "conclusion").await.unwrap();
    assert!(form.from.unwrap().contains("bought"));
    let about = (at.0, at.1, "conclusion");
    let mut stale = maria.clone();
    stale.proved_at = stale.proved_at.map(|at| at - TimeDelta::minutes(6));
    let id = desk.new_client_id();
    let unproved = desk.ask_review(&stale, about, "", id).await;
    assert!(matches!(unproved, Err(DeskError::Prove)));
    let why = "I have no garden.";
    let reference = desk.ask_review(&maria, about, why, id).await.unwrap();
    assert_eq!(
        desk.ask_review(&maria, about, why, id).await.unwrap(),
        reference
    );
    let view = desk.request(&maria, &reference).await.unwrap();
    assert_eq!(view.line.right, Right::AutomatedDecisionReview);
    assert_eq!(view.line.stage, Stage::Open);
    let officer = company.staff("Henrik").await;
    let seen = desk.staff_request(&officer, &reference).await.unwrap();
    let review = seen.request.review.unwrap();
    assert_eq!((review.value, review.reason.as_str()), (form.value, why));
    desk.answer(&officer, &reference, seen.request.version)
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    // What no machine decided is not reviewed as if one had.
    let account = collection(&data, "shop.customers").records[0].token.clone();
    let none = desk
        .review_form(&maria, ("shop.customers", &account), "full_name")
        .await;
    assert!(matches!(none, Err(DeskError::NotFound)));
}

async fn once_a_year_it_is_asked_whether_all_is_right(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (maria, declan) = (
        company.signed_in(MARIA).await,
        company.signed_in(DECLAN).await,
    );
    assert!(desk.your_data(&maria).await.unwrap().ask_still_right);
    desk.confirm_data(&maria, true).await.unwrap();
    assert!(!desk.your_data(&maria).await.unwrap().ask_still_right);
    assert!(desk.your_data(&declan).await.unwrap().ask_still_right);
    let auditor = company.staff("Roisin").await;
    let refused = desk.confirm_data(&auditor, true).await;
    assert!(matches!(refused, Err(DeskError::NotFound)));
    let audit = desk.audit(&auditor, None).await.unwrap();
    let line = serde_json::to_string(&audit).unwrap();
    assert!(line.contains("confirm-own-data"), "{line}");
}

/// A store that is gone is missed by name, the rest is there; when it is back, so is its data.
async fn a_system_that_fails_is_a_gap_that_is_named(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let whole = desk.your_data(&maria).await.unwrap();
    let ticket = collection(&whole, "support.tickets").records[0]
        .token
        .clone();
    let (here, away) = (
        company.stores().join("documents"),
        company.stores().join("away"),
    );
    std::fs::rename(&here, &away).unwrap();
    let data = desk.your_data(&maria).await.unwrap();
    let missing: Vec<&str> = data
        .missing
        .iter()
        .map(|fault| fault.system.as_str())
        .collect();
    assert_eq!(missing, ["Our filing room"]);
    assert!(
        data.sections
            .iter()
            .all(|section| section.meaning != "documents")
    );
    desk.one_record(&maria, ("support.tickets", &ticket), None)
        .await
        .unwrap();
    let letters = desk
        .collection(&maria, "documents.letters", &Looking::default())
        .await;
    assert!(matches!(letters, Err(DeskError::Unavailable(systems)) if systems.len() == 1));
    std::fs::rename(&away, &here).unwrap();
    assert_eq!(desk.your_data(&maria).await.unwrap(), whole);
}
