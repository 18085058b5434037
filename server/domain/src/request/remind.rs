//! When those who handle a request are reminded of it. The days follow from the deadline: they
//! move with it, and are gone when the request is finished.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Request;

/// How many days before the legal day it is said once more.
pub const DAYS_BEFORE: u64 = 5;

/// Of what it is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reminder {
    /// Receipt has to be confirmed by today.
    Acknowledge,
    /// We mean to be done by today.
    Inner,
    /// The legal day is near.
    Before,
    /// The answer is due today.
    Due,
    /// It is late.
    Late,
}

impl Reminder {
    /// Each, in the order of their days.
    pub const ALL: [Self; 5] = [
        Self::Acknowledge,
        Self::Inner,
        Self::Before,
        Self::Due,
        Self::Late,
    ];

    /// Its name in the database, in templates and in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Inner => "inner",
            Self::Before => "before",
            Self::Due => "due",
            Self::Late => "late",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }

    /// Whether it goes to every officer, and not to whoever looks after the request alone.
    pub const fn escalates(self) -> bool {
        matches!(self, Self::Due | Self::Late)
    }
}

impl Request {
    /// Of what and when those who handle it are reminded. Nothing where the clock stands still:
    /// the days are not known until it runs again.
    pub fn reminders(&self) -> Vec<(Reminder, NaiveDate)> {
        let mut days = Vec::new();
        if self.state.is_finished() {
            return days;
        }
        if let Some(acknowledgement) = self.acknowledgement
            && acknowledgement.at.is_none()
        {
            days.push((Reminder::Acknowledge, acknowledgement.due));
        }
        if self.paused().is_some() {
            return days;
        }
        let (inner, legal) = (self.deadline.inner, self.deadline.legal);
        days.push((Reminder::Inner, inner));
        let before = legal.checked_sub_days(Days::new(DAYS_BEFORE));
        let received = self.regime.day(self.received_at);
        if let Some(before) = before.filter(|before| *before > received && *before != inner) {
            days.push((Reminder::Before, before));
        }
        days.push((Reminder::Due, legal));
        days.extend(legal.succ_opt().map(|late| (Reminder::Late, late)));
        days
    }
}
