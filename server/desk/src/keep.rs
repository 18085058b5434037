//! Loading a request, and keeping what an act made of it: row, story, audit ledger and the mail to
//! the person together.

use anyhow::anyhow;
use chrono::{DateTime, Utc};
use habeas_domain::{
    actor::Actor,
    id::{Reference, RequestId, StaffId, SubjectId},
    identity::Identity,
    request::{Event, Request, State},
    role::Act,
    scope::Scope,
    value::{Key, Value},
    version::Version,
};
use habeas_ledger::{
    Tx,
    audit::{self, Entry},
    filed::Filed,
    requests::{self, Row},
    subjects,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, intake::Intake};

/// A request with the row it stands in.
pub(crate) struct Kept {
    pub(crate) row: Row,
    pub(crate) request: Request,
}

/// What is personal in a request: sealed under the person's key, and gone with it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Private {
    pub(crate) v: Version<1>,
    /// What a correction changes.
    pub(crate) correction: Option<Correction>,
    /// What a machine decided that a person shall look at.
    #[serde(default)]
    pub(crate) review: Option<Reviewing>,
    /// An officer's words to the person.
    pub(crate) note: Option<String>,
    /// Everything by which an erased person was known, until the last search for them.
    pub(crate) identities: Vec<Identity>,
    /// How much a person wants in their copy.
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub(crate) scope: Scope,
    /// What somebody wrote who asked without an account, or for a right that has no page.
    #[serde(default)]
    pub(crate) asked: Option<Asked>,
    /// The request that a complaint is about.
    #[serde(default)]
    pub(crate) about: Option<Reference>,
    /// How it came to the desk, if staff entered it.
    #[serde(default)]
    pub(crate) intake: Option<Intake>,
    /// Who of the staff wrote the correction down, and who looked at it.
    #[serde(default)]
    pub(crate) prepared: Option<Prepared>,
    /// What those find beyond the person: somebody else's records, by place.
    #[serde(default)]
    pub(crate) others: Vec<(String, Vec<Key>)>,
    /// The stores that did not answer when that was looked for: asked before their turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) unsearched: Vec<String>,
    /// What a later search found again, by place, until somebody has looked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) found_again: Vec<(String, Vec<Key>)>,
}

/// What somebody wrote beside the right they use.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// Their name, if they gave it.
    pub(crate) name: String,
    /// What it is about, if they said.
    pub(crate) details: String,
    /// The tag of the language they read.
    pub(crate) language: String,
    /// Whether they had signed in.
    #[serde(default)]
    pub(crate) signed_in: bool,
}

/// One field of one record, as it was and as it shall be.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Correction {
    /// `store.collection`.
    pub(crate) place: String,
    pub(crate) key: Key,
    pub(crate) field: String,
    pub(crate) old: Value,
    pub(crate) new: String,
    /// Why, in the person's words.
    pub(crate) reason: String,
    /// Where else the same value is changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) also: Vec<Elsewhere>,
    /// Whether the values were let go of: their time as evidence is over.
    #[serde(default)]
    pub(crate) forgotten: bool,
    /// Whether a new address or number was shown to be the person's, by a code sent there.
    #[serde(default)]
    pub(crate) shown: bool,
}

impl Correction {
    /// Lets go of what was and what shall be; where it was stays.
    pub(crate) fn forget(&mut self) {
        self.old = Value::Null;
        self.new.clear();
        self.reason.clear();
        for one in &mut self.also {
            one.old = Value::Null;
        }
        self.forgotten = true;
    }
}

/// The same value in another place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Elsewhere {
    /// `store.collection`.
    pub(crate) place: String,
    pub(crate) key: Key,
    pub(crate) field: String,
    pub(crate) old: Value,
}

/// Who of the staff wrote a correction down, and who looked at old and new.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Prepared {
    pub(crate) by: StaffId,
    pub(crate) checked: Option<StaffId>,
}

/// A value that a machine came to, as it was when the person asked for a review.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Reviewing {
    /// `store.collection`.
    pub(crate) place: String,
    pub(crate) key: Key,
    pub(crate) field: String,
    pub(crate) value: Value,
    /// Why, in the person's words.
    pub(crate) reason: String,
}

impl Desk {
    /// The request of a number.
    pub(crate) async fn load(&self, tx: &mut Tx, reference: &Reference) -> Done<Kept> {
        kept(requests::by_reference(tx, reference).await?)
    }

    /// The request of an id.
    pub(crate) async fn load_by_id(&self, tx: &mut Tx, id: RequestId) -> Done<Kept> {
        kept(requests::find(tx, id).await?)
    }

