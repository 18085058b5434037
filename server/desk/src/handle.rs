//! How staff handle a request on its way: who looks after it, who asks, and the clock.

use chrono::{DateTime, Utc};
use habeas_domain::{
    actor::Actor,
    clock::PauseReason,
    id::{Reference, StaffId},
    request::{Acted, ExtensionReason, Outcome, Request},
    role::Act,
};
use habeas_ledger::filed;

use crate::{Desk, DeskError, Done, Problem, Visitor};

impl Desk {
    /// Takes a request on, or gives it back.
    ///
    /// # Errors
    /// Only who may; [`crate::DeskError::Conflict`] where it moved on; the rules.
    pub async fn assign(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
        mine: bool,
    ) -> Done {
        let staff = visitor.staff(Act::Assign)?;
        let to = mine.then_some(staff);
        self.assign_to(visitor, reference, version, to).await
    }

    /// Has a colleague look after a request, or nobody. With them it comes to their team.
    ///
    /// # Errors
    /// As [`Desk::assign`]; [`DeskError::Answers`] at `to` for somebody who handles no requests,
    /// or whose own case or household it is.
    pub async fn assign_to(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
        to: Option<StaffId>,
    ) -> Done {
        let me = visitor.staff(Act::Assign)?;
        self.not_near_request(visitor, reference, Act::Assign)
            .await?;
        let mut tx = self.ledger.read().await?;
        let subject = self.load(&mut tx, reference).await?.request.subject;
        drop(tx);
        if let Some(to) = to.filter(|to| *to != me)
            && !self.could_handle(to, subject).await?
        {
            return Err(DeskError::answer("to", Problem::NotOnOffer));
        }
        let mut tx = self.ledger.begin().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        let (request, event) = kept.request.assign(&visitor.actor, self.now(), to)?;
        let by = (&visitor.actor, Act::Assign);
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        if let Some(to) = to
            && let Some(team) = filed::team_of(&mut tx, to).await?
        {
            filed::set_team(&mut tx, request.id, Some(&team)).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Begins to check who asks.
    ///
    /// # Errors
    /// As [`Desk::assign`].
    pub async fn start_verifying(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
    ) -> Done {
        let act = (Act::StartVerifying, reference, version);
        self.handle(visitor, act, |request, by, now| {
            request.start_verifying(by, now)
        })
        .await
    }

    /// Stops the clock while the person is asked something.
    ///
    /// # Errors
    /// As [`Desk::assign`].
    pub async fn pause(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
        why: PauseReason,
    ) -> Done {
        let act = (Act::Pause, reference, version);
        self.handle(visitor, act, |request, by, now| request.pause(by, now, why))
            .await
    }

    /// Lets the clock run again.
    ///
    /// # Errors
    /// As [`Desk::assign`].
    pub async fn resume(&self, visitor: &Visitor, reference: &Reference, version: i64) -> Done {
        let act = (Act::Resume, reference, version);
        self.handle(visitor, act, |request, by, now| {
            request.resume(by, now, &self.book)
        })
        .await
    }

    /// Takes more time, once, with reasons that the person is told.
    ///
    /// # Errors
    /// As [`Desk::assign`].
    pub async fn extend(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
        reasons: Vec<ExtensionReason>,
    ) -> Done {
        let act = (Act::Extend, reference, version);
        self.handle(visitor, act, |request, by, now| {
            request.extend(by, now, reasons, &self.book)
        })
        .await
    }

    /// Answers what no machine can: a restriction, an objection, a review, a complaint.
    ///
    /// # Errors
    /// As [`Desk::assign`].
    pub async fn answer(&self, visitor: &Visitor, reference: &Reference, version: i64) -> Done {
        let act = (Act::Answer, reference, version);
        self.handle(visitor, act, |request, by, now| {
            request.answer(by, now, Outcome::InFull)
        })
        .await
    }

    /// One act of staff on a request as they saw it: decided by the rules, kept with its line in
    /// the audit ledger.
    pub(crate) async fn handle(
        &self,
        visitor: &Visitor,
        (act, reference, version): (Act, &Reference, i64),
        decide: impl FnOnce(Request, &Actor, DateTime<Utc>) -> Acted,
    ) -> Done {
        self.not_near_request(visitor, reference, act).await?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        let (request, event) = decide(kept.request, &visitor.actor, self.now())?;
        let by = (&visitor.actor, act);
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        Ok(tx.commit().await?)
    }
}
