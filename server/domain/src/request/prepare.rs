//! A correction that was asked for in words, until it is written down which field becomes what.

use chrono::{DateTime, Utc};

use super::{Acted, Request, What};
use crate::{actor::Actor, role::Act};

impl Request {
    /// It is written down which field becomes what; from now on it can be approved.
    ///
    /// # Errors
    /// Why not.
    pub fn prepare(mut self, actor: &Actor, now: DateTime<Utc>) -> Acted {
        self.check(Act::PrepareCorrection, actor, now)?;
        self.prepared = true;
        Ok(self.done(actor.by(), now, What::Prepared))
    }
}
