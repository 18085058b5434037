//! What nobody else does: takes up requests whose worker died, and throws away what is over.

use std::{fs, time::Duration};

use chrono::{DateTime, Utc};
use habeas_ledger::{
    attempts, challenges, evidence,
    jobs::{self, Job, Work},
    limits, packages, sessions, tasks,
};
use tokio::sync::watch;

use crate::{Desk, Done, run::look::Watch};

/// How often abandoned requests are looked for.
const EVERY: Duration = Duration::from_secs(1);
/// How many looks go by before packages and sessions are thrown away that are over.
const HOUSEKEEPING: u32 = 30;
/// How long a file waits for the form it came with.
const UNSENT_KEPT: Duration = Duration::from_secs(24 * 3600);
/// After how long without a word a package's file is surely nobody's.
const UNFINISHED_KEPT: Duration = Duration::from_secs(24 * 3600);
/// For how many jobs somebody is woken in one look; the others have their turn in the next.
const AT_ONCE: i64 = 100;
/// How long it is remembered that a job was done: no late wake-up may do it once more.
const DONE_KEPT: Duration = Duration::from_secs(2 * 24 * 3600);

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
                && let Err(error) = self.take_up_stranded().await
            {
                tracing::warn!(%error, "stranded requests could not be looked for");
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

    /// Has somebody woken for what a dead worker left, and for what the queue has forgotten.
    async fn take_up(&self) -> Done {
        let now = self.now();
        let mut tx = self.ledger.read().await?;
        let left = tasks::left(&mut tx, now, AT_ONCE).await?;
        drop(tx);
        if left.is_empty() {
            return Ok(());
        }
        let mut tx = self.ledger.begin().await?;
        for row in left {
            tasks::woken(&mut tx, &row, now).await?;
            if let Some(job) = row.job() {
                jobs::wake(&mut tx, &job, now).await?;
            }
        }
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// No request is to stand still without anybody's knowing: there is something to be done for
    /// each that is approved or runs.
    async fn take_up_stranded(&self) -> Done {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let stranded = tasks::stranded(&mut tx).await?;
        for (id,) in stranded {
            tracing::error!(%id, "a request was stranded and is taken up");
            jobs::enqueue(&mut tx, &Job::new(Work::Run, id), now).await?;
        }
        tasks::sweep(&mut tx, now - DONE_KEPT).await?;
        Ok(tx.commit().await?)
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
        attempts::sweep(&mut tx, now).await?;
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
        self.throw_away_unfinished().await
    }

    /// Removes files of packages that nobody finished: their worker died before the ledger knew
    /// of them, and their keys with it.
    async fn throw_away_unfinished(&self) -> Done {
        let now = self.now();
        let Ok(files) = fs::read_dir(self.settings.packages()) else {
            return Ok(());
        };
        for file in files.flatten() {
            let written = file.metadata().and_then(|known| known.modified());
            let old = written.is_ok_and(|at| DateTime::<Utc>::from(at) < now - UNFINISHED_KEPT);
            let name = file.file_name();
            let Some(name) = name.to_str().filter(|_| old) else {
                continue;
            };
            let mut tx = self.ledger.read().await?;
            if !packages::is_known(&mut tx, name).await? {
                let _gone = fs::remove_file(file.path());
            }
        }
        Ok(())
    }
}
