//! `kill -9` of the real process at each named point, once for each own database and each kind of
//! store.
//!
//! Another process takes up within ten seconds where it was. Nothing happens twice, nothing that
//! is half-erased is called done, and everybody else's rows are as they were. A process that only
//! stands still for a while finds that its turn is over; one that dies of a job every time gives
//! that job up.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

mod company;
mod mail;
mod poison;
mod program;
mod still;

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use futures::{StreamExt, stream};
use habeas_domain::{id::Reference, view::Stage};

use crate::{
    company::{Company, On},
    program::Program,
};

/// Where the process is killed while it erases: between any two things that last. The small
/// company has its contacts on SQLite, its documents in a folder and its shop on PostgreSQL.
const ERASURE: [&str; 20] = [
    "job-begun:run",
    "run-started",
    "tombstones-written:contacts",
    "before-store:contacts",
    "intent-written:contacts",
    "store-committed:contacts",
    "outcome-written:contacts",
    "before-store:files",
    "intent-written:files",
    "before-file:files",
    "file-deleted:files",
    "store-committed:files",
    "outcome-written:files",
    "before-store:shop",
    "intent-written:shop",
    "store-committed:shop",
    "outcome-written:shop",
    "all-stores-done",
    "before-answer",
    "answered",
];
/// A few of them on the demo company, which is larger and has two SQLite files.
const DEMO: [&str; 3] = [
    "intent-written:shop",
    "store-committed:support",
    "before-answer",
];
/// Where her records are too many for one transaction of the shop, and go in chunks.
const CHUNKS: [&str; 3] = [
    "intent-written:shop",
    "store-committed:shop",
    "chunk-written:shop",
];
/// While a package is made.
const PACKAGE: [&str; 1] = ["package-made"];
/// While a correction is written, on each kind of database.
const CORRECTION: [(&str, &str); 4] = [
    ("before-correction", "shop.customers"),
    ("correction-written", "shop.customers"),
    ("before-correction", "contacts.contacts"),
    ("correction-written", "contacts.contacts"),
];

/// How soon another process must have gone on, from its start.
const RESUMED: Duration = Duration::from_secs(10);
/// How many companies at once: they mostly wait.
const AT_ONCE: usize = 2;

