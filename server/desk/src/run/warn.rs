//! Whoever holds a person's mailbox can make an account with it, or choose a new password. The
//! addresses and numbers by which the company's own systems have known the person are told, and
//! have the days of the wait to say that it was somebody else: by a link that needs no account
//! ([`crate::stop`](crate::Desk::stop_opening)).

use std::collections::BTreeSet;

use anyhow::anyhow;
use chrono::{NaiveDate, TimeDelta};
use habeas_domain::{
    id::SubjectId,
    identity::{Compare, Identity},
    version::Version,
};
use habeas_ledger::{
    Tx, challenges,
    jobs::{self, Job, Work},
    limits,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Mail,
    codes::limit,
    run::claim::{Claim, Next, pause},
    stop,
};

/// How long the link can be used.
const GOOD_FOR: TimeDelta = TimeDelta::days(30);
/// How long the mail is tried.
const SENT_WITHIN: TimeDelta = TimeDelta::days(7);
/// Each address is told once of one thing, however often the job runs.
const ONCE: limits::Limit = limit("warned", 1, 30 * 24 * 60);
/// How often a store that does not answer is waited for: about ten minutes.
const PATIENCE: i64 = 24;

/// What older addresses are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Because {
    /// An account was made.
    Made,
    /// A new password was chosen by a mailed code.
    Reset,
    /// An address or number was added or taken off, or another one signs in.
    Contact,
}

/// What a link is about, sealed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Warning {
    v: Version<1>,
    pub(crate) because: Because,
    pub(crate) day: NaiveDate,
}

impl Warning {
    pub(crate) fn read(contents: &[u8]) -> Done<Self> {
        Ok(serde_json::from_slice(contents).map_err(|error| anyhow!("a warning: {error}"))?)
    }
}

impl Desk {
    /// Has the older addresses of a person told, in the act's own transaction.
    pub(crate) async fn warn_later(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        because: Because,
    ) -> Done {
        let now = self.now();
        let id = self.new_client_id();
        let warning = Warning {
            v: Version,
            because,
            day: self.today(),
        };
        let new = challenges::New {
            id,
            purpose: stop::PURPOSE,
            subject: Some(subject),
            request: None,
            contents: &serde_json::to_vec(&warning).map_err(|error| anyhow!(error))?,
            expires_at: now + GOOD_FOR,
        };
        let token = self.stop_token(id);
        let hash = challenges::token_hash(&self.keys, stop::PURPOSE, &token);
        challenges::add(tx, &self.keys, &self.dice, &new, Some(hash), now).await?;
        Ok(jobs::enqueue(tx, &Job::new(Work::Warn, id), now).await?)
    }

    /// Tells the addresses and numbers by which a person was known before: their own and those
    /// that the stores hold, but for the one that signs in.
    pub(super) async fn warn(&self, id: Uuid, claim: &Claim) -> Done<Next> {
        let mut tx = self.ledger.read().await?;
        let Some(row) = challenges::find(&mut tx, id).await? else {
            drop(tx);
            return self.warn_as_before(SubjectId(id)).await;
        };
        drop(tx);
        let subject = SubjectId(row.subject_id.ok_or(DeskError::NotFound)?);
        let warning = Warning::read(&row.open(&self.keys)?)?;
        let identities = self.identities(subject).await?;
        let search = self.stores.find(&identities, self.today()).await;
        let mut tx = self.ledger.begin().await?;
        let mut older: BTreeSet<Identity> = BTreeSet::new();
        for met in identities.iter().chain(&search.identities_met) {
            let reachable = match met.kind.as_str() {
                "email" => true,
                "phone" => self.post.carries("sms"),
                _ => false,
            };
            if reachable && !self.enters(&mut tx, subject, met).await? {
                older.insert(met.clone());
            }
        }
        let link = format!("{}/not-me/{}", self.settings.public, self.stop_token(id));
        for to in older {
            let normal = Compare::for_kind(&to.kind).normalise(&to.value);
            let who = format!("{id} {} {normal}", to.kind);
            if limits::take(&mut tx, &self.keys, ONCE, &who, self.now())
                .await?
                .is_some()
            {
                continue;
            }
            let mail = self.warning(&mut tx, subject, &to, warning.because).await?;
            let mail = mail
                .of(subject)
                .value("day", warning.day)
                .value("link", link.as_str())
                .value("contact", self.map().controller.email.as_str())
                .good_for(SENT_WITHIN);
            self.tell(&mut tx, mail).await?;
        }
        // A store that is silent may know another address; the others were told already.
        if !search.found.is_complete() && claim.row().waits < PATIENCE {
            tx.commit().await?;
            self.bell.ring();
            return Ok(Next::Waits {
                until: self.now() + pause(claim.row().waits),
                why: "stuck-no-answer",
                store: None,
            });
        }
        self.finish_in(&mut tx, claim).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(Next::Told)
    }

    async fn warning(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        to: &Identity,
        because: Because,
    ) -> Done<Mail> {
        let language = self.language_of(tx, subject).await?;
        Ok(match (to.kind.as_str(), because) {
            ("phone", _) => Mail::text(&to.value, "not-me", language),
            (_, Because::Made) => Mail::to(&to.value, "account-made", language),
            (_, Because::Reset) => Mail::to(&to.value, "account-reset", language),
            (_, Because::Contact) => Mail::to(&to.value, "account-contact", language),
        })
    }

    /// Whether it is by this address that the account is entered: whoever did what is told of
    /// reads it.
    async fn enters(&self, tx: &mut Tx, subject: SubjectId, identity: &Identity) -> Done<bool> {
        let (kind, value) = (identity.kind.as_str(), identity.value.as_str());
        Ok(kind == "email"
            && habeas_ledger::identities::signs_in_with(tx, &self.keys, subject, value).await?)
    }

    /// A job of an earlier version names the person.
    async fn warn_as_before(&self, subject: SubjectId) -> Done<Next> {
        let mut tx = self.ledger.begin().await?;
        if habeas_ledger::subjects::account_of(&mut tx, subject)
            .await?
            .is_none()
        {
            return Err(DeskError::NotFound);
        }
        self.warn_later(&mut tx, subject, Because::Made).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(Next::Done)
    }
}
