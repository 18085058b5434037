//! Confirming that a request came in: by mail and by itself where the person can be written to,
//! else by a letter that staff print and post.

use habeas_domain::{
    actor::Actor,
    id::{Reference, RequestId},
    role::Act,
};
use habeas_words::Words;

use crate::{Desk, Done, Mail, Visitor};

impl Desk {
    /// Confirms a request by mail, if that is still to be done and can be.
    pub(crate) async fn acknowledge(&self, id: RequestId) -> Done {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.load_by_id(&mut tx, id).await?;
        let actor = Actor::System;
        if kept.request.check(Act::Acknowledge, &actor, now).is_err() {
            return Ok(());
        }
        let addresses = self.reachable(&mut tx, &kept.request).await?;
        if addresses.is_empty() {
            // Staff are reminded of it, and post a letter.
            return Ok(());
        }
        let (request, event) = kept.request.acknowledge(&actor, now)?;
        let language = self.language_of(&mut tx, request.subject).await?;
        let right = Words::for_locale(language).of("right", request.right.as_str());
        for address in addresses {
            let mail = Mail::to(&address, "request-acknowledged", language)
                .of(request.subject)
                .value("right", right.as_str())
                .value("number", request.reference.to_string())
                .value("day", request.deadline.legal);
            self.tell(&mut tx, mail).await?;
        }
        let by = (&actor, Act::Acknowledge);
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Notes that a request was confirmed by letter.
    ///
    /// # Errors
    /// Only who may; [`crate::DeskError::Conflict`] where it moved on; the rules.
    pub async fn acknowledged(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
    ) -> Done {
        visitor.staff(Act::Acknowledge)?;
        let act = (Act::Acknowledge, reference, version);
        self.handle(visitor, act, |request, by, now| {
            request.acknowledge(by, now)
        })
        .await
    }
}
