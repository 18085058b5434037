//! Whose turn it is on a store.

use anyhow::Result;
use chrono::TimeDelta;
use habeas_domain::id::RequestId;
use habeas_ledger::{LedgerError, chunks, steps};
use serde_json::json;

use crate::house::House;

/// A running request with a step on each of two stores.
async fn two(house: &House) -> Result<(RequestId, Vec<steps::Row>)> {
    let id = RequestId(house.request().await?.id);
    let mut tx = house.begin().await?;
    for (position, store) in [(2, "desk"), (1, "shop"), (9, "shop")] {
        let step = house.dice.uuid(house.now());
        steps::add(&mut tx, step, id, store, position).await?;
    }
    let all = steps::of_request(&mut tx, id).await?;
    tx.commit().await?;
    house.sql("update request set stage = 'running'").await?;
    Ok((id, all))
}

async fn a_step_goes_its_way(house: House) -> Result<()> {
    let (id, all) = two(&house).await?;
    let stores: Vec<_> = all.iter().map(|step| step.store.as_str()).collect();
    assert_eq!(stores, ["shop", "desk"]);
    let mut tx = house.begin().await?;
    let step = steps::take(&mut tx, all[0].id, house.now(), house.later(1))
        .await?
        .unwrap();
    assert_eq!(
        (step.attempts, step.fencing, step.state.as_str()),
        (1, 1, "running")
    );
    let other = steps::take(&mut tx, all[0].id, house.now(), house.later(1)).await?;
    assert!(other.is_none(), "a living worker holds it");

    let intent = json!({ "rows": 3 });
    steps::intend(&mut tx, &step, &intent, b"keys").await?;
    steps::renew(&mut tx, &step, 3, house.later(2)).await?;
    let now = steps::of_request(&mut tx, id).await?.swap_remove(0);
    assert_eq!(
        (now.intent, now.frozen),
        (Some(intent.clone()), Some(b"keys".to_vec()))
    );
    assert_eq!((now.records, now.lease_until), (3, Some(house.later(2))));
    steps::unintend(&mut tx, &step).await?;
    steps::intend(&mut tx, &step, &intent, b"keys").await?;
    steps::done(&mut tx, &step, &json!({ "erased": 3 }), 3).await?;
    let now = steps::of_request(&mut tx, id).await?.swap_remove(0);
    assert_eq!(
        (now.state.as_str(), now.outcome),
        ("done", Some(json!({ "erased": 3 })))
    );
    assert!(
        steps::take(&mut tx, step.id, house.later(99), house.later(100))
            .await?
            .is_none()
    );
    assert_eq!(steps::thaw(&mut tx, id).await?, 2);
    assert!(steps::of_request(&mut tx, id).await?[0].frozen.is_none());
    Ok(())
}

async fn whoever_was_held_up_writes_nothing(house: House) -> Result<()> {
    let (id, all) = two(&house).await?;
    let mut tx = house.begin().await?;
    let slow = steps::take(&mut tx, all[0].id, house.now(), house.later(1))
        .await?
        .unwrap();
    let quick = steps::take(&mut tx, all[0].id, house.later(1), house.later(3))
        .await?
        .unwrap();
    assert_eq!((quick.attempts, quick.fencing), (2, 2));
    let late = [
        steps::renew(&mut tx, &slow, 1, house.later(9)).await,
        steps::intend(&mut tx, &slow, &json!(1), b"x").await,
        steps::unintend(&mut tx, &slow).await,
        steps::done(&mut tx, &slow, &json!(1), 1).await,
        steps::try_again(&mut tx, &slow, house.now(), ("x", false)).await,
        steps::stop(&mut tx, &slow, ("x", &json!(1))).await,
    ];
    assert!(
        late.iter()
            .all(|late| matches!(late, Err(LedgerError::RowsAffected { .. })))
    );
    let now = steps::of_request(&mut tx, id).await?.swap_remove(0);
    assert_eq!(now, quick);
    Ok(())
}

