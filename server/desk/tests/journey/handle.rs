//! Staff handle a request on its way.

use habeas_desk::{Answering, DeskError};
use habeas_domain::{
    clock::PauseReason,
    request::{ExtensionReason, Refusal},
    view::Stage,
};

use crate::{
    company::{Company, On},
    on_both,
};

on_both![
    a_request_is_handled_and_its_story_says_so,
    the_auditor_changes_nothing
];

async fn a_request_is_handled_and_its_story_says_so(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let officer = company.staff("Henrik").await;
    desk.assign(&officer, &reference, 1, true).await.unwrap();
    // A page that is not fresh any more changes nothing.
    let stale = desk.assign(&officer, &reference, 1, false).await;
    assert!(matches!(stale, Err(DeskError::Conflict)), "{stale:?}");
    let due = desk.request(&maria, &reference).await.unwrap().line.due;
    let none = desk.extend(&officer, &reference, 2, Vec::new()).await;
    assert!(
        matches!(none, Err(DeskError::Refused(Refusal::NoReason))),
        "{none:?}"
    );
    let reasons = vec![ExtensionReason::Complexity];
    desk.extend(&officer, &reference, 2, reasons.clone())
        .await
        .unwrap();
    let view = desk.request(&maria, &reference).await.unwrap();
    assert!(view.line.due > due);
    let twice = desk.extend(&officer, &reference, 3, reasons).await;
    assert!(
        matches!(twice, Err(DeskError::Refused(Refusal::NoExtension))),
        "{twice:?}"
    );
    // She has proved who she is, so the clock cannot wait for that.
    let pause = desk
        .pause(&officer, &reference, 3, PauseReason::Identity)
        .await;
    assert!(matches!(pause, Err(DeskError::Refused(_))), "{pause:?}");
    let story: Vec<String> = view.story.into_iter().map(|step| step.what).collect();
    assert_eq!(
        story,
        ["story-received", "story-assigned", "story-extended"]
    );
    assert_eq!(view.line.stage, Stage::Open);
}

async fn the_auditor_changes_nothing(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let reference = desk
        .ask_erasure(&maria, true, desk.new_client_id())
        .await
        .unwrap();
    let auditor = company.staff("Roisin").await;
    for answer in [
        desk.assign(&auditor, &reference, 1, true).await,
        desk.verify(&auditor, &reference, 1).await,
        desk.resume(&auditor, &reference, 1).await,
        desk.answer(&auditor, &reference, 1, &Answering::InFull)
            .await,
        desk.retry(&auditor, &reference, 1).await,
    ] {
        assert!(matches!(answer, Err(DeskError::NotFound)), "{answer:?}");
    }
    let audit = desk.audit(&auditor, None).await.unwrap();
    assert!(
        audit
            .lines
            .iter()
            .any(|line| line.reference == Some(reference))
    );
}
