//! When those who handle a request are reminded of it. The days stand here, so that nothing is
//! forgotten that a queue forgets; a sweep looks for those that have come.

use chrono::{DateTime, NaiveDate, Utc};
use habeas_domain::{
    id::{Reference, RequestId},
    request::Reminder,
};
use uuid::Uuid;

use crate::{
    Tx,
    db::{execute, fetch_all, parse},
    error::{LedgerError, Result},
};

/// A reminder whose day has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Of which request.
    pub request: RequestId,
    /// Of what.
    pub kind: Reminder,
    /// On which day.
    pub on: NaiveDate,
}

/// A reminder that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Of which request, by its number.
    pub reference: Reference,
    /// Of what.
    pub kind: Reminder,
    /// When.
    pub at: DateTime<Utc>,
}

/// Sets the reminders of a request: what stands there and was not given is replaced, and what was
/// given for the same day is not given again.
///
/// # Errors
/// Where the database refuses.
pub async fn set(tx: &mut Tx, request: RequestId, days: &[(Reminder, NaiveDate)]) -> Result {
    execute!(
        &mut *tx,
        "delete from reminder where request_id = $1 and done_at is null",
        request.0
    )?;
    for (kind, on) in days {
        execute!(
            &mut *tx,
            "insert into reminder (request_id, kind, on_day) values ($1, $2, $3) \
             on conflict (request_id, kind) do update set on_day = excluded.on_day, \
             done_at = null where reminder.on_day < excluded.on_day",
            request.0,
            kind.as_str(),
            *on
        )?;
    }
    Ok(())
}

/// Those whose day has come, the oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn due(tx: &mut Tx, today: NaiveDate, limit: i64) -> Result<Vec<Due>> {
    let rows = fetch_all!(
        tx,
        (Uuid, String, NaiveDate),
        "select request_id, kind, on_day from reminder \
         where done_at is null and on_day <= $1 order by on_day, request_id, kind limit $2",
        today,
        limit
    )?;
    rows.into_iter()
        .map(|(id, kind, on)| {
            Ok(Due {
                request: RequestId(id),
                kind: Reminder::named(&kind).ok_or(LedgerError::Inconsistent("reminder.kind"))?,
                on,
            })
        })
        .collect()
}

/// Notes that it was given; `false` where another process was quicker, or it was dropped.
///
/// # Errors
/// Where the database refuses.
pub async fn done(tx: &mut Tx, due: &Due, at: DateTime<Utc>) -> Result<bool> {
    let changed = execute!(
        tx,
        "update reminder set done_at = $3 \
         where request_id = $1 and kind = $2 and on_day = $4 and done_at is null",
        due.request.0,
        due.kind.as_str(),
        at,
        due.on
    )?;
    Ok(changed == 1)
}

/// The reminders given since a moment of requests that are not finished, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn given(tx: &mut Tx, since: DateTime<Utc>, limit: i64) -> Result<Vec<Given>> {
    let rows = fetch_all!(
        tx,
        (String, String, DateTime<Utc>),
        "select request.reference, reminder.kind, reminder.done_at from reminder \
         join request on request.id = reminder.request_id \
         where reminder.done_at >= $1 and request.finished = false \
         order by reminder.done_at desc, request.due, request.id limit $2",
        since,
        limit
    )?;
    rows.into_iter()
        .map(|(reference, kind, at)| {
            Ok(Given {
                reference: parse("request.reference", &reference)?,
                kind: Reminder::named(&kind).ok_or(LedgerError::Inconsistent("reminder.kind"))?,
                at,
            })
        })
        .collect()
}
