//! An erasure that is too much for one transaction of its store: chunk after chunk, each intended,
//! committed and written down before the next, until the last one takes what everything hung on.

use anyhow::anyhow;
use habeas_domain::fault::point;
use habeas_ledger::{Tx, chunks, steps::Row};
use habeas_stores::{StepOutcome, StoreOutcome};

use crate::{Desk, Done, run::turn::Turn};

/// What was done to a store so far.
#[derive(Debug, Default)]
pub(crate) struct Chunks {
    pub(super) done: Vec<StepOutcome>,
}

impl Chunks {
    /// How many records that were.
    pub(super) fn changed(&self) -> u64 {
        self.done.iter().map(|step| step.changed).sum()
    }

    fn add(&mut self, steps: Vec<StepOutcome>) {
        for step in steps {
            let same = |known: &&mut StepOutcome| {
                known.step.collection == step.step.collection
                    && known.step.action == step.step.action
            };
            match self.done.iter_mut().find(same) {
                Some(known) => {
                    known.changed += step.changed;
                    known.step.count += step.step.count;
                }
                None => self.done.push(step),
            }
        }
    }

    /// The outcome of the whole store, after the last chunk.
    pub(crate) fn with(mut self, last: StoreOutcome) -> StoreOutcome {
        self.add(last.steps);
        StoreOutcome {
            steps: self.done,
            ..last
        }
    }
}

impl Desk {
    /// What chunks of this step are done already.
    pub(super) async fn chunks(&self, step: &Row) -> Done<Chunks> {
        let mut tx = self.ledger.read().await?;
        self.chunks_in(&mut tx, step).await
    }

    /// The same inside a transaction.
    pub(crate) async fn chunks_in(&self, tx: &mut Tx, step: &Row) -> Done<Chunks> {
        let mut all = Chunks::default();
        for outcome in chunks::of_step(tx, step.id).await? {
            let outcome: StoreOutcome =
                serde_json::from_value(outcome).map_err(|error| anyhow!(error))?;
            all.add(outcome.steps);
        }
        Ok(all)
    }

    /// Writes down that a chunk is done, and says how far the step is.
    pub(super) async fn chunk_done(
        &self,
        turn: &Turn,
        chunks: &mut Chunks,
        outcome: StoreOutcome,
    ) -> Done {
        let body = serde_json::to_value(&outcome).map_err(|error| anyhow!(error))?;
        chunks.add(outcome.steps);
        turn.counted(chunks.changed());
        let mut tx = self.ledger.begin().await?;
        chunks::done(&mut tx, turn.step(), &body, turn.count()).await?;
        tx.commit().await?;
        point(&format!("chunk-written:{}", turn.step().store));
        Ok(())
    }
}
