//! Habeas's own database: rows, SQL, migrations, jobs and the audit chain, on SQLite and
//! PostgreSQL with one text of each query.
//!
//! Everything personal is sealed under a key per person; what stands in the clear is numbers,
//! states and times.

pub mod attempts;
pub mod audit;
pub mod authenticators;
pub mod before_after;
pub mod careful;
pub mod challenges;
pub mod check_ups;
pub mod choices;
pub mod chunks;
pub mod comebacks;
mod db;
mod error;
pub mod evidence;
pub mod filed;
pub mod handovers;
pub mod holds;
pub mod identities;
pub mod inbound;
pub mod inside;
pub mod jobs;
pub mod later;
pub mod limits;
pub mod looks;
pub mod messages;
pub mod notes;
pub mod outbox;
pub mod packages;
pub mod people;
pub mod queue;
pub mod ratings;
pub mod receipts;
pub mod reports;
pub mod requests;
pub mod reviews;
pub mod rounds;
pub mod saved_views;
pub mod seal;
pub mod sessions;
pub mod shown;
pub mod signing;
pub mod staff;
pub mod statements;
pub mod steps;
pub mod stops;
pub mod subjects;
pub mod tasks;
pub mod templates;
pub mod time;
pub mod told;
pub mod tombstones;

pub use db::{Ledger, Tx};
pub use error::{LedgerError, Result};
pub use seal::{Keys, SecretKey};
