//! The outbox, challenges, limits, and how identities become somebody's own.

use anyhow::Result;
use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{id::SubjectId, identity::Identity};
use habeas_ledger::{
    LedgerError, challenges, identities,
    limits::{self, Limit},
    outbox, subjects,
};
use uuid::Uuid;

use crate::house::House;

async fn message(house: &House, subject: Option<SubjectId>) -> Result<Uuid> {
    let id = house.dice.uuid(house.now());
    let new = outbox::New {
        id,
        subject,
        channel: "mail",
        template: "reset-code",
        language: "en",
        contents: b"marta@example.com",
        expires_at: house.later(60),
    };
    let mut tx = house.begin().await?;
    outbox::add(&mut tx, &house.keys, &house.dice, &new, house.now()).await?;
    tx.commit().await?;
    Ok(id)
}

async fn a_message_is_taken_by_one_at_a_time(house: House) -> Result<()> {
    let id = message(&house, None).await?;
    let now = house.now();
    let mut tx = house.begin().await?;
    let row = outbox::take(&mut tx, id, now).await?.unwrap();
    assert_eq!((row.state.as_str(), row.attempts), ("queued", 1));
    assert_eq!(
        outbox::open(&mut tx, &house.keys, &row).await?,
        b"marta@example.com"
    );
    assert_eq!(outbox::take(&mut tx, id, now).await?, None);
    // Its worker dies: after its turn another takes it, and the first one's word counts no more.
    assert_eq!(outbox::left(&mut tx, now).await?, Vec::<Uuid>::new());
    assert_eq!(outbox::left(&mut tx, house.later(5)).await?, [id]);
    let again = outbox::take(&mut tx, id, house.later(5)).await?.unwrap();
    assert!(outbox::sent(&mut tx, &row, now).await.is_err());
    outbox::sent(&mut tx, &again, house.later(5)).await?;
    assert!(outbox::sent(&mut tx, &again, now).await.is_err());
    assert_eq!(outbox::take(&mut tx, id, house.later(9)).await?, None);
    tx.commit().await?;
    Ok(())
}

async fn waits_grow_and_end(house: House) -> Result<()> {
    let id = message(&house, None).await?;
    let mut tx = house.begin().await?;
    let mut now = house.now();
    let mut waits = Vec::new();
    loop {
        let row = outbox::take(&mut tx, id, now).await?.unwrap();
        match outbox::failed(&mut tx, &row, "later", true, now).await? {
            Some(next) => {
                waits.push((next - now).num_seconds());
                now = next;
            }
            None => break,
        }
    }
    // It would have come too late: it is of use for an hour.
    assert_eq!(waits, [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]);
    let row = outbox::find(&mut tx, id).await?.unwrap();
    assert_eq!(
        (row.state.as_str(), row.error.as_deref()),
        ("failed", Some("later"))
    );
    let other = Uuid::from_u128(7);
    assert_eq!(outbox::find(&mut tx, other).await?, None);
    Ok(())
}

async fn what_was_sent_is_shredded_and_what_is_somebodys_goes_with_them(
    house: House,
) -> Result<()> {
    let person = house.person().await?;
    let (sent, waits) = (
        message(&house, None).await?,
        message(&house, Some(person)).await?,
    );
    let now = house.now();
    let mut tx = house.begin().await?;
    let row = outbox::take(&mut tx, sent, now).await?.unwrap();
    outbox::sent(&mut tx, &row, now).await?;
    assert_eq!(
        outbox::shred(&mut tx, now - TimeDelta::days(1), now).await?,
        0
    );
    assert_eq!(outbox::shred(&mut tx, now, now).await?, 1);
    let row = outbox::find(&mut tx, sent).await?.unwrap();
    assert_eq!((row.state.as_str(), row.sealed.is_some()), ("sent", false));
    assert!(outbox::open(&mut tx, &house.keys, &row).await.is_err());
    let row = outbox::find(&mut tx, waits).await?.unwrap();
    assert!(outbox::open(&mut tx, &house.keys, &row).await.is_ok());
    subjects::shred(&mut tx, person, now).await?;
    let gone = outbox::open(&mut tx, &house.keys, &row).await;
    assert!(matches!(gone, Err(LedgerError::Sealed)));
    // What nobody could send while it was of use is given up, and shredded too.
    assert_eq!(
        outbox::shred(&mut tx, house.later(61), house.later(61)).await?,
        1
    );
    assert_eq!(outbox::find(&mut tx, waits).await?.unwrap().state, "failed");
    tx.commit().await?;
    Ok(())
}

