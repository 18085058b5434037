//! Sessions of the browser, kept by us: ids only as keyed hashes, contents sealed, and limits that
//! hold whatever a cookie says.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{
    actor::Actor,
    id::{StaffId, SubjectId},
};
use tower_sessions::{
    SessionStore,
    cookie::time::OffsetDateTime,
    session::{Id, Record},
    session_store,
};
use uuid::Uuid;

use crate::{
    Keys, Ledger, LedgerError, SecretKey, Tx,
    db::{execute, fetch_all, fetch_optional},
    error::Result,
    time::{Clock, Dice},
};

/// How long a session lasts without being used.
pub const IDLE: TimeDelta = TimeDelta::minutes(15);
/// How long a session lasts at most.
pub const LONGEST: TimeDelta = TimeDelta::hours(8);
/// How long it is known whose a session was that is over: so long what was typed in it can come back.
pub const KNOWN: TimeDelta = TimeDelta::minutes(15);
/// How often, at most, a session's use is written down: a page view is not a commit.
pub const TOUCH: TimeDelta = TimeDelta::minutes(1);
/// Where a session's data says who is signed in.
const VISITOR: &str = "visitor";
/// Where a session's data says on what kind of device it began.
const DEVICE: &str = "device";

/// Keeps the sessions.
#[derive(Debug, Clone)]
pub struct Sessions {
    ledger: Ledger,
    clock: Clock,
    dice: Dice,
    ids: SecretKey,
    contents: SecretKey,
    idle: TimeDelta,
}

#[derive(sqlx::FromRow)]
struct Row {
    sealed: Vec<u8>,
    created_at: DateTime<Utc>,
    touched_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl Sessions {
    /// Sessions in a ledger.
    pub fn new(ledger: Ledger, (clock, dice): (Clock, Dice), keys: &Keys) -> Self {
        Self {
            ledger,
            clock,
            dice,
            ids: keys.tokens.derive("session-id"),
            contents: keys.wrapping.derive("session"),
            idle: IDLE,
        }
    }

    /// The same that end after another time without use.
    #[must_use]
    pub fn idle(mut self, idle: TimeDelta) -> Self {
        self.idle = idle;
        self
    }

    /// When a session ends that was begun then and used last then.
    fn expires(&self, created: DateTime<Utc>, touched: DateTime<Utc>) -> DateTime<Utc> {
        (touched + self.idle).min(created + LONGEST)
    }

    /// Whose a session was that is over, a while after its end. One that was ended, by whomever,
    /// was nobody's.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn whose_was(&self, tx: &mut Tx, id: &Id) -> Result<Option<Uuid>> {
        let row = fetch_optional!(
            tx,
            (Option<Uuid>, Option<Uuid>),
            "select subject_id, staff_id from session where id_hash = $1 and expires_at <= $2",
            self.hash(id).as_slice(),
            self.clock.now()
        )?;
        Ok(row.and_then(|(subject, staff)| subject.or(staff)))
    }

    fn hash(&self, id: &Id) -> [u8; 32] {
        self.ids.mac(&[&id.0.to_le_bytes()])
    }

    /// Seals what a session holds; bound to its id, so that rows cannot be exchanged.
    fn seal(&self, hash: &[u8], data: &[u8]) -> Result<Vec<u8>> {
        self.contents.seal(&self.dice, &about(hash), data)
    }

    fn open(&self, hash: &[u8], row: &Row) -> Result<Vec<u8>> {
        self.contents.open(&about(hash), &row.sealed)
    }

    async fn add(&self, record: &mut Record) -> Result {
        let now = self.clock.now();
        let data = encode(record)?;
        let (subject, staff) = whose(record);
        let mut tx = self.ledger.begin().await?;
        loop {
            let hash = self.hash(&record.id);
            let sealed = self.seal(&hash, &data)?;
            let added = execute!(
                &mut tx,
                "insert into session \
                 (id_hash, sealed, subject_id, staff_id, created_at, touched_at, expires_at) \
                 values ($1, $2, $3, $4, $5, $5, $6) on conflict (id_hash) do nothing",
                hash.as_slice(),
                sealed.as_slice(),
                subject,
                staff,
                now,
                self.expires(now, now)
            )?;
            if added == 1 {
                return tx.commit().await;
            }
            record.id = Id::default();
        }
    }

