//! The acts until a decision is made.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{
    Acted, Approval, Denial, DenialBasis, Extension, ExtensionReason, Pause, Proof, Refusal,
    Request, State, Verified, What,
};
use crate::{
    actor::Actor,
    clock::{Book, PauseReason, Regime, Timing},
    id::{Reference, RequestId, StaffId, SubjectId},
    right::Right,
    role::Act,
    version::Version,
};

/// A request as it comes in.
#[derive(Debug, Clone)]
pub struct NewRequest {
    /// Its id, drawn by the caller.
    pub id: RequestId,
    /// Its number, drawn by the caller.
    pub reference: Reference,
    /// Whose data it is about.
    pub subject: SubjectId,
    /// The right it uses.
    pub right: Right,
    /// Under which law it is counted: see [`Book::choose`].
    pub regime: Regime,
    /// When it came in; for a letter, earlier than it is entered.
    pub received_at: DateTime<Utc>,
    /// How the person has shown who they are, if they have.
    pub proof: Option<Proof>,
}

/// A refusal as an officer gives it.
#[derive(Debug, Clone)]
pub struct Refusing {
    /// The ground, by its name in the rules.
    pub ground: String,
    /// What stays: places of the map.
    pub stays: Vec<String>,
    /// Until when it stays, where that is known.
    pub until: Option<NaiveDate>,
}

/// What a person does when they use this right themselves.
const fn asking(right: Right) -> Act {
    match right {
        Right::Access | Right::Portability => Act::TakePackage,
        Right::Rectification => Act::CorrectOwnData,
        Right::Erasure => Act::AskErasure,
        Right::OptOut => Act::ChangeChoices,
        Right::Restriction
        | Right::Objection
        | Right::AutomatedDecisionReview
        | Right::Complaint => Act::AskOther,
    }
}

/// Whether an actor can give this proof: people for themselves, staff for what they saw.
fn proof_fits(actor: &Actor, proof: Proof) -> bool {
    match actor {
        Actor::Customer(_) => matches!(proof, Proof::SignedIn | Proof::Password),
        Actor::Staff { .. } => proof == Proof::Desk,
        Actor::Nobody | Actor::System => false,
    }
}

impl Request {
    /// A request comes in; its clock runs from here, verified or not.
    ///
    /// # Errors
    /// The actor may not, or the proof is none of theirs, or the rules are missing.
    pub fn receive(new: NewRequest, actor: &Actor, now: DateTime<Utc>, book: &Book) -> Acted {
        let allowed = match actor {
            Actor::Customer(_) => actor.is_subject(new.subject) && actor.may(asking(new.right)),
            _ => actor.may(Act::EnterRequest),
        };
        if !allowed {
            return Err(Refusal::NotAllowed);
        }
        Self::begin(new, actor, now, book)
    }

    /// Makes the request of somebody who may.
    pub(super) fn begin(new: NewRequest, actor: &Actor, now: DateTime<Utc>, book: &Book) -> Acted {
        if new.proof.is_some_and(|proof| !proof_fits(actor, proof)) {
            return Err(Refusal::WeakProof);
        }
        // A proof that is too weak for this right is none.
        let verified = new
            .proof
            .filter(|proof| proof.enough_for(new.right))
            .map(|how| Verified {
                by: actor.by(),
                at: now,
                how,
            });
        Self::enter(new, (actor, verified), (None, None), now, book)
    }

    /// An erasure that was done comes in once more: a restored backup brought the person back.
    /// Who they are, and that they may be erased, was decided then.
    ///
    /// # Errors
    /// It is no erasure, or the rules are missing.
    pub fn replay(new: NewRequest, erased: Reference, now: DateTime<Utc>, book: &Book) -> Acted {
        let actor = Actor::System;
        if !actor.may(Act::Replay) || new.right != Right::Erasure {
            return Err(Refusal::NotAllowed);
        }
        let verified = Verified {
            by: actor.by(),
            at: now,
            how: Proof::Erased,
        };
        Self::enter(
            new,
            (&actor, Some(verified)),
            (Some(erased), None),
            now,
            book,
        )
    }

