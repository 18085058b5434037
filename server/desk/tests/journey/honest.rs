//! What a receipt says is so when it is signed; one value is one value in every system; what a law
//! wants withheld is said to be held and never shown; a secret ground leaves no trace anywhere.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    time::Duration,
};

use futures::TryStreamExt;
use habeas_desk::{Desk, DeskError, Visitor};
use habeas_domain::{
    id::Reference,
    identity::Identity,
    map,
    receipt::RemainKind,
    request::Outcome,
    view::{Shown, Stage},
};
use habeas_stores::Stores;
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{
    company::{Company, HERE, On, at_work, desk},
    keep::{correcting, show_contact},
    on_both,
};

on_both![
    a_receipt_says_who_was_told_and_until_when_copies_last,
    one_value_is_corrected_wherever_it_is_held,
    what_the_law_withholds_is_said_to_be_held,
    a_secret_ground_leaves_no_trace_on_the_whole_journey,
];

async fn a_receipt_says_who_was_told_and_until_when_copies_last(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let asked = desk.ask_erasure(&maria, true, desk.new_client_id());
    let reference = asked.await.unwrap();
    let officer = company.staff("Henrik").await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    assert!(view.request.told.is_empty());
    let digest = view.plan.unwrap().digest;
    let version = view.request.version;
    desk.approve(&officer, &reference, version, Some(&digest))
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let (receipt, _) = desk.receipt(&reference).await.unwrap();
    // Nobody has been told of anything yet, and the receipt does not say so either.
    assert!(!receipt.recipients.is_empty());
    assert!(receipt.recipients.iter().all(|one| one.told_at.is_none()));
    assert!(receipt.limits.contains(&"receipt-limit-told".to_owned()));
    assert!(
        !receipt
            .limits
            .contains(&"receipt-limit-recipients".to_owned())
    );
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let first = view.request.told[0].name.clone();
    desk.note_told(&officer, &reference, &first).await.unwrap();
    let twice = desk.note_told(&officer, &reference, &first).await;
    assert!(matches!(twice, Err(DeskError::Conflict)), "{twice:?}");
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    assert_eq!(view.request.told[0].by.as_deref(), Some("Henrik Solberg"));
    let (receipt, signed) = desk.receipt(&reference).await.unwrap();
    let told = receipt
        .recipients
        .iter()
        .filter(|one| one.told_at.is_some());
    assert_eq!(told.count(), 1);
    let text = serde_json::to_string(&signed).unwrap();
    let genuine = desk.verify_receipt(&text).await.unwrap();
    assert!(matches!(genuine, habeas_desk::ReceiptCheck::Genuine(_)));
    // Backups with the day that the map says; what SQLite freed was scrubbed, so nothing is said
    // of pages; files are gone when they are gone.
    let store = |label: &str| {
        let mut stores = receipt.stores.iter();
        stores.find(|store| store.label == label).unwrap()
    };
    let shop = store("Our web shop");
    let day = receipt.done_at.date_naive();
    let backups = shop
        .remains
        .iter()
        .find(|one| one.what == RemainKind::Backups);
    assert_eq!(
        backups.unwrap().until,
        day.checked_add_days(chrono::Days::new(35))
    );
    let files = store("Our filing room");
    assert_eq!(files.remains.len(), 1);
    assert_eq!(
        (files.remains[0].what, files.remains[0].until),
        (RemainKind::Backups, None)
    );
}

