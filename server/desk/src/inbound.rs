//! Mails to the privacy address become cases: from a Maildir folder, or over IMAP.
//!
//! Nothing is trusted that a mail says of itself. Its sender is a value that somebody says is theirs,
//! like one that a caller gives: it finds nobody, and who asks is checked as for every request. The
//! day it came in is the server's, not the one in the mail. A mail that names the number of a request
//! comes to that request if its sender's address is one by which that request's person is known, and
//! is a case of its own otherwise. The same mail twice is one, by its Message-ID. What programs send
//! (Auto-Submitted, lists, reports of delivery) is left alone, so that no two programs write to each
//! other for ever.

mod folder;
mod imap;
mod read;

use std::{path::PathBuf, time::Duration};

use chrono::{DateTime, Utc};
use habeas_domain::{
    actor::Actor,
    id::{Reference, RequestId, SubjectId},
    identity::{Compare, Identity},
    intake::Channel,
    mailed::{number_in, right_in},
    request::{NewRequest, Request},
    role::Act,
};
use habeas_ledger::{Tx, identities, inbound, requests, subjects};
use habeas_words::Locale;
use tokio::sync::watch;
use uuid::Uuid;

use self::read::Mailed;
use crate::{
    Desk, DeskError, Done, Visitor, Writing,
    intake::Intake,
    keep::{Kept, Private},
};

/// How often it is looked for mails.
const EVERY: Duration = Duration::from_secs(60);
/// The longest text that is kept of a mail, in characters.
const LONGEST: usize = 4000;

/// Where mails come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mailbox {
    /// A Maildir folder, into which a mail server delivers.
    Folder(PathBuf),
    /// A mailbox on an IMAP server.
    Imap(ImapBox),
}

/// A mailbox on an IMAP server.
#[derive(Clone, PartialEq, Eq)]
pub struct ImapBox {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether the connection is encrypted from the start; otherwise only on one machine.
    pub tls: bool,
    /// Who signs in.
    pub username: String,
    /// With what.
    pub password: String,
    /// The folder on the server: `INBOX`.
    pub folder: String,
}

impl std::fmt::Debug for ImapBox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ImapBox({}:{} {})", self.host, self.port, self.folder)
    }
}

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// A case of its own.
    Case(Reference),
    /// A message on a request.
    Message(Reference),
    /// It came before.
    Known,
    /// A program sent it, or nobody's address is in it.
    Nothing,
}

/// A mail as a server gives it: its bytes, and when the server took it.
pub(crate) struct Raw {
    pub(crate) bytes: Vec<u8>,
    pub(crate) received: DateTime<Utc>,
}

impl Desk {
    /// Looks for mails until told to stop, if there is a mailbox.
    pub(crate) async fn fetch_until(&self, mut stop: watch::Receiver<bool>) {
        if self.settings.mailbox.is_none() {
            return;
        }
        while !*stop.borrow() {
            if let Err(error) = self.fetch_mail().await {
                tracing::error!(%error, "the mailbox could not be read; tried again");
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                _ = stop.wait_for(|stop| *stop) => {}
            }
        }
    }

    /// Takes every new mail once; what became of each.
    ///
    /// # Errors
    /// Where the mailbox cannot be read. A mail that fails is left where it is and tried again.
    pub async fn fetch_mail(&self) -> Done<Vec<Became>> {
        match &self.settings.mailbox {
            None => Ok(Vec::new()),
            Some(Mailbox::Folder(path)) => self.fetch_folder(path).await,
            Some(Mailbox::Imap(server)) => self.fetch_imap(server).await,
        }
    }

    /// Makes of one mail what it is.
    pub(crate) async fn take_mail(&self, raw: &Raw) -> Done<Became> {
        let Some(mail) = read::read(&raw.bytes) else {
            return Ok(Became::Nothing);
        };
        let hash = inbound::hash(&self.keys, &mail.id);
        let mut tx = self.ledger.read().await?;
        if inbound::known(&mut tx, &hash).await? {
            return Ok(Became::Known);
        }
        drop(tx);
        let Some(from) = mail.from.clone().filter(|_| !mail.by_program) else {
            let mut tx = self.ledger.begin().await?;
            inbound::came(&mut tx, &hash, None, self.now()).await?;
            tx.commit().await?;
            return Ok(Became::Nothing);
        };
        let mut form = [0; 16];
        form.copy_from_slice(&hash[..16]);
        let form = uuid::Builder::from_random_bytes(form).into_uuid();
        let from = Identity::new("email", from);
        let (kept, became) = match self.case_of(&mail, &from).await? {
            Some(kept) => {
                let number = kept.request.reference;
                (kept, Became::Message(number))
            }
            None => {
                let kept = self.new_case(&mail, &from, (form, raw.received)).await?;
                let number = kept.request.reference;
                (kept, Became::Case(number))
            }
        };
        self.keep_mail(&kept, &mail, form).await?;
        let mut tx = self.ledger.begin().await?;
        inbound::came(&mut tx, &hash, Some(kept.request.id), self.now()).await?;
        tx.commit().await?;
        Ok(became)
    }

