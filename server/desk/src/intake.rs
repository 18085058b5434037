//! Staff take a request for somebody who called, wrote, came, or has somebody act for them.
//!
//! The clock runs from the day the request really came in. Whoever is known by a verified value
//! gets it as their own; for everybody else it stands under a value they say is theirs, which
//! finds nobody until it was checked who asks. Nothing is joined: open requests of the same right
//! are shown before the new one is made.

mod typed;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use habeas_domain::{
    id::{Reference, RequestId, SubjectId},
    identity::Identity,
    intake::{Careful, Channel, IntakePreview, IntakeView},
    request::{NewRequest, Request},
    right::Right,
    role::Act,
};
use habeas_ledger::{Tx, audit::Entry, careful, identities, requests, staff, subjects};
use habeas_words::{Locale, Words};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Mail, Visitor, find_person, keep::Private};

/// What staff type about a request, as the form has it.
#[derive(Debug, Clone, Default)]
pub struct Taking<'a> {
    /// The right, by its name.
    pub right: &'a str,
    /// How it came, by its name.
    pub channel: &'a str,
    /// The day it came in: `2026-03-05`.
    pub received: &'a str,
    /// The kind of the value by which the person is known.
    pub kind: &'a str,
    /// The value; may be empty.
    pub value: &'a str,
    /// The person's name; may be empty.
    pub name: &'a str,
    /// Who acts for them.
    pub acting: &'a str,
    /// What it is about; may be empty.
    pub details: &'a str,
    /// The field that a correction is about: `store.collection.field`, or `other`.
    pub disputed: &'a str,
    /// The tag of the language they read.
    pub language: &'a str,
    /// What makes it easier for them; may be empty.
    pub needs: &'a str,
    /// Whether the answer goes by post.
    pub by_post: bool,
    /// Where it goes.
    pub postal: &'a str,
    /// What care they need, by its names.
    pub careful: Vec<&'a str>,
    /// Made with the form: sent twice, it is one request.
    pub client_id: Uuid,
}

/// What is personal in it: sealed with the request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Intake {
    pub(crate) channel: Channel,
    pub(crate) name: String,
    pub(crate) acting: String,
    pub(crate) details: String,
    pub(crate) disputed: Option<String>,
    pub(crate) language: String,
    pub(crate) needs: String,
    pub(crate) by_post: bool,
    pub(crate) postal: String,
}

/// A form that can be taken.
struct Taken {
    right: Right,
    received: NaiveDate,
    identity: Option<Identity>,
    careful: Vec<Careful>,
    intake: Intake,
}

