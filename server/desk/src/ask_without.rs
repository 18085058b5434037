//! A request without an account.
//!
//! It exists at once, with its number, and its clock runs from receipt. Nothing is looked up:
//! every address gets the same answer and the same mail, with a link that shows that whoever asked
//! reads it. What hands out or destroys data needs more than that, so staff check who asks; the
//! person may also make an account with the same address, and finds the request there. What
//! nobody confirms expires when its answer would be due, and the address is told how to go on.
//!
//! How much is taken: from one network 20 in an hour, for one address 6 in an hour, and 3 of those
//! from one network, so that a stranger uses up a part of an address only. Nobody is kept from
//! their rights by that: the hour passes, and registering, a letter and the post have no part in
//! these counts.

use anyhow::anyhow;
use chrono::TimeDelta;
use habeas_domain::{
    actor::{Actor, By},
    id::{Reference, RequestId, SubjectId},
    identity::Identity,
    map::ValueCheck,
    request::{NewRequest, Request},
    right::Wanted,
    role::Act,
    validate::Fault,
    view::AskedRequest,
};
use habeas_ledger::{
    Tx, challenges, identities,
    limits::Limit,
    requests::{self, Row},
    subjects,
};
use habeas_words::{Locale, Words};
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Mail, Problem,
    codes::{self, From, limit},
    keep::{Asked, Kept, Private},
};

const NETWORK: Limit = limit("ask-network", 20, 60);
const PAIR: Limit = limit("ask-pair", 3, 60);
const ADDRESS: Limit = limit("ask-address", 6, 60);
/// The longest account of what it is about, in characters.
const LONGEST: usize = 4000;

/// What somebody asks without an account.
#[derive(Debug, Clone)]
pub struct Asking<'a> {
    /// The right, by its name; with what is said no to, if that was chosen.
    pub right: &'a str,
    /// The place where they live, if it makes a difference; empty for elsewhere.
    pub lives: &'a str,
    /// Their address.
    pub email: &'a str,
    /// Their name; may be empty.
    pub name: &'a str,
    /// What it is about; may be empty.
    pub details: &'a str,
    /// Made with the form: sent twice, it is one request.
    pub client_id: Uuid,
}

impl Desk {
    /// Takes a request from somebody who is not signed in.
    ///
    /// # Errors
    /// [`DeskError::Answers`], [`DeskError::Wait`].
    pub async fn ask_without_account(
        &self,
        asking: &Asking<'_>,
        from: &From<'_>,
    ) -> Done<Reference> {
        let (wanted, email, asked) = checked(asking, from.language)?;
        if wanted.no_to.is_some_and(|choice| !self.offers(choice)) {
            return Err(DeskError::answer("right", Problem::NotOnOffer));
        }
        let lives = self.place_of(asking.lives)?;
        if let Some(reference) = self.asked_here_before(asking.client_id).await? {
            return Ok(reference);
        }
        match self
            .take_asked((&wanted, lives), &email, asked, asking.client_id, from)
            .await
        {
            // The same form at the same moment: the other one was quicker.
            Err(DeskError::Duplicate) => self
                .asked_here_before(asking.client_id)
                .await?
                .ok_or(DeskError::Conflict),
            answer => answer,
        }
    }

    async fn take_asked(
        &self,
        (wanted, lives): (&Wanted, Option<String>),
        email: &str,
        asked: Asked,
        client_id: Uuid,
        from: &From<'_>,
    ) -> Done<Reference> {
        let now = self.now();
        let regime = self.regime_for(lives.as_deref(), self.today())?;
        let subject = SubjectId::from_random(self.dice.bytes());
        let new = NewRequest {
            id: RequestId::from_random(self.dice.bytes()),
            reference: Reference::from_random(self.dice.bytes()),
            subject,
            right: wanted.right,
            regime,
            received_at: now,
            proof: None,
        };
        let (request, event) = Request::ask_without_account(new, now, &self.book)?;
        let no_to = wanted.no_to.into_iter().collect();
        let request = self.with_nos(request.saying_no_to(no_to));
        let private = Private {
            asked: Some(asked),
            ..Private::default()
        };
        let identity = Identity::new("email", email);
        let normal = hex::encode(self.keys.identity_hash("email", email));
        let mut tx = self.ledger.begin().await?;
        self.count(&mut tx, NETWORK, from.network).await?;
        self.count(&mut tx, PAIR, &format!("{} {normal}", from.network))
            .await?;
        self.count(&mut tx, ADDRESS, &normal).await?;
        subjects::add(&mut tx, &self.keys, &self.dice, subject, now).await?;
        subjects::set_language(&mut tx, subject, from.language.tag()).await?;
        subjects::set_lives(&mut tx, subject, lives.as_deref()).await?;
        identities::claim(&mut tx, &self.keys, &self.dice, subject, &identity).await?;
        let by = (&Actor::Nobody, Act::AskWithoutAccount);
        self.add(&mut tx, (&request, &event), by, client_id, Some(&private))
            .await?;
        if request.is_absolute() {
            // It holds already: there is nothing to confirm.
            self.send_said_no(&mut tx, &request, &identity, from.language)
                .await?;
        } else {
            self.send_link(&mut tx, &request, &identity, from.language)
                .await?;
        }
        tx.commit().await?;
        self.bell.ring();
        Ok(request.reference)
    }

