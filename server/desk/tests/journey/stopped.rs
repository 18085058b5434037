//! Older addresses are told that somebody chose a new password or changed a contact, and whoever
//! reads one can close the account with a link; staff open it again.

use chrono::TimeDelta;
use habeas_desk::{DeskError, Done, Problem, Visitor};
use habeas_domain::{request::Refusal, scope::Scope, view::Stage};
use habeas_ledger::{
    Keys,
    sessions::Sessions,
    time::{Clock, Dice},
};
use tower_sessions::{
    SessionStore,
    cookie::time::OffsetDateTime,
    session::{Id, Record},
};

use crate::{
    company::{Company, HERE, On},
    keep::correcting,
    mailbox::{STRANGERS, by_mailbox},
    on_both,
};

on_both![
    a_new_password_is_told_to_older_addresses_and_their_link_closes_the_account,
    a_changed_contact_is_told_to_older_addresses,
    what_was_approved_waits_while_the_account_is_closed,
    whoever_runs_the_portal_ends_sessions_of_others_and_sees_no_customer,
];

const MARIA: i64 = 1001;
const OLDER: &str = "maria.k@old.example";
const TOLD: &str = "Somebody chose a new password for your account";

/// The help desk has had another address of hers for years.
async fn with_an_older_address(company: &Company) {
    let sql = format!(
        "INSERT INTO contacts (email, name, shop_customer_id, created_at) \
         VALUES ('{OLDER}', 'Maria', {MARIA}, '2019-01-01T00:00:00Z')"
    );
    company.write("support.sqlite", &sql).await;
}

fn token(text: &str) -> String {
    let link = text.split("/not-me/").nth(1).unwrap();
    link.split_whitespace().next().unwrap().to_owned()
}

fn stopped<T: std::fmt::Debug>(done: Done<T>) {
    let is = matches!(done, Err(DeskError::Refused(Refusal::Stopped)));
    assert!(is, "{done:?}");
}

async fn a_new_password_is_told_to_older_addresses_and_their_link_closes_the_account(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    with_an_older_address(&company).await;
    let stranger = by_mailbox(&company, MARIA).await;
    let email = company.person(MARIA).email;
    company.mail(email, "Your password was changed").await;
    let mail = company.mail(OLDER, TOLD).await;
    assert!(mail.text.contains(&desk.map().controller.email));
    let token = token(&mail.text);
    // The address by which they came gets no such link.
    let all = desk.demo_outbox().await.unwrap();
    let links = all.iter().filter(|mail| mail.text.contains("/not-me/"));
    let (mails, texts): (Vec<_>, Vec<_>) = links.partition(|mail| mail.channel == "mail");
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, OLDER);
    // The telephone that the shop has had for years is told too.
    assert_eq!(texts.len(), 1);
    assert!(texts[0].to.starts_with('+'));

    // To open the link does nothing; to press its button closes the account, once.
    let link = desk.to_stop(&token).await.unwrap();
    assert_eq!((link.because, link.stopped), ("reset", false));
    let guessed = desk.stop_opening("AAAAAAAAAAAAAAAA").await;
    assert!(matches!(guessed, Err(DeskError::NotFound)), "{guessed:?}");
    desk.stop_opening(&token).await.unwrap();
    desk.stop_opening(&token).await.unwrap();
    assert!(desk.to_stop(&token).await.unwrap().stopped);
    company.mail(email, "Your account is closed for now").await;
    let controller = desk.map().controller.email.clone();
    let told = company
        .mail(&controller, "An account was closed by its owner")
        .await;
    assert!(!told.text.contains(email) && told.text.contains("/staff/stopped"));

    // It holds whatever time passes: the wait is over here, and it is still closed.
    let still = desk.still(stranger).await.unwrap();
    let late = Visitor {
        waits_until: None,
        ..still
    };
    assert!(late.stopped);
    let summary = desk.your_data(&late).await.unwrap().summary;
    assert_eq!(summary, Some(Refusal::Stopped));
    stopped(desk.take_away(&late, None).await);
    let asked = desk.ask_package(&late, desk.new_client_id(), Scope::default());
    stopped(asked.await);
    stopped(desk.delete_preview(&late).await);

    // Staff see it masked, say how they know, and open it.
    let agent = company.staff("Nuala").await;
    let shown = desk.stopped(&agent).await.unwrap();
    assert_eq!(shown.len(), 1);
    assert!(shown[0].person.contains("•••") && shown[0].because == "reset");
    let subject = shown[0].subject;
    match desk.lift_stop(&agent, subject, "").await {
        Err(DeskError::Answers(answers)) => assert_eq!(answers, [("how", Problem::NotOnOffer)]),
        other => panic!("{other:?}"),
    }
    desk.lift_stop(&agent, subject, "called").await.unwrap();
    let again = desk.lift_stop(&agent, subject, "called").await;
    assert!(matches!(again, Err(DeskError::NotFound)), "{again:?}");
    company.mail(email, "Your account is open again").await;
    assert!(desk.stopped(&agent).await.unwrap().is_empty());
    let entered = desk.sign_in(email, STRANGERS, &HERE).await.unwrap();
    let entered = desk.still(entered).await.unwrap();
    assert!(!entered.stopped && entered.waits_until.is_some());
    // Looked at once, the link counts no more.
    let over = desk.to_stop(&token).await;
    assert!(matches!(over, Err(DeskError::NotFound)), "{over:?}");
    let customer = desk.stopped(&entered).await;
    assert!(matches!(customer, Err(DeskError::NotFound)), "{customer:?}");
}

