//! What nobody else does: takes up requests whose worker died, and throws away what is over.

use std::{fs, time::Duration};

use habeas_domain::{
    id::RequestId,
    request::{Request, State},
};
use habeas_ledger::{
    challenges, evidence,
    jobs::{self, Job, Work},
    limits, packages, requests, sessions, steps,
};
use tokio::sync::watch;

use crate::{Desk, Done, run::look::Watch};

/// How often abandoned requests are looked for.
const EVERY: Duration = Duration::from_secs(1);
/// How many looks go by before packages and sessions are thrown away that are over.
const HOUSEKEEPING: u32 = 30;
/// How long a file waits for the form it came with.
const UNSENT_KEPT: Duration = Duration::from_secs(24 * 3600);
/// How long after the end of its hold an approved request was surely forgotten by the queue.
const FORGOTTEN: Duration = Duration::from_secs(5);

/// After how long a count of how often something was asked for is of no use any more.
const COUNTED: Duration = Duration::from_secs(2 * 24 * 3600);

impl Desk {
    pub(super) async fn sweep_until(&self, mut stop: watch::Receiver<bool>) {
        let mut looks = 0_u32;
        let mut watch = Watch::default();
        while !*stop.borrow() {
            if let Err(error) = self.take_up().await {
                tracing::warn!(%error, "abandoned requests could not be looked for");
            }
            if looks.is_multiple_of(HOUSEKEEPING)
                && let Err(error) = self.throw_away().await
            {
                tracing::warn!(%error, "what is over could not be thrown away");
            }
            if looks.is_multiple_of(HOUSEKEEPING)
                && let Err(error) = self.look_after_outbox().await
            {
                tracing::warn!(%error, "the outbox could not be looked after");
            }
            if looks.is_multiple_of(HOUSEKEEPING)
                && let Err(error) = self.forget_values().await
            {
                tracing::warn!(%error, "values of corrections could not be let go of");
            }
            if looks.is_multiple_of(HOUSEKEEPING)
                && let Err(error) = self.begin_later().await
            {
                tracing::warn!(%error, "what had to stay could not be looked at");
            }
            if looks.is_multiple_of(HOUSEKEEPING)
                && let Err(error) = self.expire_unverified().await
            {
                tracing::warn!(%error, "unverified requests could not be closed");
            }
            self.look_when_due(&mut watch).await;
            looks = looks.wrapping_add(1);
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Enqueues the requests that a dead worker left, and approved ones that the queue lost.
    async fn take_up(&self) -> Done {
        let now = self.now();
        let mut tx = self.ledger.read().await?;
        let mut left: Vec<RequestId> = steps::abandoned(&mut tx, now)
            .await?
            .into_iter()
            .map(|(id,)| RequestId(id))
            .collect();
        for row in requests::approved(&mut tx).await? {
            let request: Request = serde_json::from_value(row.body).map_err(anyhow::Error::from)?;
            if let State::Approved { approval } = &request.state
                && approval.hold_until() + FORGOTTEN < now
            {
                left.push(request.id);
            }
        }
        drop(tx);
        if left.is_empty() {
            return Ok(());
        }
        let mut tx = self.ledger.begin().await?;
        for id in left {
            jobs::enqueue(&mut tx, &Job::new(Work::Run, id.0), now).await?;
        }
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Throws away at once what is over; a worker does it by itself, a little later.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn throw_away_now(&self) -> Done {
        self.throw_away().await
    }

    /// Forgets sessions and packages whose time is over, files included.
    async fn throw_away(&self) -> Done {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        sessions::sweep(&mut tx, now).await?;
        challenges::sweep(&mut tx, now).await?;
        limits::sweep(&mut tx, now - COUNTED).await?;
        let unsent = now - UNSENT_KEPT;
        evidence::sweep(&mut tx, now, unsent, now + self.settings.evidence_kept).await?;
        let expired = packages::expired(&mut tx, now).await?;
        for (request, _) in &expired {
            packages::forget(&mut tx, *request).await?;
        }
        tx.commit().await?;
        for (_, file) in expired {
            let _gone = fs::remove_file(self.settings.packages().join(file));
        }
        Ok(())
    }
}
