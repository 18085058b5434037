use std::{collections::HashMap, sync::Arc};

use anyhow::Result;
use chrono::TimeDelta;
use habeas_domain::{
    actor::Actor,
    id::{StaffId, SubjectId},
    role::Role,
};
use habeas_ledger::{
    sessions::{self, Sessions},
    staff::{self, Member, Person},
};
use serde_json::json;
use tower_sessions::{
    Session, SessionStore,
    cookie::time::OffsetDateTime,
    session::{Id, Record},
};

use crate::house::House;

fn store(house: &House) -> Sessions {
    let parts = (house.clock.clone(), house.dice.clone());
    Sessions::new(house.ledger.clone(), parts, &house.keys)
}

/// A session whose cookie would last for ever.
fn record(actor: &Actor) -> Record {
    let visitor = json!({ "actor": actor, "proved_at": null });
    Record {
        id: Id(42),
        data: HashMap::from([("visitor".to_owned(), visitor)]),
        expiry_date: OffsetDateTime::from_unix_timestamp(9_000_000_000).unwrap(),
    }
}

async fn touched(house: &House) -> Result<i64> {
    house
        .number("select count(distinct touched_at) from session where touched_at > created_at")
        .await
}

async fn what_is_kept_comes_back_and_is_not_readable_at_rest(house: House) -> Result<()> {
    let sessions = store(&house);
    let subject = house.person().await?;
    let mut one = record(&Actor::Customer(subject));
    sessions.create(&mut one).await?;
    let mut two = record(&Actor::Customer(subject));
    sessions.create(&mut two).await?;
    assert_ne!(one.id, two.id, "an id that is taken is not given twice");
    assert_eq!(sessions.load(&one.id).await?.unwrap().data, one.data);
    assert!(sessions.load(&Id(7)).await?.is_none());

    one.data.insert("more".to_owned(), json!([1, "é"]));
    sessions.save(&one).await?;
    assert_eq!(sessions.load(&one.id).await?.unwrap().data, one.data);

    let hex = match house.ledger {
        habeas_ledger::Ledger::Sqlite { .. } => "hex(id_hash) || hex(sealed)",
        habeas_ledger::Ledger::Postgres(_) => {
            "upper(encode(id_hash, 'hex') || encode(sealed, 'hex'))"
        }
    };
    for secret in [
        one.id.0.to_le_bytes().as_slice(),
        b"visitor",
        subject.0.as_bytes(),
    ] {
        let secret = secret
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect::<String>();
        let found = format!("select count(*) from session where {hex} like '%{secret}%'");
        assert_eq!(house.number(&found).await?, 0);
    }

    sessions.delete(&one.id).await?;
    assert!(sessions.load(&one.id).await?.is_none());
    assert!(sessions.load(&two.id).await?.is_some());
    Ok(())
}

async fn a_session_ends_when_it_is_not_used(house: House) -> Result<()> {
    let sessions = store(&house);
    let mut record = record(&Actor::Nobody);
    sessions.create(&mut record).await?;
    house.clock.advance(sessions::IDLE - TimeDelta::seconds(1));
    assert!(
        sessions.load(&record.id).await?.is_some(),
        "and that was a use"
    );
    house.clock.advance(sessions::IDLE - TimeDelta::seconds(1));
    assert!(sessions.load(&record.id).await?.is_some());
    house.clock.advance(sessions::IDLE);
    assert!(sessions.load(&record.id).await?.is_none());
    sessions.save(&record).await?;
    assert!(
        sessions.load(&record.id).await?.is_none(),
        "what is over cannot be saved again"
    );
    Ok(())
}

async fn a_session_ends_after_eight_hours_whatever_it_does(house: House) -> Result<()> {
    let sessions = store(&house);
    let mut record = record(&Actor::Nobody);
    sessions.create(&mut record).await?;
    for step in 0..48 {
        assert!(sessions.load(&record.id).await?.is_some(), "step {step}");
        record.data.insert("step".to_owned(), json!(step));
        sessions.save(&record).await?;
        house.clock.advance(TimeDelta::minutes(10));
    }
    assert!(sessions.load(&record.id).await?.is_none());
    let mut tx = house.begin().await?;
    assert_eq!(sessions::sweep(&mut tx, house.now()).await?, 0);
    assert_eq!(sessions::sweep(&mut tx, house.later(15)).await?, 1);
    tx.commit().await?;
    assert_eq!(house.number("select count(*) from session").await?, 0);
    Ok(())
}

