use std::path::PathBuf;

use anyhow::Result;
use chrono::TimeDelta;
use habeas_domain::{
    actor::Actor,
    id::{Reference, StaffId, SubjectId},
    role::{Act, Role},
    view::ChainState,
};
use habeas_ledger::{
    Ledger,
    audit::{self, Entry, Sequencer, Verdict},
};
use serde_json::json;

use crate::house::House;

pub fn file(house: &House) -> PathBuf {
    house.folder.path().join("checkpoints.jsonl")
}

pub fn sequencer(house: &House) -> Sequencer {
    sequencer_on(house, house.ledger.clone())
}

pub fn sequencer_on(house: &House, ledger: Ledger) -> Sequencer {
    let parts = (house.clock.clone(), house.dice.clone());
    Sequencer::new(ledger, house.keys.clone(), parts, file(house))
}

pub async fn append(house: &House, lines: usize) -> Result<()> {
    for _ in 0..lines {
        house.clock.advance(TimeDelta::milliseconds(1));
        let entry = Entry::new(&house.keys, &Actor::System, Act::Run);
        let mut tx = house.begin().await?;
        audit::append(&mut tx, &house.dice, &entry, house.now()).await?;
        tx.commit().await?;
    }
    Ok(())
}

pub async fn verdict(house: &House) -> Result<Verdict> {
    Ok(audit::verify(&house.ledger, &house.keys, &file(house)).await?)
}

/// Twelve lines in four signed parts.
async fn twelve(house: &House) -> Result<Sequencer> {
    let sequencer = sequencer(house);
    for _ in 0..4 {
        append(house, 3).await?;
        assert_eq!(sequencer.sequence().await?, 3);
    }
    assert_eq!(verdict(house).await?, Verdict::Whole { upto: 12 });
    Ok(sequencer)
}

async fn lines_name_nobody_and_come_back(house: House) -> Result<()> {
    let officer = StaffId::from_random([3; 16]);
    let subject = SubjectId::from_random([4; 16]);
    let on = Reference::from_random([5; 5]);
    let request = house.dice.uuid(house.now());
    let body = json!({ "v": 1, "request": request, "by": { "by": "staff", "id": officer },
                       "what": { "what": "assigned", "to": [subject] } });
    let actor = Actor::Staff {
        id: officer,
        role: Role::Officer,
    };
    let mut tx = house.begin().await?;
    for entry in [
        Entry::new(&house.keys, &actor, Act::Approve)
            .on(on)
            .with(body),
        Entry::new(&house.keys, &Actor::Customer(subject), Act::SignIn),
        Entry::new(&house.keys, &Actor::Nobody, Act::VerifyReceipt),
    ] {
        house.clock.advance(TimeDelta::milliseconds(1));
        audit::append(&mut tx, &house.dice, &entry, house.now()).await?;
    }
    tx.commit().await?;
    for id in [officer.0, subject.0] {
        let found = format!("select count(*) from audit where body like '%{id}%'");
        assert_eq!(house.number(&found).await?, 0);
    }
    let kept = format!("select count(*) from audit where body like '%{request}%'");
    assert_eq!(house.number(&kept).await?, 1);

    let mut tx = house.ledger.read().await?;
    assert_eq!(audit::state(&mut tx).await?, ChainState::Unchecked);
    let waiting = audit::page(&mut tx, None, 10, &[]).await?;
    drop(tx);
    assert!(
        waiting
            .iter()
            .all(|line| line.number.is_none() && line.hash.is_none())
    );
    sequencer(&house).sequence().await?;
    append(&house, 1).await?;

    let mut tx = house.ledger.read().await?;
    let page = audit::page(&mut tx, None, 3, &[]).await?;
    let numbers: Vec<_> = page.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [None, Some(3), Some(2)]);
    let by = audit::reference(&house.keys, subject.0);
    assert_eq!(page[2].who, format!("customer {by}"));
    assert_eq!(
        (page[1].who.as_str(), page[1].act.as_str()),
        ("visitor", "verify-receipt")
    );
    let older = audit::page(&mut tx, Some(2), 3, &[]).await?;
    assert_eq!(older.len(), 1);
    assert_eq!((older[0].number, older[0].reference), (Some(1), Some(on)));
    assert_eq!(
        older[0].who,
        format!("officer {}", audit::reference(&house.keys, officer.0))
    );
    assert_eq!(older[0].hash.as_ref().map(String::len), Some(64));
    // Why, and about whom, comes back as names and keyed references.
    let to = audit::reference(&house.keys, subject.0);
    assert_eq!(older[0].why, [("to".to_owned(), to)]);
    // Lines of some acts alone.
    let signed_in = audit::page(&mut tx, None, 10, &[Act::SignIn]).await?;
    let numbers: Vec<_> = signed_in.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [Some(2)]);
    Ok(())
}

