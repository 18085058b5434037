//! Looking again, days later, whether an erased person is really gone.
//!
//! When that is to be done stands in rows of our own; a search counts once, however often a
//! worker is woken for it. As long as anything is found the frozen keys stay, and a person looks.

use std::{collections::BTreeMap, time::Duration};

use anyhow::anyhow;
use habeas_domain::{
    actor::Actor, fault::point, id::RequestId, map::Place, receipt::Round, request::Stop,
    role::Act, value::Key,
};
use habeas_ledger::{
    Tx,
    audit::Entry,
    jobs::{self, Job, Work},
    receipts, requests,
    rounds::{self, Row},
    steps, subjects,
};

use crate::{
    Desk, Done,
    keep::{Kept, Private},
    lines::label,
    run::{
        Trouble,
        claim::{Claim, Next},
        left::{Left, by_store},
        unanswered,
    },
    told::signed,
};

/// How long a store may be silent before the receipt says so.
const PATIENCE: Duration = Duration::from_secs(24 * 3600);

impl Desk {
    /// The search whose time has come; after the last one, where nothing was found, what was
    /// sealed about the person is made unreadable.
    pub(super) async fn verify_again(&self, id: RequestId, claim: &Claim) -> Done<Next> {
        let mut tx = self.ledger.read().await?;
        let kept = self.load_by_id(&mut tx, id).await?;
        let private = self.private(&mut tx, &kept.row).await?;
        let planned = rounds::of_request(&mut tx, id).await?;
        drop(tx);
        // Who had a part deleted is still a customer: nothing of theirs is looked for later.
        let in_part = !kept.request.areas.is_empty();
        if !kept.request.was_answered() || in_part || private.identities.is_empty() {
            return Ok(Next::Done);
        }
        if planned.is_empty() {
            return self.plan_rounds(&kept).await;
        }
        let now = self.now();
        let Some(round) = next_of(&planned) else {
            return Ok(Next::Done);
        };
        if round.due > now {
            let mut tx = self.ledger.begin().await?;
            jobs::enqueue(&mut tx, &Job::new(Work::Verify, id.0), round.due).await?;
            tx.commit().await?;
            return Ok(Next::Done);
        }
        let left = match self.left_over(&kept, &private).await? {
            Left::Records(left, _) => left,
            Left::NoAnswer(store, why) => {
                // Whatever keeps the store from being searched, the receipt does not hide it.
                if now >= round.due + PATIENCE {
                    self.say_silent(&kept, &store).await?;
                }
                return match unanswered(&store, why) {
                    (stop, Trouble::NoAnswer) => Ok(Next::Waits {
                        until: self.circuit.silent(&store, now),
                        why: stop.key(),
                        store: Some(store),
                    }),
                    (stop, _) => Err(anyhow!("a later search met {}", stop.key()).into()),
                };
            }
        };
        point("searched-again");
        self.searched(kept, private, (&planned, round), left, claim)
            .await
    }

    async fn searched(
        &self,
        kept: Kept,
        private: Private,
        (planned, round): (&[Row], &Row),
        left: BTreeMap<Place, Vec<Key>>,
        claim: &Claim,
    ) -> Done<Next> {
        let now = self.now();
        let (id, subject) = (kept.request.id, kept.request.subject);
        let reference = kept.request.reference;
        let counts = by_store(&left);
        let found_left = counts.values().sum();
        let signing = self.signing_key().await?;
        let mut tx = self.ledger.begin().await?;
        // First of all: whoever was quicker has written the receipt, too.
        rounds::done(&mut tx, id, round.number, (now, found_left)).await?;
        let (mut receipt, _) = self.receipt_in(&mut tx, &reference).await?;
        receipt.searched(Round {
            at: now,
            found_left,
            not_reached: Vec::new(),
        });
        receipt.recipients = self.recipients(&mut tx, &kept.request).await?;
        let text = signed(&receipt, &signing)?;
        receipts::put(&mut tx, &receipt.reference, &text, now).await?;
        let body = serde_json::json!({ "v": 1, "what": "searched-again", "left": found_left });
        let entry = Entry::new(&self.keys, &Actor::System, Act::Run)
            .on(reference)
            .with(body);
        self.entry(&mut tx, &entry).await?;
        let next = next_of(planned.iter().filter(|other| other.number != round.number));
        if found_left > 0 {
            tracing::error!(%reference, found_left, "an erased person was found again");
            self.found_again(&mut tx, &kept, private, left).await?;
        }
        match next {
            Some(next) => {
                let job = Job::new(Work::Verify, id.0);
                jobs::enqueue(&mut tx, &job, next.due).await?;
            }
            None if found_left == 0 && kept.request.state.is_finished() => {
                steps::thaw(&mut tx, id).await?;
                subjects::shred(&mut tx, subject, now).await?;
            }
            None => {}
        }
        self.finish_in(&mut tx, claim).await?;
        tx.commit().await?;
        Ok(Next::Told)
    }

