//! A correction on behalf: staff write down field and new value for a person who cannot, with what
//! shows that it is right; a colleague looks at old and new; an officer lets it through. It is then
//! written as every correction is, only if the store still holds what was looked at.

use futures::TryStreamExt;
use habeas_domain::{
    id::Reference,
    map::{Correctable, Disclose, Place, ValueCheck},
    proof::canonical,
    request::{Refusal, Request},
    right::Right,
    role::Act,
    validate::Fault,
    value::{Record, Value},
    view::{PrepareView, PreparedView, Stage},
};
use habeas_ledger::{Tx, audit::Entry, evidence, requests, staff};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Mail, Problem, Upload, Visitor,
    keep::{Correction, Kept, Prepared, Private},
    records,
    requests::shown,
};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 1000;

/// A correction as staff write it down.
#[derive(Debug, Clone, Default)]
pub struct Preparing<'a> {
    /// `store.collection.field|token`, as the form offers it.
    pub what: &'a str,
    /// What it should be.
    pub new: &'a str,
    /// Why; may be empty.
    pub reason: &'a str,
    /// Made with the form: the files that wait with it.
    pub client_id: Uuid,
}

impl Desk {
    /// The form: what of this person can be corrected. What is held is not in it.
    ///
    /// # Errors
    /// [`Refusal::Stage`] where the request is no correction that waits for a decision.
    pub async fn prepare_form(
        &self,
        visitor: &Visitor,
        reference: &Reference,
    ) -> Done<PrepareView> {
        visitor.staff(Act::PrepareCorrection)?;
        self.not_near_request(visitor, reference, Act::PrepareCorrection)
            .await?;
        let mut tx = self.ledger.read().await?;
        let kept = self.load(&mut tx, reference).await?;
        let private = self.private(&mut tx, &kept.row).await?;
        drop(tx);
        can_be_prepared(&kept.request)?;
        let subject = kept.request.subject;
        let search = self.search(subject).await?;
        let secret = self.keys.tokens.bytes();
        let mut fields = Vec::new();
        for (place, store, collection) in self.map().collections() {
            let Some(found) = search.keys.get(&place) else {
                continue;
            };
            let keys = found.all();
            let many = keys.len();
            for (number, key) in keys.iter().enumerate() {
                let token = records::token(secret, subject, &place, key);
                let open = collection.fields.iter().filter(|field| {
                    field.correct != Correctable::No && field.show() == Disclose::Yes
                });
                for field in open {
                    let mut said =
                        format!("{} · {} · {}", field.label, collection.label, store.label);
                    if many > 1 {
                        said = format!("{said} ({}/{many})", number + 1);
                    }
                    fields.push((format!("{place}.{}|{token}", field.name), said));
                }
            }
        }
        if fields.is_empty() && !self.missing(&search).is_empty() {
            return Err(DeskError::Unavailable(self.missing(&search)));
        }
        Ok(PrepareView {
            reference: *reference,
            version: kept.request.version,
            fields,
            disputed: private.intake.and_then(|intake| intake.disputed),
        })
    }

    /// Takes a file with a correction that is being written down.
    ///
    /// # Errors
    /// As [`Desk::hand_in`].
    pub async fn hand_in_for(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        client_id: Uuid,
        upload: &Upload,
    ) -> Done {
        visitor.staff(Act::PrepareCorrection)?;
        self.not_near_request(visitor, reference, Act::PrepareCorrection)
            .await?;
        let mut tx = self.ledger.read().await?;
        let subject = self.load(&mut tx, reference).await?.request.subject;
        drop(tx);
        let by = (visitor, Act::PrepareCorrection);
        self.take_in(by, subject, client_id, upload).await
    }

