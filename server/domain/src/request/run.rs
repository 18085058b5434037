//! The acts from the start of the run to the answer.

use chrono::{DateTime, Utc};

use super::{Acted, Outcome, Refusal, Request, State, Stop, What};
use crate::{actor::Actor, role::Act};

impl Request {
    /// It begins to run on the stores. Only after its hold.
    ///
    /// # Errors
    /// Why not.
    pub fn start_running(mut self, now: DateTime<Utc>) -> Acted {
        self.check(Act::Run, &Actor::System, now)?;
        let State::Approved { approval } = self.state else {
            return Err(Refusal::Stage {
                stage: self.state.stage(),
            });
        };
        self.state = State::Running {
            approval,
            since: now,
        };
        Ok(self.done(Actor::System.by(), now, What::Started))
    }

    /// It stops, in plain sight, until a person has looked.
    ///
    /// # Errors
    /// It is not running, or nothing was said of what stopped it.
    pub fn needs_person(mut self, now: DateTime<Utc>, why: Vec<Stop>) -> Acted {
        if why.is_empty() {
            return Err(Refusal::NoReason);
        }
        let State::Running { approval, .. } = self.state else {
            return Err(Refusal::Stage {
                stage: self.state.stage(),
            });
        };
        // What nobody prepared can be prepared now, or done by hand.
        self.prepared &= !why.contains(&Stop::Unprepared);
        self.state = State::NeedsPerson {
            approval,
            since: now,
            why: why.clone(),
        };
        Ok(self.done(Actor::System.by(), now, What::Stopped { why }))
    }

    /// It goes on, under the approval it has. Where what would run has changed, it is approved
    /// again instead.
    ///
    /// # Errors
    /// Why not.
    pub fn resume_running(mut self, actor: &Actor, now: DateTime<Utc>) -> Acted {
        self.check(Act::Retry, actor, now)?;
        let State::NeedsPerson { approval, .. } = self.state else {
            return Err(Refusal::Stage {
                stage: self.state.stage(),
            });
        };
        self.state = State::Running {
            approval,
            since: now,
        };
        Ok(self.done(actor.by(), now, What::Retried))
    }

    /// It is answered: by the machine when the run has ended, by an officer where a right is
    /// answered by a person. An erasure cannot be answered without having run.
    ///
    /// # Errors
    /// Why not.
    pub fn answer(mut self, actor: &Actor, now: DateTime<Utc>, outcome: Outcome) -> Acted {
        let outcome = self.with_withheld(outcome);
        let what = match &outcome {
            Outcome::InFull => What::AnsweredInFull,
            Outcome::NothingHeld => What::AnsweredNothingHeld,
            Outcome::InPart { refused } if refused.is_empty() => return Err(Refusal::NoReason),
            Outcome::InPart { refused } => What::AnsweredInPart {
                grounds: refused
                    .iter()
                    .map(|denial| denial.basis.ground().to_owned())
                    .collect(),
            },
        };
        let approval = match actor {
            Actor::System => match self.state {
                State::Running { approval, .. } => Some(approval),
                state => {
                    return Err(Refusal::Stage {
                        stage: state.stage(),
                    });
                }
            },
            _ => {
                self.check(Act::Answer, actor, now)?;
                self.approval().cloned()
            }
        };
        self.state = State::Answered {
            approval,
            at: now,
            outcome,
        };
        Ok(self.done(actor.by(), now, what))
    }
}
