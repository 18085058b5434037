//! Reports over a period: what each right was used for and how it ended, the numbers that
//! California wants published (11 CCR §7102), what GDPR Art. 5(2) lets an authority ask for, and
//! whether the company keeps the days it set itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{right::Right, view::Stage};

/// Requests that ended alike, counted together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The right.
    pub right: Right,
    /// The stage in which they ended.
    pub stage: Stage,
    /// How they were answered: `in-full`, `in-part`, `nothing-held`.
    pub outcome: Option<String>,
    /// On what ground they were refused.
    pub ground: Option<String>,
    /// Whether more time was taken.
    pub extended: bool,
    /// The day they came in.
    pub received: NaiveDate,
    /// The day nothing more was to be done.
    pub finished: NaiveDate,
    /// When the answer was due.
    pub due: NaiveDate,
    /// When the company meant to be done.
    pub inner: Option<NaiveDate>,
    /// How many.
    pub count: u64,
}

/// How one right was used in a period.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RightReport {
    /// Came in.
    pub received: u64,
    /// Answered in full.
    pub in_full: u64,
    /// Answered in part.
    pub in_part: u64,
    /// Answered: nothing was held.
    pub nothing_held: u64,
    /// Refused, by ground.
    pub refused: BTreeMap<String, u64>,
    /// Taken back.
    pub withdrawn: u64,
    /// Closed, because nobody showed who asks.
    pub expired: u64,
    /// Half of the answers and refusals took no longer, in days.
    pub median: f64,
    /// On average, in days.
    pub mean: f64,
    /// Answered or refused after the law's day.
    pub late: u64,
    /// Answered or refused by the day the company set itself.
    pub within_inner: u64,
    /// More time was taken.
    pub extended: u64,
    /// Not finished today.
    pub open: u64,
    /// Not finished today, and late.
    pub open_late: u64,
}

impl RightReport {
    /// Refused on any ground.
    pub fn refused_all(&self) -> u64 {
        self.refused.values().sum()
    }

    /// Answered or refused: what took days to decide.
    pub fn decided(&self) -> u64 {
        self.in_full + self.in_part + self.nothing_held + self.refused_all()
    }

    /// Several rights as one, with the days of all of them.
    fn add(&mut self, ended: &Ended, days: &mut BTreeMap<i64, u64>) {
        let count = ended.count;
        let decided = matches!(ended.stage, Stage::Answered | Stage::Refused);
        match (ended.stage, ended.outcome.as_deref()) {
            (Stage::Answered, Some("in-part")) => self.in_part += count,
            (Stage::Answered, Some("nothing-held")) => self.nothing_held += count,
            (Stage::Answered, _) => self.in_full += count,
            (Stage::Refused, _) => {
                let ground = ended.ground.clone().unwrap_or_default();
                *self.refused.entry(ground).or_default() += count;
            }
            (Stage::Withdrawn, _) => self.withdrawn += count,
            (Stage::Expired, _) => self.expired += count,
            _ => {}
        }
        if !decided {
            return;
        }
        if ended.extended {
            self.extended += count;
        }
        if ended.finished > ended.due {
            self.late += count;
        }
        if ended.inner.is_none_or(|inner| ended.finished <= inner) {
            self.within_inner += count;
        }
        let took = (ended.finished - ended.received).num_days().max(0);
        *days.entry(took).or_default() += count;
    }
}

/// A report over a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The law it is narrowed to; empty for every law.
    pub law: String,
    /// Each right, in the order rights are shown; those that nobody used are there too.
    pub rights: Vec<(Right, RightReport)>,
    /// The numbers of 11 CCR §7102(a).
    pub california: Vec<(Californian, RightReport)>,
}

/// What California counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Californian {
    /// Requests to delete.
    Delete,
    /// Requests to correct.
    Correct,
    /// Requests to know.
    Know,
    /// Requests to opt out of sale and sharing.
    OptOut,
    /// Requests to limit the use of sensitive data.
    Limit,
}

impl Californian {
    /// Each, in the order of the regulation.
    pub const ALL: [Self; 5] = [
        Self::Delete,
        Self::Correct,
        Self::Know,
        Self::OptOut,
        Self::Limit,
    ];

    /// Its name in files and message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "delete",
            Self::Correct => "correct",
            Self::Know => "know",
            Self::OptOut => "opt-out",
            Self::Limit => "limit",
        }
    }

    /// The rights that count under it.
    const fn counts(self, right: Right) -> bool {
        matches!(
            (self, right),
            (Self::Delete, Right::Erasure)
                | (Self::Correct, Right::Rectification)
                | (Self::Know, Right::Access | Right::Portability)
                | (Self::OptOut, Right::OptOut)
                | (Self::Limit, Right::Restriction)
        )
    }

    /// The choice by which a person says the same.
    const fn choice(self) -> Option<&'static str> {
        match self {
            Self::OptOut => Some("sale-or-sharing"),
            Self::Limit => Some("sensitive-data"),
            Self::Delete | Self::Correct | Self::Know => None,
        }
    }
}

