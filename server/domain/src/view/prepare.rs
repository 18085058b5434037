//! A correction that staff write down for a person, and a colleague's look at it.

use serde::{Deserialize, Serialize};

use crate::id::Reference;

/// The form in which a correction is written down. No value that is held is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrepareView {
    /// The request.
    pub reference: Reference,
    /// Its version.
    pub version: i64,
    /// Each field of each record that can be corrected: what the form sends, and its words.
    pub fields: Vec<(String, String)>,
    /// What it was said to be about when the request came in.
    pub disputed: Option<String>,
}

/// A correction that was written down, and whether a colleague looked at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedView {
    /// Who wrote it down, by name.
    pub by: String,
    /// Whether that is whoever looks.
    pub mine: bool,
    /// Who looked at old and new, by name.
    pub checked: Option<String>,
    /// What is looked at: a correction that was written anew has another one.
    pub seal: String,
}
