//! What the engine costs, each beside what it is measured against in the same run.
//!
//! `make bench ARGS="-- rows"` runs one part; without a name all run. Medians of several rounds on
//! real files and real servers; no number is an assertion, disks and machines differ.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first fault")]

mod chart;
mod commits;
mod company;
mod growth;
mod package;
mod queue;
mod rows;
mod say;
mod shop;
mod small;
mod throughput;

use shop::Engine;

#[tokio::main]
async fn main() {
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|name| !name.starts_with('-'))
        .collect();
    let wanted = |part: &str| named.is_empty() || named.iter().any(|name| name == part);
    // Peak memory is the process's own: what needs most of it comes last.
    if wanted("rows") {
        rows::measure(Engine::Sqlite).await;
        rows::measure(Engine::Postgres).await;
    }
    if wanted("small") {
        small::measure(Engine::Sqlite).await;
        small::measure(Engine::Postgres).await;
    }
    if wanted("throughput") {
        throughput::measure(Engine::Sqlite).await;
        throughput::measure(Engine::Postgres).await;
    }
    if wanted("package") {
        package::measure().await;
    }
    if wanted("growth") {
        growth::measure().await;
    }
    if wanted("queue") {
        queue::measure(Engine::Sqlite).await;
        queue::measure(Engine::Postgres).await;
    }
}
