//! The queue, and what is done with many requests.

use habeas_desk::{Desk, DeskError, Problem, Visitor};
use habeas_domain::{
    choice::ChoiceRight,
    id::Reference,
    request::{ExtensionReason, Refusal},
    view::{Assignee, Bulk, BulkFault, DueWindow, Many, QueueFilter, Stage},
};

use crate::{
    company::{Company, On},
    on_both,
};

on_both![
    the_queue_is_narrowed_and_taken_in_bulk,
    a_person_is_found_by_what_names_exactly_them,
    what_is_shown_can_be_taken_away,
    a_view_is_kept_and_dropped,
    the_morning_counts_what_matters,
];

const WEI: i64 = 1006;

async fn asked(desk: &Desk, visitor: &Visitor) -> Reference {
    desk.ask_erasure(visitor, true, desk.new_client_id())
        .await
        .unwrap()
}

async fn the_queue_is_narrowed_and_taken_in_bulk(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let mut references = Vec::new();
    for number in [1001, 1002, WEI] {
        let visitor = company.signed_in(number).await;
        references.push(asked(desk, &visitor).await);
    }
    let officer = company.staff("Henrik").await;
    let all = desk.queue(&officer, &QueueFilter::default()).await.unwrap();
    assert_eq!(all.lines.len(), 3);
    // Nobody works in a team yet.
    let without_team: Vec<Bulk> = Bulk::ALL
        .into_iter()
        .filter(|bulk| *bulk != Bulk::Team)
        .collect();
    assert_eq!(all.bulk, without_team);
    assert!(
        all.lines
            .iter()
            .all(|line| line.assignee.is_none() && line.verified)
    );
    let versions: Vec<(Reference, i64)> = all.lines[..2]
        .iter()
        .map(|line| (line.line.reference, line.version))
        .collect();
    let chosen: Vec<Reference> = versions.iter().map(|(reference, _)| *reference).collect();

    let preview = desk
        .bulk_preview(&officer, &Many::Take, &chosen)
        .await
        .unwrap();
    assert!(preview.iter().all(|line| line.fault.is_none()));
    // Somebody is quicker with one of them.
    let other = company.staff("Amara").await;
    desk.assign(&other, &versions[0].0, versions[0].1, true)
        .await
        .unwrap();
    let form = desk.new_client_id();
    let done = desk.bulk(&officer, &Many::Take, &versions, form).await;
    let done = done.unwrap();
    assert_eq!(done[0].fault, Some(BulkFault::Changed));
    assert_eq!((done[1].reference, &done[1].fault), (versions[1].0, &None));

    let narrowed = |assignee| QueueFilter {
        assignee: Some(assignee),
        ..QueueFilter::default()
    };
    let mine = desk.queue(&officer, &narrowed(Assignee::Me)).await.unwrap();
    assert_eq!(mine.lines.len(), 1);
    assert!(mine.lines[0].mine);
    assert_eq!(mine.lines[0].line.reference, versions[1].0);
    assert_eq!(mine.lines[0].assignee.as_deref(), Some("Henrik Solberg"));
    let nobody = desk
        .queue(&officer, &narrowed(Assignee::Nobody))
        .await
        .unwrap();
    assert_eq!(nobody.lines.len(), 1);
    let late = QueueFilter {
        due: Some(DueWindow::Late),
        ..QueueFilter::default()
    };
    assert!(desk.queue(&officer, &late).await.unwrap().lines.is_empty());

    // More time can be taken once.
    let one = desk.queue(&officer, &narrowed(Assignee::Me)).await.unwrap();
    let line = &one.lines[0];
    let only = [(line.line.reference, line.version)];
    let more = Many::Extend(vec![ExtensionReason::Complexity]);
    let done = desk.bulk(&officer, &more, &only, form).await.unwrap();
    assert_eq!(done[0].fault, None);
    let again = desk
        .bulk_preview(&officer, &more, &[only[0].0])
        .await
        .unwrap();
    let refused = BulkFault::Rules(Refusal::NoExtension);
    assert_eq!(again[0].fault, Some(refused));
    assert!(again[0].line.as_ref().unwrap().line.due > line.line.due);

    // An agent takes requests on and takes no time.
    let agent = company.staff("Nuala").await;
    let seen = desk.queue(&agent, &QueueFilter::default()).await.unwrap();
    let theirs = [Bulk::Take, Bulk::Release, Bulk::Assign, Bulk::Message];
    assert_eq!(seen.bulk, theirs);
    let refused = desk.bulk(&agent, &more, &only, form).await;
    assert!(
        matches!(refused, Err(DeskError::NotFound | DeskError::Refused(_))),
        "{refused:?}"
    );
    let none = desk.bulk_preview(&officer, &Many::Take, &[]).await;
    assert!(matches!(none, Err(DeskError::NotFound)));
}

