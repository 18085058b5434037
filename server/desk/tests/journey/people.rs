//! A person without a request, where they got stuck, who may be the same.

use habeas_desk::{DeskError, Whom};
use habeas_domain::view::QueueFilter;

use crate::{
    company::{Company, On},
    intake::{taking, today},
    on_both,
    oversight::column,
};

on_both![
    a_person_without_a_request_is_found_and_seen,
    where_somebody_got_stuck_is_counted_without_values,
    two_who_are_one_are_joined_and_parted,
];

async fn a_person_without_a_request_is_found_and_seen(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (agent, officer) = (company.staff("Nuala").await, company.staff("Henrik").await);
    assert!(
        desk.queue(&agent, &QueueFilter::default())
            .await
            .unwrap()
            .lines
            .is_empty()
    );
    let (lines, people) = desk
        .find_people(&agent, "customer_id", "1001")
        .await
        .unwrap();
    assert!(lines.is_empty() && people.len() == 1);
    let email = company.person(1001).email;
    assert!(!people[0].contains(email));
    let whom = Whom::Found(&people[0]);
    let view = desk.person_of(&agent, whom).await.unwrap();
    assert!(view.reference.is_none() && view.requests.is_empty());
    assert!(!format!("{view:?}").contains(email));
    let full = desk.reveal_of(&agent, whom, "call-back").await.unwrap();
    assert!(full.iter().any(|(_, value)| value == email));
    desk.note_of(&agent, whom, ("Rang about her bill", desk.new_client_id()))
        .await
        .unwrap();
    let view = desk.person_of(&agent, whom).await.unwrap();
    assert_eq!(view.notes[0].text, "Rang about her bill");
    // She sees that somebody looked, and that they had it in full.
    let maria = company.signed_in(1001).await;
    let looks = desk.looks(&maria).await.unwrap();
    assert!(looks.iter().any(|look| look.revealed.is_some()));
    // The token is the agent's alone, and no letter of it can be changed.
    let stolen = desk.person_of(&officer, whom).await;
    assert!(matches!(stolen, Err(DeskError::NotFound)));
    let odd = format!("00{}", &people[0][2..]);
    let forged = desk.person_of(&agent, Whom::Found(&odd)).await;
    assert!(matches!(forged, Err(DeskError::NotFound)));
}

async fn where_somebody_got_stuck_is_counted_without_values(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let maria = company.signed_in(1001).await;
    for _ in 0..3 {
        desk.stumbled(&maria, "/data/shop.customers/0f3a/phone", false)
            .await
            .unwrap();
    }
    desk.stumbled(&maria, "/prove", true).await.unwrap();
    let agent = company.staff("Nuala").await;
    // Staff stumble too, and nobody counts it.
    desk.stumbled(&agent, "/staff/intake", false).await.unwrap();
    let (_, people) = desk
        .find_people(&agent, "customer_id", "1001")
        .await
        .unwrap();
    let view = desk
        .person_of(&agent, Whom::Found(&people[0]))
        .await
        .unwrap();
    let stuck: Vec<_> = view
        .stuck
        .iter()
        .map(|one| (one.page.as_str(), one.what.as_str(), one.count))
        .collect();
    assert_eq!(
        stuck,
        [("/data/…/…/phone", "answers", 3), ("/prove", "proof", 1)]
    );
    // After thirty days it is gone.
    let older = match on {
        On::Sqlite => "update stumble set day = date('now', '-40 days') returning page",
        On::Postgres => "update stumble set day = current_date - 40 returning page",
    };
    assert_eq!(column(desk, older).await.len(), 2);
    let view = desk
        .person_of(&agent, Whom::Found(&people[0]))
        .await
        .unwrap();
    assert!(view.stuck.is_empty());
    desk.stumbled(&maria, "/prove", true).await.unwrap();
    assert_eq!(column(desk, "select page from stumble").await, ["/prove"]);
}

async fn two_who_are_one_are_joined_and_parted(on: On) {
    let company = Company::new(on).await;
    let desk = &company.desk;
    let (agent, officer) = (company.staff("Nuala").await, company.staff("Henrik").await);
    // Somebody rings and gives an address that the shop holds for Maria, under another account.
    let day = today(&company);
    let mut call = taking(desk, &day);
    call.kind = "email";
    let held = company
        .shop("select email from customers where id = 1001")
        .await
        .unwrap();
    call.value = "nobody.yet@example.org";
    let stranger = desk.enter_request(&agent, &call).await.unwrap();
    let view = desk.person(&officer, &stranger).await.unwrap();
    assert!(view.twins.is_empty(), "{:?}", view.twins);
    // Two calls by somebody who is not known, with the same address: two people, perhaps one.
    let again = desk
        .enter_request(&agent, &{
            let mut again = taking(desk, &day);
            again.kind = "email";
            again.value = "nobody.yet@example.org";
            again
        })
        .await
        .unwrap();
    let view = desk.person(&officer, &stranger).await.unwrap();
    assert_eq!(view.twins.len(), 1);
    assert_eq!(view.twins[0].evidence, ["email"]);
    assert!(!view.twins[0].merged && !format!("{view:?}").contains(&held));
    let other = view.twins[0].token.clone();
    // An agent sees it and joins nobody.
    let theirs = desk.person(&agent, &stranger).await.unwrap();
    assert!(!theirs.may_merge);
    let refused = desk
        .merge_people(&agent, (Whom::Of(&stranger), &theirs.twins[0].token), true)
        .await;
    assert!(matches!(refused, Err(DeskError::NotFound)));
    desk.merge_people(&officer, (Whom::Of(&stranger), &other), true)
        .await
        .unwrap();
    let view = desk.person(&officer, &stranger).await.unwrap();
    let numbers: Vec<_> = view.requests.iter().map(|line| line.reference).collect();
    assert!(numbers.contains(&stranger) && numbers.contains(&again));
    assert!(view.twins[0].merged);
    desk.merge_people(&officer, (Whom::Of(&stranger), &other), false)
        .await
        .unwrap();
    let view = desk.person(&officer, &stranger).await.unwrap();
    assert_eq!(view.requests.len(), 1);
    assert!(!view.twins[0].merged);
    let twice = desk
        .merge_people(&officer, (Whom::Of(&stranger), &other), false)
        .await;
    assert!(matches!(twice, Err(DeskError::NotFound)));
    let told = "select body from audit where body like '%merge-people%'";
    assert_eq!(column(desk, told).await.len(), 2);
}