    /// Says that a no has come in and holds.
    async fn send_said_no(
        &self,
        tx: &mut Tx,
        request: &Request,
        identity: &Identity,
        language: Locale,
    ) -> Done {
        let right = Words::for_locale(language).of("right", request.right.as_str());
        let mail = Mail::to(&identity.value, "said-no", language)
            .of(request.subject)
            .value("right", right)
            .value("number", request.reference.to_string())
            .value("day", request.deadline.legal);
        self.tell(tx, mail).await
    }

    /// Sends the link by which the address is confirmed: good until the request would expire.
    async fn send_link(
        &self,
        tx: &mut Tx,
        request: &Request,
        identity: &Identity,
        language: Locale,
    ) -> Done {
        let now = self.now();
        let token = hex::encode(self.dice.bytes::<32>());
        let due = request.deadline.legal;
        let good_for = TimeDelta::days((due - self.today()).num_days().max(0) + 1);
        let about = codes::About {
            identity: identity.clone(),
            language: language.tag().to_owned(),
            letter: None,
        };
        let new = challenges::New {
            id: self.new_client_id(),
            purpose: "ask",
            subject: Some(request.subject),
            request: Some(request.id),
            contents: &serde_json::to_vec(&about).map_err(|error| anyhow!(error))?,
            expires_at: now + good_for,
        };
        let hash = challenges::token_hash(&self.keys, "ask", &token);
        challenges::add(tx, &self.keys, &self.dice, &new, Some(hash), now).await?;
        let right = Words::for_locale(language).of("right", request.right.as_str());
        let mail = Mail::to(&identity.value, "ask-confirm", language)
            .of(request.subject)
            .value("right", right)
            .value("number", request.reference.to_string())
            .value("day", due)
            .value(
                "link",
                format!("{}/ask/confirm/{token}", self.settings.public),
            );
        self.tell(tx, mail).await
    }

    /// The request that the same form made before.
    async fn asked_here_before(&self, client_id: Uuid) -> Done<Option<Reference>> {
        let mut tx = self.ledger.read().await?;
        let row = requests::by_client_id(&mut tx, client_id).await?;
        Ok(row.and_then(|row| row.reference.parse().ok()))
    }

    /// A request that this browser made without an account.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is none.
    pub async fn asked_here(&self, reference: &Reference) -> Done<AskedRequest> {
        let mut tx = self.ledger.read().await?;
        let kept = self.load(&mut tx, reference).await?;
        Ok(asked_view(&kept.request))
    }

    /// The request that a mailed link is for.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the link was used or is too old, and for what is no link.
    pub async fn to_confirm(&self, token: &str) -> Done<AskedRequest> {
        let mut tx = self.ledger.read().await?;
        let (_, kept) = self.linked(&mut tx, token).await?;
        Ok(asked_view(&kept.request))
    }

    /// Confirms by a mailed link that whoever asked reads the address they gave: the request is
    /// that person's from now on, who may have an account already.
    ///
    /// # Errors
    /// As [`Desk::to_confirm`].
    pub async fn confirm_asked(&self, token: &str) -> Done<AskedRequest> {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let (link, kept) = self.linked(&mut tx, token).await?;
        challenges::used(&mut tx, link.id, now).await?;
        let about = codes::about(&link.open(&self.keys)?)?;
        let asker = kept.request.subject;
        let owner = identities::owner(&mut tx, &self.keys, &about.identity).await?;
        let owner = owner.unwrap_or(asker);
        if owner == asker {
            self.own_identity(&mut tx, asker, &about.identity).await?;
        }
        let request = self.confirmed(&mut tx, kept, owner).await?;
        tx.commit().await?;
        Ok(asked_view(&request))
    }

    /// Gives the requests that were made without an account under an address, and are not
    /// confirmed, to whoever has now shown that it is theirs.
    pub(crate) async fn attach_asked(
        &self,
        tx: &mut Tx,
        owner: SubjectId,
        identity: &Identity,
    ) -> Done {
        for asker in identities::claimants(tx, &self.keys, identity).await? {
            for row in requests::of_subject(tx, asker).await? {
                let kept = self.load_by_id(tx, RequestId(row.id)).await?;
                if kept.request.entered_by == By::Visitor && !kept.request.state.is_finished() {
                    self.confirmed(tx, kept, owner).await?;
                }
            }
        }
        Ok(())
    }

    /// The address of a request is shown to be its asker's, who is `owner`.
    async fn confirmed(&self, tx: &mut Tx, kept: Kept, owner: SubjectId) -> Done<Request> {
        let now = self.now();
        let asker = kept.request.subject;
        let private = self.private(tx, &kept.row).await?;
        let mut before = kept.row;
        let (mut request, event) = kept.request.confirm_address(now)?;
        if owner != asker {
            let sealed = self.seal(tx, owner, &private).await?;
            requests::give_to(tx, request.id, (asker, owner), Some(&sealed)).await?;
            request.subject = owner;
            before = Row {
                subject_id: owner.0,
                sealed: Some(sealed),
                ..before
            };
        }
        let by = (&Actor::Nobody, Act::AskWithoutAccount);
        self.save(tx, &before, (&request, &event), by).await?;
        if owner != asker {
            subjects::delete(tx, asker).await?;
        }
        Ok(request)
    }