async fn a_step_is_tried_again_and_then_waits_for_a_person(house: House) -> Result<()> {
    let (id, all) = two(&house).await?;
    let mut tx = house.begin().await?;
    let step = steps::take(&mut tx, all[0].id, house.now(), house.later(1))
        .await?
        .unwrap();
    let at = |seconds| house.now() + TimeDelta::seconds(seconds);
    // A store that does not answer is no attempt of ours; a fault is one.
    steps::try_again(&mut tx, &step, at(5), ("no-answer", true)).await?;
    assert!(steps::take(&mut tx, step.id, at(4), at(9)).await?.is_none());
    let step = steps::take(&mut tx, step.id, at(5), at(9)).await?.unwrap();
    assert_eq!((step.attempts, step.waits), (1, 1));
    assert_eq!(step.trouble.as_deref(), Some("no-answer"));
    steps::try_again(&mut tx, &step, at(6), ("failed", false)).await?;
    let step = steps::take(&mut tx, step.id, at(6), at(9)).await?.unwrap();
    assert_eq!((step.attempts, step.waits), (2, 0));
    let stop = json!({ "stop": "failed", "store": "shop" });
    steps::stop(&mut tx, &step, ("failed", &stop)).await?;
    assert!(
        steps::take(&mut tx, step.id, at(99), at(100))
            .await?
            .is_none()
    );
    let stopped = steps::of_request(&mut tx, id).await?.swap_remove(0);
    assert_eq!(stopped.stop, Some(stop));
    assert_eq!(steps::restart(&mut tx, id).await?, 1);
    let step = steps::take(&mut tx, step.id, at(0), at(60)).await?.unwrap();
    assert_eq!((step.attempts, step.waits), (1, 0));
    assert_eq!((step.trouble.as_ref(), step.stop.as_ref()), (None, None));
    let held = steps::take(&mut tx, all[1].id, at(0), at(6))
        .await?
        .unwrap();
    assert_eq!(steps::begin_anew(&mut tx, id, step.id).await?, 1);
    // Who had it keeps it from nobody.
    assert!(steps::renew(&mut tx, &held, 1, at(9)).await.is_err());
    let other = steps::of_request(&mut tx, id).await?.swap_remove(1);
    assert_eq!((other.state.as_str(), other.lease_until), ("waiting", None));
    Ok(())
}

async fn who_has_one_step_may_end_the_others_with_it(house: House) -> Result<()> {
    let (id, all) = two(&house).await?;
    let mut tx = house.begin().await?;
    let slow = steps::take(&mut tx, all[0].id, house.now(), house.later(1))
        .await?
        .unwrap();
    let quick = steps::take(&mut tx, all[0].id, house.later(1), house.later(3))
        .await?
        .unwrap();
    let outcome = json!({ "records": 2 });
    let late = steps::done_beside(&mut tx, &slow, all[1].id, (&outcome, 2)).await;
    assert!(matches!(late, Err(LedgerError::RowsAffected { .. })));
    steps::done_beside(&mut tx, &quick, all[1].id, (&outcome, 2)).await?;
    let other = steps::of_request(&mut tx, id).await?.swap_remove(1);
    assert_eq!((other.state.as_str(), other.records), ("done", 2));
    let twice = steps::done_beside(&mut tx, &quick, all[1].id, (&outcome, 2)).await;
    assert!(matches!(twice, Err(LedgerError::RowsAffected { .. })));
    Ok(())
}

