//! Jobs: what is to be done later, enqueued in the transaction of the act that wants it.
//!
//! apalis wakes workers and spreads the work. It is not asked what is true: a job carries an id
//! and nothing else, and [`tasks`], steps, attempts, leases and dead letters stand in our own
//! tables. A job that is lost or comes twice does no harm.

use std::{future::Future, sync::Arc, time::Duration};

use apalis::prelude::{BackendExt, Strategy, TaskBuilder, WorkerBuilder, WorkerBuilderExt};
use apalis_postgres::PostgresStorage;
use apalis_sqlite::SqliteStorage;
use chrono::{DateTime, Utc};
use futures::{StreamExt, stream};
use habeas_domain::version::Version;
use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, watch};
use uuid::Uuid;

use crate::{
    Ledger, LedgerError, Tx,
    error::Result,
    tasks,
    time::{Clock, Dice},
};

/// The queue all our jobs are in.
const QUEUE: &str = "habeas";
/// How often a worker looks by itself: for jobs of other processes, and for those whose time has
/// come. Jobs of this process wake it at once.
const LOOK: Duration = Duration::from_millis(200);
/// How often a worker says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(2);
/// After how many missed heartbeats a worker is dead, and its jobs are somebody else's.
const MISSED: usize = 3;
/// How many jobs one worker runs at once.
const AT_ONCE: usize = 4;
/// How long to wait before a worker that ended is replaced.
const REPLACE: Duration = Duration::from_millis(500);

/// One thing to do. The id says of what; everything else is read when it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// The version of this form.
    pub v: Version<1>,
    /// What to do.
    pub work: Work,
    /// Of which request, choice, message or challenge.
    pub id: Uuid,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// Run an approved request on the stores.
    Run,
    /// Write a choice to the stores.
    Choose,
    /// Look again whether an erased person is really gone.
    Verify,
    /// Send a mail or a text message of the outbox.
    Send,
    /// Find out what somebody who asked for a code shall get, and queue it.
    Greet,
    /// Tell the addresses by which the stores know a person that an account was made.
    Warn,
    /// Find out whether somebody who showed what is theirs was erased before, and let them back.
    Return,
    /// Write a restriction into the stores, or take it out again.
    Restrict,
}

impl Work {
    /// Every kind.
    const ALL: [Self; 8] = [
        Self::Run,
        Self::Choose,
        Self::Verify,
        Self::Send,
        Self::Greet,
        Self::Warn,
        Self::Return,
        Self::Restrict,
    ];

    /// Its name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Choose => "choose",
            Self::Verify => "verify",
            Self::Send => "send",
            Self::Greet => "greet",
            Self::Warn => "warn",
            Self::Return => "return",
            Self::Restrict => "restrict",
        }
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|work| work.as_str() == name)
    }
}

impl Job {
    /// A job.
    pub fn new(work: Work, id: Uuid) -> Self {
        Self {
            v: Version,
            work,
            id,
        }
    }
}

/// Wakes the workers of this process: call it after the commit that enqueued something.
#[derive(Debug, Clone)]
pub struct Bell(broadcast::Sender<()>);

impl Default for Bell {
    fn default() -> Self {
        Self(broadcast::channel(16).0)
    }
}

impl Bell {
    /// Rings. Nobody need be listening.
    pub fn ring(&self) {
        let _unheard = self.0.send(());
    }
}

/// Enqueues a job in a transaction: with its commit the job is there, without it there is none.
/// It is written down in our own table and a worker is woken for it. A message to be sent has a
/// row of its own in the outbox.
///
/// # Errors
/// Where the database refuses.
pub async fn enqueue(tx: &mut Tx, job: &Job, run_at: DateTime<Utc>) -> Result {
    if job.work != Work::Send {
        tasks::want(tx, job, run_at).await?;
    }
    wake(tx, job, run_at).await
}

