//! What can go wrong with a store, in words that carry no personal data.
//!
//! Engines put values into their messages ("Key (email)=(…) already exists"), so a message is
//! never passed on: only its class and its code are.

use habeas_domain::found::Failure;
use serde::{Deserialize, Serialize};

/// A store did not do what it was asked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "error")]
pub enum StoreError {
    /// Nobody said where it is.
    #[error("nobody said where the store is")]
    NotConnected,
    /// It did not answer.
    #[error("the store does not answer")]
    Unreachable,
    /// A table or column of the map is not there.
    #[error("the store has no `{what}`")]
    SchemaChanged {
        /// The table or column.
        what: String,
    },
    /// It took longer than its limit.
    #[error("the store took longer than its limit")]
    TimedOut,
    /// It refused: rights or row-level security.
    #[error("the store refuses access")]
    Refused,
    /// Somebody else was writing the same records.
    #[error("somebody else was changing the same records; try again")]
    Busy,
    /// A rule of the schema forbids it.
    #[error("a rule of the store forbids it ({rule})")]
    Constraint {
        /// Which kind of rule.
        rule: Rule,
    },
    /// A value is not one that the column can hold.
    #[error("the value does not fit the column")]
    Unfit,
    /// The map names no such collection or field, or the store has no such act.
    #[error("the map does not allow this")]
    NotInMap,
    /// Any other fault, by the engine's code.
    #[error("the store failed (code {code})")]
    Faulty {
        /// The engine's code.
        code: String,
    },
}

/// The kinds of rules that a schema enforces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A value must be there.
    NotNull,
    /// No two records may have the same.
    Unique,
    /// Another record refers to it, or it refers to none.
    Reference,
    /// A condition of the schema.
    Check,
    /// Another rule (a trigger, an exclusion).
    Other,
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotNull => "a value must be there",
            Self::Unique => "it must be unique",
            Self::Reference => "records refer to each other",
            Self::Check => "a condition of the schema",
            Self::Other => "a rule of the schema",
        })
    }
}

impl StoreError {
    /// The reason as a search reports it.
    pub fn failure(&self) -> Failure {
        match self {
            Self::NotConnected | Self::Unreachable => Failure::Unreachable,
            Self::SchemaChanged { .. } => Failure::SchemaChanged,
            Self::TimedOut | Self::Busy => Failure::TimedOut,
            Self::Refused => Failure::Refused,
            Self::Constraint { .. } | Self::Unfit | Self::NotInMap | Self::Faulty { .. } => {
                Failure::Faulty
            }
        }
    }

    pub(crate) fn faulty(code: impl Into<String>) -> Self {
        Self::Faulty { code: code.into() }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => {
                let code = error.code().unwrap_or_default().into_owned();
                match code.parse::<u32>() {
                    Ok(number) if code.len() < 5 => sqlite(number, error.message()),
                    _ => postgres(&code),
                }
            }
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::WorkerCrashed => Self::Unreachable,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::faulty("decode"),
            sqlx::Error::Protocol(_) => Self::faulty("protocol"),
            _ => Self::faulty("driver"),
        }
    }
}

/// By SQLite's result codes (the low byte is the primary code). Only a message about a missing
/// table or column is looked at: it names the schema, not a value.
fn sqlite(code: u32, message: &str) -> StoreError {
    match code & 0xff {
        1 if message.starts_with("no such table") || message.starts_with("no such column") => {
            StoreError::SchemaChanged {
                what: message
                    .rsplit(' ')
                    .next()
                    .unwrap_or_default()
                    .trim_start_matches("t.")
                    .to_owned(),
            }
        }
        3 | 8 | 23 => StoreError::Refused,
        5 | 6 => StoreError::Busy,
        9 => StoreError::TimedOut,
        10 | 14 => StoreError::Unreachable,
        19 => StoreError::Constraint {
            rule: match code {
                1299 => Rule::NotNull,
                2067 | 1555 | 2579 => Rule::Unique,
                787 => Rule::Reference,
                // ON DELETE RESTRICT is a trigger inside SQLite, but says what it is.
                1811 if message.starts_with("FOREIGN KEY") => Rule::Reference,
                275 => Rule::Check,
                _ => Rule::Other,
            },
        },
        20 | 25 => StoreError::Unfit,
        _ => StoreError::faulty(code.to_string()),
    }
}

/// By PostgreSQL's SQLSTATE.
fn postgres(code: &str) -> StoreError {
    let rule = |rule| StoreError::Constraint { rule };
    match code {
        "42P01" | "3F000" => StoreError::SchemaChanged {
            what: "a mapped table".to_owned(),
        },
        "42703" => StoreError::SchemaChanged {
            what: "a mapped column".to_owned(),
        },
        "57014" => StoreError::TimedOut,
        "55P03" | "40001" | "40P01" => StoreError::Busy,
        "42501" => StoreError::Refused,
        "23502" => rule(Rule::NotNull),
        "23505" => rule(Rule::Unique),
        "23503" | "23001" => rule(Rule::Reference),
        "23514" => rule(Rule::Check),
        "3D000" | "57P01" | "57P02" | "57P03" | "53300" => StoreError::Unreachable,
        code if code.starts_with("23") => rule(Rule::Other),
        code if code.starts_with("22") => StoreError::Unfit,
        code if code.starts_with("28") => StoreError::Refused,
        code if code.starts_with("08") => StoreError::Unreachable,
        code => StoreError::faulty(code),
    }
}

impl From<object_store::Error> for StoreError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Unreachable,
            object_store::Error::PermissionDenied { .. }
            | object_store::Error::Unauthenticated { .. } => Self::Refused,
            object_store::Error::InvalidPath { .. } => Self::Unfit,
            _ => Self::faulty("objects"),
        }
    }
}
