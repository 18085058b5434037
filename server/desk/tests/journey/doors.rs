//! Signing in.

use habeas_desk::{DeskError, Problem, Visitor};
use habeas_domain::actor::Actor;

use crate::{
    company::{Company, HERE, On},
    on_both,
};

on_both![
    an_unknown_address_and_a_wrong_password_get_the_same_answer,
    many_failures_make_one_wait_and_lock_nobody_out,
    a_session_of_somebody_who_is_gone_is_nobodys,
    an_invitation_works_once,
];

async fn an_unknown_address_and_a_wrong_password_get_the_same_answer(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let email = company.person(1001).email;
    for (email, password) in [
        (email, "not the password at all"),
        ("nobody@nowhere.example", "not the password at all"),
    ] {
        let refused = desk.sign_in(email, password, &HERE).await;
        let Err(DeskError::Answers(answers)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(answers, [("email", Problem::WrongSignIn)]);
    }
}

async fn many_failures_make_one_wait_and_lock_nobody_out(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let mut waited = false;
    for _ in 0..8 {
        let refused = desk
            .sign_in("nobody@nowhere.example", "wrong wrong wrong", &HERE)
            .await;
        waited |= matches!(refused, Err(DeskError::Wait(1..=60)));
    }
    assert!(waited);
    company.signed_in(1001).await;
}

async fn a_session_of_somebody_who_is_gone_is_nobodys(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    assert_eq!(desk.still(maria.clone()).await.unwrap(), maria);
    let stranger = Visitor {
        actor: Actor::Customer(habeas_domain::id::SubjectId::from_random([7; 16])),
        proved_at: Some(desk.now()),
        must_set_up: false,
        waits_until: None,
        erased_back: false,
        stopped: false,
    };
    assert_eq!(desk.still(stranger).await.unwrap(), Visitor::NOBODY);
}

async fn an_invitation_works_once(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let role = "auditor".parse().unwrap();
    let invitation = desk
        .invite(role, "new.auditor@fernhill.example")
        .await
        .unwrap();
    assert_eq!(desk.invited(&invitation.secret).await.unwrap(), role);
    let short = desk.join(&invitation.secret, "", "short").await;
    let Err(DeskError::Answers(answers)) = short else {
        panic!("{short:?}");
    };
    assert_eq!(answers.len(), 2);
    desk.join(&invitation.secret, "Ines Costa", "teapot-harvest-window-12")
        .await
        .unwrap();
    let again = desk
        .join(&invitation.secret, "Ines Costa", "teapot-harvest-window-12")
        .await;
    assert!(matches!(again, Err(DeskError::NotFound)), "{again:?}");
}
