//! What the values of a column really look like. A store's column type is a promise; SQLite does
//! not keep it, and PostgreSQL's dates can be `infinity`. Schemas are made from the values seen,
//! so that they always hold.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use habeas_domain::value::{Kind, Value};
use serde::de::IgnoredAny;
use serde_json::{Value as Json, json};

/// The look of one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    Boolean,
    Integer,
    BigInteger,
    Decimal,
    Float,
    Date,
    Time,
    Timestamp,
    Instant,
    Uuid,
    JsonObject,
    JsonArray,
    JsonOther,
    Bytes,
    Text,
}

/// The look of a value; none where nothing is held.
pub(crate) fn shape(kind: Kind, value: &Value) -> Option<Shape> {
    let text = match value {
        Value::Null => return None,
        Value::Bytes(_) => return Some(Shape::Bytes),
        Value::Text(text) => text.as_str(),
    };
    let fits = match kind {
        Kind::Boolean => matches!(value.to_json(kind), Json::Bool(_)),
        Kind::Integer => matches!(value.to_json(kind), Json::Number(_)) && is_whole(text),
        Kind::BigInteger => is_whole(text),
        Kind::Decimal => is_decimal(text),
        Kind::Float => is_float(text),
        Kind::Date => is_date(text),
        Kind::Time => is_time(text),
        Kind::Timestamp => is_timestamp(text),
        Kind::Instant => text.ends_with('Z') && is_instant(text),
        Kind::Uuid => is_uuid(text),
        Kind::Json => return Some(json_shape(text)),
        Kind::Text | Kind::Bytes | Kind::Other => false,
    };
    Some(if fits { promised(kind) } else { Shape::Text })
}

fn promised(kind: Kind) -> Shape {
    match kind {
        Kind::Boolean => Shape::Boolean,
        Kind::Integer => Shape::Integer,
        Kind::BigInteger => Shape::BigInteger,
        Kind::Decimal => Shape::Decimal,
        Kind::Float => Shape::Float,
        Kind::Date => Shape::Date,
        Kind::Time => Shape::Time,
        Kind::Timestamp => Shape::Timestamp,
        Kind::Instant => Shape::Instant,
        Kind::Uuid => Shape::Uuid,
        Kind::Bytes => Shape::Bytes,
        Kind::Json | Kind::Text | Kind::Other => Shape::Text,
    }
}

fn json_shape(text: &str) -> Shape {
    if serde_json::from_str::<IgnoredAny>(text).is_err() {
        return Shape::Text;
    }
    match text.trim_start().as_bytes().first() {
        Some(b'{') => Shape::JsonObject,
        Some(b'[') => Shape::JsonArray,
        _ => Shape::JsonOther,
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_whole(text: &str) -> bool {
    digits(text.strip_prefix('-').unwrap_or(text))
}

fn is_decimal(text: &str) -> bool {
    match text.split_once('.') {
        Some((whole, part)) => is_whole(whole) && digits(part),
        None => is_whole(text),
    }
}

fn is_float(text: &str) -> bool {
    match text.split_once(['e', 'E']) {
        Some((number, power)) => {
            is_decimal(number) && is_whole(power.strip_prefix('+').unwrap_or(power))
        }
        None => is_decimal(text),
    }
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok_and(|day| {
            day.format("%Y-%m-%d").to_string() == text && !text.starts_with("0000")
        })
}

fn is_time(text: &str) -> bool {
    // The second 60 is not known everywhere.
    text.as_bytes().get(2) == Some(&b':')
        && text.as_bytes().get(5) == Some(&b':')
        && NaiveTime::parse_from_str(text, "%H:%M:%S%.f")
            .is_ok_and(|time| time.nanosecond() < 1_000_000_000)
}

fn is_timestamp(text: &str) -> bool {
    text.is_char_boundary(10)
        && text.is_char_boundary(11)
        && text.len() >= 19
        && is_date(&text[..10])
        && matches!(text.as_bytes()[10], b'T' | b' ')
        && is_time(&text[11..])
}

fn is_instant(text: &str) -> bool {
    text.as_bytes().get(10) == Some(&b'T')
        && is_timestamp(&text[..text.len() - 1])
        && DateTime::parse_from_rfc3339(text).is_ok()
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

impl Shape {
    /// Whether the text form can only be a number: a spreadsheet reads it, and runs nothing.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Self::Integer | Self::BigInteger | Self::Decimal | Self::Float
        )
    }

    /// Day and time of a value that has them, for people.
    pub fn moment(self, text: &str) -> Option<NaiveDateTime> {
        match self {
            Self::Timestamp | Self::Instant => {
                let text = text.trim_end_matches('Z').replace(' ', "T");
                NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.f").ok()
            }
            _ => None,
        }
    }

    /// JSON Schema, null left out. Numbers beyond what JSON readers keep exact are strings.
    fn json_schema(self) -> Json {
        match self {
            Self::Boolean => json!({ "type": "boolean" }),
            Self::Integer => json!({ "type": "integer" }),
            Self::BigInteger => json!({ "type": "string", "pattern": "^-?[0-9]+$" }),
            Self::Decimal => json!({ "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$" }),
            Self::Float => json!({
                "type": "string",
                "pattern": "^-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"
            }),
            Self::Date => json!({ "type": "string", "format": "date" }),
            // RFC 3339 wants a zone that these do not have.
            Self::Time => json!({ "type": "string", "pattern": "^[0-9:.]+$" }),
            Self::Timestamp => {
                json!({ "type": "string", "pattern": "^[0-9-]{10}[T ][0-9:.]+$" })
            }
            Self::Instant => json!({ "type": "string", "format": "date-time" }),
            Self::Uuid => json!({ "type": "string", "format": "uuid" }),
            Self::JsonObject => json!({ "type": "object" }),
            Self::JsonArray => json!({ "type": "array" }),
            Self::JsonOther => json!({ "type": ["boolean", "number", "string", "null"] }),
            Self::Bytes => json!({ "type": "string", "contentEncoding": "base64" }),
            Self::Text => json!({ "type": "string" }),
        }
    }
}

/// What the values of a column look like, all together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shapes {
    seen: BTreeSet<Shape>,
    /// What the store promises, where no value was seen.
    promised: Option<Shape>,
}

