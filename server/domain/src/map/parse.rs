//! Reading the file, and the JSON Schema by which editors complete it.

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::DataMap;
use crate::proof::canonical;

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
    serde_saphyr::from_str(text).map_err(|error| {
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
    })
}

/// The JSON Schema of the map, pretty-printed.
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(DataMap);
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}
