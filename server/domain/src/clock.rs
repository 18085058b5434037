//! Deadlines. What the laws say about time is data (`server/domain/rules/`); here is how it is
//! counted. A deadline explains itself: it carries its reasons, and the words for them come from
//! message files.
//!
//! ```
//! # fn main() -> Result<(), habeas_domain::clock::BookError> {
//! use chrono::NaiveDate;
//! use habeas_domain::{clock::{Book, Timing}, right::Right};
//!
//! let book = Book::built_in()?;
//! let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default();
//! let regime = book.choose("IE", None, chrono_tz::Europe::Dublin, day(3, 5))?;
//! let deadline = book.deadline(&regime, Right::Access, &Timing::received(day(3, 5)))?;
//! assert_eq!(deadline.legal, day(4, 7)); // 5 April is Easter Sunday
//! # Ok(())
//! # }
//! ```

mod book;
mod calendar;
mod count;
mod rules;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub use book::{Book, BookError};
pub use calendar::{Calendar, Closed, easter_sunday};
pub use rules::{Appeal, DenialGround, Duty, Inner, Moved, PauseEffect, Rules, Span, Withheld};

/// When an answer is due, and why then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The last day the law allows.
    pub legal: NaiveDate,
    /// The day we mean to be done by: a working day, never later than the legal one.
    pub inner: NaiveDate,
    /// Whether the law lets more time be taken, for good reasons said before this day ends.
    pub extendable: bool,
    /// How the legal day came about, in the order to say it.
    pub reasons: Vec<DueReason>,
}

impl Deadline {
    /// Days until the legal day; negative once it has passed.
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        (self.legal - today).num_days()
    }

    /// Whether the legal day has passed.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        today > self.legal
    }
}

/// One part of the sentence "Due 7 April because …".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "reason")]
pub enum DueReason {
    /// The request came in on this day.
    ReceivedOn {
        /// The day.
        date: NaiveDate,
    },
    /// The clock began when the person had shown who they are.
    IdentityShownOn {
        /// The day.
        date: NaiveDate,
    },
    /// The law gives so many months: the same day of the month.
    SameDay {
        /// How many months.
        months: u32,
        /// The day that gives.
        date: NaiveDate,
    },
    /// The same, but that month is too short: its last day.
    ShortMonth {
        /// How many months.
        months: u32,
        /// The day that gives.
        date: NaiveDate,
    },
    /// The law gives so many days.
    Days {
        /// How many.
        days: u32,
        /// The day that gives.
        date: NaiveDate,
    },
    /// The law gives so many working days.
    BusinessDays {
        /// How many.
        days: u32,
        /// The day that gives.
        date: NaiveDate,
    },
    /// Days on which we waited for the person do not count.
    Paused {
        /// How many.
        days: u32,
        /// The day that gives.
        date: NaiveDate,
    },
    /// This day is a Saturday: the next working day counts.
    Saturday {
        /// The day.
        date: NaiveDate,
    },
    /// This day is a Sunday.
    Sunday {
        /// The day.
        date: NaiveDate,
    },
    /// This day is a public holiday.
    Holiday {
        /// The day.
        date: NaiveDate,
        /// Which: see [`DueReason::holiday_key`].
        key: String,
        /// Whether it is kept on this day instead of its own, which fell at a weekend.
        substitute: bool,
    },
}

impl DueReason {
    /// The key of its words.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::ReceivedOn { .. } => "due-received-on",
            Self::IdentityShownOn { .. } => "due-identity-shown-on",
            Self::SameDay { .. } => "due-same-day",
            Self::ShortMonth { .. } => "due-short-month",
            Self::Days { .. } => "due-days",
            Self::BusinessDays { .. } => "due-business-days",
            Self::Paused { .. } => "due-paused",
            Self::Saturday { .. } => "due-saturday",
            Self::Sunday { .. } => "due-sunday",
            Self::Holiday {
                substitute: false, ..
            } => "due-holiday",
            Self::Holiday {
                substitute: true, ..
            } => "due-holiday-substitute",
        }
    }

    /// The day it speaks of.
    pub const fn date(&self) -> NaiveDate {
        match self {
            Self::ReceivedOn { date }
            | Self::IdentityShownOn { date }
            | Self::SameDay { date, .. }
            | Self::ShortMonth { date, .. }
            | Self::Days { date, .. }
            | Self::BusinessDays { date, .. }
            | Self::Paused { date, .. }
            | Self::Saturday { date }
            | Self::Sunday { date }
            | Self::Holiday { date, .. } => *date,
        }
    }

    /// The number in its words, if there is one.
    pub const fn number(&self) -> Option<u32> {
        match self {
            Self::SameDay { months, .. } | Self::ShortMonth { months, .. } => Some(*months),
            Self::Days { days, .. }
            | Self::BusinessDays { days, .. }
            | Self::Paused { days, .. } => Some(*days),
            _ => None,
        }
    }

    /// The key of the holiday's name, if it speaks of one.
    pub fn holiday_key(&self) -> Option<String> {
        match self {
            Self::Holiday { key, .. } => Some(format!("holiday-{key}")),
            _ => None,
        }
    }
}

/// What a clock may wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PauseReason {
    /// There are reasonable doubts who asks, and proof was asked for.
    Identity,
    /// So much is held that the person was asked what they mean.
    Scope,
}

/// A time of waiting that is over (or taken as over today).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// For what.
    pub why: PauseReason,
    /// The day we asked.
    pub from: NaiveDate,
    /// The day the answer came.
    pub until: NaiveDate,
}

/// What a deadline is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// The day the request came in, where the company is.
    pub received_on: NaiveDate,
    /// Whether the period was extended.
    pub extended: bool,
    /// When we waited for the person, in order.
    pub waits: Vec<Wait>,
}

impl Timing {
    /// A request that came in on this day, and nothing more.
    pub fn received(on: NaiveDate) -> Self {
        Self {
            received_on: on,
            extended: false,
            waits: Vec::new(),
        }
    }
}

/// Under which law, version, calendar and zone a request is counted, for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regime {
    /// The law: `eu-gdpr`.
    pub id: String,
    /// The version of its rules.
    pub version: String,
    /// The calendar of working days.
    pub calendar: String,
    /// Where the company counts its days.
    pub zone: Tz,
    /// What the clock may wait for.
    pub pauses: Vec<PauseReason>,
}

impl Regime {
    /// Which day it is, or was, where the company is.
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }
}
