//! A person uses a right.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use habeas_domain::{
    actor::Actor,
    choice::ChoiceRight,
    id::{Reference, RequestId, SubjectId},
    request::{NewRequest, Proof, Request},
    right::Right,
    role::Act,
};
use habeas_ledger::{
    evidence,
    jobs::{self, Job, Work},
    requests,
};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Visitor, keep::Private};

/// What a person asks for.
pub(crate) struct Asking<'a> {
    pub(crate) right: Right,
    pub(crate) act: Act,
    /// Made with the form: sent twice, it is one request.
    pub(crate) client_id: Uuid,
    pub(crate) private: Option<&'a Private>,
    /// The areas that an erasure is about; none = everything.
    pub(crate) areas: BTreeSet<String>,
    /// Whether it runs at once: approved by rule and not by a person.
    pub(crate) by_rule: bool,
    /// Whether it is asked for beside another one of the same, at the person\'s own word.
    pub(crate) beside: bool,
}

impl Desk {
    /// Takes a request from the person themselves, who has just proved who they are where that is
    /// needed.
    pub(crate) async fn ask(&self, visitor: &Visitor, asking: Asking<'_>) -> Done<Reference> {
        self.ask_saying_no(visitor, asking, &[]).await
    }

    /// The same for a request that says no to something named: for that nobody has to show who
    /// they are.
    pub(crate) async fn ask_saying_no(
        &self,
        visitor: &Visitor,
        asking: Asking<'_>,
        no_to: &[ChoiceRight],
    ) -> Done<Reference> {
        let subject = visitor.customer(asking.act)?;
        if asking.right.needs_proof() && no_to.is_empty() {
            visitor.proved(self.now())?;
        }
        if let Some(reference) = self.asked_before(subject, asking.client_id).await? {
            return Ok(reference);
        }
        match self.ask_now(visitor, subject, &asking, no_to).await {
            // The same form at the same moment: the other one was quicker.
            Err(DeskError::Duplicate) => self
                .asked_before(subject, asking.client_id)
                .await?
                .ok_or(DeskError::Conflict),
            answer => answer,
        }
    }

    async fn ask_now(
        &self,
        visitor: &Visitor,
        subject: SubjectId,
        asking: &Asking<'_>,
        no_to: &[ChoiceRight],
    ) -> Done<Reference> {
        let now = self.now();
        let mut tx = self.ledger.read().await?;
        let lives = self.lives(&mut tx, subject).await?;
        drop(tx);
        let regime = self.regime_for(lives.as_deref(), self.today())?;
        let new = NewRequest {
            id: RequestId::from_random(self.dice.bytes()),
            reference: Reference::from_random(self.dice.bytes()),
            subject,
            right: asking.right,
            regime,
            received_at: now,
            proof: Some(Proof::Password),
        };
        let by = (&visitor.actor, asking.act);
        let (request, event) = Request::receive(new, &visitor.actor, now, &self.book)?;
        let request = request.saying_no_to(no_to.to_vec());
        let request = request.only(asking.areas.clone());
        // Whoever took over an account would change a contact first, and then take a copy.
        let until = match asking.right.hands_out_or_destroys() {
            true => self.recent_change(subject).await?,
            false => None,
        };
        let hold = until.map_or(TimeDelta::zero(), |until| until - now);
        let mut tx = self.ledger.begin().await?;
        // Two tabs, two devices: nobody is erased twice at once.
        if asking.right == Right::Erasure
            && !asking.beside
            && let Some(row) = requests::unfinished(&mut tx, subject, asking.right.as_str()).await?
        {
            return Ok(row.reference.parse().map_err(anyhow::Error::from)?);
        }
        let row = self
            .add(
                &mut tx,
                (&request, &event),
                by,
                asking.client_id,
                asking.private,
            )
            .await?;
        let reference = request.reference;
        if asking.right == Right::Rectification {
            evidence::attach(&mut tx, subject, asking.client_id, request.id).await?;
        }
        if asking.by_rule {
            let (request, event) = request.approve(&Actor::System, now, None, hold)?;
            let by = (&Actor::System, Act::ApproveByRule);
            self.save(&mut tx, &row, (&request, &event), by).await?;
            jobs::enqueue(&mut tx, &Job::new(Work::Run, request.id.0), now + hold).await?;
        }
        tx.commit().await?;
        self.bell.ring();
        Ok(reference)
    }

    /// The request that the same form made before.
    pub(crate) async fn asked_before(
        &self,
        subject: SubjectId,
        client_id: Uuid,
    ) -> Done<Option<Reference>> {
        let mut tx = self.ledger.read().await?;
        match requests::by_client_id(&mut tx, client_id).await? {
            None => Ok(None),
            Some(row) if row.subject_id == subject.0 => Ok(row.reference.parse().ok()),
            Some(_) => Err(DeskError::NotFound),
        }
    }

    /// Whether the visitor's proof is fresh enough for what the page leads to.
    ///
    /// # Errors
    /// [`DeskError::SignIn`] or [`DeskError::Prove`].
    pub fn fresh(&self, visitor: &Visitor) -> Done {
        visitor.may(Act::ProveAgain)?;
        visitor.proved(self.now())
    }
}
