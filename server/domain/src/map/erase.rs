//! What erasure does to a record and to a field.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

/// What erasure does to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecordErase {
    /// The record goes.
    Delete,
    /// The record stays and is no longer about the person.
    Anonymise,
    /// The record stays, on a ground.
    Keep,
}

/// What erasure does to a field of an anonymised record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FieldErase {
    /// NULL (written `null`).
    Null,
    /// A fixed text.
    Constant(String),
    /// A keyed hash that differs for every record: satisfies UNIQUE, leads nowhere.
    Pseudonym,
    /// A date made coarse.
    Date(DatePart),
    /// A postcode cut to its first characters.
    Postcode(u8),
    /// Left as it is.
    Keep,
}

/// How coarse a date becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DatePart {
    /// The first of January of its year.
    Year,
    /// The first of its month.
    Month,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Written {
    Null,
    Constant(String),
    Pseudonym,
    Date(DatePart),
    Postcode(u8),
    Keep,
}

impl From<Written> for FieldErase {
    fn from(written: Written) -> Self {
        match written {
            Written::Null => Self::Null,
            Written::Constant(text) => Self::Constant(text),
            Written::Pseudonym => Self::Pseudonym,
            Written::Date(part) => Self::Date(part),
            Written::Postcode(length) => Self::Postcode(length),
            Written::Keep => Self::Keep,
        }
    }
}

impl<'de> Deserialize<'de> for FieldErase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<Written>::deserialize(deserializer)
            .map(|written| written.map_or(Self::Null, Into::into))
    }
}

/// Tells `erase: null` (which is YAML's null) from a field that says nothing.
pub(super) fn present<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<FieldErase>, D::Error> {
    FieldErase::deserialize(deserializer).map(Some)
}
