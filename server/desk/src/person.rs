//! A person as staff see them, from one of their requests: by what they are known (masked), what
//! they asked, chose and were sent, who looked, what was noted. No address of a page names a
//! person; the request does.
//!
//! How somebody is reached is revealed with a reason, one of a few. The reveal is in the audit
//! ledger, and the person reads it among the looks.

use std::cmp::Reverse;

use habeas_domain::{
    id::{Reference, SubjectId},
    identity::Identity,
    intake::RevealReason,
    request::{Event, Request},
    role::Act,
    validate::Fault,
    who::{Happened, HappenedWhat, NoteView, PersonView},
};
use habeas_ledger::{
    LedgerError, Tx,
    audit::Entry,
    careful, choices, identities, limits, looks,
    notes::{self, Note},
    outbox, people, requests, staff, subjects,
};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Problem, Visitor, codes::limit, mask, whom::Whom};

/// The longest note, in characters.
const LONGEST: usize = 2000;
/// Reveals by one member of staff.
const REVEALS: limits::Limit = limit("reveal", 30, 60);
/// How many requests tell their story here.
const STORIES: usize = 20;
/// How much of what happened is shown.
const SHOWN: usize = 100;

impl Desk {
    /// The person of a request. That somebody looked is written down.
    ///
    /// # Errors
    /// Only who may; their own case and their household's is not found.
    pub async fn person(&self, visitor: &Visitor, reference: &Reference) -> Done<PersonView> {
        self.person_of(visitor, Whom::Of(reference)).await
    }

    /// A person, of a request or found. Of whoever is the same by an officer's word, everything
    /// stands together.
    ///
    /// # Errors
    /// As [`Desk::person`].
    pub async fn person_of(&self, visitor: &Visitor, whom: Whom<'_>) -> Done<PersonView> {
        let subject = self.whom(visitor, whom, Act::SeePerson).await?;
        let twins = self.twins(visitor, subject).await?;
        let me = visitor.staff(Act::SeePerson)?;
        let mut tx = self.ledger.read().await?;
        let same = people::same_as(&mut tx, subject).await?;
        drop(tx);
        let mut all = vec![subject];
        for one in same {
            if !self.is_near(me, one).await? {
                all.push(one);
            }
        }
        let mut tx = self.ledger.begin().await?;
        let (mut verified, mut claimed) = (Vec::new(), Vec::new());
        for one in &all {
            let (shown, said) = self.known_as(&mut tx, *one).await?;
            verified.extend(shown);
            claimed.extend(said);
        }
        let masked = |identity: &Identity, shown| {
            let value = mask::value(&identity.kind, &identity.value);
            (identity.kind.clone(), value, shown)
        };
        let identities = verified.iter().map(|one| masked(one, true));
        let identities = identities.chain(claimed.iter().map(|one| masked(one, false)));
        let identities: Vec<_> = identities.collect();
        let names = staff::all(&mut tx, &self.keys).await?;
        let notes = readable(notes::of_subject(&mut tx, &self.keys, subject).await)?;
        let notes = notes.into_iter().map(|note| NoteView {
            at: note.at,
            by: names
                .iter()
                .find(|member| member.id == note.staff)
                .map(|member| member.person.name.clone())
                .unwrap_or_default(),
            text: note.text,
        });
        let notes: Vec<_> = notes.collect();
        let (mut lines, mut timeline) = (Vec::new(), Vec::new());
        for one in &all {
            let (theirs, happened) = self.happened(&mut tx, *one).await?;
            lines.extend(theirs);
            timeline.extend(happened);
        }
        lines.sort_by_key(|line| Reverse(line.received_at));
        timeline.sort_by_key(|one: &Happened| Reverse(one.at));
        timeline.truncate(SHOWN);
        let stuck = self.stuck_on(&mut tx, subject).await?;
        let careful = readable(careful::of(&mut tx, &self.keys, subject).await)?;
        for one in &all {
            let about = (*one, Act::SeePerson, whom.reference());
            self.looked(&mut tx, visitor, about, &whom.reason()).await?;
        }
        tx.commit().await?;
        Ok(PersonView {
            reference: whom.reference().copied(),
            careful,
            identities,
            requests: lines,
            timeline,
            notes,
            stuck,
            twins,
            may_merge: visitor.may(Act::MergePeople).is_ok(),
        })
    }

    /// How a person is reached, in full, for a reason: kind and value.
    ///
    /// # Errors
    /// [`DeskError::Answers`] without a reason, [`DeskError::Wait`] after too many.
    pub async fn reveal(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        why: &str,
    ) -> Done<Vec<(String, String)>> {
        self.reveal_of(visitor, Whom::Of(reference), why).await
    }