async fn one_value_is_corrected_wherever_it_is_held(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let officer = company.staff("Henrik").await;
    let maria = company.signed_in(1001).await;
    let held = company
        .shop("SELECT phone FROM customers WHERE id = 1001")
        .await
        .unwrap();
    company
        .write(
            "support.sqlite",
            &format!("UPDATE contacts SET phone = '{held}' WHERE shop_customer_id = 1001"),
        )
        .await;
    let data = desk.your_data(&maria).await.unwrap();
    let asked = correcting(&data, "phone", "+353 21 555 0142");
    let form = desk.check_correction(&maria, &asked).await.unwrap();
    let systems: Vec<&str> = form.also.iter().map(|one| one.system.as_str()).collect();
    assert!(systems.contains(&"Our help desk"), "{systems:?}");
    let before = company.dump().await;
    let reference = desk
        .correct(&maria, &asked, desk.new_client_id())
        .await
        .unwrap();
    show_contact(&company, &maria, &reference, &asked.new).await;
    let version = desk.request(&maria, &reference).await.unwrap().version;
    desk.approve(&officer, &reference, version, None)
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let after = company.dump().await;
    // Nothing changed but these, and all of these.
    let gone: Vec<&String> = before.difference(&after).collect();
    assert_eq!(gone.len(), 1 + form.also.len(), "{gone:#?}");
    assert!(gone.iter().all(|line| line.contains(&held)));
    let view = desk.request(&maria, &reference).await.unwrap();
    let correction = view.correction.unwrap();
    assert_eq!(correction.also.len(), form.also.len());
    assert!(correction.also.iter().all(|one| one.changed == Some(true)));
    assert!(view.progress.systems.len() >= 2);
    // Her name is another matter in each place.
    let data = desk.your_data(&maria).await.unwrap();
    let name = correcting(&data, "full_name", "Maria Lindqvist");
    let form = desk.check_correction(&maria, &name).await.unwrap();
    assert!(form.also.is_empty() && !form.after_review);

    // A place that was changed meanwhile is left as it is, and said.
    let data = desk.your_data(&maria).await.unwrap();
    let asked = correcting(&data, "email", "maria.lindqvist@post.example");
    let form = desk.check_correction(&maria, &asked).await.unwrap();
    assert!(form.after_review && !form.also.is_empty());
    let reference = desk
        .correct(&maria, &asked, desk.new_client_id())
        .await
        .unwrap();
    company
        .write(
            "support.sqlite",
            "UPDATE contacts SET email = 'other@post.example' WHERE shop_customer_id = 1001",
        )
        .await;
    show_contact(&company, &maria, &reference, &asked.new).await;
    let version = desk.request(&maria, &reference).await.unwrap().version;
    desk.approve(&officer, &reference, version, None)
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let correction = desk.request(&maria, &reference).await.unwrap();
    let correction = correction.correction.unwrap();
    let left = correction
        .also
        .iter()
        .find(|one| one.system == "Our help desk");
    assert_eq!(left.unwrap().changed, Some(false));
}

/// The files of a package.
async fn unpacked(
    desk: &Desk,
    visitor: &Visitor,
    reference: &Reference,
) -> BTreeMap<String, Vec<u8>> {
    let file = desk.package_file(visitor, reference).await.unwrap();
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
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        files.insert(entry.name().unwrap().into_owned(), content);
    }
    files
}

const CALIFORNIA: &str = r#"
habeas: 1
version: "1"
controller: { name: Acme, address: "1 Main Street", email: a@acme.example, country: US-CA, authority: CPPA }
stores:
  - id: shop
    kind: sqlite
    label: Shop
    connect: path:shop.sqlite
    collections:
      - { id: people, table: people, meaning: account, label: You, describe: "…", key: [id], erase: delete,
          identities: { email: { kind: email } },
          fields: [ { name: id, category: user.unique_id, label: Number, until: "…" },
                    { name: email, category: user.contact.email, label: Mail, until: "…" },
                    { name: ssn, category: user.government_id.national_identification_number, label: "Social security number", until: "…", sensitive: true, correct: directly },
                    { name: face, category: user.biometric, label: "Face print", until: "…" },
                    { name: iban, category: user.financial.bank_account, label: "Bank account", until: "…" },
                    { name: pet, category: user.authorization.security_answer, label: "Name of your first pet", until: "…" },
                    { name: size, category: user, label: Size, until: "…" } ] }
"#;

const SECRETS: [&str; 4] = [
    "078-05-1120",
    "f4ce0ff",
    "IE29AIBK93115212345678",
    "Rexington",
];

