//! Pages of the queue at a million requests, a fifth of them unfinished, on both databases. The
//! reference is the cheapest page there can be: the first of everything unfinished.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first fault")]

use std::time::{Duration, Instant};

use chrono::{NaiveDate, TimeDelta};
use habeas_domain::id::SubjectId;
use habeas_ledger::{
    Keys, Ledger,
    queue::{self, Assigned, Filter},
    subjects,
    time::{Clock, Dice},
};
use sqlx::AssertSqlSafe;
use tempfile::TempDir;
use uuid::Uuid;

/// Requests in the ledger; `HABEAS_BENCH_REQUESTS` for fewer.
const REQUESTS: u64 = 1_000_000;
const ROUNDS: usize = 200;

/// One request in n: every fifth is unfinished, every 5,000th is stuck, every 1,000th waits.
const SQLITE: &str = "
with recursive n(i) as (select 1 union all select i + 1 from n where i < REQUESTS)
insert into request (id, reference, subject_id, client_id, kind, stage, finished, received_at, due,
    version, body, regime, assigned, verified, waiting, blocked, received_on, finished_on)
select randomblob(16), 'HB-' || i, (select id from subject), randomblob(16),
    case i % 3 when 0 then 'access' when 1 then 'rectification' else 'erasure' end,
    case when i % 5 > 0 then 'answered' when i % 5000 = 0 then 'needs-person' else 'open' end,
    i % 5 > 0, '2026-01-01T00:00:00.000000Z', date('2026-01-01', '+' || (i % 400) || ' days'), 1, '{}',
    case when i % 20 = 0 then 'us-ca-ccpa' else 'eu-gdpr' end,
    case when i % 50 = 0 then x'11111111111111111111111111111111' end,
    i % 100 > 0, i % 1000 = 0, case when i % 5000 = 0 then 'shop' end,
    date('2025-01-01', '+' || (i % 700) || ' days'),
    case when i % 5 > 0 then date('2025-02-01', '+' || (i % 670) || ' days') end
from n";

const POSTGRES: &str = "
insert into request (id, reference, subject_id, client_id, kind, stage, finished, received_at, due,
    version, body, regime, assigned, verified, waiting, blocked, received_on, finished_on)
select gen_random_uuid(), 'HB-' || i, (select id from subject), gen_random_uuid(),
    case i % 3 when 0 then 'access' when 1 then 'rectification' else 'erasure' end,
    case when i % 5 > 0 then 'answered' when i % 5000 = 0 then 'needs-person' else 'open' end,
    i % 5 > 0, '2026-01-01T00:00:00Z', date '2026-01-01' + (i % 400)::int, 1, '{}',
    case when i % 20 = 0 then 'us-ca-ccpa' else 'eu-gdpr' end,
    case when i % 50 = 0 then '11111111-1111-1111-1111-111111111111'::uuid end,
    i % 100 > 0, i % 1000 = 0, case when i % 5000 = 0 then 'shop' end,
    date '2025-01-01' + (i % 700)::int,
    case when i % 5 > 0 then date '2025-02-01' + (i % 670)::int end
from generate_series(1, REQUESTS) as n(i)";

#[tokio::main]
async fn main() {
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|name| !name.starts_with('-'))
        .collect();
    if !named.is_empty() && !named.iter().any(|name| name == "sql") {
        return;
    }
    let requests = std::env::var("HABEAS_BENCH_REQUESTS").ok();
    let requests = requests.map_or(REQUESTS, |text| text.parse().unwrap());
    let folder = TempDir::new().unwrap();
    let sqlite = format!("sqlite:{}", folder.path().join("ledger.sqlite").display());
    let postgres = habeas_testing::postgres()
        .await
        .unwrap()
        .database()
        .await
        .unwrap();
    for (name, url) in [("SQLite", sqlite), ("PostgreSQL", postgres)] {
        let ledger = Ledger::open(&url).await.unwrap();
        ledger.migrate().await.unwrap();
        let dice = Dice::system();
        let keys = Keys::open(&folder.path().join(name), &dice).unwrap();
        let mut tx = ledger.begin().await.unwrap();
        let id = SubjectId::from_random(dice.bytes());
        subjects::add(&mut tx, &keys, &dice, id, Clock::System.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        fill(&ledger, requests).await;
        println!(
            "\n{name}, {requests} requests{:>24}{:>12}{:>12}",
            "p50", "p95", "p50 / first"
        );
        pages(&ledger).await;
    }
}

