//! Who asks is checked blindly, guessing ends, a changed contact holds, and staff find nothing
//! where their own case would be.

use chrono::TimeDelta;
use habeas_desk::{DeskError, Problem, Visitor};
use habeas_domain::{
    id::Reference, identity::Identity, intake::Evidence, request::Refusal, role::Act, view::Stage,
    who::WhoView,
};

use crate::{
    company::{Company, On, code_in},
    intake::{entered, fields, taking, today},
    on_both,
    prepare::prepared,
};

on_both![
    a_caller_is_checked_without_seeing_anything,
    guessing_comes_to_an_end,
    what_is_disputed_never_counts,
    a_changed_contact_holds_and_the_old_address_is_told,
    papers_count_where_the_table_has_them,
    less_shown_gives_the_categories_only,
    a_posted_code_does_what_a_mailed_one_does,
    whoever_had_a_part_in_the_check_does_not_approve,
    their_own_case_is_not_there_for_staff,
];

const MARIA: i64 = 1001;
const WEI: i64 = 1006;

/// What is held about Maria and may be asked for: field and value.
async fn held(company: &Company) -> Vec<(&'static str, String)> {
    let mut held = Vec::new();
    for (field, sql) in [
        (
            "shop.customers.phone",
            "select phone from customers where id = 1001",
        ),
        (
            "shop.customers.date_of_birth",
            "select date_of_birth from customers where id = 1001",
        ),
        (
            "shop.addresses.postcode",
            "select a.postcode from addresses a join customers c on c.address_id = a.id where c.id = 1001",
        ),
        (
            "shop.cards.last4",
            "select last4 from cards where customer_id = 1001 limit 1",
        ),
        (
            "shop.orders.number",
            "select number from orders where customer_id = 1001 limit 1",
        ),
    ] {
        held.push((field, company.shop(sql).await.unwrap()));
    }
    held
}

/// Answers as many questions as agree.
pub async fn answered(company: &Company, agent: &Visitor, reference: &Reference, skip: &str) {
    let view = company.desk.check_who(agent, reference).await.unwrap();
    let mut left = view.needed;
    for (field, value) in held(company).await {
        if field != skip && left > 0 {
            let said = (field, value.as_str());
            assert!(
                company
                    .desk
                    .compare_answer(agent, reference, said)
                    .await
                    .unwrap(),
                "{field}"
            );
            left -= 1;
        }
    }
    assert_eq!(left, 0);
}

fn shown(view: &WhoView, evidence: Evidence) -> bool {
    let mut lines = view.lines.iter();
    lines.any(|line| line.evidence == evidence && line.shown_at.is_some())
}

async fn a_caller_is_checked_without_seeing_anything(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let reference = entered(&company, &agent, "access").await;
    let view = desk.check_who(&agent, &reference).await.unwrap();
    assert_eq!((view.needed, view.agreed, view.enough), (3, 0, false));
    let refused = desk.verify(&agent, &reference, view.version).await;
    assert!(
        matches!(refused, Err(DeskError::Refused(Refusal::NotShown))),
        "{refused:?}"
    );
    // Nobody is written to before answers agreed.
    let problems = fields(desk.send_desk_code(&agent, &reference).await.unwrap_err());
    assert_eq!(problems, [("contact", Problem::AnswersFirst)]);
    let wrong = ("shop.customers.phone", "+353 20 911 9999");
    assert!(
        !desk
            .compare_answer(&agent, &reference, wrong)
            .await
            .unwrap()
    );
    answered(&company, &agent, &reference, "").await;
    let view = desk.check_who(&agent, &reference).await.unwrap();
    assert!(shown(&view, Evidence::Answers) && !view.enough);
    let seen = format!("{view:?}");
    let audit = company.staff("Roisin").await;
    let audit = format!("{:?}", desk.audit(&audit, None).await.unwrap());
    // Four digits stand in many a hash; the others are only there if they were put there.
    let long = held(&company)
        .await
        .into_iter()
        .filter(|(_, value)| value.len() > 5);
    for (field, value) in long {
        assert!(!seen.contains(&value), "{field} is on the page");
        assert!(!audit.contains(&value), "{field} is in the audit ledger");
    }
    assert!(!seen.contains(company.person(MARIA).email));
    desk.send_desk_code(&agent, &reference).await.unwrap();
    let problems = fields(
        desk.give_desk_code(&agent, &reference, "1111 1111")
            .await
            .unwrap_err(),
    );
    assert_eq!(problems, [("code", Problem::WrongCode)]);
    let mail = company
        .mail(
            company.person(MARIA).email,
            "Your code for Fernhill Home & Garden",
        )
        .await;
    desk.give_desk_code(&agent, &reference, &code_in(&mail))
        .await
        .unwrap();
    let view = desk.check_who(&agent, &reference).await.unwrap();
    assert!(view.enough);
    desk.verify(&agent, &reference, view.version).await.unwrap();
    let view = desk.staff_request(&agent, &reference).await.unwrap();
    assert_eq!(view.request.line.stage, Stage::Open);
    // Maria sees that somebody looked.
    let maria = company.signed_in(MARIA).await;
    let looks = desk.looks(&maria).await.unwrap();
    assert!(looks.iter().any(|look| look.reference == Some(reference)));
}

