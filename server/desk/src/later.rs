//! Erasing what had to stay, when its time is over: by itself, with the same protocol and a receipt
//! of its own, also when nobody remembers the person any more. Before it runs it is asked whether a
//! hold, a restriction or an open request of that person stands in the way.

use std::time::Duration;

use anyhow::anyhow;
use chrono::TimeDelta;
use habeas_domain::{
    actor::Actor,
    hold::Touch,
    id::{Reference, RequestId, SubjectId},
    identity::Identity,
    map::{Place, RecordErase},
    plan::{Action, Plan},
    receipt::LaterReceipt,
    request::{NewRequest, Request},
    right::Right,
    role::Act,
    view::LaterView,
};
use habeas_ledger::{
    Tx, holds,
    jobs::{self, Job, Work},
    later::{self, Later},
    receipts, requests, subjects,
};
use habeas_stores::ClassedKeys;

use crate::{Desk, Done, keep::Kept, run::Intents, told::signed};

/// When what is held back is looked at again.
const AGAIN: Duration = Duration::from_secs(24 * 3600);
/// When a store that did not answer is asked again.
const SOON: Duration = Duration::from_secs(3600);

impl Desk {
    /// Begins the erasures of what had to stay and is due: called by the sweep.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn begin_later(&self) -> Done {
        let mut tx = self.ledger.read().await?;
        let due = later::due(&mut tx, self.today(), self.now()).await?;
        drop(tx);
        for one in due {
            if let Err(error) = self.begin_one(&one).await {
                tracing::error!(%error, "a later erasure could not begin");
            }
        }
        Ok(())
    }

    async fn begin_one(&self, one: &Later) -> Done {
        if let Some(why) = self.in_the_way(one).await? {
            return self.wait_for(one, why, AGAIN).await;
        }
        let mut tx = self.ledger.read().await?;
        let records = later::records(&mut tx, &self.keys, one).await?;
        drop(tx);
        let (plan, search) = self.stores.plan(&records, self.today()).await;
        if !plan.is_complete() {
            return self.wait_for(one, "store", SOON).await;
        }
        if self.takes_something(&plan) {
            return self.begin_erasure(one, &records, &plan).await;
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        match search.next_end {
            Some(due) if due > self.today() => later::put_off(&mut tx, one.id, due).await?,
            // It stays without an end, or is gone already.
            _ => {
                later::settle(&mut tx, one.id, None).await?;
                subjects::shred(&mut tx, SubjectId(one.keeper_id), now).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// A hold or restriction on whose it was, or a request of theirs that is not answered.
    async fn in_the_way(&self, one: &Later) -> Done<Option<&'static str>> {
        let mut tx = self.ledger.read().await?;
        for subject in [one.subject_id, one.keeper_id] {
            let standing = holds::standing(&mut tx, SubjectId(subject)).await?;
            if standing.check(Touch::Erase).is_err() {
                return Ok(Some("hold"));
            }
        }
        let open = requests::of_subject(&mut tx, SubjectId(one.subject_id)).await?;
        Ok(open.iter().any(|row| !row.finished).then_some("dispute"))
    }

    async fn wait_for(&self, one: &Later, why: &str, wait: Duration) -> Done {
        let mut tx = self.ledger.begin().await?;
        later::wait(&mut tx, one.id, why, self.now() + wait).await?;
        Ok(tx.commit().await?)
    }

    async fn begin_erasure(&self, one: &Later, records: &[Identity], plan: &Plan) -> Done {
        let now = self.now();
        let country = &self.map().controller.country;
        let regime = self
            .book
            .choose(country, None, self.settings.zone, self.today())
            .map_err(anyhow::Error::from)?;
        let new = NewRequest {
            id: RequestId::from_random(self.dice.bytes()),
            reference: Reference::from_random(self.dice.bytes()),
            subject: SubjectId(one.keeper_id),
            right: Right::Erasure,
            regime,
            received_at: now,
            proof: None,
        };
        let mut tx = self.ledger.begin().await?;
        let first = self.load_by_id(&mut tx, RequestId(one.request_id)).await?;
        let follows = first.request.reference;
        let (request, event) = Request::follow(new, follows, now, &self.book)?;
        if !later::settle(&mut tx, one.id, Some(request.id)).await? {
            return Ok(());
        }
        let keeper = request.subject;
        for record in records {
            subjects::add_identity(&mut tx, &self.keys, &self.dice, keeper, record, now).await?;
        }
        let digest = plan.digest();
        let by = (&Actor::System, Act::EraseLater);
        let row = self
            .add(&mut tx, (&request, &event), by, one.id, None)
            .await?;
        let (request, event) =
            request.approve(&Actor::System, now, Some(digest.clone()), TimeDelta::zero())?;
        let by = (&Actor::System, Act::ApproveByRule);
        self.save(&mut tx, &row, (&request, &event), by).await?;
        let body = serde_json::to_value(plan).map_err(|error| anyhow!(error))?;
        requests::set_plan(&mut tx, request.id, &digest, &body, now).await?;
        jobs::enqueue(&mut tx, &Job::new(Work::Run, request.id.0), now).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// The records that an erasure leaves under retention, from what it froze; with those that it
    /// only changed, so that what belongs to them is not taken for somebody else's.
    pub(crate) fn staying_records(&self, intents: &Intents) -> Vec<Identity> {
        let kept = |keys: &ClassedKeys| keys.kept.values().any(|kept| !kept.is_empty());
        if !intents.iter().any(|(_, keys)| kept(keys)) {
            return Vec::new();
        }
        let mut records = Vec::new();
        for (place, keys) in intents {
            let collection = self.map().collection(place);
            let changed = collection.is_some_and(|one| one.erase == RecordErase::Anonymise);
            let own = keys.own.iter().filter(|_| changed);
            for key in keys.kept.values().flatten().chain(own) {
                records.push(Identity::record(place, key));
            }
        }
        records
    }

    /// Whether a plan takes something that had to stay, and not only changes once more what was
    /// changed before.
    fn takes_something(&self, plan: &Plan) -> bool {
        plan.stores.iter().any(|store| {
            store.steps.iter().any(|step| {
                let place = Place::new(&store.store, &step.collection);
                let ruled = self
                    .map()
                    .collection(&place)
                    .is_some_and(|collection| collection.keep.is_some());
                match step.action {
                    Action::Anonymise { .. } => ruled,
                    Action::Delete | Action::Unlink => true,
                    Action::Keep { .. } => false,
                }
            })
        })
    }

    /// Schedules what an erasure leaves for the first day on which some of it may go.
    pub(crate) async fn schedule_rest(
        &self,
        tx: &mut Tx,
        kept: &Kept,
        (records, due): (&[Identity], Option<chrono::NaiveDate>),
    ) -> Done {
        let Some(due) = due.filter(|_| !records.is_empty()) else {
            return Ok(());
        };
        let now = self.now();
        // What was left more than once stays with the erasure that the person asked for.
        let before = later::became(tx, kept.request.id).await?;
        let (request, subject) = match &before {
            Some(before) => (RequestId(before.request_id), SubjectId(before.subject_id)),
            None => (kept.request.id, kept.request.subject),
        };
        let new = later::New {
            id: self.dice.uuid(now),
            request,
            subject,
            keeper: SubjectId::from_random(self.dice.bytes()),
            records,
            due,
        };
        later::add(tx, &self.keys, &self.dice, &new, now).await?;
        Ok(())
    }

    /// Says on the receipt of the erasure that left it that more of it is gone now.
    pub(crate) async fn say_later(
        &self,
        tx: &mut Tx,
        (done, first): (&Request, &Reference),
        key: &ed25519_dalek::SigningKey,
    ) -> Done {
        let Ok((mut receipt, _)) = self.receipt_in(tx, first).await else {
            return Ok(());
        };
        receipt.later.push(LaterReceipt {
            reference: done.reference.to_string(),
            done_at: self.now(),
        });
        let text = signed(&receipt, key)?;
        receipts::put(tx, &receipt.reference, &text, self.now()).await?;
        Ok(())
    }

    /// What a request left and when it goes, for whoever handles it.
    pub(crate) async fn later_views(
        &self,
        tx: &mut Tx,
        request: RequestId,
    ) -> Done<Vec<LaterView>> {
        let mut views = Vec::new();
        for one in later::of_request(tx, request).await? {
            let begun = match one.begun_id {
                Some(id) => requests::find(tx, RequestId(id)).await?,
                None => None,
            };
            views.push(LaterView {
                due: one.due,
                waits: one.waits.filter(|_| one.due <= self.today()),
                begun: begun.and_then(|row| row.reference.parse().ok()),
                over: one.state == "over",
            });
        }
        Ok(views)
    }
}
