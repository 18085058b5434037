//! Adding an address, a telephone or a number of one's own, and letting go of one.

use habeas_desk::{Desk, DeskError, Done, Problem, Visitor};
use habeas_domain::{identity::Identity, request::Refusal, view::Stage};
use habeas_words::Locale;
use uuid::Uuid;

use crate::{
    company::{Company, HERE, On, code_in},
    on_both,
};

on_both![
    an_address_is_added_by_a_code_and_every_address_is_told,
    a_number_is_added_by_a_code_to_the_contact_held_beside_it,
    what_is_somebody_elses_is_never_taken_over,
    the_way_one_signs_in_changes_with_a_fresh_proof_only,
    a_change_holds_copies_for_a_while,
];

async fn add(desk: &Desk, visitor: &Visitor, kind: &str, value: &str) -> Done<Uuid> {
    desk.add_contact(visitor, (kind, value), &HERE).await
}

async fn own(desk: &Desk, visitor: &Visitor) -> Vec<Identity> {
    let view = desk.own_account(visitor).await.unwrap();
    view.own.into_iter().map(|own| own.identity).collect()
}

fn subject(desk: &Desk) -> String {
    format!("Your code for {}", desk.map().controller.name)
}

async fn an_address_is_added_by_a_code_and_every_address_is_told(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let second = "maria@elsewhere.example";
    let stale = Visitor {
        proved_at: None,
        ..maria.clone()
    };
    let refused = add(desk, &stale, "email", second).await;
    assert!(matches!(refused, Err(DeskError::Prove)), "{refused:?}");
    let before = own(desk, &maria).await;
    let id = add(desk, &maria, "email", second).await.unwrap();
    assert_eq!(own(desk, &maria).await, before);
    let code = code_in(&company.mail(second, &subject(desk)).await);
    // The code is hers: nobody else's session can use it.
    let declan = company.signed_in(1002).await;
    let theirs = desk.verify_contact(&declan, &[id], &code, &HERE).await;
    assert!(theirs.is_err(), "{theirs:?}");
    let id = add(desk, &maria, "email", second).await.unwrap();
    for _ in 0..100 {
        if company.mails(second).await == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let code = code_in(&company.mail(second, &subject(desk)).await);
    desk.verify_contact(&maria, &[id], &code, &HERE)
        .await
        .unwrap();
    assert!(
        own(desk, &maria)
            .await
            .contains(&Identity::new("email", second))
    );
    for address in [second, company.person(1001).email] {
        company.mail(address, "Your account was changed").await;
    }
    // It is hers already.
    assert!(
        add(desk, &maria, "email", "MARIA@elsewhere.example")
            .await
            .is_err()
    );
}

async fn a_number_is_added_by_a_code_to_the_contact_held_beside_it(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    // Of a duplicate of hers, say: the code goes to the address beside that number, not to hers.
    let id = add(desk, &maria, "customer_id", "1010").await.unwrap();
    let mail = company
        .mail("mary.murphy@post.example", &subject(desk))
        .await;
    desk.verify_contact(&maria, &[id], &code_in(&mail), &HERE)
        .await
        .unwrap();
    let number = Identity::new("customer_id", "1010");
    assert!(own(desk, &maria).await.contains(&number));
    // A number that nobody has is answered alike, and nobody is written to.
    let before = desk.demo_outbox().await.unwrap().len();
    add(desk, &maria, "customer_id", "99999999").await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let after = desk.demo_outbox().await.unwrap();
    // The notice about the one that was added may be among them.
    let codes = after.iter().filter(|mail| {
        mail.text.contains("Enter this code") || mail.text.contains("enter this code")
    });
    assert_eq!(codes.count(), 1, "{before}");
    let kind = add(desk, &maria, "shoe-size", "38").await;
    assert!(matches!(kind, Err(DeskError::Answers(_))), "{kind:?}");
}

async fn what_is_somebody_elses_is_never_taken_over(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let declan = company.person(1002);
    let id = add(desk, &maria, "email", declan.email).await.unwrap();
    let code = code_in(&company.mail(declan.email, &subject(desk)).await);
    let taken = desk.verify_contact(&maria, &[id], &code, &HERE).await;
    let Err(DeskError::Answers(answers)) = taken else {
        panic!("{taken:?}");
    };
    assert_eq!(answers, [("code", Problem::SomebodyElses)]);
    assert!(
        !own(desk, &maria)
            .await
            .contains(&Identity::new("email", declan.email))
    );
    company.signed_in(1002).await;
}

async fn the_way_one_signs_in_changes_with_a_fresh_proof_only(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let person = company.person(1001);
    let second = "maria@elsewhere.example";
    let id = add(desk, &maria, "email", second).await.unwrap();
    let code = code_in(&company.mail(second, &subject(desk)).await);
    desk.verify_contact(&maria, &[id], &code, &HERE)
        .await
        .unwrap();
    let stale = Visitor {
        proved_at: None,
        ..maria.clone()
    };
    let refused = desk.sign_in_with(&stale, second, Locale::En).await;
    assert!(matches!(refused, Err(DeskError::Prove)), "{refused:?}");
    let declans = company.person(1002).email;
    assert!(
        desk.sign_in_with(&maria, declans, Locale::En)
            .await
            .is_err()
    );
    let first = Identity::new("email", person.email);
    let kept = desk.remove_contact(&maria, &first, Locale::En).await;
    assert!(matches!(kept, Err(DeskError::Answers(_))), "{kept:?}");
    desk.sign_in_with(&maria, second, Locale::En).await.unwrap();
    for address in [second, person.email] {
        company
            .mail(address, "You sign in with another address now")
            .await;
    }
    assert!(
        desk.sign_in(person.email, person.password, &HERE)
            .await
            .is_err()
    );
    let maria = desk.sign_in(second, person.password, &HERE).await.unwrap();
    desk.remove_contact(&maria, &first, Locale::En)
        .await
        .unwrap();
    assert!(!own(desk, &maria).await.contains(&first));
    // The one that was taken off is told too.
    company.mail(person.email, "Your account was changed").await;
    let proved = desk.prove(&maria, person.password, &HERE).await.unwrap();
    assert_eq!(proved.actor, maria.actor);
}

/// Whoever took over an account would add an address of theirs, and then take a copy.
async fn a_change_holds_copies_for_a_while(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let ask = async |visitor: &Visitor| {
        let everything = habeas_domain::scope::Scope::default();
        let asked = desk.ask_package(visitor, desk.new_client_id(), everything);
        asked.await.unwrap()
    };
    let before = ask(&maria).await;
    company.wait_for(&maria, &before, Stage::Answered).await;
    // An account is not a minute old here, and what it is made with does not count as a change.
    let sql = "update account set created_at = '2024-01-01T00:00:00.000000Z'";
    let sql = if on == On::Sqlite {
        sql.to_owned()
    } else {
        sql.replace(".000000Z", "Z")
    };
    company.ledger(&sql).await;
    let number = "maria@elsewhere.example";
    let id = add(desk, &maria, "email", number).await.unwrap();
    let code = company.code_to(number).await;
    desk.verify_contact(&maria, &[id], &code, &HERE)
        .await
        .unwrap();
    let held = ask(&maria).await;
    let view = desk.request(&maria, &held).await.unwrap();
    assert_eq!(view.line.stage, Stage::Approved);
    let until = view.hold_until.unwrap() - desk.now();
    assert!((13..=14).contains(&until.num_days()), "{until}");
    let fetched = desk.package_file(&maria, &before).await.map(drop);
    let holds = matches!(
        fetched,
        Err(DeskError::Refused(Refusal::ChangedContact { .. }))
    );
    assert!(holds, "{fetched:?}");
    // They themselves, or whoever they are, can take it back.
    desk.withdraw(&maria, &held).await.unwrap();
}
