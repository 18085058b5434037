//! Doing the same with many requests. Each is an act of its own, with its own line in the audit
//! ledger: what cannot be done with one does not keep the others back.

use chrono::{DateTime, Utc};
use habeas_domain::{
    actor::Actor,
    id::{Reference, StaffId},
    request::{Acted, ExtensionReason, Request},
    role::Act,
    view::{Bulk, BulkLine},
};

use crate::{Desk, DeskError, Done, Visitor};

/// How many at once.
const MOST: usize = 200;

impl Desk {
    /// What would come of it, request by request: nothing is changed.
    ///
    /// # Errors
    /// Only who may; [`DeskError::NotFound`] for none, or too many.
    pub async fn bulk_preview(
        &self,
        visitor: &Visitor,
        bulk: Bulk,
        chosen: &[Reference],
    ) -> Done<Vec<BulkLine>> {
        let me = visitor.staff(act_of(bulk))?;
        if chosen.is_empty() || chosen.len() > MOST {
            return Err(DeskError::NotFound);
        }
        let now = self.now();
        for reference in chosen {
            self.not_near_request(visitor, reference, act_of(bulk))
                .await?;
        }
        let mut tx = self.ledger.read().await?;
        let names = self.handlers(&mut tx).await?;
        let mut lines = Vec::with_capacity(chosen.len());
        for reference in chosen {
            let kept = self.load(&mut tx, reference).await?;
            let request = kept.request;
            let refusal = self
                .bulk_act(bulk, request, (&visitor.actor, me), now)
                .err();
            let line = self
                .queue_lines(&mut tx, vec![kept.row], (me, &names))
                .await?;
            lines.extend(line.into_iter().map(|line| BulkLine {
                line,
                refusal: refusal.clone(),
            }));
        }
        Ok(lines)
    }

    /// Does it with those with which it can be done, as they were shown; how many.
    ///
    /// # Errors
    /// Only who may; [`DeskError::NotFound`] for none, or too many.
    pub async fn bulk(
        &self,
        visitor: &Visitor,
        bulk: Bulk,
        chosen: &[(Reference, i64)],
    ) -> Done<usize> {
        let me = visitor.staff(act_of(bulk))?;
        if chosen.is_empty() || chosen.len() > MOST {
            return Err(DeskError::NotFound);
        }
        let mut done = 0;
        for (reference, version) in chosen {
            let act = (act_of(bulk), reference, *version);
            let decide = |request: Request, by: &Actor, now: DateTime<Utc>| {
                self.bulk_act(bulk, request, (by, me), now)
            };
            match self.handle(visitor, act, decide).await {
                Ok(()) => done += 1,
                // It moved on, or the rules say no: the page shows it as it is now.
                Err(DeskError::Conflict | DeskError::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }

    fn bulk_act(
        &self,
        bulk: Bulk,
        request: Request,
        (by, me): (&Actor, StaffId),
        now: DateTime<Utc>,
    ) -> Acted {
        match bulk {
            Bulk::Take => request.assign(by, now, Some(me)),
            Bulk::Release => request.assign(by, now, None),
            Bulk::Extend => request.extend(by, now, vec![ExtensionReason::Number], &self.book),
        }
    }
}

const fn act_of(bulk: Bulk) -> Act {
    match bulk {
        Bulk::Take | Bulk::Release => Act::Assign,
        Bulk::Extend => Act::Extend,
    }
}
