//! What the person and the company write to each other, what the person thought of the answer,
//! and the rights that have no page of their own.

use habeas_desk::{DeskError, Problem, Upload, Visitor, Writing};
use habeas_domain::{id::Reference, right::Right, view::Stage};
use habeas_words::Locale;
use uuid::Uuid;

use crate::{
    company::{Company, On},
    on_both,
};

on_both![
    words_go_both_ways_and_a_mail_says_only_that,
    nobody_else_reads_or_writes_and_nothing_is_sent_twice,
    why_it_is_late_stands_with_the_request,
    an_answer_is_rated_once,
    what_has_no_page_of_its_own_is_asked_in_words,
];

const MARIA: i64 = 1001;
const DECLAN: i64 = 1002;

fn writing(client_id: Uuid, text: &str) -> Writing<'_> {
    Writing {
        client_id,
        text,
        explains_late: false,
    }
}

fn picture() -> Upload {
    Upload {
        name: "proof.pdf".into(),
        declared: "application/pdf".into(),
        content: b"%PDF-1.4\nan invented letter\n%%EOF\n".to_vec(),
    }
}

async fn complaint(company: &Company, visitor: &Visitor, about: Option<Reference>) -> Reference {
    let desk = &company.desk;
    let form = (desk.new_client_id(), Locale::En);
    desk.ask_other(visitor, ("complaint", "Nobody called back."), about, form)
        .await
        .unwrap()
}

async fn words_go_both_ways_and_a_mail_says_only_that(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    desk.remember_language(&maria, Locale::Es).await.unwrap();
    let number = complaint(&company, &maria, None).await;
    let id = desk.new_client_id();
    desk.hand_in(&maria, id, &picture()).await.unwrap();
    let text = "It was the blue umbrella.";
    desk.write_message(&maria, &number, &writing(id, text))
        .await
        .unwrap();

    let officer = company.staff("Henrik").await;
    let unread = desk.morning(&officer, None).await.unwrap().unread;
    assert_eq!(unread.len(), 1);
    assert_eq!(unread[0].0, number);
    let view = desk.staff_request(&officer, &number).await.unwrap().request;
    assert_eq!(view.messages.len(), 1);
    assert_eq!(view.messages[0].text.as_deref(), Some(text));
    assert!(!view.messages[0].from_staff);
    let file = &view.messages[0].files[0];
    assert_eq!(file.name, "proof.pdf");
    let opened = desk
        .evidence_file(&officer, &number, file.id)
        .await
        .unwrap();
    assert_eq!(opened.size, picture().content.len() as u64);
    assert!(
        desk.morning(&officer, None)
            .await
            .unwrap()
            .unread
            .is_empty()
    );
    // What came with a message is no evidence of a correction.
    assert!(view.correction.is_none());

    assert!(desk.new_messages(&maria).await.unwrap().is_empty());
    let id = desk.new_client_id();
    desk.hand_over(&officer, &number, id, &picture())
        .await
        .unwrap();
    let waiting = desk.handed_over(&officer, &number, id).await.unwrap();
    assert_eq!(waiting.len(), 1);
    // A form that is not sent yet is nobody else's, not the person's either.
    assert!(
        desk.own_evidence_file(&maria, &number, waiting[0].id)
            .await
            .is_err()
    );
    let answer = "We found the umbrella.";
    desk.write_to_person(&officer, &number, &writing(id, answer))
        .await
        .unwrap();
    let subject = format!("Un mensaje sobre su solicitud {number}");
    let mail = company.mail(company.person(MARIA).email, &subject).await;
    assert!(!mail.text.contains("umbrella"), "{}", mail.text);
    assert!(mail.text.contains(&number.to_string()));
    assert_eq!(desk.new_messages(&maria).await.unwrap(), [number]);
    let view = desk.request(&maria, &number).await.unwrap();
    assert_eq!(view.messages[1].text.as_deref(), Some(answer));
    assert!(view.messages[0].read_at.is_some());
    assert_eq!(view.messages[1].read_at, None);
    let file = view.messages[1].files[0].id;
    desk.own_evidence_file(&maria, &number, file).await.unwrap();
    assert!(desk.new_messages(&maria).await.unwrap().is_empty());
    let view = desk.request(&maria, &number).await.unwrap();
    assert!(view.messages[1].read_at.is_some());
    // At rest the words cannot be read.
    if on == On::Sqlite {
        for end in ["", "-wal"] {
            let file = company.folder.path().join(format!("ledger.sqlite{end}"));
            let bytes = std::fs::read(file).unwrap_or_default();
            assert!(!bytes.windows(8).any(|part| part == b"umbrella"));
        }
    }
}

