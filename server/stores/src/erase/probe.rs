//! Whether an erasure happened, after a crash between the store's commit and its record.

use habeas_domain::{
    map::{Collection, Name, Store},
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
}

/// What became of an erasure that was about to be committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Probe {
    /// It happened.
    Committed,
    /// It did not.
    RolledBack,
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
}

/// The picture of records that go: how many of them are there.
pub(super) fn there(count: u64) -> String {
    format!("{count}{THERE}")
}

const THERE: &str = " there";

fn digest(rows: &impl Serialize) -> Result<String, StoreError> {
    let text = serde_json::to_vec(rows).map_err(|_| StoreError::faulty("picture"))?;
    Ok(hex::encode(Sha256::digest(text)))
}

pub(super) fn witness(subject: Subject<'_>, before: String, after: String) -> Witness {
    Witness {
        collection: subject.collection,
        keys: match subject.own {
            true => Vec::new(),
            false => subject.keys.to_vec(),
        },
        own: subject.own,
        fields: subject.fields,
        before,
        after,
    }
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
        let mut session = match self.session(store, Purpose::Read).await? {
            Session::Sql(session) => session,
            Session::Folder(folder) => return super::files::probe(&folder, store, intent).await,
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
            };
            let now = session.picture(store, &subject).await?;
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
            Some(_) => Some(Probe::Unknown),
            None => None,
        })
    }

    /// A hash of what is there of some records, or how many are.
    pub(super) async fn picture(
        &mut self,
        store: &Store,
        subject: &Subject<'_>,
    ) -> Result<String, StoreError> {
        let collection = store
            .collection(&subject.collection)
            .ok_or(StoreError::NotInMap)?;
        if subject.goes {
            return Ok(there(self.remaining(collection, subject.keys).await?));
        }
        let mut rows = self
            .values(collection, subject.keys, &subject.fields)
            .await?;
        rows.sort();
        digest(&rows)
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
