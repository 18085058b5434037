//! Habeas's own database: rows, SQL, migrations, jobs and the audit chain, on SQLite and
//! PostgreSQL with one text of each query.
//!
//! Everything personal is sealed under a key per person; what stands in the clear is numbers,
//! states and times.

pub mod attempts;
pub mod audit;
pub mod authenticators;
pub mod choices;
mod db;
mod error;
pub mod jobs;
pub mod looks;
pub mod packages;
pub mod receipts;
pub mod requests;
pub mod seal;
pub mod sessions;
pub mod signing;
pub mod staff;
pub mod steps;
pub mod subjects;
pub mod time;
pub mod tombstones;

pub use db::{Ledger, Tx};
pub use error::{LedgerError, Result};
pub use seal::{Keys, SecretKey};
