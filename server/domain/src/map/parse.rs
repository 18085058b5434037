//! Reading the file, and the JSON Schema by which editors complete it.

use serde::de::DeserializeOwned;
use serde_saphyr::Error;
use sha2::{Digest, Sha256};

use super::DataMap;
use crate::proof::canonical;

/// The file cannot be read as a map.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: fault: {what}. {fix}")]
pub struct MapError {
    /// The line, from 1; 0 where unknown.
    pub line: u64,
    /// The column, from 1.
    pub column: u64,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub fix: String,
}

/// Reads a map.
///
/// # Errors
/// Where the YAML is broken, a key is unknown, or a value has the wrong form: with its place.
pub fn parse(text: &str) -> Result<DataMap, MapError> {
    let mut map: DataMap = read(text)?;
    map.written = digest(&read(text)?);
    Ok(map)
}

/// The digest of what stands in the file, with the number of this way of making it.
fn digest(written: &serde_json::Value) -> String {
    let text = canonical(written).unwrap_or_default();
    format!("2-{}", hex::encode(Sha256::digest(text)))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, MapError> {
    serde_saphyr::from_str(text).map_err(|error| fault(&error))
}

/// What is wrong with a text, and where.
pub(super) fn fault(error: &Error) -> MapError {
    let place = error.location();
    let plain = error.without_snippet();
    let what = plain.to_string();
    // The place is told once, and by us.
    let what = match what.rfind(" at line ") {
        Some(end) => what[..end].to_owned(),
        None => what,
    };
    MapError {
        line: place.map_or(0, |place| place.line()),
        column: place.map_or(0, |place| place.column()),
        what,
        fix: fix(plain),
    }
}

/// What to do about a fault.
fn fix(error: &Error) -> String {
    match error {
        Error::SerdeUnknownField {
            field, expected, ..
        } => one_of("Take it out, or write one of", field, expected),
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } => one_of("Write one of", variant, expected),
        Error::SerdeMissingField { field, .. } => {
            format!("Add `{field}:` to what stands here")
        }
        Error::SerdeInvalidType { expected, .. }
        | Error::SerdeInvalidValue { expected, .. }
        | Error::SerdeInvalidLength { expected, .. } => format!("Write {expected} here"),
        Error::DuplicateMappingKey { .. } => "Keep one of the two".to_owned(),
        Error::Message { .. } | Error::SerdeVariantId { .. } => {
            "Correct the value; `habeas map schema` prints what every key takes".to_owned()
        }
        _ => "Look at the quotes, brackets and indentation before this place".to_owned(),
    }
}

fn one_of(what: &str, written: &str, expected: &[&str]) -> String {
    let alike = |name: &&&str| {
        let same = name
            .chars()
            .zip(written.chars())
            .take_while(|(a, b)| a == b);
        same.count() > 1
    };
    let list = expected.join(", ");
    match expected.iter().filter(alike).min_by_key(|name| name.len()) {
        Some(near) => format!("Is `{near}` meant? {what}: {list}"),
        None => format!("{what}: {list}"),
    }
}

/// The JSON Schema of the map, pretty-printed.
pub fn json_schema() -> String {
    schema_text(&schemars::schema_for!(DataMap))
}

/// A schema as text.
pub(super) fn schema_text(schema: &schemars::Schema) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default()
}
