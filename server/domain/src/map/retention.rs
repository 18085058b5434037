//! Until when records stay: so long after a date of their own, after the end of its year, after the
//! last record of another kind, or as long as there is one.

use std::{borrow::Cow, collections::BTreeMap, str::FromStr};

use chrono::{Datelike, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{Name, Period, Place};

/// A retention rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keep {
    /// The ground, by its name in `grounds`.
    pub ground: Name,
    /// How long, counted from `from` or `last`: `P10Y`, `P6M`, `P90D`.
    #[serde(rename = "for")]
    pub period: Period,
    /// The date field it counts from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Name>,
    /// Whether it counts from that day, or from the end of its year.
    #[serde(default, skip_serializing_if = "YearEnd::is_day")]
    pub end: YearEnd,
    /// It counts from the last record that the person has there: the end of a relationship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<LastOf>,
    /// As long as the person has a record in one of these, it stays.
    #[serde(default, rename = "while", skip_serializing_if = "Vec::is_empty")]
    pub while_there: Vec<Name>,
}

/// From where a period is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum YearEnd {
    /// From the day itself.
    #[default]
    Day,
    /// From the end of its calendar year.
    Year,
    /// From the end of its fiscal year: `controller.fiscal_year` says when that begins.
    FiscalYear,
}

impl YearEnd {
    fn is_day(&self) -> bool {
        *self == Self::Day
    }
}

/// The last of a person's records of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LastOf {
    /// The collection: `orders`, or `shop.orders` in another store.
    pub collection: Name,
    /// Its date field.
    pub field: Name,
}

/// The day on which a fiscal year begins, written `04-06`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearStart {
    month: u32,
    day: u32,
}

impl Default for YearStart {
    fn default() -> Self {
        Self { month: 1, day: 1 }
    }
}

impl YearStart {
    /// The last day of the year in which a day is.
    pub fn end_after(self, date: NaiveDate) -> Option<NaiveDate> {
        let begins = |year| NaiveDate::from_ymd_opt(year, self.month, self.day);
        let next = begins(date.year()).filter(|begin| *begin > date);
        next.or_else(|| begins(date.year() + 1))?.pred_opt()
    }
}

/// The text is no day of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write the first day of the fiscal year as month and day, like 04-06")]
pub struct NotADay;

impl FromStr for YearStart {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let (month, day) = text.split_once('-').ok_or(NotADay)?;
        let (month, day) = (month.parse(), day.parse());
        let (Ok(month), Ok(day)) = (month, day) else {
            return Err(NotADay);
        };
        // A year that begins on a day that not every year has would end on none.
        NaiveDate::from_ymd_opt(2023, month, day).ok_or(NotADay)?;
        Ok(Self { month, day })
    }
}

impl Serialize for YearStart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}-{:02}", self.month, self.day))
    }
}

impl<'de> Deserialize<'de> for YearStart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

impl JsonSchema for YearStart {
    fn schema_name() -> Cow<'static, str> {
        "YearStart".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$" })
    }
}

/// What is known of the other records that rules lean on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    /// How many records the person has, by place.
    pub there: BTreeMap<Place, u64>,
    /// The last date of a field, by place and field.
    pub last: BTreeMap<(Place, String), NaiveDate>,
    /// Places that could not be searched: what leans on them stays.
    pub unknown: Vec<Place>,
}

/// What a rule says of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// It may go.
    Free,
    /// It stays until after this day; with none, until something else ends.
    Until(Option<NaiveDate>),
}

impl Keep {
    /// What the period is counted from, by its names in the map: fields, or collections of which
    /// the last record counts.
    pub fn counted_from(&self) -> Vec<&str> {
        let last = self.last.iter().map(|last| last.collection.as_str());
        let from = self.from.iter().map(Name::as_str);
        from.chain(last)
            .chain(self.while_there.iter().map(Name::as_str))
            .collect()
    }

