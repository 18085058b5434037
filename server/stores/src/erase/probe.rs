//! Whether an erasure happened, after a crash between the store's commit and its record.

use std::collections::BTreeMap;

use habeas_domain::{
    map::{Collection, Name, Place, Store, StoreKind},
    value::{Key, Value},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Frozen, Intent};
use crate::{
    Stores,
    by::Row,
    error::StoreError,
    session::{Purpose, Session, SqlSession},
    statement::{Statement, Tx},
};

/// What the touched records of one collection looked like before a step and after it, as
/// hashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// The collection.
    pub collection: String,
    /// The records, where they are not the frozen ones.
    pub keys: Vec<Key>,
    /// Whether they are the person's own of the collection, as frozen beside this.
    #[serde(default)]
    pub own: bool,
    /// The fields that are changed; none where the records go.
    pub fields: Vec<String>,
    /// A hash of those before.
    pub before: String,
    /// A hash of those after.
    pub after: String,
    /// A hash of each field of each record after, beside its key: where records are changed and
    /// stay, these tell later whether something was put back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<(Key, Vec<String>)>,
}

/// What became of an erasure that was about to be committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Probe {
    /// It happened.
    Committed,
    /// It did not.
    RolledBack,
    /// Part of it did, in a store that has no transactions: it is to be finished.
    Begun,
    /// Whoever began it has neither finished it nor given up: to be asked again.
    InProgress,
    /// The store cannot say; a person must look.
    Unknown,
}

/// Records and fields to take a picture of.
pub(super) struct Subject<'s> {
    pub(super) collection: String,
    pub(super) keys: &'s [Key],
    /// Whether the records are the frozen ones.
    pub(super) own: bool,
    pub(super) fields: Vec<String>,
    /// Whether the records go, so that how many are left tells everything.
    pub(super) goes: bool,
    /// Whether the records are somebody else's, and only a link to them is cut.
    pub(super) cut: bool,
    /// Whether triggers run then.
    pub(super) triggers: bool,
}

/// The picture of records that go: how many of them are there.
pub(super) fn there(count: u64) -> Picture {
    Picture {
        hash: format!("{count}{THERE}"),
        rows: Vec::new(),
    }
}

const THERE: &str = " there";

fn picture_of(mut rows: Vec<(Key, Row)>) -> Result<Picture, StoreError> {
    rows.sort();
    let hash = digest(&rows)?;
    Ok(Picture { hash, rows })
}

fn digest(rows: &impl Serialize) -> Result<String, StoreError> {
    let text = serde_json::to_vec(rows).map_err(|_| StoreError::faulty("picture"))?;
    Ok(hex::encode(Sha256::digest(text)))
}

pub(super) fn witness(subject: Subject<'_>, before: String, after: &Picture) -> Witness {
    let mut marks = Vec::new();
    if !subject.goes && !subject.cut {
        marks = after
            .rows
            .iter()
            .map(|(key, row)| (key.clone(), row.iter().map(mark).collect()))
            .collect();
    }
    Witness {
        collection: subject.collection,
        keys: match subject.own {
            true => Vec::new(),
            false => subject.keys.to_vec(),
        },
        own: subject.own,
        fields: subject.fields,
        before,
        after: after.hash.clone(),
        marks,
    }
}

/// A short hash of one value: nobody need be able to forge it, it only tells "another".
pub(super) fn mark(value: &Value) -> String {
    let text = serde_json::to_vec(value).unwrap_or_default();
    hex::encode(&Sha256::digest(text)[..8])
}

/// What records look like.
pub(super) struct Picture {
    pub(super) hash: String,
    pub(super) rows: Vec<(Key, Row)>,
}

impl Witness {
    /// The records it speaks of.
    fn keys<'k>(&'k self, intent: &'k Intent) -> &'k [Key] {
        let frozen = |frozen: &&Frozen| frozen.collection == self.collection;
        match intent.frozen.iter().find(frozen) {
            Some(frozen) if self.own => &frozen.keys.own,
            _ => &self.keys,
        }
    }
}

impl Stores {
    /// Asks a store whether an intent was committed.
    ///
    /// # Errors
    /// Where the store cannot be asked now.
    pub async fn probe(&self, intent: &Intent) -> Result<Probe, StoreError> {
        let store = self.map.store(&intent.store).ok_or(StoreError::NotInMap)?;
        // Somebody who still holds the writing transaction of an SQLite file can commit it after
        // we have looked; where we may write, nobody else can. PostgreSQL knows by itself.
        let purpose = match store.kind {
            StoreKind::Sqlite => Purpose::Write,
            StoreKind::Postgres | StoreKind::Objects => Purpose::Read,
        };
        let mut session = match self.session(store, purpose).await {
            Ok(Session::Sql(session)) => session,
            Ok(Session::Folder(folder)) => {
                return super::files::probe(&folder, store, intent).await;
            }
            Err(StoreError::Busy) => return Ok(Probe::InProgress),
            Err(error) => return Err(error),
        };
        if let Some(status) = session.status(intent).await? {
            return Ok(status);
        }
        let mut verdict = None;
        for witness in &intent.witnesses {
            let subject = Subject {
                collection: witness.collection.clone(),
                keys: witness.keys(intent),
                own: witness.own,
                fields: witness.fields.clone(),
                goes: witness.before.ends_with(THERE),
                cut: false,
                triggers: false,
            };
            let now = session.picture(store, &subject).await?.hash;
            let this = match (now == witness.before, now == witness.after) {
                // A step that changes nothing tells nothing.
                (true, true) => continue,
                (false, true) => Probe::Committed,
                (true, false) => Probe::RolledBack,
                (false, false) => Probe::Unknown,
            };
            if verdict.is_some_and(|verdict| verdict != this) {
                return Ok(Probe::Unknown);
            }
            verdict = Some(this);
        }
        Ok(verdict.unwrap_or(Probe::Committed))
    }

