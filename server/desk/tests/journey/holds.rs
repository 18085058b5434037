//! Legal holds and restrictions: what they stop, what goes on, who lifts them, who may know.

use chrono::TimeDelta;
use habeas_desk::{DeskError, Holding};
use habeas_domain::{
    choice::ChoiceRight, hold::HoldKind, id::Reference, request::Refusal, view::Stage,
};
use habeas_words::Locale;

use crate::{
    company::{Company, On},
    keep::correcting,
    on_both,
};

on_both![
    a_hold_stops_an_erasure_until_somebody_else_lifts_it,
    a_hold_stops_an_erasure_that_was_approved_before,
    a_secret_hold_shows_nowhere_to_the_person,
    restricted_data_is_only_stored_and_the_person_is_told_before_it_ends,
    an_objection_restricts_while_it_is_weighed,
];

const MARIA: i64 = 1001;

fn holding(ground: &str, tell: bool) -> Holding {
    Holding {
        ground: ground.to_owned(),
        reason: "Case 4711 before the Circuit Court".to_owned(),
        tell,
        places: Vec::new(),
    }
}

async fn asked(company: &Company) -> Reference {
    let maria = company.signed_in(MARIA).await;
    let desk = &company.desk;
    let asked = desk.ask_erasure(&maria, true, desk.new_client_id());
    let reference = asked.await.unwrap();
    advertising_ends(company).await;
    reference
}

