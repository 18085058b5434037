//! What is wrong with a map, said with its place and what to do. A map that cannot be executed
//! is refused here, not discovered half-way through an erasure.

mod inside;
mod inventory;
mod schema;

use std::collections::BTreeMap;

use serde::Serialize;

pub use inventory::{Coverage, check_rules, coverage};

use super::{DataMap, Name};
use crate::facts::SchemaFacts;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It works, but slowly or less well.
    Advice,
    /// The map cannot be executed.
    Fault,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The line, from 1; 0 where it is about no one place.
    pub line: u64,
    /// The column, from 1.
    pub column: u64,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub fix: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let severity = match self.severity {
            Severity::Advice => "advice",
            Severity::Fault => "fault",
        };
        write!(
            f,
            "{}:{}: {severity}: {}. {}",
            self.line, self.column, self.what, self.fix
        )
    }
}

/// Gathers findings.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn fault(&mut self, at: &Name, what: impl Into<String>, fix: impl Into<String>) {
        self.add(Severity::Fault, at, what.into(), fix.into());
    }

    fn advice(&mut self, at: &Name, what: impl Into<String>, fix: impl Into<String>) {
        self.add(Severity::Advice, at, what.into(), fix.into());
    }

    fn add(&mut self, severity: Severity, at: &Name, what: String, fix: String) {
        let (line, column) = at.position();
        self.0.push(Finding {
            severity,
            line,
            column,
            what,
            fix,
        });
    }

    fn sorted(mut self) -> Vec<Finding> {
        self.0.sort_by_key(|finding| (finding.line, finding.column));
        self.0
    }
}

/// Checks a map by itself: names that lead nowhere, fields without a rule, links that cannot be.
pub fn check(map: &DataMap) -> Vec<Finding> {
    let mut findings = Findings::default();
    inside::check(map, &mut findings);
    findings.sorted()
}

/// Checks a map against the live schemas: missing tables and columns, columns that nobody
/// mapped, rules that NOT NULL, UNIQUE, foreign keys or triggers make impossible, missing
/// indexes.
pub fn check_schema(map: &DataMap, facts: &BTreeMap<String, SchemaFacts>) -> Vec<Finding> {
    let mut findings = Findings::default();
    schema::check(map, facts, &mut findings);
    findings.sorted()
}
