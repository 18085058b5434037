//! A stranger who reads a person's mailbox and chooses a new password by it: what they see of what
//! was there before, and for how long.

use chrono::TimeDelta;
use habeas_desk::{DeskError, Done, Purpose, Upload, Visitor, Writing, code_at};
use habeas_domain::{identity::Identity, request::Refusal, role::Act, scope::Scope, view::Stage};
use habeas_ledger::time::Clock;
use habeas_words::Locale;
use tower_sessions::session::Id;

use crate::{
    company::{Company, HERE, On, code_in},
    keep::correcting,
    on_both,
};

on_both![
    of_requests_a_mailbox_shows_where_they_stand_and_no_contents,
    of_the_account_it_shows_the_address_that_signs_in_and_changes_nothing,
    what_an_erasure_would_do_and_every_way_to_the_dossier_is_closed,
    a_password_given_once_more_opens_no_more,
    after_a_new_password_the_summary_lasts_seven_days,
    an_authenticator_that_was_there_before_opens_it_at_once,
    every_change_of_the_second_proof_is_told,
];

pub const STRANGERS: &str = "harbour-lantern-copper-58";
const MARIA: i64 = 1001;
const THIS: Id = Id(1);

/// Whoever reads the mailbox chooses a new password and signs in with it.
pub async fn by_mailbox(company: &Company, number: i64) -> Visitor {
    let (desk, person) = (&company.desk, company.person(number));
    let asked = desk.ask_code(Purpose::Reset, person.email, None, &HERE);
    let id = asked.await.unwrap();
    let subject = "Your code for a new password";
    let code = code_in(&company.mail(person.email, subject).await);
    desk.give_code(Purpose::Reset, &[id], &code, HERE.network)
        .await
        .unwrap();
    desk.reset_password(&[id], STRANGERS, &HERE).await.unwrap();
    let stranger = desk.sign_in(person.email, STRANGERS, &HERE).await.unwrap();
    desk.still(stranger).await.unwrap()
}

fn mailbox_only<T: std::fmt::Debug>(done: Done<T>) {
    let only = matches!(done, Err(DeskError::Refused(Refusal::MailboxOnly { .. })));
    assert!(only, "{done:?}");
}

async fn of_requests_a_mailbox_shows_where_they_stand_and_no_contents(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    // A correction with a file, and a message about it.
    let form = desk.new_client_id();
    let paper = Upload {
        name: "bill.pdf".to_owned(),
        declared: "application/pdf".to_owned(),
        content: b"%PDF-1.7 an invented bill".to_vec(),
    };
    desk.hand_in(&maria, form, &paper).await.unwrap();
    let data = desk.your_data(&maria).await.unwrap();
    let asked = correcting(&data, "phone", "+353 21 555 0142");
    let reference = desk.correct(&maria, &asked, form).await.unwrap();
    let writing = Writing {
        client_id: desk.new_client_id(),
        text: "My sister has the old number now.",
        explains_late: false,
    };
    desk.write_message(&maria, &reference, &writing)
        .await
        .unwrap();
    let whole = desk.request(&maria, &reference).await.unwrap();
    let correction = whole.correction.clone().unwrap();
    let file = correction.evidence[0].id;
    assert_eq!(whole.messages.len(), 1);

    let stranger = by_mailbox(&company, MARIA).await;
    let lines = desk.requests(&stranger).await.unwrap();
    assert_eq!(lines.len(), 1);
    let view = desk.request(&stranger, &reference).await.unwrap();
    assert_eq!(view.line.stage, Stage::Open);
    assert!(matches!(view.summary, Some(Refusal::MailboxOnly { .. })));
    assert_eq!(view.acts, [Act::Withdraw]);
    let all = serde_json::to_string(&view).unwrap();
    for secret in [
        correction.old.as_str(),
        correction.new.as_str(),
        "sister",
        "bill.pdf",
        correction.label.as_str(),
    ] {
        assert!(!secret.is_empty() && !all.contains(secret), "{secret}");
    }
    let progress = desk.progress(&stranger, &reference).await.unwrap();
    assert!(progress.systems.is_empty());
    mailbox_only(
        desk.own_evidence_file(&stranger, &reference, file)
            .await
            .map(drop),
    );
    mailbox_only(desk.looks(&stranger).await);
    mailbox_only(desk.rate(&stranger, &reference, ("5", "")).await);
    // Nothing was seen, so to the company nothing looks read.
    let mine = desk.request(&maria, &reference).await.unwrap();
    assert_eq!(mine.messages, whole.messages);
    // Who asked for what they did not want can take it back, whatever shows who they are.
    desk.withdraw(&stranger, &reference).await.unwrap();
}

