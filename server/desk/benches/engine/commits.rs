//! Commits that last: how many of them something takes, and how many this machine makes.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use habeas_ledger::Ledger;
use sqlx::{Connection, PgConnection};

use crate::shop::open;

/// Counts the commits of a ledger that change something.
pub enum Count {
    Sqlite(Arc<AtomicU64>),
    Postgres(sqlx::PgPool),
}

impl Count {
    pub async fn of(ledger: &Ledger) -> Self {
        match ledger {
            // One connection writes, for as long as the program runs.
            Ledger::Sqlite { writer, .. } => {
                let count = Arc::new(AtomicU64::new(0));
                let seen = count.clone();
                let mut connection = writer.acquire().await.unwrap();
                let mut handle = connection.lock_handle().await.unwrap();
                handle.set_commit_hook(move || {
                    seen.fetch_add(1, Ordering::Relaxed);
                    true
                });
                Self::Sqlite(count)
            }
            Ledger::Postgres(pool) => Self::Postgres(pool.clone()),
        }
    }

    /// So far. On PostgreSQL every transaction that writes takes a number, and one that only
    /// reads takes none.
    pub async fn now(&self) -> u64 {
        match self {
            Self::Sqlite(count) => count.load(Ordering::Relaxed),
            Self::Postgres(pool) => {
                let next: i64 = sqlx::query_scalar(
                    "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
                )
                .fetch_one(pool)
                .await
                .unwrap();
                next.cast_unsigned()
            }
        }
    }
}

/// How long a commit of one small row takes that lasts, one after the other.
pub async fn one_after_the_other(folder: &Path) -> Vec<Duration> {
    let mut db = open(&folder.join("commits.sqlite"), true).await;
    sqlx::raw_sql("CREATE TABLE IF NOT EXISTS t (n INTEGER) STRICT")
        .execute(&mut db)
        .await
        .unwrap();
    let mut times = Vec::new();
    for number in 0..200_i64 {
        let start = Instant::now();
        sqlx::query("INSERT INTO t VALUES ($1)")
            .bind(number)
            .execute(&mut db)
            .await
            .unwrap();
        times.push(start.elapsed());
    }
    times
}

/// The same on a server; and how many it makes in a second for so many at once.
pub async fn on_server(url: &str, clients: usize) -> (Vec<Duration>, f64) {
    let mut db = PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql("CREATE TABLE IF NOT EXISTS bench_commits (n bigint)")
        .execute(&mut db)
        .await
        .unwrap();
    let mut times = Vec::new();
    for number in 0..200_i64 {
        let start = Instant::now();
        insert(&mut db, number).await;
        times.push(start.elapsed());
    }
    let start = Instant::now();
    let workers: Vec<_> = (0..clients)
        .map(|_| {
            let url = url.to_owned();
            tokio::spawn(async move {
                let mut db = PgConnection::connect(&url).await.unwrap();
                for number in 0..200_i64 {
                    insert(&mut db, number).await;
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    let rate = (clients * 200) as f64 / start.elapsed().as_secs_f64();
    (times, rate)
}

async fn insert(db: &mut PgConnection, number: i64) {
    sqlx::query("INSERT INTO bench_commits VALUES ($1)")
        .bind(number)
        .execute(db)
        .await
        .unwrap();
}
