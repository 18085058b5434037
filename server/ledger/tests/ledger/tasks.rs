//! What is to be done, whose turn it is, and when it is given up.

use anyhow::Result;
use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::id::RequestId;
use habeas_ledger::{
    LedgerError,
    jobs::{self, Job, Work},
    requests, rounds, subjects, tasks,
};

use crate::house::House;

const LEASE: TimeDelta = TimeDelta::seconds(6);

fn at(house: &House, seconds: i64) -> DateTime<Utc> {
    house.now() + TimeDelta::seconds(seconds)
}

fn job(house: &House, work: Work) -> Job {
    Job::new(work, house.dice.uuid(house.now()))
}

async fn a_job_is_done_once(house: House) -> Result<()> {
    let (now, one) = (house.now(), job(&house, Work::Warn));
    let mut tx = house.begin().await?;
    jobs::enqueue(&mut tx, &one, at(&house, 10)).await?;
    assert!(
        tasks::take(&mut tx, &one, now, now + LEASE)
            .await?
            .is_none(),
        "not yet"
    );
    let then = at(&house, 10);
    let row = tasks::take(&mut tx, &one, then, then + LEASE)
        .await?
        .unwrap();
    assert_eq!((row.attempts, row.fencing, row.job()), (1, 1, Some(one)));
    assert!(
        tasks::take(&mut tx, &one, then, then + LEASE)
            .await?
            .is_none(),
        "somebody has it"
    );
    assert_eq!(tasks::finish(&mut tx, &row).await?, None);
    // Delivered once more, hours later: it was done.
    let late = at(&house, 3600);
    assert!(
        tasks::take(&mut tx, &one, late, late + LEASE)
            .await?
            .is_none()
    );
    assert_eq!(tasks::sweep(&mut tx, late).await?, 1);
    // What nobody wrote down, as an earlier version did not, is done all the same.
    let old = job(&house, Work::Run);
    assert!(
        tasks::take(&mut tx, &old, now, now + LEASE)
            .await?
            .is_some()
    );
    Ok(())
}

async fn attempts_are_counted_before_anything_is_done(house: House) -> Result<()> {
    let one = job(&house, Work::Run);
    let mut tx = house.begin().await?;
    jobs::enqueue(&mut tx, &one, house.now()).await?;
    let mut now = house.now();
    for attempt in 1..=3 {
        let row = tasks::take(&mut tx, &one, now, now + LEASE).await?.unwrap();
        assert_eq!(row.attempts, attempt, "and its worker dies");
        now += LEASE;
    }
    let row = tasks::take(&mut tx, &one, now, now + LEASE).await?.unwrap();
    // To wait is no attempt; and the pauses can grow.
    tasks::again(&mut tx, &row, now + LEASE, ("stuck-no-answer", true)).await?;
    let row = tasks::find(&mut tx, &one).await?.unwrap();
    assert_eq!(
        (row.attempts, row.waits, row.state.as_str()),
        (3, 1, "waiting")
    );
    assert!(
        tasks::take(&mut tx, &one, now, now + LEASE)
            .await?
            .is_none(),
        "it pauses"
    );
    now += LEASE;
    let row = tasks::take(&mut tx, &one, now, now + LEASE).await?.unwrap();
    tasks::give_up(&mut tx, &row, "broke-off").await?;
    assert!(
        tasks::take(&mut tx, &one, now, now + LEASE)
            .await?
            .is_none()
    );
    let dead = tasks::dead(&mut tx, 10).await?;
    assert_eq!(dead.len(), 1);
    assert_eq!(
        (dead[0].id, dead[0].trouble.as_deref()),
        (one.id, Some("broke-off"))
    );
    // An officer wants it once more: with all its attempts before it.
    jobs::enqueue(&mut tx, &one, now).await?;
    let row = tasks::take(&mut tx, &one, now, now + LEASE).await?.unwrap();
    assert_eq!(row.attempts, 1);
    Ok(())
}

async fn who_was_held_up_ends_nothing(house: House) -> Result<()> {
    let (now, one) = (house.now(), job(&house, Work::Verify));
    let mut tx = house.begin().await?;
    let slow = tasks::take(&mut tx, &one, now, now + LEASE).await?.unwrap();
    let then = now + LEASE;
    let quick = tasks::take(&mut tx, &one, then, then + LEASE)
        .await?
        .unwrap();
    let late = [
        tasks::renew(&mut tx, &slow, then).await,
        tasks::finish(&mut tx, &slow).await.map(drop),
        tasks::again(&mut tx, &slow, then, ("x", false)).await,
        tasks::give_up(&mut tx, &slow, "x").await,
    ];
    let out =
        |late: &Result<(), LedgerError>| matches!(late, Err(LedgerError::RowsAffected { .. }));
    assert!(late.iter().all(out), "{late:?}");
    // Wanted again while it runs: the run goes on, and then it is done once more.
    let due = then + TimeDelta::days(7);
    jobs::enqueue(&mut tx, &one, due).await?;
    assert!(
        tasks::take(&mut tx, &one, then, then + LEASE)
            .await?
            .is_none()
    );
    assert_eq!(tasks::finish(&mut tx, &quick).await?, Some(due));
    assert!(
        tasks::take(&mut tx, &one, then, then + LEASE)
            .await?
            .is_none()
    );
    assert!(
        tasks::take(&mut tx, &one, due, due + LEASE)
            .await?
            .is_some()
    );
    Ok(())
}