async fn nobody_else_reads_or_writes_and_nothing_is_sent_twice(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (maria, declan) = (
        company.signed_in(MARIA).await,
        company.signed_in(DECLAN).await,
    );
    let number = complaint(&company, &maria, None).await;
    let id = desk.new_client_id();
    for _ in 0..2 {
        desk.write_message(&maria, &number, &writing(id, "Once."))
            .await
            .unwrap();
    }
    assert_eq!(
        desk.request(&maria, &number).await.unwrap().messages.len(),
        1
    );
    let other = writing(desk.new_client_id(), "Twice.");
    let refused = desk.write_message(&declan, &number, &other).await;
    assert!(matches!(refused, Err(DeskError::NotFound)), "{refused:?}");
    let refused = desk.write_to_person(&declan, &number, &other).await;
    assert!(matches!(refused, Err(DeskError::NotFound)), "{refused:?}");
    let auditor = company.staff("Roisin").await;
    let refused = desk.write_to_person(&auditor, &number, &other).await;
    assert!(refused.is_err());
    let long = "x".repeat(4001);
    for (bad, problem) in [
        ("  \n ", Problem::Missing),
        (
            long.as_str(),
            Problem::Value(habeas_domain::validate::Fault::TooLong(4000)),
        ),
    ] {
        match desk.write_message(&maria, &number, &writing(id, bad)).await {
            Err(DeskError::Answers(answers)) => assert_eq!(answers, [("message", problem)]),
            other => panic!("{other:?}"),
        }
    }
    for _ in 1..20 {
        let next = writing(desk.new_client_id(), "And again.");
        desk.write_message(&maria, &number, &next).await.unwrap();
    }
    let refused = desk.write_message(&maria, &number, &other).await;
    assert!(matches!(refused, Err(DeskError::Wait(_))), "{refused:?}");
}

async fn why_it_is_late_stands_with_the_request(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let number = complaint(&company, &maria, None).await;
    let officer = company.staff("Henrik").await;
    let mut why = writing(desk.new_client_id(), "The archive was flooded.");
    why.explains_late = true;
    desk.write_to_person(&officer, &number, &why).await.unwrap();
    // A person cannot say it for the company.
    why.client_id = desk.new_client_id();
    desk.write_message(&maria, &number, &why).await.unwrap();
    let messages = desk.request(&maria, &number).await.unwrap().messages;
    let explained: Vec<bool> = messages.iter().map(|one| one.explains_late).collect();
    assert_eq!(explained, [true, false]);
}

async fn an_answer_is_rated_once(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (maria, declan) = (
        company.signed_in(MARIA).await,
        company.signed_in(DECLAN).await,
    );
    let number = complaint(&company, &maria, None).await;
    let early = desk.rate(&maria, &number, ("5", "")).await;
    assert!(matches!(early, Err(DeskError::NotFound)), "{early:?}");
    desk.withdraw(&maria, &number).await.unwrap();
    let odd = desk.rate(&maria, &number, ("6", "")).await;
    assert!(matches!(odd, Err(DeskError::Answers(_))), "{odd:?}");
    let theirs = desk.rate(&declan, &number, ("1", "")).await;
    assert!(matches!(theirs, Err(DeskError::NotFound)), "{theirs:?}");
    desk.rate(&maria, &number, ("2", "Too many mails."))
        .await
        .unwrap();
    desk.rate(&maria, &number, ("5", "")).await.unwrap();
    let view = desk.request(&maria, &number).await.unwrap();
    let rating = view.rating.unwrap();
    assert_eq!(
        (rating.score, rating.words.as_str()),
        (2, "Too many mails.")
    );
    let officer = company.staff("Henrik").await;
    let morning = desk.morning(&officer, None).await.unwrap();
    assert_eq!(morning.ratings, [0, 1, 0, 0, 0]);
    let seen = desk.staff_request(&officer, &number).await.unwrap();
    assert_eq!(seen.request.rating, Some(rating));
}

async fn what_has_no_page_of_its_own_is_asked_in_words(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (maria, declan) = (
        company.signed_in(MARIA).await,
        company.signed_in(DECLAN).await,
    );
    let first = complaint(&company, &maria, None).await;
    let second = complaint(&company, &maria, Some(first)).await;
    let view = desk.request(&maria, &second).await.unwrap();
    assert_eq!(view.line.right, Right::Complaint);
    assert_eq!(view.about, Some(first));
    let form = (desk.new_client_id(), Locale::En);
    let theirs = desk
        .ask_other(&declan, ("complaint", "x"), Some(first), form)
        .await;
    assert!(matches!(theirs, Err(DeskError::NotFound)), "{theirs:?}");
    match desk.ask_other(&maria, ("erasure", " "), None, form).await {
        Err(DeskError::Answers(answers)) => assert_eq!(
            answers,
            [
                ("right", Problem::NotOnOffer),
                ("details", Problem::Missing)
            ]
        ),
        other => panic!("{other:?}"),
    }
    // To object one shows who one is; to complain not.
    let mut stale = maria.clone();
    stale.proved_at = None;
    let objection = ("objection", "I am in hiding.");
    let refused = desk.ask_other(&stale, objection, None, form).await;
    assert!(matches!(refused, Err(DeskError::Prove)), "{refused:?}");
    complaint(&company, &stale, None).await;
    let number = desk.ask_other(&maria, objection, None, form).await.unwrap();
    let again = desk.ask_other(&maria, objection, None, form).await.unwrap();
    assert_eq!(number, again);

    let officer = company.staff("Henrik").await;
    let seen = desk.staff_request(&officer, &number).await.unwrap();
    let asked = seen.asked.unwrap();
    assert_eq!(asked.details, "I am in hiding.");
    assert!(asked.signed_in);
    let version = seen.request.version;
    desk.answer(&officer, &number, version).await.unwrap();
    let view = desk.request(&maria, &number).await.unwrap();
    assert_eq!(view.line.stage, Stage::Answered);
}
