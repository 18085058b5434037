//! Lengths of time in calendar units, written as in ISO 8601: `P10Y`, `P6M`, `P90D`.

use std::{borrow::Cow, str::FromStr};

use chrono::{Days, Months, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// A length of time in years, months or days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    months: u32,
    days: u64,
}

impl Period {
    /// The date one period after another; the last day of the month where the day is missing.
    pub fn after(self, date: NaiveDate) -> Option<NaiveDate> {
        date.checked_add_months(Months::new(self.months))?
            .checked_add_days(Days::new(self.days))
    }

    /// The date one period before another: records dated later are still under the rule.
    pub fn before(self, date: NaiveDate) -> Option<NaiveDate> {
        date.checked_sub_months(Months::new(self.months))?
            .checked_sub_days(Days::new(self.days))
    }
}

/// The text is not a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a period like P10Y (years), P6M (months) or P90D (days)")]
pub struct NotAPeriod;

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let body = text.strip_prefix('P').ok_or(NotAPeriod)?;
        let unit = body.chars().last().ok_or(NotAPeriod)?;
        let number: u32 = body
            .strip_suffix(unit)
            .and_then(|n| n.parse().ok())
            .ok_or(NotAPeriod)?;
        match unit {
            'Y' => number
                .checked_mul(12)
                .map(|months| Self { months, days: 0 }),
            'M' => Some(Self {
                months: number,
                days: 0,
            }),
            'D' => Some(Self {
                months: 0,
                days: number.into(),
            }),
            _ => None,
        }
        .ok_or(NotAPeriod)
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.months, self.days) {
            (0, days) => write!(f, "P{days}D"),
            (months, _) if months % 12 == 0 => write!(f, "P{}Y", months / 12),
            (months, _) => write!(f, "P{months}M"),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

impl JsonSchema for Period {
    fn schema_name() -> Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^P[0-9]+[YMD]$" })
    }
}
