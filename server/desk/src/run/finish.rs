//! The end of an erasure: search again, sign the receipt, forget the account, answer.

use std::{collections::BTreeSet, fs};

use anyhow::anyhow;
use habeas_domain::{
    actor::Actor,
    fault::point,
    id::RequestId,
    map::{DataMap, Place, Tell},
    plan::{Action, Plan},
    receipt::{CollectionOutcome, Receipt, ReceiptFacts, RecipientReceipt, Round, Suppression},
    request::{Denial, DenialBasis, Outcome, Request, Stop},
    role::Act,
};
use habeas_ledger::{
    comebacks,
    jobs::{self, Job, Work},
    packages, receipts, rounds,
    steps::{self, Row},
    subjects,
};
use habeas_stores::StoreOutcome;
use uuid::Uuid;

use crate::{
    Desk, Done,
    keep::Kept,
    run::{
        Trouble,
        claim::{ATTEMPTS, Claim, Next},
        left::{Left, Rest, by_store},
        unanswered,
    },
    told::signed,
};

impl Desk {
    /// Called when every store is done, under the claim to the request; a worker that has lost it
    /// cannot end it.
    pub(super) async fn finish_erasure(
        &self,
        kept: Kept,
        plan: &Plan,
        claim: &Claim,
    ) -> Done<Next> {
        let mut tx = self.ledger.read().await?;
        let row = self.load_by_id(&mut tx, kept.request.id).await?.row;
        let private = self.private(&mut tx, &row).await?;
        let steps = steps::of_request(&mut tx, kept.request.id).await?;
        drop(tx);
        let mut rest = Rest::default();
        let stops = match self.left_over(&kept, &private).await? {
            Left::Records(left, stays) => {
                rest = stays;
                by_store(&left)
                    .into_iter()
                    .map(|(store, count)| Stop::LeftOver { store, count })
                    .collect()
            }
            Left::NoAnswer(store, why) => match unanswered(&store, why) {
                // Everything is erased; it is asked for as long as that lasts, in plain sight.
                (stop, Trouble::NoAnswer) => {
                    return Ok(Next::Waits {
                        until: self.circuit.silent(&store, self.now()),
                        why: stop.key(),
                        store: Some(store),
                    });
                }
                // A store that refuses or has changed: asked a few times, like any step.
                (stop, _) if claim.row().attempts >= ATTEMPTS => vec![stop],
                (stop, _) => return Err(anyhow!("the last search met {}", stop.key()).into()),
            },
        };
        if !stops.is_empty() {
            return self.stop_for(&kept, stops, claim).await;
        }
        let (outcomes, scrubbed) = outcomes(&steps)?;
        let signing = self.signing_key().await?;
        let outcome = self.outcome(&kept.request, plan);
        let now = self.now();
        point("before-answer");
        let subject = kept.request.subject;
        let (request, event) = kept.request.clone().answer(&Actor::System, now, outcome)?;
        let mut tx = self.ledger.begin().await?;
        let by = (&Actor::System, Act::Run);
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        let changed = outcomes.iter().filter(|done| done.changed_anything());
        self.tell_of_erasure(&mut tx, &request, changed.map(|done| &done.place))
            .await?;
        let recipients = self.recipients(&mut tx, &request).await?;
        let receipt = self.receipt_of(&request, plan, (&outcomes, scrubbed), recipients);
        let text = signed(&receipt, &signing)?;
        receipts::put(&mut tx, &receipt.reference, &text, now).await?;
        if !request.areas.is_empty() {
            // The person stays a customer and keeps account, copies and key; what was frozen goes.
            steps::thaw(&mut tx, request.id).await?;
            self.finish_in(&mut tx, claim).await?;
            tx.commit().await?;
            point("answered");
            return Ok(Next::Told);
        }
        self.schedule_rest(&mut tx, &kept, (&rest.records, rest.next_end))
            .await?;
        if let Some(first) = &request.follows {
            self.say_later(&mut tx, (&request, first), &signing).await?;
        }
        let files = packages::of_subject(&mut tx, subject.0).await?;
        for (request, _) in &files {
            packages::forget(&mut tx, *request).await?;
        }
        subjects::forget(&mut tx, subject).await?;
        if request.replays.is_some() {
            // A replay's form number is that of the erasure it repeats, turned over.
            let erased = RequestId(Uuid::from_u128(!kept.row.client_id.as_u128()));
            comebacks::settle(&mut tx, erased, ("replayed", None), now).await?;
        }
        for (number, after) in (1..).zip(&self.settings.verify_after) {
            rounds::add(&mut tx, request.id, number, now + *after).await?;
        }
        match self.settings.verify_after.iter().min() {
            Some(first) => {
                let job = Job::new(Work::Verify, request.id.0);
                jobs::enqueue(&mut tx, &job, now + *first).await?;
            }
            None => {
                steps::thaw(&mut tx, request.id).await?;
                subjects::shred(&mut tx, subject, now).await?;
            }
        }
        self.finish_in(&mut tx, claim).await?;
        tx.commit().await?;
        point("answered");
        for (_, file) in files {
            // The key is gone; the sweep removes a file that is missed here.
            let _gone = fs::remove_file(self.settings.packages().join(file));
        }
        Ok(Next::Told)
    }

