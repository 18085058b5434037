//! The manifest: every file of a package with its hash. It alone is signed; through it the rest.

use serde::{Deserialize, Serialize};

/// The version of the layout and of the manifest.
pub const PACKAGE_FORMAT: u32 = 1;
/// What the signature says the manifest is.
pub const MANIFEST_KIND: &str = "habeas/manifest";
/// The manifest's name in the zip.
pub const MANIFEST: &str = "manifest.json";
/// The name of its signature.
pub const SIGNATURE: &str = "manifest.sig";

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the layout.
    pub format: u32,
    /// The request's number.
    pub reference: String,
    /// When it was made, RFC 3339 in UTC.
    pub generated_at: String,
    /// Whose data map, that is: who made it.
    pub company: String,
    /// The company's version of the map.
    pub map_version: String,
    /// The version of this program.
    pub tool_version: String,
    /// The language of README.txt and index.html.
    pub language: String,
    /// Which part of how many.
    pub parts: Parts,
    /// The key that signed it, so that it can be compared with the one the company publishes.
    pub key: SigningKeyNote,
    /// How the CSV files are written, and how to undo what protects spreadsheets.
    pub csv: CsvRule,
    /// Every file but this one and its signature, in the order of the zip.
    pub files: Vec<FileEntry>,
}

/// A package may come in several zips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// This one, from 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

/// Which key signed the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningKeyNote {
    /// Its name.
    pub id: String,
    /// Its public half: Ed25519, base64. Proves nothing by itself: compare it.
    pub public: String,
    /// What exactly is signed.
    pub message: String,
}

/// How the CSV files are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvRule {
    /// `utf-8`.
    pub encoding: String,
    /// `RFC 4180`.
    pub dialect: String,
    /// Cells that were given a leading apostrophe: a regular expression of the original cell.
    pub defused: String,
    /// How to get the original cell back.
    pub undo: String,
    /// Which cells are exempt.
    pub exempt: String,
    /// How an empty text differs from nothing.
    pub empty: String,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its path in the zip.
    pub path: String,
    /// SHA-256 of its content, hex.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// What it is.
    pub media_type: String,
    /// How many records, in data files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// The schema that describes it: a path in the zip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The name a document had where it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
}
