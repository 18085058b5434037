//! People, staff, sign-ins, looks, choices, tombstones.

use anyhow::Result;
use chrono::TimeDelta;
use habeas_domain::{
    id::{RequestId, StaffId},
    identity::Identity,
    role::Role,
};
use habeas_ledger::{
    LedgerError,
    attempts::{self, Source, Verdict},
    choices, looks,
    staff::{self, Member, Person},
    subjects, tombstones,
};
use serde_json::json;

use crate::house::House;

async fn a_person_is_found_by_what_was_verified(house: House) -> Result<()> {
    let House { keys, dice, .. } = &house;
    let (id, now) = (house.person().await?, house.now());
    let mut tx = house.begin().await?;
    let email = Identity::new("email", "Marta@Example.com");
    for identity in [&email, &Identity::new("phone", "+353 1 555 0100"), &email] {
        subjects::add_identity(&mut tx, keys, dice, id, identity, now).await?;
    }
    subjects::add_account(&mut tx, keys, id, "marta@example.com", "phc", now).await?;
    tx.commit().await?;

    let mut tx = house.ledger.read().await?;
    let known = subjects::identities(&mut tx, keys, id).await?;
    assert_eq!(known, [email, Identity::new("phone", "+353 1 555 0100")]);
    let account = subjects::account_by_email(&mut tx, keys, "MARTA@example.com").await?;
    assert_eq!(account.unwrap().subject_id, id.0);
    assert!(
        subjects::account_by_email(&mut tx, keys, "márta@example.com")
            .await?
            .is_none()
    );
    assert_eq!(
        subjects::account_of(&mut tx, id).await?.unwrap().password,
        "phc"
    );
    drop(tx);

    let other = house.person().await?;
    let mut tx = house.begin().await?;
    let twice = subjects::add_account(&mut tx, keys, other, "Marta@example.com", "x", now).await;
    assert!(twice.unwrap_err().is_duplicate());
    Ok(())
}

async fn a_shredded_key_opens_nothing(house: House) -> Result<()> {
    let House { keys, dice, .. } = &house;
    let (id, now) = (house.person().await?, house.now());
    let identity = Identity::new("email", "marta@example.com");
    let mut tx = house.begin().await?;
    subjects::add_identity(&mut tx, keys, dice, id, &identity, now).await?;
    subjects::add_account(&mut tx, keys, id, "marta@example.com", "phc", now).await?;
    let key = subjects::data_key(&mut tx, keys, id).await?;
    let sealed = key.seal(dice, "x", b"secret")?;
    assert_eq!(
        subjects::data_key(&mut tx, keys, id)
            .await?
            .open("x", &sealed)?,
        b"secret"
    );
    subjects::shred(&mut tx, id, now).await?;
    assert!(matches!(
        subjects::data_key(&mut tx, keys, id).await,
        Err(LedgerError::Sealed)
    ));
    assert!(subjects::identities(&mut tx, keys, id).await.is_err());
    subjects::forget(&mut tx, id).await?;
    assert!(subjects::account_of(&mut tx, id).await?.is_none());
    assert!(subjects::identities(&mut tx, keys, id).await?.is_empty());
    tx.commit().await?;
    for table in ["account", "identity", "session", "choice", "look"] {
        assert_eq!(
            house
                .number(&format!("select count(*) from {table}"))
                .await?,
            0
        );
    }
    Ok(())
}

fn olga(house: &House) -> Member {
    Member {
        id: StaffId::from_random(house.dice.bytes()),
        role: Role::Officer,
        person: Person {
            name: String::new(),
            email: "olga@example.com".into(),
        },
        password: None,
    }
}

