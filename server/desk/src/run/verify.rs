//! Looking again, days later, whether an erased person is really gone.

use std::time::Duration;

use anyhow::anyhow;
use habeas_domain::{
    actor::Actor, id::RequestId, proof::key_id, receipt::Round, role::Act, view::Stage,
};
use habeas_ledger::{
    audit::Entry,
    jobs::{self, Job, Work},
    receipts, steps, subjects,
};

use crate::{Desk, Done, run::left::Left};

/// When a store that did not answer is asked again.
const ASK_AGAIN: Duration = Duration::from_secs(3600);

impl Desk {
    /// One more round on the receipt; after the last one, what was sealed about the person is
    /// made unreadable.
    pub(super) async fn verify_again(&self, id: RequestId) -> Done {
        let mut tx = self.ledger.read().await?;
        let kept = self.load_by_id(&mut tx, id).await?;
        let private = self.private(&mut tx, &kept.row).await?;
        drop(tx);
        let in_part = !kept.request.areas.is_empty();
        let done = kept.request.state.stage() == Stage::Answered && !in_part;
        if !done || private.identities.is_empty() {
            return Ok(());
        }
        let now = self.now();
        let found_left = match self.left_over(&kept, &private).await? {
            Left::Records(left) => left.values().sum(),
            Left::NoAnswer(_) => {
                let mut tx = self.ledger.begin().await?;
                jobs::enqueue(&mut tx, &Job::new(Work::Verify, id.0), now + ASK_AGAIN).await?;
                return Ok(tx.commit().await?);
            }
        };
        if found_left > 0 {
            tracing::error!(reference = %kept.request.reference, found_left,
                "an erased person was found again");
        }
        let (mut receipt, _) = self.receipt(&kept.request.reference).await?;
        receipt.rounds.push(Round {
            at: now,
            found_left,
        });
        let last = receipt.rounds.len() > self.settings.verify_after.len();
        let signing = self.signing_key().await?;
        let signed = receipt
            .sign(&signing, key_id(&signing.verifying_key()))
            .map_err(|error| anyhow!(error))?;
        let text = serde_json::to_string(&signed).map_err(|error| anyhow!(error))?;
        let mut tx = self.ledger.begin().await?;
        receipts::put(&mut tx, &receipt.reference, &text, now).await?;
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
}