    /// The same of a person of a request or found.
    ///
    /// # Errors
    /// As [`Desk::reveal`].
    pub async fn reveal_of(
        &self,
        visitor: &Visitor,
        whom: Whom<'_>,
        why: &str,
    ) -> Done<Vec<(String, String)>> {
        let me = visitor.staff(Act::RevealContact)?;
        let subject = self.whom(visitor, whom, Act::RevealContact).await?;
        let why: RevealReason = why
            .parse()
            .map_err(|_| DeskError::answer("why", Problem::Missing))?;
        let mut tx = self.ledger.begin().await?;
        self.count(&mut tx, REVEALS, &me.0.to_string()).await?;
        let (verified, claimed) = self.known_as(&mut tx, subject).await?;
        let known = verified.into_iter().chain(claimed);
        let mut revealed: Vec<_> = known.map(|one| (one.kind, one.value)).collect();
        let intake = match whom.reference() {
            Some(reference) => {
                let kept = self.load(&mut tx, reference).await?;
                self.private(&mut tx, &kept.row).await?.intake
            }
            None => None,
        };
        if let Some(intake) = intake.filter(|intake| !intake.postal.is_empty()) {
            revealed.push(("postal".to_owned(), intake.postal));
        }
        let reason = format!("reveal {} {}", why.as_str(), whom.reason());
        let about = (subject, Act::RevealContact);
        self.look_only(&mut tx, visitor, about, &reason).await?;
        let body = serde_json::json!({
            "v": 1, "what": "revealed", "why": why.as_str(), "person": subject
        });
        let mut entry = Entry::new(&self.keys, &visitor.actor, Act::RevealContact).with(body);
        if let Some(reference) = whom.reference() {
            entry = entry.on(*reference);
        }
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(revealed)
    }

    /// Notes something about a person, for everybody at the desk.
    ///
    /// # Errors
    /// [`DeskError::Answers`] where nothing was written, or too much.
    pub async fn write_note(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        note: (&str, Uuid),
    ) -> Done {
        self.note_of(visitor, Whom::Of(reference), note).await
    }

    /// The same of a person of a request or found.
    ///
    /// # Errors
    /// As [`Desk::write_note`].
    pub async fn note_of(
        &self,
        visitor: &Visitor,
        whom: Whom<'_>,
        (text, client_id): (&str, Uuid),
    ) -> Done {
        let me = visitor.staff(Act::WriteNote)?;
        let subject = self.whom(visitor, whom, Act::WriteNote).await?;
        let text = text.replace("\r\n", "\n").trim().to_owned();
        let fault = if text.is_empty() {
            Some(Problem::Missing)
        } else if text.chars().count() > LONGEST {
            Some(Problem::Value(Fault::TooLong(LONGEST)))
        } else {
            None
        };
        if let Some(fault) = fault {
            return Err(DeskError::answer("remark", fault));
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let note = Note {
            staff: me,
            at: now,
            text,
        };
        let made = (&self.keys, &self.dice);
        let ids = (self.dice.uuid(now), client_id);
        if notes::add(&mut tx, made, ids, subject, &note).await? {
            let body = serde_json::json!({ "v": 1, "what": "noted", "person": subject });
            let mut entry = Entry::new(&self.keys, &visitor.actor, Act::WriteNote).with(body);
            if let Some(reference) = whom.reference() {
                entry = entry.on(*reference);
            }
            self.entry(&mut tx, &entry).await?;
        }
        Ok(tx.commit().await?)
    }

    /// By what a person is known: what they showed to be theirs, and what is only said to be.
    async fn known_as(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
    ) -> Done<(Vec<Identity>, Vec<Identity>)> {
        let mut verified = readable(subjects::identities(tx, &self.keys, subject).await)?;
        // Very records, of which an erasure that follows another knows: nobody is reached by them.
        verified.retain(|one| one.as_record().is_none());
        let claimed = readable(identities::claimed(tx, &self.keys, subject).await)?;
        Ok((verified, claimed))
    }

    /// Their requests, and everything that happened, newest first.
    async fn happened(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
    ) -> Done<(Vec<habeas_domain::view::RequestLine>, Vec<Happened>)> {
        let mut all = Vec::new();
        let mut lines = Vec::new();
        for (place, row) in requests::of_subject(tx, subject)
            .await?
            .into_iter()
            .enumerate()
        {
            let request: Request = serde_json::from_value(row.body).map_err(anyhow::Error::from)?;
            lines.push(self.line(&request, None));
            if place >= STORIES {
                continue;
            }
            for (at, body) in requests::events(tx, request.id).await? {
                let event: Event = serde_json::from_value(body).map_err(anyhow::Error::from)?;
                let (reference, key) = (request.reference, event.what.key().to_owned());
                let what = HappenedWhat::Request { reference, key };
                all.push(Happened { at, what });
            }
        }
        for choice in choices::of_subject(tx, subject).await? {
            all.push(Happened {
                at: choice.at,
                what: HappenedWhat::Choice {
                    right: choice.what,
                    allowed: choice.allowed,
                },
            });
        }
        for (role, at, reason) in looks::of_subject(tx, subject).await? {
            let what = HappenedWhat::Look { role, reason };
            all.push(Happened { at, what });
        }
        for (at, channel, state) in outbox::of_subject(tx, subject).await? {
            let what = HappenedWhat::Message { channel, state };
            all.push(Happened { at, what });
        }
        all.sort_by_key(|one| Reverse(one.at));
        all.truncate(SHOWN);
        Ok((lines, all))
    }
}

/// What was sealed for somebody who was erased is gone, and that is no fault.
fn readable<T>(read: Result<Vec<T>, LedgerError>) -> Done<Vec<T>> {
    match read {
        Err(LedgerError::Sealed) => Ok(Vec::new()),
        other => Ok(other?),
    }
}
