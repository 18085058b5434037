//! What no machine can tell, an officer looks up: whether a step took effect in a store, and
//! whether what was found again may stay.

use habeas_domain::{id::Reference, request::Settlement, role::Act};
use habeas_ledger::{
    Tx, chunks,
    jobs::{self, Job, Work},
    requests, steps,
};

use crate::{
    Desk, DeskError, Done, Visitor,
    keep::Kept,
    run::erase::{as_intended, with_earlier},
};

impl Desk {
    /// Writes down what an officer found when they looked into a store. When nothing else is in
    /// doubt, the request goes on by itself.
    ///
    /// # Errors
    /// [`DeskError::Conflict`] where it moved on, [`DeskError::Refused`] where that was not asked.
    pub async fn settle(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
        (store, how): (&str, Settlement),
    ) -> Done {
        self.not_near_request(visitor, reference, Act::Settle)
            .await?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        let id = kept.request.id;
        let by = (&visitor.actor, Act::Settle);
        let (request, event) = kept
            .request
            .clone()
            .settle(&visitor.actor, now, store, how)?;
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        match how {
            Settlement::Ran | Settlement::DidNotRun => {
                self.settle_step(&mut tx, &kept, store, how == Settlement::Ran)
                    .await?;
                if request.check(Act::Settle, &visitor.actor, now).is_err() {
                    steps::restart(&mut tx, id).await?;
                    jobs::enqueue(&mut tx, &Job::new(Work::Run, id.0), now).await?;
                }
            }
            Settlement::MayStay => {
                self.let_stay(&mut tx, &kept, store).await?;
                if request.was_answered() && request.state.is_finished() {
                    self.search_once_more(&mut tx, id).await?;
                }
            }
        }
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    async fn settle_step(&self, tx: &mut Tx, kept: &Kept, store: &str, ran: bool) -> Done {
        let all = steps::of_request(tx, kept.request.id).await?;
        let mut all = all.into_iter();
        let step = all
            .find(|step| step.store == store && step.state == "needs-person")
            .ok_or(DeskError::Conflict)?;
        if !ran {
            return Ok(steps::had_no_effect(tx, &step).await?);
        }
        let outcome = as_intended(self.frozen_in(tx, kept, &step).await?);
        if outcome.unfinished {
            // A chunk ran: the step goes on after it.
            let body = serde_json::to_value(&outcome).map_err(anyhow::Error::from)?;
            chunks::took_effect(tx, &step, &body).await?;
            return Ok(steps::had_no_effect(tx, &step).await?);
        }
        let chunks = self.chunks_in(tx, &step).await?;
        let (outcome, records) = with_earlier(&step, chunks.with(outcome))?;
        steps::took_effect(tx, &step, &outcome, records).await?;
        Ok(chunks::told(tx, &step).await?)
    }

    /// What was found again in a store is somebody else's from now on.
    async fn let_stay(&self, tx: &mut Tx, kept: &Kept, store: &str) -> Done {
        let mut private = self.private(tx, &kept.row).await?;
        let here = |place: &str| self.map().resolve("", place).store == store;
        let (stays, others) = private
            .found_again
            .into_iter()
            .partition(|(place, _)| here(place));
        private.found_again = others;
        private.others.extend::<Vec<_>>(stays);
        let sealed = self.seal(tx, kept.request.subject, &private).await?;
        Ok(requests::set_sealed(tx, kept.request.id, &sealed).await?)
    }
}