async fn nothing_new_writes_nothing(house: House) -> Result<()> {
    let sequencer = twelve(&house).await?;
    assert_eq!(sequencer.sequence().await?, 0);
    assert_eq!(house.number("select count(*) from checkpoint").await?, 4);
    assert_eq!(std::fs::read_to_string(file(&house))?.lines().count(), 4);
    Ok(())
}

async fn a_changed_line_is_found(house: House) -> Result<()> {
    twelve(&house).await?;
    house
        .sql("update audit set body = replace(body, 'system', 'officer') where number = 5")
        .await?;
    assert_eq!(verdict(&house).await?, Verdict::Broken { number: 5 });
    let check = audit::check(&house.ledger, &house.keys, &file(&house), &house.clock).await?;
    assert_eq!(check, Verdict::Broken { number: 5 });
    let mut tx = house.ledger.read().await?;
    assert_eq!(
        audit::state(&mut tx).await?,
        ChainState::Broken { number: 5 }
    );
    drop(tx);
    house
        .sql("update audit set body = replace(body, 'officer', 'system') where number = 5")
        .await?;
    audit::check(&house.ledger, &house.keys, &file(&house), &house.clock).await?;
    let mut tx = house.ledger.read().await?;
    let whole = ChainState::Whole {
        upto: 12,
        at: house.now(),
    };
    assert_eq!(audit::state(&mut tx).await?, whole);
    Ok(())
}

async fn a_line_left_out_or_at_another_time_is_found(house: House) -> Result<()> {
    twelve(&house).await?;
    house
        .sql("update audit set at = (select at from audit where number = 1) where number = 9")
        .await?;
    assert_eq!(verdict(&house).await?, Verdict::Broken { number: 9 });
    house.sql("delete from audit where number = 4").await?;
    assert_eq!(verdict(&house).await?, Verdict::Broken { number: 4 });
    Ok(())
}

async fn lines_that_changed_places_are_found(house: House) -> Result<()> {
    twelve(&house).await?;
    // Two lines change places, each with its own hash; then only what they say.
    house
        .sql(
            "update audit set number = 99 where number = 4; \
             update audit set number = 4 where number = 5; \
             update audit set number = 5 where number = 99",
        )
        .await?;
    assert_eq!(verdict(&house).await?, Verdict::Broken { number: 4 });
    house
        .sql(
            "update audit set number = 99 where number = 4; \
             update audit set number = 4 where number = 5; \
             update audit set number = 5 where number = 99",
        )
        .await?;
    assert_eq!(verdict(&house).await?, Verdict::Whole { upto: 12 });
    house
        .sql(
            "create table aside as select number, at from audit; \
             update audit set at = (select at from aside where aside.number = 15 - audit.number) \
             where number in (7, 8)",
        )
        .await?;
    assert_eq!(verdict(&house).await?, Verdict::Broken { number: 7 });
    Ok(())
}

/// An operator, or somebody who wants lines to be gone, puts an earlier copy of the database back.
async fn an_earlier_copy_of_the_database_is_found(house: House) -> Result<()> {
    let sequencer = sequencer(&house);
    append(&house, 5).await?;
    sequencer.sequence().await?;
    let earlier = house.copied().await?;
    let house = house.again().await?;
    house.clock.advance(TimeDelta::minutes(1));
    append(&house, 3).await?;
    sequencer_on(&house, house.ledger.clone())
        .sequence()
        .await?;
    assert_eq!(verdict(&house).await?, Verdict::Whole { upto: 8 });
    // In the copy everything follows, and every checkpoint in it fits.
    let back = House::at(&house, &earlier).await?;
    let inside = house.folder.path().join("nothing-outside.jsonl");
    let alone = audit::verify(&back.ledger, &back.keys, &inside).await?;
    assert_eq!(alone, Verdict::Whole { upto: 5 });
    let outside = audit::verify(&back.ledger, &back.keys, &file(&house)).await?;
    assert_eq!(outside, Verdict::Truncated { end: 5, signed: 8 });
    back.clock.advance(TimeDelta::minutes(1));
    // What is written on top of it does not cover it up, neither before nor after it is longer.
    let parts = (house.clock.clone(), house.dice.clone());
    let on = Sequencer::new(back.ledger.clone(), back.keys.clone(), parts, file(&house));
    for lines in [2, 4] {
        append(&back, lines).await?;
        on.sequence().await?;
        let verdict = audit::verify(&back.ledger, &back.keys, &file(&house)).await?;
        assert!(
            matches!(verdict, Verdict::Truncated { .. } | Verdict::Broken { .. }),
            "{verdict:?}"
        );
    }
    Ok(())
}

