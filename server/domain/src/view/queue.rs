//! The queue and the morning, as staff see them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Bulk, ErasedWatch, RequestLine, Stage};
use crate::{
    id::{Reference, StaffId},
    right::Right,
};

/// Requests, what is due first comes first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QueueView {
    /// The requests.
    pub lines: Vec<QueueLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// Today's numbers.
    pub numbers: QueueNumbers,
    /// What it can be narrowed to.
    pub choices: QueueChoices,
    /// Views that were kept.
    pub views: Vec<KeptView>,
    /// What whoever looks may do with many at once.
    pub bulk: Vec<Bulk>,
    /// Whether whoever looks may take the lines away as a file.
    pub may_export: bool,
}

/// A request in the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QueueLine {
    /// The request.
    pub line: RequestLine,
    /// The version that is shown.
    pub version: i64,
    /// The law it is counted under.
    pub regime: String,
    /// Who looks after it, by name.
    pub assignee: Option<String>,
    /// Whether that is whoever looks.
    pub mine: bool,
    /// Whether who asks was checked.
    pub verified: bool,
    /// Whether the clock waits for the person.
    pub waiting: bool,
    /// The system that stopped it, in the company's words.
    pub blocked: Option<String>,
    /// Whether care is needed in reaching the person.
    pub careful: bool,
    /// Whether a legal hold stands on the person.
    #[serde(default)]
    pub held: bool,
    /// Whether the person's data is restricted.
    #[serde(default)]
    pub restricted: bool,
}

/// The numbers that matter this morning. The desk stops counting at a thousand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QueueNumbers {
    /// Past their due date.
    pub late: u64,
    /// Due today.
    #[serde(default)]
    pub due_today: u64,
    /// Due within seven days, today and tomorrow among them.
    pub due_week: u64,
    /// Waiting for a decision.
    pub to_decide: u64,
    /// Who asks is not checked yet.
    pub to_verify: u64,
    /// The clock waits for the person.
    pub waiting: u64,
    /// Stopped: need a person.
    pub stuck: u64,
    /// Past the day that the company set itself, and not yet the law's.
    #[serde(default)]
    pub past_inner: u64,
}

/// A window of due dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DueWindow {
    /// Past.
    Late,
    /// Today.
    Today,
    /// Today or tomorrow.
    Soon,
    /// Within seven days, from today.
    Week,
    /// Past the day that the company set itself.
    Inner,
}

impl DueWindow {
    /// Every window.
    pub const ALL: [Self; 5] = [Self::Late, Self::Today, Self::Soon, Self::Week, Self::Inner];

    /// Its name in addresses and message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Today => "today",
            Self::Soon => "soon",
            Self::Week => "week",
            Self::Inner => "inner",
        }
    }

    /// The window of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// Who looks after requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assignee {
    /// Whoever looks.
    Me,
    /// Nobody yet.
    Nobody,
    /// Somebody.
    Staff(StaffId),
}

/// What the queue is narrowed to. Everything given holds together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QueueFilter {
    /// Only this stage; none = everything unfinished.
    pub stage: Option<Stage>,
    /// Only this right.
    pub right: Option<Right>,
    /// Only what is due then.
    pub due: Option<DueWindow>,
    /// Only under this law.
    pub regime: Option<String>,
    /// Only what these look after.
    pub assignee: Option<Assignee>,
    /// Only where who asks was checked, or was not.
    pub verified: Option<bool>,
    /// Only where the clock waits for the person, or runs.
    pub waiting: Option<bool>,
    /// Only what this store stopped.
    pub blocked: Option<String>,
    /// Only what this team has.
    #[serde(default)]
    pub team: Option<String>,
    /// Only what came this way.
    #[serde(default)]
    pub channel: Option<String>,
    /// Only where the person reads this language.
    #[serde(default)]
    pub language: Option<String>,
    /// Continue after this (from [`QueueView::next`]).
    pub after: Option<String>,
}

/// What the queue can be narrowed to, beside what every queue has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QueueChoices {
    /// Laws.
    pub regimes: Vec<String>,
    /// Systems: id and name.
    pub stores: Vec<(String, String)>,
    /// Those who handle requests: id and name.
    pub staff: Vec<(StaffId, String)>,
    /// Teams that somebody works in.
    #[serde(default)]
    pub teams: Vec<String>,
}

