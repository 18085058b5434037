//! The second proof.

use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use habeas_desk::{Desk, DeskError, Halfway, Problem, Visitor, code_at};
use tower_sessions::session::Id;

use crate::{
    company::{Company, HERE, On},
    on_both,
};

on_both![
    a_password_alone_signs_nobody_in_who_has_a_second_proof,
    staff_see_nothing_before_they_have_a_second_proof,
    whoever_lost_it_sets_up_a_new_one_and_only_the_operator_helps,
    new_recovery_codes_end_the_old_ones,
    who_knows_the_password_changes_it_and_is_told,
];

const THIS: Id = Id(1);

/// The secret as the page shows it, read as an app reads it.
async fn shown(desk: &Desk, visitor: &Visitor) -> Vec<u8> {
    let setup = desk.security(visitor, &THIS).await.unwrap().setup.unwrap();
    let typed: String = setup.secret.split(' ').collect();
    BASE32_NOPAD.decode(typed.as_bytes()).unwrap()
}

/// The secret, the code that turned it on, and the recovery codes.
async fn set_up(desk: &Desk, visitor: &Visitor) -> (Vec<u8>, String, Vec<String>) {
    desk.begin_second(visitor).await.unwrap();
    let secret = shown(desk, visitor).await;
    let wrong = desk.confirm_second(visitor, &THIS, "none").await;
    assert_eq!(problem(wrong), Problem::WrongProof);
    let code = code_at(&secret, desk.now());
    let codes = desk.confirm_second(visitor, &THIS, &code).await.unwrap();
    (secret, code, codes)
}

fn problem<T: std::fmt::Debug>(refused: Result<T, DeskError>) -> Problem {
    match refused {
        Err(DeskError::Answers(answers)) => answers[0].1.clone(),
        other => panic!("{other:?}"),
    }
}

async fn halfway(company: &Company, number: i64) -> Halfway {
    let person = company.person(number);
    match company
        .desk
        .sign_in(person.email, person.password, &HERE)
        .await
    {
        Err(DeskError::Second(halfway)) => *halfway,
        other => panic!("{other:?}"),
    }
}

async fn a_password_alone_signs_nobody_in_who_has_a_second_proof(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let mut stale = maria.clone();
    stale.proved_at = Some(desk.now() - TimeDelta::minutes(5));
    let refused = desk.begin_second(&stale).await;
    assert!(matches!(refused, Err(DeskError::Prove)), "{refused:?}");
    let (secret, first, codes) = set_up(desk, &maria).await;
    assert_eq!(codes.len(), 10);
    let again = desk.begin_second(&maria).await;
    assert!(matches!(again, Err(DeskError::Conflict)), "{again:?}");
    assert!(desk.security(&maria, &THIS).await.unwrap().setup.is_none());

    let half = halfway(&company, 1001).await;
    // The code that turned it on is used up; the one of the next step is not.
    assert_eq!(
        problem(desk.second(&half, &first, &HERE).await),
        Problem::WrongProof
    );
    let next = code_at(&secret, desk.now() + TimeDelta::seconds(30));
    let entered = desk.second(&half, &next, &HERE).await.unwrap();
    assert_eq!(entered.actor, maria.actor);
    assert_eq!(
        problem(desk.second(&half, &next, &HERE).await),
        Problem::WrongProof
    );

    let small = codes[3].to_lowercase();
    desk.second(&half, &small, &HERE).await.unwrap();
    assert_eq!(
        problem(desk.second(&half, &small, &HERE).await),
        Problem::WrongProof
    );
    assert_eq!(desk.security(&maria, &THIS).await.unwrap().codes_left, 9);
    // Somebody else's code opens nothing.
    let other = company.signed_in(1002).await;
    let (.., theirs) = set_up(desk, &other).await;
    assert_eq!(
        problem(desk.second(&half, &theirs[0], &HERE).await),
        Problem::WrongProof
    );

    let refused = desk.remove_second(&stale, &THIS).await;
    assert!(matches!(refused, Err(DeskError::Prove)), "{refused:?}");
    desk.remove_second(&maria, &THIS).await.unwrap();
    company.signed_in(1001).await;
}

