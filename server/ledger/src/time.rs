//! The clock and the dice: the only place that asks the machine for either. Everything else is
//! handed one of these, so that a test can hold time still and roll the same dice twice.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use rand::{Rng, SeedableRng, rngs::StdRng};
use uuid::{Builder, Uuid};

/// What tells the time.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that a test moves.
    Fixed(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands at an instant until it is moved.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self::Fixed(Arc::new(Mutex::new(at.trunc_subsecs(6))))
    }

    /// Now, to the microsecond: PostgreSQL keeps no more, and equal instants must stay equal.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that may ask the machine"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now().trunc_subsecs(6),
            Self::Fixed(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a fixed clock; the machine's clock goes by itself.
    pub fn advance(&self, by: TimeDelta) {
        if let Self::Fixed(at) = self {
            let mut at = at.lock().unwrap_or_else(PoisonError::into_inner);
            *at += by;
        }
    }
}

/// What makes random bytes.
#[derive(Debug, Clone)]
pub struct Dice(Arc<Mutex<Thrown>>);

#[derive(Debug)]
struct Thrown {
    random: StdRng,
    /// The millisecond of the last UUID, and how many there were in it.
    last: (u64, u16),
}

impl Dice {
    /// Dice that nobody can foresee, seeded by the machine.
    pub fn system() -> Self {
        Self::of(rand::make_rng())
    }

    /// Dice that fall the same way for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self::of(StdRng::seed_from_u64(seed))
    }

    fn of(random: StdRng) -> Self {
        let last = (0, 0);
        Self(Arc::new(Mutex::new(Thrown { random, last })))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        let mut thrown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        thrown.random.fill_bytes(&mut bytes);
        bytes
    }

    /// A UUID of version 7: sorts by the time it was made, and within a millisecond by a count
    /// (RFC 9562, section 6.2, method 1).
    pub fn uuid(&self, now: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        let mut bytes: [u8; 10] = self.bytes();
        let mut thrown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (last, count) = thrown.last;
        let count = if last == millis {
            (count + 1) & 0xfff
        } else {
            0
        };
        thrown.last = (millis, count);
        bytes[..2].copy_from_slice(&count.to_be_bytes());
        Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_moment_sort_as_they_were_made() {
        let dice = Dice::seeded(1);
        let now = Clock::System.now();
        let ids: Vec<Uuid> = (0..1000).map(|_| dice.uuid(now)).collect();
        assert!(ids.is_sorted());
        assert_eq!(ids.first().map(Uuid::get_version_num), Some(7));
    }
}
