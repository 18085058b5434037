//! Writing an approved correction into its store.

use habeas_domain::{
    actor::Actor,
    request::{Outcome, Stop},
    role::Act,
    value::Value,
};
use habeas_ledger::{steps, told};
use habeas_stores::{Corrected, StoreError};

use crate::{Desk, DeskError, Done, crash, keep::Kept};

impl Desk {
    pub(super) async fn write_correction(&self, kept: Kept) -> Done {
        let mut tx = self.ledger.read().await?;
        let private = self.private(&mut tx, &kept.row).await?;
        let steps = steps::of_request(&mut tx, kept.request.id).await?;
        drop(tx);
        let Some(correction) = private.correction else {
            let mut tx = self.ledger.begin().await?;
            self.stop(&mut tx, &kept, Stop::Unprepared).await?;
            return Ok(tx.commit().await?);
        };
        let step = steps.first().ok_or(DeskError::NotFound)?;
        let Some(turn) = self.take(step.id).await? else {
            return Ok(());
        };
        let place = self.map().resolve("", &correction.place);
        let new = Value::text(&correction.new);
        crash::point("before-correction");
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
        crash::point("correction-written");
        let store = step.store.clone();
        let why = match done {
            Ok(Corrected::Done { .. }) => None,
            // A worker that died after the store had taken the value.
            Ok(Corrected::Conflict { now }) if now == new => None,
            Ok(Corrected::Conflict { .. } | Corrected::Gone) => {
                Some((Stop::Failed { store }, false))
            }
            Err(StoreError::Unreachable | StoreError::TimedOut | StoreError::NotConnected) => {
                Some((Stop::NoAnswer { store }, true))
            }
            Err(StoreError::Busy) => Some((Stop::Failed { store }, true)),
            Err(error) => {
                tracing::error!(reference = %kept.request.reference, %error, "not corrected");
                Some((Stop::Failed { store }, false))
            }
        };
        if let Some(why) = why {
            return self.step_failed(&kept, turn, why).await;
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
        Ok(tx.commit().await?)
    }
}
