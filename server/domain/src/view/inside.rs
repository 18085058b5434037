//! What staff keep with a request for themselves.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Tasks, remarks and files, each oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InsideView {
    /// What is to do, or was.
    pub tasks: Vec<InsideLine>,
    /// What was remarked.
    pub remarks: Vec<InsideLine>,
    /// Files, by their names.
    pub files: Vec<InsideLine>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsideLine {
    /// Its id.
    pub id: Uuid,
    /// The words, or the name of a file.
    pub text: String,
    /// Who wrote it, by name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When a task was done, and by whom.
    pub done: Option<(DateTime<Utc>, String)>,
    /// The size of a file.
    pub bytes: u64,
}