async fn guessing_comes_to_an_end(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let reference = entered(&company, &agent, "erasure").await;
    let guess = |field: &'static str| desk.compare_answer(&agent, &reference, (field, "1234"));
    assert!(!guess("shop.cards.last4").await.unwrap());
    assert!(!guess("shop.cards.last4").await.unwrap());
    let third = fields(guess("shop.cards.last4").await.unwrap_err());
    assert_eq!(third, [("said", Problem::NoMoreTries)]);
    assert!(!guess("shop.orders.number").await.unwrap());
    assert!(!guess("shop.customers.phone").await.unwrap());
    // Four wrong ones close the request to it, for the right answer too.
    let held = held(&company).await;
    let (field, value) = &held[1];
    let right = desk
        .compare_answer(&agent, &reference, (field, value))
        .await;
    assert_eq!(fields(right.unwrap_err()), [("said", Problem::NoMoreTries)]);
    assert!(desk.check_who(&agent, &reference).await.unwrap().closed);
    // One member of staff gets no further with other requests.
    let mut waits = false;
    for _ in 0..6 {
        let next = entered(&company, &agent, "restriction").await;
        for field in [
            "shop.cards.last4",
            "shop.orders.number",
            "shop.customers.phone",
        ] {
            let answer = desk.compare_answer(&agent, &next, (field, "1234")).await;
            waits |= matches!(answer, Err(DeskError::Wait(_)));
        }
    }
    assert!(waits);
    let unknown = desk
        .compare_answer(&agent, &reference, ("shop.customers.email", "x"))
        .await;
    assert_eq!(
        fields(unknown.unwrap_err()),
        [("field", Problem::NotOnOffer)]
    );
}

async fn what_is_disputed_never_counts(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let reference = entered(&company, &agent, "rectification").await;
    let view = desk.check_who(&agent, &reference).await.unwrap();
    assert!(
        view.questions
            .iter()
            .all(|one| one.field != "shop.customers.phone")
    );
    let (field, value) = held(&company).await.remove(0);
    let disputed = desk
        .compare_answer(&agent, &reference, (field, &value))
        .await;
    assert_eq!(
        fields(disputed.unwrap_err()),
        [("field", Problem::NotOnOffer)]
    );
    answered(&company, &agent, &reference, "shop.customers.phone").await;
    assert!(desk.check_who(&agent, &reference).await.unwrap().enough);
}

