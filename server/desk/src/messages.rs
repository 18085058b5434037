//! What the person and the company write to each other about a request. A mail says only that
//! there is a message: the words stay here, sealed under the person's key.

use chrono::TimeDelta;
use habeas_domain::{
    actor::By,
    id::{Reference, StaffId},
    look::{EvidenceView, MessageView},
    request::Request,
    role::Act,
    validate::Fault,
    version::Version,
};
use habeas_ledger::{
    Tx,
    audit::Entry,
    evidence,
    messages::{self, New, Row},
    subjects,
};
use habeas_words::Locale;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Mail, Problem, Upload, Visitor, keep::Kept};

/// The longest message, in characters.
const LONGEST: usize = 4000;
/// How many a person writes on one request in a day.
const MOST_A_DAY: u64 = 20;

/// What somebody writes.
#[derive(Debug, Clone)]
pub struct Writing<'a> {
    /// Made with the form: sent twice, it is one message.
    pub client_id: Uuid,
    /// The words.
    pub text: &'a str,
    /// Whether they say why the answer is late; counts from staff only.
    pub explains_late: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Words {
    v: Version<1>,
    text: String,
}

impl Desk {
    /// Writes to the company about one's own request, with the files that wait with the form.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for anybody else's request, [`DeskError::Answers`] for the words,
    /// [`DeskError::Wait`] after too many on one day.
    pub async fn write_message(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        writing: &Writing<'_>,
    ) -> Done {
        let subject = visitor.customer(Act::WriteMessage)?;
        let text = checked(writing.text)?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.own_request(&mut tx, subject, reference).await?;
        let day_ago = self.now() - TimeDelta::days(1);
        if messages::written_since(&mut tx, kept.request.id, day_ago).await? >= MOST_A_DAY {
            return Err(DeskError::Wait(24 * 60 * 60));
        }
        let act = (visitor, Act::WriteMessage);
        self.keep_message(&mut tx, act, &kept, (text, writing, None))
            .await?;
        Ok(tx.commit().await?)
    }

