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
    ("at.yaml", include_str!("../../rules/calendars/at.yaml")),
    ("be.yaml", include_str!("../../rules/calendars/be.yaml")),
    ("cz.yaml", include_str!("../../rules/calendars/cz.yaml")),
    ("de.yaml", include_str!("../../rules/calendars/de.yaml")),
    ("dk.yaml", include_str!("../../rules/calendars/dk.yaml")),
    ("ee.yaml", include_str!("../../rules/calendars/ee.yaml")),
    ("es.yaml", include_str!("../../rules/calendars/es.yaml")),
    (
        "eu-example.yaml",
        include_str!("../../rules/calendars/eu-example.yaml"),
    ),
    ("fi.yaml", include_str!("../../rules/calendars/fi.yaml")),
    ("fr.yaml", include_str!("../../rules/calendars/fr.yaml")),
    ("gb.yaml", include_str!("../../rules/calendars/gb.yaml")),
    ("hr.yaml", include_str!("../../rules/calendars/hr.yaml")),
    ("hu.yaml", include_str!("../../rules/calendars/hu.yaml")),
    ("ie.yaml", include_str!("../../rules/calendars/ie.yaml")),
    ("is.yaml", include_str!("../../rules/calendars/is.yaml")),
    ("it.yaml", include_str!("../../rules/calendars/it.yaml")),
    ("lt.yaml", include_str!("../../rules/calendars/lt.yaml")),
    ("lu.yaml", include_str!("../../rules/calendars/lu.yaml")),
    ("lv.yaml", include_str!("../../rules/calendars/lv.yaml")),
    ("mt.yaml", include_str!("../../rules/calendars/mt.yaml")),
    ("nl.yaml", include_str!("../../rules/calendars/nl.yaml")),
    ("no.yaml", include_str!("../../rules/calendars/no.yaml")),
    ("pl.yaml", include_str!("../../rules/calendars/pl.yaml")),
    ("pt.yaml", include_str!("../../rules/calendars/pt.yaml")),
    ("se.yaml", include_str!("../../rules/calendars/se.yaml")),
    ("si.yaml", include_str!("../../rules/calendars/si.yaml")),
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
    #[error(
        "no law of the place {0} is known to this version. Habeas cannot count deadlines there yet: \
         add a file with its rules to server/domain/rules/regimes, or name in `subject-to` the \
         places whose laws you follow"
    )]
    NoRegime(String),
    /// A law covers it, but its rules are a draft or not in force on that day.
    #[error(
        "the rules of {0} are only a draft here, or were not in force on that day. Drafts are \
         never used, because nobody has checked them against the law: have a lawyer check \
         server/domain/rules/regimes/{0}.yaml, take the word `draft` out and add its sources"
    )]
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

    /// The law a request falls under where the company says to whose laws it is subject beside
    /// that of its own country: a person who lives in one of those places has that law, everybody
    /// else the company's own, or the first of them where that has no rules here.
    ///
    /// # Errors
    /// As [`Book::choose`].
    pub fn choose_for(
        &self,
        (established, subject_to): (&str, &[String]),
        lives: Option<&str>,
        zone: Tz,
        received_on: NaiveDate,
    ) -> Result<Regime, BookError> {
        if let Some(lives) = lives.filter(|lives| subject_to.iter().any(|place| place == lives)) {
            return self.choose(lives, None, zone, received_on);
        }
        let own = self.choose(established, lives, zone, received_on);
        // A company whose own country has no rules here treats everybody by the first law it
        // says it follows.
        let others = || {
            let mut places = subject_to.iter();
            places.find_map(|place| self.choose(place, None, zone, received_on).ok())
        };
        own.or_else(|why| others().ok_or(why))
    }

    /// Whether a place has a law here that requests can be counted under.
    ///
    /// # Errors
    /// Why not: no law, or a draft.
    pub fn covers(&self, place: &str, on: NaiveDate) -> Result<(), BookError> {
        self.choose(place, None, Tz::UTC, on).map(drop)
    }

    /// The last day on which an answer of this day can be appealed against, where the law gives
    /// one.
    ///
    /// # Errors
    /// Rules or calendar are missing.
    pub fn appeal_until(
        &self,
        regime: &Regime,
        answered_on: NaiveDate,
    ) -> Result<Option<NaiveDate>, BookError> {
        let (rules, calendar) = (self.rules(regime)?, self.calendar(&regime.calendar)?);
        Ok(count::appeal_until(rules, calendar, answered_on))
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
