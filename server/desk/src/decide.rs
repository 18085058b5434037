//! What an officer decides: approve, refuse, try again.

use anyhow::anyhow;
use chrono::TimeDelta;
use habeas_domain::{
    hold::Touch,
    id::Reference,
    request::{Refusing, State, Stop},
    right::Right,
    role::Act,
};
use habeas_ledger::{
    Tx,
    jobs::{self, Job, Work},
    requests, steps,
};

use crate::{Desk, DeskError, Done, Problem, Visitor, keep::Kept};

/// A refusal as an officer enters it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefusalAsked {
    /// The ground, by its name in the rules.
    pub ground: String,
    /// Words to the person.
    pub note: String,
}

/// The longest words to a person, in characters.
const LONGEST_NOTE: usize = 4000;

impl Desk {
    /// Lets a request run: an erasure after its hold, everything else at once. What is signed is
    /// the digest of the plan the officer saw; if the stores would give another plan now, nothing
    /// is approved.
    ///
    /// # Errors
    /// [`DeskError::Conflict`] where request or plan moved on, [`DeskError::Refused`] where the
    /// rules say no, [`DeskError::Unavailable`] where a system stands in the way.
    pub async fn approve(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
        digest: Option<&str>,
    ) -> Done {
        self.not_near_request(visitor, reference, Act::Approve)
            .await?;
        let mut tx = self.ledger.read().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        self.not_who_checked(&mut tx, visitor, &kept).await?;
        self.prepared_is_checked(&mut tx, visitor, &kept).await?;
        drop(tx);
        let now = self.now();
        kept.request.check(Act::Approve, &visitor.actor, now)?;
        self.not_stopped(kept.request.subject).await?;
        self.contact_shown(&kept).await?;
        let mut plan = None;
        let mut hold = TimeDelta::zero();
        if kept.request.right == Right::Erasure {
            self.standing(kept.request.subject)
                .await?
                .check(Touch::Erase)?;
            let fresh = self.fresh_plan(&kept.request).await?;
            if !fresh.is_complete() {
                let missing = crate::lines::obstacles(self.map(), &fresh);
                return Err(DeskError::Unavailable(missing));
            }
            if digest != Some(fresh.digest().as_str()) {
                return Err(DeskError::Conflict);
            }
            hold = self.settings.hold;
            plan = Some(fresh);
        }
        if kept.request.right.hands_out_or_destroys() {
            let until = self.recent_change(kept.request.subject).await?;
            hold = hold.max(until.map_or(hold, |until| until - now));
        }
        let signed = plan.as_ref().map(habeas_domain::plan::Plan::digest);
        let left_over = left_over(&kept.request.state);
        let by = (&visitor.actor, Act::Approve);
        let (request, event) = kept
            .request
            .approve(&visitor.actor, now, signed.clone(), hold)?;
        let mut tx = self.ledger.begin().await?;
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        if let (Some(plan), Some(digest)) = (&plan, &signed) {
            let body = serde_json::to_value(plan).map_err(|error| anyhow!(error))?;
            requests::set_plan(&mut tx, request.id, digest, &body, now).await?;
        }
        // A request that was stopped and is approved anew starts its stopped parts afresh, and
        // those where records were left over once more.
        steps::restart(&mut tx, request.id).await?;
        for store in left_over {
            steps::reopen(&mut tx, request.id, &store).await?;
        }
        let job = Job::new(Work::Run, request.id.0);
        jobs::enqueue(&mut tx, &job, now + hold).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Refuses a request on a ground that the law knows, with words to the person.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for ground and note, [`DeskError::Conflict`] where it moved on.
    pub async fn refuse(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
        asked: &RefusalAsked,
    ) -> Done {
        visitor.staff(Act::Refuse)?;
        let note = asked.note.trim();
        let mut problems = Vec::new();
        if asked.ground.is_empty() {
            problems.push(("ground", Problem::Missing));
        }
        if note.is_empty() {
            problems.push(("note", Problem::Missing));
        }
        if note.chars().count() > LONGEST_NOTE {
            let fault = habeas_domain::validate::Fault::TooLong(LONGEST_NOTE);
            problems.push(("note", Problem::Value(fault)));
        }
        if !problems.is_empty() {
            return Err(DeskError::Answers(problems));
        }
        self.not_near_request(visitor, reference, Act::Refuse)
            .await?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        let mut private = self.private(&mut tx, &kept.row).await?;
        let refusing = Refusing {
            ground: asked.ground.clone(),
            stays: Vec::new(),
            until: None,
        };
        let by = (&visitor.actor, Act::Refuse);
        let (request, event) =
            kept.request
                .refuse(&visitor.actor, self.now(), refusing, &self.book)?;
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        private.note = Some(note.to_owned());
        let sealed = self.seal(&mut tx, request.subject, &private).await?;
        requests::set_sealed(&mut tx, request.id, &sealed).await?;
        Ok(tx.commit().await?)
    }

    /// Has a stopped request tried again under the approval it has.
    ///
    /// # Errors
    /// [`DeskError::Conflict`] where it moved on, [`DeskError::Refused`] where it is not stopped.
    pub async fn retry(&self, visitor: &Visitor, reference: &Reference, version: i64) -> Done {
        self.not_near_request(visitor, reference, Act::Retry)
            .await?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        let by = (&visitor.actor, Act::Retry);
        let (request, event) = kept.request.resume_running(&visitor.actor, now)?;
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        if request.was_answered() {
            self.search_once_more(&mut tx, request.id).await?;
        } else {
            steps::restart(&mut tx, request.id).await?;
            jobs::enqueue(&mut tx, &Job::new(Work::Run, request.id.0), now).await?;
        }
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// The request as the officer saw it.
    pub(crate) async fn at_version(
        &self,
        tx: &mut Tx,
        reference: &Reference,
        version: i64,
    ) -> Done<Kept> {
        let kept = self.load(tx, reference).await?;
        if kept.request.version == version {
            Ok(kept)
        } else {
            Err(DeskError::Conflict)
        }
    }
}

/// The stores in which a search after the run found records that are to go.
fn left_over(state: &State) -> Vec<String> {
    let State::NeedsPerson { why, .. } = state else {
        return Vec::new();
    };
    let left = why.iter().filter_map(|stop| match stop {
        Stop::LeftOver { store, .. } => Some(store.clone()),
        _ => None,
    });
    left.collect()
}
