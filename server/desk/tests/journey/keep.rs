//! Seeing, correcting, choosing.

use habeas_desk::{Correcting, Desk, DeskError, Looking, Problem, Visitor};
use habeas_domain::{
    choice::{ChoiceRight, How},
    id::Reference,
    validate::Fault,
    view::{CollectionView, Shown, Stage, YourData},
};

use crate::{
    company::{Company, HERE, On, faults},
    on_both,
};

on_both![
    the_browsers_signal_is_a_no_until_the_person_says_otherwise,
    a_person_sees_what_all_systems_hold,
    a_correction_reaches_the_store_and_touches_nothing_else,
    a_value_that_cannot_be_right_is_refused_at_its_field,
    a_correction_that_needs_a_look_waits_for_an_officer,
    a_no_is_written_into_the_columns_that_the_map_names,
    another_persons_things_are_not_there,
];

const MARIA: i64 = 1001;
const DECLAN: i64 = 1002;
const WEI: i64 = 1006;

pub fn collection<'v>(data: &'v YourData, place: &str) -> &'v CollectionView {
    data.sections
        .iter()
        .flat_map(|section| &section.collections)
        .find(|view| view.place == place)
        .unwrap()
}

pub fn text<'v>(view: &'v CollectionView, field: &str) -> &'v str {
    let field = view.records[0]
        .fields
        .iter()
        .find(|known| known.name == field);
    match &field.unwrap().value {
        Shown::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

/// A correction of a field of her account.
/// Shows that a new address or number is the person's, by the code that was sent there.
pub async fn show_contact(company: &Company, visitor: &Visitor, reference: &Reference, to: &str) {
    let desk = &company.desk;
    desk.send_contact_code(visitor, reference, &HERE)
        .await
        .unwrap();
    let code = company.code_to(to).await;
    desk.give_contact_code(visitor, reference, &code)
        .await
        .unwrap();
}

pub fn correcting(data: &YourData, field: &str, new: &str) -> Correcting {
    let customer = collection(data, "shop.customers");
    Correcting {
        field: field.to_owned(),
        old: text(customer, field).to_owned(),
        ..phone_of(data, new)
    }
}

fn phone_of(data: &YourData, new: &str) -> Correcting {
    let customer = collection(data, "shop.customers");
    Correcting {
        place: customer.place.clone(),
        token: customer.records[0].token.clone(),
        field: "phone".to_owned(),
        old: text(customer, "phone").to_owned(),
        new: new.to_owned(),
        reason: String::new(),
    }
}

async fn a_person_sees_what_all_systems_hold(on: On) {
    let company = Company::new(on).await;
    let maria = company.signed_in(MARIA).await;
    assert_eq!(faults(&company.desk).await, [""; 0]);
    let data = company.desk.your_data(&maria).await.unwrap();
    assert!(data.missing.is_empty(), "{:?}", data.missing);
    let customer = collection(&data, "shop.customers");
    assert_eq!(text(customer, "email"), company.person(MARIA).email);
    assert_eq!(customer.total, 1);
    let systems: Vec<&str> = data
        .sections
        .iter()
        .flat_map(|section| &section.collections)
        .map(|view| view.system.as_str())
        .collect();
    for store in &company.desk.map().stores {
        assert!(systems.contains(&store.label.as_str()), "{}", store.label);
    }
    // What is marked secret or only ties tables together is not on the page as text.
    let secret = customer.records[0]
        .fields
        .iter()
        .find(|field| field.name == "password_hash");
    assert!(
        secret.is_none_or(|field| field.value == Shown::Withheld || field.value == Shown::Empty)
    );
    // Somebody else lives at the same address, and the page says so.
    assert!(collection(&data, "shop.addresses").records[0].shared);
    // The big collection goes on, page by page, without a record twice.
    let whole = company
        .desk
        .collection(&maria, "shop.customers", &Looking::default())
        .await
        .unwrap();
    assert_eq!((whole.collection.total, whole.matching), (1, 1));
    let beyond = company
        .desk
        .collection(
            &maria,
            "shop.customers",
            &Looking {
                page: 9,
                ..Looking::default()
            },
        )
        .await
        .unwrap();
    assert!(beyond.collection.records.is_empty());
    // A system in which nothing is held is an answer and not a fault.
    let wei = company.signed_in(WEI).await;
    assert!(
        company
            .desk
            .your_data(&wei)
            .await
            .unwrap()
            .missing
            .is_empty()
    );
}

async fn a_correction_reaches_the_store_and_touches_nothing_else(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let data = desk.your_data(&maria).await.unwrap();
    let asked = correcting(&data, "full_name", "Mária Nováková-O’Keane");
    let before = company.dump().await;
    let id = desk.new_client_id();
    let reference = desk.correct(&maria, &asked, id).await.unwrap();
    // Sent twice, it is one request.
    assert_eq!(desk.correct(&maria, &asked, id).await.unwrap(), reference);
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let now = company
        .shop("SELECT full_name FROM customers WHERE id = 1001")
        .await;
    assert_eq!(now.as_deref(), Some("Mária Nováková-O’Keane"));
    let after = company.dump().await;
    let gone: Vec<_> = before.difference(&after).collect();
    assert_eq!(gone.len(), 1, "{gone:?}");
    assert!(gone[0].contains("id=1001|"), "{gone:?}");
    let view = desk.request(&maria, &reference).await.unwrap();
    let correction = view.correction.unwrap();
    assert_eq!(
        (correction.old, correction.new),
        (asked.old.clone(), asked.new.clone())
    );
    // What the page showed is not held any more: nothing is written over it.
    let late = desk.correct(&maria, &asked, desk.new_client_id()).await;
    assert!(matches!(late, Err(DeskError::Conflict)), "{late:?}");
}

async fn a_value_that_cannot_be_right_is_refused_at_its_field(on: On) {
    let company = Company::new(on).await;
    let maria = company.signed_in(MARIA).await;
    let data = company.desk.your_data(&maria).await.unwrap();
    let asked = phone_of(&data, "not a telephone");
    let refused = company.desk.check_correction(&maria, &asked).await;
    let Err(DeskError::Answers(answers)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(answers, [("new", Problem::Value(Fault::NotAPhone))]);
    let same = phone_of(&data, &asked.old);
    let refused = company.desk.check_correction(&maria, &same).await;
    assert!(matches!(refused, Err(DeskError::Answers(_))), "{refused:?}");
}

/// Asks that an e-mail address is corrected, which an officer looks at.
pub async fn email_correction(desk: &Desk, visitor: &Visitor, new: &str) -> Reference {
    let data = desk.your_data(visitor).await.unwrap();
    let mut asked = phone_of(&data, new);
    asked.field = "email".to_owned();
    asked.old = text(collection(&data, "shop.customers"), "email").to_owned();
    desk.correct(visitor, &asked, desk.new_client_id())
        .await
        .unwrap()
}

async fn a_correction_that_needs_a_look_waits_for_an_officer(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let reference = email_correction(desk, &maria, "maria.new@post.example").await;
    assert_eq!(
        desk.request(&maria, &reference).await.unwrap().line.stage,
        Stage::Open
    );
    let officer = company.staff("Henrik").await;
    show_contact(&company, &maria, &reference, "maria.new@post.example").await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    desk.approve(&officer, &reference, view.request.version, None)
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let now = company
        .shop("SELECT email FROM customers WHERE id = 1001")
        .await;
    assert_eq!(now.as_deref(), Some("maria.new@post.example"));
}

/// Under which the newsletter knows her too.
const MARIA_MAIL: &str = "maria.keane@post.example";

async fn a_no_is_written_into_the_columns_that_the_map_names(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let before = company.dump().await;
    for right in ChoiceRight::ALL {
        for allowed in [true, false] {
            desk.set_choice(&maria, right, allowed, desk.new_client_id())
                .await
                .unwrap();
            let mut held = None;
            for _ in 0..200 {
                let choices = desk.choices(&maria).await.unwrap();
                let choice = choices.iter().find(|choice| choice.right == right).unwrap();
                held = choice.allowed;
                if held == Some(allowed) && !choice.obeyed.is_empty() {
                    assert!(choice.obeyed.iter().all(|(_, obeyed)| *obeyed));
                    break;
                }
                tokio::time::sleep(std::time::Duration::from_millis(25)).await;
            }
            assert_eq!(held, Some(allowed), "{right}");
        }
    }
    let choices = desk.choices(&maria).await.unwrap();
    assert!(choices.iter().all(|choice| choice.history.len() == 2));
    for column in [
        "SELECT CAST(marketing_ok AS TEXT) FROM customers WHERE id = 1001",
        "SELECT CAST(active AS TEXT) FROM newsletter WHERE lower(email) = \
         (SELECT lower(email) FROM customers WHERE id = 1001)",
        "SELECT CAST(partners_ok AS TEXT) FROM customers WHERE id = 1001",
        "SELECT CAST(profiling_ok AS TEXT) FROM customers WHERE id = 1001",
        "SELECT CAST(sensitive_ok AS TEXT) FROM customers WHERE id = 1001",
    ] {
        assert_eq!(company.shop(column).await.as_deref(), Some("0"), "{column}");
    }
    // And into nobody else's.
    let after = company.dump().await;
    let changed: Vec<&String> = before.difference(&after).collect();
    assert!(
        changed
            .iter()
            .all(|row| row.contains("1001") || row.to_lowercase().contains(MARIA_MAIL)),
        "{changed:#?}"
    );
}

async fn the_browsers_signal_is_a_no_until_the_person_says_otherwise(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let right = ChoiceRight::SaleOrSharing;
    let made = async || {
        let choices = desk.choices(&maria).await.unwrap();
        let choice = choices.into_iter().find(|choice| choice.right == right);
        let history = choice.unwrap().history;
        history
            .iter()
            .map(|made| (made.allowed, made.how))
            .collect::<Vec<_>>()
    };
    desk.set_choice(&maria, right, true, desk.new_client_id())
        .await
        .unwrap();
    for _ in 0..2 {
        desk.honour_signal(&maria).await.unwrap();
    }
    assert_eq!(made().await, [(false, How::Signal), (true, How::Page)]);
    // Whoever says yes afterwards has said so knowing of it.
    desk.set_choice(&maria, right, true, desk.new_client_id())
        .await
        .unwrap();
    desk.honour_signal(&maria).await.unwrap();
    assert_eq!(made().await[0], (true, How::Page));
    let officer = company.staff("Henrik").await;
    desk.honour_signal(&officer).await.unwrap();
}

async fn another_persons_things_are_not_there(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (maria, declan) = (
        company.signed_in(MARIA).await,
        company.signed_in(DECLAN).await,
    );
    let data = desk.your_data(&maria).await.unwrap();
    let asked = phone_of(&data, "+353 21 555 0142");
    let theirs = desk.check_correction(&declan, &asked).await;
    assert!(matches!(theirs, Err(DeskError::NotFound)), "{theirs:?}");
    let reference = desk
        .correct(&maria, &asked, desk.new_client_id())
        .await
        .unwrap();
    for answer in [
        desk.request(&declan, &reference).await.map(drop),
        desk.progress(&declan, &reference).await.map(drop),
        desk.withdraw(&declan, &reference).await,
        desk.package_file(&declan, &reference).await.map(drop),
    ] {
        assert!(matches!(answer, Err(DeskError::NotFound)), "{answer:?}");
    }
}
