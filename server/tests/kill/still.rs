//! A process that stands still as a whole (SIGSTOP) between two things that last, until another
//! has its turn, and then goes on as if nothing had been. Nothing is done twice.

use std::time::Duration;

use crate::{
    answered,
    company::{Company, On},
    program::Program,
};

/// How long it stands still: until its leases are surely over.
const STILL: Duration = Duration::from_secs(12);

async fn stands_still_at(on: On, point: &'static str) {
    let company = Company::small(on).await;
    let others = company.others().await;
    let (reference, plan) = company.approved_erasure().await;
    let first = Program::start(&company, Some(("HABEAS_PAUSE_AT", point)));
    let first = first.until_stopped().await;
    let second = Program::work(&company, None);
    tokio::time::sleep(STILL).await;
    let first = first.go_on();
    answered(&company, &reference, Duration::from_secs(60)).await;
    // What it still had in hand comes to nothing.
    tokio::time::sleep(Duration::from_secs(1)).await;
    company.is_erased(&reference, &plan).await;
    assert_eq!(others, company.others().await);
    first.kill();
    second.kill();
    let verified = Program::verify_ledger(&company);
    assert!(verified.starts_with("Whole: "), "{verified}");
}

/// A package that was made while another was made in its place: there is one, and it is whole.
async fn stands_still_with_a_package(on: On) {
    let company = Company::small(on).await;
    let reference = company.copy_for_ben().await;
    let first = Program::start(&company, Some(("HABEAS_PAUSE_AT", "package-made")));
    let first = first.until_stopped().await;
    let second = Program::work(&company, None);
    tokio::time::sleep(STILL).await;
    let first = first.go_on();
    answered(&company, &reference, Duration::from_secs(60)).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    company.has_package(&reference).await;
    assert_eq!(company.packages(), 1);
    first.kill();
    second.kill();
}

async fn everywhere(on: On) {
    let points = [
        // With the store's own transaction open, on each kind of database.
        "intent-written:contacts",
        "intent-written:shop",
        // Before any of it, and in a folder, which has none.
        "before-store:shop",
        "file-deleted:files",
        // After it.
        "store-committed:shop",
        "before-answer",
    ];
    let all = points.map(|point| tokio::spawn(stands_still_at(on, point)));
    let package = tokio::spawn(stands_still_with_a_package(on));
    for (point, done) in points.iter().zip(all) {
        assert!(done.await.is_ok(), "{point}");
    }
    package.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_ledger_on_sqlite() {
    everywhere(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_ledger_on_postgres() {
    everywhere(On::Postgres).await;
}