async fn a_tail_that_is_gone_is_found(house: House) -> Result<()> {
    let sequencer = twelve(&house).await?;
    house.sql("delete from audit where number > 7").await?;
    assert_eq!(
        verdict(&house).await?,
        Verdict::Truncated { end: 7, signed: 12 }
    );
    // With the checkpoints gone from the ledger too, the file still says so.
    house.sql("delete from checkpoint where number > 7").await?;
    assert_eq!(
        verdict(&house).await?,
        Verdict::Truncated { end: 7, signed: 12 }
    );
    // New lines do not cover it up.
    append(&house, 5).await?;
    sequencer.sequence().await?;
    assert_eq!(verdict(&house).await?, Verdict::Broken { number: 9 });
    Ok(())
}

async fn the_chain_goes_on_behind_a_gap(house: House) -> Result<()> {
    let sequencer = twelve(&house).await?;
    house.sql("delete from audit where number > 7").await?;
    append(&house, 2).await?;
    sequencer.sequence().await?;
    assert_eq!(house.number("select max(number) from audit").await?, 14);
    assert_eq!(verdict(&house).await?, Verdict::Broken { number: 8 });
    Ok(())
}

async fn a_chain_written_anew_does_not_fit_what_was_signed(house: House) -> Result<()> {
    twelve(&house).await?;
    house
        .sql("update audit set body = replace(body, 'system', 'officer') where number = 5")
        .await?;
    // Somebody who knows how the chain is made numbers everything again and signs nothing.
    house
        .sql("update audit set number = null, hash = null; delete from checkpoint")
        .await?;
    let anew = house.folder.path().join("anew.jsonl");
    let parts = (house.clock.clone(), house.dice.clone());
    house.clock.advance(TimeDelta::minutes(1));
    let forger = Sequencer::new(house.ledger.clone(), house.keys.clone(), parts, anew);
    forger.sequence().await?;
    assert_eq!(verdict(&house).await?, Verdict::Broken { number: 6 });
    // A checkpoint that none of our keys signed states nothing.
    house.sql("update checkpoint set document = replace(document, 'signature\":\"', 'signature\":\"A')").await?;
    assert_eq!(verdict(&house).await?, Verdict::Broken { number: 12 });
    Ok(())
}

async fn the_file_is_made_good_after_a_crash(house: House) -> Result<()> {
    let sequencer = twelve(&house).await?;
    let whole = std::fs::read_to_string(file(&house))?;
    // The last line was never written, the one before only half.
    let lines: Vec<&str> = whole.lines().collect();
    let half = format!("{}\n{}\n{}", lines[0], lines[1], &lines[2][..40]);
    std::fs::write(file(&house), half)?;
    assert_eq!(verdict(&house).await?, Verdict::Whole { upto: 12 });
    append(&house, 1).await?;
    sequencer.sequence().await?;
    let made = std::fs::read_to_string(file(&house))?;
    assert_eq!(made.lines().count(), 6);
    assert!(
        lines[..4]
            .iter()
            .all(|line| made.lines().any(|there| there == *line))
    );
    assert_eq!(verdict(&house).await?, Verdict::Whole { upto: 13 });
    Ok(())
}

crate::on_both!(
    lines_name_nobody_and_come_back,
    nothing_new_writes_nothing,
    a_changed_line_is_found,
    a_line_left_out_or_at_another_time_is_found,
    lines_that_changed_places_are_found,
    an_earlier_copy_of_the_database_is_found,
    a_tail_that_is_gone_is_found,
    the_chain_goes_on_behind_a_gap,
    a_chain_written_anew_does_not_fit_what_was_signed,
    the_file_is_made_good_after_a_crash,
);