    /// A session that was ended meanwhile stays ended.
    async fn put(&self, record: &Record) -> Result {
        let now = self.clock.now();
        let hash = self.hash(&record.id);
        let data = encode(record)?;
        let mut tx = self.ledger.read().await?;
        let Some(row) = alive(&mut tx, &hash, now).await? else {
            return Ok(());
        };
        drop(tx);
        if now - row.touched_at < TOUCH && self.open(&hash, &row)? == data {
            return Ok(());
        }
        let (subject, staff) = whose(record);
        let sealed = self.seal(&hash, &data)?;
        let mut tx = self.ledger.begin().await?;
        execute!(
            &mut tx,
            "update session set sealed = $2, subject_id = $3, staff_id = $4, touched_at = $5, \
             expires_at = $6 where id_hash = $1 and expires_at > $5",
            hash.as_slice(),
            sealed.as_slice(),
            subject,
            staff,
            now,
            self.expires(row.created_at, now)
        )?;
        tx.commit().await
    }

    async fn get(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.clock.now();
        let hash = self.hash(id);
        let mut tx = self.ledger.read().await?;
        let Some(mut row) = alive(&mut tx, &hash, now).await? else {
            return Ok(None);
        };
        drop(tx);
        if now - row.touched_at >= TOUCH {
            row.expires_at = self.expires(row.created_at, now);
            self.touch(&hash, now, row.expires_at).await?;
        }
        let data = self.open(&hash, &row)?;
        Ok(Some(Record {
            id: *id,
            data: serde_json::from_slice(&data).map_err(|_| LedgerError::Sealed)?,
            expiry_date: OffsetDateTime::from_unix_timestamp(row.expires_at.timestamp())
                .map_err(|_| LedgerError::Inconsistent("session.expires_at"))?,
        }))
    }

    async fn touch(&self, hash: &[u8], now: DateTime<Utc>, expires: DateTime<Utc>) -> Result {
        let mut tx = self.ledger.begin().await?;
        execute!(
            &mut tx,
            "update session set touched_at = $2, expires_at = $3 \
             where id_hash = $1 and touched_at < $2 and expires_at > $2",
            hash,
            now,
            expires
        )?;
        tx.commit().await
    }

    async fn end(&self, id: &Id) -> Result {
        let hash = self.hash(id);
        let mut tx = self.ledger.begin().await?;
        execute!(
            &mut tx,
            "delete from session where id_hash = $1",
            hash.as_slice()
        )?;
        tx.commit().await
    }
}

/// A session as its owner sees it: neither address nor full name of the browser is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What kind of device began it, as the page that let somebody in wrote it down.
    pub device: Option<String>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was used last, to the minute.
    pub touched_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub this: bool,
}

impl Sessions {
    /// The living sessions of somebody, the one used last first; `this` asks.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn list(&self, tx: &mut Tx, actor: &Actor, this: &Id) -> Result<Vec<Listed>> {
        let Some(owner) = owner(actor) else {
            return Ok(Vec::new());
        };
        let rows = fetch_all!(
            tx,
            (Vec<u8>, Vec<u8>, DateTime<Utc>, DateTime<Utc>),
            "select id_hash, sealed, created_at, touched_at from session \
             where (subject_id = $1 or staff_id = $1) and expires_at > $2 \
             order by touched_at desc, id_hash",
            owner,
            self.clock.now()
        )?;
        let this = self.hash(this);
        rows.into_iter()
            .map(|(hash, sealed, created_at, touched_at)| {
                Ok(Listed {
                    device: self.device(&hash, &sealed)?,
                    created_at,
                    touched_at,
                    this: hash == this,
                })
            })
            .collect()
    }

    /// Ends all sessions of somebody but this one; says how many.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn end_others(&self, tx: &mut Tx, actor: &Actor, this: &Id) -> Result<u64> {
        let Some(owner) = owner(actor) else {
            return Ok(0);
        };
        execute!(
            tx,
            "delete from session where (subject_id = $1 or staff_id = $1) and id_hash <> $2",
            owner,
            self.hash(this).as_slice()
        )
    }
}

/// A living session of somebody who works here, as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfStaff {
    /// Its keyed hash, hex: it names the session and opens nothing.
    pub name: String,
    /// Whose it is.
    pub staff: StaffId,
    /// What it is.
    pub session: Listed,
}

