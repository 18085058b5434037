//! That a request came in is confirmed where the law says until when (11 CCR §7021(a); DPA 2018
//! s. 164A).

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Acted, Request, What};
use crate::{actor::Actor, role::Act};

/// Until when receipt must be confirmed, and when it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// The last day the law allows.
    pub due: NaiveDate,
    /// When it was confirmed.
    pub at: Option<DateTime<Utc>>,
}

impl Request {
    /// That it came in is confirmed: by the machine where the person can be written to, else by
    /// staff who posted it.
    ///
    /// # Errors
    /// Why not.
    pub fn acknowledge(mut self, actor: &Actor, now: DateTime<Utc>) -> Acted {
        self.check(Act::Acknowledge, actor, now)?;
        if let Some(acknowledgement) = &mut self.acknowledgement {
            acknowledgement.at = Some(now);
        }
        Ok(self.done(actor.by(), now, What::Acknowledged))
    }
}
