//! The queue: pages of requests, what is due first, narrowed by what stands in columns; and what
//! the morning's numbers are counted from.

use chrono::NaiveDate;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::{
    Tx,
    db::{fetch_all, fetch_optional},
    error::Result,
    requests::{Row, columns},
};

/// Who looks after a request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Assigned {
    /// Whoever.
    #[default]
    Anybody,
    /// Nobody yet.
    Nobody,
    /// Somebody.
    To(Uuid),
}

/// What a page of the queue shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this stage; none = all unfinished.
    pub stage: Option<String>,
    /// Only this right.
    pub kind: Option<String>,
    /// Only under this law.
    pub regime: Option<String>,
    /// Only what is due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Only what is due before this day.
    pub due_before: Option<NaiveDate>,
    /// Only what these look after.
    pub assigned: Assigned,
    /// Only where who asks was checked, or was not.
    pub verified: Option<bool>,
    /// Only where the clock stands still, or runs.
    pub waiting: Option<bool>,
    /// Only what this store stopped.
    pub blocked: Option<String>,
    /// Only this person's.
    pub subject: Option<Uuid>,
    /// Only what this team has.
    pub team: Option<String>,
    /// Only what came this way.
    pub channel: Option<String>,
    /// Only where the person reads this language.
    pub language: Option<String>,
    /// Whether the days are those the company means to be done by, and not the law's.
    pub inner: bool,
    /// Only what comes after this one.
    pub after: Option<(NaiveDate, Uuid)>,
}

impl Filter {
    /// The conditions, every one with its parameter: what is not asked for compares the
    /// parameter with itself, which both databases drop before they plan.
    fn conditions(&self) -> String {
        let only = |asked: bool, wanted: &'static str, else_: &'static str| {
            if asked { wanted } else { else_ }
        };
        let is = |yes: &'static str, no: &'static str, wanted: Option<bool>| match wanted {
            Some(true) => yes,
            Some(false) => no,
            None => "true",
        };
        [
            match &self.stage {
                Some(_) => "stage = $1",
                None => "finished = false and $1 = $1",
            },
            if self.inner {
                "inner_due >= $2 and inner_due < $3"
            } else {
                "due >= $2 and due < $3"
            },
            only(self.kind.is_some(), "kind = $4", "$4 = $4"),
            only(self.regime.is_some(), "regime = $5", "$5 = $5"),
            match self.assigned {
                Assigned::Anybody => "$6 = $6",
                Assigned::Nobody => "assigned is null and $6 = $6",
                Assigned::To(_) => "assigned = $6",
            },
            // Written out, because the indexes of the rarer answers are partial.
            is("verified = true", "verified = false", self.verified),
            is("waiting = true", "waiting = false", self.waiting),
            only(self.blocked.is_some(), "blocked = $7", "$7 = $7"),
            only(self.subject.is_some(), "subject_id = $8", "$8 = $8"),
            only(self.team.is_some(), "team = $9", "$9 = $9"),
            only(self.channel.is_some(), "channel = $10", "$10 = $10"),
            only(self.language.is_some(), "language = $11", "$11 = $11"),
        ]
        .join(" and ")
    }
}

/// Runs a query with the parameters of a filter's conditions, and more.
macro_rules! filtered {
    ($fetch:ident, $tx:expr, $row:ty, $filter:expr, $sql:expr $(, $more:expr)*) => {
        $fetch!(
            $tx,
            $row,
            AssertSqlSafe($sql),
            $filter.stage.as_deref().unwrap_or_default(),
            $filter.due_from.unwrap_or(early()),
            $filter.due_before.unwrap_or(late()),
            $filter.kind.as_deref().unwrap_or_default(),
            $filter.regime.as_deref().unwrap_or_default(),
            match $filter.assigned {
                Assigned::To(staff) => staff,
                Assigned::Anybody | Assigned::Nobody => Uuid::nil(),
            },
            $filter.blocked.as_deref().unwrap_or_default(),
            $filter.subject.unwrap_or_default(),
            $filter.team.as_deref().unwrap_or_default(),
            $filter.channel.as_deref().unwrap_or_default(),
            $filter.language.as_deref().unwrap_or_default()
            $(, $more)*
        )
    };
}

/// A page of the queue: what is due first comes first.
///
/// # Errors
/// Where the database does not answer.
pub async fn page(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Row>> {
    let (due, id) = filter.after.unwrap_or((early(), Uuid::nil()));
    let sql = || {
        format!(
            "select {} from request where {} and (due, id) > ($12, $13) \
             order by due, id limit $14",
            columns!(),
            filter.conditions()
        )
    };
    filtered!(fetch_all, tx, Row, filter, sql(), due, id, limit)
}

/// How many requests a filter leaves; stops counting at a thousand.
///
/// # Errors
/// Where the database does not answer.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<u64> {
    let sql = || {
        format!(
            "select count(*) from (select 1 from request where {} limit 1000) as counted",
            filter.conditions()
        )
    };
    let row = filtered!(fetch_optional, tx, (i64,), filter, sql())?;
    Ok(row.map_or(0, |(count,)| count.unsigned_abs()))
}

/// How many requests came in on each day, and how many were finished.
///
/// # Errors
/// Where the database does not answer.
pub async fn days(
    tx: &mut Tx,
    from: NaiveDate,
) -> Result<(Vec<(NaiveDate, i64)>, Vec<(NaiveDate, i64)>)> {
    let received = fetch_all!(
        &mut *tx,
        (NaiveDate, i64),
        "select received_on, count(*) from request where received_on >= $1 \
         group by received_on order by received_on",
        from
    )?;
    let finished = fetch_all!(
        tx,
        (NaiveDate, i64),
        "select finished_on, count(*) from request where finished_on >= $1 \
         group by finished_on order by finished_on",
        from
    )?;
    Ok((received, finished))
}

/// From which day to which day the requests took that were finished since a day, with the day
/// each was due.
///
/// # Errors
/// Where the database does not answer.
pub async fn taken(tx: &mut Tx, from: NaiveDate) -> Result<Vec<(NaiveDate, NaiveDate, NaiveDate)>> {
    fetch_all!(
        tx,
        (NaiveDate, NaiveDate, NaiveDate),
        "select received_on, finished_on, due from request \
         where finished_on >= $1 and stage in ('answered', 'refused') \
         order by finished_on desc limit 10000",
        from
    )
}

fn early() -> NaiveDate {
    NaiveDate::from_ymd_opt(1000, 1, 1).unwrap_or_default()
}

fn late() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or_default()
}
