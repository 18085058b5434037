//! People who were erased and are back: a restored backup brings them along. They are noticed by
//! their tombstones, and erased once more at the operator's word (`habeas replay`).

use std::collections::{BTreeMap, BTreeSet};

use anyhow::anyhow;
use chrono::{DateTime, TimeDelta, Utc};
use futures::StreamExt;
use habeas_domain::{
    actor::Actor,
    id::{Reference, RequestId, SubjectId},
    identity::Identity,
    map::Place,
    plan::Plan,
    request::{NewRequest, Request},
    right::Right,
    role::Act,
    value::Key,
    view::SystemFault,
};
use habeas_ledger::{
    jobs::{self, Job, Work},
    requests, subjects, tombstones,
};
use habeas_stores::Scanned;
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done,
    lines::obstacles,
    run::{given_again, held},
};

/// Somebody who was erased and is in the stores again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The erasure; its number is gone where the ledger was restored too.
    pub erasure: RequestId,
    /// When it was.
    pub at: DateTime<Utc>,
    /// By what they were found.
    pub identities: BTreeSet<Identity>,
    /// Where.
    pub places: BTreeSet<Place>,
    /// Everything that the records name, theirs and what they are found by beside it: the pages
    /// of whoever that is wait.
    pub named: BTreeSet<Identity>,
}

/// What a look through all stores for erased people gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// Who is back, by when they were erased.
    pub returned: Vec<Returned>,
    /// What was looked through, and what could not be.
    pub scanned: Vec<Scanned>,
}

/// What erasing somebody once more came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replay {
    /// It begins under this number.
    Begins(Reference),
    /// It is under way already.
    UnderWay(Reference),
    /// Systems stand in the way.
    Blocked(Vec<SystemFault>),
}

type Found = BTreeMap<(DateTime<Utc>, RequestId), Returned>;

/// Notes that a record of somebody who was erased was met, and by what.
fn note(
    found: &mut Found,
    ((erasure, at), by): ((RequestId, DateTime<Utc>), Identity),
    (place, key): (&Place, &Key),
    named: &[Identity],
) {
    let back = found.entry((at, erasure)).or_insert_with(|| Returned {
        erasure,
        at,
        identities: BTreeSet::new(),
        places: BTreeSet::new(),
        named: BTreeSet::new(),
    });
    back.identities.insert(by);
    // The record itself too: who carries the address may be somebody by now.
    back.identities.insert(Identity::record(place, key));
    back.places.insert(place.clone());
    back.named.extend(named.iter().cloned());
}

impl Desk {
    /// Looks through every identity of every store for those of people erased in a time, ends
    /// left open where `None`.
    ///
    /// # Errors
    /// Where the ledger or the tombstone file cannot be read; a store that does not answer is
    /// part of the answer.
    pub async fn scan(
        &self,
        since: Option<DateTime<Utc>>,
        until: Option<DateTime<Utc>>,
    ) -> Done<Scan> {
        self.recall().await?;
        self.welcome_all().await?;
        let mut tx = self.ledger.read().await?;
        let standing = tombstones::standing(&mut tx, self.now()).await?;
        let back = tombstones::cancelled(&mut tx, self.now()).await?;
        drop(tx);
        let back: BTreeSet<Vec<u8>> = back.into_iter().collect();
        // Erased twice, the last time counts.
        let stones: BTreeMap<Vec<u8>, (RequestId, DateTime<Utc>)> = standing
            .into_iter()
            .filter(|stone| since.is_none_or(|since| stone.at >= since))
            .filter(|stone| until.is_none_or(|until| stone.at < until))
            .map(|stone| (stone.hash, (RequestId(stone.request_id), stone.at)))
            .collect();
        if stones.is_empty() {
            return Ok(Scan::default());
        }
        let reused = self.map().collections();
        let reused = reused.filter(|(_, store, collection)| given_again(store, collection));
        let reused: BTreeSet<Place> = reused.map(|(place, _, _)| place).collect();
        let mut found = Found::new();
        let hash = |one: &Identity| self.keys.identity_hash(&one.kind, &one.value);
        let stone = |one: &Identity| stones.get(&hash(one)).copied();
        // What may be a record that was erased, or another with its number.
        let mut unsure: BTreeMap<Place, Vec<Key>> = BTreeMap::new();
        let mut scanned = self
            .stores
            .scan(|sight| {
                let all: Vec<Identity> = sight
                    .identities
                    .iter()
                    .map(|(kind, value)| Identity::new(*kind, *value))
                    .collect();
                for one in &all {
                    let itself = stone(one).map(|stone| (stone, one.clone()));
                    let tied = tombstones::bound(one, sight.place, sight.key);
                    // The person may be back lawfully; this record is not.
                    let tied = stone(&tied).map(|stone| {
                        let record = Identity::record(sight.place, sight.key);
                        (stone, record)
                    });
                    for by in itself.into_iter().chain(tied) {
                        note(&mut found, by, (sight.place, sight.key), &all);
                    }
                }
                if back.is_empty() || !reused.contains(sight.place) {
                    return;
                }
                if all.iter().any(|one| back.contains(&hash(one))) {
                    let keys = unsure.entry(sight.place.clone()).or_default();
                    keys.push(sight.key.clone());
                }
            })
            .await;
        for (place, keys) in &unsure {
            let Some(collection) = self.map().collection(place) else {
                continue;
            };
            let mut records = std::pin::pin!(self.stores.read(place, keys));
            while let Some(record) = records.next().await {
                let record = match record {
                    Ok(record) => record,
                    Err(error) => {
                        let silent = scanned.iter_mut().find(|one| one.place == *place);
                        if let Some(silent) = silent {
                            silent.result = Err(error);
                        }
                        break;
                    }
                };
                let all: Vec<Identity> = held(collection, &record).map(|(_, one)| one).collect();
                for one in &all {
                    if let Some(stone) =
                        stone(&tombstones::bound_whole(self.map(), one, place, &record))
                    {
                        let by = (stone, Identity::record(place, &record.key));
                        note(&mut found, by, (place, &record.key), &all);
                    }
                }
            }
        }
        Ok(Scan {
            returned: found.into_values().collect(),
            scanned,
        })
    }

