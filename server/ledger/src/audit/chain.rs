//! One link of the chain.

use chrono::{DateTime, SecondsFormat, Utc};
use habeas_domain::proof::canonical;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::{LedgerError, Result};

/// The hash of a line, and of everything before it.
pub(super) type Hash = [u8; 32];

/// What the first line is chained to.
pub(super) const BEGINNING: Hash = [0; 32];

/// A line that waits for its number, or has it.
#[derive(sqlx::FromRow)]
pub(super) struct Link {
    pub(super) id: Uuid,
    pub(super) at: DateTime<Utc>,
    pub(super) body: String,
}

impl Link {
    /// SHA-256 over the hash before it and the line in canonical JSON: `at`, `entry` (the body as
    /// the text it is), `id`, `number`, `v`.
    pub(super) fn hash(&self, number: i64, before: &Hash) -> Result<Hash> {
        let line = canonical(&json!({
            "v": 1,
            "number": number,
            "id": self.id,
            "at": self.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            "entry": self.body,
        }))
        .map_err(|_| LedgerError::Inconsistent("audit.body"))?;
        Ok(Sha256::new()
            .chain_update(before)
            .chain_update(line)
            .finalize()
            .into())
    }
}

/// A hash as a column holds it.
pub(super) fn read(bytes: &[u8]) -> Option<Hash> {
    bytes.try_into().ok()
}