/// So that what was typed in it can come back to them, and to nobody else.
async fn whose_a_session_was_is_known_after_its_end_and_not_after_an_end_by_somebody(
    house: House,
) -> Result<()> {
    let sessions = store(&house).idle(TimeDelta::minutes(5));
    let (maria, ben) = (house.person().await?, house.person().await?);
    let mut hers = record(&Actor::Customer(maria));
    let mut his = record(&Actor::Customer(ben));
    sessions.create(&mut hers).await?;
    sessions.create(&mut his).await?;
    let mut tx = house.begin().await?;
    assert_eq!(sessions.whose_was(&mut tx, &hers.id).await?, None);
    sessions::end_all(&mut tx, ben).await?;
    tx.commit().await?;
    house.clock.advance(TimeDelta::minutes(5));
    let mut tx = house.begin().await?;
    let was = sessions.whose_was(&mut tx, &hers.id).await?;
    assert_eq!(was, Some(maria.0));
    assert_eq!(sessions.whose_was(&mut tx, &his.id).await?, None);
    Ok(())
}

async fn a_page_view_is_not_a_commit(house: House) -> Result<()> {
    let sessions = store(&house);
    let mut record = record(&Actor::Nobody);
    sessions.create(&mut record).await?;
    house.clock.advance(sessions::TOUCH - TimeDelta::seconds(1));
    sessions.load(&record.id).await?;
    sessions.save(&record).await?;
    assert_eq!(touched(&house).await?, 0);
    house.clock.advance(TimeDelta::seconds(1));
    sessions.load(&record.id).await?;
    assert_eq!(touched(&house).await?, 1);
    Ok(())
}

async fn sessions_of_one_person_end_together(house: House) -> Result<()> {
    let sessions = store(&house);
    let (maria, ben) = (house.person().await?, house.person().await?);
    let officer = officer(&house).await?;
    let mut ids = Vec::new();
    let staff = Actor::Staff {
        id: officer,
        role: Role::Officer,
    };
    for actor in [
        Actor::Customer(maria),
        Actor::Customer(ben),
        staff,
        Actor::Nobody,
    ] {
        let mut record = record(&actor);
        sessions.create(&mut record).await?;
        ids.push(record.id);
    }
    // Whoever signs in within a session owns it from then on.
    let mut joined = record(&Actor::Customer(maria));
    joined.id = ids[3];
    sessions.save(&joined).await?;

    let mut tx = house.begin().await?;
    assert_eq!(sessions::end_all(&mut tx, maria).await?, 2);
    assert_eq!(sessions::end_all_of_staff(&mut tx, officer).await?, 1);
    tx.commit().await?;
    for (id, there) in ids.iter().zip([false, true, false, false]) {
        assert_eq!(sessions.load(id).await?.is_some(), there);
    }
    sessions.save(&joined).await?;
    assert!(
        sessions.load(&ids[3]).await?.is_none(),
        "what was ended stays ended"
    );
    let mut unknown = record(&Actor::Customer(SubjectId::from_random([9; 16])));
    assert!(sessions.create(&mut unknown).await.is_err());
    Ok(())
}

/// The same, as the pages use it.
async fn a_new_id_at_sign_in_and_none_after_sign_out(house: House) -> Result<()> {
    let sessions = Arc::new(store(&house));
    let subject = house.person().await?;
    let visitor = json!({ "actor": Actor::Customer(subject), "proved_at": house.now() });
    let session = Session::new(None, sessions.clone(), None);
    session.insert("next", "/data").await?;
    session.save().await?;
    let before = session.id().unwrap();

    let session = Session::new(Some(before), sessions.clone(), None);
    session.cycle_id().await?;
    session.insert("visitor", &visitor).await?;
    session.save().await?;
    let after = session.id().unwrap();
    assert_ne!(before, after);
    assert!(sessions.load(&before).await?.is_none());
    let session = Session::new(Some(after), sessions.clone(), None);
    assert_eq!(session.get_value("visitor").await?, Some(visitor));
    assert_eq!(
        session.get::<String>("next").await?.as_deref(),
        Some("/data")
    );
    let owned = "select count(*) from session where subject_id is not null";
    assert_eq!(house.number(owned).await?, 1);

    session.flush().await?;
    assert!(sessions.load(&after).await?.is_none());
    assert_eq!(house.number("select count(*) from session").await?, 0);
    Ok(())
}

async fn officer(house: &House) -> Result<StaffId> {
    let member = Member {
        id: StaffId::from_random(house.dice.bytes()),
        role: Role::Officer,
        person: Person {
            name: "Olga".into(),
            email: "olga@example.com".into(),
        },
        password: None,
    };
    let mut tx = house.begin().await?;
    let invite = (&[1_u8; 32][..], house.later(60));
    staff::invite(
        &mut tx,
        &house.keys,
        &house.dice,
        &member,
        invite,
        house.now(),
    )
    .await?;
    tx.commit().await?;
    Ok(member.id)
}

crate::on_both!(
    what_is_kept_comes_back_and_is_not_readable_at_rest,
    a_session_ends_when_it_is_not_used,
    a_session_ends_after_eight_hours_whatever_it_does,
    a_page_view_is_not_a_commit,
    whose_a_session_was_is_known_after_its_end_and_not_after_an_end_by_somebody,
    sessions_of_one_person_end_together,
    a_new_id_at_sign_in_and_none_after_sign_out,
);
