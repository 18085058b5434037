//! Having a copy handed to another company (GDPR Art. 20(2)): the person makes a link and a code,
//! passes both on, each by another way, and sees what became of it. The link opens once, with the
//! code, and hands out that copy and nothing else; whoever holds one of the two holds nothing.

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE32_NOPAD;
use habeas_domain::{
    actor::Actor,
    id::{Reference, RequestId, SubjectId},
    request::Refusal,
    role::Act,
    validate::Fault,
};
use habeas_ledger::{Tx, audit::Entry, challenges, handovers, limits::Limit, packages, subjects};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, PackageFile, Problem, Visitor, codes::limit, second::plain};

/// For how many days a link can be made.
pub const HANDOVER_DAYS: [i64; 3] = [1, 3, 7];
/// How long the copy can be fetched after the code was given: a line may break.
const FETCHED_WITHIN: TimeDelta = TimeDelta::minutes(30);
/// How many links of one request can be open at once.
const MOST: usize = 3;
/// The longest name of another company.
const LONGEST: usize = 120;
/// Codes tried from one network.
const TRIED: Limit = limit("handover-tries", 30, 15);

/// A link and its code, shown once.
#[derive(Clone)]
pub struct HandedOver {
    /// The address.
    pub link: String,
    /// The code, in groups of four.
    pub code: String,
    /// Until when it can be opened.
    pub until: DateTime<Utc>,
}

/// A link as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverView {
    /// By what it is ended.
    pub id: Uuid,
    /// For whom the person made it, in their words.
    pub company: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// Until when it can be opened.
    pub until: DateTime<Utc>,
    /// When the right code was given.
    pub opened_at: Option<DateTime<Utc>>,
    /// When the copy was fetched.
    pub fetched_at: Option<DateTime<Utc>>,
    /// `open`, `opened`, `ended`, `locked` or `over`.
    pub state: &'static str,
}

/// A link as whoever holds it sees it: nothing of whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receiving {
    /// Until when it can be opened.
    pub until: DateTime<Utc>,
    /// Whether it can be.
    pub open: bool,
}

impl Desk {
    /// The links of one's request, for its page.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is no package that can be fetched.
    pub async fn handovers(
        &self,
        visitor: &Visitor,
        reference: &Reference,
    ) -> Done<Vec<HandoverView>> {
        let subject = visitor.customer(Act::HandOver)?;
        let mut tx = self.ledger.read().await?;
        let request = self.handed(&mut tx, subject, reference).await?;
        let key = subjects::data_key(&mut tx, &self.keys, subject).await?;
        let now = self.now();
        let mut views = Vec::new();
        for row in handovers::of_request(&mut tx, request).await? {
            let company = key.open(&about(row.id), &row.sealed)?;
            let state = match &row {
                row if row.opened_at.is_some() => "opened",
                row if row.ended_at.is_some() => "ended",
                row if row.attempts >= handovers::TRIES => "locked",
                row if row.expires_at <= now => "over",
                _ => "open",
            };
            views.push(HandoverView {
                id: row.id,
                company: String::from_utf8_lossy(&company).into_owned(),
                made_at: row.created_at,
                until: row.expires_at,
                opened_at: row.opened_at,
                fetched_at: row.fetched_at,
                state,
            });
        }
        Ok(views)
    }