async fn fill(ledger: &Ledger, requests: u64) {
    let sql = |text: &str| AssertSqlSafe(text.replace("REQUESTS", &requests.to_string()));
    match ledger {
        Ledger::Sqlite { writer, .. } => {
            sqlx::raw_sql(sql(SQLITE)).execute(writer).await.unwrap();
            sqlx::raw_sql("analyze").execute(writer).await.unwrap();
        }
        Ledger::Postgres(pool) => {
            sqlx::raw_sql(sql(POSTGRES)).execute(pool).await.unwrap();
            sqlx::raw_sql("vacuum analyze request")
                .execute(pool)
                .await
                .unwrap();
        }
    }
}

async fn pages(ledger: &Ledger) {
    let all = Filter::default;
    let middle = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap();
    let me = Uuid::from_bytes([0x11; 16]);
    let mut first = None;
    for (name, filter) in [
        ("first page of everything unfinished", all()),
        (
            "a page in the middle",
            Filter {
                after: Some((middle, Uuid::nil())),
                ..all()
            },
        ),
        (
            "one right",
            Filter {
                kind: Some("access".into()),
                ..all()
            },
        ),
        (
            "one law, one in twenty",
            Filter {
                regime: Some("us-ca-ccpa".into()),
                ..all()
            },
        ),
        (
            "mine",
            Filter {
                assigned: Assigned::To(me),
                ..all()
            },
        ),
        (
            "nobody's",
            Filter {
                assigned: Assigned::Nobody,
                ..all()
            },
        ),
        (
            "late",
            Filter {
                due_before: Some(middle),
                ..all()
            },
        ),
        (
            "waiting for the person, one in a thousand",
            Filter {
                waiting: Some(true),
                ..all()
            },
        ),
        (
            "not checked, one in a hundred",
            Filter {
                verified: Some(false),
                ..all()
            },
        ),
        (
            "stopped by a system, one in five thousand",
            Filter {
                blocked: Some("shop".into()),
                ..all()
            },
        ),
        (
            "mine, one law, one right, a week",
            Filter {
                assigned: Assigned::To(me),
                regime: Some("us-ca-ccpa".into()),
                kind: Some("erasure".into()),
                due_from: Some(middle),
                due_before: Some(middle + TimeDelta::days(7)),
                ..all()
            },
        ),
        (
            "no match at all",
            Filter {
                blocked: Some("nowhere".into()),
                ..all()
            },
        ),
    ] {
        let times = measure(async || {
            let mut tx = ledger.read().await.unwrap();
            queue::page(&mut tx, &filter, 51).await.unwrap();
        });
        line(name, &times.await, &mut first);
    }
    let counts = [
        Filter {
            due_before: Some(middle),
            ..all()
        },
        Filter {
            stage: Some("open".into()),
            ..all()
        },
        Filter {
            waiting: Some(true),
            ..all()
        },
        Filter {
            verified: Some(false),
            ..all()
        },
        Filter {
            stage: Some("needs-person".into()),
            ..all()
        },
    ];
    let times = measure(async || {
        let mut tx = ledger.read().await.unwrap();
        for filter in &counts {
            queue::count(&mut tx, filter).await.unwrap();
        }
    });
    line("the numbers above the queue", &times.await, &mut first);
    let from = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let times = measure(async || {
        let mut tx = ledger.read().await.unwrap();
        queue::days(&mut tx, from).await.unwrap();
        queue::taken(&mut tx, from).await.unwrap();
    });
    line("the charts of the morning", &times.await, &mut first);
}

async fn measure(mut work: impl AsyncFnMut()) -> Vec<Duration> {
    let mut times = Vec::with_capacity(ROUNDS);
    let began = Instant::now();
    // Slow ones are measured less often.
    while times.len() < 10 || times.len() < ROUNDS && began.elapsed() < Duration::from_secs(5) {
        let start = Instant::now();
        work().await;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    times
}

fn line(what: &str, times: &[Duration], first: &mut Option<Duration>) {
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let reference = *first.get_or_insert(at(50));
    println!(
        "  {what:<44}{:>8.2} ms{:>9.2} ms{:>11.1}x",
        ms(at(50)),
        ms(at(95)),
        at(50).as_secs_f64() / reference.as_secs_f64()
    );
}
