//! Looking for erased people in all stores: once at the start, because that is when a backup was
//! restored, and then once a day; soon again where some store did not answer.

use chrono::{DateTime, Utc};
use habeas_domain::id::SubjectId;
use uuid::Uuid;

use crate::{Desk, Done, Welcome, comebacks::next_look, run::claim::Next};

/// When to look next.
#[derive(Debug, Default)]
pub(super) struct Watch {
    due: Option<DateTime<Utc>>,
    /// How many looks in a row were blind somewhere.
    blind: u32,
}

impl Desk {
    pub(super) async fn look_when_due(&self, watch: &mut Watch) {
        if watch.due.is_some_and(|due| self.now() < due) {
            return;
        }
        match self.watch(watch.blind).await {
            Ok((_, true)) => watch.blind = 0,
            Ok((_, false)) => watch.blind += 1,
            Err(error) => {
                watch.blind += 1;
                tracing::warn!(%error, "erased people could not be looked for");
            }
        }
        watch.due = Some(self.now() + next_look(watch.blind));
    }

    /// Somebody has shown that an address or number is theirs, who may have been erased before.
    pub(super) async fn welcome_back(&self, id: Uuid) -> Done<Next> {
        match self.welcome(SubjectId(id)).await? {
            Welcome::Back(_) => Ok(Next::Done),
            // Looked for at once, so that nothing of it is shown.
            Welcome::Erased => self.watch(0).await.map(|_| Next::Done),
            Welcome::Unknown => Ok(Next::Waits {
                until: self.now() + next_look(1),
                why: "stuck-no-answer",
                store: None,
            }),
        }
    }
}
