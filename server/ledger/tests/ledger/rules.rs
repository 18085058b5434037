//! What lasts after a decision: holds, what had to stay, who came back.

use anyhow::Result;
use habeas_domain::{
    hold::{HoldKind, Touch},
    id::{RequestId, SubjectId},
    identity::Identity,
    map::Place,
    value::{Key, Value},
};
use habeas_ledger::{
    before_after,
    comebacks::{self, Round, Seen},
    holds::{self, New},
    identities, later, subjects, tombstones,
};
use uuid::Uuid;

use crate::house::House;

fn hold(house: &House, subject: SubjectId, kind: HoldKind) -> New<'static> {
    New {
        id: house.dice.uuid(house.now()),
        client_id: Uuid::from_bytes(house.dice.bytes()),
        subject,
        kind,
        ground: "tax",
        told: false,
        places: "",
        reason: "Case 4711",
        by: None,
        request: None,
    }
}

async fn a_hold_stands_on_whoever_shares_an_address(house: House) -> Result<()> {
    let (keys, dice) = (&house.keys, &house.dice);
    let (one, other, third) = (
        house.person().await?,
        house.person().await?,
        house.person().await?,
    );
    let by = house.member("Ola").await?;
    let email = Identity::new("email", "shared@example.com");
    let mut tx = house.begin().await?;
    identities::claim(&mut tx, keys, dice, one, &email).await?;
    identities::claim(&mut tx, keys, dice, other, &email).await?;
    let new = hold(&house, one, HoldKind::Legal);
    assert!(holds::place(&mut tx, keys, dice, &new, house.now()).await?);
    assert!(!holds::place(&mut tx, keys, dice, &new, house.now()).await?);
    for (subject, held) in [(one, true), (other, true), (third, false)] {
        let standing = holds::standing(&mut tx, subject).await?;
        assert_eq!(standing.check(Touch::Erase).is_err(), held);
    }
    let everybody = holds::everybody(&mut tx).await?;
    assert_eq!(everybody.len(), 2);
    let found = holds::find(&mut tx, new.id).await?.unwrap();
    let reason = holds::reason(&mut tx, keys, &found).await?;
    assert_eq!(reason.as_deref(), Some("Case 4711"));
    assert!(!String::from_utf8_lossy(&found.sealed).contains("4711"));
    let placed = holds::find(&mut tx, new.id).await?.unwrap();
    assert!(holds::lift(&mut tx, placed.id, by, house.now()).await?);
    let new = hold(&house, one, HoldKind::Restriction);
    assert!(holds::place(&mut tx, keys, dice, &new, house.now()).await?);
    holds::set_outcome(&mut tx, new.id, &serde_json::json!([1])).await?;
    assert!(holds::end_told(&mut tx, new.id, house.now()).await?);
    assert!(!holds::end_told(&mut tx, new.id, house.now()).await?);
    assert!(holds::lift(&mut tx, new.id, by, house.later(1)).await?);
    assert!(!holds::lift(&mut tx, new.id, by, house.later(1)).await?);
    let lifted = holds::find(&mut tx, new.id).await?.unwrap();
    assert_eq!(lifted.lifted_by, Some(by.0));
    assert_eq!(lifted.outcome, Some(serde_json::json!([1])));
    assert!(holds::standing(&mut tx, one).await?.is_free());
    // Somebody who was erased can be held too: something of theirs had to stay.
    subjects::shred(&mut tx, one, house.now()).await?;
    let new = hold(&house, one, HoldKind::Legal);
    assert!(holds::place(&mut tx, keys, dice, &new, house.now()).await?);
    let found = holds::find(&mut tx, new.id).await?.unwrap();
    let reason = holds::reason(&mut tx, keys, &found).await?;
    assert_eq!(reason.as_deref(), Some("Case 4711"));
    Ok(())
}

async fn what_had_to_stay_is_sealed_and_due_once(house: House) -> Result<()> {
    let (keys, dice) = (&house.keys, &house.dice);
    let row = house.request().await?;
    let records = [Identity::record(
        &Place::new("shop", "orders"),
        &Key(vec![Value::text("12")]),
    )];
    assert_eq!(
        records[0].as_record().unwrap(),
        ("shop.orders", Key(vec![Value::text("12")]))
    );
    let new = later::New {
        id: dice.uuid(house.now()),
        request: RequestId(row.id),
        subject: SubjectId(row.subject_id),
        keeper: SubjectId::from_random(dice.bytes()),
        records: &records,
        due: house.now().date_naive(),
    };
    let today = house.now().date_naive();
    let mut tx = house.begin().await?;
    later::add(&mut tx, keys, dice, &new, house.now()).await?;
    let eve = today.pred_opt().unwrap();
    assert_eq!(later::due(&mut tx, eve, house.now()).await?, []);
    let due = later::due(&mut tx, today, house.now()).await?;
    assert_eq!(due.len(), 1);
    assert_eq!(later::records(&mut tx, keys, &due[0]).await?, records);
    assert!(!String::from_utf8_lossy(&due[0].sealed).contains("orders"));
    later::wait(&mut tx, new.id, "hold", house.later(60)).await?;
    assert_eq!(later::due(&mut tx, today, house.later(59)).await?, []);
    let due = later::due(&mut tx, today, house.later(60)).await?;
    assert_eq!(due[0].waits.as_deref(), Some("hold"));
    let begun = RequestId::from_random(dice.bytes());
    assert!(later::settle(&mut tx, new.id, Some(begun)).await?);
    assert!(!later::settle(&mut tx, new.id, Some(begun)).await?);
    assert_eq!(later::due(&mut tx, today, house.later(99)).await?, []);
    let became = later::became(&mut tx, begun).await?.unwrap();
    assert_eq!(became.request_id, row.id);
    let all = later::of_request(&mut tx, RequestId(row.id)).await?;
    assert_eq!((all.len(), all[0].state.as_str()), (1, "begun"));
    Ok(())
}

