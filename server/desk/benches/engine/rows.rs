//! Erasing 10,000 rows of one person, against the statements one would write by hand.

use std::{
    convert::Infallible,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use habeas_domain::identity::Identity;
use habeas_ledger::time::Clock;
use habeas_stores::{Intent, Pseudonyms, Stores};
use sqlx::Connection;

use crate::{
    say::{line, median},
    shop::{BY_HAND, Engine, Shop, Size},
};

const ROUNDS: usize = 15;
const SIZE: Size = Size {
    hers: 10_000,
    others: 4,
    theirs: 10_000,
};

pub async fn measure(engine: Engine) {
    let mut hand = Vec::new();
    let mut cut = Vec::new();
    let (mut plans, mut erased, mut searched, mut whole) = (vec![], vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        let shop = Shop::new(engine, SIZE).await;
        let (deleted, scrubbed) = by_hand(&shop).await;
        hand.push(deleted);
        cut.push(scrubbed);
        let shop = Shop::new(engine, SIZE).await;
        let stores = shop.stores().await;
        warm(&stores).await;
        let times = erasure(&stores, &who(1), u64::from(SIZE.hers) + 1).await;
        plans.push(times.plan);
        erased.push(times.erase);
        searched.push(times.search);
        whole.push(times.plan + times.erase + times.search);
    }
    let reference = median(&hand);
    println!(
        "\nErasing {} rows from {}, medians of {ROUNDS} rounds",
        SIZE.hers,
        engine.name()
    );
    line("by hand: two DELETE statements, one commit", &hand, None);
    if engine == Engine::Sqlite {
        let what = "the same, and the write-ahead log written back and cut";
        line(what, &cut, Some(reference));
    }
    let what = "search again, freeze, compare, delete, count, commit";
    line(what, &erased, Some(reference));
    let what = "the same with the plan before and the search after";
    line(what, &whole, Some(reference));
    line("  of which the plan", &plans, Some(reference));
    line("  of which the search after", &searched, Some(reference));
}

/// Until the commit, and until the log is cut as well.
async fn by_hand(shop: &Shop) -> (Duration, Duration) {
    match shop.engine {
        Engine::Sqlite => {
            let mut db = shop.sqlite(false).await;
            let look = "SELECT count(*) FROM customers, events WHERE customers.id = 0";
            sqlx::query(look).fetch_one(&mut db).await.unwrap();
            let start = Instant::now();
            let mut tx = db.begin_with("BEGIN IMMEDIATE").await.unwrap();
            for sql in BY_HAND {
                sqlx::query(sql).execute(&mut *tx).await.unwrap();
            }
            tx.commit().await.unwrap();
            let deleted = start.elapsed();
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                .fetch_one(&mut db)
                .await
                .unwrap();
            (deleted, start.elapsed())
        }
        Engine::Postgres => {
            let mut db = shop.postgres().await;
            let start = Instant::now();
            let mut tx = db.begin().await.unwrap();
            for sql in BY_HAND {
                sqlx::query(sql).execute(&mut *tx).await.unwrap();
            }
            tx.commit().await.unwrap();
            (start.elapsed(), start.elapsed())
        }
    }
}

pub fn who(number: u32) -> [Identity; 1] {
    [Identity::new("customer_id", number.to_string())]
}

pub fn today() -> NaiveDate {
    Clock::System.now().date_naive()
}

/// As in a program that runs: the connections are there. Nobody is erased once.
pub async fn warm(stores: &Stores) {
    erasure(stores, &who(999_999_999), 0).await;
}

pub struct Times {
    pub plan: Duration,
    pub erase: Duration,
    pub search: Duration,
}

/// Plans, erases and looks again.
pub async fn erasure(stores: &Stores, who: &[Identity], rows: u64) -> Times {
    let secrets = Pseudonyms::new(vec![7; 32]);
    let start = Instant::now();
    let (plan, _) = stores.plan(who, today()).await;
    let planned = start.elapsed();
    assert_eq!(plan.totals().deleted, rows);
    let start = Instant::now();
    let recorded = async |_: Intent| Ok::<(), Infallible>(());
    stores
        .erase("shop", who, &plan, today(), &secrets, recorded)
        .await
        .unwrap();
    let erased = start.elapsed();
    let start = Instant::now();
    let left = stores.find(who, today()).await;
    assert_eq!(left.found.total(), 0);
    Times {
        plan: planned,
        erase: erased,
        search: start.elapsed(),
    }
}