async fn an_invitation_is_used_once_and_in_time(house: House) -> Result<()> {
    let House { keys, dice, .. } = &house;
    let mut member = olga(&house);
    let secret = [5_u8; 32];
    let mut tx = house.begin().await?;
    let invite = (&secret[..], house.later(60));
    staff::invite(&mut tx, keys, dice, &member, invite, house.now()).await?;
    assert!(
        staff::by_invite(&mut tx, keys, &secret, house.later(61))
            .await?
            .is_none()
    );
    assert!(
        staff::by_invite(&mut tx, keys, &[6; 32], house.now())
            .await?
            .is_none()
    );
    let found = staff::by_invite(&mut tx, keys, &secret, house.now()).await?;
    assert_eq!(found.as_ref(), Some(&member));

    member.person.name = "Olga".into();
    staff::join(&mut tx, keys, dice, &member, "phc").await?;
    assert!(
        staff::join(&mut tx, keys, dice, &member, "other")
            .await
            .is_err()
    );
    assert!(
        staff::by_invite(&mut tx, keys, &secret, house.now())
            .await?
            .is_none()
    );
    member.password = Some("phc".into());
    let by_email = staff::by_email(&mut tx, keys, "OLGA@example.com").await?;
    assert_eq!(by_email.as_ref(), Some(&member));
    assert_eq!(staff::by_id(&mut tx, keys, member.id).await?, Some(member));
    tx.commit().await?;

    let mut tx = house.begin().await?;
    let (twin, invite) = (olga(&house), (&[7_u8; 32][..], house.now()));
    let again = staff::invite(&mut tx, keys, dice, &twin, invite, house.now());
    assert!(again.await.unwrap_err().is_duplicate());
    Ok(())
}

/// The wait in seconds of a try, or nothing; none where no try from there counts.
async fn tried(house: &House, email: &str, source: Source<'_>) -> Result<Option<i64>> {
    let mut tx = house.begin().await?;
    let now = house.now();
    let verdict = attempts::take(&mut tx, &house.keys, (email, source), now).await?;
    tx.commit().await?;
    Ok(match verdict {
        Verdict::Try => Some(0),
        Verdict::Wait(until) => Some((until - now).num_seconds()),
        Verdict::Elsewhere => None,
    })
}

