//! A small request from the click to its answer, through the queue; and how many commits of the
//! ledger that takes.

use std::time::{Duration, Instant};

use habeas_domain::scope::Scope;

use crate::{
    commits::{self, Count},
    company::{Company, ledger_url},
    say::{line, median},
    shop::Engine,
};

const ROUNDS: usize = 9;

pub async fn measure(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let commit = match engine {
        Engine::Sqlite => commits::one_after_the_other(folder.path()).await,
        Engine::Postgres => {
            let url = ledger_url(engine, folder.path()).await;
            commits::on_server(&url, 1).await.0
        }
    };
    let (mut packages, mut erasures) = (Vec::new(), Vec::new());
    let (mut package_commits, mut erasure_commits) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let company = Company::open(engine, &folder.path().join(round.to_string())).await;
        let count = Count::of(&company.ledger).await;
        // What was done to set it up is chained before anything is counted.
        settle(&count).await;
        let (desk, officer) = (&company.desk, &company.officer);
        let before = count.now().await;
        let start = Instant::now();
        let id = desk.new_client_id();
        let asked = desk.ask_package(&company.maria, id, Scope::default());
        company.answered(&asked.await.unwrap()).await;
        packages.push(start.elapsed());
        settle(&count).await;
        package_commits.push(count.now().await - before);

        let id = desk.new_client_id();
        let reference = desk.ask_erasure(&company.maria, true, id).await.unwrap();
        let view = desk.staff_request(officer, &reference).await.unwrap();
        let digest = view.plan.unwrap().digest;
        settle(&count).await;
        let before = count.now().await;
        let start = Instant::now();
        desk.approve(officer, &reference, view.request.version, Some(&digest))
            .await
            .unwrap();
        company.answered(&reference).await;
        erasures.push(start.elapsed());
        settle(&count).await;
        erasure_commits.push(count.now().await - before);
    }
    println!(
        "\nOne person of the demo, three stores, through the queue, the ledger on {}; medians of \
         {ROUNDS} rounds",
        engine.name()
    );
    line("one durable commit of this machine", &commit, None);
    let reference = Some(median(&commit));
    for (what, times, commits) in [
        ("package: asked to ready", &packages, &mut package_commits),
        (
            "erasure: approved to receipt",
            &erasures,
            &mut erasure_commits,
        ),
    ] {
        line(what, times, reference);
        commits.sort_unstable();
        println!("    durable commits: {}", commits[commits.len() / 2]);
    }
}

/// Waits until nothing is written any more: the sequencer chains what was done within a second.
async fn settle(count: &Count) {
    let mut last = count.now().await;
    let mut still = Instant::now();
    while still.elapsed() < Duration::from_millis(1500) {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let now = count.now().await;
        if now != last {
            (last, still) = (now, Instant::now());
        }
    }
}