    async fn linked(&self, tx: &mut Tx, token: &str) -> Done<(challenges::Row, Kept)> {
        let row = challenges::by_token(tx, &self.keys, "ask", token).await?;
        let row = row.filter(|row| row.is_open(self.now()));
        let row = row.ok_or(DeskError::NotFound)?;
        let id = row.request_id.ok_or(DeskError::NotFound)?;
        let kept = self.load_by_id(tx, RequestId(id)).await?;
        if kept.request.state.is_finished() {
            return Err(DeskError::NotFound);
        }
        Ok((row, kept))
    }

    /// Closes what nobody confirmed or proved in time, and says so with what to do instead.
    pub(crate) async fn expire_unverified(&self) -> Done {
        let mut tx = self.ledger.read().await?;
        let left = requests::unverified(&mut tx, self.today(), 100).await?;
        drop(tx);
        for row in left {
            let request: Request =
                serde_json::from_value(row.body.clone()).map_err(anyhow::Error::from)?;
            let Ok((request, event)) = request.expire(self.now()) else {
                continue;
            };
            let mut tx = self.ledger.begin().await?;
            let by = (&Actor::System, Act::Expire);
            self.save(&mut tx, &row, (&request, &event), by).await?;
            self.tell_expired(&mut tx, &row, &request).await?;
            tx.commit().await?;
            self.bell.ring();
        }
        Ok(())
    }

    async fn tell_expired(&self, tx: &mut Tx, row: &Row, request: &Request) -> Done {
        let private = self.private(tx, row).await?;
        let language = self.reads(tx, &private, request.subject).await?;
        let appeal = self.book.rules(&request.regime).map(|rules| &rules.appeal);
        let court = appeal.is_ok_and(|appeal| appeal.court);
        let mut known = subjects::identities(tx, &self.keys, request.subject).await?;
        known.extend(identities::claimed(tx, &self.keys, request.subject).await?);
        let Some(email) = known.into_iter().find(|known| known.kind == "email") else {
            return Ok(());
        };
        let right = Words::for_locale(language).of("right", request.right.as_str());
        let mail = Mail::to(&email.value, "ask-expired", language)
            .of(request.subject)
            .value("right", right)
            .value("number", request.reference.to_string())
            .value("authority", self.map().controller.authority.as_str())
            .value("court", i64::from(court));
        self.tell(tx, mail).await
    }

    /// The language in which whoever made a request reads: as they said with it, else as they are
    /// known to read.
    pub(crate) async fn reads(
        &self,
        tx: &mut Tx,
        private: &Private,
        subject: SubjectId,
    ) -> Done<Locale> {
        let asked = private.asked.as_ref().map(|asked| &asked.language);
        let intake = private.intake.as_ref().map(|intake| &intake.language);
        let said = asked.or(intake).and_then(|tag| tag.parse().ok());
        match said {
            Some(language) => Ok(language),
            None => self.language_of(tx, subject).await,
        }
    }
}

/// What was typed, if it can be taken: every fault at once.
fn checked(asking: &Asking<'_>, language: Locale) -> Done<(Wanted, String, Asked)> {
    let mut problems = Vec::new();
    let right = asking.right.parse::<Wanted>();
    if right.is_err() {
        problems.push(("right", Problem::NotOnOffer));
    }
    let email = ValueCheck::Email.accept(asking.email);
    if let Err(fault) = &email {
        problems.push(("email", Problem::Value(fault.clone())));
    }
    let name = match ValueCheck::Name.accept(asking.name) {
        Err(Fault::Missing) => Ok(String::new()),
        other => other,
    };
    if let Err(fault) = &name {
        problems.push(("name", Problem::Value(fault.clone())));
    }
    let details = asking.details.replace("\r\n", "\n").trim().to_owned();
    if details.chars().count() > LONGEST {
        problems.push(("details", Problem::Value(Fault::TooLong(LONGEST))));
    } else if details.chars().any(|c| c.is_control() && c != '\n') {
        problems.push(("details", Problem::Value(Fault::Unprintable)));
    }
    match (right, email, name) {
        (Ok(right), Ok(email), Ok(name)) if problems.is_empty() => {
            let asked = Asked {
                name,
                details,
                language: language.tag().to_owned(),
                signed_in: false,
            };
            Ok((right, email, asked))
        }
        _ => Err(DeskError::Answers(problems)),
    }
}

fn asked_view(request: &Request) -> AskedRequest {
    AskedRequest {
        reference: request.reference,
        right: request.right,
        due: request.deadline.legal,
        confirmed: request.state.stage() != habeas_domain::view::Stage::Received,
        no_to: request.no_to.clone(),
        stage: request.state.stage(),
    }
}