async fn of_the_account_it_shows_the_address_that_signs_in_and_changes_nothing(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let before = desk.own_account(&maria).await.unwrap();
    assert!(before.own.len() > 1 && before.summary.is_none());
    let stranger = by_mailbox(&company, MARIA).await;
    let account = desk.own_account(&stranger).await.unwrap();
    let email = company.person(MARIA).email;
    let own: Vec<_> = account.own.iter().map(|own| &own.identity).collect();
    assert_eq!(own, [&Identity::new("email", email)]);
    assert!(matches!(account.summary, Some(Refusal::MailboxOnly { .. })));
    let theirs = ("email", "stranger@elsewhere.example");
    mailbox_only(desk.add_contact(&stranger, theirs, &HERE).await);
    mailbox_only(desk.verify_contact(&stranger, &[], "1", &HERE).await);
    let number = Identity::new("customer_id", MARIA.to_string());
    mailbox_only(desk.remove_contact(&stranger, &number, Locale::En).await);
    mailbox_only(desk.sign_in_with(&stranger, theirs.1, Locale::En).await);
    assert_eq!(
        desk.own_account(&maria).await.unwrap().own.len(),
        before.own.len()
    );
}

async fn what_an_erasure_would_do_and_every_way_to_the_dossier_is_closed(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let everything = Scope::default;
    let copy = desk
        .ask_package(&maria, desk.new_client_id(), everything())
        .await
        .unwrap();
    company.wait_for(&maria, &copy, Stage::Answered).await;
    let data = desk.your_data(&maria).await.unwrap();
    let stranger = by_mailbox(&company, MARIA).await;
    let before = company.dump().await;
    mailbox_only(desk.delete_preview(&stranger).await);
    let asked = desk.ask_erasure(&stranger, true, desk.new_client_id());
    mailbox_only(asked.await);
    mailbox_only(desk.take_away(&stranger, None).await);
    let asked = desk.ask_package(&stranger, desk.new_client_id(), everything());
    mailbox_only(asked.await);
    // The copy that was ready before is not for the mailbox either.
    mailbox_only(desk.package_file(&stranger, &copy).await.map(drop));
    let view = desk.request(&stranger, &copy).await.unwrap();
    assert!(view.package.is_none() && view.progress.systems.is_empty());
    let asked = correcting(&data, "full_name", "Somebody Else");
    mailbox_only(desk.check_correction(&stranger, &asked).await);
    mailbox_only(desk.correct(&stranger, &asked, desk.new_client_id()).await);
    assert_eq!(desk.requests(&stranger).await.unwrap().len(), 1);
    assert_eq!(company.dump().await, before);
}

/// The password is the stranger's own: that they know it shows nothing new.
async fn a_password_given_once_more_opens_no_more(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let mut stranger = by_mailbox(&company, MARIA).await;
    stranger.proved_at = None;
    let proved = desk.prove(&stranger, STRANGERS, &HERE).await.unwrap();
    assert!(proved.proved_at.is_some() && proved.waits_until.is_some());
    let asked = desk.ask_package(&proved, desk.new_client_id(), Scope::default());
    mailbox_only(asked.await);
    let asked = desk.ask_erasure(&proved, true, desk.new_client_id());
    mailbox_only(asked.await);
    mailbox_only(
        desk.your_data(&proved)
            .await
            .map(|data| {
                assert!(data.summary.is_some());
            })
            .and_then(|()| proved.may(Act::SeeOwnData)),
    );
}

