//! The work of an office: handing over, teams, templates, many requests with an outcome each, reports,
//! the morning's stuck jobs tried again.

use habeas_desk::{DeskError, MessageTemplate, Problem, Visitor};
use habeas_domain::{
    id::{Reference, StaffId},
    identity::Identity,
    report::Californian,
    right::Right,
    view::{BulkFault, Many, QueueFilter},
};

use crate::{
    company::{Company, On},
    intake::{fields, taking, today},
    on_both,
    oversight::{column, text},
};

on_both![
    requests_are_handed_to_colleagues_and_teams,
    one_that_may_not_be_seen_keeps_the_others_not_back,
    the_same_asked_twice_is_refused_with_the_number_that_counts,
    templates_are_filled_in_and_checked,
    older_requests_are_filed_one_after_the_other,
    a_report_counts_how_rights_ended,
];

fn id_of(visitor: &Visitor) -> StaffId {
    match visitor.actor {
        habeas_domain::actor::Actor::Staff { id, .. } => id,
        _ => panic!("nobody who works here"),
    }
}

async fn asked(company: &Company, number: i64) -> Reference {
    let visitor = company.signed_in(number).await;
    let desk = &company.desk;
    let asked = desk.ask_erasure(&visitor, true, desk.new_client_id()).await;
    asked.unwrap()
}

async fn requests_are_handed_to_colleagues_and_teams(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let reference = asked(&company, 1001).await;
    let (henrik, amara) = (company.staff("Henrik").await, company.staff("Amara").await);
    let auditor = company.staff("Roisin").await;
    let email = |name: &str| {
        let mut staff = company.demo.staff.iter();
        staff
            .find(|one| one.full_name.starts_with(name))
            .unwrap()
            .email
    };
    desk.join_team(email("Amara"), Some("cork")).await.unwrap();
    let odd = desk.join_team(email("Amara"), Some("a b")).await;
    assert!(matches!(odd, Err(DeskError::Answers(_))), "{odd:?}");
    let version = desk
        .queue(&henrik, &QueueFilter::default())
        .await
        .unwrap()
        .lines[0]
        .version;
    // Somebody who handles no requests looks after none.
    let refused = desk
        .assign_to(&henrik, &reference, version, Some(id_of(&auditor)))
        .await;
    assert_eq!(fields(refused.unwrap_err()), [("to", Problem::NotOnOffer)]);
    desk.assign_to(&henrik, &reference, version, Some(id_of(&amara)))
        .await
        .unwrap();
    // It came to the colleague's team, and is found there.
    let view = desk.staff_request(&henrik, &reference).await.unwrap();
    assert_eq!(
        view.assigned
            .as_ref()
            .map(|(name, mine)| (name.as_str(), *mine)),
        Some(("Amara Diallo", false))
    );
    assert_eq!(view.team.as_deref(), Some("cork"));
    let of = |team: &str| QueueFilter {
        team: Some(team.to_owned()),
        channel: Some("account".to_owned()),
        ..QueueFilter::default()
    };
    assert_eq!(
        desk.queue(&henrik, &of("cork")).await.unwrap().lines.len(),
        1
    );
    assert!(
        desk.queue(&henrik, &of("dublin"))
            .await
            .unwrap()
            .lines
            .is_empty()
    );
    let version = view.request.version;
    let none = desk
        .hand_to_team(&henrik, (&reference, version), Some("dublin"))
        .await;
    assert_eq!(fields(none.unwrap_err()), [("team", Problem::NotOnOffer)]);
    desk.hand_to_team(&henrik, (&reference, version), None)
        .await
        .unwrap();
    assert!(
        desk.queue(&henrik, &of("cork"))
            .await
            .unwrap()
            .lines
            .is_empty()
    );
}