/// Has a worker woken for a job at a time, and nothing else.
///
/// # Errors
/// Where the database refuses.
pub async fn wake(tx: &mut Tx, job: &Job, run_at: DateTime<Utc>) -> Result {
    let bytes = serde_json::to_vec(job).map_err(|error| LedgerError::Queue(error.to_string()))?;
    let task = TaskBuilder::new(bytes)
        .run_at_timestamp(u64::try_from(run_at.timestamp()).unwrap_or_default())
        // Our own table counts attempts, so the queue never tries by itself.
        .max_attempts(1)
        .build();
    match tx {
        Tx::Sqlite(tx) => apalis_sqlite::queries::push_tasks(&mut **tx, QUEUE, &[task])
            .await
            .map_err(|error| LedgerError::Queue(error.to_string())),
        Tx::Postgres(tx) => apalis_postgres::queries::push_tasks(&mut **tx, QUEUE, vec![task])
            .await
            .map_err(|error| LedgerError::Queue(error.to_string())),
    }
}

/// Brings the queue's own tables up to date. Its `setup()` would set `synchronous=OFF` on our
/// connection, and its migrations in our table of migrations would be taken for missing ones.
pub(crate) async fn migrate(ledger: &Ledger) -> Result {
    const TABLE: &str = "_apalis_migrations";
    match ledger {
        Ledger::Sqlite { writer, .. } => {
            let mut migrator = SqliteStorage::<()>::migrations();
            migrator.dangerous_set_table_name(TABLE);
            migrator.run(writer).await?;
        }
        Ledger::Postgres(pool) => {
            let mut migrator = PostgresStorage::<()>::migrations();
            migrator.dangerous_set_table_name(TABLE);
            migrator.run(pool).await?;
        }
    }
    Ok(())
}

/// Works until told to stop. A worker that ends for any reason is replaced by one with a new
/// name: under its old name the queue would take its lost jobs for living ones.
pub async fn work<F, Fut>(
    ledger: Ledger,
    (clock, dice): (Clock, Dice),
    bell: Bell,
    run: F,
    mut stop: watch::Receiver<bool>,
) where
    F: Fn(Job) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let run = Arc::new(run);
    while !*stop.borrow() {
        let name = format!("habeas-{}", dice.uuid(clock.now()).simple());
        let ended = one_worker(&ledger, &name, &bell, run.clone(), stop.clone()).await;
        if *stop.borrow() {
            return;
        }
        tracing::warn!(worker = name, error = ?ended.err(), "a worker ended and is replaced");
        tokio::select! {
            () = tokio::time::sleep(REPLACE) => {}
            _ = stop.changed() => {}
        }
    }
}

/// One worker, until it ends.
async fn one_worker<F, Fut>(
    ledger: &Ledger,
    name: &str,
    bell: &Bell,
    run: Arc<F>,
    stop: watch::Receiver<bool>,
) -> std::result::Result<(), String>
where
    F: Fn(Job) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    // In a task of its own, so that a panic ends the job and not the worker.
    let handle = move |job: Job| {
        let done = tokio::spawn(run(job));
        async move {
            if done.await.is_err() {
                tracing::error!(work = ?job.work, id = %job.id, "a job panicked");
            }
        }
    };
    let rings = Box::pin(stream::unfold(bell.0.subscribe(), |mut rings| async {
        match rings.recv().await {
            Ok(()) | Err(broadcast::error::RecvError::Lagged(_)) => Some(((), rings)),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }));
    let strategy = Strategy::new()
        .stream(rings.chain(stream::pending()))
        .interval(LOOK);
    let stopped = async move {
        let mut stop = stop;
        let _gone = stop.wait_for(|stop| *stop).await;
        Ok::<(), std::io::Error>(())
    };
    match ledger {
        Ledger::Sqlite { writer, .. } => {
            let config = apalis_sqlite::Config::default()
                .queue(QUEUE)
                .heartbeat_interval(HEARTBEAT)
                .missed_heartbeats(MISSED);
            let backend = SqliteStorage::<Job>::new(writer)
                .with_config(config)
                .poll_with_strategy(strategy);
            let worker = WorkerBuilder::new(name).backend(backend);
            let worker = worker.concurrency(AT_ONCE).build(handle);
            worker.run_until(stopped).await
        }
        Ledger::Postgres(pool) => {
            let config = apalis_postgres::Config::default()
                .queue(QUEUE)
                .heartbeat_interval(HEARTBEAT)
                .missed_heartbeats(MISSED);
            let backend = PostgresStorage::<Job>::new(pool)
                .with_config(config)
                .poll_with_strategy(strategy);
            let worker = WorkerBuilder::new(name).backend(backend);
            let worker = worker.concurrency(AT_ONCE).build(handle);
            worker.run_until(stopped).await
        }
    }
    .map_err(|error| error.to_string())
}