async fn who_is_back_is_known_until_it_is_settled(house: House) -> Result<()> {
    let (keys, dice) = (&house.keys, &house.dice);
    let subject = house.person().await?;
    let email = Identity::new("email", "marta@example.com");
    let request = RequestId::from_random(dice.bytes());
    let seen = Seen {
        request,
        erased_at: house.now(),
        places: "shop.customers".into(),
        identities: vec![("email".into(), keys.identity_hash("email", &email.value))],
    };
    let mut tx = house.begin().await?;
    identities::verify(&mut tx, keys, dice, subject, &email, house.now()).await?;
    assert!(comebacks::seen(&mut tx, &seen, house.now()).await?);
    assert!(!comebacks::seen(&mut tx, &seen, house.later(1)).await?);
    assert!(comebacks::concerns(&mut tx, subject).await?);
    let open = comebacks::open(&mut tx).await?;
    assert_eq!((open.len(), open[0].last_seen), (1, house.later(1)));
    assert_eq!(open[0].first_seen, house.now());
    assert!(comebacks::settle(&mut tx, request, ("replayed", None), house.later(2)).await?);
    assert!(!comebacks::settle(&mut tx, request, ("gone", None), house.later(2)).await?);
    assert!(!comebacks::concerns(&mut tx, subject).await?);
    // Back once more, it is news.
    assert!(comebacks::seen(&mut tx, &seen, house.later(3)).await?);
    assert_eq!(comebacks::last_round(&mut tx).await?, None);
    let round = Round {
        at: house.now(),
        blind: "support.contacts".into(),
        next_at: house.later(1),
    };
    comebacks::set_round(&mut tx, &round).await?;
    comebacks::set_round(&mut tx, &round).await?;
    assert_eq!(comebacks::last_round(&mut tx).await?, Some(round));
    Ok(())
}

async fn only_an_account_that_shows_it_later_is_a_return(house: House) -> Result<()> {
    let (keys, dice) = (&house.keys, &house.dice);
    let (old, new) = (house.person().await?, house.person().await?);
    let email = Identity::new("email", "marta@example.com");
    let other = Identity::new("email", "ola@example.com");
    let mut tx = house.begin().await?;
    identities::verify(&mut tx, keys, dice, old, &other, house.now()).await?;
    subjects::add_account(&mut tx, keys, old, &other.value, "phc", house.now()).await?;
    let request = RequestId::from_random(dice.bytes());
    let all = [email.clone(), other.clone()];
    let stones = tombstones::of(keys, &all, request, house.later(5), house.later(99));
    tombstones::add(&mut tx, &stones).await?;
    // What was shown before the erasure says nothing, nor what somebody without an account shows.
    identities::verify(&mut tx, keys, dice, new, &email, house.later(6)).await?;
    assert_eq!(tombstones::returning(&mut tx, house.later(6)).await?, []);
    subjects::add_account(&mut tx, keys, new, &email.value, "phc", house.later(6)).await?;
    assert_eq!(tombstones::returning(&mut tx, house.later(6)).await?, [new]);
    Ok(())
}

async fn values_of_a_correction_have_their_own_time(house: House) -> Result<()> {
    let request = RequestId(house.request().await?.id);
    let mut tx = house.begin().await?;
    before_after::keep(&mut tx, request, house.later(30)).await?;
    before_after::keep(&mut tx, request, house.later(60)).await?;
    assert_eq!(before_after::over(&mut tx, house.later(29)).await?, []);
    assert_eq!(
        before_after::over(&mut tx, house.later(30)).await?,
        [request]
    );
    before_after::gone(&mut tx, request).await?;
    assert_eq!(before_after::over(&mut tx, house.later(99)).await?, []);
    Ok(())
}

crate::on_both!(
    a_hold_stands_on_whoever_shares_an_address,
    what_had_to_stay_is_sealed_and_due_once,
    who_is_back_is_known_until_it_is_settled,
    only_an_account_that_shows_it_later_is_a_return,
    values_of_a_correction_have_their_own_time,
);