async fn a_person_is_found_by_what_names_exactly_them(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let reference = asked(desk, &maria).await;
    let agent = company.staff("Nuala").await;
    let email = company.person(1001).email;
    let found = desk
        .find_person(&agent, "email", &email.to_uppercase())
        .await
        .unwrap();
    assert!(found.iter().any(|line| line.line.reference == reference));
    assert!(desk.identity_kinds().contains(&"customer_id".to_owned()));
    let found = desk
        .find_person(&agent, "customer_id", "1001")
        .await
        .unwrap();
    assert!(!found.is_empty());
    // A part of a value, or the value of another kind, finds nobody.
    for (kind, value) in [("email", &email[1..]), ("customer_id", email)] {
        assert!(
            desk.find_person(&agent, kind, value)
                .await
                .unwrap()
                .is_empty()
        );
    }
    for (kind, value, field) in [("email", " ", "value"), ("shoe_size", "42", "kind")] {
        let refused = desk.find_person(&agent, kind, value).await;
        let Err(DeskError::Answers(answers)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(answers, [(field, Problem::Missing)]);
    }
    // The person sees that somebody looked, and as what.
    let looks = desk.looks(&maria).await.unwrap();
    assert!(!looks.is_empty());
    // Nobody browses: after enough looks there is a pause.
    let mut waits = None;
    for _ in 0..70 {
        if let Err(DeskError::Wait(seconds)) = desk
            .find_person(&agent, "email", "nobody@example.com")
            .await
        {
            waits = Some(seconds);
            break;
        }
    }
    assert!(waits.is_some_and(|seconds| seconds > 3000), "{waits:?}");
    let auditor = company.staff("Roisin").await;
    let refused = desk.find_person(&auditor, "email", email).await;
    assert!(refused.is_err());
}

async fn what_is_shown_can_be_taken_away(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let reference = asked(desk, &maria).await;
    let officer = company.staff("Henrik").await;
    let csv = desk
        .export_queue(&officer, &QueueFilter::default())
        .await
        .unwrap();
    let csv = crate::oversight::text(csv).await;
    let mut lines = csv.split("\r\n");
    assert_eq!(
        lines.next(),
        Some(
            "reference,right,regime,stage,received_at,due,late,verified,assignee,blocked_by,\
             own_due,team,channel,language"
        )
    );
    let line = lines.next().unwrap();
    assert!(
        line.starts_with(&format!("{reference},erasure,eu-gdpr,open,")),
        "{line}"
    );
    assert!(line.contains(",no,yes,,,"), "{line}");
    assert!(line.ends_with(",,account,"), "{line}");
    assert!(!csv.contains("maria"));
    let agent = company.staff("Nuala").await;
    assert!(
        desk.export_queue(&agent, &QueueFilter::default())
            .await
            .is_err()
    );
}

async fn a_view_is_kept_and_dropped(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (henrik, amara) = (company.staff("Henrik").await, company.staff("Amara").await);
    desk.keep_view(&henrik, " Mine ", "due=soon&who=me", false)
        .await
        .unwrap();
    desk.keep_view(&henrik, "Late erasures", "due=late&right=erasure", true)
        .await
        .unwrap();
    let refused = desk.keep_view(&henrik, " ", "", false).await;
    assert!(matches!(refused, Err(DeskError::Answers(_))), "{refused:?}");
    let foreign = desk
        .keep_view(&henrik, "x", "next=//evil.example", false)
        .await;
    assert!(matches!(foreign, Err(DeskError::NotFound)), "{foreign:?}");
    let views = async |who: &Visitor| {
        desk.queue(who, &QueueFilter::default())
            .await
            .unwrap()
            .views
    };
    let mine = views(&henrik).await;
    let names: Vec<&str> = mine.iter().map(|view| view.name.as_str()).collect();
    assert_eq!(names, ["Late erasures", "Mine"]);
    let theirs = views(&amara).await;
    assert_eq!(theirs.len(), 1);
    assert!(!theirs[0].own && theirs[0].shared);
    let stolen = desk.drop_view(&amara, theirs[0].id).await;
    assert!(matches!(stolen, Err(DeskError::NotFound)), "{stolen:?}");
    desk.drop_view(&henrik, mine[0].id).await.unwrap();
    assert_eq!(views(&henrik).await.len(), 1);
}

async fn the_morning_counts_what_matters(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    let open = asked(desk, &maria).await;
    let declan = company.signed_in(1002).await;
    let taken_back = asked(desk, &declan).await;
    desk.withdraw(&declan, &taken_back).await.unwrap();
    let no = desk.set_choice(
        &maria,
        ChoiceRight::SaleOrSharing,
        false,
        desk.new_client_id(),
    );
    no.await.unwrap();
    let officer = company.staff("Henrik").await;
    let morning = desk.morning(&officer, None).await.unwrap();
    assert_eq!((morning.numbers.late, morning.numbers.stuck), (0, 0));
    assert_eq!(morning.numbers.to_decide, 1);
    let first: Vec<Reference> = morning
        .first
        .iter()
        .map(|line| line.line.reference)
        .collect();
    assert_eq!(first, [open]);
    assert_eq!(morning.days.len(), 30);
    let today = morning.days.last().unwrap();
    assert_eq!((today.received, today.finished), (2, 1));
    // What was taken back was not answered.
    assert_eq!(morning.times.answered, 0);
    let view = desk.staff_request(&officer, &open).await.unwrap();
    let digest = view.plan.unwrap().digest;
    desk.approve(&officer, &open, view.request.version, Some(&digest))
        .await
        .unwrap();
    company.wait_for(&maria, &open, Stage::Answered).await;
    let times = desk.morning(&officer, None).await.unwrap().times;
    assert_eq!((times.answered, times.on_time), (1, 1));
}