async fn a_changed_contact_holds_and_the_old_address_is_told(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let maria = company.signed_in(MARIA).await;
    let officer = company.staff("Henrik").await;
    let reference = entered(&company, &agent, "access").await;
    answered(&company, &agent, &reference, "").await;
    // Her number is changed by a correction that an officer let through.
    let old = company.person(MARIA).email.to_owned();
    let data = desk.your_data(&maria).await.unwrap();
    let asked = crate::keep::correcting(&data, "phone", "+353 21 555 0142");
    let corrected = desk
        .correct(&maria, &asked, desk.new_client_id())
        .await
        .unwrap();
    crate::keep::show_contact(&company, &maria, &corrected, &asked.new).await;
    let version = desk.request(&maria, &corrected).await.unwrap().version;
    desk.approve(&officer, &corrected, version, None)
        .await
        .unwrap();
    company.wait_for(&maria, &corrected, Stage::Answered).await;
    let held = desk.send_desk_code(&agent, &reference).await;
    assert!(
        matches!(held, Err(DeskError::Refused(Refusal::RecentContact { .. }))),
        "{held:?}"
    );
    let subject = format!("Did you ask for this? {reference}");
    assert!(
        company
            .mail(&old, &subject)
            .await
            .text
            .contains("If it was not you")
    );
    let view = desk.check_who(&agent, &reference).await.unwrap();
    assert!(view.held_until.unwrap() > desk.now());
    let refused = desk.verify(&agent, &reference, view.version).await;
    assert!(
        matches!(
            refused,
            Err(DeskError::Refused(Refusal::RecentContact { .. }))
        ),
        "{refused:?}"
    );
    // It is said once.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let all = desk.demo_outbox().await.unwrap();
    let told = all
        .iter()
        .filter(|one| one.to == old && one.subject == subject);
    assert_eq!(told.count(), 1);
}

async fn papers_count_where_the_table_has_them(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let today = today(&company);
    let call = entered(&company, &agent, "erasure").await;
    let problems = fields(
        desk.note_evidence(&agent, &call, &["document"])
            .await
            .unwrap_err(),
    );
    assert_eq!(problems, [("seen", Problem::NotOnOffer)]);
    // What comes about by itself is not noted by hand.
    let problems = fields(
        desk.note_evidence(&agent, &call, &["code"])
            .await
            .unwrap_err(),
    );
    assert_eq!(problems, [("seen", Problem::NotOnOffer)]);
    let mut counter = taking(desk, &today);
    counter.channel = "counter";
    counter.right = "erasure";
    let visit = desk.enter_request(&agent, &counter).await.unwrap();
    desk.note_evidence(&agent, &visit, &["document"])
        .await
        .unwrap();
    // A document at the counter deletes nothing without a code, and that comes by post.
    let view = desk.check_who(&agent, &visit).await.unwrap();
    assert!(!view.enough && shown(&view, Evidence::Document));
    let refused = desk.verify(&agent, &visit, view.version).await;
    assert!(matches!(
        refused,
        Err(DeskError::Refused(Refusal::NotShown))
    ));
    let by_mail = desk.send_desk_code(&agent, &visit).await.unwrap_err();
    assert_eq!(fields(by_mail), [("contact", Problem::AnswersFirst)]);
    let letter = desk.letter_for(&visit).await.unwrap();
    desk.give_desk_code(&agent, &visit, &letter.code)
        .await
        .unwrap();
    let view = desk.check_who(&agent, &visit).await.unwrap();
    assert!(view.enough && shown(&view, Evidence::PostedCode));
    desk.verify(&agent, &visit, view.version).await.unwrap();
    // Somebody for whom an executor asks.
    let mut estate = taking(desk, &today);
    estate.channel = "executor";
    estate.acting = "Brigid Nolan, solicitor";
    let estate = desk.enter_request(&agent, &estate).await.unwrap();
    desk.note_evidence(&agent, &estate, &["death-certificate"])
        .await
        .unwrap();
    assert!(!desk.check_who(&agent, &estate).await.unwrap().enough);
    desk.note_evidence(&agent, &estate, &["executor-paper"])
        .await
        .unwrap();
    assert!(!desk.check_who(&agent, &estate).await.unwrap().enough);
    let letter = desk.letter_for(&estate).await.unwrap();
    desk.give_desk_code(&agent, &estate, &letter.code)
        .await
        .unwrap();
    assert!(desk.check_who(&agent, &estate).await.unwrap().enough);
    // Nor does a guardian's paper hand out a copy without one.
    let mut child = taking(desk, &today);
    child.channel = "guardian";
    child.acting = "Brigid Nolan, mother";
    let child = desk.enter_request(&agent, &child).await.unwrap();
    desk.note_evidence(&agent, &child, &["guardian-paper", "document"])
        .await
        .unwrap();
    assert!(!desk.check_who(&agent, &child).await.unwrap().enough);
    let letter = desk.letter_for(&child).await.unwrap();
    desk.give_desk_code(&agent, &child, &letter.code)
        .await
        .unwrap();
    let view = desk.check_who(&agent, &child).await.unwrap();
    assert!(view.enough);
    desk.verify(&agent, &child, view.version).await.unwrap();
    // Somebody acts for her with a permission: that alone shows nothing about her.
    let mut agency = taking(desk, &today);
    agency.channel = "agent";
    agency.acting = "Privacy Helpers Ltd";
    let agency = desk.enter_request(&agent, &agency).await.unwrap();
    desk.note_evidence(&agent, &agency, &["permission"])
        .await
        .unwrap();
    assert!(!desk.check_who(&agent, &agency).await.unwrap().enough);
    answered(&company, &agent, &agency, "").await;
    assert!(!desk.check_who(&agent, &agency).await.unwrap().enough);
    let letter = desk.letter_for(&agency).await.unwrap();
    desk.give_desk_code(&agent, &agency, &letter.code)
        .await
        .unwrap();
    assert!(desk.check_who(&agent, &agency).await.unwrap().enough);
    // An opt-out is asked for nothing at all.
    let mut out = taking(desk, &today);
    out.right = "opt-out";
    out.value = "1006";
    let out = desk.enter_request(&agent, &out).await.unwrap();
    let view = desk.check_who(&agent, &out).await.unwrap();
    assert!(view.lines.is_empty() && view.questions.is_empty());
    assert!(!view.acts.contains(&Act::Verify));
}