#[derive(Debug, Clone, Copy)]
enum Case {
    Erasure(&'static str),
    Demo(&'static str),
    Chunk(&'static str),
    Package(&'static str),
    Correction(&'static str, &'static str),
}

fn cases() -> Vec<Case> {
    let erasure = ERASURE.iter().map(|point| Case::Erasure(point));
    let demo = DEMO.iter().map(|point| Case::Demo(point));
    let chunks = CHUNKS.iter().map(|point| Case::Chunk(point));
    let package = PACKAGE.iter().map(|point| Case::Package(point));
    let correction = CORRECTION.iter();
    let correction = correction.map(|(point, place)| Case::Correction(point, place));
    erasure
        .chain(demo)
        .chain(chunks)
        .chain(package)
        .chain(correction)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_ledger_on_sqlite() {
    everywhere(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_ledger_on_postgres() {
    everywhere(On::Postgres).await;
}

/// Every named point is one that a test here comes to: one that is added in the sources is added
/// to these tests.
#[test]
fn no_named_point_is_missing() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = ["desk/src", "stores/src", "ledger/src"]
        .iter()
        .flat_map(|folder| sources(&here.join(folder)))
        .flat_map(|text| points(&text))
        .collect::<BTreeSet<String>>();
    assert!(named.len() > 15, "{named:?}");
    let tried: String = sources(&here.join("tests/kill")).concat();
    // A search days later comes with a moved clock, which no process has: the desk's journey
    // `searches_are_made_once_and_on_their_days` has it delivered twice. A no is one write that
    // may be made twice; nothing is killed there yet.
    let missing: Vec<&String> = named
        .iter()
        .filter(|name| !["searched-again", "before-no"].contains(&name.as_str()))
        .filter(|name| !tried.contains(&format!("\"{name}")))
        .collect();
    assert!(missing.is_empty(), "nothing is killed at {missing:?}");
}

/// The names of the points in a source, without the store they are followed by.
fn points(text: &str) -> Vec<String> {
    let calls = text.match_indices("point(");
    calls
        .filter(|(at, _)| {
            !text[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
        })
        .filter_map(|(at, call)| {
            let rest = text[at + call.len()..].trim_start_matches("&format!(");
            let name = rest.strip_prefix('"')?.split('"').next()?;
            name.split(':').next().map(str::to_owned)
        })
        .collect()
}

fn sources(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            texts.push(fs::read_to_string(path).unwrap());
        }
    }
    texts
}

async fn everywhere(on: On) {
    let faults: Vec<String> = stream::iter(cases())
        .map(|case| async move {
            let killed = tokio::spawn(kill_at(on, case)).await;
            killed.err().map(|error| format!("{case:?}: {error}"))
        })
        .buffer_unordered(AT_ONCE)
        .filter_map(|fault| async { fault })
        .collect()
        .await;
    assert!(faults.is_empty(), "{faults:#?}");
}

async fn kill_at(on: On, case: Case) {
    match case {
        Case::Erasure(point) => kill_erasure(Company::small(on).await, point).await,
        Case::Demo(point) => kill_erasure(Company::demo(on).await, point).await,
        Case::Chunk(point) => {
            let mut company = Company::demo(on).await;
            company.few = Some("5");
            kill_erasure(company, point).await;
        }
        Case::Package(point) => {
            let company = Company::small(on).await;
            let reference = company.copy_for_ben().await;
            kill_and_resume(&company, &reference, point).await;
            company.has_package(&reference).await;
        }
        Case::Correction(point, place) => {
            let company = Company::small(on).await;
            let others = company.others().await;
            let before = company.everything().await;
            let reference = company.correction(place).await;
            kill_and_resume(&company, &reference, point).await;
            let after = company.everything().await;
            let new: Vec<_> = after.difference(&before).collect();
            assert_eq!(new.len(), 1, "{new:?}");
            assert!(new[0].contains("Maria Byrne"), "{new:?}");
            assert_eq!(others, company.others().await);
        }
    }
}

async fn kill_erasure(company: Company, point: &'static str) {
    let others = company.others().await;
    let (reference, plan) = company.approved_erasure().await;
    kill_and_resume(&company, &reference, point).await;
    company.is_erased(&reference, &plan).await;
    assert_eq!(
        others,
        company.others().await,
        "somebody else's rows changed"
    );
    // Every line of the audit ledger follows from the one before it, and all are signed.
    let verified = Program::verify_ledger(&company);
    assert!(verified.starts_with("Whole: "), "{verified}");
}

/// Kills the process at a point, and has another one go on.
async fn kill_and_resume(company: &Company, reference: &Reference, point: &'static str) {
    let first = Program::work(company, Some(point));
    let first = first.until_stopped().await;
    let before = company.stage(reference).await;
    first.kill();
    // What was not finished is not called done.
    let begun = match point {
        "answered" => Stage::Answered,
        "job-begun:run" => Stage::Approved,
        _ => Stage::Running,
    };
    assert_eq!(before, begun);
    let start = Instant::now();
    let second = Program::work(company, None);
    answered(company, reference, RESUMED + RESUMED).await;
    assert!(start.elapsed() < RESUMED, "{:?}", start.elapsed());
    // Nothing is left for it to do.
    let rows = company.everything().await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(rows, company.everything().await);
    second.kill();
}

/// Waits for the answer.
async fn answered(company: &Company, reference: &Reference, patience: Duration) {
    let start = Instant::now();
    loop {
        let stage = company.stage(reference).await;
        if stage == Stage::Answered {
            return;
        }
        assert!(stage != Stage::NeedsPerson, "it needs a person");
        assert!(start.elapsed() < patience, "it was never answered");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
