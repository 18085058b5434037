//! Chance from a seed. The algorithm is named, because `StdRng` may become another one with any
//! release of its crate and the same seed must go on giving the same company.

use chrono::{Days, NaiveDate};
use rand::{RngExt, SeedableRng, rngs::Xoshiro256PlusPlus};

/// A generator for one part of the company, so that a change in one part leaves the others alone.
pub(crate) struct Dice(Xoshiro256PlusPlus);

impl Dice {
    /// The dice of a part.
    pub(crate) fn of(seed: u64, part: &str) -> Self {
        let salt = part.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(Xoshiro256PlusPlus::seed_from_u64(seed ^ salt))
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high)
    }

    /// True so many times in a hundred.
    pub(crate) fn percent(&mut self, chance: i64) -> bool {
        self.between(1, 100) <= chance
    }

    /// One of some.
    pub(crate) fn pick<T: Copy>(&mut self, some: &[T]) -> T {
        some[self.0.random_range(0..some.len())]
    }

    /// So many hexadecimal digits.
    pub(crate) fn hex(&mut self, digits: usize) -> String {
        (0..digits)
            .map(|_| char::from(self.pick(b"0123456789abcdef")))
            .collect()
    }

    /// A day from `oldest` to `newest` days before another.
    pub(crate) fn days_before(&mut self, day: NaiveDate, newest: i64, oldest: i64) -> NaiveDate {
        days_before(day, self.between(newest, oldest))
    }

    /// A time of the working day, `HH:MM:SS`.
    pub(crate) fn time(&mut self) -> String {
        let (hour, minute, second) = (
            self.between(8, 21),
            self.between(0, 59),
            self.between(0, 59),
        );
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}

/// So many days before a day (the day itself where the calendar ends).
pub(crate) fn days_before(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_sub_days(Days::new(days.unsigned_abs()))
        .unwrap_or(day)
}