async fn after_a_new_password_the_summary_lasts_seven_days(on: On) {
    let begin = Clock::System.now() - TimeDelta::days(9);
    let clock = Clock::fixed(begin);
    let company = Company::timed(on, clock.clone(), |_| ()).await;
    let desk = &company.desk;
    clock.advance(TimeDelta::hours(1));
    let stranger = by_mailbox(&company, MARIA).await;
    let until = stranger.waits_until.unwrap();
    assert_eq!(until, clock.now() + TimeDelta::days(7));
    clock.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
    let again = async || {
        let email = company.person(MARIA).email;
        let entered = desk.sign_in(email, STRANGERS, &HERE).await.unwrap();
        desk.still(entered).await.unwrap()
    };
    mailbox_only(desk.delete_preview(&again().await).await);
    clock.advance(TimeDelta::seconds(1));
    let now = again().await;
    assert_eq!(now.waits_until, None);
    assert!(desk.your_data(&now).await.unwrap().summary.is_none());
    desk.delete_preview(&now).await.unwrap();
}

async fn an_authenticator_that_was_there_before_opens_it_at_once(on: On) {
    let begin = Clock::System.now() - TimeDelta::days(2);
    let clock = Clock::fixed(begin);
    let company = Company::timed(on, clock.clone(), |_| ()).await;
    let desk = &company.desk;
    clock.advance(TimeDelta::hours(1));
    let set_up = async |visitor: &Visitor| {
        desk.begin_second(visitor).await.unwrap();
        let setup = desk.security(visitor, &THIS).await.unwrap().setup.unwrap();
        let typed: String = setup.secret.split(' ').collect();
        let secret = data_encoding::BASE32_NOPAD.decode(typed.as_bytes());
        let secret = secret.unwrap();
        let code = code_at(&secret, desk.now());
        desk.confirm_second(visitor, &THIS, &code).await.unwrap();
        secret
    };
    let enter = async |number: i64, secret: &[u8]| {
        let email = company.person(number).email;
        let half = match desk.sign_in(email, STRANGERS, &HERE).await {
            Err(DeskError::Second(half)) => *half,
            other => panic!("{other:?}"),
        };
        let code = code_at(secret, desk.now());
        let entered = desk.second(&half, &code, &HERE).await.unwrap();
        desk.still(entered).await.unwrap()
    };
    // Of long standing: it is asked for at every sign-in, so the mailbox is not all there is.
    let maria = company.signed_in(MARIA).await;
    let secret = set_up(&maria).await;
    clock.advance(TimeDelta::hours(1));
    let (person, subject) = (company.person(MARIA), "Your code for a new password");
    let asked = desk.ask_code(Purpose::Reset, person.email, None, &HERE);
    let id = asked.await.unwrap();
    let code = code_in(&company.mail(person.email, subject).await);
    desk.give_code(Purpose::Reset, &[id], &code, HERE.network)
        .await
        .unwrap();
    desk.reset_password(&[id], STRANGERS, &HERE).await.unwrap();
    clock.advance(TimeDelta::minutes(1));
    let maria = enter(MARIA, &secret).await;
    assert_eq!(maria.waits_until, None);
    // One that is set up after the new password shows nothing that the mailbox did not.
    let stranger = by_mailbox(&company, 1002).await;
    clock.advance(TimeDelta::minutes(1));
    let secret = set_up(&stranger).await;
    clock.advance(TimeDelta::minutes(1));
    let stranger = enter(1002, &secret).await;
    assert!(stranger.waits_until.is_some());
}

async fn every_change_of_the_second_proof_is_told(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let email = company.person(MARIA).email;
    desk.begin_second(&maria).await.unwrap();
    let setup = desk.security(&maria, &THIS).await.unwrap().setup.unwrap();
    let typed: String = setup.secret.split(' ').collect();
    let secret = data_encoding::BASE32_NOPAD.decode(typed.as_bytes());
    let code = code_at(&secret.unwrap(), desk.now());
    desk.confirm_second(&maria, &THIS, &code).await.unwrap();
    company.mail(email, "A second proof was set up").await;
    desk.new_recovery_codes(&maria).await.unwrap();
    company.mail(email, "New recovery codes were made").await;
    desk.remove_second(&maria, &THIS).await.unwrap();
    company
        .mail(email, "Your second proof was taken away")
        .await;
}