async fn less_shown_gives_the_categories_only(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let reference = entered(&company, &agent, "access").await;
    let early = desk.categories(&agent, &reference).await;
    assert!(matches!(early, Err(DeskError::Refused(Refusal::NotShown))));
    let held = held(&company).await;
    for (field, value) in &held[..2] {
        let said = (*field, value.as_str());
        assert!(desk.compare_answer(&agent, &reference, said).await.unwrap());
    }
    let view = desk.check_who(&agent, &reference).await.unwrap();
    assert!(view.categories && !view.enough);
    let categories = desk.categories(&agent, &reference).await.unwrap();
    let said = format!("{categories:?}");
    assert!(categories.held.len() > 3 && !categories.purposes.is_empty());
    for (_, value) in &held {
        assert!(!said.contains(value.as_str()), "{value} in {said}");
    }
    assert!(!said.contains(company.person(MARIA).email));
    // A deletion has no categories to hear.
    let erasure = entered(&company, &agent, "erasure").await;
    answered(&company, &agent, &erasure, "").await;
    assert!(!desk.check_who(&agent, &erasure).await.unwrap().categories);
}

async fn a_posted_code_does_what_a_mailed_one_does(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let reference = entered(&company, &agent, "erasure").await;
    answered(&company, &agent, &reference, "").await;
    let letter = desk.letter_for(&reference).await.unwrap();
    assert!(letter.expires_at > desk.now() + TimeDelta::days(29));
    let other = entered(&company, &agent, "access").await;
    let elsewhere = desk.give_desk_code(&agent, &other, &letter.code).await;
    assert_eq!(
        fields(elsewhere.unwrap_err()),
        [("code", Problem::WrongCode)]
    );
    desk.give_desk_code(&agent, &reference, &letter.code.to_lowercase())
        .await
        .unwrap();
    let view = desk.check_who(&agent, &reference).await.unwrap();
    assert!(view.enough && shown(&view, Evidence::PostedCode));
    desk.verify(&agent, &reference, view.version).await.unwrap();
    let again = desk.letter_for(&reference).await;
    assert!(matches!(again, Err(DeskError::NotFound)));
    // Whoever noted or compared anything does not approve, in whatever role they are now.
    let view = desk.staff_request(&agent, &reference).await.unwrap();
    assert!(!view.request.acts.contains(&Act::Approve));
}

