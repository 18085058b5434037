//! Two requests of one person for the same: offered for joining, never joined silently.

use chrono::{DateTime, Utc};

use super::{Acted, Refusal, Request, State, What};
use crate::{actor::Actor, id::Reference, role::Act};

impl Request {
    /// Whether this one could be closed in favour of the other.
    pub fn joins(&self, other: &Request) -> bool {
        self.id != other.id
            && self.subject == other.subject
            && self.right == other.right
            && self.no_to == other.no_to
            && !other.state.is_finished()
            && other.replays.is_none()
    }

    /// It is closed, because the other one asks for the same and goes on for both.
    ///
    /// # Errors
    /// Why not.
    pub fn join(mut self, actor: &Actor, now: DateTime<Utc>, other: &Request) -> Acted {
        self.check(Act::Join, actor, now)?;
        if !self.joins(other) {
            return Err(Refusal::NotTheSame);
        }
        self.end_pause(now);
        let into = other.reference;
        self.state = State::Joined { at: now, into };
        Ok(self.done(actor.by(), now, What::Joined { into }))
    }

    /// It goes on for another one that was closed.
    ///
    /// # Errors
    /// It is finished.
    pub fn joined_by(self, actor: &Actor, now: DateTime<Utc>, from: Reference) -> Acted {
        if !actor.may(Act::Join) {
            return Err(Refusal::NotAllowed);
        }
        if self.state.is_finished() {
            return Err(Refusal::Stage {
                stage: self.state.stage(),
            });
        }
        Ok(self.done(actor.by(), now, What::JoinedBy { from }))
    }
}