impl Shapes {
    pub fn see(&mut self, kind: Kind, shape: Option<Shape>) {
        match shape {
            Some(shape) => {
                self.seen.insert(shape);
            }
            None if self.promised.is_none() => self.promised = Some(promised(kind)),
            None => {}
        }
    }

    fn all(&self) -> Vec<Shape> {
        if self.seen.is_empty() {
            vec![self.promised.unwrap_or(Shape::Text)]
        } else {
            self.seen.iter().copied().collect()
        }
    }

    /// The column in JSON Schema.
    pub fn json_schema(&self) -> Json {
        let mut parts: Vec<Json> = self.all().into_iter().map(Shape::json_schema).collect();
        if let [only] = parts.as_mut_slice()
            && let Some(name) = only["type"].as_str().map(str::to_owned)
        {
            only["type"] = json!([name, "null"]);
            return std::mem::take(only);
        }
        parts.push(json!({ "type": "null" }));
        json!({ "anyOf": parts })
    }

    /// The column's type and format in Frictionless Table Schema.
    pub fn table_type(&self) -> Json {
        let all = self.all();
        let only = |wanted: &[Shape]| all.iter().all(|shape| wanted.contains(shape));
        if only(&[Shape::Integer, Shape::BigInteger]) {
            json!({ "type": "integer" })
        } else if all.iter().all(|shape| shape.is_number()) {
            json!({ "type": "number" })
        } else if only(&[Shape::Timestamp, Shape::Instant]) {
            json!({ "type": "datetime" })
        } else {
            match all.as_slice() {
                [Shape::Boolean] => {
                    json!({ "type": "boolean", "trueValues": ["true"], "falseValues": ["false"] })
                }
                [Shape::Date] => json!({ "type": "date" }),
                [Shape::Time] => json!({ "type": "time" }),
                [Shape::Uuid] => json!({ "type": "string", "format": "uuid" }),
                [Shape::JsonObject] => json!({ "type": "object" }),
                [Shape::JsonArray] => json!({ "type": "array" }),
                _ => json!({ "type": "string" }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(kind: Kind, text: &str) -> Option<Shape> {
        shape(kind, &Value::text(text))
    }

    #[test]
    fn a_value_that_breaks_its_columns_promise_is_text() {
        assert_eq!(look(Kind::Integer, "-7"), Some(Shape::Integer));
        assert_eq!(look(Kind::Integer, "+7"), Some(Shape::Text));
        assert_eq!(look(Kind::Integer, "3000000000"), Some(Shape::Text));
        assert_eq!(
            look(Kind::BigInteger, "3000000000"),
            Some(Shape::BigInteger)
        );
        assert_eq!(look(Kind::Decimal, "NaN"), Some(Shape::Text));
        assert_eq!(look(Kind::Decimal, "-0.10"), Some(Shape::Decimal));
        assert_eq!(look(Kind::Float, "1e+22"), Some(Shape::Float));
        assert_eq!(look(Kind::Date, "2026-02-29"), Some(Shape::Text));
        assert_eq!(look(Kind::Date, "infinity"), Some(Shape::Text));
        assert_eq!(look(Kind::Date, "2026-02-28"), Some(Shape::Date));
        assert_eq!(look(Kind::Time, "23:59:60"), Some(Shape::Text));
        assert_eq!(
            look(Kind::Timestamp, "2026-02-28 10:00:00.5"),
            Some(Shape::Timestamp)
        );
        assert_eq!(
            look(Kind::Timestamp, "2026-02-2é 10:00:00"),
            Some(Shape::Text)
        );
        assert_eq!(
            look(Kind::Instant, "2026-02-28T10:00:00.123456Z"),
            Some(Shape::Instant)
        );
        assert_eq!(
            look(Kind::Instant, "2026-02-28 10:00:00+01"),
            Some(Shape::Text)
        );
        assert_eq!(look(Kind::Json, " {\"a\": 1}"), Some(Shape::JsonObject));
        assert_eq!(look(Kind::Json, "{"), Some(Shape::Text));
        assert_eq!(shape(Kind::Text, &Value::Null), None);
    }

    #[test]
    fn schemas_hold_for_mixed_columns() {
        let mut shapes = Shapes::default();
        shapes.see(Kind::Integer, Some(Shape::Integer));
        assert_eq!(shapes.table_type()["type"], "integer");
        shapes.see(Kind::Decimal, Some(Shape::Decimal));
        assert_eq!(shapes.table_type()["type"], "number");
        assert_eq!(
            shapes.json_schema()["anyOf"].as_array().map(Vec::len),
            Some(3)
        );
        shapes.see(Kind::Text, Some(Shape::Text));
        assert_eq!(shapes.table_type()["type"], "string");
    }
}