async fn one_that_may_not_be_seen_keeps_the_others_not_back(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (own, other) = (asked(&company, 1001).await, asked(&company, 1006).await);
    let henrik = company.staff("Henrik").await;
    let member = company
        .demo
        .staff
        .iter()
        .find(|one| one.full_name.starts_with("Henrik"));
    let identity = Identity::new("customer_id", "1001");
    desk.tie_staff(member.unwrap().email, &identity)
        .await
        .unwrap();
    let chosen = [own, other];
    let preview = desk
        .bulk_preview(&henrik, &Many::Take, &chosen)
        .await
        .unwrap();
    assert_eq!(preview[0].fault, Some(BulkFault::NotThere));
    // Nothing of their own case is on the page.
    assert!(preview[0].line.is_none() && preview[1].line.is_some());
    let version = preview[1].line.as_ref().unwrap().version;
    let versions = [(own, 1), (other, version)];
    let done = desk
        .bulk(&henrik, &Many::Take, &versions, desk.new_client_id())
        .await
        .unwrap();
    assert_eq!(done[0].fault, Some(BulkFault::NotThere));
    assert_eq!(done[1].fault, None);
}

async fn the_same_asked_twice_is_refused_with_the_number_that_counts(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let day = today(&company);
    let first = desk
        .enter_request(&agent, &taking(desk, &day))
        .await
        .unwrap();
    let second = desk
        .enter_request(&agent, &taking(desk, &day))
        .await
        .unwrap();
    let officer = company.staff("Henrik").await;
    let preview = desk
        .bulk_preview(&officer, &Many::Duplicate, &[first, second])
        .await
        .unwrap();
    let (one, other): (Vec<_>, Vec<_>) = preview.into_iter().partition(|line| line.fault.is_none());
    assert_eq!(other[0].fault, Some(BulkFault::NoOther));
    let (kept, refused) = (other[0].reference, one[0].reference);
    assert!(one[0].note.as_ref().unwrap().contains(&kept.to_string()));
    let version = one[0].line.as_ref().unwrap().version;
    let done = desk
        .bulk(
            &officer,
            &Many::Duplicate,
            &[(refused, version)],
            desk.new_client_id(),
        )
        .await
        .unwrap();
    assert_eq!(done[0].fault, None);
    let view = desk.staff_request(&officer, &refused).await.unwrap();
    let refusal = view.request.refusal.unwrap();
    assert_eq!(refusal.ground, "refusal-excessive");
    assert!(refusal.note.contains(&kept.to_string()));
}

async fn templates_are_filled_in_and_checked(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let reference = asked(&company, 1001).await;
    let (officer, agent) = (company.staff("Henrik").await, company.staff("Nuala").await);
    let mut template = MessageTemplate {
        id: desk.new_client_id(),
        name: "We are on it".to_owned(),
        texts: vec![
            ("en".to_owned(), "Dear {name}, {number}".to_owned()),
            ("es".to_owned(), "Su solicitud {number}.".to_owned()),
        ],
    };
    let refused = desk.keep_template(&officer, &template).await.unwrap_err();
    assert_eq!(
        fields(refused),
        [("text-en", Problem::UnknownPlace("name".to_owned()))]
    );
    template.texts[0].1 = "Your request {number} ({right}) is due {due}.".to_owned();
    desk.keep_template(&officer, &template).await.unwrap();
    let not_theirs = desk.keep_template(&agent, &template).await;
    assert!(matches!(not_theirs, Err(DeskError::NotFound)));
    let twin = MessageTemplate {
        id: desk.new_client_id(),
        ..template.clone()
    };
    let taken = desk.keep_template(&officer, &twin).await.unwrap_err();
    assert_eq!(fields(taken), [("name", Problem::SomebodyElses)]);
    let filled = desk.filled(&agent, template.id, &reference).await.unwrap();
    assert!(
        filled.contains(&reference.to_string()) && !filled.contains('{'),
        "{filled}"
    );
    // To many at once, each once, however often the form is sent.
    let preview = desk
        .bulk_preview(&agent, &Many::Message(template.id), &[reference])
        .await
        .unwrap();
    assert_eq!(preview[0].note.as_deref(), Some(filled.as_str()));
    let form = desk.new_client_id();
    let version = preview[0].line.as_ref().unwrap().version;
    for _ in 0..2 {
        let many = Many::Message(template.id);
        let done = desk
            .bulk(&agent, &many, &[(reference, version)], form)
            .await;
        assert_eq!(done.unwrap()[0].fault, None);
    }
    let maria = company.signed_in(1001).await;
    let messages = desk.request(&maria, &reference).await.unwrap().messages;
    let read: Vec<_> = messages.iter().map(|one| one.text.as_deref()).collect();
    assert_eq!(read, [Some(filled.as_str())]);
    desk.drop_template(&officer, template.id).await.unwrap();
    assert!(desk.templates(&agent).await.unwrap().is_empty());
    let gone = desk.filled(&agent, template.id, &reference).await;
    assert!(matches!(gone, Err(DeskError::NotFound)));
    // The name is free again.
    desk.keep_template(&officer, &twin).await.unwrap();
}

