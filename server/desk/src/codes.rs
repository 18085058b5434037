//! Codes by mail: asked for, given back, and used once.
//!
//! Nobody learns here whether an address is known. What a browser is told is the same for every
//! address, and so is the time it takes: the act only writes down that a code was asked for, and
//! a job finds out afterwards what the mail shall say ([`crate::run`], `greet`).
//!
//! A code has 8 digits, counts for ten minutes, five tries, and only in the browser that asked
//! (ASVS v5.0.0-6.5.1 to 6.6.3). How often one is sent is limited for each address, so that no
//! mailbox is flooded, more tightly for an address from one network, so that a stranger uses up
//! his own share before that of the person, and for each network. Somebody whose address was
//! used up waits at most a quarter of an hour, or uses the code of a letter.

use anyhow::anyhow;
use chrono::TimeDelta;
use habeas_domain::{id::SubjectId, identity::Identity, map::ValueCheck};
use habeas_ledger::{
    Tx, challenges,
    jobs::{self, Job, Work},
    limits::{self, Limit},
};
use habeas_words::Locale;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Problem};

/// How long a code counts (ASVS v5.0.0-6.5.5).
pub(crate) const GOOD_FOR: TimeDelta = TimeDelta::minutes(10);
/// How long there is then to do what it allows.
const USABLE: TimeDelta = TimeDelta::minutes(15);
/// Codes sent to one address.
const ADDRESS: Limit = limit("code-address", 8, 15);
/// Codes sent to one address, asked for from one network.
const PAIR: Limit = limit("code-pair", 4, 15);
/// Codes asked for from one network: many people may share one.
const NETWORK: Limit = limit("code-network", 40, 15);
/// Codes tried from one network.
const TRIES: Limit = limit("code-tries", 100, 15);

/// So many in so many minutes.
pub(crate) const fn limit(what: &'static str, count: i64, minutes: i64) -> Limit {
    Limit {
        what,
        count,
        within: TimeDelta::minutes(minutes),
    }
}

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To make an account.
    Register,
    /// To choose a new password.
    Reset,
    /// To add an identity to one's account.
    Identity,
}

impl Purpose {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Reset => "reset",
            Self::Identity => "identity",
        }
    }
}

/// Where somebody asks from: what limits are counted by, and in which language they read.
#[derive(Debug, Clone)]
pub struct From<'a> {
    /// Their network.
    pub network: &'a str,
    /// Their language.
    pub language: Locale,
    /// What their browser shows of having signed in before ([`Desk::known_browser`]); empty where
    /// it has not.
    pub browser: &'a str,
}

/// What a challenge is about, sealed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct About {
    /// What is to be proved.
    pub(crate) identity: Identity,
    /// The reader's language.
    pub(crate) language: String,
    /// The letter whose code was given before.
    #[serde(default)]
    pub(crate) letter: Option<Uuid>,
}

impl Desk {
    /// Sends a code to an address, or what it shall get instead. The id is for the asking
    /// browser alone.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for what is no address, [`DeskError::Wait`] after too many.
    pub async fn ask_code(
        &self,
        purpose: Purpose,
        email: &str,
        letter: Option<Uuid>,
        from: &From<'_>,
    ) -> Done<Uuid> {
        let email = address(email)?;
        let identity = Identity::new("email", email);
        self.challenge(purpose, identity, (None, letter), from)
            .await
    }

    /// Writes down that a code is asked for, and has it sent.
    pub(crate) async fn challenge(
        &self,
        purpose: Purpose,
        identity: Identity,
        (subject, letter): (Option<SubjectId>, Option<Uuid>),
        from: &From<'_>,
    ) -> Done<Uuid> {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        self.spend(&mut tx, &identity, from.network).await?;
        let id = self.new_client_id();
        let about = About {
            identity,
            language: from.language.tag().to_owned(),
            letter,
        };
        let new = challenges::New {
            id,
            purpose: purpose.as_str(),
            subject,
            request: None,
            contents: &serde_json::to_vec(&about).map_err(|error| anyhow!(error))?,
            expires_at: now + GOOD_FOR,
        };
        challenges::add(&mut tx, &self.keys, &self.dice, &new, None, now).await?;
        jobs::enqueue(&mut tx, &Job::new(Work::Greet, id), now).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(id)
    }