    /// Makes a link and a code for a copy that is ready, after a fresh proof.
    ///
    /// # Errors
    /// [`DeskError::Prove`]; [`DeskError::Answers`] for company and days;
    /// [`DeskError::Refused`] where a contact was changed lately; [`DeskError::NotFound`] where no
    /// copy is ready.
    pub async fn hand_over_copy(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        (company, days): (&str, &str),
    ) -> Done<HandedOver> {
        let subject = visitor.customer(Act::HandOver)?;
        visitor.proved(self.now())?;
        if let Some(until) = self.recent_change(subject).await? {
            return Err(Refusal::ChangedContact { until }.into());
        }
        let company = company.trim();
        if company.is_empty() {
            return Err(DeskError::answer("company", Problem::Missing));
        }
        if company.chars().count() > LONGEST {
            let fault = Fault::TooLong(LONGEST);
            return Err(DeskError::answer("company", Problem::Value(fault)));
        }
        let known = HANDOVER_DAYS.iter().find(|known| known.to_string() == days);
        let days = known.ok_or_else(|| DeskError::answer("days", Problem::NotOnOffer))?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let request = self.handed(&mut tx, subject, reference).await?;
        let package = packages::find(&mut tx, request).await?;
        let package = package.ok_or(DeskError::NotFound)?;
        let open = handovers::of_request(&mut tx, request).await?;
        if open.iter().filter(|row| row.is_open(now)).count() >= MOST {
            return Err(DeskError::answer("company", Problem::TooManyLinks(MOST)));
        }
        let until = (now + TimeDelta::days(*days)).min(package.expires_at);
        let id = self.new_client_id();
        let token = BASE32_NOPAD.encode(&self.dice.bytes::<20>());
        let code = BASE32_NOPAD.encode(&self.dice.bytes::<10>());
        let key = subjects::data_key(&mut tx, &self.keys, subject).await?;
        let new = handovers::New {
            id,
            request,
            subject,
            hashes: (
                &challenges::token_hash(&self.keys, "handover", &token),
                &challenges::code_hash(&self.keys, id, &code),
            ),
            sealed: &key.seal(&self.dice, &about(id), company.as_bytes())?,
            expires_at: until,
        };
        handovers::add(&mut tx, &new, now).await?;
        let body = serde_json::json!({ "v": 1, "what": "link-made" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::HandOver);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        self.tell_owner(&mut tx, &visitor.actor, "handover-made")
            .await?;
        tx.commit().await?;
        self.bell.ring();
        let letters: Vec<char> = code.chars().collect();
        let groups = letters
            .chunks(4)
            .map(|four| four.iter().collect::<String>());
        Ok(HandedOver {
            link: format!("{}/receive/{token}", self.settings.public),
            code: groups.collect::<Vec<_>>().join(" "),
            until,
        })
    }

    /// Ends a link: whoever holds it finds nothing there.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is none of that id.
    pub async fn end_handover(&self, visitor: &Visitor, reference: &Reference, id: Uuid) -> Done {
        let subject = visitor.customer(Act::HandOver)?;
        let mut tx = self.ledger.begin().await?;
        let request = self.handed(&mut tx, subject, reference).await?;
        if !handovers::end(&mut tx, request, id, self.now()).await? {
            return Err(DeskError::NotFound);
        }
        let body = serde_json::json!({ "v": 1, "what": "link-ended" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::HandOver);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        Ok(tx.commit().await?)
    }

    /// What a link is worth, for whoever holds it.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is no such link.
    pub async fn receiving(&self, token: &str) -> Done<Receiving> {
        let mut tx = self.ledger.read().await?;
        let row = self.link(&mut tx, token).await?;
        Ok(Receiving {
            until: row.expires_at,
            open: row.is_open(self.now()),
        })
    }

    /// Opens a link by the code, once. The id is for the asking browser, which can fetch the copy
    /// by it for a while.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for a wrong code; [`DeskError::Wait`] after too many from one
    /// network; [`DeskError::NotFound`] where the link counts no more.
    pub async fn open_handover(&self, token: &str, code: &str, network: &str) -> Done<Uuid> {
        let code = plain(code);
        if code.is_empty() {
            return Err(DeskError::answer("code", Problem::Missing));
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        self.count(&mut tx, TRIED, network).await?;
        let row = self.link(&mut tx, token).await?;
        if !row.is_open(now) || self.is_closed(&mut tx, &row).await? {
            return Err(DeskError::NotFound);
        }
        let hash = challenges::code_hash(&self.keys, row.id, &code);
        let opened = handovers::open(&mut tx, row.id, &hash, now).await?;
        let owner = Actor::Customer(SubjectId(row.subject_id));
        let body = serde_json::json!({ "v": 1, "what": "code-given", "agrees": opened });
        let reference = self.load_by_id(&mut tx, RequestId(row.request_id)).await?;
        let entry = Entry::new(&self.keys, &Actor::Nobody, Act::ReceiveCopy);
        let entry = entry.on(reference.request.reference).with(body);
        self.entry(&mut tx, &entry).await?;
        if opened {
            self.tell_owner(&mut tx, &owner, "handover-opened").await?;
        }
        // A wrong try counts too.
        tx.commit().await?;
        self.bell.ring();
        match opened {
            true => Ok(row.id),
            false => Err(DeskError::answer("code", Problem::WrongCode)),
        }
    }

    /// Whether a browser that opened these links can fetch the copy of this one now.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn may_fetch(&self, token: &str, opened: &[Uuid]) -> Done<bool> {
        let mut tx = self.ledger.read().await?;
        let row = match self.link(&mut tx, token).await {
            Err(DeskError::NotFound) => return Ok(false),
            other => other?,
        };
        self.is_fetchable(&mut tx, &row, opened).await
    }

    async fn is_fetchable(&self, tx: &mut Tx, row: &handovers::Row, opened: &[Uuid]) -> Done<bool> {
        let now = self.now();
        let within = row.opened_at.is_some_and(|at| now - at < FETCHED_WITHIN);
        let theirs = within && row.ended_at.is_none() && opened.contains(&row.id);
        Ok(theirs && !self.is_closed(tx, row).await?)
    }

    /// The copy, for the browser that gave the code a short while ago.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for anybody else, and later.
    pub async fn handed_file(&self, token: &str, opened: &[Uuid]) -> Done<PackageFile> {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let row = self.link(&mut tx, token).await?;
        if !self.is_fetchable(&mut tx, &row, opened).await? {
            return Err(DeskError::NotFound);
        }
        let request = RequestId(row.request_id);
        let kept = self.load_by_id(&mut tx, request).await?;
        let reference = kept.request.reference;
        let file = self.opened_package(&mut tx, &kept.request).await?;
        handovers::fetched(&mut tx, row.id, now).await?;
        let body = serde_json::json!({ "v": 1, "what": "fetched" });
        let entry = Entry::new(&self.keys, &Actor::Nobody, Act::ReceiveCopy);
        self.entry(&mut tx, &entry.on(reference).with(body)).await?;
        tx.commit().await?;
        Ok(file)
    }

    /// One's request, where its package can be fetched.
    async fn handed(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        reference: &Reference,
    ) -> Done<RequestId> {
        let kept = self.own_request(tx, subject, reference).await?;
        let package = packages::find(tx, kept.request.id).await?;
        package
            .filter(|row| !row.file.is_empty() && row.expires_at > self.now())
            .ok_or(DeskError::NotFound)?;
        Ok(kept.request.id)
    }

    async fn link(&self, tx: &mut Tx, token: &str) -> Done<handovers::Row> {
        let hash = challenges::token_hash(&self.keys, "handover", token);
        let row = handovers::by_token(tx, &hash).await?;
        row.ok_or(DeskError::NotFound)
    }

    /// Whether the person's account was closed since.
    async fn is_closed(&self, tx: &mut Tx, row: &handovers::Row) -> Done<bool> {
        let subject = SubjectId(row.subject_id);
        Ok(habeas_ledger::stops::of(tx, subject).await?.is_some())
    }
}

/// What a seal is bound to.
fn about(id: Uuid) -> String {
    format!("handover/{id}")
}