    /// The places that the rule leans on, seen from a store.
    pub fn leans_on<'k>(
        &'k self,
        resolve: impl Fn(&str) -> Place + 'k,
    ) -> impl Iterator<Item = Place> + 'k {
        let last = self.last.iter().map(|last| &last.collection);
        last.chain(&self.while_there)
            .map(move |name| resolve(name.as_str()))
    }

    /// Whether a record stays today: `own` is the date of its own that the rule counts from.
    /// Where nobody can tell, it stays: the law outranks what nobody wrote down.
    pub fn stay(
        &self,
        own: Option<NaiveDate>,
        (relations, resolve): (&Relations, &dyn Fn(&str) -> Place),
        (today, fiscal): (NaiveDate, YearStart),
    ) -> Stay {
        let there = |name: &Name| {
            let place = resolve(name.as_str());
            relations.there.get(&place).is_some_and(|count| *count > 0)
        };
        let unknown = self
            .leans_on(resolve)
            .any(|place| relations.unknown.contains(&place));
        if unknown || self.while_there.iter().any(there) {
            return Stay::Until(None);
        }
        let last = self.last.as_ref().and_then(|last| {
            let place = resolve(last.collection.as_str());
            let field = last.field.to_string();
            relations.last.get(&(place, field)).copied()
        });
        if self.from.is_none() && last.is_none() {
            // Only a relationship held it, and there is none any more.
            return Stay::Free;
        }
        if self.from.is_some() && own.is_none() && last.is_none() {
            return Stay::Until(None);
        }
        let ends = |date: NaiveDate| match self.end {
            YearEnd::Day => Some(date),
            YearEnd::Year => YearStart::default().end_after(date),
            YearEnd::FiscalYear => fiscal.end_after(date),
        };
        let Some(counted) = own.max(last).and_then(ends) else {
            return Stay::Until(None);
        };
        let young = self
            .period
            .before(today)
            .is_none_or(|limit| counted > limit);
        if young {
            Stay::Until(self.period.after(counted))
        } else {
            Stay::Free
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn keep(yaml: &str) -> Keep {
        serde_json::from_str(yaml).unwrap()
    }

    fn place(name: &str) -> Place {
        Place::new("shop", name)
    }

    fn stay(keep: &Keep, own: Option<NaiveDate>, relations: &Relations, today: NaiveDate) -> Stay {
        let april = "04-06".parse().unwrap();
        keep.stay(own, (relations, &place), (today, april))
    }

    #[test]
    fn a_year_ends_where_the_company_says() {
        let april: YearStart = "04-06".parse().unwrap();
        for (date, end) in [
            (day(2026, 4, 5), day(2026, 4, 5)),
            (day(2026, 4, 6), day(2027, 4, 5)),
            (day(2026, 12, 31), day(2027, 4, 5)),
        ] {
            assert_eq!(april.end_after(date), Some(end), "{date}");
        }
        let calendar = YearStart::default();
        assert_eq!(calendar.end_after(day(2026, 1, 1)), Some(day(2026, 12, 31)));
        for wrong in ["02-29", "13-01", "4", "april"] {
            assert!(wrong.parse::<YearStart>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_period_counts_from_the_day_or_from_the_end_of_its_year() {
        let none = Relations::default();
        let placed = Some(day(2016, 2, 10));
        for (end, until) in [
            ("day", day(2026, 2, 10)),
            ("year", day(2026, 12, 31)),
            ("fiscal-year", day(2026, 4, 5)),
        ] {
            let rule = format!(r#"{{"ground":"tax","for":"P10Y","from":"placed","end":"{end}"}}"#);
            let rule = keep(&rule);
            let eve = until.pred_opt().unwrap();
            assert_eq!(stay(&rule, placed, &none, eve), Stay::Until(Some(until)));
            assert_eq!(stay(&rule, placed, &none, until), Stay::Free, "{end}");
            assert_eq!(stay(&rule, None, &none, until), Stay::Until(None));
        }
    }

    #[test]
    fn a_relationship_ends_with_its_last_record() {
        let rule = r#"{"ground":"claims","for":"P3Y",
            "last":{"collection":"orders","field":"placed"},"while":["contracts"]}"#;
        let rule = keep(rule);
        let mut relations = Relations::default();
        let today = day(2026, 6, 1);
        assert_eq!(stay(&rule, None, &relations, today), Stay::Free);
        let last = (place("orders"), "placed".to_owned());
        relations.last.insert(last, day(2024, 1, 15));
        let until = Stay::Until(Some(day(2027, 1, 15)));
        assert_eq!(stay(&rule, None, &relations, today), until);
        assert_eq!(stay(&rule, None, &relations, day(2027, 1, 15)), Stay::Free);
        relations.there.insert(place("contracts"), 1);
        assert_eq!(
            stay(&rule, None, &relations, day(2040, 1, 1)),
            Stay::Until(None)
        );
        relations.there.clear();
        relations.unknown.push(place("orders"));
        assert_eq!(
            stay(&rule, None, &relations, day(2040, 1, 1)),
            Stay::Until(None)
        );
    }
}