    /// A store has been silent for long: the receipt says so, once, until it answers.
    async fn say_silent(&self, kept: &Kept, store: &str) -> Done {
        let now = self.now();
        let signing = self.signing_key().await?;
        let mut tx = self.ledger.begin().await?;
        let (mut receipt, _) = self.receipt_in(&mut tx, &kept.request.reference).await?;
        if receipt.rounds.last().is_some_and(|round| !round.is_whole()) {
            return Ok(());
        }
        receipt.searched(Round {
            at: now,
            found_left: 0,
            not_reached: vec![label(self.map(), store)],
        });
        receipt.recipients = self.recipients(&mut tx, &kept.request).await?;
        let text = signed(&receipt, &signing)?;
        receipts::put(&mut tx, &receipt.reference, &text, now).await?;
        Ok(tx.commit().await?)
    }

    /// The request is opened again: somebody must look.
    async fn found_again(
        &self,
        tx: &mut Tx,
        kept: &Kept,
        mut private: Private,
        left: BTreeMap<Place, Vec<Key>>,
    ) -> Done {
        let stops = by_store(&left)
            .into_iter()
            .map(|(store, count)| Stop::FoundAgain { store, count })
            .collect();
        let (request, event) = kept.request.clone().found_again(self.now(), stops)?;
        let by = (&Actor::System, Act::Run);
        self.save(tx, &kept.row, (&request, &event), by).await?;
        private.found_again = left
            .into_iter()
            .map(|(place, keys)| (place.to_string(), keys))
            .collect();
        let sealed = self.seal(tx, request.subject, &private).await?;
        Ok(requests::set_sealed(tx, request.id, &sealed).await?)
    }

    /// One search more, as soon as may be: somebody has looked.
    pub(crate) async fn search_once_more(&self, tx: &mut Tx, id: RequestId) -> Done {
        let now = self.now();
        let planned = rounds::of_request(tx, id).await?;
        let last = planned.last().map_or(0, |round| round.number);
        // Those still to come keep their days; this one comes before them.
        rounds::add(tx, id, last + 1, now).await?;
        let job = Job::new(Work::Verify, id.0);
        Ok(jobs::enqueue(tx, &job, now).await?)
    }

    /// An earlier version of the program kept no rows of its own: what is still to come is
    /// counted from the receipt.
    async fn plan_rounds(&self, kept: &Kept) -> Done<Next> {
        let id = kept.request.id;
        let mut tx = self.ledger.begin().await?;
        let (receipt, _) = self.receipt_in(&mut tx, &kept.request.reference).await?;
        let done = receipt.whole_rounds().saturating_sub(1);
        let mut first = None;
        for (number, after) in (1..).zip(&self.settings.verify_after).skip(done) {
            let due = receipt.done_at + *after;
            first = first.or(Some(due));
            rounds::add(&mut tx, id, number, due).await?;
        }
        if let Some(due) = first {
            jobs::enqueue(&mut tx, &Job::new(Work::Verify, id.0), due).await?;
        }
        tx.commit().await?;
        Ok(Next::Done)
    }
}

/// The search that comes next.
fn next_of<'a>(planned: impl IntoIterator<Item = &'a Row>) -> Option<&'a Row> {
    let open = planned.into_iter().filter(|round| round.done_at.is_none());
    open.min_by_key(|round| (round.due, round.number))
}
