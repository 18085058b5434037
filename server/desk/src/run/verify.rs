//! Looking again, days later, whether an erased person is really gone.

use std::time::Duration;

use habeas_domain::{actor::Actor, id::RequestId, receipt::Round, role::Act, view::Stage};
use habeas_ledger::{
    audit::Entry,
    jobs::{self, Job, Work},
    receipts, steps, subjects,
};

use crate::{Desk, Done, lines::label, told::signed};

/// When a store that did not answer is asked again.
const ASK_AGAIN: Duration = Duration::from_secs(3600);
/// How long a store may be silent before the receipt says so.
const PATIENCE: Duration = Duration::from_secs(24 * 3600);

impl Desk {
    /// One more round on the receipt; after the last one, what was sealed about the person is
    /// made unreadable.
    pub(super) async fn verify_again(&self, id: RequestId) -> Done {
        let mut tx = self.ledger.read().await?;
        let kept = self.load_by_id(&mut tx, id).await?;
        let private = self.private(&mut tx, &kept.row).await?;
        drop(tx);
        if kept.request.state.stage() != Stage::Answered || private.identities.is_empty() {
            return Ok(());
        }
        let now = self.now();
        let left = self.left_over(&kept, &private).await?;
        let found_left: u64 = left.records.values().sum();
        let (mut receipt, _) = self.receipt(&kept.request.reference).await?;
        let due = self
            .settings
            .verify_after
            .get(receipt.whole_rounds().saturating_sub(1))
            .map(|after| receipt.done_at + *after);
        // A system that is away for an hour is no news; one that is away for a day is said.
        let patient = due.is_none_or(|due| now < due + PATIENCE);
        let said = receipt.rounds.last().is_some_and(|round| !round.is_whole());
        if !left.silent.is_empty() && (patient || said) {
            return self.ask_again(id).await;
        }
        if found_left > 0 {
            tracing::error!(reference = %kept.request.reference, found_left,
                "an erased person was found again");
        }
        let whole = left.silent.is_empty();
        receipt.searched(Round {
            at: now,
            found_left,
            not_reached: left
                .silent
                .iter()
                .map(|store| label(self.map(), store))
                .collect(),
        });
        let last = whole && receipt.whole_rounds() > self.settings.verify_after.len();
        let signing = self.signing_key().await?;
        let mut tx = self.ledger.begin().await?;
        receipt.recipients = self.recipients(&mut tx, &kept.request).await?;
        let text = signed(&receipt, &signing)?;
        receipts::put(&mut tx, &receipt.reference, &text, now).await?;
        if !whole {
            jobs::enqueue(&mut tx, &Job::new(Work::Verify, id.0), now + ASK_AGAIN).await?;
        }
        let body = serde_json::json!({ "v": 1, "what": "searched-again", "left": found_left });
        let entry = Entry::new(&self.keys, &Actor::System, Act::Run)
            .on(kept.request.reference)
            .with(body);
        self.entry(&mut tx, &entry).await?;
        if last {
            steps::thaw(&mut tx, id).await?;
            subjects::shred(&mut tx, kept.request.subject, now).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn ask_again(&self, id: RequestId) -> Done {
        let mut tx = self.ledger.begin().await?;
        let at = self.now() + ASK_AGAIN;
        jobs::enqueue(&mut tx, &Job::new(Work::Verify, id.0), at).await?;
        Ok(tx.commit().await?)
    }
}