    /// Writes a correction down. Nothing is written into a store: a colleague looks first. The
    /// person is told.
    ///
    /// # Errors
    /// [`DeskError::Answers`] at `what`, `new` and `reason`; [`DeskError::Conflict`].
    pub async fn prepare_correction(
        &self,
        visitor: &Visitor,
        (reference, version): (&Reference, i64),
        preparing: &Preparing<'_>,
    ) -> Done {
        let me = visitor.staff(Act::PrepareCorrection)?;
        self.not_near_request(visitor, reference, Act::PrepareCorrection)
            .await?;
        let mut tx = self.ledger.read().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        drop(tx);
        can_be_prepared(&kept.request)?;
        let correction = self.accepted(&kept, preparing).await?;
        let field = format!("{}.{}", correction.place, correction.field);
        let subject = kept.request.subject;
        let mut tx = self.ledger.begin().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        can_be_prepared(&kept.request)?;
        let private = Private {
            correction: Some(correction),
            prepared: Some(Prepared {
                by: me,
                checked: None,
            }),
            ..self.private(&mut tx, &kept.row).await?
        };
        let sealed = self.seal(&mut tx, subject, &private).await?;
        requests::set_sealed(&mut tx, kept.request.id, &sealed).await?;
        evidence::attach(&mut tx, subject, preparing.client_id, kept.request.id).await?;
        let body = serde_json::json!({ "v": 1, "what": "prepared", "field": field });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::PrepareCorrection);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        self.tell_prepared(&mut tx, &kept).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// States that old and new were looked at and are right, as they were shown.
    ///
    /// # Errors
    /// [`Refusal::FourEyes`] for whoever wrote it down; [`DeskError::Conflict`] where it was
    /// written anew meanwhile.
    pub async fn check_prepared(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        seal: &str,
    ) -> Done {
        let me = visitor.staff(Act::CheckCorrection)?;
        self.not_near_request(visitor, reference, Act::CheckCorrection)
            .await?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        can_be_prepared(&kept.request)?;
        let mut private = self.private(&mut tx, &kept.row).await?;
        let prepared = private.prepared.ok_or(DeskError::NotFound)?;
        if prepared.by == me {
            return Err(Refusal::FourEyes.into());
        }
        if sealed_as(&private) != seal {
            return Err(DeskError::Conflict);
        }
        private.prepared = Some(Prepared {
            checked: Some(me),
            ..prepared
        });
        let sealed = self.seal(&mut tx, kept.request.subject, &private).await?;
        requests::set_sealed(&mut tx, kept.request.id, &sealed).await?;
        let body = serde_json::json!({ "v": 1, "what": "checked" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::CheckCorrection);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        Ok(tx.commit().await?)
    }

    /// Refuses to let a correction through that a colleague has not looked at, or that whoever
    /// decides wrote down themselves.
    pub(crate) async fn prepared_is_checked(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        kept: &Kept,
    ) -> Done {
        let private = self.private(tx, &kept.row).await?;
        match private.prepared {
            Some(Prepared { checked: None, .. }) => Err(Refusal::NotChecked.into()),
            Some(Prepared { by, .. }) if visitor.staff(Act::Approve)? == by => {
                Err(Refusal::FourEyes.into())
            }
            _ => Ok(()),
        }
    }

    /// What staff see of a correction that one of them wrote down.
    pub(crate) async fn prepared_view(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        private: &Private,
    ) -> Done<Option<PreparedView>> {
        let Some(prepared) = private.prepared else {
            return Ok(None);
        };
        let members = staff::all(tx, &self.keys).await?;
        let named = |id| {
            let known = members.iter().find(|member| member.id == id);
            known
                .map(|member| member.person.name.clone())
                .unwrap_or_default()
        };
        Ok(Some(PreparedView {
            by: named(prepared.by),
            mine: visitor.staff(Act::SeeRequest)? == prepared.by,
            checked: prepared.checked.map(named),
            seal: sealed_as(private),
        }))
    }

    /// Whether a correction can be written down for this request, by whoever looks.
    pub(crate) fn may_prepare(visitor: &Visitor, request: &Request) -> bool {
        visitor.may(Act::PrepareCorrection).is_ok() && can_be_prepared(request).is_ok()
    }

    /// Field, record and value, if they can be taken: the old value is what the store holds now.
    async fn accepted(&self, kept: &Kept, preparing: &Preparing<'_>) -> Done<Correction> {
        let unknown = || DeskError::answer("what", Problem::NotOnOffer);
        if preparing.what.is_empty() {
            return Err(DeskError::answer("what", Problem::Missing));
        }
        let (id, token) = preparing.what.split_once('|').ok_or_else(unknown)?;
        let (place, name) = id.rsplit_once('.').ok_or_else(unknown)?;
        let place: Place = self.map().resolve("", place);
        let collection = self.map().collection(&place).ok_or_else(unknown)?;
        let field = collection
            .field(name)
            .filter(|field| field.correct != Correctable::No && field.show() == Disclose::Yes)
            .ok_or_else(unknown)?;
        let subject = kept.request.subject;
        let search = self.search(subject).await?;
        let key = self.key_of(subject, &search, &place, token)?;
        let keys = std::slice::from_ref(&key);
        let read: Result<Vec<Record>, _> = self.stores.read(&place, keys).try_collect().await;
        let read = read.map_err(|error| self.unavailable(&place, &error))?;
        let record = read.first().ok_or(DeskError::NotFound)?;
        let old = record.get(name).cloned().unwrap_or(Value::Null);
        let check = field.check.clone().unwrap_or(ValueCheck::Text);
        let new = check
            .accept(preparing.new)
            .map_err(|fault| DeskError::answer("new", Problem::Value(fault)))?;
        if new == shown(&old) {
            return Err(DeskError::answer("new", Problem::Value(Fault::Unchanged)));
        }
        let reason = preparing.reason.trim().to_owned();
        if reason.chars().count() > LONGEST_REASON {
            let fault = Fault::TooLong(LONGEST_REASON);
            return Err(DeskError::answer("reason", Problem::Value(fault)));
        }
        let also = self
            .held_elsewhere(&search, (&place, &key, field), &old)
            .await?;
        Ok(Correction {
            place: place.to_string(),
            key,
            field: name.to_owned(),
            old,
            new,
            reason,
            also,
            forgotten: false,
            shown: false,
        })
    }

    /// Tells a person that a correction was written down in their name: the mail names no field.
    async fn tell_prepared(&self, tx: &mut Tx, kept: &Kept) -> Done {
        let subject = kept.request.subject;
        let language = self.language_of(tx, subject).await?;
        for address in self.mail_addresses(tx, subject).await? {
            let mail = Mail::to(&address, "desk-correction", language)
                .of(subject)
                .value("number", kept.request.reference.to_string())
                .value("contact", self.map().controller.email.as_str());
            self.tell(tx, mail).await?;
        }
        Ok(())
    }
}

/// Whether a correction can be written down: who asks is known, and nothing is decided.
fn can_be_prepared(request: &Request) -> Done {
    match request.state.stage() {
        _ if request.right != Right::Rectification => Err(DeskError::NotFound),
        Stage::Open => Ok(()),
        stage => Err(Refusal::Stage { stage }.into()),
    }
}

/// What a correction is looked at as.
fn sealed_as(private: &Private) -> String {
    let text = canonical(&private.correction).unwrap_or_default();
    hex::encode(&Sha256::digest(text)[..16])
}
