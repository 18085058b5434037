//! Writing an approved correction into its store.

use anyhow::anyhow;
use habeas_domain::{
    actor::Actor,
    fault::point,
    request::{Outcome, Stop},
    role::Act,
    value::Value,
};
use habeas_ledger::{steps, told};
use habeas_stores::{Corrected, StoreError};

use crate::{
    Desk, Done,
    keep::Kept,
    run::{
        Trouble,
        claim::{Claim, Next},
    },
};

impl Desk {
    pub(super) async fn write_correction(&self, kept: Kept, claim: &Claim) -> Done<Next> {
        let mut tx = self.ledger.read().await?;
        let private = self.private(&mut tx, &kept.row).await?;
        let steps = steps::of_request(&mut tx, kept.request.id).await?;
        drop(tx);
        let correction = private
            .correction
            .ok_or_else(|| anyhow!("a correction of nothing"))?;
        let step = steps
            .first()
            .ok_or_else(|| anyhow!("a correction without a step"))?;
        if let Some(waits) = self.left_alone([step]) {
            return Ok(waits);
        }
        let Some(turn) = self.take(step.id).await? else {
            return Ok(self.elsewhere());
        };
        let place = self.map().resolve("", &correction.place);
        let new = Value::text(&correction.new);
        point("before-correction");
        let done = self
            .stores
            .correct(
                &place,
                &correction.key,
                &correction.field,
                &correction.old,
                &new,
            )
            .await;
        point("correction-written");
        let store = step.store.clone();
        let why = match done {
            Ok(Corrected::Done { .. }) => None,
            // A worker that died after the store had taken the value.
            Ok(Corrected::Conflict { now }) if now == new => None,
            Ok(Corrected::Conflict { .. } | Corrected::Gone) => {
                Some((Stop::Failed { store }, Trouble::NeedsPerson))
            }
            Err(StoreError::Unreachable | StoreError::TimedOut | StoreError::NotConnected) => {
                Some((Stop::NoAnswer { store }, Trouble::NoAnswer))
            }
            Err(StoreError::Busy) => Some((Stop::Failed { store }, Trouble::MayPass)),
            Err(error) => {
                tracing::error!(reference = %kept.request.reference, %error, "not corrected");
                Some((Stop::Failed { store }, Trouble::NeedsPerson))
            }
        };
        if !matches!(why, Some((_, Trouble::NoAnswer))) {
            self.circuit.answered(&turn.step().store);
        }
        if let Some(why) = why {
            let stepped = self.step_failed(turn, why).await?;
            return self.after_step(&kept, stepped, claim).await;
        }
        let step = turn.end();
        let by = (&Actor::System, Act::Run);
        let (request, event) = kept
            .request
            .answer(&Actor::System, self.now(), Outcome::InFull)?;
        let mut tx = self.ledger.begin().await?;
        let outcome = serde_json::json!({ "v": 1, "changed": 1 });
        steps::done(&mut tx, &step, &outcome, 1).await?;
        let field = self
            .map()
            .collection(&place)
            .and_then(|collection| collection.field(&correction.field));
        for recipient in field.iter().flat_map(|field| &field.recipients) {
            told::add(&mut tx, request.id, recipient.as_str()).await?;
        }
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        self.finish_in(&mut tx, claim).await?;
        tx.commit().await?;
        Ok(Next::Told)
    }
}