    /// Counts one more message to an identity, asked for from a network.
    pub(crate) async fn spend(&self, tx: &mut Tx, identity: &Identity, network: &str) -> Done {
        let normal = hex::encode(self.keys.identity_hash(&identity.kind, &identity.value));
        self.count(tx, NETWORK, network).await?;
        self.count(tx, PAIR, &format!("{network} {normal}")).await?;
        self.count(tx, ADDRESS, &normal).await
    }

    /// Counts one more of something.
    pub(crate) async fn count(&self, tx: &mut Tx, limit: Limit, who: &str) -> Done {
        let now = self.now();
        match limits::take(tx, &self.keys, limit, who, now).await? {
            None => Ok(()),
            Some(until) => Err(DeskError::Wait(
                (until - now).num_seconds().unsigned_abs() + 1,
            )),
        }
    }

    /// The address to which this browser asked for a code last, to show it what it typed.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where it asked for none, or too long ago.
    pub async fn code_asked(&self, purpose: Purpose, ids: &[Uuid]) -> Done<Identity> {
        let mut tx = self.ledger.read().await?;
        for id in ids {
            if let Some(row) = challenges::find(&mut tx, *id).await?
                && row.purpose == purpose.as_str()
                && row.used_at.is_none()
                && self.now() < row.expires_at
            {
                return Ok(about(&row.open(&self.keys)?)?.identity);
            }
        }
        Err(DeskError::NotFound)
    }

    /// Takes a code that was sent to this browser's address. What it allows can be done for a
    /// quarter of an hour.
    ///
    /// # Errors
    /// [`DeskError::Answers`] where it fits nothing this browser asked for.
    pub async fn give_code(
        &self,
        purpose: Purpose,
        ids: &[Uuid],
        code: &str,
        network: &str,
    ) -> Done<Uuid> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            return Err(DeskError::answer("code", Problem::Missing));
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        self.count(&mut tx, TRIES, network).await?;
        let purpose = (purpose.as_str(), ids);
        let until = now + USABLE;
        let row = challenges::try_code(&mut tx, &self.keys, purpose, &digits, until, now).await?;
        // A wrong try counts too.
        tx.commit().await?;
        row.map(|row| row.id)
            .ok_or_else(|| DeskError::answer("code", Problem::WrongCode))
    }

    /// Whether this browser has given a code and not used it yet; the challenge and what it is
    /// about.
    pub(crate) async fn proved(&self, purpose: Purpose, ids: &[Uuid]) -> Done<(Uuid, About)> {
        let mut tx = self.ledger.read().await?;
        for id in ids {
            if let Some(row) = challenges::find(&mut tx, *id).await?
                && row.purpose == purpose.as_str()
                && row.is_proved(self.now())
            {
                return Ok((row.id, about(&row.open(&self.keys)?)?));
            }
        }
        Err(DeskError::NotFound)
    }

    /// The address that was proved by a code, for the page on which the password is chosen.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where none was, or too long ago.
    pub async fn code_given(&self, purpose: Purpose, ids: &[Uuid]) -> Done<String> {
        Ok(self.proved(purpose, ids).await?.1.identity.value)
    }

    /// A new code as it is sent, `4821 0937`, and the digits that are hashed.
    pub(crate) fn new_code(&self) -> (String, String) {
        // 64 bits over 10^8: no digit is likelier than another by more than 10^-11.
        let number = u64::from_be_bytes(self.dice.bytes()) % 100_000_000;
        let digits = format!("{number:08}");
        (format!("{} {}", &digits[..4], &digits[4..]), digits)
    }
}

/// What was typed as an address.
pub(crate) fn address(typed: &str) -> Done<String> {
    ValueCheck::Email
        .accept(typed)
        .map_err(|fault| DeskError::answer("email", Problem::Value(fault)))
}

pub(crate) fn about(contents: &[u8]) -> Done<About> {
    Ok(serde_json::from_slice(contents).map_err(|error| anyhow!("a challenge: {error}"))?)
}
