//! Writing a choice into the columns that the map names for it.

use anyhow::anyhow;
use habeas_domain::{choice::ChoiceRight, id::SubjectId};
use habeas_ledger::choices;
use habeas_stores::StoreError;
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done,
    choices::Obeyed,
    run::claim::{Claim, Next, pause},
};

impl Desk {
    pub(super) async fn choose(&self, id: Uuid, claim: &Claim) -> Done<Next> {
        let mut tx = self.ledger.read().await?;
        let row = choices::find(&mut tx, id)
            .await?
            .ok_or(DeskError::NotFound)?;
        let subject = SubjectId(row.subject_id);
        let newest = choices::of_subject(&mut tx, subject)
            .await?
            .into_iter()
            .find(|other| other.what == row.what);
        drop(tx);
        // The person has changed their mind meanwhile: the later choice has its own job.
        if newest.is_some_and(|newest| newest.id != row.id) {
            return Ok(Next::Done);
        }
        let right: ChoiceRight = row.what.parse().map_err(|error| anyhow!("{error}"))?;
        let identities = self.identities(subject).await?;
        let mut lines: Vec<Obeyed> = Vec::new();
        let mut silent = None;
        let mut refused = None;
        let written = self
            .stores
            .write_choice(right, row.allowed, &identities)
            .await;
        for line in written {
            let obeyed = line.result.is_ok();
            let store = line.place.store;
            match line.result {
                Ok(_) => {}
                Err(
                    StoreError::Unreachable
                    | StoreError::TimedOut
                    | StoreError::Busy
                    | StoreError::NotConnected,
                ) => silent = Some(store.clone()),
                Err(error) => refused = Some((store.clone(), error)),
            }
            match lines.iter_mut().find(|known| known.store == store) {
                Some(known) => known.obeyed &= obeyed,
                None => lines.push(Obeyed { store, obeyed }),
            }
        }
        let outcome = serde_json::to_value(&lines).map_err(|error| anyhow!(error))?;
        let mut tx = self.ledger.begin().await?;
        choices::set_outcome(&mut tx, id, &outcome).await?;
        tx.commit().await?;
        // What does not answer is told again for as long as that lasts; what refuses, a few
        // times, and then somebody must look.
        match (silent, refused) {
            (None, None) => Ok(Next::Done),
            (_, Some((store, error))) => {
                Err(anyhow!("{store} does not obey a choice: {error}").into())
            }
            (Some(store), None) => Ok(Next::Waits {
                until: self.now() + pause(claim.row().waits),
                why: "stuck-no-answer",
                store: Some(store),
            }),
        }
    }
}