async fn failed_sign_ins_wait_longer_and_are_forgotten(house: House) -> Result<()> {
    let email = "nobody@example.com";
    let (here, there) = (
        Source::Network("203.0.113.9"),
        Source::Network("2001:db8::"),
    );
    for _ in 0..6 {
        assert_eq!(tried(&house, email, here).await?, Some(0));
    }
    let mut waits = Vec::new();
    for _ in 0..8 {
        let wait = tried(&house, "Nobody@example.com", here).await?.unwrap();
        waits.push(wait);
        house.clock.advance(TimeDelta::seconds(wait));
        assert_eq!(tried(&house, email, here).await?, Some(0));
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
    assert_eq!(tried(&house, email, there).await?, Some(0));
    assert_eq!(
        tried(&house, email, Source::Known(&[7; 16])).await?,
        Some(0)
    );

    let mut tx = house.begin().await?;
    attempts::succeeded(&mut tx, &house.keys, (email, there)).await?;
    tx.commit().await?;
    assert_eq!(tried(&house, email, here).await?, Some(60));
    let mut tx = house.begin().await?;
    attempts::succeeded(&mut tx, &house.keys, (email, here)).await?;
    tx.commit().await?;
    for _ in 0..6 {
        assert_eq!(tried(&house, email, here).await?, Some(0));
    }
    assert_eq!(tried(&house, email, here).await?, Some(1));
    house.clock.advance(TimeDelta::hours(24));
    for _ in 0..6 {
        assert_eq!(tried(&house, email, here).await?, Some(0));
    }
    let mut tx = house.begin().await?;
    assert_eq!(attempts::sweep(&mut tx, house.now()).await?, 1);
    attempts::renewed(&mut tx, &house.keys, email).await?;
    tx.commit().await?;
    assert_eq!(tried(&house, email, here).await?, Some(0));
    Ok(())
}

async fn a_source_has_a_hundred_tries_and_one_network_a_share_of_what_all_have(
    house: House,
) -> Result<()> {
    let email = "nobody@example.com";
    let (known, first) = (Source::Known(&[7; 16]), Source::Network("192.0.2.1"));
    for source in [known, first] {
        for _ in 0..attempts::MOST {
            assert_eq!(tried(&house, email, source).await?, Some(0));
            house.clock.advance(TimeDelta::seconds(60));
        }
        assert_eq!(tried(&house, email, source).await?, None);
    }
    // One network alone uses up a tenth of what strangers have.
    assert_eq!(
        tried(&house, email, Source::Network("192.0.2.2")).await?,
        Some(0)
    );
    for number in 3..12 {
        let network = format!("192.0.2.{number}");
        for _ in 0..10 {
            assert_eq!(
                tried(&house, email, Source::Network(&network)).await?,
                Some(0)
            );
            house.clock.advance(TimeDelta::seconds(60));
        }
    }
    assert_eq!(
        tried(&house, email, Source::Network("192.0.2.200")).await?,
        None
    );
    assert_eq!(
        tried(&house, email, Source::Known(&[8; 16])).await?,
        Some(0)
    );
    house.clock.advance(attempts::FORGOTTEN);
    assert_eq!(tried(&house, email, first).await?, Some(0));
    Ok(())
}

async fn the_person_sees_who_looked(house: House) -> Result<()> {
    let (maria, ben) = (house.person().await?, house.person().await?);
    let member = olga(&house);
    let mut tx = house.begin().await?;
    let invite = (&[5_u8; 32][..], house.now());
    staff::invite(
        &mut tx,
        &house.keys,
        &house.dice,
        &member,
        invite,
        house.now(),
    )
    .await?;
    for (minutes, reason) in [(1, "request"), (2, "call")] {
        let at = house.later(minutes);
        let who = (member.id, member.role);
        looks::add(&mut tx, house.dice.uuid(at), maria, who, at, reason).await?;
    }
    let seen = looks::of_subject(&mut tx, maria).await?;
    assert_eq!(
        seen[0],
        ("officer".to_owned(), house.later(2), "call".to_owned())
    );
    assert_eq!(seen.len(), 2);
    assert!(looks::of_subject(&mut tx, ben).await?.is_empty());
    Ok(())
}

async fn choices_have_a_history_and_are_sent_once(house: House) -> Result<()> {
    let subject = house.person().await?;
    let mut tx = house.begin().await?;
    let mut rows = Vec::new();
    for allowed in [false, true] {
        let at = house.later(i64::from(allowed));
        let row = choices::Row {
            id: house.dice.uuid(at),
            subject_id: subject.0,
            client_id: house.dice.uuid(at),
            what: "direct-marketing".into(),
            allowed,
            how: "page".into(),
            at,
            outcome: None,
        };
        assert!(choices::add(&mut tx, &row).await?);
        let again = choices::Row {
            id: house.dice.uuid(at),
            ..row.clone()
        };
        assert!(!choices::add(&mut tx, &again).await?);
        rows.push(row);
    }
    let outcome = json!({ "shop.customers": 1 });
    choices::set_outcome(&mut tx, rows[1].id, &outcome).await?;
    rows[1].outcome = Some(outcome);
    assert_eq!(
        choices::find(&mut tx, rows[1].id).await?.as_ref(),
        Some(&rows[1])
    );
    assert!(
        choices::set_outcome(&mut tx, house.dice.uuid(house.now()), &json!(1))
            .await
            .is_err()
    );
    rows.reverse();
    assert_eq!(choices::of_subject(&mut tx, subject).await?, rows);
    Ok(())
}

async fn tombstones_stand_until_they_expire_or_the_person_returns(house: House) -> Result<()> {
    let keys = &house.keys;
    let email = Identity::new("email", "marta@example.com");
    let all = [email.clone(), Identity::new("customer_id", "7")];
    let request = RequestId::from_random(house.dice.bytes());
    let stones = tombstones::of(keys, &all, request, house.now(), house.later(10));
    let file = house.folder.path().join("tombstones.jsonl");
    tombstones::append(&file, &stones)?;
    tombstones::append(&file, &stones[..1])?;
    let text = std::fs::read_to_string(&file)?;
    assert_eq!(text.lines().count(), 3);
    assert!(!text.contains("marta"));
    assert_eq!(
        serde_json::from_str::<tombstones::Tombstone>(text.lines().next().unwrap())?,
        stones[0]
    );

    let mut tx = house.begin().await?;
    tombstones::add(&mut tx, &stones).await?;
    tombstones::add(&mut tx, &stones).await?;
    assert_eq!(tombstones::standing(&mut tx, house.now()).await?.len(), 2);
    assert!(
        tombstones::standing(&mut tx, house.later(10))
            .await?
            .is_empty()
    );
    let same = Identity::new("email", "MARTA@example.com");
    assert_eq!(
        tombstones::cancel(&mut tx, keys, &same, house.now()).await?,
        1
    );
    let left = tombstones::standing(&mut tx, house.now()).await?;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].hash, keys.identity_hash("customer_id", "7"));
    assert_eq!(
        (left[0].kind.as_str(), left[0].request_id),
        ("customer_id", request.0)
    );
    Ok(())
}