/// The no to news and offers that comes with a deletion is written by a job.
async fn advertising_ends(company: &Company) {
    for _ in 0..100 {
        let sql = "SELECT CAST(max(marketing_ok, \
                   coalesce((SELECT active FROM newsletter WHERE lower(email) = lower(c.email)), 0)) AS TEXT) \
                   FROM customers c WHERE id = 1001";
        if company.shop(sql).await.as_deref() == Some("0") {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("advertising goes on");
}

async fn a_hold_stops_an_erasure_until_somebody_else_lifts_it(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (henrik, amara) = (company.staff("Henrik").await, company.staff("Amara").await);
    let agent = company.staff("Nuala").await;
    let reference = asked(&company).await;
    let asked = holding("tax", true);
    for (ground, reason) in [("tax", ""), ("no-such", "a reason")] {
        let wrong = Holding {
            ground: ground.into(),
            reason: reason.into(),
            ..Holding::default()
        };
        let refused = desk.place_hold(&henrik, &reference, (&wrong, desk.new_client_id()));
        assert!(matches!(refused.await, Err(DeskError::Answers(_))));
    }
    let theirs = desk.place_hold(&agent, &reference, (&asked, desk.new_client_id()));
    assert!(matches!(theirs.await, Err(DeskError::NotFound)));
    let form = desk.new_client_id();
    for _ in 0..2 {
        // Sent twice, it is one hold.
        desk.place_hold(&henrik, &reference, (&asked, form))
            .await
            .unwrap();
    }
    let view = desk.staff_request(&amara, &reference).await.unwrap();
    assert_eq!(view.holds.len(), 1);
    assert_eq!(view.held, Some(Refusal::Held));
    assert!(
        !view
            .request
            .acts
            .contains(&habeas_domain::role::Act::Approve)
    );
    let queue = desk.queue(&amara, &Default::default()).await.unwrap();
    let line = queue
        .lines
        .iter()
        .find(|line| line.line.reference == reference);
    assert!(line.unwrap().held);
    let before = company.dump().await;
    let digest = view.plan.unwrap().digest;
    let version = view.request.version;
    let refused = desk
        .approve(&amara, &reference, version, Some(&digest))
        .await;
    let held = matches!(refused, Err(DeskError::Refused(Refusal::Held)));
    assert!(held, "{refused:?}");
    // No machine corrects anything either: somebody looks first.
    let maria = company.signed_in(MARIA).await;
    let data = desk.your_data(&maria).await.unwrap();
    assert_eq!(data.stands.len(), 1);
    assert_eq!(data.stands[0].kind, HoldKind::Legal);
    let asked = correcting(&data, "full_name", "Maria Held");
    let correction = desk
        .correct(&maria, &asked, desk.new_client_id())
        .await
        .unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let stage = desk.request(&maria, &correction).await.unwrap().line.stage;
    assert_eq!(stage, Stage::Open);
    assert_eq!(company.dump().await, before);
    // Whoever placed it does not lift it.
    let id = view.holds[0].id;
    let own = desk.lift(&henrik, &reference, id).await;
    let eyes = matches!(own, Err(DeskError::Refused(Refusal::FourEyes)));
    assert!(eyes, "{own:?}");
    desk.lift(&amara, &reference, id).await.unwrap();
    let twice = desk.lift(&amara, &reference, id).await;
    assert!(matches!(twice, Err(DeskError::NotFound)), "{twice:?}");
    desk.approve(&amara, &reference, version, Some(&digest))
        .await
        .unwrap();
    company.wait_for(&maria, &reference, Stage::Answered).await;
}

async fn a_hold_stops_an_erasure_that_was_approved_before(on: On) {
    let company = Company::holding(on, TimeDelta::seconds(2)).await;
    let desk = &company.desk;
    let (henrik, amara) = (company.staff("Henrik").await, company.staff("Amara").await);
    let reference = asked(&company).await;
    let view = desk.staff_request(&amara, &reference).await.unwrap();
    let digest = view.plan.unwrap().digest;
    desk.approve(&amara, &reference, view.request.version, Some(&digest))
        .await
        .unwrap();
    let form = (&holding("tax", false), desk.new_client_id());
    desk.place_hold(&henrik, &reference, form).await.unwrap();
    let before = company.dump().await;
    let mut view = desk.staff_request(&amara, &reference).await.unwrap();
    for _ in 0..200 {
        if view.request.line.stage == Stage::NeedsPerson {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        view = desk.staff_request(&amara, &reference).await.unwrap();
    }
    assert_eq!(view.stuck[0].1, "stuck-held");
    assert_eq!(company.dump().await, before);
    desk.lift(&amara, &reference, view.holds[0].id)
        .await
        .unwrap();
    desk.retry(&amara, &reference, view.request.version)
        .await
        .unwrap();
    let maria = company.signed_in(MARIA).await;
    company.wait_for(&maria, &reference, Stage::Answered).await;
    assert!(desk.receipt(&reference).await.unwrap().0.is_verified());
}

async fn a_secret_hold_shows_nowhere_to_the_person(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let henrik = company.staff("Henrik").await;
    let maria = company.signed_in(MARIA).await;
    let reference = asked(&company).await;
    let preview = desk.delete_preview(&maria).await.unwrap();
    let data = desk.your_data(&maria).await.unwrap();
    let shown = desk.request(&maria, &reference).await.unwrap();
    // The tick that the person may know does not make a secret ground known.
    let form = (&holding("fraud", true), desk.new_client_id());
    desk.place_hold(&henrik, &reference, form).await.unwrap();
    let after = desk.delete_preview(&maria).await.unwrap();
    assert_eq!(after.lines, preview.lines);
    assert_eq!((after.stands, after.totals), (Vec::new(), preview.totals));
    assert_eq!(desk.your_data(&maria).await.unwrap(), data);
    let again = desk.request(&maria, &reference).await.unwrap();
    assert_eq!(again, shown);
    let all = serde_json::to_string(&(&again, &desk.requests(&maria).await.unwrap())).unwrap();
    for word in ["fraud", "holds", "4711"] {
        assert!(!all.contains(&format!("\"{word}")), "{word} in {all}");
    }
    let staff = desk.staff_request(&henrik, &reference).await.unwrap();
    assert!(!staff.holds[0].told);
    let reason = staff.holds[0].reason.as_deref();
    assert_eq!(reason, Some("Case 4711 before the Circuit Court"));
    // Nor does the look log say more than that somebody looked.
    let looks = desk.looks(&maria).await.unwrap();
    let looks = serde_json::to_string(&looks).unwrap();
    assert!(
        !looks.contains("fraud") && !looks.contains("4711"),
        "{looks}"
    );
}

async fn restricted_data_is_only_stored_and_the_person_is_told_before_it_ends(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let henrik = company.staff("Henrik").await;
    let maria = company.signed_in(MARIA).await;
    let words = ("restriction", "Keep it, and do nothing with it.");
    let form = (desk.new_client_id(), Locale::En);
    let reference = desk.ask_other(&maria, words, None, form).await.unwrap();
    let asked = holding("accuracy", true);
    let form = (&asked, desk.new_client_id());
    desk.restrict(&henrik, &reference, form).await.unwrap();
    // The column that the map names says so, in each system that has one.
    let marked = |value: &'static str| {
        let company = &company;
        async move {
            for _ in 0..100 {
                let sql = "SELECT CAST(restricted AS TEXT) FROM customers WHERE id = 1001";
                if company.shop(sql).await.as_deref() == Some(value) {
                    return;
                }
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            panic!("never {value}");
        }
    };
    marked("1").await;
    let view = desk.holds(&henrik, &reference).await.unwrap();
    assert_eq!(view.holds[0].obeyed, [("Our web shop".to_owned(), true)]);
    // Who gets the data is to be told of the restriction too.
    let staff = desk.staff_request(&henrik, &reference).await.unwrap();
    assert!(!staff.request.told.is_empty());
    let first = staff.request.told[0].name.clone();
    desk.note_told(&henrik, &reference, &first).await.unwrap();
    let own = desk.request(&maria, &reference).await.unwrap();
    assert!(own.told[0].at.is_some() && own.told[0].by.is_none());
    // A no counts, a yes waits; a copy is made; nothing is deleted.
    let right = ChoiceRight::SaleOrSharing;
    desk.set_choice(&maria, right, false, desk.new_client_id())
        .await
        .unwrap();
    let yes = desk
        .set_choice(&maria, right, true, desk.new_client_id())
        .await;
    let restricted = matches!(yes, Err(DeskError::Refused(Refusal::Restricted)));
    assert!(restricted, "{yes:?}");
    let copy = desk
        .ask_package(&maria, desk.new_client_id(), Default::default())
        .await
        .unwrap();
    company.wait_for(&maria, &copy, Stage::Answered).await;
    let data = desk.your_data(&maria).await.unwrap();
    assert_eq!(data.stands[0].ground, "accuracy");
    // It does not end before the person was told.
    let id = view.holds[0].id;
    let early = desk.lift(&henrik, &reference, id).await;
    let untold = matches!(early, Err(DeskError::Refused(Refusal::NotTold)));
    assert!(untold, "{early:?}");
    desk.tell_end(&henrik, &reference, id).await.unwrap();
    company
        .mail(
            company.person(MARIA).email,
            "The restriction of your data ends",
        )
        .await;
    let data = desk.your_data(&maria).await.unwrap();
    assert!(data.stands[0].end_told_at.is_some());
    desk.lift(&henrik, &reference, id).await.unwrap();
    marked("0").await;
    assert!(desk.your_data(&maria).await.unwrap().stands.is_empty());
    desk.set_choice(&maria, right, true, desk.new_client_id())
        .await
        .unwrap();
}

async fn an_objection_restricts_while_it_is_weighed(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let amara = company.staff("Amara").await;
    let maria = company.signed_in(MARIA).await;
    let words = ("objection", "Stop guessing what I like.");
    let form = (desk.new_client_id(), Locale::En);
    let reference = desk.ask_other(&maria, words, None, form).await.unwrap();
    let view = desk.staff_request(&amara, &reference).await.unwrap();
    assert_eq!(view.holds.len(), 1);
    let hold = &view.holds[0];
    assert_eq!(
        (hold.kind, hold.ground.as_str()),
        (HoldKind::Restriction, "objection")
    );
    assert_eq!(hold.placed_by, None);
    assert_eq!(desk.your_data(&maria).await.unwrap().stands.len(), 1);
    // Once it was lifted, no later act on the request opens it again.
    desk.tell_end(&amara, &reference, hold.id).await.unwrap();
    desk.lift(&amara, &reference, hold.id).await.unwrap();
    desk.assign(&amara, &reference, view.request.version, true)
        .await
        .unwrap();
    assert!(desk.your_data(&maria).await.unwrap().stands.is_empty());
}
