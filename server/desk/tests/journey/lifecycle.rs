//! The course of a request: a no that needs nothing, what waits and for whom, parts, fees,
//! joining, confirmations, reminders, rules.

use std::{collections::BTreeSet, time::Duration};

use chrono::TimeDelta;
use habeas_desk::{
    Answering, Asking, Desk, DeskError, From, PartAsked, Problem, RefusalAsked, Visitor,
};
use habeas_domain::{
    clock::PauseReason,
    id::Reference,
    map,
    request::{ApprovalRule, ExtensionReason, Outcome, Proof, Refusal, Reminder},
    right::Right,
    role::Act,
    view::{DueWindow, LetterKind, QueueFilter, RequestView, StaffRequestView, Stage},
};
use habeas_ledger::time::Clock;
use habeas_stores::Stores;
use habeas_words::Locale;

use crate::{
    company::{Company, HERE, On, desk_at},
    intake::{entered, fields, taking, today},
    keep::{email_correction, show_contact},
    on_both,
    who::answered,
};

on_both![
    a_no_from_the_desk_is_carried_out_at_once,
    a_no_without_an_account_needs_no_link_and_is_remembered,
    a_correction_in_words_cannot_get_stuck,
    what_waits_for_the_person_is_not_late_and_says_why,
    a_part_of_a_deletion_stays,
    a_part_of_an_answer_is_refused_truly,
    a_fee_is_warned_of_and_stops_everything,
    two_for_the_same_are_joined_at_their_word,
    california_is_confirmed_by_itself_or_by_letter,
    staff_are_reminded_and_the_board_shows_it,
    a_rule_approves_and_a_share_is_looked_at,
    what_closes_unverified_says_so_in_the_persons_language,
];

const MARIA: i64 = 1001;

async fn seen(desk: &Desk, staff: &Visitor, reference: &Reference) -> StaffRequestView {
    desk.staff_request(staff, reference).await.unwrap()
}