    /// Keeps a new request.
    pub(crate) async fn add(
        &self,
        tx: &mut Tx,
        (request, event): (&Request, &Event),
        (actor, act): (&Actor, Act),
        client_id: Uuid,
        private: Option<&Private>,
    ) -> Done<Row> {
        let sealed = match private {
            Some(private) => Some(self.seal(tx, request.subject, private).await?),
            None => None,
        };
        let mut row = row(request, event.at, client_id, sealed)?;
        let filed = self.filed_new(tx, (request, actor), private).await?;
        row.filed = Filed {
            inner_due: row.filed.inner_due,
            ..filed
        };
        requests::add(tx, &row).await?;
        self.record(tx, event, request, actor, act).await?;
        Ok(row)
    }

    /// Keeps what an act made of a request, if nobody was quicker.
    pub(crate) async fn save(
        &self,
        tx: &mut Tx,
        before: &Row,
        (request, event): (&Request, &Event),
        (actor, act): (&Actor, Act),
    ) -> Done<Row> {
        let row = row(request, event.at, before.client_id, None)?;
        requests::save(tx, &row, before.version).await?;
        self.record(tx, event, request, actor, act).await?;
        Ok(Row {
            sealed: before.sealed.clone(),
            filed: Self::refiled(before, row.filed.clone()),
            ..row
        })
    }

    /// Seals what is personal in a request.
    pub(crate) async fn seal(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        private: &Private,
    ) -> Done<Vec<u8>> {
        let key = subjects::data_key(tx, &self.keys, subject).await?;
        let text = serde_json::to_vec(private).map_err(|error| anyhow!(error))?;
        Ok(key.seal(&self.dice, "request", &text)?)
    }

    /// What is personal in a request; nothing where the person's key is gone.
    pub(crate) async fn private(&self, tx: &mut Tx, row: &Row) -> Done<Private> {
        let Some(sealed) = &row.sealed else {
            return Ok(Private::default());
        };
        let Ok(key) = subjects::data_key(tx, &self.keys, SubjectId(row.subject_id)).await else {
            return Ok(Private::default());
        };
        let text = key.open("request", sealed)?;
        Ok(serde_json::from_slice(&text).map_err(|error| anyhow!(error))?)
    }

    async fn record(
        &self,
        tx: &mut Tx,
        event: &Event,
        request: &Request,
        actor: &Actor,
        act: Act,
    ) -> Done {
        let body = serde_json::to_value(event).map_err(|error| anyhow!(error))?;
        let id = self.dice.uuid(event.at);
        requests::add_event(tx, id, request.id, event.at, &body).await?;
        let entry = Entry::new(&self.keys, actor, act)
            .on(request.reference)
            .with(body);
        self.entry(tx, &entry).await?;
        self.restrict_while_weighed(tx, request).await?;
        self.notify(tx, request, event).await
    }

    /// Writes a line of the audit ledger.
    pub(crate) async fn entry(&self, tx: &mut Tx, entry: &Entry) -> Done {
        Ok(audit::append(tx, &self.dice, entry, self.now()).await?)
    }
}

fn kept(row: Option<Row>) -> Done<Kept> {
    let row = row.ok_or(DeskError::NotFound)?;
    let request =
        serde_json::from_value(row.body.clone()).map_err(|error| anyhow!("a request: {error}"))?;
    Ok(Kept { row, request })
}

fn row(
    request: &Request,
    now: DateTime<Utc>,
    client_id: Uuid,
    sealed: Option<Vec<u8>>,
) -> Done<Row> {
    Ok(Row {
        id: request.id.0,
        reference: request.reference.to_string(),
        subject_id: request.subject.0,
        client_id,
        kind: request.right.as_str().to_owned(),
        stage: request.state.stage().as_str().to_owned(),
        finished: request.state.is_finished(),
        received_at: request.received_at,
        due: request.deadline.legal,
        regime: request.regime.id.clone(),
        assigned: request.assigned.map(|staff| staff.0),
        verified: request.verified.is_some(),
        waiting: request.paused().is_some(),
        blocked: match &request.state {
            State::NeedsPerson { why, .. } => {
                why.iter().find_map(|stop| stop.store()).map(str::to_owned)
            }
            _ => None,
        },
        received_on: request.regime.day(request.received_at),
        finished_on: request.state.is_finished().then(|| request.regime.day(now)),
        version: request.version,
        body: serde_json::to_value(request).map_err(|error| anyhow!(error))?,
        sealed,
        filed: Filed {
            inner_due: Some(request.deadline.inner),
            outcome: match &request.state {
                State::Answered { outcome, .. } => {
                    Some(outcome.key().trim_start_matches("outcome-").to_owned())
                }
                _ => None,
            },
            ground: match &request.state {
                State::Refused { denial, .. } => Some(denial.basis.ground().to_owned()),
                _ => None,
            },
            extended: request.extended.is_some(),
            ..Filed::default()
        },
    })
}