async fn challenge(house: &House, purpose: &str, code: &str) -> Result<Uuid> {
    let id = house.dice.uuid(house.now());
    let new = challenges::New {
        id,
        purpose,
        subject: None,
        request: None,
        contents: b"about",
        expires_at: house.later(10),
    };
    let mut tx = house.begin().await?;
    challenges::add(&mut tx, &house.keys, &house.dice, &new, None, house.now()).await?;
    let hash = challenges::code_hash(&house.keys, id, code);
    challenges::set_hash(&mut tx, id, &hash).await?;
    assert!(challenges::set_hash(&mut tx, id, &hash).await.is_err());
    tx.commit().await?;
    Ok(id)
}

async fn a_code_fits_its_challenge_once_and_in_time(house: House) -> Result<()> {
    let keys = &house.keys;
    let id = challenge(&house, "reset", "1234").await?;
    let other = challenge(&house, "reset", "9999").await?;
    let (now, until) = (house.now(), house.later(15));
    let mut tx = house.begin().await?;
    async fn give(
        tx: &mut habeas_ledger::Tx,
        keys: &habeas_ledger::Keys,
        asked: (&str, &[Uuid]),
        code: &str,
        (until, now): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Option<Uuid>> {
        let row = challenges::try_code(tx, keys, asked, code, until, now).await?;
        Ok(row.map(|row| row.id))
    }
    let late = (until, house.later(10));
    let in_time = (until, now);
    assert_eq!(
        give(&mut tx, keys, ("reset", &[id]), "1234", late).await?,
        None
    );
    assert_eq!(
        give(&mut tx, keys, ("register", &[id]), "1234", in_time).await?,
        None
    );
    assert_eq!(
        give(&mut tx, keys, ("reset", &[other]), "1234", in_time).await?,
        None
    );
    assert_eq!(
        give(&mut tx, keys, ("reset", &[other, id]), "1234", in_time).await?,
        Some(id)
    );
    assert_eq!(
        give(&mut tx, keys, ("reset", &[id]), "1234", in_time).await?,
        None
    );
    let row = challenges::find(&mut tx, id).await?.unwrap();
    assert!(row.is_proved(now) && !row.is_open(now) && !row.is_proved(until));
    assert_eq!(row.open(keys)?, b"about");
    challenges::used(&mut tx, id, now).await?;
    assert!(challenges::used(&mut tx, id, now).await.is_err());
    // Five wrong ones, and the right one comes too late.
    for _ in 0..4 {
        assert_eq!(
            give(&mut tx, keys, ("reset", &[other]), "0", in_time).await?,
            None
        );
    }
    assert_eq!(
        give(&mut tx, keys, ("reset", &[other]), "9999", in_time).await?,
        None
    );
    assert_eq!(challenges::sweep(&mut tx, house.later(16)).await?, 2);
    tx.commit().await?;
    Ok(())
}

async fn a_token_is_found_by_its_hash_for_its_purpose(house: House) -> Result<()> {
    let (keys, now) = (&house.keys, house.now());
    let new = challenges::New {
        id: house.dice.uuid(now),
        purpose: "letter",
        subject: None,
        request: None,
        contents: b"about",
        expires_at: house.later(10),
    };
    let hash = challenges::token_hash(keys, "letter", "7K2M");
    let mut tx = house.begin().await?;
    challenges::add(&mut tx, keys, &house.dice, &new, Some(hash), now).await?;
    let found = challenges::by_token(&mut tx, keys, "letter", "7K2M").await?;
    assert_eq!(found.unwrap().id, new.id);
    assert!(
        challenges::by_token(&mut tx, keys, "ask", "7K2M")
            .await?
            .is_none()
    );
    assert!(
        challenges::by_token(&mut tx, keys, "letter", "7K2N")
            .await?
            .is_none()
    );
    challenges::opened(&mut tx, new.id, house.later(60), now).await?;
    assert!(
        challenges::opened(&mut tx, new.id, house.later(60), now)
            .await
            .is_err()
    );
    let person = house.dice.bytes();
    let none = challenges::end_all(&mut tx, SubjectId::from_random(person), "letter").await?;
    assert_eq!(none, 0);
    Ok(())
}

async fn a_limit_counts_from_the_first_and_waiting_helps(house: House) -> Result<()> {
    let limit = Limit {
        what: "test",
        count: 3,
        within: TimeDelta::minutes(10),
    };
    let keys = &house.keys;
    let mut tx = house.begin().await?;
    for minute in 0..3 {
        let wait = limits::take(&mut tx, keys, limit, "one", house.later(minute)).await?;
        assert_eq!(wait, None);
    }
    let wait = limits::take(&mut tx, keys, limit, "one", house.later(3)).await?;
    assert_eq!(wait, Some(house.later(10)));
    assert_eq!(
        limits::take(&mut tx, keys, limit, "two", house.later(3)).await?,
        None
    );
    let other = Limit {
        what: "other",
        ..limit
    };
    assert_eq!(
        limits::take(&mut tx, keys, other, "one", house.later(3)).await?,
        None
    );
    // What was refused is not counted: the time does not begin anew.
    assert_eq!(
        limits::take(&mut tx, keys, limit, "one", house.later(10)).await?,
        None
    );
    assert_eq!(limits::sweep(&mut tx, house.later(3)).await?, 2);
    Ok(())
}

async fn a_verified_identity_is_one_persons(house: House) -> Result<()> {
    let House { keys, dice, .. } = &house;
    let (one, two, now) = (house.person().await?, house.person().await?, house.now());
    let email = Identity::new("email", "marta@example.com");
    let mut tx = house.begin().await?;
    identities::claim(&mut tx, keys, dice, one, &email).await?;
    identities::claim(&mut tx, keys, dice, two, &email).await?;
    assert_eq!(identities::owner(&mut tx, keys, &email).await?, None);
    assert!(subjects::identities(&mut tx, keys, one).await?.is_empty());
    assert_eq!(
        identities::claimed(&mut tx, keys, one).await?,
        std::slice::from_ref(&email)
    );
    identities::verify(&mut tx, keys, dice, two, &email, now).await?;
    identities::verify(&mut tx, keys, dice, two, &email, now).await?;
    tx.commit().await?;
    let mut tx = house.begin().await?;
    let taken = identities::verify(&mut tx, keys, dice, one, &email, now).await;
    assert!(taken.unwrap_err().is_duplicate());
    drop(tx);
    let mut tx = house.begin().await?;
    let other_case = Identity::new("email", "MARTA@example.com");
    assert_eq!(
        identities::owner(&mut tx, keys, &other_case).await?,
        Some(two)
    );
    assert_eq!(
        subjects::identities(&mut tx, keys, two).await?,
        std::slice::from_ref(&email)
    );
    assert!(!identities::let_go(&mut tx, keys, two, &Identity::new("phone", "1")).await?);
    assert!(identities::let_go(&mut tx, keys, two, &email).await?);
    identities::verify(&mut tx, keys, dice, one, &email, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn an_account_says_how_it_came_about(house: House) -> Result<()> {
    let House { keys, .. } = &house;
    let (id, now) = (house.person().await?, house.now());
    let mut tx = house.begin().await?;
    assert_eq!(identities::registered_by(&mut tx, id).await?, None);
    assert!(
        identities::set_password(&mut tx, id, "phc", now)
            .await
            .is_err()
    );
    assert!(
        identities::set_registered_by(&mut tx, id, "letter")
            .await
            .is_err()
    );
    subjects::add_account(&mut tx, keys, id, "marta@example.com", "phc", now).await?;
    let how = identities::registered_by(&mut tx, id).await?;
    assert_eq!(how.as_deref(), Some("operator"));
    identities::set_registered_by(&mut tx, id, "mailbox").await?;
    identities::set_password(&mut tx, id, "new", now).await?;
    assert_eq!(
        subjects::account_of(&mut tx, id).await?.unwrap().password,
        "new"
    );
    identities::sign_in_with(&mut tx, keys, id, "other@example.com").await?;
    assert!(identities::signs_in_with(&mut tx, keys, id, "other@example.com").await?);
    assert!(!identities::signs_in_with(&mut tx, keys, id, "marta@example.com").await?);
    Ok(())
}

crate::on_both!(
    a_message_is_taken_by_one_at_a_time,
    waits_grow_and_end,
    what_was_sent_is_shredded_and_what_is_somebodys_goes_with_them,
    a_code_fits_its_challenge_once_and_in_time,
    a_token_is_found_by_its_hash_for_its_purpose,
    a_limit_counts_from_the_first_and_waiting_helps,
    a_verified_identity_is_one_persons,
    an_account_says_how_it_came_about,
);
