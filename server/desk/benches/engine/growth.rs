//! How the time grows: with what there is of the person, and with how many others there are.

use std::{
    convert::Infallible,
    time::{Duration, Instant},
};

use habeas_stores::{Intent, Order, Pseudonyms};

use crate::{
    chart::{Chart, Line, Panel},
    rows::{erasure, today, warm, who},
    say::{median, ms},
    shop::{Engine, Shop, Size},
};

const ROUNDS: usize = 3;
/// Rows of the person.
const HERS: [u32; 5] = [10, 100, 1_000, 10_000, 100_000];
/// Other customers, with five rows each.
const OTHERS: [u32; 3] = [10_000, 100_000, 1_000_000];

pub async fn measure() {
    println!("\nGrowth, medians of {ROUNDS} rounds: plan, erase, search again");
    let mut with_hers = Vec::new();
    let mut with_others = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut points = Vec::new();
        for hers in HERS {
            let mut times = Vec::new();
            for _ in 0..ROUNDS {
                times.push(once(engine, (hers, 1_000)).await);
            }
            points.push((f64::from(hers), report(engine, "her rows", hers, &times)));
        }
        with_hers.push(Line {
            name: engine.name(),
            points,
        });
        let mut points = Vec::new();
        for others in OTHERS {
            // One shop for all rounds: a person after the other goes.
            let size = Size {
                hers: 100,
                others,
                theirs: 5,
            };
            let shop = Shop::new(engine, size).await;
            let stores = shop.stores().await;
            warm(&stores).await;
            let mut times = Vec::new();
            for number in 2..12 {
                let times_of_one = erasure(&stores, &who(number), 6).await;
                times.push(times_of_one.plan + times_of_one.erase + times_of_one.search);
            }
            points.push((f64::from(others), report(engine, "others", others, &times)));
        }
        with_others.push(Line {
            name: engine.name(),
            points,
        });
    }
    let chart = Chart {
        title: "Time of an erasure with its plan and the search after",
        panels: vec![
            Panel {
                title: "by how many rows there are of the person",
                across: "rows of the person",
                lines: with_hers,
            },
            Panel {
                title: "by how many other customers there are",
                across: "other customers, five rows each",
                lines: with_others,
            },
        ],
    };
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../end2end/pictures/growth.svg"
    );
    std::fs::write(path, chart.svg()).unwrap();
    println!("  drawn into end2end/pictures/growth.svg");
}

async fn once(engine: Engine, (hers, others): (u32, u32)) -> Duration {
    let size = Size {
        hers,
        others,
        theirs: 5,
    };
    let shop = Shop::new(engine, size).await;
    let stores = shop.stores().await;
    warm(&stores).await;
    let secrets = Pseudonyms::new(vec![7; 32]);
    let person = who(1);
    let start = Instant::now();
    let (plan, _) = stores.plan(&person, today()).await;
    let mut done = Vec::new();
    loop {
        let order = Order {
            store: "shop",
            identities: &person,
            approved: &plan,
            today: today(),
            secrets: &secrets,
            done: &done,
        };
        let recorded = async |_: Intent| Ok::<(), Infallible>(());
        let outcome = stores.erase_some(order, recorded).await.unwrap();
        done.extend(outcome.steps);
        if !outcome.unfinished {
            break;
        }
    }
    let left = stores.find(&person, today()).await;
    assert_eq!(left.found.total(), 0);
    start.elapsed()
}

fn report(engine: Engine, what: &str, number: u32, times: &[Duration]) -> f64 {
    let time = ms(median(times));
    println!(
        "  {:<12}{number:>9} {what:<10}{time:>10.1} ms",
        engine.name()
    );
    time
}
