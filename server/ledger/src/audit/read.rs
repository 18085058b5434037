//! Reading the audit ledger: pages of it, those lines that are looks, and whether it holds.

use chrono::{DateTime, Utc};
use habeas_domain::{
    id::Reference,
    role::Act,
    view::{AuditLine, ChainState},
};
use serde::Deserialize;
use serde_json::Value;
use sqlx::AssertSqlSafe;

use super::Checkpoint;
use crate::{
    LedgerError, Tx,
    db::{fetch_all, fetch_optional},
    error::Result,
};

/// The acts that are looks of staff at people, their requests, this ledger, or a file of either.
pub const LOOKS: &[Act] = &[
    Act::SeeRequest,
    Act::SeePerson,
    Act::RevealContact,
    Act::FindPerson,
    Act::SeeEvidence,
    Act::SeeLedger,
    Act::ExportLedger,
    Act::ExportQueue,
];

/// What is read back of a line.
#[derive(Deserialize)]
struct Line {
    act: String,
    by: String,
    who: Option<String>,
    on: Option<Reference>,
    #[serde(default)]
    body: Value,
}

#[derive(sqlx::FromRow)]
struct Row {
    at: DateTime<Utc>,
    body: String,
    number: Option<i64>,
    hash: Option<Vec<u8>>,
}

/// The condition for lines of some acts. A line is canonical JSON: its act comes first.
fn only(acts: &[Act]) -> String {
    let any: Vec<String> = acts
        .iter()
        .map(|act| format!("body like '{{\"act\":\"{act}\"%'"))
        .collect();
    if any.is_empty() {
        "true".to_owned()
    } else {
        format!("({})", any.join(" or "))
    }
}

/// A page, newest first: lines below a number, or the newest, those that still wait for their
/// number first. With acts, only lines of those.
///
/// # Errors
/// Where the database does not answer.
pub async fn page(
    tx: &mut Tx,
    below: Option<i64>,
    limit: i64,
    acts: &[Act],
) -> Result<Vec<AuditLine>> {
    let only = only(acts);
    let waiting = || {
        format!(
            "select at, body, number, hash from audit where number is null and {only} \
             order by at desc, id desc limit $1"
        )
    };
    let mut rows = match below {
        Some(_) => Vec::new(),
        None => fetch_all!(&mut *tx, Row, AssertSqlSafe(waiting()), limit)?,
    };
    let rest = limit - i64::try_from(rows.len()).unwrap_or(limit);
    let numbered = || {
        format!(
            "select at, body, number, hash from audit where number < $1 and {only} \
             order by number desc limit $2"
        )
    };
    rows.extend(fetch_all!(
        tx,
        Row,
        AssertSqlSafe(numbered()),
        below.unwrap_or(i64::MAX),
        rest
    )?);
    rows.into_iter().map(line).collect()
}

fn line(row: Row) -> Result<AuditLine> {
    let read: Line =
        serde_json::from_str(&row.body).map_err(|_| LedgerError::Inconsistent("audit.body"))?;
    Ok(AuditLine {
        number: row.number,
        at: row.at,
        who: match read.who {
            Some(who) => format!("{} {who}", read.by),
            None => read.by,
        },
        act: read.act,
        reference: read.on,
        why: why(&read.body),
        hash: row.hash.map(hex::encode),
    })
}

/// Of a body, what says why: names of grounds, reasons, fields and keyed references, each under
/// the name it has there. An event of a request has them one level down.
fn why(body: &Value) -> Vec<(String, String)> {
    const NAMES: [&str; 13] = [
        "person", "why", "ground", "grounds", "reasons", "field", "agrees", "evidence", "proof",
        "right", "to", "found", "requests",
    ];
    let what = body.get("what").unwrap_or(&Value::Null);
    let inner = if what.is_object() { what } else { body };
    let mut all = Vec::new();
    for name in NAMES {
        let said = inner.get(name).unwrap_or(&Value::Null);
        let values = said
            .as_array()
            .map_or(std::slice::from_ref(said), Vec::as_slice);
        for value in values {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
                Value::Number(number) => number.to_string(),
                // What stopped a request: only by its name.
                Value::Object(one) => match one.get("stop").and_then(Value::as_str) {
                    Some(stop) => stop.to_owned(),
                    None => continue,
                },
                Value::Null | Value::Array(_) => continue,
            };
            all.push((name.to_owned(), text));
        }
    }
    if body.get("what").and_then(Value::as_str) == Some("too-near") {
        all.push(("kept-out".to_owned(), "too-near".to_owned()));
    }
    all
}

/// Whether the chain held when it was last recomputed.
///
/// # Errors
/// Where the database does not answer.
pub async fn state(tx: &mut Tx) -> Result<ChainState> {
    let row = fetch_optional!(
        tx,
        (i64, bool, DateTime<Utc>),
        "select number, whole, at from chain_check where one = 1"
    )?;
    Ok(match row {
        Some((upto, true, at)) => ChainState::Whole { upto, at },
        Some((number, false, _)) => ChainState::Broken { number },
        None => ChainState::Unchecked,
    })
}

/// The last signed checkpoint of the table, and how many there are.
///
/// # Errors
/// Where the database does not answer.
pub async fn signed(tx: &mut Tx) -> Result<(Option<Checkpoint>, i64)> {
    let count = fetch_optional!(&mut *tx, (i64,), "select count(*) from checkpoint")?;
    let last = fetch_optional!(
        tx,
        (String,),
        "select document from checkpoint order by number desc limit 1"
    )?;
    let last = last.and_then(|(document,)| super::checkpoint::claim(&document));
    Ok((last, count.map_or(0, |(count,)| count)))
}