/// With more left than one look can take up, everything has its turn.
async fn nothing_that_is_left_starves(house: House) -> Result<()> {
    let mut tx = house.begin().await?;
    let all: Vec<Job> = (0..25).map(|_| job(&house, Work::Choose)).collect();
    for one in &all {
        jobs::enqueue(&mut tx, one, house.now()).await?;
    }
    assert!(
        tasks::left(&mut tx, at(&house, 9), 10).await?.is_empty(),
        "just asked for"
    );
    let mut woken = std::collections::BTreeSet::new();
    for look in 10..13 {
        let now = at(&house, look);
        for row in tasks::left(&mut tx, now, 10).await? {
            tasks::woken(&mut tx, &row, now).await?;
            assert!(woken.insert(row.id), "nobody twice before everybody once");
        }
    }
    assert_eq!(woken.len(), all.len());
    // What a worker held that died is taken up as soon as its lease is over, and what one holds
    // that lives is not.
    let (now, one) = (at(&house, 60), all[0]);
    tasks::take(&mut tx, &one, now, now + LEASE).await?.unwrap();
    let of = async |tx: &mut habeas_ledger::Tx, now| {
        let left = tasks::left(tx, now, 100).await?;
        anyhow::Ok(left.iter().any(|row| row.id == one.id))
    };
    assert!(!of(&mut tx, now).await?);
    assert!(of(&mut tx, now + LEASE).await?);
    Ok(())
}

async fn a_clock_that_is_set_back_leaves_nothing_behind(house: House) -> Result<()> {
    let one = job(&house, Work::Run);
    let mut tx = house.begin().await?;
    jobs::enqueue(&mut tx, &one, house.now()).await?;
    let tomorrow = house.now() + TimeDelta::days(1);
    tasks::take(&mut tx, &one, tomorrow, tomorrow + LEASE)
        .await?
        .unwrap();
    let now = at(&house, 1);
    assert_eq!(tasks::due(&mut tx, now, 9).await?.len(), 1);
    assert!(
        tasks::take(&mut tx, &one, now, now + LEASE)
            .await?
            .is_some()
    );
    Ok(())
}

async fn a_search_counts_once(house: House) -> Result<()> {
    let id = RequestId(house.request().await?.id);
    let mut tx = house.begin().await?;
    for (number, days) in [(1, 7), (2, 30), (1, 9)] {
        rounds::add(&mut tx, id, number, house.now() + TimeDelta::days(days)).await?;
    }
    let planned = rounds::of_request(&mut tx, id).await?;
    assert_eq!(planned.len(), 2);
    assert_eq!(planned[0].due, house.now() + TimeDelta::days(7));
    rounds::done(&mut tx, id, 1, (house.now(), 3)).await?;
    let twice = rounds::done(&mut tx, id, 1, (house.now(), 0)).await;
    assert!(
        matches!(twice, Err(LedgerError::RowsAffected { .. })),
        "{twice:?}"
    );
    assert_eq!(
        rounds::of_request(&mut tx, id).await?[0].found_left,
        Some(3)
    );
    Ok(())
}

/// Two devices ask at the same moment: the second waits, and then sees the first.
async fn of_two_who_ask_one_waits(house: House) -> Result<()> {
    let subject = house.person().await?;
    let ask = async |row: requests::Row| {
        let mut tx = house.begin().await?;
        let known = requests::unfinished(&mut tx, subject, "erasure").await?;
        if known.is_none() {
            requests::add(&mut tx, &row).await?;
        }
        tx.commit().await?;
        anyhow::Ok(known.is_none())
    };
    let rows: Vec<_> = (0..8).map(|_| house.request_of(subject, 30)).collect();
    let asked = futures::future::try_join_all(rows.into_iter().map(ask)).await?;
    assert_eq!(asked.iter().filter(|made| **made).count(), 1);
    let mut tx = house.begin().await?;
    assert_eq!(requests::of_subject(&mut tx, subject).await?.len(), 1);
    let _key = subjects::data_key(&mut tx, &house.keys, subject).await?;
    Ok(())
}

async fn a_running_request_says_for_whom_it_waits(house: House) -> Result<()> {
    let row = house.request().await?;
    let id = RequestId(row.id);
    let mut tx = house.begin().await?;
    assert!(tasks::stranded(&mut tx).await?.is_empty());
    requests::waits_for(&mut tx, id, Some("shop")).await?;
    assert_eq!(
        requests::find(&mut tx, id).await?.unwrap().blocked,
        None,
        "it does not run"
    );
    tx.commit().await?;
    house.sql("update request set stage = 'running'").await?;
    let mut tx = house.begin().await?;
    for store in [Some("shop"), Some("desk"), Some("desk"), None] {
        requests::waits_for(&mut tx, id, store).await?;
        let blocked = requests::find(&mut tx, id).await?.unwrap().blocked;
        assert_eq!(blocked.as_deref(), store);
    }
    // Nothing is to be done for it: that is noticed.
    assert_eq!(tasks::stranded(&mut tx).await?, [(row.id,)]);
    jobs::enqueue(&mut tx, &Job::new(Work::Run, row.id), house.now()).await?;
    assert!(tasks::stranded(&mut tx).await?.is_empty());
    Ok(())
}

crate::on_both!(
    a_job_is_done_once,
    attempts_are_counted_before_anything_is_done,
    who_was_held_up_ends_nothing,
    nothing_that_is_left_starves,
    a_clock_that_is_set_back_leaves_nothing_behind,
    a_search_counts_once,
    of_two_who_ask_one_waits,
    a_running_request_says_for_whom_it_waits,
);