    /// Finishes what was begun and not finished in a store that has no transactions. What was
    /// written down is deleted, whatever of it is still there, so that it may be repeated.
    ///
    /// # Errors
    /// Where the store cannot be asked now, or is one with transactions.
    pub async fn finish(&self, intent: &Intent) -> Result<(), StoreError> {
        let store = self.map.store(&intent.store).ok_or(StoreError::NotInMap)?;
        match self.session(store, Purpose::Write).await? {
            Session::Folder(folder) => super::files::finish(&folder, store, intent).await,
            Session::Sql(_) => Err(StoreError::NotInMap),
        }
    }

    /// Records that were made anonymous and hold something else now than was written then: a
    /// trigger, a nightly import or a restore may have put a name back. Those that are gone
    /// meanwhile hold nothing.
    ///
    /// # Errors
    /// Where the store cannot be asked now.
    pub async fn put_back(&self, intent: &Intent) -> Result<Vec<(Place, Key)>, StoreError> {
        let store = self.map.store(&intent.store).ok_or(StoreError::NotInMap)?;
        let changed = intent.witnesses.iter().filter(|one| !one.marks.is_empty());
        let changed: Vec<&Witness> = changed.collect();
        let mut back = Vec::new();
        if changed.is_empty() {
            return Ok(back);
        }
        let Session::Sql(mut session) = self.session(store, Purpose::Read).await? else {
            return Ok(back);
        };
        for witness in changed {
            let collection = store
                .collection(&witness.collection)
                .ok_or(StoreError::NotInMap)?;
            let then: BTreeMap<&Key, &Vec<String>> =
                witness.marks.iter().map(|(key, row)| (key, row)).collect();
            let now = session
                .values(collection, witness.keys(intent), &witness.fields)
                .await?;
            for (key, row) in now {
                let differs = then.get(&key).is_some_and(|then| {
                    let mut fields = row.iter().zip(then.iter());
                    fields.any(|(value, then)| *value != Value::Null && mark(value) != **then)
                });
                if differs {
                    back.push((Place::new(&intent.store, &witness.collection), key));
                }
            }
        }
        Ok(back)
    }
}

impl SqlSession {
    /// PostgreSQL remembers for a while what became of a transaction.
    async fn status(&mut self, intent: &Intent) -> Result<Option<Probe>, StoreError> {
        let (Tx::Postgres(_), Some(txid)) = (&self.tx, &intent.txid) else {
            return Ok(None);
        };
        let mut query = Statement {
            text: "SELECT pg_xact_status($1::xid8)".to_owned(),
            ..Statement::default()
        };
        query.bind(Value::text(txid));
        let row = self.rows(query).await?.pop().unwrap_or_default();
        Ok(match row.first().and_then(Value::as_text) {
            Some("committed") => Some(Probe::Committed),
            Some("aborted") => Some(Probe::RolledBack),
            Some(_) => Some(Probe::InProgress),
            None => None,
        })
    }

    /// What is there of some records, or how many of those that go.
    pub(super) async fn picture(
        &mut self,
        store: &Store,
        subject: &Subject<'_>,
    ) -> Result<Picture, StoreError> {
        let collection = store
            .collection(&subject.collection)
            .ok_or(StoreError::NotInMap)?;
        if subject.goes {
            return Ok(there(self.remaining(collection, subject.keys).await?));
        }
        let rows = self
            .values(collection, subject.keys, &subject.fields)
            .await?;
        picture_of(rows)
    }

    /// Some fields of some records, by key.
    pub(super) async fn values(
        &mut self,
        collection: &Collection,
        keys: &[Key],
        fields: &[String],
    ) -> Result<Vec<(Key, Row)>, StoreError> {
        let table = self.schema.table(collection)?.clone();
        let key: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let names: Vec<&str> = key
            .iter()
            .copied()
            .chain(fields.iter().map(String::as_str))
            .collect();
        let mut query = Statement::default();
        let tuples = keys.iter().map(|key| key.0.as_slice());
        let Some(within) = table.within(&mut query, &key, tuples)? else {
            return Ok(Vec::new());
        };
        query.text = format!(
            "SELECT {} FROM {} AS t WHERE {within}",
            table.outputs(&names)?,
            table.sql
        );
        let mut rows = Vec::new();
        for mut row in self.rows(query).await? {
            for (name, value) in names.iter().zip(&mut row) {
                table.tidy(name, value);
            }
            let rest = row.split_off(key.len());
            rows.push((Key(row), rest));
        }
        Ok(rows)
    }
}
