//! Statements, evidence, the yearly answer, and who was told.

use anyhow::Result;
use chrono::TimeDelta;
use habeas_domain::id::{RequestId, StaffId, SubjectId};
use habeas_ledger::{check_ups, evidence, requests, statements, subjects, told};
use uuid::Uuid;

use crate::house::House;

fn file(house: &House, subject: SubjectId, form: Uuid) -> evidence::Row {
    evidence::Row {
        id: house.dice.uuid(house.now()),
        subject_id: subject.0,
        client_id: form,
        request_id: None,
        message_id: None,
        bytes: 7,
        about: vec![1, 2, 3],
        created_at: house.now(),
    }
}

async fn a_statement_is_kept_once_and_in_order(house: House) -> Result<()> {
    let (one, other) = (house.person().await?, house.person().await?);
    let form = house.dice.uuid(house.now());
    let row = |minutes| statements::Row {
        id: house.dice.uuid(house.now()),
        sealed: vec![7; 40],
        at: house.later(minutes),
    };
    let mut tx = house.begin().await?;
    assert!(statements::add(&mut tx, one, form, &row(5)).await?);
    assert!(!statements::add(&mut tx, one, form, &row(6)).await?);
    let first = row(1);
    assert!(statements::add(&mut tx, one, house.dice.uuid(house.now()), &first).await?);
    let all = statements::of_subject(&mut tx, one).await?;
    assert_eq!(all.len(), 2);
    assert_eq!(all[0], first);
    assert!(statements::of_subject(&mut tx, other).await?.is_empty());
    Ok(())
}

async fn evidence_waits_belongs_and_goes(house: House) -> Result<()> {
    let request = house.request().await?;
    let subject = SubjectId(request.subject_id);
    let stranger = house.person().await?;
    let (sent, unsent) = (house.dice.uuid(house.now()), house.dice.uuid(house.now()));
    let mut tx = house.begin().await?;
    let kept = file(&house, subject, sent);
    evidence::add(&mut tx, &kept, b"sealed").await?;
    evidence::add(&mut tx, &file(&house, subject, unsent), b"sealed").await?;
    assert_eq!(evidence::held(&mut tx, subject).await?, (2, 14));
    assert_eq!(evidence::held(&mut tx, stranger).await?, (0, 0));
    assert!(evidence::of_form(&mut tx, stranger, sent).await?.is_empty());
    assert!(!evidence::take_back(&mut tx, stranger, sent, kept.id).await?);
    let id = RequestId(request.id);
    assert_eq!(evidence::attach(&mut tx, stranger, sent, id).await?, 0);
    assert_eq!(evidence::attach(&mut tx, subject, sent, id).await?, 1);
    // What belongs to a request is taken back no more.
    assert!(!evidence::take_back(&mut tx, subject, sent, kept.id).await?);
    let of_request = evidence::of_request(&mut tx, id).await?;
    assert_eq!(of_request.len(), 1);
    assert_eq!(
        evidence::content(&mut tx, kept.id).await?,
        Some(b"sealed".to_vec())
    );
    let month = TimeDelta::days(30);
    // Nothing is over yet; the form that was never sent is, a day later.
    let early = house.now() - TimeDelta::days(1);
    assert_eq!(
        evidence::sweep(&mut tx, house.now(), early, house.now() + month).await?,
        0
    );
    let unsent_since = house.later(1);
    let gone = evidence::sweep(&mut tx, house.now(), unsent_since, house.now() + month).await?;
    assert_eq!(gone, 1);
    // The request is decided: from then on its day is set, and kept to.
    let done = requests::Row {
        finished: true,
        version: 2,
        ..request.clone()
    };
    requests::save(&mut tx, &done, 1).await?;
    let until = house.now() + month;
    assert_eq!(
        evidence::sweep(&mut tx, house.now(), early, until).await?,
        0
    );
    let before = until - TimeDelta::minutes(1);
    assert_eq!(
        evidence::sweep(&mut tx, before, early, before + month).await?,
        0
    );
    assert_eq!(
        evidence::sweep(&mut tx, until, early, until + month).await?,
        1
    );
    assert!(evidence::of_request(&mut tx, id).await?.is_empty());
    Ok(())
}

async fn the_last_answer_of_the_year_counts(house: House) -> Result<()> {
    let subject = house.person().await?;
    let mut tx = house.begin().await?;
    assert_eq!(check_ups::last(&mut tx, subject).await?, None);
    for (minutes, right) in [(0, true), (9, false)] {
        let id = house.dice.uuid(house.later(minutes));
        check_ups::add(&mut tx, id, subject, house.later(minutes), right).await?;
    }
    let last = check_ups::last(&mut tx, subject).await?;
    assert_eq!(last, Some((house.later(9), false)));
    Ok(())
}

async fn each_recipient_is_told_once(house: House) -> Result<()> {
    let request = RequestId(house.request().await?.id);
    let mut tx = house.begin().await?;
    for name in ["carrier", "bank", "carrier"] {
        told::add(&mut tx, request, name).await?;
    }
    let by = StaffId::from_random(house.dice.bytes());
    for (name, minutes, new) in [
        ("carrier", 0, true),
        ("carrier", 1, false),
        ("nobody", 0, false),
    ] {
        let done = told::done(&mut tx, request, (name, by), house.later(minutes)).await?;
        assert_eq!(done, new, "{name}");
    }
    let all = told::of_request(&mut tx, request).await?;
    let all: Vec<_> = all
        .into_iter()
        .map(|one| (one.recipient, one.at, one.staff_id))
        .collect();
    let expected = [
        ("bank".to_owned(), None, None),
        ("carrier".to_owned(), Some(house.now()), Some(by.0)),
    ];
    assert_eq!(all, expected);
    let waiting = told::waiting(&mut tx).await?;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].1, 1);
    Ok(())
}

async fn who_is_forgotten_leaves_nothing_of_it(house: House) -> Result<()> {
    let subject = house.person().await?;
    let mut tx = house.begin().await?;
    let form = house.dice.uuid(house.now());
    evidence::add(&mut tx, &file(&house, subject, form), b"sealed").await?;
    let row = statements::Row {
        id: form,
        sealed: vec![7; 40],
        at: house.now(),
    };
    statements::add(&mut tx, subject, form, &row).await?;
    check_ups::add(&mut tx, form, subject, house.now(), true).await?;
    subjects::forget(&mut tx, subject).await?;
    tx.commit().await?;
    for table in ["evidence", "statement", "check_up"] {
        let left = house
            .number(&format!("select count(*) from {table}"))
            .await?;
        assert_eq!(left, 0, "{table}");
    }
    Ok(())
}

crate::on_both!(
    a_statement_is_kept_once_and_in_order,
    evidence_waits_belongs_and_goes,
    the_last_answer_of_the_year_counts,
    each_recipient_is_told_once,
    who_is_forgotten_leaves_nothing_of_it,
);
