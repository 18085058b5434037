//! Schemas, maps and people thrown by dice; what the engine finds, corrects and erases is held
//! against an oracle that knows nothing but the rows.
//!
//! `HABEAS_SEED=n` plays one seed again, on SQLite and on PostgreSQL; `HABEAS_SEEDS=n` says how
//! many are played.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod case;
mod compare;
mod connect;
mod dice;
mod erase;
mod expect;
mod fill;
mod generate;
mod oracle;
mod store;
mod world;

use std::{
    panic::AssertUnwindSafe,
    sync::atomic::{AtomicU64, Ordering},
};

use futures::FutureExt;

use crate::{compare::Tally, world::Engine};

/// So many take half a minute on two cores.
const SEEDS: u64 = 2_000;
/// Every so many-th seed is played on PostgreSQL too.
const STRIDE: u64 = 10;
const WORKERS: usize = 2;

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is not a number")),
    )
}

/// The seeds, in turn, by as many workers as there are cores.
async fn play(engine: Engine) {
    let stride = if engine == Engine::Sqlite { 1 } else { STRIDE };
    let seeds: Vec<u64> = match number("HABEAS_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("HABEAS_SEEDS").unwrap_or(SEEDS))
            .filter(|n| n % stride == 0)
            .collect(),
    };
    let seeds = std::sync::Arc::new(seeds);
    let next = std::sync::Arc::new(AtomicU64::new(0));
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (seeds, next) = (seeds.clone(), next.clone());
            tokio::spawn(async move {
                let place = case::Place::new(engine).await;
                let mut tally = Tally::default();
                let mut failures = Vec::new();
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    let Some(seed) = seeds.get(usize::try_from(turn).unwrap()) else {
                        return (tally, failures);
                    };
                    let case = AssertUnwindSafe(case::play(&place, *seed, engine));
                    match case.catch_unwind().await {
                        Ok(Ok(one)) => tally.add(&one),
                        Ok(Err(failure)) => failures.push((*seed, failure)),
                        Err(_) => failures.push((*seed, "a panic, told above".to_owned())),
                    }
                }
            })
        })
        .collect();
    let mut all = Tally::default();
    let mut failures = Vec::new();
    for worker in workers {
        let (tally, failed) = worker.await.unwrap();
        all.add(&tally);
        failures.extend(failed);
    }
    println!("{engine:?}: {all:?}");
    failures.sort();
    if let Some((seed, failure)) = failures.first() {
        let others: Vec<u64> = failures.iter().map(|(seed, _)| *seed).take(40).collect();
        panic!(
            "{} of {} seeds fail on {engine:?} ({others:?} …); HABEAS_SEED={seed} plays the first \
             again:\n{failure}",
            failures.len(),
            seeds.len()
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite() {
    play(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres() {
    play(Engine::Postgres).await;
}
