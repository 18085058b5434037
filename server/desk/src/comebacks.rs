//! Erased people who were found in the stores again: noticed, shown to staff, and settled by a
//! replay or by an officer. Until then the pages of whoever the records name wait.

use std::time::Duration;

use habeas_domain::{
    actor::Actor,
    id::RequestId,
    role::Act,
    view::{ComebackView, ErasedWatch},
};
use habeas_ledger::{
    Tx,
    audit::Entry,
    comebacks::{self, Round, Seen},
    requests, tombstones,
};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Scan, Visitor, lines::label, welcome::staff_of};

/// When erased people are looked for again.
const DAILY: Duration = Duration::from_secs(24 * 3600);
/// When it is tried again after some store could not be looked through; doubled each time.
const SOON: Duration = Duration::from_secs(60);
/// The longest wait of such.
const LONGEST: Duration = Duration::from_secs(3600);

/// How long until the next look, after so many that were blind somewhere.
pub(crate) fn next_look(blind: u32) -> Duration {
    match blind {
        0 => DAILY,
        tries => LONGEST.min(SOON * 2_u32.saturating_pow(tries.min(10) - 1)),
    }
}

impl Desk {
    /// Looks through all stores for erased people and writes down what was found; says whether
    /// every place could be looked through.
    ///
    /// # Errors
    /// Where ledger or tombstone file cannot be read.
    pub async fn watch(&self, tries: u32) -> Done<(Scan, bool)> {
        let scan = self.scan(None, None).await?;
        let blind: Vec<String> = scan
            .scanned
            .iter()
            .filter(|line| line.result.is_err())
            .map(|line| line.place.to_string())
            .collect();
        for place in &blind {
            tracing::warn!(place, "could not be looked through for erased people");
        }
        let now = self.now();
        let whole = blind.is_empty();
        let next = next_look(if whole { 0 } else { tries + 1 });
        let mut tx = self.ledger.begin().await?;
        let mut new = 0;
        for returned in &scan.returned {
            let mut hashed = Vec::new();
            for one in &returned.named {
                hashed.push((
                    one.kind.clone(),
                    self.keys.identity_hash(&one.kind, &one.value),
                ));
            }
            let places: Vec<String> = returned.places.iter().map(ToString::to_string).collect();
            let seen = Seen {
                request: returned.erasure,
                erased_at: returned.at,
                places: places.join(","),
                identities: hashed,
            };
            new += u64::from(comebacks::seen(&mut tx, &seen, now).await?);
        }
        if whole {
            for known in comebacks::open(&mut tx).await? {
                let there = |one: &crate::Returned| one.erasure.0 == known.request_id;
                if !scan.returned.iter().any(there) {
                    let id = RequestId(known.request_id);
                    comebacks::settle(&mut tx, id, ("gone", None), now).await?;
                }
            }
        }
        let round = Round {
            at: now,
            blind: blind.join(","),
            next_at: now + next,
        };
        comebacks::set_round(&mut tx, &round).await?;
        if new > 0 {
            tracing::error!(new, "erased people are back: was a backup restored?");
            let body = serde_json::json!({ "v": 1, "what": "erased-are-back", "new": new });
            let entry = Entry::new(&self.keys, &Actor::System, Act::Run).with(body);
            self.entry(&mut tx, &entry).await?;
        }
        tx.commit().await?;
        Ok((scan, whole))
    }

    /// How the watch for erased people stands, for staff and for the operator.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn erased_watch(&self) -> Done<ErasedWatch> {
        let mut tx = self.ledger.read().await?;
        self.erased_watch_in(&mut tx).await
    }

    pub(crate) async fn erased_watch_in(&self, tx: &mut Tx) -> Done<ErasedWatch> {
        let round = comebacks::last_round(tx).await?;
        let blind = round.as_ref().map(|round| self.labels(&round.blind));
        Ok(ErasedWatch {
            back: comebacks::open(tx).await?.len() as u64,
            looked_at: round.as_ref().map(|round| round.at),
            next_at: round.map(|round| round.next_at),
            blind: blind.unwrap_or_default(),
        })
    }

    /// Who is back and not settled, the longest known first.
    ///
    /// # Errors
    /// Only who may.
    pub async fn comebacks(&self, visitor: &Visitor) -> Done<(ErasedWatch, Vec<ComebackView>)> {
        visitor.staff(Act::JudgeReturn)?;
        let mut tx = self.ledger.read().await?;
        let watch = self.erased_watch_in(&mut tx).await?;
        let mut views = Vec::new();
        for known in comebacks::open(&mut tx).await? {
            let row = requests::find(&mut tx, RequestId(known.request_id)).await?;
            views.push(ComebackView {
                id: known.request_id,
                reference: row.and_then(|row| row.reference.parse().ok()),
                erased_at: known.erased_at,
                first_seen: known.first_seen,
                last_seen: known.last_seen,
                systems: self.labels(&known.places),
            });
        }
        Ok((watch, views))
    }

    /// An officer says that somebody is lawfully back: nothing is erased, and their pages open.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where nobody of that number is back, or it is settled.
    pub async fn judge_back(&self, visitor: &Visitor, id: Uuid) -> Done {
        visitor.staff(Act::JudgeReturn)?;
        let id = RequestId(id);
        let mut tx = self.ledger.read().await?;
        let known = comebacks::find(&mut tx, id).await?;
        if known.is_none_or(|known| known.state != "open") {
            return Err(DeskError::NotFound);
        }
        let stones = tombstones::standing_of(&mut tx, id).await?;
        let named = comebacks::identities(&mut tx, id).await?;
        drop(tx);
        // What the records name counts no more; that of this erasure which was tied to very
        // records counts no more either, because one of them is the person's again.
        let named: Vec<Vec<u8>> = named.into_iter().map(|(_, hash)| hash).collect();
        let hashes: Vec<Vec<u8>> = stones
            .into_iter()
            .filter(|(kind, hash)| named.contains(hash) || kind.contains('@'))
            .map(|(_, hash)| hash)
            .collect();
        let by = (&visitor.actor, Act::JudgeReturn, "officer");
        self.let_back(&hashes, by).await?;
        let mut tx = self.ledger.begin().await?;
        let by = ("lawful", staff_of(&visitor.actor));
        if !comebacks::settle(&mut tx, id, by, self.now()).await? {
            return Err(DeskError::Conflict);
        }
        Ok(tx.commit().await?)
    }

    /// The labels of the systems of places, each once.
    fn labels(&self, places: &str) -> Vec<String> {
        let mut labels: Vec<String> = Vec::new();
        for place in places.split(',').filter(|place| !place.is_empty()) {
            let place = self.map().resolve("", place);
            let label = label(self.map(), &place.store);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        labels
    }
}
