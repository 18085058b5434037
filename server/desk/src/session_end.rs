//! When a session ends, and whose one was that has ended.

use chrono::{DateTime, Utc};
use habeas_domain::{
    actor::Actor,
    id::{StaffId, SubjectId},
};
use habeas_ledger::{sessions, staff, subjects};
use tower_sessions::session::Id;

use crate::{Desk, Done};

/// When a session ends, as seen now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// In how many seconds, at least.
    pub seconds: i64,
    /// Whether to use it puts the end off.
    pub extends: bool,
}

impl Desk {
    /// When a session ends that was begun then and is used now. Its use is written down once a
    /// minute at most, so a minute of what is allowed is not counted on.
    pub fn session_ends(&self, began: DateTime<Utc>) -> Ending {
        let idle = self.settings.session_idle - sessions::TOUCH;
        let left = sessions::LONGEST - (self.now() - began);
        Ending {
            seconds: idle.min(left).num_seconds().max(0),
            extends: idle < left,
        }
    }

    /// Whose a session was that has ended by itself a short while ago.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn whose_was(&self, id: &Id) -> Done<Option<Actor>> {
        let mut tx = self.ledger.read().await?;
        let Some(whose) = self.sessions.whose_was(&mut tx, id).await? else {
            return Ok(None);
        };
        let subject = SubjectId(whose);
        if subjects::account_of(&mut tx, subject).await?.is_some() {
            return Ok(Some(Actor::Customer(subject)));
        }
        let member = staff::by_id(&mut tx, &self.keys, StaffId(whose)).await?;
        Ok(member.map(|member| Actor::Staff {
            id: member.id,
            role: member.role,
        }))
    }
}
