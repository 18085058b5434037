//! What pages of the person's own data show beyond the data itself: one record, a part of a big
//! collection, documents, statements, evidence.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    id::Reference,
    view::{CollectionView, RecordView},
};

/// A part of a collection: what was looked for, in which order, which page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BrowseView {
    /// The collection with the records of this page. `total` counts all that is held.
    pub collection: CollectionView,
    /// How many records match the words.
    pub matching: u64,
    /// The words that were looked for.
    pub words: String,
    /// The words sealed for the next address, if there are any.
    pub at: Option<String>,
    /// What can be sorted by: name and label.
    pub sorts: Vec<(String, String)>,
    /// What is sorted by.
    pub sort: Option<String>,
    /// Whether the greatest comes first.
    pub down: bool,
    /// Which page, from nought.
    pub page: usize,
}

/// One record on a page of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordPage {
    /// `store.collection`.
    pub place: String,
    /// The collection's label.
    pub label: String,
    /// Its line of description.
    pub describe: String,
    /// The label of the system that holds it.
    pub system: String,
    /// The record.
    pub record: RecordView,
}

/// How a file can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preview {
    /// A picture.
    Image,
    /// A PDF.
    Pdf,
    /// Plain text.
    Text,
    /// It can only be fetched.
    Other,
}

impl Preview {
    /// What a file is by its name alone: enough for a link, never for an answer.
    pub fn named(name: &str) -> Self {
        let ending = name.rsplit('.').next().unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "png" | "jpg" | "jpeg" | "gif" | "webp" => Self::Image,
            "pdf" => Self::Pdf,
            "txt" | "md" | "csv" | "log" => Self::Text,
            _ => Self::Other,
        }
    }
}

/// What a person said beside a field (GDPR Art. 16, second sentence).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementView {
    /// Their words.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A file that a person handed in with a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceView {
    /// Its number.
    pub id: Uuid,
    /// What the person calls it.
    pub name: String,
    /// Its size.
    pub bytes: u64,
}

/// A message about a request, from the person or to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageView {
    /// Whether the company wrote it.
    pub from_staff: bool,
    /// Whether it says why an answer is late.
    pub explains_late: bool,
    /// The words; none where the person's key is gone.
    pub text: Option<String>,
    /// What came with it.
    pub files: Vec<EvidenceView>,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// When the other side first had it before them.
    pub read_at: Option<DateTime<Utc>>,
}

/// What a person thought of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingView {
    /// From 1, very bad, to 5, very good.
    pub score: u8,
    /// In their words; may be empty.
    pub words: String,
}

/// The page on which a right without a page of its own is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskOtherView {
    /// The request that a complaint is about.
    pub about: Option<Reference>,
}

/// Another place that holds the same value, which a correction changes too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlsoView {
    /// The label of the system.
    pub system: String,
    /// The label of the collection.
    pub collection: String,
    /// The label of the field.
    pub field: String,
    /// Whether it was changed, once that was tried; not where it held something else by then.
    pub changed: Option<bool>,
}

/// Somebody who gets a field from the company and is told of its correction (GDPR Art. 19).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldView {
    /// Their name in the map.
    pub name: String,
    /// Their label.
    pub label: String,
    /// When they were told, if they were.
    pub at: Option<DateTime<Utc>>,
    /// By whom, for staff alone.
    #[serde(default)]
    pub by: Option<String>,
}

/// What a machine decided, on the page where a person asks another person to look at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewView {
    /// `store.collection`.
    pub place: String,
    /// The record's token.
    pub token: String,
    /// The field's label.
    pub label: String,
    /// Its value now.
    pub value: String,
    /// What went in, if the map says so.
    pub from: Option<String>,
    /// What it decides, if the map says so.
    pub decides: Option<String>,
}

/// What a person asked to have looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewedView {
    /// The field's label.
    pub label: String,
    /// The label of the system.
    pub system: String,
    /// Its value when it was asked.
    pub value: String,
    /// Why, in the person's words; may be empty.
    pub reason: String,
}

/// A field on the page where a statement is added to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementForm {
    /// `store.collection`.
    pub place: String,
    /// The record's token.
    pub token: String,
    /// The field's label.
    pub label: String,
    /// Its value, as the page may show it.
    pub value: String,
    /// What was said before.
    pub before: Vec<StatementView>,
}

#[cfg(test)]
mod tests {
    use super::Preview;

    #[test]
    fn a_name_says_how_a_file_can_be_shown() {
        assert_eq!(Preview::named("invoices/1/2024-01-01_A.PDF"), Preview::Pdf);
        assert_eq!(Preview::named("a.jpeg"), Preview::Image);
        assert_eq!(Preview::named("letter.txt"), Preview::Text);
        // A picture that can carry scripts is none.
        for name in ["garden.svg", "page.html", "noending", "x.pdf.exe"] {
            assert_eq!(Preview::named(name), Preview::Other, "{name}");
        }
    }
}
