//! One canonical form for a value of any column of any store.
//!
//! Connectors cast every column to text in the store itself, with fixed settings, so that no
//! value passes through a type that cannot hold it (a `numeric(30,10)` never becomes a float).

use base64::Engine;
use serde::{Deserialize, Serialize};

/// What kind of thing a column holds, read from the live schema (or, in SQLite, from the value).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// True or false.
    Boolean,
    /// A whole number of at most 32 bits: safe as a JSON number.
    Integer,
    /// A whole number of up to 64 bits: a string in JSON, because JSON readers round it.
    BigInteger,
    /// An exact decimal: a string in JSON.
    Decimal,
    /// A floating-point number, kept as the shortest text that reads back as the same number.
    Float,
    /// Text.
    Text,
    /// A calendar date, `YYYY-MM-DD`.
    Date,
    /// A time of day.
    Time,
    /// A date and time without a zone.
    Timestamp,
    /// An instant, RFC 3339 in UTC.
    Instant,
    /// A JSON document.
    Json,
    /// A UUID.
    Uuid,
    /// Bytes, base64 in JSON and CSV.
    Bytes,
    /// Anything else, in the store's own text form (arrays, ranges, enums, addresses …).
    Other,
}

/// One value, exactly as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Nothing is held.
    Null,
    /// A value in the store's own text form, with fixed settings.
    Text(String),
    /// A binary value.
    Bytes(Vec<u8>),
}

impl Value {
    /// A text value.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The text, if the value is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Bytes(_) => None,
        }
    }

    /// Whether nothing is held.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value as JSON for the package: numbers only where every reader keeps them exact.
    pub fn to_json(&self, kind: Kind) -> serde_json::Value {
        use serde_json::Value as Json;
        match self {
            Self::Null => Json::Null,
            Self::Bytes(bytes) => Json::String(base64_text(bytes)),
            Self::Text(text) => match kind {
                Kind::Boolean => match text.as_str() {
                    "true" | "t" | "1" => Json::Bool(true),
                    "false" | "f" | "0" => Json::Bool(false),
                    _ => Json::String(text.clone()),
                },
                Kind::Integer => text
                    .parse::<i32>()
                    .map_or_else(|_| Json::String(text.clone()), Json::from),
                Kind::Json => {
                    serde_json::from_str(text).unwrap_or_else(|_| Json::String(text.clone()))
                }
                _ => Json::String(text.clone()),
            },
        }
    }

    /// The value as one CSV cell, before quoting and before formulas are defused.
    pub fn to_cell(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) => text.clone(),
            Self::Bytes(bytes) => base64_text(bytes),
        }
    }
}

fn base64_text(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// The key of one record: the values of its key fields, in the map's order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(pub Vec<Value>);

/// One record as read from a store: field names and values in the map's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The record's key.
    pub key: Key,
    /// The mapped fields with their kinds and values.
    pub fields: Vec<(String, Kind, Value)>,
}

impl Record {
    /// The value of a field, if the record has it.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.fields
            .iter()
            .find(|(name, _, _)| name == field)
            .map(|(_, _, value)| value)
    }
}