async fn whoever_had_a_part_in_the_check_does_not_approve(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let officer = company.staff("Henrik").await;
    let other = company.staff("Amara").await;
    let reference = entered(&company, &agent, "rectification").await;
    answered(&company, &officer, &reference, "shop.customers.phone").await;
    let version = desk.check_who(&agent, &reference).await.unwrap().version;
    desk.verify(&agent, &reference, version).await.unwrap();
    prepared(&company, (&agent, &other), &reference).await;
    let view = desk.staff_request(&officer, &reference).await.unwrap();
    assert_eq!(view.held, Some(Refusal::FourEyes));
    assert!(!view.request.acts.contains(&Act::Approve));
    let version = view.request.version;
    let refused = desk.approve(&officer, &reference, version, None).await;
    assert!(
        matches!(refused, Err(DeskError::Refused(Refusal::FourEyes))),
        "{refused:?}"
    );
    let view = desk.staff_request(&other, &reference).await.unwrap();
    assert!(view.request.acts.contains(&Act::Approve));
}

async fn their_own_case_is_not_there_for_staff(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let other = company.staff("Henrik").await;
    let reference = entered(&company, &agent, "access").await;
    assert!(desk.staff_request(&agent, &reference).await.is_ok());
    // Nuala is Declan, who lives with Maria: their address is one record.
    let tie = Identity::new("customer_id", "1002");
    assert!(
        desk.tie_staff("nuala.brady@fernhill.example", &tie)
            .await
            .unwrap()
    );
    assert!(
        !desk
            .tie_staff("nuala.brady@fernhill.example", &tie)
            .await
            .unwrap()
    );
    let today = today(&company);
    let view = desk.staff_request(&other, &reference).await.unwrap();
    let version = view.request.version;
    let not_found = |answer: Result<(), DeskError>| {
        assert!(matches!(answer, Err(DeskError::NotFound)), "{answer:?}");
    };
    not_found(desk.staff_request(&agent, &reference).await.map(drop));
    not_found(desk.check_who(&agent, &reference).await.map(drop));
    not_found(desk.verify(&agent, &reference, version).await);
    not_found(desk.assign(&agent, &reference, version, true).await);
    not_found(desk.start_verifying(&agent, &reference, version).await);
    let said = ("shop.cards.last4", "1234");
    not_found(
        desk.compare_answer(&agent, &reference, said)
            .await
            .map(drop),
    );
    not_found(desk.note_evidence(&agent, &reference, &["document"]).await);
    not_found(desk.send_desk_code(&agent, &reference).await);
    not_found(
        desk.enter_request(&agent, &taking(desk, &today))
            .await
            .map(drop),
    );
    let mut own = taking(desk, &today);
    own.value = "1002";
    not_found(desk.preview_intake(&agent, &own).await.map(drop));
    assert!(
        desk.find_person(&agent, "customer_id", "1001")
            .await
            .unwrap()
            .is_empty()
    );
    // Somebody else's case is, and hers is for others.
    let mut wei = taking(desk, &today);
    wei.value = "1006";
    let wei = desk.enter_request(&agent, &wei).await.unwrap();
    assert!(desk.staff_request(&agent, &wei).await.is_ok());
    assert!(desk.staff_request(&other, &reference).await.is_ok());
    assert_eq!(company.person(WEI).customer_id, WEI);
    // That she tried stands in the ledger.
    let auditor = company.staff("Roisin").await;
    let lines = desk.audit(&auditor, None).await.unwrap().lines;
    let tried = lines
        .iter()
        .filter(|line| line.reference == Some(reference));
    assert!(tried.count() >= 7);
}
