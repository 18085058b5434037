//! Staff take a request for somebody, check blindly who asks, and nothing of what is held reaches
//! a view.

use chrono::{Days, TimeDelta};
use habeas_desk::{Desk, DeskError, Problem, Taking, Visitor};
use habeas_domain::{
    id::Reference,
    intake::{Careful, Channel},
    view::Stage,
};

use crate::{
    company::{Company, On, code_in},
    on_both,
    who::answered,
};

on_both![
    a_letter_counts_from_the_day_it_came,
    whoever_is_not_known_yet_is_taken_too,
    what_cannot_be_taken_is_said_field_by_field,
    care_is_shown_and_obeyed,
];

const MARIA: i64 = 1001;

pub fn taking<'a>(desk: &Desk, received: &'a str) -> Taking<'a> {
    Taking {
        right: "access",
        channel: "phone",
        received,
        kind: "customer_id",
        value: "1001",
        language: "en",
        client_id: desk.new_client_id(),
        ..Taking::default()
    }
}

pub fn today(company: &Company) -> String {
    let zone = chrono_tz::Europe::Dublin;
    company
        .desk
        .now()
        .with_timezone(&zone)
        .date_naive()
        .to_string()
}

pub async fn entered(company: &Company, agent: &Visitor, right: &str) -> Reference {
    let today = today(company);
    let mut taking = taking(&company.desk, &today);
    taking.right = right;
    if right == "rectification" {
        taking.disputed = "shop.customers.phone";
    }
    company.desk.enter_request(agent, &taking).await.unwrap()
}

pub fn fields(error: DeskError) -> Vec<(&'static str, Problem)> {
    match error {
        DeskError::Answers(answers) => answers,
        other => panic!("{other:?}"),
    }
}

async fn a_letter_counts_from_the_day_it_came(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let zone = chrono_tz::Europe::Dublin;
    let came = desk.now().with_timezone(&zone).date_naive() - Days::new(9);
    let day = came.to_string();
    let mut letter = taking(desk, &day);
    letter.channel = "letter";
    letter.details = "Everything you have";
    letter.by_post = true;
    letter.postal = "2 Mill Lane";
    letter.needs = "Large print";
    let preview = desk.preview_intake(&agent, &letter).await.unwrap();
    assert!(preview.is_known && preview.open.is_empty());
    // Nothing was made by looking.
    assert!(
        desk.find_person(&agent, "customer_id", "1001")
            .await
            .unwrap()
            .is_empty()
    );
    let reference = desk.enter_request(&agent, &letter).await.unwrap();
    // Sent twice, it is one request.
    assert_eq!(
        desk.enter_request(&agent, &letter).await.unwrap(),
        reference
    );
    let view = desk.staff_request(&agent, &reference).await.unwrap();
    let line = &view.request.line;
    assert_eq!(line.stage, Stage::Received);
    assert_eq!(line.received_at.with_timezone(&zone).date_naive(), came);
    assert_eq!(line.due, preview.due);
    let intake = view.intake.unwrap();
    assert_eq!(intake.channel, Channel::Letter);
    assert_eq!(intake.postal.as_deref(), Some("2 Mill Lane"));
    assert_eq!(intake.needs, "Large print");
    // It is Maria's: she finds it, and was told.
    let maria = company.signed_in(MARIA).await;
    assert_eq!(
        desk.request(&maria, &reference).await.unwrap().line.due,
        preview.due
    );
    let email = company.person(MARIA).email;
    let subject = format!("Your request {reference}");
    assert!(
        company
            .mail(email, &subject)
            .await
            .text
            .contains("tell us at once")
    );
    // The next one of the same right is offered for joining.
    let again = taking(desk, &day);
    let preview = desk.preview_intake(&agent, &again).await.unwrap();
    assert_eq!(preview.open, [reference]);
}