async fn a_changed_contact_is_told_to_older_addresses(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    with_an_older_address(&company).await;
    let maria = company.signed_in(MARIA).await;
    let number = habeas_domain::identity::Identity::new("customer_id", "1001");
    desk.remove_contact(&maria, &number, habeas_words::Locale::En)
        .await
        .unwrap();
    let told = "An address or number of your account was changed";
    let mail = company.mail(OLDER, told).await;
    assert!(desk.to_stop(&token(&mail.text)).await.unwrap().because == "contact");
}

async fn what_was_approved_waits_while_the_account_is_closed(on: On) {
    let company = Company::holding(on, TimeDelta::seconds(2)).await;
    let desk = &company.desk;
    with_an_older_address(&company).await;
    let maria = company.signed_in(MARIA).await;
    let data = desk.your_data(&maria).await.unwrap();
    let asked = correcting(&data, "phone", "+353 21 555 0142");
    let correction = desk
        .correct(&maria, &asked, desk.new_client_id())
        .await
        .unwrap();
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    by_mailbox(&company, MARIA).await;
    let token = token(&company.mail(OLDER, TOLD).await.text);
    let officer = company.staff("Henrik").await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let (version, digest) = (view.request.version, view.plan.unwrap().digest);
    desk.approve(&officer, &reference, version, Some(&digest))
        .await
        .unwrap();
    desk.stop_opening(&token).await.unwrap();
    let held = company.dump().await;
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    assert_eq!(view.request.line.stage, Stage::Approved);
    assert_eq!(company.dump().await, held);
    // Nothing else is approved meanwhile.
    let view = desk.staff_request(&officer, &correction).await.unwrap();
    stopped(
        desk.approve(&officer, &correction, view.request.version, None)
            .await,
    );
    let agent = company.staff("Nuala").await;
    let subject = desk.stopped(&agent).await.unwrap()[0].subject;
    desk.lift_stop(&agent, subject, "counter").await.unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
}

async fn whoever_runs_the_portal_ends_sessions_of_others_and_sees_no_customer(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let keys = Keys::open(&company.folder.path().join("master.key"), &Dice::system()).unwrap();
    let parts = (Clock::System, Dice::system());
    let store = Sessions::new(desk.ledger().clone(), parts, &keys);
    let begin = async |visitor: &Visitor, id: i128| {
        let mut record = Record {
            id: Id(id),
            data: [
                ("visitor".to_owned(), serde_json::to_value(visitor).unwrap()),
                ("device".to_owned(), serde_json::json!("phone")),
            ]
            .into(),
            expiry_date: OffsetDateTime::now_utc(),
        };
        store.create(&mut record).await.unwrap();
        record.id
    };
    let maria = company.signed_in(MARIA).await;
    let agent = company.staff("Nuala").await;
    let (hers, theirs) = (begin(&maria, 7).await, begin(&agent, 8).await);
    let members = &company.demo.staff;
    let runs = members
        .iter()
        .find(|one| one.role == "administrator")
        .unwrap();
    let runs = desk
        .sign_in(runs.email, runs.password, &HERE)
        .await
        .unwrap();
    let this = begin(&runs, 9).await;
    for other in [&maria, &agent] {
        assert!(desk.open_sessions(other, &this).await.is_err());
        assert!(
            desk.end_sessions_of_customer(other, "a@b.example")
                .await
                .is_err()
        );
    }
    let (staff, customers) = desk.open_sessions(&runs, &this).await.unwrap();
    assert_eq!((staff.len(), customers), (2, 1));
    let agents = staff.iter().find(|open| !open.session.this).unwrap();
    assert_eq!(agents.session.device.as_deref(), Some("phone"));
    desk.end_session_of(&runs, &agents.name).await.unwrap();
    let twice = desk.end_session_of(&runs, &agents.name).await;
    assert!(matches!(twice, Err(DeskError::NotFound)), "{twice:?}");
    assert!(store.load(&theirs).await.unwrap().is_none());
    let email = company.person(MARIA).email;
    // The same answer, whoever it is.
    for address in ["nobody@nowhere.example", email] {
        desk.end_sessions_of_customer(&runs, address).await.unwrap();
    }
    assert!(store.load(&hers).await.unwrap().is_none());
    assert!(store.load(&this).await.unwrap().is_some());
}