/// What a report is made of.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    /// What came in, by right.
    pub received: Vec<(Right, u64)>,
    /// What ended.
    pub ended: Vec<Ended>,
    /// What is not finished: all, and late.
    pub open: Vec<(Right, u64, u64)>,
    /// Choices by which people said no: about what, how many, and how many of those are written
    /// in the systems.
    pub said_no: Vec<(String, u64, u64)>,
}

impl Report {
    /// The report of a period.
    pub fn of((from, to): (NaiveDate, NaiveDate), law: String, counted: &Counted) -> Self {
        let rights = Right::ALL
            .into_iter()
            .map(|right| (right, part(counted, |one| one == right)));
        let california = Californian::ALL.into_iter().map(|kind| {
            let mut report = part(counted, |right| kind.counts(right));
            let said = counted.said_no.iter();
            for (_, count, written) in
                said.filter(|(what, _, _)| kind.choice() == Some(what.as_str()))
            {
                report.received += count;
                // A choice holds from the moment it is made.
                report.in_full += written;
            }
            (kind, report)
        });
        Self {
            from,
            to,
            law,
            rights: rights.collect(),
            california: california.collect(),
        }
    }
}

fn part(counted: &Counted, is: impl Fn(Right) -> bool) -> RightReport {
    let mut report = RightReport::default();
    let mut days = BTreeMap::new();
    let received = counted.received.iter().filter(|(right, _)| is(*right));
    report.received = received.map(|(_, count)| count).sum();
    for (_, open, late) in counted.open.iter().filter(|(right, _, _)| is(*right)) {
        report.open += open;
        report.open_late += late;
    }
    for ended in counted.ended.iter().filter(|ended| is(ended.right)) {
        report.add(ended, &mut days);
    }
    (report.median, report.mean) = middle(&days);
    report
}

/// Median and mean of days, each with how often it took so many.
fn middle(days: &BTreeMap<i64, u64>) -> (f64, f64) {
    let count: u64 = days.values().sum();
    if count == 0 {
        return (0.0, 0.0);
    }
    let sum: i64 = days
        .iter()
        .map(|(days, count)| days * count.cast_signed())
        .sum();
    let at = |place: u64| {
        let mut seen = 0;
        days.iter()
            .find(|(_, count)| {
                seen += **count;
                seen > place
            })
            .map_or(0.0, |(days, _)| *days as f64)
    };
    let median = (at((count - 1) / 2) + at(count / 2)) / 2.0;
    (median, sum as f64 / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 4, day).unwrap_or_default()
    }

    fn ended(right: Right, stage: Stage, finished: u32, count: u64) -> Ended {
        Ended {
            right,
            stage,
            outcome: (stage == Stage::Answered).then(|| "in-full".to_owned()),
            ground: (stage == Stage::Refused).then(|| "unfounded".to_owned()),
            extended: false,
            received: day(1),
            finished: day(finished),
            due: day(20),
            inner: Some(day(10)),
            count,
        }
    }

    #[test]
    fn each_right_is_counted_by_how_it_ended() {
        let counted = Counted {
            received: vec![(Right::Access, 5), (Right::Portability, 1)],
            ended: vec![
                ended(Right::Access, Stage::Answered, 3, 2),
                Ended {
                    outcome: Some("in-part".to_owned()),
                    extended: true,
                    ..ended(Right::Access, Stage::Answered, 21, 1)
                },
                ended(Right::Access, Stage::Refused, 11, 1),
                ended(Right::Access, Stage::Expired, 25, 1),
                ended(Right::Portability, Stage::Answered, 1, 1),
            ],
            open: vec![(Right::Access, 3, 1)],
            said_no: vec![("sale-or-sharing".to_owned(), 4, 3)],
        };
        let report = Report::of((day(1), day(30)), String::new(), &counted);
        assert_eq!(report.rights.len(), Right::ALL.len());
        let (_, access) = &report.rights[0];
        assert_eq!((access.received, access.in_full, access.in_part), (5, 2, 1));
        assert_eq!(access.refused.get("unfounded"), Some(&1));
        assert_eq!((access.expired, access.decided()), (1, 4));
        assert_eq!(
            (access.late, access.within_inner, access.extended),
            (1, 2, 1)
        );
        assert_eq!((access.open, access.open_late), (3, 1));
        // 2, 2, 10 and 20 days.
        assert!((access.median - 6.0).abs() < 1e-9 && (access.mean - 8.5).abs() < 1e-9);
        let of = |kind| {
            let found = report.california.iter().find(|(one, _)| *one == kind);
            found.map(|(_, report)| report.clone()).unwrap_or_default()
        };
        let know = of(Californian::Know);
        assert_eq!((know.received, know.in_full, know.decided()), (6, 3, 5));
        let out = of(Californian::OptOut);
        assert_eq!((out.received, out.in_full), (4, 3));
        assert_eq!(of(Californian::Delete), RightReport::default());
    }
}