async fn the_file_outside_brings_back_what_a_restored_ledger_forgot(house: House) -> Result<()> {
    let file = house.folder.path().join("tombstones.jsonl");
    assert_eq!(tombstones::outside(&file)?, []);
    let identity = Identity::new("email", "marta@example.com");
    let request = RequestId::from_random(house.dice.bytes());
    let stones = tombstones::of(
        &house.keys,
        &[identity],
        request,
        house.now(),
        house.later(10),
    );
    tombstones::append(&file, &stones)?;
    // A crash in the middle of the next line.
    let mut text = std::fs::read_to_string(&file)?;
    text.push_str("{\"v\":1,\"ha");
    std::fs::write(&file, text)?;
    assert_eq!(tombstones::outside(&file)?, stones);
    let mut tx = house.begin().await?;
    tombstones::add(&mut tx, &tombstones::outside(&file)?).await?;
    assert_eq!(tombstones::standing(&mut tx, house.now()).await?.len(), 1);
    drop(tx);
    std::fs::write(&file, "not a tombstone\n")?;
    assert!(tombstones::outside(&file).is_err());
    Ok(())
}

async fn a_return_stands_outside_and_a_later_erasure_stands_again(house: House) -> Result<()> {
    let file = house.folder.path().join("tombstones.jsonl");
    let identity = Identity::new("email", "marta@example.com");
    let hash = house.keys.identity_hash("email", "marta@example.com");
    let stones = |at| {
        let request = RequestId::from_random(house.dice.bytes());
        tombstones::of(
            &house.keys,
            std::slice::from_ref(&identity),
            request,
            at,
            house.later(99),
        )
    };
    tombstones::append(&file, &stones(house.now()))?;
    tombstones::append_returns(&file, std::slice::from_ref(&hash), house.later(2))?;
    let standing = async |days| -> Result<usize> {
        let mut tx = house.begin().await?;
        tombstones::take_up(&mut tx, &file).await?;
        Ok(tombstones::standing(&mut tx, house.later(days))
            .await?
            .len())
    };
    assert_eq!(standing(3).await?, 0);
    tombstones::append(&file, &stones(house.later(5)))?;
    assert_eq!(standing(6).await?, 1);
    // What was known before this program could say that somebody came back is still read.
    assert_eq!(tombstones::outside(&file)?.len(), 2);
    assert_eq!(tombstones::lines_outside(&file)?.len(), 3);
    Ok(())
}

crate::on_both!(
    a_return_stands_outside_and_a_later_erasure_stands_again,
    a_person_is_found_by_what_was_verified,
    a_shredded_key_opens_nothing,
    an_invitation_is_used_once_and_in_time,
    failed_sign_ins_wait_longer_and_are_forgotten,
    a_source_has_a_hundred_tries_and_one_network_a_share_of_what_all_have,
    the_person_sees_who_looked,
    choices_have_a_history_and_are_sent_once,
    tombstones_stand_until_they_expire_or_the_person_returns,
    the_file_outside_brings_back_what_a_restored_ledger_forgot,
);