    /// The request whose number a mail names, if its sender is known as that request's person.
    async fn case_of(&self, mail: &Mailed, from: &Identity) -> Done<Option<Kept>> {
        let number = number_in(&mail.subject).or_else(|| number_in(&mail.text));
        let Some(number) = number else {
            return Ok(None);
        };
        let mut tx = self.ledger.read().await?;
        let kept = match self.load(&mut tx, &number).await {
            Ok(kept) => kept,
            Err(DeskError::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let subject = kept.request.subject;
        let known = self.addresses_of(&mut tx, subject).await;
        let same = known
            .iter()
            .any(|one| one.kind == "email" && Compare::Email.same(&one.value, &from.value));
        Ok(same.then_some(kept))
    }

    /// Everything by which a person is known, shown or said.
    async fn addresses_of(&self, tx: &mut Tx, subject: SubjectId) -> Vec<Identity> {
        let mut known = subjects::identities(tx, &self.keys, subject)
            .await
            .unwrap_or_default();
        let said = identities::claimed(tx, &self.keys, subject).await;
        known.extend(said.unwrap_or_default());
        known
    }

    /// A mail as a case of its own: its sender is somebody new until it is checked who asks.
    async fn new_case(
        &self,
        mail: &Mailed,
        from: &Identity,
        (form, received): (Uuid, DateTime<Utc>),
    ) -> Done<Kept> {
        let mut tx = self.ledger.begin().await?;
        // A worker that died after the case was made.
        if let Some(row) = requests::by_client_id(&mut tx, form).await? {
            return self.load_by_id(&mut tx, RequestId(row.id)).await;
        }
        let now = self.now();
        let received = received.min(now);
        let day = received.with_timezone(&self.settings.zone).date_naive();
        let country = &self.map().controller.country;
        let regime = self
            .book
            .choose(country, None, self.settings.zone, day)
            .map_err(anyhow::Error::from)?;
        let subject = SubjectId::from_random(self.dice.bytes());
        subjects::add(&mut tx, &self.keys, &self.dice, subject, now).await?;
        identities::claim(&mut tx, &self.keys, &self.dice, subject, from).await?;
        let new = NewRequest {
            id: RequestId::from_random(self.dice.bytes()),
            reference: Reference::from_random(self.dice.bytes()),
            subject,
            right: right_in(&mail.subject, &mail.text),
            regime,
            received_at: received,
            proof: None,
        };
        let (request, event) = Request::receive(new, &Actor::System, now, &self.book)?;
        let private = Private {
            intake: Some(Intake {
                channel: Channel::Email,
                name: mail.name.clone(),
                acting: String::new(),
                details: mail.subject.clone(),
                disputed: None,
                language: mail.language.tag().to_owned(),
                needs: String::new(),
                by_post: false,
                postal: String::new(),
            }),
            ..Private::default()
        };
        let by = (&Actor::System, Act::EnterRequest);
        let row = self
            .add(&mut tx, (&request, &event), by, form, Some(&private))
            .await?;
        tx.commit().await?;
        Ok(Kept { row, request })
    }

    /// The words and files of a mail, as a message of the person. Files that cannot be taken are
    /// counted in the words, so that staff know of them.
    async fn keep_mail(&self, kept: &Kept, mail: &Mailed, form: Uuid) -> Done {
        let machine = Visitor {
            actor: Actor::System,
            ..Visitor::NOBODY
        };
        let mut left = 0;
        for upload in &mail.files {
            let by = (&machine, Act::EnterRequest);
            match self.take_in(by, kept.request.subject, form, upload).await {
                Ok(()) => {}
                Err(DeskError::Answers(_)) => left += 1,
                Err(error) => return Err(error),
            }
        }
        let words = habeas_words::Words::for_locale(mail.language);
        let mut text: String = mail.text.chars().take(LONGEST).collect();
        if text.trim().is_empty() {
            text = mail.subject.clone();
        }
        if text.trim().is_empty() {
            text = words.say("inbound-empty");
        }
        if left > 0 {
            let said = words.with("inbound-left", &[("count", left.into())]);
            text = format!("{text}\n\n{said}");
        }
        let writing = Writing {
            client_id: form,
            text: &text,
            explains_late: false,
        };
        let mut tx = self.ledger.begin().await?;
        let act = (&machine, Act::EnterRequest);
        self.keep_message(&mut tx, act, kept, (text.clone(), &writing, None))
            .await?;
        Ok(tx.commit().await?)
    }
}

/// The language of a text, as far as a few words tell.
pub(crate) fn language_of(text: &str) -> Locale {
    const SPANISH: [&str; 10] = [
        " que ",
        " mis ",
        " datos",
        " ustedes",
        " quiero",
        " por favor",
        " una ",
        " los ",
        " del ",
        "ción",
    ];
    let text = format!(" {} ", text.to_lowercase());
    let hits = SPANISH.iter().filter(|word| text.contains(*word)).count();
    if hits >= 2 { Locale::Es } else { Locale::En }
}