    /// Writes to a person about their request. They are told by mail that there is a message,
    /// and not what it says.
    ///
    /// # Errors
    /// As [`Desk::write_message`].
    pub async fn write_to_person(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        writing: &Writing<'_>,
    ) -> Done {
        visitor.staff(Act::WriteToPerson)?;
        self.not_near_request(visitor, reference, Act::WriteToPerson)
            .await?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        // Nobody has shown that the address is theirs: the words would reach nobody.
        let addresses = self.mail_addresses(&mut tx, kept.request.subject).await?;
        if kept.request.entered_by == By::Visitor && addresses.is_empty() {
            return Err(DeskError::Conflict);
        }
        self.write_as_staff(&mut tx, visitor, &kept, writing)
            .await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Takes a file with a message to a person that is not sent yet.
    ///
    /// # Errors
    /// As [`Desk::hand_in`].
    pub async fn hand_over(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        client_id: Uuid,
        upload: &Upload,
    ) -> Done {
        visitor.staff(Act::WriteToPerson)?;
        let mut tx = self.ledger.read().await?;
        let subject = self.load(&mut tx, reference).await?.request.subject;
        drop(tx);
        self.take_in((visitor, Act::WriteToPerson), subject, client_id, upload)
            .await
    }

    /// The files that wait with a message to a person.
    ///
    /// # Errors
    /// Only who may.
    pub async fn handed_over(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        client_id: Uuid,
    ) -> Done<Vec<EvidenceView>> {
        visitor.staff(Act::WriteToPerson)?;
        let mut tx = self.ledger.read().await?;
        let subject = self.load(&mut tx, reference).await?.request.subject;
        let rows = evidence::of_form(&mut tx, subject, client_id).await?;
        self.evidence_views(&mut tx, subject, rows).await
    }

    /// What was written about a request, oldest first.
    pub(crate) async fn messages_of(
        &self,
        tx: &mut Tx,
        request: &Request,
    ) -> Done<Vec<MessageView>> {
        let rows = messages::of_request(tx, request.id).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = subjects::data_key(tx, &self.keys, request.subject)
            .await
            .ok();
        let files = evidence::of_request(tx, request.id).await?;
        let mut views = Vec::with_capacity(rows.len());
        for row in rows {
            let text = match &key {
                Some(key) => {
                    let words = key.open(&bound(row.id), &row.sealed)?;
                    let words: Words =
                        serde_json::from_slice(&words).map_err(anyhow::Error::from)?;
                    Some(words.text)
                }
                None => None,
            };
            let of_message = files.iter().filter(|file| file.message_id == Some(row.id));
            let of_message = of_message.cloned().collect();
            views.push(MessageView {
                from_staff: row.from_staff,
                explains_late: row.about == "late",
                text,
                files: match &key {
                    Some(_) => self.evidence_views(tx, request.subject, of_message).await?,
                    None => Vec::new(),
                },
                at: row.at,
                read_at: row.read_at,
            });
        }
        Ok(views)
    }

    /// Notes that one side had the other's messages before them.
    pub(crate) async fn seen(
        &self,
        request: &Request,
        views: &[MessageView],
        from_staff: bool,
    ) -> Done {
        let new = |view: &MessageView| view.from_staff == from_staff && view.read_at.is_none();
        if !views.iter().any(new) {
            return Ok(());
        }
        let mut tx = self.ledger.begin().await?;
        messages::read(&mut tx, request.id, from_staff, self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// The visitor's requests on which the company wrote something they have not seen.
    ///
    /// # Errors
    /// Only who may.
    pub async fn new_messages(&self, visitor: &Visitor) -> Done<Vec<Reference>> {
        let subject = visitor.customer(Act::SeeOwnRequests)?;
        if visitor.summary().is_some() {
            return Ok(Vec::new());
        }
        let mut tx = self.ledger.read().await?;
        let numbers = messages::new_for(&mut tx, subject).await?;
        Ok(numbers
            .iter()
            .filter_map(|number| number.parse().ok())
            .collect())
    }

    /// Writes to a person in the course of another act, in its transaction; they are told by mail
    /// that there is a message.
    pub(crate) async fn write_as_staff(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        kept: &Kept,
        writing: &Writing<'_>,
    ) -> Done {
        let staff = visitor.staff(Act::WriteToPerson)?;
        let text = checked(writing.text)?;
        let act = (visitor, Act::WriteToPerson);
        let new = self
            .keep_message(tx, act, kept, (text, writing, Some(staff)))
            .await?;
        if new {
            self.tell_of_message(tx, kept).await?;
        }
        Ok(())
    }

    pub(crate) async fn keep_message(
        &self,
        tx: &mut Tx,
        (visitor, act): (&Visitor, Act),
        kept: &Kept,
        (text, writing, staff): (String, &Writing<'_>, Option<StaffId>),
    ) -> Done<bool> {
        let now = self.now();
        let request = &kept.request;
        let id = self.dice.uuid(now);
        let key = subjects::data_key(tx, &self.keys, request.subject).await?;
        let words = Words { v: Version, text };
        let words = serde_json::to_vec(&words).map_err(anyhow::Error::from)?;
        let late = staff.is_some() && writing.explains_late;
        let row = Row {
            id,
            from_staff: staff.is_some(),
            about: if late { "late" } else { "note" }.to_owned(),
            sealed: key.seal(&self.dice, &bound(id), &words)?,
            at: now,
            read_at: None,
        };
        let new = New {
            request: request.id,
            subject: request.subject,
            client_id: writing.client_id,
            staff,
            row: &row,
        };
        if !messages::add(tx, new).await? {
            return Ok(false);
        }
        let on = (request.id, id);
        let files = evidence::attach_to_message(tx, request.subject, writing.client_id, on).await?;
        let body = serde_json::json!({ "v": 1, "what": "message", "files": files, "late": late });
        let entry = Entry::new(&self.keys, &visitor.actor, act)
            .on(request.reference)
            .with(body);
        self.entry(tx, &entry).await?;
        Ok(true)
    }

    async fn tell_of_message(&self, tx: &mut Tx, kept: &Kept) -> Done {
        let subject = kept.request.subject;
        let language = self.language_of(tx, subject).await?;
        for address in self.mail_addresses(tx, subject).await? {
            let mail = Mail::to(&address, "message", language)
                .of(subject)
                .value("number", kept.request.reference.to_string());
            self.tell(tx, mail).await?;
        }
        Ok(())
    }

    /// Takes down in which language a customer reads, where they have not said so: what their
    /// browser asks for is the best there is for mails and packages.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn note_language(&self, visitor: &Visitor, language: Locale) -> Done {
        let Ok(subject) = visitor.customer(Act::SeeOwnAccount) else {
            return Ok(());
        };
        let mut tx = self.ledger.read().await?;
        let known = subjects::language(&mut tx, subject).await?;
        drop(tx);
        match known {
            Some(_) => Ok(()),
            None => self.remember_language(visitor, language).await,
        }
    }

    /// Remembers in which language a customer reads; nothing for anybody else.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn remember_language(&self, visitor: &Visitor, language: Locale) -> Done {
        let Ok(subject) = visitor.customer(Act::SeeOwnAccount) else {
            return Ok(());
        };
        let mut tx = self.ledger.begin().await?;
        if subjects::language(&mut tx, subject).await?.as_deref() == Some(language.tag()) {
            return Ok(());
        }
        subjects::set_language(&mut tx, subject, language.tag()).await?;
        Ok(tx.commit().await?)
    }
}

/// What a seal is bound to: one message cannot stand for another.
fn bound(id: Uuid) -> String {
    format!("message/{id}")
}

/// The words, if they can be taken.
fn checked(text: &str) -> Done<String> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    let problem = if text.is_empty() {
        Problem::Missing
    } else if text.chars().count() > LONGEST {
        Problem::Value(Fault::TooLong(LONGEST))
    } else if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        Problem::Value(Fault::Unprintable)
    } else {
        return Ok(text);
    };
    Err(DeskError::answer("message", problem))
}