impl Desk {
    /// What would come of it: whether the person is known, when the answer would be due, and
    /// which open requests it may be one of. Counted and written down as a look.
    ///
    /// # Errors
    /// [`DeskError::Answers`], [`DeskError::Wait`] after too many.
    pub async fn preview_intake(
        &self,
        visitor: &Visitor,
        taking: &Taking<'_>,
    ) -> Done<IntakePreview> {
        let me = visitor.staff(Act::EnterRequest)?;
        let taken = self.taken(taking)?;
        self.not_their_own(visitor, taken.identity.as_ref()).await?;
        let now = self.now();
        let (request, _) = Request::receive(
            self.new_request(SubjectId(self.new_client_id()), &taken)?,
            &visitor.actor,
            now,
            &self.book,
        )?;
        let mut tx = self.ledger.begin().await?;
        if taken.identity.is_some() {
            let id = (self.dice.uuid(now), me);
            let limit = (now, find_person::WITHIN, find_person::MOST);
            if let Some(from) = staff::finds(&mut tx, id, limit).await? {
                let wait = (from - now).num_seconds().max(1).unsigned_abs();
                return Err(DeskError::Wait(wait));
            }
        }
        let mut preview = IntakePreview {
            known: None,
            is_known: false,
            due: request.deadline.legal,
            open: Vec::new(),
        };
        let owner = self.owner_of(&mut tx, taken.identity.as_ref()).await?;
        if let Some(owner) = owner {
            preview.is_known = true;
            preview.known = self.masked(&mut tx, owner).await?;
            for row in requests::of_subject(&mut tx, owner).await? {
                if !row.finished && row.kind == taken.right.as_str() {
                    preview.open.extend(row.reference.parse::<Reference>());
                }
            }
            let about = (owner, Act::EnterRequest);
            self.look_only(&mut tx, visitor, about, "find").await?;
        }
        let body = serde_json::json!({
            "v": 1, "what": "looked-for", "found": u8::from(owner.is_some()), "person": owner
        });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::FindPerson).with(body);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(preview)
    }

    /// Enters it. Whoever is known is told at the addresses they showed to be theirs.
    ///
    /// # Errors
    /// [`DeskError::Answers`]; the rules.
    pub async fn enter_request(&self, visitor: &Visitor, taking: &Taking<'_>) -> Done<Reference> {
        visitor.staff(Act::EnterRequest)?;
        let taken = self.taken(taking)?;
        if let Some(reference) = self.entered_before(taking.client_id).await? {
            return Ok(reference);
        }
        self.not_their_own(visitor, taken.identity.as_ref()).await?;
        match self.enter_now(visitor, taken, taking.client_id).await {
            // The same form at the same moment: the other one was quicker.
            Err(DeskError::Duplicate) => self
                .entered_before(taking.client_id)
                .await?
                .ok_or(DeskError::Conflict),
            answer => answer,
        }
    }

    async fn enter_now(&self, visitor: &Visitor, taken: Taken, client_id: Uuid) -> Done<Reference> {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let owner = self.owner_of(&mut tx, taken.identity.as_ref()).await?;
        let subject = match owner {
            Some(owner) => owner,
            None => {
                let subject = SubjectId::from_random(self.dice.bytes());
                subjects::add(&mut tx, &self.keys, &self.dice, subject, now).await?;
                if let Some(identity) = &taken.identity {
                    let keys = &self.keys;
                    identities::claim(&mut tx, keys, &self.dice, subject, identity).await?;
                }
                subject
            }
        };
        let new = self.new_request(subject, &taken)?;
        let (request, event) = Request::receive(new, &visitor.actor, now, &self.book)?;
        // Care that was asked for once is not taken back by a form that does not say so.
        let mut care = careful::of(&mut tx, &self.keys, subject).await?;
        care.extend(taken.careful);
        care.sort_unstable();
        care.dedup();
        if !care.is_empty() {
            careful::set(&mut tx, &self.keys, &self.dice, subject, &care, now).await?;
        }
        let private = Private {
            intake: Some(taken.intake.clone()),
            ..Private::default()
        };
        let by = (&visitor.actor, Act::EnterRequest);
        self.add(&mut tx, (&request, &event), by, client_id, Some(&private))
            .await?;
        if owner.is_some() {
            self.tell_entered(&mut tx, &request, &taken.intake).await?;
        }
        tx.commit().await?;
        self.bell.ring();
        Ok(request.reference)
    }

    /// Tells a person that somebody asked in their name: if it was not them, they can say so.
    async fn tell_entered(&self, tx: &mut Tx, request: &Request, intake: &Intake) -> Done {
        let language: Locale = intake.language.parse().unwrap_or_default();
        let right = Words::for_locale(language).of("right", request.right.as_str());
        for identity in subjects::identities(tx, &self.keys, request.subject).await? {
            if identity.kind != "email" {
                continue;
            }
            let mail = Mail::to(&identity.value, "desk-entered", language)
                .of(request.subject)
                .value("right", right.clone())
                .value("number", request.reference.to_string())
                .value("day", request.deadline.legal)
                .value("contact", self.map().controller.email.as_str());
            self.tell(tx, mail).await?;
        }
        Ok(())
    }

    /// Nobody enters a request of their own, or of their household, for themselves.
    async fn not_their_own(&self, visitor: &Visitor, identity: Option<&Identity>) -> Done {
        let mut tx = self.ledger.read().await?;
        let owner = self.owner_of(&mut tx, identity).await?;
        drop(tx);
        match owner {
            Some(owner) => {
                self.not_near(visitor, owner, (Act::EnterRequest, None))
                    .await
            }
            None => Ok(()),
        }
    }

    /// The person who has shown that a value is theirs.
    async fn owner_of(&self, tx: &mut Tx, identity: Option<&Identity>) -> Done<Option<SubjectId>> {
        match identity {
            None => Ok(None),
            Some(identity) => Ok(identities::owner(tx, &self.keys, identity).await?),
        }
    }

    async fn entered_before(&self, client_id: Uuid) -> Done<Option<Reference>> {
        let mut tx = self.ledger.read().await?;
        let row = requests::by_client_id(&mut tx, client_id).await?;
        Ok(row.and_then(|row| row.reference.parse().ok()))
    }

    fn new_request(&self, subject: SubjectId, taken: &Taken) -> Done<NewRequest> {
        let country = &self.map().controller.country;
        let regime = self
            .book
            .choose(country, None, self.settings.zone, taken.received)
            .map_err(anyhow::Error::from)?;
        Ok(NewRequest {
            id: RequestId::from_random(self.dice.bytes()),
            reference: Reference::from_random(self.dice.bytes()),
            subject,
            right: taken.right,
            regime,
            received_at: self.came_in(taken.received),
            proof: None,
        })
    }

    /// The moment of a day: now, if it is today, else noon where the company is, so that it is
    /// that day whatever the clocks did.
    fn came_in(&self, day: NaiveDate) -> DateTime<Utc> {
        let now = self.now();
        if day == self.today() {
            return now;
        }
        let noon = day.and_hms_opt(12, 0, 0).unwrap_or_default();
        let noon = self.settings.zone.from_local_datetime(&noon).earliest();
        noon.map_or(now, |noon| noon.with_timezone(&Utc))
    }
}

impl Intake {
    /// As staff read it; where the address is hidden it is not on the page.
    pub(crate) fn view(&self, care: &[Careful]) -> IntakeView {
        let hidden = care.contains(&Careful::HiddenAddress) || self.postal.is_empty();
        IntakeView {
            channel: self.channel,
            name: self.name.clone(),
            acting: self.acting.clone(),
            details: self.details.clone(),
            language: self.language.clone(),
            needs: self.needs.clone(),
            by_post: self.by_post,
            postal: (!hidden).then(|| self.postal.clone()),
        }
    }
}