async fn whoever_is_not_known_yet_is_taken_too(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let today = today(&company);
    // In the shop, and without an account.
    let mut call = taking(desk, &today);
    call.value = "1010";
    let preview = desk.preview_intake(&agent, &call).await.unwrap();
    assert!(!preview.is_known);
    let reference = desk.enter_request(&agent, &call).await.unwrap();
    assert!(
        desk.find_person(&agent, "customer_id", "1010")
            .await
            .unwrap()
            .is_empty()
    );
    for (field, sql) in [
        (
            "shop.customers.phone",
            "select phone from customers where id = 1010",
        ),
        (
            "shop.customers.date_of_birth",
            "select date_of_birth from customers where id = 1010",
        ),
        (
            "shop.addresses.postcode",
            "select a.postcode from addresses a join customers c on c.address_id = a.id where c.id = 1010",
        ),
    ] {
        let value = company.shop(sql).await.unwrap();
        assert!(
            desk.compare_answer(&agent, &reference, (field, &value))
                .await
                .unwrap()
        );
    }
    desk.send_desk_code(&agent, &reference).await.unwrap();
    let mail = company
        .mail(
            "mary.murphy@post.example",
            "Your code for Fernhill Home & Garden",
        )
        .await;
    desk.give_desk_code(&agent, &reference, &code_in(&mail))
        .await
        .unwrap();
    let version = desk.check_who(&agent, &reference).await.unwrap().version;
    desk.verify(&agent, &reference, version).await.unwrap();
    // Only now is the number theirs.
    let found = desk
        .find_person(&agent, "customer_id", "1010")
        .await
        .unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].verified);
    // Whoever checked does not approve; another officer does, and a package comes of it.
    let officer = company.staff("Henrik").await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    desk.approve(&officer, &reference, view.request.version, None)
        .await
        .unwrap();
    for _ in 0..400 {
        let view = desk.staff_request(&officer, &reference).await.unwrap();
        if view.request.line.stage == Stage::Answered {
            assert!(view.request.package.unwrap().rows > 0);
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("no package came");
}

async fn what_cannot_be_taken_is_said_field_by_field(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let tomorrow = (desk.now() + TimeDelta::days(2)).date_naive().to_string();
    let mut wrong = taking(desk, &tomorrow);
    wrong.right = "everything";
    wrong.channel = "agent";
    wrong.value = "";
    wrong.by_post = true;
    wrong.careful = vec!["shouting"];
    let problems = fields(desk.enter_request(&agent, &wrong).await.unwrap_err());
    for expected in [
        ("wanted", Problem::NotOnOffer),
        ("received", Problem::InFuture),
        ("person", Problem::Missing),
        ("acting", Problem::Missing),
        ("postal", Problem::Missing),
        ("careful", Problem::NotOnOffer),
    ] {
        assert!(problems.contains(&expected), "{expected:?} in {problems:?}");
    }
    let today = today(&company);
    let mut correction = taking(desk, &today);
    correction.right = "rectification";
    let problems = fields(desk.enter_request(&agent, &correction).await.unwrap_err());
    assert_eq!(problems, [("disputed", Problem::Missing)]);
    let long_ago = taking(desk, "1999-01-01");
    let problems = fields(desk.preview_intake(&agent, &long_ago).await.unwrap_err());
    assert_eq!(problems, [("received", Problem::LongAgo)]);
    let auditor = company.staff("Roisin").await;
    let refused = desk.enter_request(&auditor, &taking(desk, &today)).await;
    assert!(matches!(refused, Err(DeskError::NotFound)), "{refused:?}");
}

async fn care_is_shown_and_obeyed(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let today = today(&company);
    let mut call = taking(desk, &today);
    call.careful = vec!["no-mail", "hidden-address"];
    call.by_post = true;
    call.postal = "Where nobody may know";
    let reference = desk.enter_request(&agent, &call).await.unwrap();
    let view = desk.staff_request(&agent, &reference).await.unwrap();
    assert_eq!(view.careful, [Careful::HiddenAddress, Careful::NoMail]);
    assert!(!format!("{view:?}").contains("Where nobody may know"));
    let found = desk
        .find_person(&agent, "customer_id", "1001")
        .await
        .unwrap();
    assert!(found.iter().all(|line| line.careful));
    // A later form that says nothing of it does not take it back.
    let second = entered(&company, &agent, "restriction").await;
    let view = desk.check_who(&agent, &second).await.unwrap();
    assert_eq!(view.careful, [Careful::HiddenAddress, Careful::NoMail]);
    // No mail was written, and no code is sent there.
    answered(&company, &agent, &reference, "").await;
    let problems = fields(desk.send_desk_code(&agent, &reference).await.unwrap_err());
    assert_eq!(problems, [("contact", Problem::Careful)]);
    assert_eq!(company.mails(company.person(MARIA).email).await, 0);
}
