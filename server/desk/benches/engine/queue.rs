//! Pages of the queue and of the morning as the desk makes them, at a million requests: names and
//! flags of every line, the numbers above, the choices beside, all of it.

use std::time::{Duration, Instant};

use habeas_desk::{Desk, Visitor};
use habeas_domain::{
    id::StaffId,
    identity::Identity,
    right::Right,
    scope::Scope,
    view::{Assignee, DueWindow, QueueFilter, Stage},
};
use habeas_ledger::Ledger;
use sqlx::AssertSqlSafe;

use crate::{
    company::{HERE, PASSWORD, desk, officer},
    say::{at, ms},
    shop::{Engine, Shop, Size},
};

/// Requests in the ledger; `HABEAS_BENCH_REQUESTS` for fewer.
const REQUESTS: u64 = 1_000_000;
const ROUNDS: usize = 100;
/// People who asked.
const PEOPLE: u32 = 60;

/// Every request is a copy of a real one of somebody's. Every fifth is unfinished, every 5,000th
/// is stuck, every 1,000th waits for the person.
const SQLITE: &str = "
create temp table model as select *, row_number() over (order by id) - 1 as at from request;
with recursive n(i) as (select 1 union all select i + 1 from n where i < REQUESTS)
insert into request (COLUMNS)
select randomblob(16), 'HB-' || i, randomblob(16),
    case i % 3 when 0 then 'access' when 1 then 'rectification' else 'erasure' end,
    case when i % 5 > 0 then 'answered' when i % 5000 = 0 then 'needs-person' else 'open' end,
    i % 5 > 0, date('now', (i % 430 - 30) || ' days'),
    case when i % 20 = 0 then 'us-ca-ccpa' else 'eu-gdpr' end,
    i % 100 > 0, i % 1000 = 0, case when i % 5000 = 0 then 'shop' end,
    date('now', '-' || (i % 700) || ' days'),
    case when i % 5 > 0 then date('now', '-' || (i % 670) || ' days') end, REST
from n join model on model.at = n.i % PEOPLE";

const POSTGRES: &str = "
create temp table model as select *, row_number() over (order by id) - 1 as at from request;
insert into request (COLUMNS)
select gen_random_uuid(), 'HB-' || i, gen_random_uuid(),
    case i % 3 when 0 then 'access' when 1 then 'rectification' else 'erasure' end,
    case when i % 5 > 0 then 'answered' when i % 5000 = 0 then 'needs-person' else 'open' end,
    i % 5 > 0, current_date + (i % 430)::int - 30,
    case when i % 20 = 0 then 'us-ca-ccpa' else 'eu-gdpr' end,
    i % 100 > 0, i % 1000 = 0, case when i % 5000 = 0 then 'shop' end,
    current_date - (i % 700)::int,
    case when i % 5 > 0 then current_date - (i % 670)::int end, REST
from generate_series(1, REQUESTS) as n(i) join model on model.at = n.i % PEOPLE";

/// What differs from request to request.
const VARIED: [&str; 13] = [
    "id",
    "reference",
    "client_id",
    "kind",
    "stage",
    "finished",
    "due",
    "regime",
    "verified",
    "waiting",
    "blocked",
    "received_on",
    "finished_on",
];

