//! The laws and calendars that ship with the program.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::de::DeserializeOwned;

use super::{Calendar, Deadline, PauseReason, Regime, Rules, Timing, count, rules::RegimeFile};
use crate::right::Right;

/// The version of the files this program reads.
const FORMAT: u32 = 1;

/// The calendar of a place whose holidays nobody has listed.
const WEEKENDS: &str = "weekends";

const REGIMES: &[(&str, &str)] = &[
    (
        "br-lgpd.yaml",
        include_str!("../../rules/regimes/br-lgpd.yaml"),
    ),
    (
        "ca-pipeda.yaml",
        include_str!("../../rules/regimes/ca-pipeda.yaml"),
    ),
    (
        "ca-qc-private-sector.yaml",
        include_str!("../../rules/regimes/ca-qc-private-sector.yaml"),
    ),
    (
        "eu-gdpr.yaml",
        include_str!("../../rules/regimes/eu-gdpr.yaml"),
    ),
    (
        "uk-gdpr.yaml",
        include_str!("../../rules/regimes/uk-gdpr.yaml"),
    ),
    (
        "us-ca-ccpa.yaml",
        include_str!("../../rules/regimes/us-ca-ccpa.yaml"),
    ),
    (
        "us-co-cpa.yaml",
        include_str!("../../rules/regimes/us-co-cpa.yaml"),
    ),
    (
        "us-ct-ctdpa.yaml",
        include_str!("../../rules/regimes/us-ct-ctdpa.yaml"),
    ),
    (
        "us-va-vcdpa.yaml",
        include_str!("../../rules/regimes/us-va-vcdpa.yaml"),
    ),
];

const CALENDARS: &[(&str, &str)] = &[
    ("de.yaml", include_str!("../../rules/calendars/de.yaml")),
    ("es.yaml", include_str!("../../rules/calendars/es.yaml")),
    (
        "eu-example.yaml",
        include_str!("../../rules/calendars/eu-example.yaml"),
    ),
    ("fr.yaml", include_str!("../../rules/calendars/fr.yaml")),
    ("gb.yaml", include_str!("../../rules/calendars/gb.yaml")),
    ("ie.yaml", include_str!("../../rules/calendars/ie.yaml")),
    (
        "us-federal.yaml",
        include_str!("../../rules/calendars/us-federal.yaml"),
    ),
    (
        "weekends.yaml",
        include_str!("../../rules/calendars/weekends.yaml"),
    ),
];

/// The laws and calendars, read and ready to count with.
#[derive(Debug, Clone)]
pub struct Book {
    regimes: BTreeMap<String, RegimeFile>,
    calendars: BTreeMap<String, Calendar>,
}

/// Why nothing can be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// A file cannot be read.
    #[error("{file}: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// Where and why.
        why: String,
    },
    /// A file has a later format.
    #[error("{0}: this version reads format 1")]
    Format(String),
    /// No law covers the place.
    #[error("no regime covers {0}; add a file to server/domain/rules/regimes")]
    NoRegime(String),
    /// A law covers it, but its rules are a draft or not in force on that day.
    #[error("the rules of {0} are a draft, or were not in force on that day")]
    NotInForce(String),
    /// The request was counted under rules that are no longer here.
    #[error("version {version} of {regime} is missing from server/domain/rules")]
    Missing {
        /// The law.
        regime: String,
        /// The version.
        version: String,
    },
    /// There is no such calendar.
    #[error("no calendar {0} in server/domain/rules/calendars")]
    NoCalendar(String),
    /// The dates run out of every calendar.
    #[error("a date is too far away to count with")]
    FarAway,
}

fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, BookError> {
    serde_saphyr::from_str(text).map_err(|error| BookError::Unreadable {
        file: file.to_owned(),
        why: error.to_string(),
    })
}

impl Book {
    /// What ships with the program.
    ///
    /// # Errors
    /// A file that cannot be read: a build that no test has seen.
    pub fn built_in() -> Result<Self, BookError> {
        let mut book = Self {
            regimes: BTreeMap::new(),
            calendars: BTreeMap::new(),
        };
        for (file, text) in CALENDARS {
            book.add_calendar(file, text)?;
        }
        for (file, text) in REGIMES {
            let regime: RegimeFile = read(file, text)?;
            if regime.format != FORMAT {
                return Err(BookError::Format((*file).to_owned()));
            }
            book.regimes.insert(regime.regime.clone(), regime);
        }
        Ok(book)
    }

