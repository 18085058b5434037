//! Everything that a store holds, mapped or not, for `habeas map check`: what the plan of an
//! erasure leans on is in [`crate::facts`].

use std::collections::BTreeMap;

/// The tables of one store, those of the map under the names that it uses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inventory {
    /// Each table.
    pub tables: BTreeMap<String, TableInventory>,
}

/// What is in one table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableInventory {
    /// Its columns, in order.
    pub columns: Vec<String>,
    /// What the database checks of every row that is written.
    pub rules: Vec<RowRule>,
}

/// A CHECK constraint, or a type that takes only some values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRule {
    /// The columns that it is about.
    pub columns: Vec<String>,
    /// The rule as the database writes it.
    pub text: String,
    /// The only values that are taken, where the type names them.
    pub one_of: Option<Vec<String>>,
}
