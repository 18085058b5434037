//! The n-th operation on Habeas's own database or on a store fails, or is never answered and its
//! worker is gone: for every n, and for thousands of sequences of such faults.
//!
//! Every sequence follows from a seed, which is printed where something is wrong. `HABEAS_SEED=7`
//! runs one of them again; `HABEAS_SEEDS=20000` runs so many.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
#![cfg(debug_assertions)]

mod house;

use std::{
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use habeas_domain::fault::How;

use crate::house::{Template, What};

/// How many sequences are tried where nobody says otherwise.
const SEEDS: u64 = 1500;
/// More than any run has operations.
const MOST: u64 = 400;

/// A number that follows from a seed (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (number ^ (number >> 31)) % limit
    }
}

/// Which operation comes to grief, and how, one after the other.
fn faults(seed: u64) -> (What, Vec<(u64, How)>) {
    let mut numbers = Numbers(seed);
    let what = What::ALL[usize::try_from(numbers.below(4)).unwrap() % What::ALL.len()];
    let count = 1 + numbers.below(4);
    let faults = (0..count).map(|_| {
        let how = if numbers.below(2) == 0 {
            How::Fails
        } else {
            How::IsNeverAnswered
        };
        (1 + numbers.below(90), how)
    });
    (what, faults.collect())
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Does one thing after the other on all cores; what went wrong, in words.
fn all<T: Copy + std::fmt::Debug + Sync>(
    things: &[T],
    run: impl Fn(T) -> Result<(), String> + Sync,
) -> Vec<String> {
    let next = AtomicU64::new(0);
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        let work = || {
            let mut wrong = Vec::new();
            loop {
                let index = usize::try_from(next.fetch_add(1, Ordering::Relaxed)).unwrap();
                let Some(thing) = things.get(index) else {
                    return wrong;
                };
                if let Err(error) = run(*thing) {
                    wrong.push(format!("{thing:?}: {error}"));
                }
            }
        };
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let ended = running.into_iter().map(|one| one.join().unwrap());
        ended.flatten().collect()
    })
}

#[test]
fn whichever_operation_fails_nothing_is_half_done() {
    let template = Template::make();
    let mut runs = Vec::new();
    for what in What::ALL {
        let operations = template.run(what, &[]).unwrap();
        assert!(
            operations > 10 && operations < MOST,
            "{what:?}: {operations}"
        );
        for how in [How::Fails, How::IsNeverAnswered] {
            runs.extend((1..=operations).map(|at| (what, at, how)));
        }
    }
    let wrong = all(&runs, |(what, at, how)| {
        template.run(what, &[(at, how)]).map(drop)
    });
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        runs.len(),
        wrong.join("\n")
    );
}

#[test]
fn whatever_fails_one_after_the_other_nothing_is_half_done() {
    let template = Template::make();
    let seeds: Vec<u64> = match number("HABEAS_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("HABEAS_SEEDS").unwrap_or(SEEDS)).collect(),
    };
    let wrong = all(&seeds, |seed| {
        let (what, faults) = faults(seed);
        template
            .run(what, &faults)
            .map(drop)
            .map_err(|error| format!("{what:?} {faults:?}: {error}"))
    });
    assert!(
        wrong.is_empty(),
        "{} of {} (HABEAS_SEED=<number> runs one again):\n{}",
        wrong.len(),
        seeds.len(),
        wrong.join("\n")
    );
}
