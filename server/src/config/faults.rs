//! What is wrong with a configuration: key, place, fault, and how it looks when it is right.

use std::{collections::BTreeMap, fmt, path::Path};

use chrono::TimeDelta;

use super::{
    keys::{example, variable},
    written::Written,
};

/// One thing to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The key.
    pub key: String,
    /// Where it was written: a line and column of the file, or a variable.
    pub place: Option<Place>,
    /// What is wrong.
    pub what: String,
    /// How it looks when it is right; empty where nothing is meant.
    pub example: String,
}

/// Where something was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the file, line and column from 1.
    File(usize, usize),
    /// In a variable of the environment.
    Variable(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(line, column) => write!(f, "line {line}, column {column}"),
            Self::Variable(name) => f.write_str(name),
        }
    }
}

/// Everything to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    /// One by one.
    pub list: Vec<Fault>,
    places: BTreeMap<&'static str, Place>,
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "the configuration cannot be used:")?;
        for fault in &self.list {
            write!(f, "  {}", fault.key)?;
            if let Some(place) = &fault.place {
                write!(f, " ({place})")?;
            }
            write!(f, ": {}.", fault.what)?;
            if !fault.example.is_empty() {
                write!(f, " For example: {}", fault.example)?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

impl From<Vec<Fault>> for Faults {
    fn from(list: Vec<Fault>) -> Self {
        Self {
            list,
            places: BTreeMap::new(),
        }
    }
}

impl Faults {
    /// The faults so far of what was written.
    pub(super) fn of(written: &Written, list: Vec<Fault>) -> Self {
        Self {
            list,
            places: written.places(),
        }
    }

    /// Whether it was said already what is wrong with a key, or what was meant to be it.
    pub(super) fn knows(&self, key: &str) -> bool {
        let meant = [format!("{key} = "), format!("{}=", variable(key))];
        self.list.iter().any(|fault| {
            fault.key == key || meant.iter().any(|meant| fault.example.starts_with(meant))
        })
    }

    /// A fault of a value, wherever it was written.
    pub(super) fn add(&mut self, key: &'static str, what: String) {
        let fault = Fault {
            key: key.to_owned(),
            place: self.places.get(key).cloned(),
            what,
            example: format!("{key} = {}", example(key)),
        };
        self.list.push(fault);
    }

    pub(super) fn needed(&mut self, key: &'static str, value: Option<String>) -> Option<String> {
        if value.is_none() && !self.knows(key) {
            let variable = variable(key);
            self.add(
                key,
                format!("missing (neither in the file nor as {variable})"),
            );
        }
        value
    }

    pub(super) fn parsed<T: std::str::FromStr>(
        &mut self,
        key: &'static str,
        text: &str,
        what: &str,
    ) -> Option<T> {
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.add(key, format!("`{text}` is {what}"));
        }
        parsed
    }

    /// A ledger's address, its file relative to the configuration. The address may hold a
    /// password, so it is not quoted.
    pub(super) fn ledger(&mut self, address: String, base: &Path) -> Option<String> {
        if let Some(file) = address.strip_prefix("sqlite:") {
            return Some(format!("sqlite:{}", base.join(file).display()));
        }
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Some(address);
        }
        self.add(
            "ledger",
            "begins with neither sqlite: nor postgres://".to_owned(),
        );
        None
    }

    pub(super) fn period(&mut self, key: &'static str, text: &str) -> Option<TimeDelta> {
        let parsed = (|| {
            let (number, unit) = text.trim().split_once(' ')?;
            let number: i64 = number.parse().ok().filter(|number| *number >= 0)?;
            match unit.trim().trim_end_matches('s') {
                "second" => TimeDelta::try_seconds(number),
                "minute" => TimeDelta::try_minutes(number),
                "hour" => TimeDelta::try_hours(number),
                "day" => TimeDelta::try_days(number),
                _ => None,
            }
        })();
        if parsed.is_none() {
            self.add(key, format!("`{text}` is not a period"));
        }
        parsed
    }
}
