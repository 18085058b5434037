//! The acts from the start of the run to the answer.

use chrono::{DateTime, Utc};

use super::{Acted, Answered, Approval, Outcome, Refusal, Request, Settlement, State, Stop, What};
use crate::{actor::Actor, role::Act};

/// Where a stopped request goes on.
fn going_on(approval: Approval, answered: Option<Answered>, now: DateTime<Utc>) -> State {
    match answered {
        Some(Answered { at, outcome }) => State::Answered {
            approval: Some(approval),
            at,
            outcome,
        },
        None => State::Running {
            approval,
            since: now,
        },
    }
}

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
        self.state = State::NeedsPerson {
            approval,
            since: now,
            why: why.clone(),
            answered: None,
        };
        Ok(self.done(Actor::System.by(), now, What::Stopped { why }))
    }

    /// It was answered, and a later search has found records again: it is opened, in plain sight,
    /// until a person has looked.
    ///
    /// # Errors
    /// It was never answered after a run, or nothing was found.
    pub fn found_again(mut self, now: DateTime<Utc>, why: Vec<Stop>) -> Acted {
        if why.is_empty() {
            return Err(Refusal::NoReason);
        }
        let (approval, answered) = match self.state {
            State::Answered {
                approval: Some(approval),
                at,
                outcome,
            } => (approval, Answered { at, outcome }),
            State::NeedsPerson {
                approval,
                answered: Some(answered),
                ..
            } => (approval, answered),
            state => {
                return Err(Refusal::Stage {
                    stage: state.stage(),
                });
            }
        };
        self.state = State::NeedsPerson {
            approval,
            since: now,
            why: why.clone(),
            answered: Some(answered),
        };
        Ok(self.done(Actor::System.by(), now, What::FoundAgain { why }))
    }

    /// An officer has looked into a store and says what is so there. When nothing else is in
    /// doubt the request goes on; one that was answered is answered again.
    ///
    /// # Errors
    /// Why not; also where this was not asked.
    pub fn settle(
        mut self,
        actor: &Actor,
        now: DateTime<Utc>,
        store: &str,
        how: Settlement,
    ) -> Acted {
        self.check(Act::Settle, actor, now)?;
        let State::NeedsPerson {
            approval,
            since,
            mut why,
            answered,
        } = self.state
        else {
            return Err(Refusal::Stage {
                stage: self.state.stage(),
            });
        };
        let asked = |stop: &Stop| match (stop, how) {
            (Stop::Doubt { store: of }, Settlement::Ran | Settlement::DidNotRun)
            | (Stop::FoundAgain { store: of, .. }, Settlement::MayStay) => of == store,
            _ => false,
        };
        let before = why.len();
        why.retain(|stop| !asked(stop));
        if why.len() == before {
            return Err(Refusal::NoReason);
        }
        let unsettled = why
            .iter()
            .any(|stop| matches!(stop, Stop::Doubt { .. } | Stop::FoundAgain { .. }));
        self.state = if unsettled {
            State::NeedsPerson {
                approval,
                since,
                why,
                answered,
            }
        } else {
            going_on(approval, answered, now)
        };
        let what = What::Settled {
            store: store.to_owned(),
            how,
        };
        Ok(self.done(actor.by(), now, what))
    }

    /// It goes on, under the approval it has. Where what would run has changed, it is approved
    /// again instead. One that was answered is answered again, until the next search.
    ///
    /// # Errors
    /// Why not.
    pub fn resume_running(mut self, actor: &Actor, now: DateTime<Utc>) -> Acted {
        self.check(Act::Retry, actor, now)?;
        let State::NeedsPerson {
            approval, answered, ..
        } = self.state
        else {
            return Err(Refusal::Stage {
                stage: self.state.stage(),
            });
        };
        self.state = going_on(approval, answered, now);
        Ok(self.done(actor.by(), now, What::Retried))
    }

    /// It is answered: by the machine when the run has ended, by an officer where a right is
    /// answered by a person. An erasure cannot be answered without having run.
    ///
    /// # Errors
    /// Why not.
    pub fn answer(mut self, actor: &Actor, now: DateTime<Utc>, outcome: Outcome) -> Acted {
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
                None
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
