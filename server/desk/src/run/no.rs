//! Carrying out what a person says no to.

use std::collections::BTreeMap;

use anyhow::anyhow;
use habeas_domain::{
    actor::Actor,
    fault::point,
    request::{Outcome, Stop},
    role::Act,
};
use habeas_ledger::{choices, steps};
use habeas_stores::StoreError;

use crate::{
    Desk, Done,
    choices::Obeyed,
    keep::Kept,
    run::{
        Trouble,
        claim::{Claim, Next},
    },
};

impl Desk {
    /// The stores that a no is written to.
    pub(super) fn stores_of_no(&self, kept: &Kept) -> Vec<String> {
        let writes = self
            .map()
            .choices
            .iter()
            .filter(|choice| kept.request.no_to.contains(&choice.right))
            .flat_map(|choice| &choice.writes);
        let mut stores: Vec<String> = Vec::new();
        for write in writes {
            let store = self.map().resolve("", write.collection.as_str()).store;
            if !stores.contains(&store) {
                stores.push(store);
            }
        }
        stores
    }

    /// Writes it to every store, and answers when each has taken it. Where nobody was found it is
    /// kept under what the person gave, and written as soon as they are known by it.
    pub(super) async fn say_no(&self, kept: Kept, claim: &Claim) -> Done<Next> {
        let mut tx = self.ledger.read().await?;
        let all = steps::of_request(&mut tx, kept.request.id).await?;
        let identities = self.given(&mut tx, &kept.request).await?;
        let made = choices::of_subject(&mut tx, kept.request.subject).await?;
        drop(tx);
        let waiting = || all.iter().filter(|step| step.state != "done");
        if let Some(waits) = self.left_alone(waiting()) {
            return Ok(waits);
        }
        let mut turns = Vec::new();
        for step in waiting() {
            let Some(turn) = self.take(step.id).await? else {
                return Ok(self.elsewhere(step));
            };
            turns.push(turn);
        }
        let mut taken: BTreeMap<String, Result<u64, StoreError>> = BTreeMap::new();
        let mut obeyed = Vec::new();
        point("before-no");
        for what in &kept.request.no_to {
            let mut lines: Vec<Obeyed> = Vec::new();
            for line in self.stores.write_choice(*what, false, &identities).await {
                let store = line.place.store;
                match lines.iter_mut().find(|known| known.store == store) {
                    Some(known) => known.obeyed &= line.result.is_ok(),
                    None => lines.push(Obeyed {
                        store: store.clone(),
                        obeyed: line.result.is_ok(),
                    }),
                }
                let so_far = taken.entry(store).or_insert(Ok(0));
                match (so_far, line.result) {
                    (Ok(sum), Ok(records)) => *sum += records,
                    (so_far @ Ok(_), Err(error)) => *so_far = Err(error),
                    (Err(_), _) => {}
                }
            }
            if let Some(row) = made.iter().find(|row| row.what == what.as_str()) {
                let outcome = serde_json::to_value(&lines).map_err(|error| anyhow!(error))?;
                obeyed.push((row.id, outcome));
            }
        }
        let mut failed = None;
        let mut records = 0;
        let mut tx = self.ledger.begin().await?;
        for (id, outcome) in &obeyed {
            choices::set_outcome(&mut tx, *id, outcome).await?;
        }
        for turn in turns {
            match taken.get(&turn.step().store) {
                Some(Err(error)) => failed = failed.or(Some((trouble(error), turn))),
                found => {
                    self.circuit.answered(&turn.step().store);
                    let count = found.and_then(|found| found.as_ref().ok()).copied();
                    let count = i64::try_from(count.unwrap_or(0)).unwrap_or(i64::MAX);
                    let outcome = serde_json::json!({ "v": 1, "records": count });
                    steps::done(&mut tx, &turn.end(), &outcome, count).await?;
                    records += count;
                }
            }
        }
        if let Some((trouble, turn)) = failed {
            tx.commit().await?;
            let store = turn.step().store.clone();
            let stop = match trouble {
                Trouble::NoAnswer => Stop::NoAnswer { store },
                _ => Stop::Failed { store },
            };
            let stepped = self.step_failed(turn, (stop, trouble)).await?;
            return self.after_step(&kept, stepped, claim).await;
        }
        let before: i64 = all.iter().map(|step| step.records).sum();
        let outcome = if records + before > 0 {
            Outcome::InFull
        } else {
            Outcome::NothingHeld
        };
        let (request, event) = kept.request.answer(&Actor::System, self.now(), outcome)?;
        let by = (&Actor::System, Act::Run);
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        self.finish_in(&mut tx, claim).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(Next::Told)
    }
}

/// What may help a store that did not take it.
fn trouble(error: &StoreError) -> Trouble {
    match error {
        StoreError::Unreachable | StoreError::TimedOut | StoreError::NotConnected => {
            Trouble::NoAnswer
        }
        _ => Trouble::MayPass,
    }
}
