//! What reports are counted from. Days are the company's.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{Tx, db::fetch_all, error::Result};

/// Requests that ended alike.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Ended {
    /// The right.
    pub kind: String,
    /// The stage in which they ended.
    pub stage: String,
    /// How they were answered.
    pub outcome: Option<String>,
    /// On what ground they were refused.
    pub ground: Option<String>,
    /// Whether more time was taken.
    pub extended: bool,
    /// The day they came in.
    pub received_on: NaiveDate,
    /// The day nothing more was to be done.
    pub finished_on: NaiveDate,
    /// When the answer was due.
    pub due: NaiveDate,
    /// When the company meant to be done.
    pub inner_due: Option<NaiveDate>,
    /// How many.
    pub requests: i64,
}

/// How many requests came in from one day to another, by right. An empty law is every law.
///
/// # Errors
/// Where the database does not answer.
pub async fn received(
    tx: &mut Tx,
    (from, to): (NaiveDate, NaiveDate),
    law: &str,
) -> Result<Vec<(String, i64)>> {
    fetch_all!(
        tx,
        (String, i64),
        "select kind, count(*) from request where received_on >= $1 and received_on <= $2 \
         and (regime = $3 or $3 = '') group by kind order by kind",
        from,
        to,
        law
    )
}

/// Requests that ended from one day to another, those alike counted together.
///
/// # Errors
/// Where the database does not answer.
pub async fn ended(
    tx: &mut Tx,
    (from, to): (NaiveDate, NaiveDate),
    law: &str,
) -> Result<Vec<Ended>> {
    fetch_all!(
        tx,
        Ended,
        "select kind, stage, outcome, ground, extended, received_on, finished_on, due, inner_due, \
         count(*) as requests from request where finished_on >= $1 and finished_on <= $2 \
         and (regime = $3 or $3 = '') \
         group by kind, stage, outcome, ground, extended, received_on, finished_on, due, inner_due \
         order by kind, received_on, finished_on",
        from,
        to,
        law
    )
}

/// How many requests are not finished, by right, and how many of those are late on a day.
///
/// # Errors
/// Where the database does not answer.
pub async fn unfinished(
    tx: &mut Tx,
    today: NaiveDate,
    law: &str,
) -> Result<Vec<(String, i64, i64)>> {
    fetch_all!(
        tx,
        (String, i64, i64),
        "select kind, count(*), \
         count(case when waiting = false and due < $1 then 1 end) from request \
         where finished = false and (regime = $2 or $2 = '') group by kind order by kind",
        today,
        law
    )
}

/// Choices by which somebody said no, by what it was about, and how many of those were written.
///
/// # Errors
/// Where the database does not answer.
pub async fn said_no(
    tx: &mut Tx,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<(String, i64, i64)>> {
    fetch_all!(
        tx,
        (String, i64, i64),
        "select what, count(*), count(outcome) from choice \
         where at >= $1 and at < $2 and allowed = $3 group by what order by what",
        from,
        until,
        false
    )
}
