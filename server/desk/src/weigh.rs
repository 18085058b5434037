//! Asking the company's rules whether they approve a request, so that people decide what needs
//! deciding. A share of what they would approve goes to a person all the same.

use anyhow::anyhow;
use chrono::TimeDelta;
use habeas_domain::{
    actor::Actor,
    found::Answer,
    id::RequestId,
    request::{CleanFacts, Request, Verdict, decide},
    right::Right,
    role::Act,
};
use habeas_ledger::{
    Tx,
    jobs::{self, Job, Work},
    requests,
};

use crate::{Desk, Done, keep::Kept};

impl Desk {
    /// Has a request weighed, where there is a rule for its right.
    pub(crate) async fn have_weighed(&self, tx: &mut Tx, request: &Request) -> Done {
        let rules = &self.settings.approve;
        if rules.iter().any(|rule| rule.right == request.right) {
            let job = Job::new(Work::Weigh, request.id.0);
            jobs::enqueue(tx, &job, self.now()).await?;
        }
        Ok(())
    }

    /// Weighs a request that waits for a decision.
    pub(crate) async fn weigh(&self, id: RequestId) -> Done {
        let mut tx = self.ledger.read().await?;
        let kept = self.load_by_id(&mut tx, id).await?;
        drop(tx);
        let now = self.now();
        let actor = Actor::System;
        if kept.request.check(Act::ApproveByRule, &actor, now).is_err() {
            return Ok(());
        }
        // A new address that nobody has shown to be the person's is for a person to look at.
        let unshown = self.contact_shown(&kept).await.is_err();
        let doubtful = unshown || self.recent_contact(&kept).await?.is_some();
        let (facts, plan) = match kept.request.right {
            Right::Erasure => {
                let plan = self.fresh_plan(&kept.request).await?;
                let totals = plan.totals();
                let facts = CleanFacts {
                    complete: plan.is_complete(),
                    records: totals.deleted + totals.anonymised + totals.unlinked,
                    shared: totals.unlinked,
                    kept: totals.kept,
                    doubtful,
                };
                (facts, Some(plan))
            }
            Right::Access | Right::Portability => {
                let identities = self.identities(kept.request.subject).await?;
                let search = self.stores.find(&identities, self.today()).await;
                let facts = CleanFacts {
                    complete: search
                        .found
                        .answers
                        .iter()
                        .all(|(_, answer)| matches!(answer, Answer::Found(_) | Answer::None)),
                    records: search.found.total(),
                    doubtful,
                    ..CleanFacts::default()
                };
                (facts, None)
            }
            _ => {
                let facts = CleanFacts {
                    complete: true,
                    records: 1,
                    doubtful,
                    ..CleanFacts::default()
                };
                (facts, None)
            }
        };
        let roll = u32::from_be_bytes(self.dice.bytes());
        let Kept { row, request } = kept;
        match decide(&self.settings.approve, &request, &facts, roll) {
            Verdict::Person => Ok(()),
            Verdict::Sample(rule) => {
                let (request, event) = request.sample(now, &rule)?;
                let mut tx = self.ledger.begin().await?;
                let by = (&actor, Act::Sample);
                self.save(&mut tx, &row, (&request, &event), by).await?;
                Ok(tx.commit().await?)
            }
            Verdict::Approve(rule) => {
                let digest = plan.as_ref().map(habeas_domain::plan::Plan::digest);
                let hold = match request.right {
                    Right::Erasure => self.settings.hold,
                    _ => TimeDelta::zero(),
                };
                let (request, event) = request.approve_by_rule(now, &rule, digest.clone(), hold)?;
                let mut tx = self.ledger.begin().await?;
                let by = (&actor, Act::ApproveByRule);
                self.save(&mut tx, &row, (&request, &event), by).await?;
                if let (Some(plan), Some(digest)) = (&plan, &digest) {
                    let body = serde_json::to_value(plan).map_err(|error| anyhow!(error))?;
                    requests::set_plan(&mut tx, request.id, digest, &body, now).await?;
                }
                let job = Job::new(Work::Run, request.id.0);
                jobs::enqueue(&mut tx, &job, now + hold).await?;
                tx.commit().await?;
                self.bell.ring();
                Ok(())
            }
        }
    }
}
