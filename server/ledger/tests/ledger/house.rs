//! A ledger of its own for each test, with keys, a clock that stands still and seeded dice.

use anyhow::Result;
use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{
    id::{Reference, RequestId, StaffId, SubjectId},
    role::Role,
};
use habeas_ledger::{
    Keys, Ledger, Tx,
    filed::Filed,
    requests,
    staff::{self, Member, Person},
    subjects,
    time::{Clock, Dice},
};
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection, Row};
use tempfile::TempDir;

pub struct House {
    pub folder: TempDir,
    pub url: String,
    pub ledger: Ledger,
    pub keys: Keys,
    pub clock: Clock,
    pub dice: Dice,
}

impl House {
    pub async fn sqlite() -> Result<Self> {
        let folder = TempDir::new()?;
        let url = format!("sqlite:{}", folder.path().join("ledger.sqlite").display());
        Self::new(folder, url).await
    }

    pub async fn postgres() -> Result<Self> {
        let url = habeas_testing::postgres().await?.database().await?;
        Self::new(TempDir::new()?, url).await
    }

    async fn new(folder: TempDir, url: String) -> Result<Self> {
        let ledger = Ledger::open(&url).await?;
        ledger.migrate().await?;
        let dice = Dice::seeded(7);
        let keys = Keys::open(&folder.path().join("master.key"), &dice)?;
        let clock = Clock::fixed("2026-11-02T09:00:00.000123Z".parse()?);
        Ok(Self {
            folder,
            url,
            ledger,
            keys,
            clock,
            dice,
        })
    }

    /// A copy of the whole database as it is now, as a backup has it: its address.
    pub async fn copied(&self) -> Result<String> {
        match &self.ledger {
            Ledger::Sqlite { writer, .. } => {
                let path = self.folder.path().join("earlier.sqlite");
                let sql = format!("vacuum into '{}'", path.display());
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(writer).await?;
                Ok(format!("sqlite:{}", path.display()))
            }
            Ledger::Postgres(pool) => {
                let name = self.url.split(['/', '?']).nth(3).unwrap_or_default();
                let copy = format!("{name}_earlier");
                // A database that is copied has nobody in it.
                let server = self.url.replacen(&format!("/{name}?"), "/postgres?", 1);
                pool.close().await;
                let mut server = sqlx::PgConnection::connect(&server).await?;
                let sql = format!("create database {copy} template {name}");
                sqlx::raw_sql(AssertSqlSafe(sql))
                    .execute(&mut server)
                    .await?;
                Ok(self.url.replacen(name, &copy, 1))
            }
        }
    }

    /// The same house, opened again.
    pub async fn again(self) -> Result<Self> {
        Ok(Self {
            ledger: Ledger::open(&self.url).await?,
            ..self
        })
    }

    /// The same house on another copy of its database, with the same keys.
    pub async fn at(other: &Self, url: &str) -> Result<Self> {
        let dice = other.dice.clone();
        Ok(Self {
            folder: TempDir::new()?,
            url: url.to_owned(),
            ledger: Ledger::open(url).await?,
            keys: Keys::open(&other.folder.path().join("master.key"), &dice)?,
            clock: other.clock.clone(),
            dice,
        })
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn later(&self, minutes: i64) -> DateTime<Utc> {
        self.now() + TimeDelta::minutes(minutes)
    }

    pub async fn begin(&self) -> Result<Tx> {
        Ok(self.ledger.begin().await?)
    }

    /// Statements past the ledger's own functions; how many rows the last one changed.
    pub async fn sql(&self, text: &str) -> Result<u64> {
        let text = AssertSqlSafe(text.to_owned());
        Ok(match &self.ledger {
            Ledger::Sqlite { writer, .. } => {
                sqlx::raw_sql(text).execute(writer).await?.rows_affected()
            }
            Ledger::Postgres(pool) => sqlx::raw_sql(text).execute(pool).await?.rows_affected(),
        })
    }

    /// The one number that a query gives.
    pub async fn number(&self, text: &str) -> Result<i64> {
        let text = AssertSqlSafe(text.to_owned());
        Ok(match &self.ledger {
            Ledger::Sqlite { writer, .. } => sqlx::query_scalar(text).fetch_one(writer).await?,
            Ledger::Postgres(pool) => sqlx::query_scalar(text).fetch_one(pool).await?,
        })
    }

    /// One column of what a query gives, as text.
    pub async fn text(&self, text: &str, column: &str) -> Result<Vec<String>> {
        let text = AssertSqlSafe(text.to_owned());
        let Ledger::Sqlite { writer, .. } = &self.ledger else {
            anyhow::bail!("asked of SQLite alone");
        };
        let rows = sqlx::query(text).fetch_all(writer).await?;
        Ok(rows.iter().map(|row| row.get(column)).collect())
    }

    /// Somebody who works here.
    pub async fn member(&self, name: &str) -> Result<StaffId> {
        let member = Member {
            id: StaffId::from_random(self.dice.bytes()),
            role: Role::Officer,
            person: Person {
                name: name.to_owned(),
                email: format!("{name}@example.com"),
            },
            password: None,
        };
        let mut tx = self.begin().await?;
        let secret = name.as_bytes();
        let invitation = (secret, self.later(10));
        staff::invite(
            &mut tx,
            &self.keys,
            &self.dice,
            &member,
            invitation,
            self.now(),
        )
        .await?;
        tx.commit().await?;
        Ok(member.id)
    }

    /// A person.
    pub async fn person(&self) -> Result<SubjectId> {
        let id = SubjectId::from_random(self.dice.bytes());
        let mut tx = self.begin().await?;
        subjects::add(&mut tx, &self.keys, &self.dice, id, self.now()).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// A request of theirs, as a row.
    pub fn request_of(&self, subject: SubjectId, due_in: i64) -> requests::Row {
        requests::Row {
            id: RequestId::from_random(self.dice.bytes()).0,
            reference: Reference::from_random(self.dice.bytes()).to_string(),
            subject_id: subject.0,
            client_id: self.dice.uuid(self.now()),
            kind: "erasure".to_owned(),
            stage: "open".to_owned(),
            finished: false,
            received_at: self.now(),
            due: (self.now() + TimeDelta::days(due_in)).date_naive(),
            regime: "eu-gdpr".to_owned(),
            assigned: None,
            verified: true,
            waiting: false,
            blocked: None,
            received_on: self.now().date_naive(),
            finished_on: None,
            version: 1,
            body: json!({ "v": 1, "note": "é" }),
            sealed: None,
            filed: Filed::default(),
        }
    }

    /// A request of a new person, kept.
    pub async fn request(&self) -> Result<requests::Row> {
        let row = self.request_of(self.person().await?, 30);
        let mut tx = self.begin().await?;
        requests::add(&mut tx, &row).await?;
        tx.commit().await?;
        Ok(row)
    }
}
