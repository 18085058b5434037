//! The code of a letter: written for one identity, posted by the company to the address it holds,
//! and taken in place of, or beside, a code by mail.

use anyhow::anyhow;
use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{actor::Actor, identity::Identity, role::Act};
use habeas_ledger::{audit::Entry, challenges, identities};
use habeas_words::Locale;
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Problem,
    codes::{self, About, From, Purpose, limit},
};

/// How long the code of a letter counts: post takes days.
const GOOD_FOR: TimeDelta = TimeDelta::days(30);
/// How long there is to make the account after the code was taken.
const USABLE: TimeDelta = TimeDelta::hours(1);
/// Codes of letters tried from one network; 80 bits cannot be guessed, this only keeps noise out.
const TRIES: habeas_ledger::limits::Limit = limit("letter-tries", 20, 15);
/// No I, L, O or U, so nothing can be misread.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A letter to be posted: the code is kept nowhere.
pub struct Letter {
    /// What stands in it: `7K2M-93QF-AB4D-0XYZ`.
    pub code: String,
    /// Until when it counts.
    pub expires_at: DateTime<Utc>,
}

/// What the code of a letter was good for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// It proves an address: the password comes next, under this challenge.
    Address(Uuid),
    /// It proves something else: the address by which one signs in comes next.
    Other(Uuid),
}

impl Desk {
    /// Writes a code for a letter to whoever has an identity; the operator does it from the
    /// command line.
    ///
    /// # Errors
    /// [`DeskError::Answers`] where no store knows the identity, or it has an account.
    pub async fn invite_customer(&self, identity: &Identity) -> Done<Letter> {
        let search = self
            .stores
            .find(std::slice::from_ref(identity), self.today())
            .await;
        let mut tx = self.ledger.read().await?;
        let taken = identities::owner(&mut tx, &self.keys, identity).await?;
        drop(tx);
        if search.keys.is_empty() || taken.is_some() {
            return Err(DeskError::answer("identity", Problem::NotOnOffer));
        }
        let now = self.now();
        let expires_at = now + GOOD_FOR;
        let (code, token) = self.letter_code();
        let about = About {
            identity: identity.clone(),
            language: Locale::default().tag().to_owned(),
            letter: None,
        };
        let new = challenges::New {
            id: self.new_client_id(),
            purpose: "letter",
            subject: None,
            request: None,
            contents: &serde_json::to_vec(&about).map_err(|error| anyhow!(error))?,
            expires_at,
        };
        let hash = challenges::token_hash(&self.keys, "letter", &token);
        let mut tx = self.ledger.begin().await?;
        challenges::add(&mut tx, &self.keys, &self.dice, &new, Some(hash), now).await?;
        let entry = Entry::new(&self.keys, &Actor::System, Act::InviteCustomer);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(Letter { code, expires_at })
    }

    /// Takes the code of a letter, once.
    ///
    /// # Errors
    /// [`DeskError::Answers`] where there is no such letter any more.
    pub async fn open_letter(&self, code: &str, from: &From<'_>) -> Done<Opened> {
        let token = read(code).ok_or_else(|| DeskError::answer("letter", Problem::Missing))?;
        let wrong = || DeskError::answer("letter", Problem::WrongCode);
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        self.count(&mut tx, TRIES, from.network).await?;
        let row = challenges::by_token(&mut tx, &self.keys, "letter", &token).await?;
        let Some(row) = row.filter(|row| row.is_open(now)) else {
            tx.commit().await?;
            return Err(wrong());
        };
        let about = codes::about(&row.open(&self.keys)?)?;
        challenges::opened(&mut tx, row.id, now + USABLE, now).await?;
        if about.identity.kind != "email" {
            tx.commit().await?;
            return Ok(Opened::Other(row.id));
        }
        // The letter proves the address: it stands in the place of the code by mail.
        let id = self.new_client_id();
        let about = About {
            letter: Some(row.id),
            language: from.language.tag().to_owned(),
            ..about
        };
        let new = challenges::New {
            id,
            purpose: Purpose::Register.as_str(),
            subject: None,
            request: None,
            contents: &serde_json::to_vec(&about).map_err(|error| anyhow!(error))?,
            expires_at: now + USABLE,
        };
        let unused = self.dice.bytes::<32>().to_vec();
        challenges::add(&mut tx, &self.keys, &self.dice, &new, Some(unused), now).await?;
        challenges::opened(&mut tx, id, now + USABLE, now).await?;
        tx.commit().await?;
        Ok(Opened::Address(id))
    }

    /// Sixteen symbols, 80 bits: as they are printed, and as they are hashed.
    pub(crate) fn letter_code(&self) -> (String, String) {
        let bytes: [u8; 16] = self.dice.bytes();
        let token: String = bytes
            .iter()
            .map(|byte| char::from(SYMBOLS[usize::from(byte & 31)]))
            .collect();
        let code = [&token[..4], &token[4..8], &token[8..12], &token[12..]].join("-");
        (code, token)
    }
}

/// What was meant by what was typed from paper; none where nothing was.
fn read(typed: &str) -> Option<String> {
    let token: String = typed
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .take(32)
        .collect();
    (!token.is_empty()).then_some(token)
}
