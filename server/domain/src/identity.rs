//! Identities: values that find a person, and when two of them are the same.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{map::Place, value::Key};

/// The version of the normalisation below, stored beside every keyed hash made from it, so that
/// a later change of rule does not silently stop old hashes from matching.
pub const NORMALISATION_VERSION: i64 = 1;

/// How two values of an identity are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Compare {
    /// Byte for byte.
    #[default]
    Exact,
    /// As mail systems do in practice: case does not matter, accents do.
    Email,
    /// Digits only, with a leading `+` kept.
    Phone,
}

impl Compare {
    /// The form under which equal identities are equal text.
    ///
    /// A database collation may equate "é" and "e"; this never does.
    pub fn normalise(self, value: &str) -> String {
        match self {
            Self::Exact => value.to_owned(),
            Self::Email => value.trim().nfc().collect::<String>().to_lowercase(),
            Self::Phone => {
                let digits: String = value.chars().filter(char::is_ascii_digit).collect();
                match value.trim().strip_prefix("00") {
                    Some(_) => format!("+{}", &digits[2..]),
                    None if value.trim().starts_with('+') => format!("+{digits}"),
                    None => digits,
                }
            }
        }
    }

    /// Whether two values find the same person.
    pub fn same(self, one: &str, other: &str) -> bool {
        self.normalise(one) == self.normalise(other)
    }

    /// The comparison that a kind of identity has unless a map says otherwise.
    pub fn for_kind(kind: &str) -> Self {
        match kind {
            "email" => Self::Email,
            "phone" => Self::Phone,
            _ => Self::Exact,
        }
    }
}

/// A value that finds a person in the stores, with what kind it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identity {
    /// `email`, `phone`, `customer_id`, …: the map's own name.
    pub kind: String,
    /// The value as the person or the store gave it.
    pub value: String,
}

impl Identity {
    /// An identity of a kind.
    pub fn new(kind: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            value: value.into(),
        }
    }
}

impl Identity {
    /// One very record, for a search that begins there: of what is back, or stayed, nothing else
    /// may be known.
    pub fn record(place: &Place, key: &Key) -> Self {
        let key = serde_json::to_string(key).unwrap_or_default();
        Self::new(format!("{RECORD}{place}"), key)
    }

    /// The record, if it names one.
    pub fn as_record(&self) -> Option<(&str, Key)> {
        let place = self.kind.strip_prefix(RECORD)?;
        Some((place, serde_json::from_str(&self.value).ok()?))
    }
}

/// How the kind of an identity begins that names a record. No map can name a kind so.
const RECORD: &str = "record:";

impl std::str::FromStr for Identity {
    type Err = NotAnIdentity;

    fn from_str(text: &str) -> Result<Self, NotAnIdentity> {
        match text.split_once('=') {
            Some((kind, value)) if !kind.is_empty() && !value.is_empty() => {
                Ok(Self::new(kind, value))
            }
            _ => Err(NotAnIdentity),
        }
    }
}

/// The text is not `kind=value`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write an identity as kind=value, like email=maria@example.com")]
pub struct NotAnIdentity;

#[cfg(test)]
mod tests {
    use super::Compare;

    #[test]
    fn case_does_not_matter_in_an_address_but_accents_do() {
        assert!(Compare::Email.same("MARTA@Example.com ", "marta@example.com"));
        assert!(!Compare::Email.same("josé@example.com", "jose@example.com"));
        assert!(Compare::Email.same("jose\u{301}@example.com", "josé@example.com"));
    }

    #[test]
    fn a_phone_number_is_its_digits() {
        assert!(Compare::Phone.same("+353 (1) 555-0100", "00353 1 555 0100"));
        assert!(!Compare::Phone.same("+353 1 555 0100", "1 555 0100"));
    }
}
