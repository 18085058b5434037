//! Of what staff are reminded, the order of our own days, and who said no without being found.

use anyhow::Result;
use chrono::{Days, NaiveDate, TimeDelta};
use habeas_domain::{
    choice::ChoiceRight,
    id::{RequestId, SubjectId},
    identity::Identity,
    request::Reminder,
};
use habeas_ledger::{
    filed::Filed,
    queue::{self, By, Filter},
    reminders, requests, said_no, subjects,
};

use crate::house::House;

fn day(house: &House, days: u64) -> NaiveDate {
    house.now().date_naive() + Days::new(days)
}

async fn reminders_are_given_once_and_move_with_the_deadline(house: House) -> Result<()> {
    let row = house.request().await?;
    let id = RequestId(row.id);
    let now = house.now();
    let (inner, due) = (day(&house, 3), day(&house, 5));
    let mut tx = house.begin().await?;
    let days = [(Reminder::Inner, inner), (Reminder::Due, due)];
    reminders::set(&mut tx, id, &days).await?;
    assert!(reminders::due(&mut tx, day(&house, 2), 9).await?.is_empty());
    let open = reminders::due(&mut tx, inner, 9).await?;
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].kind, open[0].on), (Reminder::Inner, inner));
    assert!(reminders::done(&mut tx, &open[0], now).await?);
    assert!(!reminders::done(&mut tx, &open[0], now).await?);
    // Set anew for the same day, it is not given again.
    reminders::set(&mut tx, id, &days).await?;
    assert!(reminders::due(&mut tx, inner, 9).await?.is_empty());
    // Moved, it is.
    let later = day(&house, 30);
    reminders::set(
        &mut tx,
        id,
        &[(Reminder::Inner, later), (Reminder::Due, later)],
    )
    .await?;
    assert!(reminders::due(&mut tx, due, 9).await?.is_empty());
    assert_eq!(reminders::due(&mut tx, later, 9).await?.len(), 2);
    // What was given stands on the board as long as the request is open.
    reminders::set(&mut tx, id, &days).await?;
    let given = reminders::due(&mut tx, due, 9).await?;
    for one in &given {
        reminders::done(&mut tx, one, now).await?;
    }
    let board = reminders::given(&mut tx, now - TimeDelta::seconds(1), 9).await?;
    assert_eq!(board.len(), given.len());
    let closed = requests::Row {
        stage: "answered".into(),
        finished: true,
        version: 2,
        ..row
    };
    requests::save(&mut tx, &closed, 1).await?;
    reminders::set(&mut tx, id, &[]).await?;
    assert!(
        reminders::given(&mut tx, now - TimeDelta::seconds(1), 9)
            .await?
            .is_empty()
    );
    assert!(reminders::due(&mut tx, later, 9).await?.is_empty());
    Ok(())
}

fn inner_due(day: NaiveDate) -> Filed {
    Filed {
        inner_due: Some(day),
        ..Filed::default()
    }
}

async fn the_queue_is_sorted_by_our_own_day_too(house: House) -> Result<()> {
    let subject = house.person().await?;
    let mut tx = house.begin().await?;
    let early = requests::Row {
        filed: inner_due(day(&house, 1)),
        ..house.request_of(subject, 20)
    };
    let late = requests::Row {
        filed: inner_due(day(&house, 9)),
        sampled: true,
        ..house.request_of(subject, 10)
    };
    let waits = requests::Row {
        waiting: true,
        filed: inner_due(day(&house, 0)),
        ..house.request_of(subject, 1)
    };
    for row in [&early, &late, &waits] {
        requests::add(&mut tx, row).await?;
    }
    let ids = |rows: Vec<requests::Row>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
    let by_inner = Filter {
        by: By::Inner,
        running: true,
        ..Filter::default()
    };
    let page = queue::page(&mut tx, &by_inner, 9).await?;
    assert_eq!(ids(page), [early.id, late.id]);
    let next = Filter {
        after: Some((day(&house, 1), early.id)),
        ..by_inner.clone()
    };
    assert_eq!(ids(queue::page(&mut tx, &next, 9).await?), [late.id]);
    let past = Filter {
        inner: true,
        due_before: Some(day(&house, 2)),
        ..by_inner
    };
    assert_eq!(ids(queue::page(&mut tx, &past, 9).await?), [early.id]);
    assert_eq!(queue::count(&mut tx, &past).await?, 1);
    let picked = Filter {
        sampled: Some(true),
        ..Filter::default()
    };
    assert_eq!(ids(queue::page(&mut tx, &picked, 9).await?), [late.id]);
    assert_eq!(
        requests::find(&mut tx, RequestId(late.id)).await?,
        Some(late)
    );
    Ok(())
}

async fn a_no_is_kept_under_a_keyed_hash(house: House) -> Result<()> {
    let mut tx = house.begin().await?;
    let email = Identity::new("email", "Mary@Post.example");
    let no = ChoiceRight::SaleOrSharing;
    for _ in 0..2 {
        said_no::add(&mut tx, &house.keys, &email, no, house.now()).await?;
    }
    let same = Identity::new("email", "mary@post.example");
    assert_eq!(said_no::of(&mut tx, &house.keys, &same).await?, [no]);
    let other = Identity::new("phone", "mary@post.example");
    assert!(said_no::of(&mut tx, &house.keys, &other).await?.is_empty());
    said_no::forget(&mut tx, &house.keys, &same, no).await?;
    assert!(said_no::of(&mut tx, &house.keys, &email).await?.is_empty());
    Ok(())
}

async fn where_somebody_lives_is_remembered(house: House) -> Result<()> {
    let subject: SubjectId = house.person().await?;
    let mut tx = house.begin().await?;
    assert_eq!(subjects::lives(&mut tx, subject).await?, None);
    subjects::set_lives(&mut tx, subject, Some("US-CA")).await?;
    assert_eq!(
        subjects::lives(&mut tx, subject).await?.as_deref(),
        Some("US-CA")
    );
    subjects::set_lives(&mut tx, subject, None).await?;
    assert_eq!(subjects::lives(&mut tx, subject).await?, None);
    Ok(())
}

crate::on_both!(
    reminders_are_given_once_and_move_with_the_deadline,
    the_queue_is_sorted_by_our_own_day_too,
    a_no_is_kept_under_a_keyed_hash,
    where_somebody_lives_is_remembered,
);
