//! Writing a choice into the columns that the map names for it.

use std::time::Duration;

use anyhow::anyhow;
use habeas_domain::{choice::ChoiceRight, id::SubjectId};
use habeas_ledger::{
    choices,
    jobs::{self, Job, Work},
};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, choices::Obeyed};

/// When a store that did not obey is told again.
const TELL_AGAIN: Duration = Duration::from_secs(15);

impl Desk {
    pub(super) async fn choose(&self, id: Uuid) -> Done {
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
            return Ok(());
        }
        let right: ChoiceRight = row.what.parse().map_err(|error| anyhow!("{error}"))?;
        let identities = self.identities(subject).await?;
        let mut lines: Vec<Obeyed> = Vec::new();
        let written = self
            .stores
            .write_choice(right, row.allowed, &identities)
            .await;
        for line in written {
            let obeyed = line.result.is_ok();
            match lines
                .iter_mut()
                .find(|known| known.store == line.place.store)
            {
                Some(known) => known.obeyed &= obeyed,
                None => lines.push(Obeyed {
                    store: line.place.store,
                    obeyed,
                }),
            }
        }
        let refused = lines.iter().any(|line| !line.obeyed);
        let outcome = serde_json::to_value(&lines).map_err(|error| anyhow!(error))?;
        let mut tx = self.ledger.begin().await?;
        choices::set_outcome(&mut tx, id, &outcome).await?;
        if refused {
            let at = self.now() + TELL_AGAIN;
            jobs::enqueue(&mut tx, &Job::new(Work::Choose, id), at).await?;
        }
        Ok(tx.commit().await?)
    }
}
