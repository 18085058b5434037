//! Reading the file, and the JSON Schema by which editors complete it.

use super::DataMap;

/// The file cannot be read as a map.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {what}")]
pub struct MapError {
    /// The line, from 1; 0 where unknown.
    pub line: u64,
    /// The column, from 1.
    pub column: u64,
    /// What is wrong.
    pub what: String,
}

/// Reads a map.
///
/// # Errors
/// Where the YAML is broken, a key is unknown, or a value has the wrong form: with its place.
pub fn parse(text: &str) -> Result<DataMap, MapError> {
    serde_saphyr::from_str(text).map_err(|error| fault(&error))
}

/// What is wrong with a text, and where.
pub(super) fn fault(error: &serde_saphyr::Error) -> MapError {
    let place = error.location();
    let what = error.without_snippet().to_string();
    // The place is told once, and by us.
    let what = match what.rfind(" at line ") {
        Some(end) => what[..end].to_owned(),
        None => what,
    };
    MapError {
        line: place.map_or(0, |place| place.line()),
        column: place.map_or(0, |place| place.column()),
        what,
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
