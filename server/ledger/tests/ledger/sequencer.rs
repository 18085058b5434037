//! Whoever numbers the audit ledger, alone and with others.

use std::time::Duration;

use anyhow::Result;
use chrono::TimeDelta;
use habeas_domain::{actor::Actor, role::Act, view::ChainState};
use habeas_ledger::{
    Ledger,
    audit::{self, Entry, Verdict},
};
use tokio::sync::watch;

use crate::{
    audit::{append, file, sequencer, sequencer_on, verdict},
    house::House,
};

async fn many_lines_go_in_several_transactions(house: House) -> Result<()> {
    let mut tx = house.begin().await?;
    let entry = Entry::new(&house.keys, &Actor::System, Act::Run);
    for _ in 0..1234 {
        audit::append(&mut tx, &house.dice, &entry, house.now()).await?;
    }
    tx.commit().await?;
    assert_eq!(sequencer(&house).sequence().await?, 1234);
    assert_eq!(house.number("select count(*) from checkpoint").await?, 3);
    assert_eq!(verdict(&house).await?, Verdict::Whole { upto: 1234 });
    Ok(())
}

/// Leases never hold here, so that all of them really try at once.
async fn sequencers_at_once_leave_no_gap_and_no_double(house: House) -> Result<()> {
    let (stop, stopped) = watch::channel(false);
    let mut running = Vec::new();
    for _ in 0..3 {
        let (mut stopped, clock) = (stopped.clone(), house.clock.clone());
        let one = sequencer_on(&house, Ledger::open(&house.url).await?);
        running.push(tokio::spawn(async move {
            let mut numbered = 0;
            loop {
                numbered += one.sequence().await?;
                clock.advance(TimeDelta::seconds(6));
                if *stopped.borrow_and_update() {
                    return Ok::<_, anyhow::Error>(numbered);
                }
                tokio::task::yield_now().await;
            }
        }));
    }
    append(&house, 150).await?;
    stop.send(true)?;
    let mut numbered = 0;
    for one in running {
        numbered += one.await??;
    }
    house.clock.advance(TimeDelta::seconds(6));
    numbered += sequencer(&house).sequence().await?;
    assert_eq!(numbered, 150);
    assert_eq!(
        house
            .number("select count(distinct number) from audit")
            .await?,
        150
    );
    assert_eq!(house.number("select max(number) from audit").await?, 150);
    assert_eq!(verdict(&house).await?, Verdict::Whole { upto: 150 });
    let numbers = house.number("select count(*) from checkpoint").await?;
    let lines = std::fs::read_to_string(file(&house))?.lines().count();
    assert_eq!(
        i64::try_from(lines)?,
        numbers,
        "the file has each checkpoint once"
    );
    Ok(())
}

async fn one_that_holds_the_lease_works_alone(house: House) -> Result<()> {
    let (one, two) = (sequencer(&house), sequencer(&house));
    append(&house, 1).await?;
    assert_eq!(one.sequence().await?, 1);
    append(&house, 1).await?;
    assert_eq!(two.sequence().await?, 0);
    house.clock.advance(TimeDelta::seconds(6));
    assert_eq!(two.sequence().await?, 1);
    Ok(())
}

async fn it_runs_by_itself_and_stops_when_told(house: House) -> Result<()> {
    let (stop, stopped) = watch::channel(false);
    let running = sequencer(&house);
    let running = tokio::spawn(async move { running.run(stopped).await });
    append(&house, 3).await?;
    for _ in 0..400 {
        if house
            .number("select count(*) from audit where number is null")
            .await?
            == 0
        {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    append(&house, 1).await?;
    stop.send(true)?;
    tokio::time::timeout(Duration::from_secs(30), running).await??;
    assert_eq!(verdict(&house).await?, Verdict::Whole { upto: 4 });
    assert_eq!(house.number("select count(*) from lease").await?, 0);
    let mut tx = house.ledger.read().await?;
    assert!(matches!(
        audit::state(&mut tx).await?,
        ChainState::Whole { .. }
    ));
    Ok(())
}

crate::on_both!(
    many_lines_go_in_several_transactions,
    sequencers_at_once_leave_no_gap_and_no_double,
    one_that_holds_the_lease_works_alone,
    it_runs_by_itself_and_stops_when_told,
);
