//! "It was not me": the link that a person's older addresses are sent when their account was made,
//! or opened anew, by somebody who reads another one. It needs no account and no password, because
//! whoever lost both must be able to use it, and all it can do is close a door: the account shows
//! a summary until staff have looked.

use data_encoding::BASE32_NOPAD;
use habeas_domain::{actor::Actor, id::SubjectId, request::Refusal, role::Act};
use habeas_ledger::{
    audit::Entry,
    challenges,
    jobs::{self, Job, Work},
    requests, sessions, stops,
};
use habeas_words::Locale;
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Mail, Problem, Visitor, mask,
    run::{Because, Warning},
};

/// What the link tells of.
pub(crate) const PURPOSE: &str = "stop";

/// What somebody can stop by the link they came by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToStop {
    /// What the message told of: `made`, `reset` or `contact`.
    pub because: &'static str,
    /// The day of it.
    pub day: chrono::NaiveDate,
    /// Whether it is stopped.
    pub stopped: bool,
}

/// An account that somebody stopped, as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// Whose it is: a random number.
    pub subject: Uuid,
    /// How the person is reached, masked.
    pub person: String,
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
    /// What the message told of.
    pub because: String,
}

/// How staff found out who it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// By calling a number that was held for long.
    Called,
    /// By papers at the counter.
    Counter,
    /// By a letter to the address that was held for long, and the answer.
    Letter,
}

impl Checked {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Called, Self::Counter, Self::Letter];

    /// Its name in forms and in the ledger.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Counter => "counter",
            Self::Letter => "letter",
        }
    }
}

impl Desk {
    /// The token of a link, made of its number: the job that writes the mails can be run twice.
    pub(crate) fn stop_token(&self, id: Uuid) -> String {
        let key = self.keys.tokens.derive("stop-link");
        let token = key.mac(&[id.as_bytes()]);
        BASE32_NOPAD.encode(&token[..20])
    }

    /// What the link tells of, for the page with its button.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is no such link, or it is too old.
    pub async fn to_stop(&self, token: &str) -> Done<ToStop> {
        let (_, subject, warning) = self.stop_link(token).await?;
        let mut tx = self.ledger.read().await?;
        Ok(ToStop {
            because: warning.because.as_str(),
            day: warning.day,
            stopped: stops::of(&mut tx, subject).await?.is_some(),
        })
    }

    /// Stops the account: every session ends, it shows a summary, nothing is handed out, changed
    /// or deleted, until staff have looked. Done twice it is done once.
    ///
    /// # Errors
    /// As [`Desk::to_stop`].
    pub async fn stop_opening(&self, token: &str) -> Done {
        let (_, subject, warning) = self.stop_link(token).await?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        if !stops::stop(&mut tx, subject, warning.because.as_str(), now).await? {
            return Ok(());
        }
        sessions::end_all(&mut tx, subject).await?;
        let body = serde_json::json!({ "v": 1, "because": warning.because.as_str() });
        let entry = Entry::new(&self.keys, &Actor::Nobody, Act::StopOpening).with(body);
        self.entry(&mut tx, &entry).await?;
        let language = self.language_of(&mut tx, subject).await?;
        self.tell_all(&mut tx, subject, "account-stopped", language, &[])
            .await?;
        // Whoever answers for privacy at the company looks at it; nothing here names the person.
        let mail = Mail::to(
            &self.map().controller.email,
            "staff-stopped",
            Locale::default(),
        )
        .value("day", self.today());
        self.tell(&mut tx, mail).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// The accounts that were stopped and that staff have not looked at; not those near to
    /// whoever asks.
    ///
    /// # Errors
    /// Only who may.
    pub async fn stopped(&self, visitor: &Visitor) -> Done<Vec<Stopped>> {
        let me = visitor.staff(Act::LiftStop)?;
        let mut tx = self.ledger.read().await?;
        let all = stops::all(&mut tx).await?;
        drop(tx);
        let mut shown = Vec::with_capacity(all.len());
        for stop in all {
            if self.is_near(me, stop.subject).await? {
                continue;
            }
            let mut tx = self.ledger.read().await?;
            let addresses = self.mail_addresses(&mut tx, stop.subject).await?;
            shown.push(Stopped {
                subject: stop.subject.0,
                person: addresses
                    .first()
                    .map_or_else(|| "•••".to_owned(), |address| mask::email(address)),
                at: stop.at,
                because: stop.because,
            });
        }
        Ok(shown)
    }

    /// Lets an account open again, because it was the person. The links that could stop it count
    /// no more, and the person is told.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where it is not stopped, or near to whoever asks;
    /// [`DeskError::Answers`] where it is not said how that was found out.
    pub async fn lift_stop(&self, visitor: &Visitor, subject: Uuid, how: &str) -> Done {
        visitor.staff(Act::LiftStop)?;
        let subject = SubjectId(subject);
        let mut tx = self.ledger.read().await?;
        if stops::of(&mut tx, subject).await?.is_none() {
            return Err(DeskError::NotFound);
        }
        drop(tx);
        self.not_near(visitor, subject, (Act::LiftStop, None))
            .await?;
        let how = Checked::ALL.into_iter().find(|way| way.as_str() == how);
        let how = how.ok_or_else(|| DeskError::answer("how", Problem::NotOnOffer))?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        if !stops::lift(&mut tx, subject).await? {
            return Err(DeskError::NotFound);
        }
        challenges::end_all(&mut tx, subject, PURPOSE).await?;
        let body = serde_json::json!({ "v": 1, "how": how.as_str() });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::LiftStop).with(body);
        self.entry(&mut tx, &entry).await?;
        // What was approved waits; it runs when its own time has come.
        for row in requests::of_subject(&mut tx, subject).await? {
            if !row.finished {
                jobs::enqueue(&mut tx, &Job::new(Work::Run, row.id), now).await?;
            }
        }
        let language = self.language_of(&mut tx, subject).await?;
        self.tell_all(&mut tx, subject, "account-opened", language, &[])
            .await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Whether an account is stopped.
    pub(crate) async fn is_stopped(&self, subject: SubjectId) -> Done<bool> {
        let mut tx = self.ledger.read().await?;
        Ok(stops::of(&mut tx, subject).await?.is_some())
    }

    /// Refuses what would hand out, change or destroy while an account is stopped.
    pub(crate) async fn not_stopped(&self, subject: SubjectId) -> Done {
        if self.is_stopped(subject).await? {
            return Err(Refusal::Stopped.into());
        }
        Ok(())
    }

    async fn stop_link(&self, token: &str) -> Done<(Uuid, SubjectId, Warning)> {
        let mut tx = self.ledger.read().await?;
        let row = challenges::by_token(&mut tx, &self.keys, PURPOSE, token).await?;
        let row = row.filter(|row| row.is_open(self.now()));
        let row = row.ok_or(DeskError::NotFound)?;
        let subject = row.subject_id.ok_or(DeskError::NotFound)?;
        let warning = Warning::read(&row.open(&self.keys)?)?;
        Ok((row.id, SubjectId(subject), warning))
    }
}

impl Because {
    /// Its name in the ledger, and the end of its words' keys.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Reset => "reset",
            Self::Contact => "contact",
        }
    }
}
