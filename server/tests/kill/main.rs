//! `kill -9` of the real process at each named point of an erasure.
//!
//! Another process takes up within ten seconds where it was. Nothing happens twice, nothing that
//! is half-erased is called done, and everybody else's rows are as they were.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

mod company;
mod program;

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use futures::{StreamExt, stream};
use habeas_domain::view::Stage;

use crate::{
    company::{Company, On},
    program::Program,
};

/// Where the process is killed: between any two things that last.
const POINTS: [&str; 17] = [
    "run-started",
    "tombstones-written:support",
    "before-store:support",
    "intent-written:support",
    "store-committed:support",
    "outcome-written:support",
    "before-store:documents",
    "intent-written:documents",
    "store-committed:documents",
    "outcome-written:documents",
    "before-store:shop",
    "intent-written:shop",
    "store-committed:shop",
    "outcome-written:shop",
    "all-stores-done",
    "before-answer",
    "answered",
];

/// How soon another process must have gone on, from its start.
const RESUMED: Duration = Duration::from_secs(10);
/// How many companies at once: they mostly wait.
const AT_ONCE: usize = 4;

#[tokio::test(flavor = "multi_thread")]
async fn with_the_ledger_on_sqlite() {
    everywhere(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_ledger_on_postgres() {
    everywhere(On::Postgres).await;
}

/// Every point of an erasure is killed at: one that is added in the sources is added above.
#[test]
fn no_point_of_an_erasure_is_missing() {
    // These are of other acts: `kill -9` there is not tried yet.
    const ELSEWHERE: [&str; 3] = ["package-made", "before-correction", "correction-written"];
    let mut sources = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("desk/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                sources.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut named = BTreeSet::new();
    for text in &sources {
        for call in text.split("crash::point(").skip(1) {
            let name = call.split('"').nth(1).unwrap();
            assert!(
                call.find('"').unwrap() < 10,
                "a point without a name: {call}"
            );
            named.insert(name.split(':').next().unwrap());
        }
    }
    let tried = POINTS.iter().map(|point| point.split(':').next().unwrap());
    let tried: BTreeSet<&str> = tried.chain(ELSEWHERE).collect();
    assert_eq!(named, tried);
    // What is done in one store is done in each.
    for point in [
        "before-store",
        "intent-written",
        "store-committed",
        "outcome-written",
    ] {
        for store in ["support", "documents", "shop"] {
            let whole = format!("{point}:{store}");
            assert!(POINTS.contains(&whole.as_str()), "{whole}");
        }
    }
}

async fn everywhere(on: On) {
    let faults: Vec<String> = stream::iter(POINTS)
        .map(|point| async move {
            let killed = tokio::spawn(kill_at(on, point)).await;
            killed.err().map(|error| format!("{point}: {error}"))
        })
        .buffer_unordered(AT_ONCE)
        .filter_map(|fault| async { fault })
        .collect()
        .await;
    assert!(faults.is_empty(), "{faults:#?}");
}

async fn kill_at(on: On, point: &'static str) {
    let company = Company::new(on).await;
    let others = company.others().await;
    let (reference, plan) = company.approved_erasure().await;
    let first = Program::work(&company, Some(point));
    let first = first.until_stopped().await;
    let before = company.stage(&reference).await;
    first.kill();
    // What was not finished is not called done.
    assert!(
        before == Stage::Running || point == "answered",
        "{before:?}"
    );
    let start = Instant::now();
    let second = Program::work(&company, None);
    let mut attempts = 0;
    loop {
        let stage = company.stage(&reference).await;
        if stage == Stage::Answered {
            break;
        }
        assert!(stage != Stage::NeedsPerson, "it needs a person");
        assert!(start.elapsed() < RESUMED + RESUMED, "it was never answered");
        attempts += 1;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(
        start.elapsed() < RESUMED,
        "{:?} after {attempts} looks",
        start.elapsed()
    );
    company.is_erased(&reference, &plan).await;
    assert_eq!(
        others,
        company.others().await,
        "somebody else's rows changed"
    );
    // Nothing is left for a third process to do.
    let rows = company.everything().await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(rows, company.everything().await);
    second.kill();
    // Every line of the audit ledger follows from the one before it, and all are signed.
    let verified = Program::verify_ledger(&company);
    assert!(verified.starts_with("Whole: "), "{verified}");
}
