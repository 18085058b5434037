//! The second proof, and the list of sessions.

use std::collections::HashMap;

use anyhow::Result;
use habeas_domain::actor::Actor;
use habeas_ledger::{authenticators, sessions::Sessions, subjects};
use serde_json::json;
use tower_sessions::{
    SessionStore,
    cookie::time::OffsetDateTime,
    session::{Id, Record},
};

use crate::house::House;

async fn a_secret_is_sealed_and_each_step_and_code_counts_once(house: House) -> Result<()> {
    let (maria, other) = (house.person().await?, house.person().await?);
    let (maria, other) = (Actor::Customer(maria), Actor::Customer(other));
    let secret = b"12345678901234567890";
    let mut tx = house.begin().await?;
    for secret in [b"replaced before it counts", secret.as_slice()] {
        authenticators::begin(
            &mut tx,
            &house.keys,
            &house.dice,
            &maria,
            secret,
            house.now(),
        )
        .await?;
    }
    assert!(!authenticators::is_confirmed(&mut tx, &maria).await?);
    assert!(
        !authenticators::use_step(&mut tx, &maria, 5).await?,
        "not confirmed"
    );
    authenticators::confirm(&mut tx, &maria, 10, house.now()).await?;
    assert!(
        authenticators::confirm(&mut tx, &maria, 11, house.now())
            .await
            .is_err()
    );
    let found = authenticators::of(&mut tx, &house.keys, &maria)
        .await?
        .unwrap();
    assert!(found.confirmed && found.secret == secret);
    assert!(
        !authenticators::use_step(&mut tx, &maria, 10).await?,
        "it confirmed"
    );
    assert!(authenticators::use_step(&mut tx, &maria, 11).await?);
    assert!(
        !authenticators::use_step(&mut tx, &maria, 11).await?,
        "a second time"
    );
    assert!(!authenticators::use_step(&mut tx, &other, 12).await?);

    let codes = ["aaaa".to_owned(), "bbbb".to_owned()];
    authenticators::add_codes(&mut tx, &house.keys, &maria, &codes).await?;
    let now = house.now();
    assert!(!authenticators::use_code(&mut tx, &house.keys, &other, "aaaa", now).await?);
    assert!(authenticators::use_code(&mut tx, &house.keys, &maria, "aaaa", now).await?);
    assert!(!authenticators::use_code(&mut tx, &house.keys, &maria, "aaaa", now).await?);
    assert_eq!(authenticators::codes_left(&mut tx, &maria).await?, 1);
    tx.commit().await?;
    let clear = house
        .number(match house.ledger {
            habeas_ledger::Ledger::Sqlite { .. } => {
                "select count(*) from authenticator where instr(hex(sealed), hex('1234567890')) > 0"
            }
            habeas_ledger::Ledger::Postgres(_) => {
                "select count(*) from authenticator \
                 where position('1234567890'::bytea in sealed) > 0"
            }
        })
        .await?;
    assert_eq!(clear, 0);

    let Actor::Customer(subject) = maria else {
        unreachable!()
    };
    let mut tx = house.begin().await?;
    subjects::forget(&mut tx, subject).await?;
    tx.commit().await?;
    assert_eq!(house.number("select count(*) from authenticator").await?, 0);
    assert_eq!(house.number("select count(*) from recovery_code").await?, 0);
    Ok(())
}

async fn sessions_are_listed_and_the_others_end(house: House) -> Result<()> {
    let parts = (house.clock.clone(), house.dice.clone());
    let sessions = Sessions::new(house.ledger.clone(), parts, &house.keys);
    let (maria, other) = (house.person().await?, house.person().await?);
    let (maria, other) = (Actor::Customer(maria), Actor::Customer(other));
    let mut records = Vec::new();
    for (number, actor, device) in [
        (1, maria, "phone"),
        (2, maria, "computer"),
        (3, other, "phone"),
    ] {
        let mut record = Record {
            id: Id(number),
            data: HashMap::from([
                (
                    "visitor".to_owned(),
                    json!({ "actor": actor, "proved_at": null }),
                ),
                ("device".to_owned(), json!(device)),
            ]),
            expiry_date: OffsetDateTime::from_unix_timestamp(9_000_000_000)?,
        };
        sessions.create(&mut record).await?;
        records.push(record.id);
    }
    let mut tx = house.begin().await?;
    let listed = sessions.list(&mut tx, &maria, &records[0]).await?;
    assert_eq!(listed.len(), 2, "nobody sees somebody else's");
    let this: Vec<_> = listed.iter().filter(|session| session.this).collect();
    assert_eq!(this.len(), 1);
    assert_eq!(this[0].device.as_deref(), Some("phone"));
    assert_eq!(sessions.end_others(&mut tx, &maria, &records[0]).await?, 1);
    tx.commit().await?;
    assert!(sessions.load(&records[0]).await?.is_some());
    assert!(sessions.load(&records[1]).await?.is_none());
    assert!(
        sessions.load(&records[2]).await?.is_some(),
        "somebody else's"
    );
    Ok(())
}

crate::on_both![
    a_secret_is_sealed_and_each_step_and_code_counts_once,
    sessions_are_listed_and_the_others_end,
];
