//! Mails and text messages, for every act that tells somebody something.
//!
//! ```ignore
//! let mail = Mail::to(address, "password-changed", words.locale())
//!     .of(subject)                       // sealed under their key, gone with them
//!     .value("day", today);
//! self.tell(&mut tx, mail).await?;      // in the act's own transaction
//! tx.commit().await?;
//! self.bell.ring();                      // sends it now rather than within a second
//! ```
//!
//! The words are one message `mail-<template>` in `locales/<language>/mail.ftl` with an attribute
//! `.subject`: paragraphs with blank lines between them, of which both the plain text and the
//! HTML are made. Every template may use `{ $company }` and `{ $home }`. A paragraph that is an
//! address becomes a link, one that is only `{ $code }` is set large. A text message is
//! `sms-<template>`, one line. A template that lacks a word or a value fails when it is queued,
//! in the test that queues it, and not when it is sent.
//!
//! Nothing that a stranger typed goes into a mail (it could be made to say anything to anybody),
//! and no line breaks get into a header: values lose their control characters here, and the
//! header is built by lettre.

mod post;
mod render;
mod sms;

use anyhow::anyhow;
use chrono::{NaiveDate, TimeDelta};
use habeas_domain::{id::SubjectId, intake::Careful};
use habeas_ledger::{
    Tx, careful,
    jobs::{self, Job, Work},
    outbox,
};
use habeas_words::{Arg, Locale};
use serde::{Deserialize, Serialize};

use crate::{Desk, Done};

pub(crate) use post::{Fate, Post};
pub use post::{MailSettings, SmsSettings, Tls};
pub use render::Rendered;

/// How long a mail is tried where nothing shorter is said.
const GOOD_FOR: TimeDelta = TimeDelta::days(2);

/// How a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// By e-mail.
    Mail,
    /// By text message.
    Sms,
}

impl Channel {
    /// Its name in the outbox, and the group of its words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }
}

/// A message to somebody, before it is queued.
#[derive(Debug, Clone)]
pub struct Mail {
    to: String,
    channel: Channel,
    template: &'static str,
    language: Locale,
    subject: Option<SubjectId>,
    values: Vec<(String, Value)>,
    good_for: TimeDelta,
}

/// What a template shows or chooses by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day.
    Date(NaiveDate),
}

/// To whom a message goes and with what: what is sealed.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Contents {
    pub(crate) to: String,
    pub(crate) values: Vec<(String, Value)>,
}

impl Mail {
    /// An e-mail to an address, in the words `mail-<template>`.
    pub fn to(address: &str, template: &'static str, language: Locale) -> Self {
        Self {
            to: address.to_owned(),
            channel: Channel::Mail,
            template,
            language,
            subject: None,
            values: Vec::new(),
            good_for: GOOD_FOR,
        }
    }

    /// A text message to a number, in the words `sms-<template>`.
    pub fn text(number: &str, template: &'static str, language: Locale) -> Self {
        Self {
            channel: Channel::Sms,
            ..Self::to(number, template, language)
        }
    }

    /// Whose it is: it is sealed under their key, and cannot be read once that is destroyed.
    #[must_use]
    pub fn of(mut self, subject: SubjectId) -> Self {
        self.subject = Some(subject);
        self
    }

    /// A value of the template.
    #[must_use]
    pub fn value(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// After this long it is of no use, and is not sent any more.
    #[must_use]
    pub fn good_for(mut self, period: TimeDelta) -> Self {
        self.good_for = period;
        self
    }
}

impl Desk {
    /// Queues a message in the act's own transaction: with its commit it will be sent, without
    /// it there is none. Ring the bell after the commit.
    ///
    /// # Errors
    /// Where the ledger refuses, the person's key is gone, or the template lacks a word.
    pub async fn tell(&self, tx: &mut Tx, mail: Mail) -> Done {
        let now = self.now();
        if let Some(subject) = mail.subject {
            // A person whose key is gone is told nothing under it either.
            let care = careful::of(tx, &self.keys, subject).await?;
            let unwanted = match mail.channel {
                Channel::Mail => Careful::NoMail,
                Channel::Sms => Careful::NoCalls,
            };
            if care.contains(&unwanted) {
                return Ok(());
            }
        }
        let contents = Contents {
            to: clean(&mail.to),
            values: mail.values,
        };
        let group = (mail.channel.as_str(), mail.template);
        self.render(group, mail.language, &contents)
            .map_err(|key| anyhow!("the message {key} cannot be said"))?;
        let id = self.dice.uuid(now);
        let new = outbox::New {
            id,
            subject: mail.subject,
            channel: group.0,
            template: group.1,
            language: mail.language.tag(),
            contents: &serde_json::to_vec(&contents).map_err(|error| anyhow!(error))?,
            expires_at: now + mail.good_for,
        };
        outbox::add(tx, &self.keys, &self.dice, &new, now).await?;
        jobs::enqueue(tx, &Job::new(Work::Send, id), now).await?;
        Ok(())
    }
}

/// A value without control characters: none can end a line of a header or hide in a text.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

impl Value {
    pub(crate) fn to_arg(&self) -> Arg {
        match self {
            Self::Text(text) => clean(text).into(),
            Self::Number(number) => (*number).into(),
            Self::Date(day) => (*day).into(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<NaiveDate> for Value {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}
