//! The truth about jobs: a row for each, in our own table, written in the transaction of the act
//! that wants it. The queue only wakes workers. Who wakes takes the row, under a lease and with a
//! fencing number; how often that happened is counted before anything is done, so that a job
//! which kills its worker is given up like any other.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    jobs::{Job, Work},
};

/// No lease and no pause is longer. One that seems to be was made by a clock that was set back
/// since, and holds nobody up.
pub const LONGEST: TimeDelta = TimeDelta::minutes(2);
/// The queue counts in whole seconds, and may wake a worker a little before the time.
const EARLY: TimeDelta = TimeDelta::seconds(1);
/// After how long a worker is woken again for what nobody has taken.
const FORGOTTEN: TimeDelta = TimeDelta::seconds(10);
/// How often a worker is woken for what a dead one has left.
const LEFT: TimeDelta = TimeDelta::seconds(5);

/// One thing to do.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Row {
    /// The name of the work.
    pub work: String,
    /// Of which request, choice, challenge or person.
    pub id: Uuid,
    /// From when on.
    pub due: DateTime<Utc>,
    /// `waiting`, `running`, `done` or `dead`.
    pub state: String,
    /// How often it was begun and did not end well.
    pub attempts: i64,
    /// How often in a row it had to wait for something that is no fault of its own.
    pub waits: i64,
    /// Whose turn it is.
    pub fencing: i64,
    /// Until when the worker is believed to be alive, or until when it waits.
    pub lease_until: Option<DateTime<Utc>>,
    /// Why it waits, or was given up: a code, never a value.
    pub trouble: Option<String>,
}

impl Row {
    /// The job that wakes a worker for it.
    pub fn job(&self) -> Option<Job> {
        Some(Job::new(Work::named(&self.work)?, self.id))
    }
}

macro_rules! select {
    ($fetch:ident, $tx:expr, $rest:literal $(, $bind:expr)*) => {
        $fetch!(
            $tx,
            Row,
            concat!(
                "select work, id, due, state, attempts, waits, fencing, lease_until, trouble \
                 from task ",
                $rest
            )
            $(, $bind)*
        )
    };
}

/// Wants something done from a time on. If it is wanted already it is wanted then, and has all
/// its attempts before it.
///
/// # Errors
/// Where the database refuses.
pub async fn want(tx: &mut Tx, job: &Job, due: DateTime<Utc>) -> Result {
    execute!(
        tx,
        "insert into task (work, id, due, state, attempts, waits, fencing, woken_at) \
         values ($1, $2, $3, 'waiting', 0, 0, 0, $3) \
         on conflict (work, id) do update set due = excluded.due, state = 'waiting', \
         attempts = 0, waits = 0, woken_at = excluded.woken_at, trouble = null, \
         lease_until = case when task.state = 'running' then task.lease_until end",
        job.work.as_str(),
        job.id,
        due
    )?;
    Ok(())
}