pub async fn measure(engine: Engine) {
    let requests = std::env::var("HABEAS_BENCH_REQUESTS").ok();
    let requests = requests.map_or(REQUESTS, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let size = Size {
        hers: 1,
        others: PEOPLE,
        theirs: 1,
    };
    let shop = Shop::new(engine, size).await;
    let (desk, ledger) = desk(engine, folder.path(), shop.stores().await).await;
    let officer = officer(&desk).await;
    for number in 2..2 + PEOPLE {
        let email = format!("p{number}@mail.example");
        let identity = Identity::new("customer_id", number.to_string());
        desk.seed_customer(&email, PASSWORD, &[identity])
            .await
            .unwrap();
        let person = desk.sign_in(&email, PASSWORD, &HERE).await.unwrap();
        let id = desk.new_client_id();
        desk.ask_package(&person, id, Scope::default())
            .await
            .unwrap();
    }
    fill(&ledger, requests).await;
    println!(
        "\nPages of the queue, {requests} requests, ledger on {}, end to end",
        engine.name()
    );
    pages(&desk, &officer).await;
}

async fn fill(ledger: &Ledger, requests: u64) {
    let columns: Vec<String> = match ledger {
        Ledger::Sqlite { writer, .. } => {
            sqlx::query_scalar("select name from pragma_table_info('request')")
                .fetch_all(writer)
                .await
                .unwrap()
        }
        Ledger::Postgres(pool) => sqlx::query_scalar(
            "select attname::text from pg_attribute \
             where attrelid = 'request'::regclass and attnum > 0 and not attisdropped",
        )
        .fetch_all(pool)
        .await
        .unwrap(),
    };
    let rest: Vec<String> = columns
        .into_iter()
        .filter(|name| !VARIED.contains(&name.as_str()))
        .collect();
    let all = format!("{}, {}", VARIED.join(", "), rest.join(", "));
    let from_model: Vec<String> = rest.iter().map(|name| format!("model.{name}")).collect();
    let sql = |text: &str| {
        AssertSqlSafe(
            text.replace("REQUESTS", &requests.to_string())
                .replace("PEOPLE", &PEOPLE.to_string())
                .replace("COLUMNS", &all)
                .replace("REST", &from_model.join(", ")),
        )
    };
    match ledger {
        Ledger::Sqlite { writer, .. } => {
            sqlx::raw_sql(sql(SQLITE)).execute(writer).await.unwrap();
            sqlx::raw_sql("analyze").execute(writer).await.unwrap();
        }
        Ledger::Postgres(pool) => {
            let mut db = pool.acquire().await.unwrap();
            sqlx::raw_sql(sql(POSTGRES))
                .execute(&mut *db)
                .await
                .unwrap();
            sqlx::raw_sql("vacuum analyze").execute(pool).await.unwrap();
        }
    }
}

async fn pages(desk: &Desk, officer: &Visitor) {
    let all = QueueFilter::default;
    let first = desk.queue(officer, &all()).await.unwrap();
    assert_eq!(first.lines.len(), 50);
    for (name, filter) in [
        ("everything unfinished", all()),
        (
            "its second page",
            QueueFilter {
                after: first.next,
                ..all()
            },
        ),
        (
            "one right",
            QueueFilter {
                right: Some(Right::Access),
                ..all()
            },
        ),
        (
            "one law, one in twenty",
            QueueFilter {
                regime: Some("us-ca-ccpa".into()),
                ..all()
            },
        ),
        (
            "mine, of which there is none",
            QueueFilter {
                assignee: Some(Assignee::Me),
                ..all()
            },
        ),
        (
            "somebody's who is not there",
            QueueFilter {
                assignee: Some(Assignee::Staff(StaffId(uuid::Uuid::from_bytes([9; 16])))),
                ..all()
            },
        ),
        (
            "late",
            QueueFilter {
                due: Some(DueWindow::Late),
                ..all()
            },
        ),
        (
            "waiting for the person, one in a thousand",
            QueueFilter {
                waiting: Some(true),
                ..all()
            },
        ),
        (
            "not checked, one in a hundred",
            QueueFilter {
                verified: Some(false),
                ..all()
            },
        ),
        (
            "stopped by a system, one in five thousand",
            QueueFilter {
                blocked: Some("shop".into()),
                ..all()
            },
        ),
        (
            "stuck",
            QueueFilter {
                stage: Some(Stage::NeedsPerson),
                ..all()
            },
        ),
    ] {
        let times = times(async || {
            desk.queue(officer, &filter).await.unwrap();
        });
        said(name, &times.await);
    }
    let times = times(async || {
        desk.morning(officer, None).await.unwrap();
    });
    said("the morning page with its charts", &times.await);
}

async fn times(mut work: impl AsyncFnMut()) -> Vec<Duration> {
    let mut times = Vec::with_capacity(ROUNDS);
    let began = Instant::now();
    // Slow ones are measured less often.
    while times.len() < 10 || times.len() < ROUNDS && began.elapsed() < Duration::from_secs(5) {
        let start = Instant::now();
        work().await;
        times.push(start.elapsed());
    }
    times
}

fn said(what: &str, times: &[Duration]) {
    println!(
        "  {what:<46}{:>8.1} ms p50 {:>8.1} ms p95",
        ms(at(times, 50)),
        ms(at(times, 95))
    );
}