    /// What an erasure had to leave is erased, because its time is over. That it may be was
    /// decided then.
    ///
    /// # Errors
    /// It is no erasure, or the rules are missing.
    pub fn follow(new: NewRequest, left_by: Reference, now: DateTime<Utc>, book: &Book) -> Acted {
        let actor = Actor::System;
        if !actor.may(Act::EraseLater) || new.right != Right::Erasure {
            return Err(Refusal::NotAllowed);
        }
        let verified = Verified {
            by: actor.by(),
            at: now,
            how: Proof::Left,
        };
        Self::enter(
            new,
            (&actor, Some(verified)),
            (None, Some(left_by)),
            now,
            book,
        )
    }

    fn enter(
        new: NewRequest,
        (actor, verified): (&Actor, Option<Verified>),
        (replays, follows): (Option<Reference>, Option<Reference>),
        now: DateTime<Utc>,
        book: &Book,
    ) -> Acted {
        let received_at = new.received_at.min(now);
        let timing = Timing::received(new.regime.day(received_at));
        let deadline = book
            .deadline(&new.regime, new.right, &timing)
            .map_err(|_| Refusal::NoRules)?;
        let what = What::Received {
            right: new.right,
            regime: new.regime.id.clone(),
            legal: deadline.legal,
            proof: verified.map(|verified| verified.how),
        };
        let request = Self {
            v: Version,
            id: new.id,
            reference: new.reference,
            subject: new.subject,
            right: new.right,
            regime: new.regime,
            received_at,
            deadline,
            state: if verified.is_some() || !new.right.needs_proof() {
                State::Open
            } else {
                State::Received
            },
            verified,
            extended: None,
            pauses: Vec::new(),
            assigned: None,
            entered_by: actor.by(),
            replays,
            follows,
            areas: std::collections::BTreeSet::new(),
            version: 0,
        };
        Ok(request.done(actor.by(), now, what))
    }

    /// The check who asks begins.
    ///
    /// # Errors
    /// Why not.
    pub fn start_verifying(mut self, actor: &Actor, now: DateTime<Utc>) -> Acted {
        self.check(Act::StartVerifying, actor, now)?;
        self.state = State::Verifying;
        Ok(self.done(actor.by(), now, What::VerifyingStarted))
    }

    /// The person is who they say: by their own proof, or by what staff saw.
    ///
    /// # Errors
    /// Why not.
    pub fn verify(mut self, actor: &Actor, now: DateTime<Utc>, how: Proof, book: &Book) -> Acted {
        let act = match actor {
            Actor::Customer(_) => Act::VerifyOwn,
            _ => Act::Verify,
        };
        self.check(act, actor, now)?;
        if !proof_fits(actor, how) || !how.enough_for(self.right) {
            return Err(Refusal::WeakProof);
        }
        self.verified = Some(Verified {
            by: actor.by(),
            at: now,
            how,
        });
        self.state = State::Open;
        // That was the answer the clock waited for.
        if self
            .paused()
            .is_some_and(|pause| pause.why == PauseReason::Identity)
        {
            self.end_pause(now);
            self.recount(book)?;
        }
        Ok(self.done(actor.by(), now, What::Verified { proof: how }))
    }

    /// Somebody looks after it, or nobody any more.
    ///
    /// # Errors
    /// Why not.
    pub fn assign(mut self, actor: &Actor, now: DateTime<Utc>, to: Option<StaffId>) -> Acted {
        self.check(Act::Assign, actor, now)?;
        self.assigned = to;
        Ok(self.done(actor.by(), now, What::Assigned { to }))
    }

    /// The clock stands still while the person is asked something.
    ///
    /// # Errors
    /// Why not.
    pub fn pause(mut self, actor: &Actor, now: DateTime<Utc>, why: PauseReason) -> Acted {
        self.check(Act::Pause, actor, now)?;
        if !self.pause_reasons().contains(&why) {
            return Err(Refusal::NoPause);
        }
        self.pauses.push(Pause {
            why,
            from: now,
            until: None,
        });
        Ok(self.done(actor.by(), now, What::Paused { why }))
    }