async fn staff_see_nothing_before_they_have_a_second_proof(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let fresh = company.staff("Henrik").await;
    let officer = desk.still(fresh).await.unwrap();
    let refused = desk.queue(&officer, &Default::default()).await.map(|_| ());
    assert!(matches!(refused, Err(DeskError::SetUp)), "{refused:?}");
    set_up(desk, &officer).await;
    let officer = desk.still(officer).await.unwrap();
    desk.queue(&officer, &Default::default()).await.unwrap();
    let kept = desk.remove_second(&officer, &THIS).await;
    assert!(matches!(kept, Err(DeskError::NotFound)), "{kept:?}");
}

async fn whoever_lost_it_sets_up_a_new_one_and_only_the_operator_helps(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let officer = company.staff("Henrik").await;
    let member = company
        .demo
        .staff
        .iter()
        .find(|one| one.full_name.starts_with("Henrik"));
    let email = member.unwrap().email;
    let none = desk.forget_second_of_staff(email).await;
    assert!(matches!(none, Err(DeskError::NotFound)), "{none:?}");
    set_up(desk, &officer).await;
    let half = desk.sign_in(email, member.unwrap().password, &HERE).await;
    assert!(matches!(half, Err(DeskError::Second(_))));
    desk.forget_second_of_staff(email).await.unwrap();
    let officer = company.staff("Henrik").await;
    let officer = desk.still(officer).await.unwrap();
    let refused = desk.queue(&officer, &Default::default()).await.map(|_| ());
    assert!(matches!(refused, Err(DeskError::SetUp)), "{refused:?}");
    let stranger = desk
        .forget_second_of_staff(company.person(1001).email)
        .await;
    assert!(matches!(stranger, Err(DeskError::NotFound)), "{stranger:?}");
}

async fn new_recovery_codes_end_the_old_ones(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let none = desk.new_recovery_codes(&maria).await;
    assert!(matches!(none, Err(DeskError::Conflict)), "{none:?}");
    let (_, _, old) = set_up(desk, &maria).await;
    let mut stale = maria.clone();
    stale.proved_at = None;
    let refused = desk.new_recovery_codes(&stale).await;
    assert!(matches!(refused, Err(DeskError::Prove)), "{refused:?}");
    let new = desk.new_recovery_codes(&maria).await.unwrap();
    assert_eq!(new.len(), 10);
    let half = halfway(&company, 1001).await;
    assert_eq!(
        problem(desk.second(&half, &old[0], &HERE).await),
        Problem::WrongProof
    );
    desk.second(&half, &new[0], &HERE).await.unwrap();
}

async fn who_knows_the_password_changes_it_and_is_told(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let person = company.person(1001);
    let new = "kettle-orbit-meadow-93";
    let change =
        async |old: &str, new: &str| desk.change_password(&maria, &THIS, (old, new), &HERE).await;
    assert_eq!(
        problem(change("not the password", new).await),
        Problem::WrongPassword
    );
    assert_eq!(
        problem(change(person.password, person.password).await),
        Problem::SamePassword
    );
    let guessed = change(person.password, "Fernhill-Fernhill").await;
    match guessed {
        Err(DeskError::Answers(answers)) => {
            assert_eq!(answers, [("new-password", Problem::CommonPassword)]);
        }
        other => panic!("{other:?}"),
    }
    change(person.password, new).await.unwrap();
    assert!(
        desk.sign_in(person.email, person.password, &HERE)
            .await
            .is_err()
    );
    desk.sign_in(person.email, new, &HERE).await.unwrap();
    company
        .mail(person.email, "Your password was changed")
        .await;
    // What it opens is what it opened before: this was no mailbox's doing.
    let still = desk.still(maria).await.unwrap();
    assert_eq!(still.waits_until, None);
    let officer = company.staff("Henrik").await;
    let members = &company.demo.staff;
    let member = members
        .iter()
        .find(|one| one.full_name.starts_with("Henrik"));
    let member = member.unwrap();
    desk.change_password(&officer, &THIS, (member.password, new), &HERE)
        .await
        .unwrap();
    desk.sign_in(member.email, new, &HERE).await.unwrap();
}