    /// Adds a calendar, or replaces the one of the same name.
    ///
    /// # Errors
    /// The file cannot be read; the message says where and why.
    pub fn add_calendar(&mut self, file: &str, text: &str) -> Result<(), BookError> {
        let calendar: Calendar = read(file, text)?;
        if calendar.format != FORMAT {
            return Err(BookError::Format(file.to_owned()));
        }
        self.calendars.insert(calendar.calendar.clone(), calendar);
        Ok(())
    }

    /// The law a request falls under: that of the place where the company is established, or
    /// else that of the place where the person lives (`IE`, `US-CA`).
    ///
    /// # Errors
    /// No law covers either place, or its rules are not in force.
    pub fn choose(
        &self,
        established: &str,
        lives: Option<&str>,
        zone: Tz,
        received_on: NaiveDate,
    ) -> Result<Regime, BookError> {
        let (place, file) = [Some(established), lives]
            .into_iter()
            .flatten()
            .find_map(|place| {
                let covers = |file: &&RegimeFile| file.covers.iter().any(|code| code == place);
                Some((place, self.regimes.values().find(covers)?))
            })
            .ok_or_else(|| BookError::NoRegime(established.to_owned()))?;
        let rules = file
            .versions
            .iter()
            .filter(|rules| !rules.draft && rules.from <= received_on)
            .filter(|rules| rules.until.is_none_or(|until| received_on <= until))
            .max_by_key(|rules| rules.from)
            .ok_or_else(|| BookError::NotInForce(file.regime.clone()))?;
        let calendar = place.to_ascii_lowercase();
        Ok(Regime {
            id: file.regime.clone(),
            version: rules.version.clone(),
            calendar: match self.calendars.get(&calendar) {
                Some(found) if !found.draft => calendar,
                _ => WEEKENDS.to_owned(),
            },
            zone,
            pauses: rules.pauses.keys().copied().collect::<Vec<PauseReason>>(),
        })
    }

    /// The laws that requests can be counted under on a day.
    pub fn laws(&self, on: NaiveDate) -> Vec<&str> {
        let held = |rules: &Rules| {
            !rules.draft && rules.from <= on && rules.until.is_none_or(|until| on <= until)
        };
        let laws = self.regimes.values();
        laws.filter(|law| law.versions.iter().any(held))
            .map(|law| law.regime.as_str())
            .collect()
    }

    /// The rules a request is counted under.
    ///
    /// # Errors
    /// They are no longer here.
    pub fn rules(&self, regime: &Regime) -> Result<&Rules, BookError> {
        self.regimes
            .get(&regime.id)
            .and_then(|file| {
                file.versions
                    .iter()
                    .find(|rules| rules.version == regime.version)
            })
            .ok_or_else(|| BookError::Missing {
                regime: regime.id.clone(),
                version: regime.version.clone(),
            })
    }

    /// The calendar a request is counted by.
    ///
    /// # Errors
    /// It is not here.
    pub fn calendar(&self, name: &str) -> Result<&Calendar, BookError> {
        self.calendars
            .get(name)
            .ok_or_else(|| BookError::NoCalendar(name.to_owned()))
    }

    /// Every calendar.
    pub fn calendars(&self) -> impl Iterator<Item = &Calendar> {
        self.calendars.values()
    }

    /// Every law with its versions.
    pub fn regimes(&self) -> impl Iterator<Item = (&str, &[Rules])> {
        self.regimes
            .values()
            .map(|file| (file.regime.as_str(), file.versions.as_slice()))
    }

    /// When the answer to a request is due.
    ///
    /// # Errors
    /// Rules or calendar are missing, or a date is absurd.
    pub fn deadline(
        &self,
        regime: &Regime,
        right: Right,
        timing: &Timing,
    ) -> Result<Deadline, BookError> {
        let (rules, calendar) = (self.rules(regime)?, self.calendar(&regime.calendar)?);
        count::deadline(rules, calendar, right, timing).ok_or(BookError::FarAway)
    }

    /// When receipt must have been confirmed, where the law says so.
    ///
    /// # Errors
    /// Rules or calendar are missing.
    pub fn acknowledge(
        &self,
        regime: &Regime,
        right: Right,
        received_on: NaiveDate,
    ) -> Result<Option<Deadline>, BookError> {
        let (rules, calendar) = (self.rules(regime)?, self.calendar(&regime.calendar)?);
        Ok(count::acknowledge(rules, calendar, right, received_on))
    }
}