/// Takes something whose time has come and that no living worker has; none where there is no such
/// thing to do now. What nobody wrote down (an earlier version did not) is written down.
///
/// # Errors
/// Where the database refuses.
pub async fn take(
    tx: &mut Tx,
    job: &Job,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Row>> {
    let taken = execute!(
        tx,
        "insert into task (work, id, due, state, attempts, waits, fencing, lease_until, woken_at) \
         values ($1, $2, $3, 'running', 1, 0, 1, $4, $3) \
         on conflict (work, id) do update set state = 'running', attempts = task.attempts + 1, \
         fencing = task.fencing + 1, lease_until = excluded.lease_until \
         where task.state in ('waiting', 'running') and task.due <= $5 \
         and (task.lease_until is null or task.lease_until <= $3 or task.lease_until > $6)",
        job.work.as_str(),
        job.id,
        now,
        until,
        now + EARLY,
        now + LONGEST
    )?;
    if taken == 0 {
        return Ok(None);
    }
    find(tx, job).await
}

/// One of them.
///
/// # Errors
/// Where the database does not answer.
pub async fn find(tx: &mut Tx, job: &Job) -> Result<Option<Row>> {
    select!(
        fetch_optional,
        tx,
        "where work = $1 and id = $2",
        job.work.as_str(),
        job.id
    )
}

/// Says that the worker is alive.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken it.
pub async fn renew(tx: &mut Tx, row: &Row, until: DateTime<Utc>) -> Result {
    let changed = execute!(
        tx,
        "update task set lease_until = $4 where work = $1 and id = $2 and fencing = $3",
        row.work.as_str(),
        row.id,
        row.fencing,
        until
    )?;
    ensure_rows(changed, 1)
}

/// It is done, unless it was wanted again meanwhile: then from when on, so that somebody can be
/// woken for it. Whatever else stands in this transaction counts only if it is still this worker's
/// turn.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken it.
pub async fn finish(tx: &mut Tx, row: &Row) -> Result<Option<DateTime<Utc>>> {
    let changed = execute!(
        tx,
        "update task set state = case when state = 'running' then 'done' else state end, \
         lease_until = null, trouble = null where work = $1 and id = $2 and fencing = $3",
        row.work.as_str(),
        row.id,
        row.fencing
    )?;
    ensure_rows(changed, 1)?;
    let again = fetch_optional!(
        tx,
        (DateTime<Utc>,),
        "select due from task where work = $1 and id = $2 and state = 'waiting'",
        row.work.as_str(),
        row.id
    )?;
    Ok(again.map(|(due,)| due))
}

/// Lets it go until a time, to be begun again. Where it only waited that is no attempt.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken it.
pub async fn again(
    tx: &mut Tx,
    row: &Row,
    at: DateTime<Utc>,
    (trouble, waited): (&str, bool),
) -> Result {
    let (attempts, waits) = if waited {
        (row.attempts - 1, row.waits + 1)
    } else {
        (row.attempts, 0)
    };
    let changed = execute!(
        tx,
        "update task set lease_until = case when state = 'running' then $4 end, \
         attempts = case when state = 'running' then $5 else attempts end, \
         waits = case when state = 'running' then $6 else waits end, \
         woken_at = $4, trouble = $7, state = 'waiting' \
         where work = $1 and id = $2 and fencing = $3",
        row.work.as_str(),
        row.id,
        row.fencing,
        at,
        attempts,
        waits,
        trouble
    )?;
    ensure_rows(changed, 1)
}

/// Gives it up: a person must look.
///
/// # Errors
/// [`crate::LedgerError::RowsAffected`] where another worker has taken it.
pub async fn give_up(tx: &mut Tx, row: &Row, trouble: &str) -> Result {
    let changed = execute!(
        tx,
        "update task set state = 'dead', trouble = $4, lease_until = null \
         where work = $1 and id = $2 and fencing = $3",
        row.work.as_str(),
        row.id,
        row.fencing,
        trouble
    )?;
    ensure_rows(changed, 1)
}

/// What nobody works at although its time has come, those first for whom nobody was woken the
/// longest: what a dead worker left, and what the queue has forgotten.
///
/// # Errors
/// Where the database does not answer.
pub async fn left(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> Result<Vec<Row>> {
    select!(
        fetch_all,
        tx,
        "where state in ('waiting', 'running') and due <= $1 \
         and (woken_at <= case when lease_until is null then $2 else $3 end or woken_at > $4) \
         and (lease_until is null or lease_until <= $1 or lease_until > $4) \
         order by woken_at, work, id limit $5",
        now,
        now - FORGOTTEN,
        now - LEFT,
        now + LONGEST,
        limit
    )
}

/// What can be begun now, due first: for whoever works without a queue.
///
/// # Errors
/// Where the database does not answer.
pub async fn due(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> Result<Vec<Row>> {
    select!(
        fetch_all,
        tx,
        "where state in ('waiting', 'running') and due <= $1 \
         and (lease_until is null or lease_until <= $1 or lease_until > $2) \
         order by due, work, id limit $3",
        now,
        now + LONGEST,
        limit
    )
}

/// Writes down that somebody was woken.
///
/// # Errors
/// Where the database refuses.
pub async fn woken(tx: &mut Tx, row: &Row, now: DateTime<Utc>) -> Result {
    execute!(
        tx,
        "update task set woken_at = $3 where work = $1 and id = $2",
        row.work.as_str(),
        row.id,
        now
    )?;
    Ok(())
}

/// Running and approved requests for which nothing is to be done, nor was given up: there should be
/// none.
///
/// # Errors
/// Where the database does not answer.
pub async fn stranded(tx: &mut Tx) -> Result<Vec<(Uuid,)>> {
    fetch_all!(
        tx,
        (Uuid,),
        "select r.id from request r where r.stage in ('approved', 'running') \
         and not exists (select 1 from task t where t.work = 'run' and t.id = r.id \
                         and t.state <> 'done') \
         order by r.due, r.id limit 100"
    )
}

/// What was given up.
///
/// # Errors
/// Where the database does not answer.
pub async fn dead(tx: &mut Tx, limit: i64) -> Result<Vec<Row>> {
    select!(
        fetch_all,
        tx,
        "where state = 'dead' order by due, work, id limit $1",
        limit
    )
}

/// Forgets what was done long enough ago that no late wake-up can come for it.
///
/// # Errors
/// Where the database refuses.
pub async fn sweep(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64> {
    execute!(
        tx,
        "delete from task where state = 'done' and due < $1 and woken_at < $1",
        before
    )
}