async fn what_the_law_withholds_is_said_to_be_held(on: On) {
    const PASSWORD: &str = "harvest-window-teapot-12";
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("shop.sqlite"))
        .create_if_missing(true);
    let mut shop = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT, ssn TEXT, face TEXT, iban TEXT, pet TEXT, size TEXT);
         INSERT INTO people VALUES (1, 'maria@example.com', '078-05-1120', 'f4ce0ff',
           'IE29AIBK93115212345678', 'Rexington', 'L');",
    )
    .execute(&mut shop)
    .await
    .unwrap();
    // The same map under two laws: in Ireland the person sees their own, in California it is said
    // to be held.
    for (country, shown) in [("US-CA", false), ("IE", true)] {
        let ledger = folder.path().join(country);
        std::fs::create_dir(&ledger).unwrap();
        let text = CALIFORNIA.replace("US-CA", country);
        let stores = Stores::open(map::parse(&text).unwrap(), folder.path(), |_| None).await;
        let desk: Desk = desk(on, &ledger, stores, chrono::TimeDelta::zero()).await;
        let working = at_work(&desk);
        let mine = Identity::new("email", "maria@example.com");
        desk.seed_customer("maria@example.com", PASSWORD, &[mine])
            .await
            .unwrap();
        let maria = desk
            .sign_in("maria@example.com", PASSWORD, &HERE)
            .await
            .unwrap();
        let data = desk.your_data(&maria).await.unwrap();
        let record = &data.sections[0].collections[0].records[0];
        for name in ["ssn", "face", "iban", "pet"] {
            let field = record.fields.iter().find(|field| field.name == name);
            let field = field.unwrap();
            assert_eq!(field.withheld.is_some(), !shown, "{name}");
            assert_eq!(field.value == Shown::Withheld, !shown, "{name}");
        }
        let size = record.fields.iter().find(|field| field.name == "size");
        assert_eq!(size.unwrap().value, Shown::Text("L".into()));
        if shown {
            continue;
        }
        let page = serde_json::to_string(&data).unwrap();
        assert!(
            SECRETS.iter().all(|secret| !page.contains(secret)),
            "{page}"
        );
        // Nor by any way around the page.
        let token = &record.token;
        let one = desk
            .one_record(&maria, ("shop.people", token), Some("ssn"))
            .await;
        assert!(matches!(one, Err(DeskError::NotFound)), "{one:?}");
        let form = desk.correct_form(&maria, "shop.people", token, "ssn").await;
        assert!(matches!(form, Err(DeskError::NotFound)), "{form:?}");
        let reference = desk
            .ask_package(&maria, desk.new_client_id(), Default::default())
            .await
            .unwrap();
        for _ in 0..200 {
            let view = desk.request(&maria, &reference).await.unwrap();
            if view.line.stage == Stage::Answered {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let entries = unpacked(&desk, &maria, &reference).await;
        let all: String = entries
            .values()
            .map(|bytes| String::from_utf8_lossy(bytes))
            .collect();
        for secret in SECRETS {
            assert!(!all.contains(secret), "{secret}");
        }
        let completeness = String::from_utf8_lossy(&entries["completeness.json"]).into_owned();
        for said in [
            "by-law",
            "11 CCR §7024(d)",
            "Social security number",
            "biometric",
        ] {
            assert!(completeness.contains(said), "{said} in {completeness}");
        }
        drop(working);
    }
}

/// Declan's fraud check is kept on a ground that nobody may be told: from the first look to the
/// receipt there is no word of it, and staff see it all the time.
async fn a_secret_ground_leaves_no_trace_on_the_whole_journey(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let number = 1002;
    company
        .write_shop(
            "INSERT INTO fraud_checks (id, customer_id, raised_on, reason) \
             VALUES (9001, 1002, '2026-11-01', 'Many refunds')",
        )
        .await;
    let visitor = company.signed_in(number).await;
    let officer = company.staff("Henrik").await;
    let data = desk.your_data(&visitor).await.unwrap();
    let preview = desk.delete_preview(&visitor).await.unwrap();
    let copy = desk
        .ask_package(&visitor, desk.new_client_id(), Default::default())
        .await
        .unwrap();
    company.wait_for(&visitor, &copy, Stage::Answered).await;
    let entries = unpacked(desk, &visitor, &copy).await;
    let asked = desk.ask_erasure(&visitor, true, desk.new_client_id());
    let reference = asked.await.unwrap();
    let staff = desk.staff_request(&officer, &reference).await.unwrap();
    let secret = |line: &habeas_domain::view::PlanLine| line.place == "shop.fraud_checks";
    let plan = staff.plan.unwrap();
    assert!(plan.lines.iter().any(secret));
    let looks = desk.looks(&visitor).await.unwrap();
    let own = desk.request(&visitor, &reference).await.unwrap();
    let mut told = vec![
        serde_json::to_string(&data).unwrap(),
        serde_json::to_string(&preview).unwrap(),
        serde_json::to_string(&looks).unwrap(),
        serde_json::to_string(&own).unwrap(),
    ];
    assert_eq!(looks.len(), 1, "that somebody looked is no secret");
    told.extend(
        entries
            .iter()
            .map(|(name, bytes)| format!("{name} {}", String::from_utf8_lossy(bytes))),
    );
    let version = staff.request.version;
    desk.approve(&officer, &reference, version, Some(&plan.digest))
        .await
        .unwrap();
    company
        .wait_for(&visitor, &reference, Stage::Answered)
        .await;
    let (receipt, _) = desk.receipt(&reference).await.unwrap();
    told.push(serde_json::to_string(&receipt).unwrap());
    let staff = desk.staff_request(&officer, &reference).await.unwrap();
    if let Some(Outcome::InPart { refused }) = &staff.request.outcome {
        told.push(serde_json::to_string(refused).unwrap());
    }
    let email = company.person(number).email;
    for message in desk.demo_outbox().await.unwrap() {
        if message.to == email {
            told.push(format!("{} {}", message.subject, message.text));
        }
    }
    for text in &told {
        let text = text.to_lowercase();
        assert!(!text.contains("fraud"), "{text}");
    }
    // It is still there.
    let count = company
        .shop("SELECT CAST(count(*) AS TEXT) FROM fraud_checks WHERE customer_id = 1002")
        .await;
    assert_ne!(count.as_deref(), Some("0"));
}
