//! A person as staff see them: masked, revealed with a reason that the person can read, notes.

use habeas_desk::{DeskError, Problem, Taking};
use habeas_domain::{choice::ChoiceRight, intake::RevealReason, who::HappenedWhat};

use crate::{
    company::{Company, On},
    on_both,
};

on_both![
    a_person_is_seen_masked_and_revealed_with_a_reason,
    notes_are_kept_once_and_sealed,
];

const MARIA: i64 = 1001;

async fn a_person_is_seen_masked_and_revealed_with_a_reason(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(MARIA).await;
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let right = ChoiceRight::DirectMarketing;
    desk.set_choice(&maria, right, false, desk.new_client_id())
        .await
        .unwrap();
    let agent = company.staff("Nuala").await;
    let email = company.person(MARIA).email;
    let view = desk.person(&agent, &reference).await.unwrap();
    assert!(!format!("{view:?}").contains(email));
    assert!(view.identities.iter().any(|(kind, value, shown)| {
        kind == "email" && value == "m•••@•••.example" && *shown
    }));
    assert!(view.requests.iter().any(|line| line.reference == reference));
    assert!(view.timeline.iter().any(|one| matches!(
        &one.what,
        HappenedWhat::Choice { right, allowed: false } if right == "direct-marketing"
    )));
    assert!(view.timeline.iter().any(|one| matches!(
        &one.what,
        HappenedWhat::Request { key, .. } if key == "story-received"
    )));
    // Without a reason nothing is shown in full.
    let none = desk.reveal(&agent, &reference, "").await;
    assert!(
        matches!(&none, Err(DeskError::Answers(answers)) if answers[..] == [("why", Problem::Missing)]),
        "{none:?}"
    );
    let looks = desk.looks(&maria).await.unwrap();
    assert!(looks.iter().all(|look| look.revealed.is_none()));
    let full = desk.reveal(&agent, &reference, "call-back").await.unwrap();
    assert!(full.contains(&("email".to_owned(), email.to_owned())));
    let looks = desk.looks(&maria).await.unwrap();
    let told = looks.iter().find(|look| look.revealed.is_some()).unwrap();
    assert_eq!(told.revealed, Some(RevealReason::CallBack));
    assert_eq!(told.reference, Some(reference));
    let auditor = company.staff("Roisin").await;
    let lines = desk.audit(&auditor, None).await.unwrap().lines;
    assert!(lines.iter().any(|line| line.act == "reveal-contact"));
    let refused = desk.person(&auditor, &reference).await;
    assert!(matches!(refused, Err(DeskError::NotFound)));
    // Thirty in an hour are enough.
    let mut waits = false;
    for _ in 0..31 {
        let answer = desk.reveal(&agent, &reference, "check-contact").await;
        waits |= matches!(answer, Err(DeskError::Wait(_)));
    }
    assert!(waits);
}

async fn notes_are_kept_once_and_sealed(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let zone = chrono_tz::Europe::Dublin;
    let today = desk.now().with_timezone(&zone).date_naive().to_string();
    let taking = Taking {
        right: "erasure",
        channel: "letter",
        received: &today,
        name: "Brigid Nolan",
        language: "en",
        client_id: desk.new_client_id(),
        by_post: true,
        postal: "4 Harbour Row",
        ..Taking::default()
    };
    let reference = desk.enter_request(&agent, &taking).await.unwrap();
    let form = desk.new_client_id();
    for _ in 0..2 {
        let note = ("Hears badly: speak slowly", form);
        desk.write_note(&agent, &reference, note).await.unwrap();
    }
    let empty = desk
        .write_note(&agent, &reference, ("  ", desk.new_client_id()))
        .await;
    assert!(matches!(empty, Err(DeskError::Answers(_))), "{empty:?}");
    let officer = company.staff("Henrik").await;
    let view = desk.person(&officer, &reference).await.unwrap();
    assert_eq!(view.notes.len(), 1);
    assert_eq!(view.notes[0].text, "Hears badly: speak slowly");
    assert_eq!(view.notes[0].by, "Nuala Brady");
    assert!(view.identities.is_empty());
    // The address of the answer is what can be revealed of somebody who is known by nothing.
    let full = desk
        .reveal(&officer, &reference, "post-answer")
        .await
        .unwrap();
    assert_eq!(full, [("postal".to_owned(), "4 Harbour Row".to_owned())]);
    if on == On::Sqlite {
        // In the file of the ledger stands neither the note nor the address.
        for file in ["ledger.sqlite", "ledger.sqlite-wal"] {
            let bytes = std::fs::read(company.folder.path().join(file)).unwrap_or_default();
            for secret in ["speak slowly", "Harbour Row", "Brigid Nolan"] {
                let found = bytes
                    .windows(secret.len())
                    .any(|part| part == secret.as_bytes());
                assert!(!found, "{secret} stands in {file}");
            }
        }
    }
}
