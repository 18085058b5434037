//! Two requests of one person for the same: joined where somebody says so, never by themselves.

use habeas_domain::{
    id::Reference,
    request::{Refusal, Request},
    right::Right,
    role::Act,
};
use habeas_ledger::{Tx, requests};

use crate::{Desk, DeskError, Done, Visitor};

impl Desk {
    /// The other requests that this one could be joined to, the oldest first: its clock is the
    /// earliest.
    pub(crate) async fn same(&self, tx: &mut Tx, request: &Request) -> Done<Vec<Reference>> {
        if request.state.is_finished() {
            return Ok(Vec::new());
        }
        let mut same = Vec::new();
        for row in requests::of_subject(tx, request.subject).await? {
            if row.finished || row.kind != request.right.as_str() {
                continue;
            }
            let other: Request = serde_json::from_value(row.body).map_err(anyhow::Error::from)?;
            if request.joins(&other) {
                same.push(other.reference);
            }
        }
        same.reverse();
        Ok(same)
    }

    /// A request of the visitor for the same right that is not finished.
    ///
    /// # Errors
    /// Only who may.
    pub async fn asked_already(&self, visitor: &Visitor, right: Right) -> Done<Option<Reference>> {
        let subject = visitor.customer(Act::SeeOwnRequests)?;
        let mut tx = self.ledger.read().await?;
        let rows = requests::of_subject(&mut tx, subject).await?;
        let same = rows
            .into_iter()
            .find(|row| !row.finished && row.kind == right.as_str());
        Ok(same.and_then(|row| row.reference.parse().ok()))
    }

    /// Closes a request in favour of another one for the same; at the word of the person whose
    /// both are, or of staff.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where one of them is somebody else's, [`DeskError::Conflict`] where
    /// it moved on, [`DeskError::Refused`] where they ask for different things.
    pub async fn join_requests(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: Option<i64>,
        into: &Reference,
    ) -> Done {
        visitor.may(Act::Join)?;
        let customer = visitor.customer(Act::Join).ok();
        if customer.is_none() {
            self.not_near_request(visitor, reference, Act::Join).await?;
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        let other = self.load(&mut tx, into).await?;
        let theirs = kept.request.subject == other.request.subject
            && customer.is_none_or(|subject| subject == kept.request.subject);
        if !theirs {
            return Err(DeskError::NotFound);
        }
        if version.is_some_and(|version| version != kept.request.version) {
            return Err(DeskError::Conflict);
        }
        if kept.request.state.is_finished() {
            return Err(Refusal::NotTheSame.into());
        }
        let by = (&visitor.actor, Act::Join);
        let (request, event) = kept.request.join(&visitor.actor, now, &other.request)?;
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        let (target, event) = other
            .request
            .joined_by(&visitor.actor, now, request.reference)?;
        self.save(&mut tx, &other.row, (&target, &event), by)
            .await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }
}