async fn older_requests_are_filed_one_after_the_other(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let agent = company.staff("Nuala").await;
    let day = today(&company);
    let mut letter = taking(desk, &day);
    letter.channel = "letter";
    letter.language = "es";
    let reference = desk.enter_request(&agent, &letter).await.unwrap();
    // As it was before requests were filed.
    let before =
        "update request set channel = null, language = null, filed = false returning reference";
    assert_eq!(column(desk, before).await, [reference.to_string()]);
    while desk.file_some().await.unwrap() > 0 {}
    let filter = QueueFilter {
        channel: Some("letter".to_owned()),
        language: Some("es".to_owned()),
        ..QueueFilter::default()
    };
    let found = desk.queue(&agent, &filter).await.unwrap();
    assert_eq!(found.lines.len(), 1);
    assert_eq!(found.lines[0].line.reference, reference);
}

async fn a_report_counts_how_rights_ended(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let taken = asked(&company, 1001).await;
    desk.withdraw(&maria, &taken).await.unwrap();
    let refused = asked(&company, 1006).await;
    let officer = company.staff("Henrik").await;
    let view = desk.staff_request(&officer, &refused).await.unwrap();
    let asked_for = habeas_desk::RefusalAsked {
        ground: "legal-claims".to_owned(),
        note: "A court asks for it.".to_owned(),
        burden: String::new(),
    };
    desk.refuse(&officer, &refused, view.request.version, &asked_for)
        .await
        .unwrap();
    desk.set_choice(
        &maria,
        habeas_domain::choice::ChoiceRight::SaleOrSharing,
        false,
        desk.new_client_id(),
    )
    .await
    .unwrap();
    let auditor = company.staff("Roisin").await;
    let report = desk.report(&auditor, ("", ""), "").await.unwrap();
    let (_, erasure) = report
        .rights
        .iter()
        .find(|(right, _)| *right == Right::Erasure)
        .unwrap();
    assert_eq!((erasure.received, erasure.withdrawn), (2, 1));
    assert_eq!(erasure.refused.get("legal-claims"), Some(&1));
    assert_eq!(
        (erasure.late, erasure.within_inner, erasure.open),
        (0, 1, 0)
    );
    let (_, out) = report
        .california
        .iter()
        .find(|(kind, _)| *kind == Californian::OptOut)
        .unwrap();
    assert_eq!(out.received, 1);
    // Other days, another law: nothing.
    let long_ago = desk
        .report(&auditor, ("2020-01-01", "2020-12-31"), "")
        .await
        .unwrap();
    assert!(long_ago.rights.iter().all(|(_, part)| part.received == 0));
    let california = desk.report(&auditor, ("", ""), "us-ca-ccpa").await.unwrap();
    assert!(california.rights.iter().all(|(_, part)| part.received == 0));
    let wrong = desk
        .report(&auditor, ("2026-03-05", "2026-03-01"), "")
        .await;
    assert_eq!(fields(wrong.unwrap_err()), [("to", Problem::BeforeStart)]);
    let csv = text(desk.export_report(&auditor, ("", ""), "").await.unwrap()).await;
    assert!(csv.contains("right,erasure,"), "{csv}");
    assert!(csv.contains("legal-claims=1"), "{csv}");
    let agent = company.staff("Nuala").await;
    assert!(matches!(
        desk.report(&agent, ("", ""), "").await,
        Err(DeskError::NotFound)
    ));
}
