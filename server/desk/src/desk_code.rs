//! A code to a contact that has been held for long, by mail or by a posted letter: knowing somebody
//! well is not being them.

use anyhow::anyhow;
use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{
    actor::Actor,
    id::Reference,
    identity::Identity,
    intake::{Careful, Evidence, may_ask},
    map::{Collection, Field, Place},
    role::Act,
};
use habeas_ledger::{Tx, audit::Entry, careful, challenges, limits, shown};
use habeas_words::{Locale, Words};

use crate::{
    Desk, DeskError, Done, Letter, Mail, Problem, Visitor,
    codes::{About, GOOD_FOR, limit},
    keep::{Kept, Private},
};

/// How long the code of a letter counts: post takes days.
const POSTED: TimeDelta = TimeDelta::days(30);
/// How long there is to use a code once it came back; it is used at once.
const USABLE: TimeDelta = TimeDelta::minutes(5);
/// Codes sent for one request.
const CODES: limits::Limit = limit("desk-code", 3, 60);
impl Desk {
    /// Sends a code to the address that the company's systems hold for the person. Where it went
    /// is not said.
    ///
    /// # Errors
    /// [`habeas_domain::request::Refusal::RecentContact`]; [`DeskError::Answers`] where answers are to agree first, or
    /// there is no address that may be written to; [`DeskError::Wait`].
    pub async fn send_desk_code(&self, visitor: &Visitor, reference: &Reference) -> Done {
        visitor.staff(Act::SendDeskCode)?;
        self.not_near_request(visitor, reference, Act::SendDeskCode)
            .await?;
        let mut tx = self.ledger.read().await?;
        let kept = self.load(&mut tx, reference).await?;
        let private = self.private(&mut tx, &kept.row).await?;
        self.code_may_be_asked(&mut tx, visitor, (&kept, &private), Evidence::Code)
            .await?;
        let care = careful::of(&mut tx, &self.keys, kept.request.subject).await?;
        let known = self.known_values(&mut tx, &kept).await?;
        drop(tx);
        if care.contains(&Careful::NoMail) {
            return Err(DeskError::answer("contact", Problem::Careful));
        }
        self.no_recent_contact(&kept).await?;
        let to = self.long_held(&private, &known).await?;
        let to = to.ok_or_else(|| DeskError::answer("contact", Problem::NoContact))?;
        let language = private
            .intake
            .as_ref()
            .map(|intake| intake.language.as_str());
        let language: Locale = language
            .and_then(|tag| tag.parse().ok())
            .unwrap_or_default();
        let now = self.now();
        let (code, digits) = self.new_code();
        let mut tx = self.ledger.begin().await?;
        self.count(&mut tx, CODES, &reference.to_string()).await?;
        let secret = ("desk-code", digits.as_str());
        let about = (to.clone(), language);
        self.desk_challenge(&mut tx, &kept, secret, about, now + GOOD_FOR)
            .await?;
        let right = Words::for_locale(language).of("right", kept.request.right.as_str());
        let mail = Mail::to(&to.value, "desk-code", language)
            .of(kept.request.subject)
            .value("code", code)
            .value("minutes", GOOD_FOR.num_minutes())
            .value("right", right)
            .value("contact", self.map().controller.email.as_str())
            .good_for(GOOD_FOR);
        self.tell(&mut tx, mail).await?;
        let body = serde_json::json!({ "v": 1, "what": "code-sent" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::SendDeskCode);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Takes the code that a caller read out, or that came in a letter.
    ///
    /// # Errors
    /// [`DeskError::Answers`] where it is wrong or too old.
    pub async fn give_desk_code(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        code: &str,
    ) -> Done {
        let me = visitor.staff(Act::SendDeskCode)?;
        self.not_near_request(visitor, reference, Act::SendDeskCode)
            .await?;
        let typed: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        if typed.is_empty() {
            return Err(DeskError::answer("code", Problem::Missing));
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        kept.request.check(Act::Verify, &visitor.actor, now)?;
        let request = kept.request.id;
        let mut shows = None;
        for (purpose, evidence) in [
            ("desk-code", Evidence::Code),
            ("desk-letter", Evidence::PostedCode),
        ] {
            let open = challenges::open_of(&mut tx, request, purpose, now).await?;
            let ids: Vec<_> = open.into_iter().map(|(id, _)| id).collect();
            let typed = typed.to_ascii_uppercase();
            let until = now + USABLE;
            let which = (purpose, ids.as_slice());
            let row = challenges::try_code(&mut tx, &self.keys, which, &typed, until, now).await?;
            if let Some(row) = row {
                challenges::used(&mut tx, row.id, now).await?;
                shows = Some(evidence);
                break;
            }
        }
        let body = serde_json::json!({ "v": 1, "what": "code-given", "agrees": shows.is_some() });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::SendDeskCode);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        if let Some(evidence) = shows {
            shown::add(&mut tx, request, evidence, me, now).await?;
        }
        // A wrong try counts too.
        tx.commit().await?;
        match shows {
            Some(_) => Ok(()),
            None => Err(DeskError::answer("code", Problem::WrongCode)),
        }
    }

    /// Writes a code for a letter about a request, which the company posts to the address it
    /// holds; the operator does it from the command line, so that no agent has the code.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the request is not there or waits for no check.
    pub async fn letter_for(&self, reference: &Reference) -> Done<Letter> {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        let waits = kept.request.verified.is_none() && !kept.request.state.is_finished();
        if !waits {
            return Err(DeskError::NotFound);
        }
        let (code, token) = self.letter_code();
        let expires_at = now + POSTED;
        let secret = ("desk-letter", token.as_str());
        let about = (Identity::new("letter", ""), Locale::default());
        self.desk_challenge(&mut tx, &kept, secret, about, expires_at)
            .await?;
        let entry = Entry::new(&self.keys, &Actor::System, Act::InviteCustomer);
        let body = serde_json::json!({ "v": 1, "what": "letter" });
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        tx.commit().await?;
        Ok(Letter { code, expires_at })
    }

    /// A code that counts for one request: its purpose, what it is hashed from, until when.
    async fn desk_challenge(
        &self,
        tx: &mut Tx,
        kept: &Kept,
        (purpose, secret): (&'static str, &str),
        (identity, language): (Identity, Locale),
        expires_at: DateTime<Utc>,
    ) -> Done {
        let about = About {
            identity,
            language: language.tag().to_owned(),
            letter: None,
        };
        let id = self.new_client_id();
        let new = challenges::New {
            id,
            purpose,
            subject: Some(kept.request.subject),
            request: Some(kept.request.id),
            contents: &serde_json::to_vec(&about).map_err(|error| anyhow!(error))?,
            expires_at,
        };
        let hash = challenges::code_hash(&self.keys, id, secret);
        let now = self.now();
        Ok(challenges::add(tx, &self.keys, &self.dice, &new, Some(hash), now).await?)
    }

    /// Whether a code may be asked for at all, now.
    async fn code_may_be_asked(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        (kept, private): (&Kept, &Private),
        evidence: Evidence,
    ) -> Done {
        kept.request
            .check(Act::Verify, &visitor.actor, self.now())?;
        let channel = private.intake.as_ref().map(|intake| intake.channel);
        let table = may_ask(channel, kept.request.right);
        if !table.iter().any(|line| line.evidence == evidence) {
            return Err(DeskError::answer("contact", Problem::NotOnOffer));
        }
        let noted = shown::of(tx, kept.request.id).await?;
        if noted.iter().any(|(one, _)| *one == Evidence::Answers) {
            Ok(())
        } else {
            // Otherwise anybody could have people written to, and learn who is known here.
            Err(DeskError::answer("contact", Problem::AnswersFirst))
        }
    }

    /// The first address, in the map's order, that the stores hold for a person; never one that a
    /// correction is about.
    async fn long_held(&self, private: &Private, known: &[Identity]) -> Done<Option<Identity>> {
        let is_email = |collection: &Collection, field: &Field| {
            let identity = collection.identities.get(field.name.as_str());
            identity.is_some_and(|identity| identity.kind == "email")
                && !self.is_disputed(private, field)
        };
        let wanted =
            |_: &Place, collection: &Collection, field: &Field| is_email(collection, field);
        for (place, records) in self.live(known, wanted).await? {
            let Some(collection) = self.map().collection(&place) else {
                continue;
            };
            let fields = collection.fields.iter();
            for field in fields.filter(|field| is_email(collection, field)) {
                let mut held = records
                    .iter()
                    .filter_map(|record| record.get(field.name.as_str())?.as_text());
                if let Some(address) = held.find(|address| address.contains('@')) {
                    return Ok(Some(Identity::new("email", address)));
                }
            }
        }
        Ok(None)
    }
}
