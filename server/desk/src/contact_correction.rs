//! A correction of how a person is reached: the new address or number has to be shown to be theirs
//! by a code sent there, the old ones are told, and until both is done nobody approves it. Whoever
//! took over a session would begin with exactly this.

use anyhow::anyhow;
use chrono::TimeDelta;
use habeas_domain::{
    id::Reference,
    identity::{Compare, Identity},
    map::ValueCheck,
    request::Refusal,
    right::Right,
    role::Act,
};
use habeas_ledger::{
    audit::Entry,
    challenges,
    jobs::{self, Job, Work},
    requests,
};

use crate::{
    Desk, DeskError, Done, Mail, Problem, Visitor,
    codes::{About, From, GOOD_FOR, limit},
    keep::{Correction, Kept, Private},
    run::Because,
};

/// What its codes are for.
pub(crate) const PURPOSE: &str = "correct";
/// Codes sent for one request.
const CODES: habeas_ledger::limits::Limit = limit("correct-code", 5, 60);
/// How long a code that was given can be used: it is, at once.
const USABLE: TimeDelta = TimeDelta::minutes(1);

impl Desk {
    /// What has to be shown to be the person's before a correction is approved; none where it is
    /// no contact, where it was shown, or where no message can be sent there.
    pub(crate) fn to_be_shown(&self, correction: &Correction) -> Option<Identity> {
        if correction.shown {
            return None;
        }
        let place = self.map().resolve("", &correction.place);
        let collection = self.map().collection(&place)?;
        let field = collection.field(&correction.field)?;
        if !collection.reaches(field) {
            return None;
        }
        let kind = match (&field.check, field.category.as_str()) {
            (Some(ValueCheck::Email), _) => "email",
            (Some(ValueCheck::Phone), _) => "phone",
            (_, category) if category.starts_with("user.contact.email") => "email",
            (_, category) if category.starts_with("user.contact.phone") => "phone",
            _ => return None,
        };
        let carried = kind == "email" || self.post.carries("sms");
        carried.then(|| Identity::new(kind, correction.new.as_str()))
    }

    /// Sends the code to the new address or number, and tells the old ones, once.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where nothing has to be shown; [`DeskError::Wait`] after too many.
    pub async fn send_contact_code(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        from: &From<'_>,
    ) -> Done {
        let subject = visitor.customer(Act::CorrectOwnData)?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.own_request(&mut tx, subject, reference).await?;
        let (identity, old, _) = self.unshown(&mut tx, &kept).await?;
        let now = self.now();
        self.count(&mut tx, CODES, &reference.to_string()).await?;
        self.spend(&mut tx, &identity, from.network).await?;
        let first = challenges::open_of(&mut tx, kept.request.id, PURPOSE, now)
            .await?
            .is_empty();
        let id = self.new_client_id();
        let about = About {
            identity,
            language: from.language.tag().to_owned(),
            letter: None,
        };
        let new = challenges::New {
            id,
            purpose: PURPOSE,
            subject: Some(subject),
            request: Some(kept.request.id),
            contents: &serde_json::to_vec(&about).map_err(|error| anyhow!(error))?,
            expires_at: now + GOOD_FOR,
        };
        challenges::add(&mut tx, &self.keys, &self.dice, &new, None, now).await?;
        jobs::enqueue(&mut tx, &Job::new(Work::Greet, id), now).await?;
        if first {
            let own = self.mail_addresses(&mut tx, subject).await?;
            let told = |address: &String| Compare::Email.same(address, &old);
            if old.contains('@') && !own.iter().any(told) {
                let mail = Mail::to(&old, "contact-asked", from.language)
                    .of(subject)
                    .value("day", self.today());
                self.tell(&mut tx, mail).await?;
            }
            self.tell_all(&mut tx, subject, "contact-asked", from.language, &[])
                .await?;
            self.warn_later(&mut tx, subject, Because::Contact).await?;
        }
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Takes the code: the new address or number was shown to be the person's.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for a wrong code; [`DeskError::NotFound`] where nothing has to be
    /// shown.
    pub async fn give_contact_code(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        code: &str,
    ) -> Done {
        let subject = visitor.customer(Act::CorrectOwnData)?;
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            return Err(DeskError::answer("code", Problem::Missing));
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.own_request(&mut tx, subject, reference).await?;
        let (.., private) = self.unshown(&mut tx, &kept).await?;
        let open = challenges::open_of(&mut tx, kept.request.id, PURPOSE, now).await?;
        let ids: Vec<_> = open.into_iter().map(|(id, _)| id).collect();
        let which = (PURPOSE, ids.as_slice());
        let until = now + USABLE;
        let row = challenges::try_code(&mut tx, &self.keys, which, &digits, until, now).await?;
        let Some(row) = row else {
            // A wrong try counts too.
            tx.commit().await?;
            return Err(DeskError::answer("code", Problem::WrongCode));
        };
        challenges::used(&mut tx, row.id, now).await?;
        let correction = private.correction.map(|correction| Correction {
            shown: true,
            ..correction
        });
        let private = Private {
            correction,
            ..private
        };
        let sealed = self.seal(&mut tx, subject, &private).await?;
        requests::set_sealed(&mut tx, kept.request.id, &sealed).await?;
        let body = serde_json::json!({ "v": 1, "what": "contact-shown" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::CorrectOwnData);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        // A rule may approve what it left to a person as long as nobody had shown this.
        self.have_weighed(&mut tx, &kept.request).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Refuses to approve a contact that was not shown to be the person's.
    pub(crate) async fn contact_shown(&self, kept: &Kept) -> Done {
        if kept.request.right != Right::Rectification {
            return Ok(());
        }
        let mut tx = self.ledger.read().await?;
        let private = self.private(&mut tx, &kept.row).await?;
        // What staff wrote down was read again by a colleague, and the person told at once.
        if private.prepared.is_some() {
            return Ok(());
        }
        let correction = private.correction.as_ref();
        match correction.and_then(|correction| self.to_be_shown(correction)) {
            Some(_) => Err(Refusal::ContactNotShown.into()),
            None => Ok(()),
        }
    }

    /// What has to be shown, the old value, and all that is sealed in the request.
    async fn unshown(
        &self,
        tx: &mut habeas_ledger::Tx,
        kept: &Kept,
    ) -> Done<(Identity, String, Private)> {
        if kept.request.state.is_finished() {
            return Err(DeskError::NotFound);
        }
        let private = self.private(tx, &kept.row).await?;
        let correction = private.correction.as_ref().ok_or(DeskError::NotFound)?;
        let identity = self.to_be_shown(correction).ok_or(DeskError::NotFound)?;
        let old = crate::requests::shown(&correction.old);
        Ok((identity, old, private))
    }
}
