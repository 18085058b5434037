//! What can go wrong with Habeas's own database.

/// A fault of the ledger. Never carries a value of a row.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The address is not one of a database we know.
    #[error("the address of the ledger is neither sqlite:PATH nor postgres://…")]
    Address,
    /// The database refused or did not answer.
    #[error("the ledger's database: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the ledger's tables: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The job queue refused.
    #[error("the job queue: {0}")]
    Queue(String),
    /// A statement changed another number of rows than it must: somebody was quicker.
    #[error("{actual} rows changed instead of {expected}")]
    RowsAffected {
        /// As it must be.
        expected: u64,
        /// As it was.
        actual: u64,
    },
    /// A row holds what cannot be.
    #[error("the column {0} holds what cannot be")]
    Inconsistent(&'static str),
    /// A sealed value cannot be opened: its key is gone or it was changed.
    #[error("a sealed value cannot be opened")]
    Sealed,
    /// A file beside the database could not be read or written.
    #[error("{what}: {source}")]
    File {
        /// Which.
        what: &'static str,
        /// Why.
        source: std::io::Error,
    },
}

/// The answer of the ledger.
pub type Result<T = ()> = std::result::Result<T, LedgerError>;

impl LedgerError {
    /// Whether it may pass by itself: the database does not answer, is full, is busy or is shut
    /// down. Nothing is wrong with what was asked.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Database(error) => match error {
                sqlx::Error::Io(_)
                | sqlx::Error::Tls(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed => true,
                sqlx::Error::Database(error) => {
                    error.code().is_some_and(|code| passing(code.as_ref()))
                }
                _ => false,
            },
            // A folder that is full or cannot be written to.
            Self::File { .. } => true,
            _ => false,
        }
    }

    /// Whether a unique rule was broken: what was to be added is there already.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

/// SQLite's codes for busy, locked, out of memory, read-only, I/O, full and cannot open (the low
/// byte is the primary code); PostgreSQL's classes for connections, resources, operators and
/// transactions that got in each other's way.
fn passing(code: &str) -> bool {
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 5 | 6 | 7 | 8 | 10 | 13 | 14),
        _ => ["08", "53", "57", "58", "40"]
            .iter()
            .any(|class| code.starts_with(class)),
    }
}
