//! Jobs come with the commit of the act that wants them, and survive their worker.

use std::time::Duration;

use anyhow::{Result, bail};
use habeas_ledger::{
    Ledger,
    jobs::{self, Bell, Job, Work},
    time::{Clock, Dice},
};
use tokio::sync::{mpsc, watch};
use uuid::Uuid;

use crate::house::House;

/// A worker of this process, and what it was given.
struct Worker {
    bell: Bell,
    done: mpsc::UnboundedReceiver<Job>,
    stop: watch::Sender<bool>,
    task: tokio::task::JoinHandle<()>,
}

fn worker(house: &House) -> Worker {
    let (send, done) = mpsc::unbounded_channel();
    let (stop, stopped) = watch::channel(false);
    let bell = Bell::default();
    let run = move |job: Job| {
        let send = send.clone();
        async move {
            assert!(job.work != Work::Verify, "a job that panics ends alone");
            send.send(job).unwrap();
        }
    };
    let time = (Clock::System, Dice::system());
    let task = tokio::spawn(jobs::work(
        house.ledger.clone(),
        time,
        bell.clone(),
        run,
        stopped,
    ));
    Worker {
        bell,
        done,
        stop,
        task,
    }
}

impl Worker {
    async fn next(&mut self) -> Result<Job> {
        match tokio::time::timeout(Duration::from_secs(20), self.done.recv()).await {
            Ok(Some(job)) => Ok(job),
            _ => bail!("no job came"),
        }
    }

    async fn stop(self) -> Result<()> {
        self.stop.send(true)?;
        Ok(tokio::time::timeout(Duration::from_secs(20), self.task).await??)
    }
}

async fn enqueue(house: &House, work: Work, commit: bool) -> Result<Uuid> {
    let id = house.dice.uuid(house.now());
    let mut tx = house.begin().await?;
    jobs::enqueue(
        &mut tx,
        &Job::new(work, id),
        house.now() - chrono::TimeDelta::days(3650),
    )
    .await?;
    if commit {
        tx.commit().await?;
    }
    Ok(id)
}

async fn a_job_comes_with_the_commit(house: House) -> Result<()> {
    enqueue(&house, Work::Run, false).await?;
    let id = enqueue(&house, Work::Run, true).await?;
    let mut worker = worker(&house);
    assert_eq!(worker.next().await?, Job::new(Work::Run, id));
    let id = enqueue(&house, Work::Choose, true).await?;
    worker.bell.ring();
    assert_eq!(worker.next().await?, Job::new(Work::Choose, id));
    assert!(worker.done.try_recv().is_err());
    worker.stop().await
}

async fn a_job_that_panics_ends_alone(house: House) -> Result<()> {
    let mut worker = worker(&house);
    enqueue(&house, Work::Verify, true).await?;
    let id = enqueue(&house, Work::Run, true).await?;
    worker.bell.ring();
    assert_eq!(worker.next().await?.id, id);
    worker.stop().await
}

async fn jobs_wait_for_the_next_start(house: House) -> Result<()> {
    let first = worker(&house);
    first.stop().await?;
    let id = enqueue(&house, Work::Run, true).await?;
    let mut second = worker(&house);
    assert_eq!(second.next().await?.id, id);
    second.stop().await
}

/// The queue's table is away for a while, as after a restore: the worker's next look is its end.
async fn a_worker_that_dies_is_replaced(house: House) -> Result<()> {
    let mut worker = worker(&house);
    let id = enqueue(&house, Work::Run, true).await?;
    worker.bell.ring();
    assert_eq!(worker.next().await?.id, id);
    let (away, back) = match &house.ledger {
        Ledger::Sqlite { .. } => (
            "alter table Jobs rename to Away",
            "alter table Away rename to Jobs",
        ),
        Ledger::Postgres(_) => (
            "alter table apalis.jobs rename to away",
            "alter table apalis.away rename to jobs",
        ),
    };
    change(&house, away).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    change(&house, back).await?;
    let id = enqueue(&house, Work::Run, true).await?;
    assert_eq!(worker.next().await?.id, id);
    worker.stop().await
}

async fn change(house: &House, sql: &'static str) -> Result<()> {
    match &house.ledger {
        Ledger::Sqlite { writer, .. } => sqlx::raw_sql(sql).execute(writer).await.map(drop)?,
        Ledger::Postgres(pool) => sqlx::raw_sql(sql).execute(pool).await.map(drop)?,
    }
    Ok(())
}

crate::on_both!(
    a_worker_that_dies_is_replaced,
    a_job_comes_with_the_commit,
    a_job_that_panics_ends_alone,
    jobs_wait_for_the_next_start,
);