    /// The number under which somebody was erased, if the ledger still knows it.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn erased_under(&self, returned: &Returned) -> Done<Option<Reference>> {
        let mut tx = self.ledger.read().await?;
        let row = requests::find(&mut tx, returned.erasure).await?;
        Ok(row.and_then(|row| row.reference.parse().ok()))
    }

    /// What erasing somebody once more would do.
    ///
    /// # Errors
    /// None so far; a store that does not answer is part of the plan.
    pub async fn replay_plan(&self, returned: &Returned) -> Done<Plan> {
        let identities: Vec<Identity> = returned.identities.iter().cloned().collect();
        let (plan, _) = self.stores.plan(&identities, self.today()).await;
        Ok(plan)
    }

    /// Erases somebody once more: under a number of its own, by the decision that was taken
    /// then, with a plan, a search afterwards and a receipt like any other.
    ///
    /// # Errors
    /// Where the ledger refuses.
    pub async fn replay(&self, returned: &Returned) -> Done<Replay> {
        let client_id = Uuid::from_u128(!returned.erasure.0.as_u128());
        let mut tx = self.ledger.read().await?;
        let earlier = requests::find(&mut tx, returned.erasure).await?;
        let same = requests::by_client_id(&mut tx, client_id).await?;
        drop(tx);
        // One that was answered and opened again, because the person was found again, is what
        // this is for.
        let under_way = |row: &&requests::Row| {
            let request: Result<Request, _> = serde_json::from_value(row.body.clone());
            !row.finished && request.is_ok_and(|request| !request.was_answered())
        };
        if let Some(row) = earlier.iter().chain(&same).find(under_way) {
            let reference = row.reference.parse();
            return Ok(Replay::UnderWay(
                reference.map_err(|error| anyhow!("{error}"))?,
            ));
        }
        let plan = self.replay_plan(returned).await?;
        if !plan.is_complete() {
            return Ok(Replay::Blocked(obstacles(self.map(), &plan)));
        }
        let erased = earlier.and_then(|row| row.reference.parse().ok());
        let reference = self.begin_replay(returned, erased, &plan, client_id);
        Ok(Replay::Begins(reference.await?))
    }

    async fn begin_replay(
        &self,
        returned: &Returned,
        erased: Option<Reference>,
        plan: &Plan,
        client_id: Uuid,
    ) -> Done<Reference> {
        let now = self.now();
        let regime = self.regime_for(None, self.today())?;
        let new = NewRequest {
            id: RequestId::from_random(self.dice.bytes()),
            reference: Reference::from_random(self.dice.bytes()),
            subject: SubjectId::from_random(self.dice.bytes()),
            right: Right::Erasure,
            regime,
            received_at: now,
            proof: None,
        };
        let (subject, reference) = (new.subject, new.reference);
        let (request, event) = Request::replay(new, erased.unwrap_or(reference), now, &self.book)?;
        let digest = plan.digest();
        let mut tx = self.ledger.begin().await?;
        subjects::add(&mut tx, &self.keys, &self.dice, subject, now).await?;
        for identity in &returned.identities {
            subjects::add_identity(&mut tx, &self.keys, &self.dice, subject, identity, now).await?;
        }
        let by = (&Actor::System, Act::Replay);
        let row = self
            .add(&mut tx, (&request, &event), by, client_id, None)
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
        Ok(reference)
    }

    /// Takes up the file outside: a ledger that was itself restored forgot who was erased since,
    /// and who came back.
    pub(crate) async fn recall(&self) -> Done {
        let mut tx = self.ledger.begin().await?;
        let file = self.settings.tombstones();
        tombstones::take_up(&mut tx, &file)
            .await
            .map_err(DeskError::from)?;
        Ok(tx.commit().await?)
    }
}
