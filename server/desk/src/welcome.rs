//! Erased people who lawfully come back: they show again that an address or number is theirs, or
//! the company says so. What was erased of them stays erased; what is new is not reported, and no
//! replay touches it.
//!
//! A record that was erased does not come back by itself. Where one is found, nobody is welcomed:
//! it came with a restored backup, and that is settled first.

use std::collections::BTreeSet;

use futures::TryStreamExt;
use habeas_domain::{
    actor::Actor,
    id::{StaffId, SubjectId},
    identity::Identity,
    role::Act,
    value::Record,
};
use habeas_ledger::{audit::Entry, comebacks, subjects, tombstones};
use habeas_stores::Search;

use crate::{Desk, DeskError, Done, run::held};

/// What came of looking at somebody who says they are back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Welcome {
    /// Nothing of what was written of their erasure counts any more: so many tombstones.
    Back(u64),
    /// Records that were erased are in the stores again: first that is settled.
    Erased,
    /// Some store could not be searched: it is tried again.
    Unknown,
}

impl Desk {
    /// The company says that somebody it erased is a customer again (`habeas customer returned`).
    ///
    /// # Errors
    /// Where ledger or tombstone file cannot be written.
    pub async fn said_to_be_back(&self, identities: &[Identity]) -> Done<Welcome> {
        self.recall().await?;
        self.welcomed(identities, "said").await
    }

    /// Welcomes everybody with an account who has shown an erased identity to be theirs since.
    pub(crate) async fn welcome_all(&self) -> Done {
        let mut tx = self.ledger.read().await?;
        let back = tombstones::returning(&mut tx, self.now()).await?;
        drop(tx);
        for subject in back {
            self.welcome(subject).await?;
        }
        Ok(())
    }

    /// Welcomes one person, if they are somebody who was erased.
    pub(crate) async fn welcome(&self, subject: SubjectId) -> Done<Welcome> {
        let mut tx = self.ledger.read().await?;
        if comebacks::concerns(&mut tx, subject).await? {
            return Ok(Welcome::Erased);
        }
        let identities = subjects::identities(&mut tx, &self.keys, subject).await?;
        drop(tx);
        self.welcomed(&identities, "account").await
    }

    async fn welcomed(&self, identities: &[Identity], how: &str) -> Done<Welcome> {
        let mut tx = self.ledger.read().await?;
        let standing = tombstones::standing(&mut tx, self.now()).await?;
        drop(tx);
        let standing: BTreeSet<Vec<u8>> = standing.into_iter().map(|stone| stone.hash).collect();
        let stands = |identity: &Identity| {
            standing.contains(&self.keys.identity_hash(&identity.kind, &identity.value))
        };
        if !identities.iter().any(stands) {
            return Ok(Welcome::Back(0));
        }
        let search = self.stores.find(identities, self.today()).await;
        if !search.found.is_complete() {
            return Ok(Welcome::Unknown);
        }
        let Some(met) = self.met_anew(&search, identities, stands).await? else {
            return Ok(Welcome::Erased);
        };
        let all: BTreeSet<&Identity> = identities.iter().chain(&met).collect();
        let hashes: Vec<Vec<u8>> = all
            .into_iter()
            .filter(|identity| stands(identity))
            .map(|identity| self.keys.identity_hash(&identity.kind, &identity.value))
            .collect();
        let by = (&Actor::System, Act::SayReturned, how);
        Ok(Welcome::Back(self.let_back(&hashes, by).await?))
    }

    /// Every identity of the records found, by which the person is known now; none where one of
    /// the records is one that was erased.
    async fn met_anew(
        &self,
        search: &Search,
        shown: &[Identity],
        stands: impl Fn(&Identity) -> bool,
    ) -> Done<Option<Vec<Identity>>> {
        let mut met = Vec::new();
        for (place, keys) in &search.keys {
            let Some(collection) = self.map().collection(place) else {
                continue;
            };
            if collection.identities.is_empty() {
                continue;
            }
            let records: Result<Vec<Record>, _> =
                self.stores.read(place, &keys.all()).try_collect().await;
            let records = records.map_err(|error| self.unavailable(place, &error))?;
            for record in &records {
                for (field, one) in held(collection, record) {
                    // The number of an erased record: nobody gets it again.
                    let number = collection.key.iter().any(|key| key.as_str() == field)
                        && stands(&one)
                        && !shown.contains(&one);
                    let itself = stands(&tombstones::bound(&one, place, &record.key))
                        || stands(&tombstones::bound_whole(self.map(), &one, place, record));
                    if number || itself {
                        return Ok(None);
                    }
                    met.push(one);
                }
            }
        }
        Ok(Some(met))
    }

    /// Nothing that was written of these hashes until now counts any more: first in the file
    /// outside, so that no restored ledger forgets it.
    pub(crate) async fn let_back(
        &self,
        hashes: &[Vec<u8>],
        (actor, act, how): (&Actor, Act, &str),
    ) -> Done<u64> {
        if hashes.is_empty() {
            return Ok(0);
        }
        let now = self.now();
        tombstones::append_returns(&self.settings.tombstones(), hashes, now)
            .map_err(DeskError::from)?;
        let mut tx = self.ledger.begin().await?;
        let mut cancelled = 0;
        for hash in hashes {
            cancelled += tombstones::cancel_hash(&mut tx, hash, now).await?;
        }
        let body = serde_json::json!({ "v": 1, "what": "back", "how": how, "stones": cancelled });
        let entry = Entry::new(&self.keys, actor, act).with(body);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(cancelled)
    }

    /// Whether an identity is that of somebody else with an account: what is theirs now says
    /// nothing of a return.
    pub(crate) async fn is_somebodys(&self, identity: &Identity, but: SubjectId) -> Done<bool> {
        let mut tx = self.ledger.read().await?;
        let owner = habeas_ledger::identities::owner(&mut tx, &self.keys, identity).await?;
        let Some(owner) = owner.filter(|owner| *owner != but) else {
            return Ok(false);
        };
        Ok(subjects::account_of(&mut tx, owner).await?.is_some())
    }
}

/// Who settled something, for the ledger.
pub(crate) fn staff_of(actor: &Actor) -> Option<StaffId> {
    match actor {
        Actor::Staff { id, .. } => Some(*id),
        _ => None,
    }
}