async fn what_is_too_much_at_once_is_done_in_chunks(house: House) -> Result<()> {
    let (id, all) = two(&house).await?;
    let mut tx = house.begin().await?;
    let slow = steps::take(&mut tx, all[0].id, house.now(), house.later(1))
        .await?
        .unwrap();
    let nothing = chunks::done(&mut tx, &slow, &json!(1), 1).await;
    assert!(matches!(nothing, Err(LedgerError::RowsAffected { .. })));
    for (number, keys) in [b"first".as_slice(), b"next"].into_iter().enumerate() {
        steps::intend(&mut tx, &slow, &json!({ "chunk": number }), keys).await?;
        chunks::done(&mut tx, &slow, &json!({ "erased": number }), 5).await?;
        let now = steps::of_request(&mut tx, id).await?.swap_remove(0);
        // The step is free for the next one, and not done.
        assert_eq!((now.intent, now.frozen, now.records), (None, None, 5));
        assert_eq!(now.state, "running");
    }
    steps::intend(&mut tx, &slow, &json!(3), b"last").await?;
    let quick = steps::take(&mut tx, all[0].id, house.later(1), house.later(3))
        .await?
        .unwrap();
    let late = chunks::done(&mut tx, &slow, &json!(3), 9).await;
    assert!(matches!(late, Err(LedgerError::RowsAffected { .. })));
    let done = chunks::of_step(&mut tx, quick.id).await?;
    assert_eq!(done, [json!({ "erased": 0 }), json!({ "erased": 1 })]);
    assert!(chunks::of_step(&mut tx, all[1].id).await?.is_empty());
    steps::thaw(&mut tx, id).await?;
    tx.commit().await?;
    let frozen = house.sql("update step_chunk set frozen = null where frozen is not null");
    assert_eq!(frozen.await?, 0);
    Ok(())
}

/// A lease that reaches further than any was made before the clock was set back a day.
async fn a_clock_that_is_set_back_holds_nobody_up(house: House) -> Result<()> {
    let (_, all) = two(&house).await?;
    let mut tx = house.begin().await?;
    let tomorrow = house.now() + TimeDelta::days(1);
    let lease = TimeDelta::seconds(6);
    let dead = steps::take(&mut tx, all[0].id, tomorrow, tomorrow + lease)
        .await?
        .unwrap();
    // Forwards it lapses, backwards too; a living worker says so again within seconds.
    let now = house.now();
    let step = steps::take(&mut tx, dead.id, now, now + lease)
        .await?
        .unwrap();
    assert_eq!(step.fencing, dead.fencing + 1);
    assert!(
        steps::take(&mut tx, dead.id, now, now + lease)
            .await?
            .is_none()
    );
    assert!(steps::renew(&mut tx, &dead, 0, now).await.is_err());
    let later = tomorrow + lease;
    assert!(
        steps::take(&mut tx, dead.id, later, later + lease)
            .await?
            .is_some()
    );
    Ok(())
}

async fn an_officer_says_what_became_of_a_step(house: House) -> Result<()> {
    let (id, all) = two(&house).await?;
    let mut tx = house.begin().await?;
    for (index, effect) in [(0, true), (1, false)] {
        let step = steps::take(&mut tx, all[index].id, house.now(), house.later(1))
            .await?
            .unwrap();
        steps::intend(&mut tx, &step, &json!(1), b"keys").await?;
        assert!(
            steps::had_no_effect(&mut tx, &step).await.is_err(),
            "it runs"
        );
        steps::stop(&mut tx, &step, ("doubt", &json!({}))).await?;
        if effect {
            steps::took_effect(&mut tx, &step, &json!({ "erased": 3 }), 3).await?;
        } else {
            steps::had_no_effect(&mut tx, &step).await?;
        }
        // Nobody says it twice, and the worker that stopped is out.
        assert!(
            steps::took_effect(&mut tx, &step, &json!(1), 1)
                .await
                .is_err()
        );
        assert!(steps::done(&mut tx, &step, &json!(1), 1).await.is_err());
    }
    let steps = steps::of_request(&mut tx, id).await?;
    assert_eq!((steps[0].state.as_str(), steps[0].records), ("done", 3));
    assert_eq!((&steps[1].intent, &steps[1].frozen), (&None, &None));
    assert_eq!(steps::reopen(&mut tx, id, &steps[0].store).await?, 1);
    let again = steps::of_request(&mut tx, id).await?.swap_remove(0);
    assert_eq!(again.state, "retrying");
    assert_eq!(again.outcome, Some(json!({ "erased": 3 })));
    Ok(())
}

crate::on_both!(
    a_step_goes_its_way,
    whoever_was_held_up_writes_nothing,
    a_step_is_tried_again_and_then_waits_for_a_person,
    who_has_one_step_may_end_the_others_with_it,
    what_is_too_much_at_once_is_done_in_chunks,
    a_clock_that_is_set_back_holds_nobody_up,
    an_officer_says_what_became_of_a_step,
);
