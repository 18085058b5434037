//! Erasing files: listed, written down, then deleted one by one. A store of files has no
//! transactions, so each deletion may be repeated without harm.

use habeas_domain::{fault::point, map::Store, plan::Action, value::Key};

use super::{EraseError, Intent, Probe, StepOutcome, StoreOutcome, Witness, Work};
use crate::{error::StoreError, folder::Folder};

pub(super) async fn erase<E, F, Fut>(
    folder: Folder,
    work: &Work<'_>,
    intent: F,
) -> Result<StoreOutcome, EraseError<E>>
where
    F: FnOnce(Intent) -> Fut,
    Fut: Future<Output = Result<(), E>>,
{
    // A file's name cannot be made anonymous, nor a link in it cut.
    let possible = |action: &Action| matches!(action, Action::Delete | Action::Keep { .. });
    let all = work.part.steps.iter().all(|step| possible(&step.action));
    if !all || work.cuts().next().is_some() {
        return Err(StoreError::NotInMap.into());
    }
    let deletes = |action: &Action| *action == Action::Delete;
    let witnesses = work
        .part
        .steps
        .iter()
        .filter(|step| deletes(&step.action))
        .map(|step| Witness {
            collection: step.collection.clone(),
            keys: work.own(&step.collection).to_vec(),
            own: false,
            fields: Vec::new(),
            before: "there".to_owned(),
            after: "gone".to_owned(),
            marks: Vec::new(),
        })
        .collect();
    intent(work.intent(None, witnesses))
        .await
        .map_err(EraseError::Intent)?;
    let mut steps = Vec::new();
    for step in &work.part.steps {
        let keys: &[Key] = if deletes(&step.action) {
            work.own(&step.collection)
        } else {
            &[]
        };
        delete(&folder, work.store, &step.collection, keys)
            .await
            .map_err(EraseError::InDoubt)?;
        steps.push(StepOutcome {
            step: step.clone(),
            changed: keys.len() as u64,
        });
    }
    Ok(StoreOutcome {
        store: work.part.store.clone(),
        steps,
        txid: None,
        scrubbed: false,
        unfinished: false,
    })
}

/// Deletes files; those that are gone already stay gone.
async fn delete(
    folder: &Folder,
    store: &Store,
    collection: &str,
    keys: &[Key],
) -> Result<(), StoreError> {
    let found = store.collection(collection).ok_or(StoreError::NotInMap)?;
    for key in keys {
        point(&format!("before-file:{}", store.id));
        folder.delete(found, key).await?;
        point(&format!("file-deleted:{}", store.id));
    }
    Ok(())
}

/// Finishes what a worker began and did not finish: deletes what it wrote down, whatever of it is
/// still there.
pub(super) async fn finish(
    folder: &Folder,
    store: &Store,
    intent: &Intent,
) -> Result<(), StoreError> {
    for witness in &intent.witnesses {
        delete(folder, store, &witness.collection, &witness.keys).await?;
    }
    Ok(())
}

/// All gone: it happened. None gone: it did not. Some: it is to be finished.
pub(super) async fn probe(
    folder: &Folder,
    store: &Store,
    intent: &Intent,
) -> Result<Probe, StoreError> {
    let (mut there, mut gone) = (0_usize, 0_usize);
    for witness in &intent.witnesses {
        let collection = store
            .collection(&witness.collection)
            .ok_or(StoreError::NotInMap)?;
        for key in &witness.keys {
            if folder.exists(collection, key).await? {
                there += 1;
            } else {
                gone += 1;
            }
        }
    }
    Ok(match (there, gone) {
        (0, _) => Probe::Committed,
        (_, 0) => Probe::RolledBack,
        _ => Probe::Begun,
    })
}
