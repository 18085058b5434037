//! Working days.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;

/// The public holidays of a country.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// The format of the file: 1.
    pub format: u32,
    /// Its name: the country's code in small letters.
    pub calendar: String,
    /// Which version of the country's law it follows.
    pub version: String,
    /// Where it was read.
    pub sources: Vec<String>,
    /// Whether nobody has checked it against its source; no request is counted by it.
    #[serde(default)]
    pub draft: bool,
    days: Vec<Holiday>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    key: String,
    on: Rule,
    /// The first year it is kept.
    from: Option<i32>,
    /// The last year it is kept.
    until: Option<i32>,
    #[serde(default)]
    substitute: Substitute,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Rule {
    /// The same date every year, perhaps only where it is a certain weekday.
    #[serde(rename_all = "kebab-case")]
    Date {
        month: u32,
        day: u32,
        only_on: Option<Weekday>,
    },
    /// So many days after Easter Sunday.
    Easter(i64),
    /// The nth such weekday of a month; -1 is the last.
    #[serde(rename_all = "kebab-case")]
    Weekday {
        month: u32,
        weekday: Weekday,
        nth: i8,
        unless_first_is: Option<Weekday>,
    },
}

/// What happens to a holiday at a weekend.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Substitute {
    /// Nothing.
    #[default]
    None,
    /// It is kept on the next weekday that is no holiday itself.
    NextWeekday,
    /// Of a Saturday on Friday, of a Sunday on Monday.
    NearestWeekday,
}

/// Why a day is no working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed<'a> {
    /// It is a Saturday.
    Saturday,
    /// It is a Sunday.
    Sunday,
    /// It is a public holiday.
    Holiday {
        /// Which.
        key: &'a str,
        /// Whether it is kept here instead of at the weekend it fell on.
        substitute: bool,
    },
}

/// The years for which calendars can be worked out: chrono's own range is wider, and nobody asks.
pub(super) const YEARS: RangeInclusive<i32> = 1900..=2999;

/// Easter Sunday of a year (the Gregorian computus of Meeus, Jones and Butcher).
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let moon_orbit = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_orbit + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * correction + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(sum / 31).ok()?,
        u32::try_from(sum % 31 + 1).ok()?,
    )
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

impl Rule {
    fn in_year(&self, year: i32) -> Option<NaiveDate> {
        match *self {
            Self::Date {
                month,
                day,
                only_on,
            } => NaiveDate::from_ymd_opt(year, month, day)
                .filter(|date| only_on.is_none_or(|weekday| date.weekday() == weekday)),
            Self::Easter(offset) => {
                easter_sunday(year)?.checked_add_signed(chrono::TimeDelta::try_days(offset)?)
            }
            Self::Weekday {
                month,
                weekday,
                nth,
                unless_first_is,
            } => {
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                if unless_first_is == Some(first.weekday()) {
                    return None;
                }
                match u8::try_from(nth) {
                    Ok(nth) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth),
                    Err(_) => (1..=5)
                        .filter_map(|n| {
                            NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)
                        })
                        .next_back(),
                }
            }
        }
    }
}

impl Calendar {
    /// The names of its holidays, for a check of the message files.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.days.iter().map(|holiday| holiday.key.as_str())
    }

    /// The holidays of a year with what is kept instead of them, in the file's order.
    fn of_year(&self, year: i32) -> Vec<(NaiveDate, &str, bool)> {
        let kept: Vec<(NaiveDate, &Holiday)> = self
            .days
            .iter()
            .filter(|holiday| holiday.from.is_none_or(|from| year >= from))
            .filter(|holiday| holiday.until.is_none_or(|until| year <= until))
            .filter_map(|holiday| Some((holiday.on.in_year(year)?, holiday)))
            .collect();
        let mut days: Vec<_> = kept
            .iter()
            .map(|(date, holiday)| (*date, holiday.key.as_str(), false))
            .collect();
        for (date, holiday) in kept.into_iter().filter(|(date, _)| is_weekend(*date)) {
            let instead = match holiday.substitute {
                Substitute::None => continue,
                Substitute::NearestWeekday if date.weekday() == Weekday::Sat => date.pred_opt(),
                Substitute::NearestWeekday => date.succ_opt(),
                Substitute::NextWeekday => date
                    .iter_days()
                    .find(|day| !is_weekend(*day) && days.iter().all(|(taken, ..)| taken != day)),
            };
            days.extend(instead.map(|day| (day, holiday.key.as_str(), true)));
        }
        days
    }

    /// Why this day is no working day, if it is none. A holiday's name comes before "Sunday",
    /// and its own day before a substitute.
    pub fn closed(&self, date: NaiveDate) -> Option<Closed<'_>> {
        // What is kept instead of 1 January can fall in the year before.
        let around = [Some(date.year()), date.year().checked_add(1)];
        let mut substituted = None;
        for (day, key, substitute) in around.into_iter().flatten().flat_map(|y| self.of_year(y)) {
            if day == date {
                if !substitute {
                    return Some(Closed::Holiday { key, substitute });
                }
                substituted = Some(Closed::Holiday { key, substitute });
            }
        }
        substituted.or(match date.weekday() {
            Weekday::Sat => Some(Closed::Saturday),
            Weekday::Sun => Some(Closed::Sunday),
            _ => None,
        })
    }

    /// Whether work is done on this day.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.closed(date).is_none()
    }

    /// This day, or the last working day before it.
    pub(super) fn working_day_until(&self, date: NaiveDate) -> Option<NaiveDate> {
        std::iter::successors(Some(date), NaiveDate::pred_opt).find(|day| self.is_working_day(*day))
    }

    /// The nth working day after this day.
    pub(super) fn nth_working_day_after(&self, date: NaiveDate, nth: u32) -> Option<NaiveDate> {
        match nth.checked_sub(1) {
            None => Some(date),
            Some(before) => date
                .checked_add_days(Days::new(1))?
                .iter_days()
                .filter(|day| self.is_working_day(*day))
                .nth(before as usize),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use super::*;

    /// Dates of Easter as astronomers publish them.
    #[test]
    fn easter_falls_where_it_falls() {
        for (year, month, day) in [
            (1961, 4, 2),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2038, 4, 25),
            (2285, 3, 22),
        ] {
            assert_eq!(
                easter_sunday(year),
                NaiveDate::from_ymd_opt(year, month, day)
            );
        }
        for year in YEARS {
            assert_eq!(easter_sunday(year).unwrap().weekday(), Weekday::Sun);
        }
    }
}