    fn receipt_of(
        &self,
        request: &Request,
        plan: &Plan,
        (outcomes, scrubbed): (&[CollectionOutcome], BTreeSet<String>),
        recipients: Vec<RecipientReceipt>,
    ) -> Receipt {
        let now = self.now();
        let day = |at| request.regime.day(at);
        let approved = request.approval().map_or(now, |approval| approval.at());
        let facts = ReceiptFacts {
            reference: request.reference.to_string(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            asked_on: day(request.received_at),
            approved_on: day(approved),
            done_at: now,
            rounds: vec![Round {
                at: now,
                found_left: 0,
                not_reached: Vec::new(),
            }],
            suppression: request.areas.is_empty().then(|| Suppression {
                until: Some(day(now + self.settings.tombstones_kept)),
            }),
            recipients,
            scrubbed,
        };
        Receipt::from(facts, plan, outcomes, self.map())
    }

    /// In full, or in part with the grounds the person may be told of.
    fn outcome(&self, request: &Request, plan: &Plan) -> Outcome {
        let totals = plan.totals();
        if totals.deleted + totals.anonymised + totals.unlinked + totals.kept == 0 {
            return Outcome::NothingHeld;
        }
        let Ok(rules) = self.book.rules(&request.regime) else {
            return Outcome::InFull;
        };
        let mut refused: Vec<Denial> = Vec::new();
        for (place, ground, until) in kept_places(plan) {
            let Some(law) = told(self.map(), ground) else {
                continue;
            };
            let basis = DenialBasis::Map(ground.to_owned());
            match refused.iter_mut().find(|denial| denial.basis == basis) {
                Some(denial) => {
                    denial.stays.push(place);
                    denial.until = denial.until.max(until);
                }
                None => refused.push(Denial {
                    basis,
                    law,
                    stays: vec![place],
                    until,
                    appeal: rules.appeal.clone(),
                }),
            }
        }
        if refused.is_empty() {
            Outcome::InFull
        } else {
            Outcome::InPart { refused }
        }
    }
}

/// What happened in each collection, and the stores in which nothing of it is left in the file.
fn outcomes(steps: &[Row]) -> Done<(Vec<CollectionOutcome>, BTreeSet<String>)> {
    let mut outcomes: Vec<CollectionOutcome> = Vec::new();
    let mut scrubbed = BTreeSet::new();
    for step in steps {
        let Some(outcome) = &step.outcome else {
            return Err(anyhow!("a step without an outcome").into());
        };
        let outcome: StoreOutcome =
            serde_json::from_value(outcome.clone()).map_err(|error| anyhow!(error))?;
        if outcome.scrubbed {
            scrubbed.insert(outcome.store.clone());
        }
        for done in &outcome.steps {
            let place = Place::new(&outcome.store, &done.step.collection);
            let index = match outcomes.iter().position(|known| known.place == place) {
                Some(index) => index,
                None => {
                    outcomes.push(CollectionOutcome {
                        place,
                        deleted: 0,
                        anonymised: 0,
                        unlinked: 0,
                    });
                    outcomes.len() - 1
                }
            };
            let line = &mut outcomes[index];
            match done.step.action {
                Action::Delete => line.deleted += done.changed,
                Action::Anonymise { .. } => line.anonymised += done.changed,
                // Shared records are let go of, however many links that took.
                Action::Unlink => line.unlinked += done.step.count,
                Action::Keep { .. } => {}
            }
        }
    }
    Ok((outcomes, scrubbed))
}

fn kept_places(plan: &Plan) -> impl Iterator<Item = (String, &str, Option<chrono::NaiveDate>)> {
    plan.stores.iter().flat_map(|part| {
        part.steps.iter().filter_map(|step| match &step.action {
            Action::Keep { ground, until } => {
                let place = Place::new(&part.store, &step.collection);
                Some((place.to_string(), ground.as_str(), *until))
            }
            _ => None,
        })
    })
}

/// The law of a ground, where the person may be told.
fn told(map: &DataMap, ground: &str) -> Option<String> {
    map.grounds
        .get(ground)
        .filter(|ground| ground.tell == Tell::Person)
        .map(|ground| ground.law.clone())
}
