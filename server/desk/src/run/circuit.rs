//! Stores that did not answer lately are left alone for a while, so that those who wait for them
//! do not keep workers from everybody else. One worker asks again when the pause is over.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, Utc};

use crate::run::claim::pause;

/// The stores that did not answer, as this process knows them.
#[derive(Debug, Default)]
pub(crate) struct Circuit(Mutex<BTreeMap<String, Silent>>);

#[derive(Debug, Clone, Copy)]
struct Silent {
    times: i64,
    until: DateTime<Utc>,
}

impl Circuit {
    /// Until when a store is left alone.
    pub(crate) fn open(&self, store: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut silent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = silent.get_mut(store)?;
        // A pause longer than any was made before the clock was set back.
        if known.until <= now || known.until > now + pause(i64::MAX) {
            // Whoever comes now asks; the others wait for what it finds.
            known.until = now + pause(known.times);
            return None;
        }
        Some(known.until)
    }

    /// It did not answer; until when it is left alone.
    pub(crate) fn silent(&self, store: &str, now: DateTime<Utc>) -> DateTime<Utc> {
        let mut silent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = silent.entry(store.to_owned()).or_insert(Silent {
            times: 0,
            until: now,
        });
        known.until = now + pause(known.times);
        known.times += 1;
        known.until
    }

    /// It answered.
    pub(crate) fn answered(&self, store: &str) {
        let mut silent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        silent.remove(store);
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::Circuit;

    #[test]
    fn one_asks_and_the_others_wait() {
        let now: DateTime<Utc> = "2026-11-02T09:00:00Z".parse().unwrap_or_default();
        let circuit = Circuit::default();
        assert_eq!(circuit.open("shop", now), None);
        let mut until = now;
        for _ in 0..9 {
            until = circuit.silent("shop", until);
        }
        assert_eq!(circuit.open("desk", until), None);
        let before = until - TimeDelta::seconds(1);
        assert_eq!(circuit.open("shop", before), Some(until));
        assert_eq!(circuit.open("shop", until), None, "one asks");
        assert!(circuit.open("shop", until).is_some(), "the next waits");
        // The clock is set back a day: nobody waits for a day.
        assert_eq!(circuit.open("shop", now - TimeDelta::days(1)), None);
        circuit.answered("shop");
        assert_eq!(circuit.open("shop", before), None);
    }
}
