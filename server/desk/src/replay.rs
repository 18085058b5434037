//! Whether people who were erased are back: a restored backup brings them along.

use std::collections::{BTreeMap, BTreeSet};

use habeas_domain::{identity::Identity, map::Place};
use habeas_ledger::tombstones;
use habeas_stores::Scanned;

use crate::{Desk, Done};

/// Somebody who was erased and is in the stores again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// By what they were found.
    pub identity: Identity,
    /// Where.
    pub places: BTreeSet<Place>,
}

/// What a look through all stores for erased people gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// Who is back.
    pub returned: Vec<Returned>,
    /// What was looked through, and what could not be.
    pub scanned: Vec<Scanned>,
}

impl Desk {
    /// Looks through every identity of every store for those of erased people.
    ///
    /// # Errors
    /// Where the ledger does not answer; a store that does not is part of the answer.
    pub async fn scan(&self) -> Done<Scan> {
        let mut tx = self.ledger.read().await?;
        let stones: BTreeSet<Vec<u8>> = tombstones::standing(&mut tx, self.now())
            .await?
            .into_iter()
            .map(|(hash, _)| hash)
            .collect();
        drop(tx);
        if stones.is_empty() {
            return Ok(Scan::default());
        }
        let mut found: BTreeMap<Identity, BTreeSet<Place>> = BTreeMap::new();
        let scanned = self
            .stores
            .scan(|place, kind, value| {
                if stones.contains(&self.keys.identity_hash(kind, value)) {
                    let identity = Identity::new(kind, value);
                    found.entry(identity).or_default().insert(place.clone());
                }
            })
            .await;
        let returned = found
            .into_iter()
            .map(|(identity, places)| Returned { identity, places })
            .collect();
        Ok(Scan { returned, scanned })
    }
}