impl Sessions {
    /// The living sessions of everybody who works here, the one used last first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn of_all_staff(&self, tx: &mut Tx, this: &Id) -> Result<Vec<OfStaff>> {
        let rows = fetch_all!(
            tx,
            (Vec<u8>, Uuid, Vec<u8>, DateTime<Utc>, DateTime<Utc>),
            "select id_hash, staff_id, sealed, created_at, touched_at from session \
             where staff_id is not null and expires_at > $1 order by touched_at desc, id_hash",
            self.clock.now()
        )?;
        let this = self.hash(this);
        rows.into_iter()
            .map(|(hash, staff, sealed, created_at, touched_at)| {
                Ok(OfStaff {
                    name: hex::encode(&hash),
                    staff: StaffId(staff),
                    session: Listed {
                        device: self.device(&hash, &sealed)?,
                        created_at,
                        touched_at,
                        this: hash == this,
                    },
                })
            })
            .collect()
    }

    /// How many customers are signed in.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn customers(&self, tx: &mut Tx) -> Result<i64> {
        let row = fetch_optional!(
            tx,
            (i64,),
            "select count(distinct subject_id) from session where expires_at > $1",
            self.clock.now()
        )?;
        Ok(row.map_or(0, |(count,)| count))
    }

    fn device(&self, hash: &[u8], sealed: &[u8]) -> Result<Option<String>> {
        let data = self.contents.open(&about(hash), sealed)?;
        let data: serde_json::Value =
            serde_json::from_slice(&data).map_err(|_| LedgerError::Sealed)?;
        let device = data.get(DEVICE).and_then(|device| device.as_str());
        Ok(device.map(str::to_owned))
    }
}

/// Ends one session of somebody who works here, by its keyed hash in hex; whose it was.
///
/// # Errors
/// Where the database refuses.
pub async fn end_one_of_staff(tx: &mut Tx, name: &str) -> Result<Option<StaffId>> {
    let Ok(hash) = hex::decode(name) else {
        return Ok(None);
    };
    let row = fetch_optional!(
        &mut *tx,
        (Uuid,),
        "select staff_id from session where id_hash = $1 and staff_id is not null",
        hash.as_slice()
    )?;
    let Some((staff,)) = row else {
        return Ok(None);
    };
    execute!(
        tx,
        "delete from session where id_hash = $1",
        hash.as_slice()
    )?;
    Ok(Some(StaffId(staff)))
}

const fn owner(actor: &Actor) -> Option<Uuid> {
    match actor {
        Actor::Customer(subject) => Some(subject.0),
        Actor::Staff { id, .. } => Some(id.0),
        Actor::Nobody | Actor::System => None,
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        self.add(record).await.map_err(fault)
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.put(record).await.map_err(fault)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        self.get(id).await.map_err(fault)
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.end(id).await.map_err(fault)
    }
}

/// Ends all sessions of a person.
///
/// # Errors
/// Where the database refuses.
pub async fn end_all(tx: &mut Tx, subject: SubjectId) -> Result<u64> {
    execute!(tx, "delete from session where subject_id = $1", subject.0)
}

/// Ends all sessions of a member of staff.
///
/// # Errors
/// Where the database refuses.
pub async fn end_all_of_staff(tx: &mut Tx, staff: StaffId) -> Result<u64> {
    execute!(tx, "delete from session where staff_id = $1", staff.0)
}

/// Deletes the sessions whose time is over for a while; they are refused before that already.
///
/// # Errors
/// Where the database refuses.
pub async fn sweep(tx: &mut Tx, now: DateTime<Utc>) -> Result<u64> {
    execute!(
        tx,
        "delete from session where expires_at <= $1",
        now - KNOWN
    )
}

async fn alive(tx: &mut Tx, hash: &[u8], now: DateTime<Utc>) -> Result<Option<Row>> {
    fetch_optional!(
        tx,
        Row,
        "select sealed, created_at, touched_at, expires_at from session \
         where id_hash = $1 and expires_at > $2",
        hash,
        now
    )
}

fn encode(record: &Record) -> Result<Vec<u8>> {
    // In the order of the keys: the same data must give the same bytes.
    let mut data = serde_json::to_value(&record.data)
        .map_err(|_| LedgerError::Inconsistent("a session's data"))?;
    data.sort_all_objects();
    Ok(data.to_string().into_bytes())
}

/// Whose session this is, so that all sessions of one person can be ended.
fn whose(record: &Record) -> (Option<Uuid>, Option<Uuid>) {
    let actor = record
        .data
        .get(VISITOR)
        .and_then(|visitor| visitor.get("actor"));
    match actor.map(|actor| serde_json::from_value::<Actor>(actor.clone())) {
        Some(Ok(Actor::Customer(subject))) => (Some(subject.0), None),
        Some(Ok(Actor::Staff { id, .. })) => (None, Some(id.0)),
        _ => (None, None),
    }
}

fn about(hash: &[u8]) -> String {
    format!("session/{}", hex::encode(hash))
}

fn fault(error: LedgerError) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}