    /// The clock runs again.
    ///
    /// # Errors
    /// Why not.
    pub fn resume(mut self, actor: &Actor, now: DateTime<Utc>, book: &Book) -> Acted {
        self.check(Act::Resume, actor, now)?;
        self.end_pause(now);
        self.recount(book)?;
        let legal = self.deadline.legal;
        Ok(self.done(actor.by(), now, What::Resumed { legal }))
    }

    /// More time is taken, once, within the first period, for reasons the person is told.
    ///
    /// # Errors
    /// Why not.
    pub fn extend(
        mut self,
        actor: &Actor,
        now: DateTime<Utc>,
        mut reasons: Vec<ExtensionReason>,
        book: &Book,
    ) -> Acted {
        self.check(Act::Extend, actor, now)?;
        reasons.sort_unstable();
        reasons.dedup();
        if reasons.is_empty() {
            return Err(Refusal::NoReason);
        }
        self.extended = Some(Extension {
            by: actor.by(),
            at: now,
            reasons: reasons.clone(),
        });
        self.recount(book)?;
        let legal = self.deadline.legal;
        Ok(self.done(actor.by(), now, What::Extended { reasons, legal }))
    }

    /// It may run, once the hold is over. The machine may approve by rule what destroys nothing,
    /// and what was destroyed before; an erasure takes a person, another than who entered or
    /// verified it, and always a plan.
    ///
    /// # Errors
    /// Why not.
    pub fn approve(
        mut self,
        actor: &Actor,
        now: DateTime<Utc>,
        plan_digest: Option<String>,
        hold: TimeDelta,
    ) -> Acted {
        let act = match actor {
            Actor::System => Act::ApproveByRule,
            _ => Act::Approve,
        };
        self.check(act, actor, now)?;
        if self.right == Right::Erasure && plan_digest.as_ref().is_none_or(String::is_empty) {
            return Err(Refusal::NoPlan);
        }
        let hold = hold.max(TimeDelta::zero());
        let hold_until = now.checked_add_signed(hold).unwrap_or(now);
        self.state = State::Approved {
            approval: Approval {
                by: actor.by(),
                at: now,
                plan_digest: plan_digest.clone(),
                hold_until,
            },
        };
        Ok(self.done(
            actor.by(),
            now,
            What::Approved {
                plan_digest,
                hold_until,
            },
        ))
    }

    /// It is refused, on a ground that the law knows for this right.
    ///
    /// # Errors
    /// Why not.
    pub fn refuse(
        mut self,
        actor: &Actor,
        now: DateTime<Utc>,
        refusing: Refusing,
        book: &Book,
    ) -> Acted {
        self.check(Act::Refuse, actor, now)?;
        let rules = book.rules(&self.regime).map_err(|_| Refusal::NoRules)?;
        let known = rules
            .denials(self.right)
            .find(|known| known.ground == refusing.ground)
            .ok_or(Refusal::UnknownGround)?;
        self.end_pause(now);
        self.state = State::Refused {
            by: actor.by(),
            at: now,
            denial: Denial {
                basis: DenialBasis::Law(known.ground.clone()),
                law: known.law.clone(),
                stays: refusing.stays,
                until: refusing.until,
                appeal: rules.appeal.clone(),
            },
        };
        let ground = refusing.ground;
        Ok(self.done(actor.by(), now, What::Refused { ground }))
    }

    /// The person takes it back, an approved erasure too as long as nothing has run.
    ///
    /// # Errors
    /// Why not.
    pub fn withdraw(mut self, actor: &Actor, now: DateTime<Utc>) -> Acted {
        self.check(Act::Withdraw, actor, now)?;
        self.end_pause(now);
        self.state = State::Withdrawn { at: now };
        Ok(self.done(actor.by(), now, What::Withdrawn))
    }

    /// Nobody showed who they are in time.
    ///
    /// # Errors
    /// Why not.
    pub fn expire(mut self, now: DateTime<Utc>) -> Acted {
        let actor = Actor::System;
        self.check(Act::Expire, &actor, now)?;
        self.end_pause(now);
        self.state = State::Expired { at: now };
        Ok(self.done(actor.by(), now, What::Expired))
    }
}
