//! Under what a request is filed, beside what its own rules say: how it came, in which language its
//! person reads, which team has it. Older requests are filed one after the other.

use chrono::NaiveDate;
use habeas_domain::id::{RequestId, StaffId};
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all, fetch_optional},
    error::Result,
    requests::{Row, columns},
};

/// What stands in columns of its own for the queue and for reports.
#[derive(Debug, Clone, PartialEq, Eq, Default, sqlx::FromRow)]
pub struct Filed {
    /// The team that has it.
    pub team: Option<String>,
    /// How it came.
    pub channel: Option<String>,
    /// The tag of the language its person reads.
    pub language: Option<String>,
    /// The day the company means to be done by.
    pub inner_due: Option<NaiveDate>,
    /// How it was answered.
    pub outcome: Option<String>,
    /// On what ground it was refused as a whole.
    pub ground: Option<String>,
    /// Whether more time was taken.
    pub extended: bool,
}

/// Requests that are not filed yet.
///
/// # Errors
/// Where the database does not answer.
pub async fn unfiled(tx: &mut Tx, limit: i64) -> Result<Vec<Row>> {
    fetch_all!(
        tx,
        Row,
        concat!(
            "select ",
            columns!(),
            " from request where filed = false order by id limit $1"
        ),
        limit
    )
}

/// Files a request under how it came and the language of its person.
///
/// # Errors
/// Where there is no such request.
pub async fn file(
    tx: &mut Tx,
    request: RequestId,
    channel: &str,
    language: Option<&str>,
) -> Result {
    let changed = execute!(
        tx,
        "update request set channel = $2, language = $3, filed = $4 where id = $1",
        request.0,
        channel,
        language,
        true
    )?;
    ensure_rows(changed, 1)
}

/// Gives a request to a team, or to none.
///
/// # Errors
/// Where there is no such request.
pub async fn set_team(tx: &mut Tx, request: RequestId, team: Option<&str>) -> Result {
    let changed = execute!(
        tx,
        "update request set team = $2 where id = $1",
        request.0,
        team
    )?;
    ensure_rows(changed, 1)
}

/// The teams there are: those that somebody works in.
///
/// # Errors
/// Where the database does not answer.
pub async fn teams(tx: &mut Tx) -> Result<Vec<String>> {
    let rows = fetch_all!(
        tx,
        (String,),
        "select distinct team from staff where team is not null and active = $1 order by team",
        true
    )?;
    Ok(rows.into_iter().map(|(team,)| team).collect())
}

/// The team somebody works in.
///
/// # Errors
/// Where the database does not answer.
pub async fn team_of(tx: &mut Tx, staff: StaffId) -> Result<Option<String>> {
    let row = fetch_optional!(
        tx,
        (Option<String>,),
        "select team from staff where id = $1",
        staff.0
    )?;
    Ok(row.and_then(|(team,)| team))
}

/// Lets somebody work in a team, or in none.
///
/// # Errors
/// Where nobody works here under that id.
pub async fn join_team(tx: &mut Tx, staff: StaffId, team: Option<&str>) -> Result {
    let changed = execute!(
        tx,
        "update staff set team = $2 where id = $1",
        staff.0,
        team
    )?;
    ensure_rows(changed, 1)
}

/// Another request of the same person and right that came first and is not refused: what a
/// duplicate is one of. Its id and number.
///
/// # Errors
/// Where the database does not answer.
pub async fn earlier(tx: &mut Tx, row: &Row) -> Result<Option<(Uuid, String)>> {
    fetch_optional!(
        tx,
        (Uuid, String),
        "select id, reference from request where subject_id = $1 and kind = $2 and id <> $3 \
         and (received_at < $4 or (received_at = $4 and id < $3)) \
         and stage not in ('refused', 'withdrawn', 'expired') \
         order by received_at desc, id desc limit 1",
        row.subject_id,
        row.kind.as_str(),
        row.id,
        row.received_at
    )
}
