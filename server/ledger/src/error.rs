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
    /// Whether a unique rule was broken: what was to be added is there already.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}
