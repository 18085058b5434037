//! What a person is told by mail of their requests.

use chrono::TimeDelta;
use habeas_desk::RefusalAsked;
use habeas_domain::scope::Scope;
use habeas_domain::{id::Reference, view::Stage};
use habeas_words::Locale;

use crate::{
    company::{Company, On},
    on_both,
};

on_both![
    each_step_of_an_erasure_is_told_and_the_last_mail_says_goodbye,
    a_refusal_is_told_and_not_why,
    what_is_done_at_once_is_told_once,
];

async fn erasure_approved(company: &Company, hold: bool) -> Reference {
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let email = company.person(1001).email;
    let asked = format!("We have your request {reference}");
    let mail = company.mail(email, &asked).await;
    assert!(mail.text.contains("take it back"), "{}", mail.text);
    let officer = company.staff("Henrik").await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    let digest = view.plan.unwrap().digest;
    let version = view.request.version;
    desk.approve(&officer, &reference, version, Some(&digest))
        .await
        .unwrap();
    if !hold {
        company.wait_for(&maria, &reference, Stage::Answered).await;
    }
    reference
}

async fn each_step_of_an_erasure_is_told_and_the_last_mail_says_goodbye(on: On) {
    let company = Company::holding(on, TimeDelta::days(2)).await;
    let email = company.person(1001).email;
    let reference = erasure_approved(&company, true).await;
    let approved = format!("Your request {reference} is approved");
    company.mail(email, &approved).await;

    let company = Company::new(on).await;
    let reference = erasure_approved(&company, false).await;
    // Their key is destroyed, and the mail is sent all the same.
    let goodbye = format!("Your data is deleted ({reference})");
    let mail = company.mail(email, &goodbye).await;
    assert!(mail.text.contains(&format!("/receipt/{reference}")));
}

async fn a_refusal_is_told_and_not_why(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    desk.remember_language(&maria, Locale::Es).await.unwrap();
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let officer = company.staff("Henrik").await;
    let version = desk
        .staff_request(&officer, &reference)
        .await
        .unwrap()
        .request
        .version;
    let asked = RefusalAsked {
        ground: "legal-claims".into(),
        note: "A court case about the umbrella.".into(),
        ..RefusalAsked::default()
    };
    desk.refuse(&officer, &reference, version, &asked)
        .await
        .unwrap();
    let subject = format!("Sobre su solicitud {reference}");
    let mail = company.mail(company.person(1001).email, &subject).await;
    assert!(!mail.text.contains("umbrella"), "{}", mail.text);
}

async fn what_is_done_at_once_is_told_once(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let email = company.person(1001).email;
    let reference = desk
        .ask_package(&maria, desk.new_client_id(), Scope::default())
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let answered = format!("Your request {reference} is answered");
    company.mail(email, &answered).await;
    assert_eq!(company.mails(email).await, 1);
}
