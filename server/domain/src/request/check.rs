//! What may be done with a request now, and by whom: asked by every act before it does anything,
//! and by pages for their buttons.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Outcome, Refusal, Request, State, Stop};
use crate::{
    actor::{Actor, four_eyes},
    clock::PauseReason,
    right::Right,
    role::Act,
};

/// The acts on a request, in the order to show them.
const ACTS: &[Act] = &[
    Act::DownloadPackage,
    Act::SeeReceipt,
    Act::VerifyOwn,
    Act::StartVerifying,
    Act::Verify,
    Act::Approve,
    Act::Answer,
    Act::Refuse,
    Act::Retry,
    Act::Settle,
    Act::Extend,
    Act::Pause,
    Act::Resume,
    Act::Assign,
    Act::Withdraw,
    Act::ApproveByRule,
    Act::Run,
    Act::Expire,
];

/// Whether a person can say what no machine can.
fn to_be_settled(stop: &Stop) -> bool {
    matches!(stop, Stop::Doubt { .. } | Stop::FoundAgain { .. })
}

impl Request {
    /// What this actor may do with it now, in the order to show it.
    pub fn open_acts(&self, actor: &Actor, now: DateTime<Utc>) -> Vec<Act> {
        ACTS.iter()
            .copied()
            .filter(|act| self.check(*act, actor, now).is_ok())
            .collect()
    }

    /// What the clock may wait for now.
    pub fn pause_reasons(&self) -> Vec<PauseReason> {
        let mut reasons = self.regime.pauses.clone();
        let unproved = self.right.needs_proof() && self.verified.is_none();
        reasons.retain(|why| *why != PauseReason::Identity || unproved);
        reasons
    }

    /// Whether this actor may do this with it now.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, act: Act, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
        let theirs = match actor {
            Actor::Customer(_) => actor.is_subject(self.subject),
            Actor::Nobody | Actor::Staff { .. } | Actor::System => true,
        };
        if !actor.may(act) || !theirs {
            return Err(Refusal::NotAllowed);
        }
        let unverified = matches!(self.state, State::Received | State::Verifying);
        let undecided = unverified || matches!(self.state, State::Open);
        let unfinished = !self.state.is_finished();
        match act {
            Act::StartVerifying => self.stage(matches!(self.state, State::Received)),
            Act::Verify | Act::VerifyOwn => self.stage(unverified),
            Act::Approve => {
                self.stage(
                    self.right.runs_on_stores()
                        && matches!(self.state, State::Open | State::NeedsPerson { .. })
                        && !self.was_answered(),
                )?;
                self.running_clock()?;
                self.four_eyes(actor)
            }
            Act::ApproveByRule => {
                self.stage(
                    self.right.runs_on_stores()
                        && (self.right != Right::Erasure
                            || self.replays.is_some()
                            || self.follows.is_some())
                        && matches!(self.state, State::Open),
                )?;
                self.running_clock()
            }
            Act::Refuse => self.stage(undecided || matches!(self.state, State::Approved { .. })),
            Act::Withdraw => self.stage(undecided || matches!(self.state, State::Approved { .. })),
            Act::Answer => {
                self.stage(!self.right.runs_on_stores() && matches!(self.state, State::Open))?;
                self.running_clock()
            }
            Act::Extend => {
                self.stage(unfinished)?;
                if !self.deadline.extendable {
                    return Err(Refusal::NoExtension);
                }
                self.in_time(now)
            }
            Act::Pause => {
                self.stage(undecided)?;
                self.running_clock()?;
                if self.pause_reasons().is_empty() {
                    return Err(Refusal::NoPause);
                }
                self.in_time(now)
            }
            Act::Resume => match self.paused() {
                Some(_) => self.stage(unfinished),
                None => Err(Refusal::NotPaused),
            },
            Act::Assign => self.stage(unfinished),
            Act::Retry => self.stage(matches!(self.state, State::NeedsPerson { .. })),
            Act::Settle => self.stage(match &self.state {
                State::NeedsPerson { why, .. } => why.iter().any(to_be_settled),
                _ => false,
            }),
            Act::Run => match &self.state {
                State::Approved { approval } if now < approval.hold_until => Err(Refusal::Hold {
                    until: approval.hold_until,
                }),
                state => self.stage(matches!(
                    state,
                    State::Approved { .. } | State::Running { .. }
                )),
            },
            Act::Expire => {
                self.stage(unverified)?;
                let last = self.last_day_to_verify();
                if self.regime.day(now) > last {
                    Ok(())
                } else {
                    Err(Refusal::TooEarly { last })
                }
            }
            Act::DownloadPackage => self.stage(
                matches!(self.right, Right::Access | Right::Portability)
                    && matches!(
                        self.state,
                        State::Answered {
                            outcome: Outcome::InFull | Outcome::InPart { .. },
                            ..
                        }
                    ),
            ),
            Act::SeeReceipt => self.stage(self.right == Right::Erasure && self.was_answered()),
            // Not acts on a request.
            _ => Err(Refusal::NotAllowed),
        }
    }

    fn stage(&self, fits: bool) -> Result<(), Refusal> {
        if fits {
            Ok(())
        } else {
            Err(Refusal::Stage {
                stage: self.state.stage(),
            })
        }
    }

    fn running_clock(&self) -> Result<(), Refusal> {
        match self.paused() {
            Some(_) => Err(Refusal::Paused),
            None => Ok(()),
        }
    }

    fn in_time(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.paused().is_none() && self.deadline.is_late(self.regime.day(now)) {
            Err(Refusal::TooLate {
                legal: self.deadline.legal,
            })
        } else {
            Ok(())
        }
    }

    /// Until when a person can show who they are: until the answer is due, or, if they were asked
    /// for it, for as long from then as the law gives us.
    fn last_day_to_verify(&self) -> NaiveDate {
        let legal = self.deadline.legal;
        let given = legal - self.regime.day(self.received_at);
        let asked = self.paused().map(|pause| self.regime.day(pause.from));
        asked
            .and_then(|day| day.checked_add_signed(given))
            .map_or(legal, |last| last.max(legal))
    }

    fn four_eyes(&self, actor: &Actor) -> Result<(), Refusal> {
        let verified_by = self.verified.as_ref().map(|verified| verified.by);
        if four_eyes(actor, &[Some(self.entered_by), verified_by]) {
            Ok(())
        } else {
            Err(Refusal::FourEyes)
        }
    }
}