/// Waits until staff see a request at a stage.
async fn until(desk: &Desk, staff: &Visitor, reference: &Reference, stage: Stage) -> RequestView {
    for _ in 0..400 {
        let view = seen(desk, staff, reference).await.request;
        if view.line.stage == stage {
            return view;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the request never came to {}", stage.as_str());
}

async fn ask(desk: &Desk, right: &str, email: &str, language: Locale) -> Reference {
    let asking = Asking {
        right,
        lives: "",
        email,
        name: "",
        details: "",
        client_id: desk.new_client_id(),
    };
    let from = From { language, ..HERE };
    desk.ask_without_account(&asking, &from).await.unwrap()
}

async fn a_no_from_the_desk_is_carried_out_at_once(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    company
        .write_shop(
            "UPDATE customers SET partners_ok = 1, marketing_ok = 1 WHERE id IN (1001, 1002)",
        )
        .await;
    let agent = company.staff("Nuala").await;
    let officer = company.staff("Henrik").await;
    let reference = entered(&company, &agent, "opt-out").await;
    let view = until(desk, &officer, &reference, Stage::Answered).await;
    assert_eq!(view.outcome, Some(Outcome::InFull));
    let story: Vec<&str> = view.story.iter().map(|step| step.what.as_str()).collect();
    assert_eq!(
        story,
        [
            "story-received",
            "story-approved",
            "story-started",
            "story-answered-in-full"
        ]
    );
    let partners =
        |id: i64| format!("SELECT CAST(partners_ok AS TEXT) FROM customers WHERE id = {id}");
    assert_eq!(company.shop(&partners(1001)).await.as_deref(), Some("0"));
    assert_eq!(company.shop(&partners(1002)).await.as_deref(), Some("1"));
    // The person finds it among their choices.
    let maria = company.signed_in(MARIA).await;
    let choices = desk.choices(&maria).await.unwrap();
    let made = choices
        .iter()
        .find(|choice| choice.right.as_str() == "sale-or-sharing");
    assert_eq!(made.unwrap().history.len(), 1);

    // To say no to advertising nobody has to show who they are, and nobody can refuse it.
    let reference = entered(&company, &agent, "objection.direct-marketing").await;
    let view = seen(desk, &officer, &reference).await;
    assert!(!view.request.acts.contains(&Act::Refuse));
    until(desk, &officer, &reference, Stage::Answered).await;
    let marketing = "SELECT CAST(marketing_ok AS TEXT) FROM customers WHERE id = 1001";
    assert_eq!(company.shop(marketing).await.as_deref(), Some("0"));
}

async fn a_no_without_an_account_needs_no_link_and_is_remembered(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    company
        .write_shop("UPDATE customers SET partners_ok = 1 WHERE id = 1001")
        .await;
    let officer = company.staff("Henrik").await;
    let email = company.person(MARIA).email;
    let reference = ask(desk, "opt-out", email, Locale::En).await;
    until(desk, &officer, &reference, Stage::Answered).await;
    let now = "SELECT CAST(partners_ok AS TEXT) FROM customers WHERE id = 1001";
    assert_eq!(company.shop(now).await.as_deref(), Some("0"));
    company
        .mail(email, &format!("Your no holds ({reference})"))
        .await;
    let mail = company
        .mail(email, &format!("Your no is carried out ({reference})"))
        .await;
    assert!(!mail.text.contains("/ask/confirm/"));
    let shown = desk.asked_here(&reference).await.unwrap();
    assert_eq!(shown.no_to.len(), 1);

    // Somebody whom no system knows: kept, and obeyed once they are known.
    let email = "mary.later@post.example";
    let reference = ask(desk, "opt-out", email, Locale::En).await;
    let view = until(desk, &officer, &reference, Stage::Answered).await;
    assert_eq!(view.outcome, Some(Outcome::NothingHeld));
    let sql = format!("UPDATE customers SET email = '{email}', partners_ok = 1 WHERE id = 1010");
    company.write_shop(&sql).await;
    let id = desk
        .ask_code(habeas_desk::Purpose::Register, email, None, &HERE)
        .await
        .unwrap();
    let name = &desk.map().controller.name;
    let mail = company.mail(email, &format!("Your code for {name}")).await;
    let code = crate::company::code_in(&mail);
    desk.give_code(habeas_desk::Purpose::Register, &[id], &code, HERE.network)
        .await
        .unwrap();
    desk.register(&[id], "harbour-lantern-copper-58")
        .await
        .unwrap();
    let obeyed = "SELECT CAST(partners_ok AS TEXT) FROM customers WHERE id = 1010";
    for _ in 0..200 {
        if company.shop(obeyed).await.as_deref() == Some("0") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the no was forgotten");
}

async fn a_correction_in_words_cannot_get_stuck(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let officer = company.staff("Henrik").await;
    let reference = entered(&company, &agent, "rectification").await;
    answered(&company, &agent, &reference, "shop.customers.phone").await;
    let version = desk.check_who(&agent, &reference).await.unwrap().version;
    desk.verify(&agent, &reference, version).await.unwrap();
    let view = seen(desk, &officer, &reference).await;
    assert!(view.unprepared);
    assert!(!view.request.acts.contains(&Act::Approve));
    let version = view.request.version;
    let refused = desk.approve(&officer, &reference, version, None).await;
    assert!(
        matches!(refused, Err(DeskError::Refused(Refusal::NotPrepared))),
        "{refused:?}"
    );
    // Made by hand, it is answered, and said truly how.
    let unsaid = desk
        .answer(&officer, &reference, version, &Answering::Unsaid)
        .await;
    assert_eq!(fields(unsaid.unwrap_err()), [("outcome", Problem::Missing)]);
    desk.answer(&officer, &reference, version, &Answering::InFull)
        .await
        .unwrap();
    let view = seen(desk, &officer, &reference).await;
    assert_eq!(view.request.line.stage, Stage::Answered);
}

async fn what_waits_for_the_person_is_not_late_and_says_why(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let today = Clock::System.now().date_naive();
    let demo = habeas_demo::create(&folder.path().join("stores"), habeas_demo::SEED, today)
        .await
        .unwrap();
    let map = map::parse(&std::fs::read_to_string(&demo.map_path).unwrap()).unwrap();
    let stores = Stores::open(map, demo.map_path.parent().unwrap(), |_| None).await;
    let clock = Clock::fixed(Clock::System.now());
    let desk = desk_at(on, folder.path(), stores, clock.clone()).await;
    let person = &demo.people[0];
    let number = habeas_domain::identity::Identity::new("customer_id", "1001");
    desk.seed_customer(person.email, person.password, &[number])
        .await
        .unwrap();
    let member = demo.staff.iter().find(|one| one.role == "officer").unwrap();
    desk.seed_staff(
        habeas_domain::role::Role::Officer,
        member.full_name,
        member.email,
        member.password,
    )
    .await
    .unwrap();
    let maria = desk
        .sign_in(person.email, person.password, &HERE)
        .await
        .unwrap();
    let officer = desk
        .sign_in(member.email, member.password, &HERE)
        .await
        .unwrap();
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    desk.extend(&officer, &reference, 1, vec![ExtensionReason::Complexity])
        .await
        .unwrap();
    desk.pause(&officer, &reference, 2, PauseReason::Scope)
        .await
        .unwrap();
    let view = desk.request(&maria, &reference).await.unwrap();
    assert_eq!(view.waits_for, Some(PauseReason::Scope));
    let extended = view.story.iter().find(|step| step.what == "story-extended");
    let extended = extended.unwrap();
    assert_eq!(extended.why, ["extension-complexity"]);
    assert_eq!(extended.due, Some(view.line.due));
    assert_eq!(view.story.last().unwrap().why, ["pause-scope"]);
    let letter = |kind| desk.letter_to_person(&officer, &reference, kind);
    assert_eq!(
        letter(LetterKind::Extended).await.unwrap().reasons,
        extended.why
    );
    assert!(letter(LetterKind::Scope).await.is_ok());
    assert!(letter(LetterKind::Refused).await.is_err());

    clock.advance(TimeDelta::days(150));
    let maria = desk
        .sign_in(person.email, person.password, &HERE)
        .await
        .unwrap();
    let officer = desk
        .sign_in(member.email, member.password, &HERE)
        .await
        .unwrap();
    let line = desk.request(&maria, &reference).await.unwrap().line;
    assert!(line.days_left < 0 && !line.late);
    let narrowed = |due| QueueFilter {
        due: Some(due),
        ..QueueFilter::default()
    };
    let late = desk
        .queue(&officer, &narrowed(DueWindow::Late))
        .await
        .unwrap();
    assert!(late.lines.is_empty());
    assert_eq!((late.numbers.late, late.numbers.waiting), (0, 1));
    // The clock runs again: the days of waiting do not count.
    desk.resume(&officer, &reference, 3).await.unwrap();
    let line = desk.request(&maria, &reference).await.unwrap().line;
    assert!(!line.late && line.days_left > 0);
    clock.advance(TimeDelta::days(120));
    let officer = desk
        .sign_in(member.email, member.password, &HERE)
        .await
        .unwrap();
    let late = desk
        .queue(&officer, &narrowed(DueWindow::Late))
        .await
        .unwrap();
    assert_eq!((late.lines.len(), late.numbers.late), (1, 1));
    assert!(late.lines[0].line.late);
}

fn part(place: &str) -> PartAsked {
    PartAsked {
        refusal: RefusalAsked {
            ground: "legal-claims".into(),
            note: "There is a case about the newsletter.".into(),
            ..RefusalAsked::default()
        },
        places: vec![place.into()],
        purpose: "news".into(),
        until: "2031-01-01".into(),
        secret: false,
    }
}

async fn a_part_of_a_deletion_stays(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let email = company.person(MARIA).email;
    company
        .write_shop(&format!(
            "INSERT OR IGNORE INTO newsletter (email, active, confirmed_at) \
             VALUES ('{email}', 1, '2024-01-01 00:00:00')"
        ))
        .await;
    let maria = company.signed_in(MARIA).await;
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let officer = company.staff("Henrik").await;
    let missing = PartAsked::default();
    let problems = desk.refuse_part(&officer, &reference, 1, &missing).await;
    let problems = fields(problems.unwrap_err());
    assert!(
        problems.contains(&("part-ground", Problem::Missing)),
        "{problems:?}"
    );
    assert!(
        problems.contains(&("part-note", Problem::Missing)),
        "{problems:?}"
    );
    // What orders hang on cannot stay alone, and the other way round.
    let tied = desk
        .refuse_part(&officer, &reference, 1, &part("shop.orders"))
        .await;
    if let Err(error) = tied {
        assert_eq!(fields(error), [("places", Problem::HangsOnOthers)]);
    }
    let version = seen(desk, &officer, &reference).await.request.version;
    desk.refuse_part(&officer, &reference, version, &part("shop.newsletter"))
        .await
        .unwrap();
    let view = seen(desk, &officer, &reference).await;
    assert_eq!(
        view.request.parts.len(),
        view.request.parts.iter().filter(|part| part.told).count()
    );
    let plan = view.plan.unwrap();
    let line = plan
        .lines
        .iter()
        .find(|line| line.place == "shop.newsletter");
    let kept = matches!(
        line.unwrap().fate,
        habeas_domain::view::Fate::Kept { told: true, .. }
    );
    assert!(kept, "{line:?}");
    // The person reads it with the answer, not before.
    let theirs = desk.request(&maria, &reference).await.unwrap();
    assert!(theirs.parts.is_empty());
    assert!(
        theirs
            .story
            .iter()
            .all(|step| step.what != "story-refused-in-part")
    );
    desk.approve(
        &officer,
        &reference,
        view.request.version,
        Some(&plan.digest),
    )
    .await
    .unwrap();
    let view = until(desk, &officer, &reference, Stage::Answered).await;
    let Some(Outcome::InPart { refused }) = view.outcome else {
        panic!("{:?}", view.outcome);
    };
    let claims = refused
        .iter()
        .filter(|denial| denial.basis.ground() == "legal-claims")
        .find(|denial| denial.stays == ["shop.newsletter"])
        .unwrap();
    assert_eq!(claims.purpose, "To send you news and offers");
    let left = format!("SELECT count(*) || '' FROM newsletter WHERE email = '{email}'");
    assert_eq!(company.shop(&left).await.as_deref(), Some("1"));
    let gone = format!("SELECT count(*) || '' FROM customers WHERE email = '{email}'");
    assert_eq!(company.shop(&gone).await.as_deref(), Some("0"));
    let receipt = desk.receipt(&reference).await.unwrap().0;
    let said = serde_json::to_string(&receipt).unwrap();
    assert!(said.contains("legal claims"), "{said}");
}

async fn a_part_of_an_answer_is_refused_truly(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let officer = company.staff("Henrik").await;
    let reference = entered(&company, &agent, "complaint").await;
    let mut asked = part("shop.newsletter");
    asked.refusal.ground = "unfounded".into();
    let version = seen(desk, &officer, &reference).await.request.version;
    // What is called unfounded has to be shown.
    let answering = Answering::InPart(Box::new(asked.clone()));
    let bare = desk.answer(&officer, &reference, version, &answering).await;
    assert_eq!(
        fields(bare.unwrap_err()),
        [("part-burden", Problem::Missing)]
    );
    asked.refusal.burden = "The same was answered in May.".into();
    let answering = Answering::InPart(Box::new(asked));
    desk.answer(&officer, &reference, version, &answering)
        .await
        .unwrap();
    let view = seen(desk, &officer, &reference).await;
    assert_eq!(
        view.burden.as_deref(),
        Some("The same was answered in May.")
    );
    assert!(matches!(view.request.outcome, Some(Outcome::InPart { .. })));
    let maria = company.signed_in(MARIA).await;
    let theirs = desk.request(&maria, &reference).await.unwrap();
    assert_eq!(theirs.parts.len(), 1);
    let told = &theirs.parts[0];
    assert_eq!(told.ground, "refusal-unfounded");
    assert!(told.court && told.authority.contains("Data Protection Commission"));
    assert_eq!(told.note, "There is a case about the newsletter.");
    assert!(!format!("{theirs:?}").contains("answered in May"));
    let letter = desk
        .letter_to_person(&officer, &reference, LetterKind::Answered)
        .await
        .unwrap();
    assert_eq!(letter.refused.len(), 1);
}

async fn a_fee_is_warned_of_and_stops_everything(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let officer = company.staff("Henrik").await;
    let asked = RefusalAsked {
        ground: "excessive".into(),
        note: "You have asked eleven times since May.".into(),
        burden: "Eleven requests, each answered.".into(),
    };
    let nothing = desk
        .ask_fee(&officer, &reference, 1, ("much", &asked))
        .await;
    assert_eq!(fields(nothing.unwrap_err()), [("amount", Problem::Missing)]);
    desk.ask_fee(&officer, &reference, 1, ("25.00 EUR", &asked))
        .await
        .unwrap();
    let mail = company
        .mail(
            company.person(MARIA).email,
            &format!("A fee for your request {reference}"),
        )
        .await;
    assert!(mail.text.contains("Nothing has been charged"));
    let view = desk.request(&maria, &reference).await.unwrap();
    assert!(view.fee.unwrap().is_open());
    let staff = seen(desk, &officer, &reference).await;
    let digest = staff.plan.unwrap().digest;
    let refused = desk.approve(&officer, &reference, 2, Some(&digest)).await;
    assert!(
        matches!(refused, Err(DeskError::Refused(Refusal::FeeOpen))),
        "{refused:?}"
    );
    desk.settle_fee(&officer, &reference, 2, false)
        .await
        .unwrap();
    desk.approve(&officer, &reference, 3, Some(&digest))
        .await
        .unwrap();
    let agent = company.staff("Nuala").await;
    let other = desk.settle_fee(&agent, &reference, 4, true).await;
    assert!(matches!(other, Err(DeskError::NotFound)), "{other:?}");
}

async fn two_for_the_same_are_joined_at_their_word(on: On) {
    let company = Company::holding(on, TimeDelta::days(3)).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let first = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    // Not silently a second one, and not silently the first.
    let same = desk.ask_erasure(&maria, true, desk.new_client_id()).await;
    assert_eq!(same.unwrap(), first);
    let second = desk
        .ask_erasure_anew(&maria, true, desk.new_client_id(), BTreeSet::new())
        .await
        .unwrap();
    assert_ne!(first, second);
    let view = desk.request(&maria, &second).await.unwrap();
    assert_eq!(view.same, [first]);
    let declan = company.signed_in(1002).await;
    let stolen = desk.join_requests(&declan, &second, None, &first).await;
    assert!(matches!(stolen, Err(DeskError::NotFound)), "{stolen:?}");
    desk.join_requests(&maria, &second, None, &first)
        .await
        .unwrap();
    let view = desk.request(&maria, &second).await.unwrap();
    assert_eq!(view.line.stage, Stage::Joined);
    assert_eq!(view.story.last().unwrap().other, Some(first));
    let view = desk.request(&maria, &first).await.unwrap();
    assert_eq!(view.story.last().unwrap().other, Some(second));
    assert_eq!(view.line.stage, Stage::Open);

    // Staff join what they took twice.
    let agent = company.staff("Nuala").await;
    let one = entered(&company, &agent, "restriction").await;
    let two = entered(&company, &agent, "restriction").await;
    let view = seen(desk, &agent, &two).await;
    assert_eq!(view.request.same, [one]);
    let other = desk
        .join_requests(&agent, &two, Some(view.request.version), &first)
        .await;
    assert!(
        matches!(other, Err(DeskError::Refused(Refusal::NotTheSame))),
        "{other:?}"
    );
    desk.join_requests(&agent, &two, Some(view.request.version), &one)
        .await
        .unwrap();
    assert_eq!(
        seen(desk, &agent, &two).await.request.line.stage,
        Stage::Joined
    );
}

async fn california_is_confirmed_by_itself_or_by_letter(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let today = today(&company);
    let mut call = taking(desk, &today);
    call.right = "restriction";
    call.lives = "US-CA";
    let reference = desk.enter_request(&agent, &call).await.unwrap();
    let view = seen(desk, &agent, &reference).await;
    assert_eq!(
        view.regime.id, "us-ca-ccpa",
        "the company says it follows it"
    );
    assert!(view.acknowledgement.is_some());
    let mail = company
        .mail(
            company.person(MARIA).email,
            &format!("We have your request {reference}"),
        )
        .await;
    assert!(mail.text.contains("This is how it goes"));
    let view = seen(desk, &agent, &reference).await;
    assert!(view.acknowledgement.unwrap().at.is_some());
    // Where no mail may be written, a letter is printed and posted.
    let mut call = taking(desk, &today);
    call.right = "objection";
    call.value = "1002";
    call.lives = "US-CA";
    call.careful = vec!["no-mail"];
    call.channel = "letter";
    call.name = "Declan";
    call.by_post = true;
    call.postal = "1 Hill Street\nCork";
    let reference = desk.enter_request(&agent, &call).await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let view = seen(desk, &agent, &reference).await;
    assert_eq!(view.acknowledgement.unwrap().at, None);
    assert!(view.by_letter && view.request.acts.contains(&Act::Acknowledge));
    let letter = desk
        .letter_to_person(&agent, &reference, LetterKind::Received)
        .await
        .unwrap();
    assert_eq!(letter.to, ["Declan", "1 Hill Street", "Cork"]);
    let version = view.request.version;
    desk.acknowledged(&agent, &reference, version)
        .await
        .unwrap();
    // Nor is anything else written there, whatever happens.
    let officer = company.staff("Henrik").await;
    let version = seen(desk, &officer, &reference).await.request.version;
    let refusal = RefusalAsked {
        ground: "not-identified".into(),
        note: "We wrote to you twice.".into(),
        ..RefusalAsked::default()
    };
    desk.refuse(&officer, &reference, version, &refusal)
        .await
        .unwrap();
    let letter = desk
        .letter_to_person(&officer, &reference, LetterKind::Refused)
        .await
        .unwrap();
    assert_eq!(letter.refused.len(), 1);
    assert_eq!(letter.note, "We wrote to you twice.");
    assert_eq!(company.mails(company.person(1002).email).await, 0);
    // Elsewhere the law of the company counts; an unknown place is none.
    let mut call = taking(desk, &today);
    call.right = "complaint";
    call.lives = "US-TX";
    let problems = fields(desk.enter_request(&agent, &call).await.unwrap_err());
    assert_eq!(problems, [("lives", Problem::NotOnOffer)]);
}

async fn staff_are_reminded_and_the_board_shows_it(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let today = Clock::System.now().date_naive();
    let demo = habeas_demo::create(&folder.path().join("stores"), habeas_demo::SEED, today)
        .await
        .unwrap();
    let map = map::parse(&std::fs::read_to_string(&demo.map_path).unwrap()).unwrap();
    let stores = Stores::open(map, demo.map_path.parent().unwrap(), |_| None).await;
    let clock = Clock::fixed(Clock::System.now());
    let desk = desk_at(on, folder.path(), stores, clock.clone()).await;
    for member in &demo.staff {
        let role = member.role.parse().unwrap();
        desk.seed_staff(role, member.full_name, member.email, member.password)
            .await
            .unwrap();
    }
    let sign_in = async |role: &str| {
        let member = demo.staff.iter().find(|one| one.role == role).unwrap();
        desk.sign_in(member.email, member.password, &HERE)
            .await
            .unwrap()
    };
    let reference = ask(&desk, "complaint", "nobody@nowhere.example", Locale::En).await;
    desk.remind_now().await.unwrap();
    let mails = async || {
        let all = desk.demo_outbox().await.unwrap();
        let ours = all
            .into_iter()
            .filter(|mail| mail.subject.starts_with(&reference.to_string()));
        ours.map(|mail| (mail.to, mail.subject)).collect::<Vec<_>>()
    };
    assert!(mails().await.is_empty());
    clock.advance(TimeDelta::days(29));
    desk.remind_now().await.unwrap();
    let first = mails().await;
    let officers = demo
        .staff
        .iter()
        .filter(|one| one.role == "officer")
        .count();
    assert_eq!(first.len(), officers, "{first:?}");
    // Once, however often it is looked for.
    desk.remind_now().await.unwrap();
    assert_eq!(mails().await.len(), officers);
    let officer = sign_in("officer").await;
    let board = desk.morning(&officer, None).await.unwrap().reminders;
    assert_eq!(board.len(), 1);
    assert_eq!(board[0].reference, reference);
    // Taken on: whoever looks after it is told too, and the officers when it is late.
    let agent = sign_in("agent").await;
    let version = seen(&desk, &agent, &reference).await.request.version;
    desk.assign(&agent, &reference, version, true)
        .await
        .unwrap();
    clock.advance(TimeDelta::days(20));
    desk.remind_now().await.unwrap();
    let late = mails().await.len() - officers;
    assert_eq!(late, officers + 1, "only the latest is said after a gap");
    let officer = sign_in("officer").await;
    let board = desk.morning(&officer, None).await.unwrap().reminders;
    assert_eq!(board[0].kind, Reminder::Late);
    // Closed, nothing stands there any more.
    let version = seen(&desk, &officer, &reference).await.request.version;
    desk.answer(&officer, &reference, version, &Answering::InFull)
        .await
        .unwrap();
    assert!(
        desk.morning(&officer, None)
            .await
            .unwrap()
            .reminders
            .is_empty()
    );
}

fn rule(sample: u32) -> ApprovalRule {
    ApprovalRule {
        name: "own words".into(),
        right: Right::Rectification,
        proofs: vec![Proof::Password],
        most_records: 5,
        sample,
    }
}

async fn a_rule_approves_and_a_share_is_looked_at(on: On) {
    let company = Company::settled(on, |settings| settings.approve = vec![rule(0)]).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let reference = email_correction(desk, &maria, "maria.new@post.example").await;
    show_contact(&company, &maria, &reference, "maria.new@post.example").await;
    company.wait_for(&maria, &reference, Stage::Answered).await;
    let officer = company.staff("Henrik").await;
    assert_eq!(
        desk.morning(&officer, None).await.unwrap().numbers.sampled,
        0
    );

    let company = Company::settled(on, |settings| settings.approve = vec![rule(1)]).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let reference = email_correction(desk, &maria, "maria.new@post.example").await;
    show_contact(&company, &maria, &reference, "maria.new@post.example").await;
    let officer = company.staff("Henrik").await;
    let mut picked = None;
    for _ in 0..200 {
        picked = seen(desk, &officer, &reference).await.sampled;
        if picked.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(picked.as_deref(), Some("own words"));
    assert_eq!(
        desk.morning(&officer, None).await.unwrap().numbers.sampled,
        1
    );
    let version = seen(desk, &officer, &reference).await.request.version;
    desk.approve(&officer, &reference, version, None)
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
}

async fn what_closes_unverified_says_so_in_the_persons_language(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let today = Clock::System.now().date_naive();
    let demo = habeas_demo::create(&folder.path().join("stores"), habeas_demo::SEED, today)
        .await
        .unwrap();
    let map = map::parse(&std::fs::read_to_string(&demo.map_path).unwrap()).unwrap();
    let stores = Stores::open(map, demo.map_path.parent().unwrap(), |_| None).await;
    let clock = Clock::fixed(Clock::System.now());
    let desk = desk_at(on, folder.path(), stores, clock.clone()).await;
    for member in &demo.staff {
        let role = member.role.parse().unwrap();
        desk.seed_staff(role, member.full_name, member.email, member.password)
            .await
            .unwrap();
    }
    let member = demo.staff.iter().find(|one| one.role == "agent").unwrap();
    let agent = desk
        .sign_in(member.email, member.password, &HERE)
        .await
        .unwrap();
    // Taken at the desk from somebody who reads Spanish, known by an address nobody has shown.
    let day = desk.now().with_timezone(&chrono_tz::Europe::Dublin);
    let day = day.date_naive().to_string();
    let mut call = taking(&desk, &day);
    call.kind = "email";
    call.value = "nadie@nowhere.example";
    call.language = "es";
    call.by_post = true;
    call.name = "Nadie";
    call.postal = "Calle Mayor 1\nMadrid";
    let reference = desk.enter_request(&agent, &call).await.unwrap();
    clock.advance(TimeDelta::days(70));
    let _stop = crate::company::at_work(&desk);
    let subject = format!("Su solicitud {reference} está cerrada");
    let mut told = None;
    for _ in 0..200 {
        let mails = desk.demo_outbox().await.unwrap();
        told = mails.into_iter().find(|mail| mail.subject == subject);
        if told.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let told = told.unwrap();
    assert!(told.text.contains("tribunales") && told.text.contains("decir que no"));
    let agent = desk
        .sign_in(member.email, member.password, &HERE)
        .await
        .unwrap();
    let letter = desk
        .letter_to_person(&agent, &reference, LetterKind::Expired)
        .await
        .unwrap();
    assert_eq!(letter.language, "es");
    assert_eq!(letter.to, ["Nadie", "Calle Mayor 1", "Madrid"]);
    assert!(letter.court && !letter.authority.is_empty());
}