/// How a request can have come, as it is filed: beside the ways of the desk, through an account and
/// without one.
pub const CHANNELS: [&str; 9] = [
    "account", "visitor", "phone", "letter", "e-mail", "counter", "agent", "guardian", "executor",
];

/// A view that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptView {
    /// Its id.
    pub id: Uuid,
    /// What its keeper calls it.
    pub name: String,
    /// The query of its address.
    pub query: String,
    /// Whether it is shared.
    pub shared: bool,
    /// Whether it is the reader's own.
    pub own: bool,
}

/// The morning: what matters today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MorningView {
    /// Today's numbers.
    pub numbers: QueueNumbers,
    /// What is due first.
    pub first: Vec<QueueLine>,
    /// What came and went on each of the last days, oldest first, no day left out.
    pub days: Vec<DayCount>,
    /// How long the answers of the last ninety days took.
    pub times: AnswerTimes,
    /// What is stopped, each with why: the name of the system and the key of its words; and the
    /// version, where whoever looks may have it tried again.
    #[serde(default)]
    pub stuck: Vec<StuckLine>,
    /// Requests on which people wrote what nobody here has read, the longest waiting first.
    pub unread: Vec<(Reference, DateTime<Utc>)>,
    /// How often each score was given in the last ninety days, from 1, very bad, to 5.
    pub ratings: [u64; 5],
    /// The score that was asked for, with the requests that were given it, newest first.
    #[serde(default)]
    pub rated: Option<RatedLines>,
    /// How the watch for erased people stands.
    pub erased: ErasedWatch,
    /// Requests of which others are still to be told, with how many; the oldest first.
    pub to_tell: Vec<(Reference, u64)>,
}

/// A score, and the requests that were given it, newest first.
pub type RatedLines = (u8, Vec<(Reference, DateTime<Utc>)>);

/// A request that is stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StuckLine {
    /// Its number.
    pub reference: Reference,
    /// The right it uses.
    pub right: Right,
    /// Why: a system's name, which may be empty, and the key of the words.
    pub why: Vec<(String, String)>,
    /// The version that is shown, where whoever looks may have it tried again.
    pub retry: Option<i64>,
}

/// What came and went on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCount {
    /// The company's day.
    pub day: NaiveDate,
    /// Requests that came in.
    pub received: u64,
    /// Requests that were finished.
    pub finished: u64,
}

/// How long answers took, in days from receipt (11 CCR §7102(a)(2) asks for median and mean).
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct AnswerTimes {
    /// How many answers.
    pub answered: u64,
    /// How many of them on time.
    pub on_time: u64,
    /// Half took no longer.
    pub median: f64,
    /// On average.
    pub mean: f64,
}

impl AnswerTimes {
    /// Of requests, each with the days of receipt, answer and deadline.
    pub fn of(taken: &[(NaiveDate, NaiveDate, NaiveDate)]) -> Self {
        let mut days: Vec<i64> = taken
            .iter()
            .map(|(received, finished, _)| (*finished - *received).num_days().max(0))
            .collect();
        days.sort_unstable();
        let count = days.len();
        if count == 0 {
            return Self::default();
        }
        let middle = |at: usize| days.get(at).copied().unwrap_or_default() as f64;
        Self {
            answered: count as u64,
            on_time: taken.iter().filter(|(_, end, due)| end <= due).count() as u64,
            median: (middle((count - 1) / 2) + middle(count / 2)) / 2.0,
            mean: days.iter().sum::<i64>() as f64 / count as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answer_times_are_counted_in_days() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 4, day).unwrap_or_default();
        assert_eq!(AnswerTimes::of(&[]), AnswerTimes::default());
        let taken = [
            (day(1), day(1), day(30)),
            (day(1), day(3), day(30)),
            (day(1), day(7), day(5)),
            (day(1), day(21), day(30)),
        ];
        let times = AnswerTimes::of(&taken);
        assert_eq!((times.answered, times.on_time), (4, 3));
        assert!((times.median - 4.0).abs() < 1e-9 && (times.mean - 7.0).abs() < 1e-9);
        let odd = AnswerTimes::of(&taken[..3]);
        assert!((odd.median - 2.0).abs() < 1e-9);
    }
}
