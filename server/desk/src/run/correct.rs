//! Writing an approved correction into every store that holds the value.

use anyhow::anyhow;
use habeas_domain::{
    actor::Actor,
    fault::point,
    request::{Outcome, Stop},
    role::Act,
    value::Value,
};
use habeas_ledger::{before_after, steps, told};
use habeas_stores::{Corrected, StoreError};

use crate::{
    Desk, Done,
    everywhere::Corrected as Became,
    keep::{Correction, Elsewhere, Kept},
    run::{
        Trouble,
        claim::{Claim, Next},
        turn::Turn,
    },
};

impl Desk {
    pub(super) async fn write_correction(&self, kept: Kept, claim: &Claim) -> Done<Next> {
        let mut tx = self.ledger.read().await?;
        let private = self.private(&mut tx, &kept.row).await?;
        let steps = steps::of_request(&mut tx, kept.request.id).await?;
        drop(tx);
        let Some(correction) = private.correction else {
            return self.stop_for(&kept, vec![Stop::Unprepared], claim).await;
        };
        if steps.is_empty() {
            return Err(anyhow!("a correction without a step").into());
        }
        for step in steps.iter().filter(|step| step.state != "done") {
            if let Some(waits) = self.left_alone([step]) {
                return Ok(waits);
            }
            let Some(turn) = self.take(step.id).await? else {
                return Ok(self.elsewhere(step));
            };
            point("before-correction");
            let done = self.correct_store(&kept, &correction, &step.store).await;
            point("correction-written");
            if !matches!(done, Err((_, Trouble::NoAnswer))) {
                self.circuit.answered(&step.store);
            }
            match done {
                Ok(done) => self.corrected(turn, &done).await?,
                Err(why) => {
                    let stepped = self.step_failed(turn, why).await?;
                    return self.after_step(&kept, stepped, claim).await;
                }
            }
        }
        let by = (&Actor::System, Act::Run);
        let now = self.now();
        let (request, event) = kept.request.answer(&Actor::System, now, Outcome::InFull)?;
        let mut tx = self.ledger.begin().await?;
        let also = correction.also.iter().map(|one| (&one.place, &one.field));
        let places = also.chain([(&correction.place, &correction.field)]);
        for (place, field) in places {
            let place = self.map().resolve("", place);
            let field = self
                .map()
                .collection(&place)
                .and_then(|collection| collection.field(field));
            for recipient in field.iter().flat_map(|field| &field.recipients) {
                told::add(&mut tx, request.id, recipient.as_str()).await?;
            }
        }
        before_after::keep(&mut tx, request.id, now + self.settings.evidence_kept).await?;
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        self.finish_in(&mut tx, claim).await?;
        tx.commit().await?;
        Ok(Next::Told)
    }

    /// Writes every place of one store: each only where it still holds the old value. The place
    /// that the person named must; another that was changed meanwhile is left as it is and said.
    async fn correct_store(
        &self,
        kept: &Kept,
        correction: &Correction,
        store: &str,
    ) -> Result<Vec<Became>, (Stop, Trouble)> {
        let new = Value::text(&correction.new);
        let itself = Elsewhere {
            place: correction.place.clone(),
            key: correction.key.clone(),
            field: correction.field.clone(),
            old: correction.old.clone(),
        };
        let mut all = Vec::new();
        for (one, named) in
            std::iter::once((&itself, true)).chain(correction.also.iter().map(|one| (one, false)))
        {
            let place = self.map().resolve("", &one.place);
            if place.store != store {
                continue;
            }
            let done = self
                .stores
                .correct(&place, &one.key, &one.field, &one.old, &new)
                .await;
            let store = store.to_owned();
            let changed = match done {
                Ok(Corrected::Done { .. }) => true,
                // A worker that died after the store had taken the value.
                Ok(Corrected::Conflict { now }) if now == new => true,
                Ok(Corrected::Conflict { .. } | Corrected::Gone) if !named => false,
                // Two records of the person cannot have the same address where it must be unique.
                Err(StoreError::Constraint { .. } | StoreError::Unfit) if !named => false,
                Ok(Corrected::Conflict { .. } | Corrected::Gone) => {
                    return Err((Stop::Failed { store }, Trouble::NeedsPerson));
                }
                Err(StoreError::Unreachable | StoreError::TimedOut | StoreError::NotConnected) => {
                    return Err((Stop::NoAnswer { store }, Trouble::NoAnswer));
                }
                Err(StoreError::Busy) => return Err((Stop::Failed { store }, Trouble::MayPass)),
                Err(error) => {
                    let reference = kept.request.reference;
                    tracing::error!(%reference, %error, "not corrected");
                    return Err((Stop::Failed { store }, Trouble::NeedsPerson));
                }
            };
            all.push(Became {
                place: one.place.clone(),
                field: one.field.clone(),
                changed,
            });
        }
        Ok(all)
    }

    async fn corrected(&self, turn: Turn, done: &[Became]) -> Done {
        let changed = done.iter().filter(|one| one.changed).count();
        let outcome = serde_json::json!({ "v": 1, "changed": changed, "places": done });
        let mut tx = self.ledger.begin().await?;
        let changed = i64::try_from(changed).unwrap_or(i64::MAX);
        steps::done(&mut tx, &turn.end(), &outcome, changed).await?;
        Ok(tx.commit().await?)
    }
}
