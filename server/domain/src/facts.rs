//! What the live schema of a store says, read when a plan is made and again before it runs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::value::Kind;

/// The facts of one store's schema that a plan leans on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SchemaFacts {
    /// The mapped tables (and those that foreign keys or cascades tie to them), by name as the
    /// map writes it.
    pub tables: BTreeMap<String, TableFacts>,
}

/// The facts of one table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TableFacts {
    /// Its columns in order.
    pub columns: Vec<ColumnFacts>,
    /// The primary key's columns, in order; empty if there is none.
    pub primary_key: Vec<String>,
    /// Every unique constraint or index, the primary key left out.
    pub unique: Vec<Vec<String>>,
    /// Every index, as its leading columns.
    pub indexes: Vec<Vec<String>>,
    /// Foreign keys that this table declares.
    pub foreign_keys: Vec<ForeignKey>,
    /// The names of triggers that run on update or delete.
    pub triggers: Vec<String>,
    /// What it really is.
    #[serde(default, skip_serializing_if = "Form::is_table")]
    pub form: Form,
    /// Of a view: what hangs on the tables behind it, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub behind: Vec<String>,
}

/// What a name in a schema stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A table, also one in partitions.
    #[default]
    Table,
    /// A view through which rows can be changed and deleted.
    View,
    /// A view, or a copy of one, that can only be read.
    ReadOnly,
}

impl Form {
    fn is_table(&self) -> bool {
        *self == Self::Table
    }
}

/// The facts of one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnFacts {
    /// Its name.
    pub name: String,
    /// The type as the engine declares it.
    pub declared: String,
    /// What kind of value that is.
    pub kind: Kind,
    /// Whether NULL is refused.
    pub not_null: bool,
    /// Whether the engine computes it (it can then not be written).
    pub generated: bool,
}

/// One foreign key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignKey {
    /// The referencing columns.
    pub columns: Vec<String>,
    /// The referenced table, written as in [`SchemaFacts::tables`].
    pub to_table: String,
    /// The referenced columns.
    pub to_columns: Vec<String>,
    /// What the engine does to referencing rows when the referenced row goes.
    pub on_delete: OnDelete,
    /// Whether the engine passes a change of the referenced columns on (ON UPDATE CASCADE).
    #[serde(default)]
    pub follows: bool,
}

/// What an engine does to referencing rows on delete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnDelete {
    /// Refuses (at once or at commit).
    Refuse,
    /// Deletes them too.
    Cascade,
    /// Sets the reference to NULL or to its default.
    Unset,
}

/// How [`TableFacts::indexes`] names an index on a column that does not tell case apart:
/// `NOCASE` on SQLite, `lower(column)` on PostgreSQL.
pub fn caseless_index(column: &str) -> String {
    format!("{column} whatever its case")
}

impl SchemaFacts {
    /// A hash that changes when anything a plan leans on changes.
    pub fn fingerprint(&self) -> String {
        let text = serde_json::to_vec(self).unwrap_or_default();
        hex::encode(Sha256::digest(&text))
    }

    /// A table's facts.
    pub fn table(&self, name: &str) -> Option<&TableFacts> {
        self.tables.get(name)
    }
}

impl TableFacts {
    /// A column's facts.
    pub fn column(&self, name: &str) -> Option<&ColumnFacts> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether a look-up by these columns can use an index.
    pub fn has_index_on(&self, columns: &[&str]) -> bool {
        let leads = |index: &Vec<String>| {
            index.len() >= columns.len()
                && index[..columns.len()]
                    .iter()
                    .all(|column| columns.contains(&column.as_str()))
        };
        leads(&self.primary_key) || self.unique.iter().any(leads) || self.indexes.iter().any(leads)
    }
}
