//! A person's addresses and numbers: what finds them in the stores. Each is added by proving it:
//! an address or telephone by a code sent there, any other number by a code sent to a contact
//! that the stores hold beside that number, whoever asked.

use futures::TryStreamExt;
use habeas_domain::{
    identity::{Compare, Identity},
    map::ValueCheck,
    role::Act,
    value::{Key, Record},
    view::{AccountView, OwnIdentity},
};
use habeas_ledger::{
    audit::Entry,
    challenges, identities,
    jobs::{self, Job, Work},
    subjects,
};
use habeas_words::Locale;
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Problem, Visitor,
    codes::{From, Purpose},
    run::Because,
};

/// How many identities one account may have.
const MOST: usize = 20;

impl Desk {
    /// The visitor's account: by what they sign in and are found, and what could be added.
    ///
    /// # Errors
    /// Only who may.
    pub async fn own_account(&self, visitor: &Visitor) -> Done<AccountView> {
        let subject = visitor.customer(Act::SeeOwnAccount)?;
        let mut tx = self.ledger.read().await?;
        let mut own = Vec::new();
        for identity in subjects::identities(&mut tx, &self.keys, subject).await? {
            let signs_in = identity.kind == "email"
                && identities::signs_in_with(&mut tx, &self.keys, subject, &identity.value).await?;
            // How else somebody is known is part of the dossier.
            if !signs_in && visitor.summary().is_some() {
                continue;
            }
            own.push(OwnIdentity {
                label: self.kind_label(&identity.kind),
                signs_in,
                identity,
            });
        }
        let kinds = self.kinds();
        let kinds = kinds.into_iter().map(|kind| {
            let label = self.kind_label(&kind);
            (kind, label)
        });
        Ok(AccountView {
            own,
            kinds: kinds.collect(),
            summary: visitor.summary(),
        })
    }

    /// Has a code sent by which the visitor can show that an address or number is theirs. Needs a
    /// fresh proof (ASVS v5.0.0-7.5.1). The answer is the same whether anybody holds it or not.
    ///
    /// # Errors
    /// [`DeskError::Prove`], [`DeskError::Answers`], [`DeskError::Wait`].
    pub async fn add_contact(
        &self,
        visitor: &Visitor,
        (kind, value): (&str, &str),
        from: &From<'_>,
    ) -> Done<Uuid> {
        let subject = visitor.customer(Act::ChangeContacts)?;
        visitor.proved(self.now())?;
        if !self.kinds().iter().any(|known| known == kind) {
            return Err(DeskError::answer("kind", Problem::NotOnOffer));
        }
        let check = match kind {
            "email" => ValueCheck::Email,
            "phone" => ValueCheck::Phone,
            _ => ValueCheck::Max(64),
        };
        let value = check
            .accept(value)
            .map_err(|fault| DeskError::answer("value", Problem::Value(fault)))?;
        let compare = Compare::for_kind(kind);
        let own = self.identities(subject).await?;
        if own.len() >= MOST {
            return Err(DeskError::answer("value", Problem::NotOnOffer));
        }
        if own
            .iter()
            .any(|known| known.kind == kind && compare.same(&known.value, &value))
        {
            let fault = habeas_domain::validate::Fault::Unchanged;
            return Err(DeskError::answer("value", Problem::Value(fault)));
        }
        let identity = Identity::new(kind, value);
        self.challenge(Purpose::Identity, identity, (Some(subject), None), from)
            .await
    }

    /// Takes the code: the address or number is the visitor's from now on, starts searches, and
    /// every address of theirs is told.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for a wrong code, and where it is somebody else's: what somebody has
    /// shown to be theirs is never taken over.
    pub async fn verify_contact(
        &self,
        visitor: &Visitor,
        ids: &[Uuid],
        code: &str,
        from: &From<'_>,
    ) -> Done {
        let subject = visitor.customer(Act::ChangeContacts)?;
        let id = match self
            .give_code(Purpose::Identity, ids, code, from.network)
            .await
        {
            Ok(id) => id,
            Err(error) => return Err(error),
        };
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let row = challenges::find(&mut tx, id).await?;
        // The session that asked may be somebody else's by now.
        let row = row.filter(|row| row.subject_id == Some(subject.0));
        let row = row.ok_or(DeskError::NotFound)?;
        let about = crate::codes::about(&row.open(&self.keys)?)?;
        challenges::used(&mut tx, id, now).await?;
        match self.own_identity(&mut tx, subject, &about.identity).await {
            Err(DeskError::Answers(_)) => {
                return Err(DeskError::answer("code", Problem::SomebodyElses));
            }
            other => other?,
        }
        let entry = Entry::new(&self.keys, &visitor.actor, Act::ChangeContacts)
            .with(serde_json::json!({ "v": 1, "added": about.identity.kind }));
        self.entry(&mut tx, &entry).await?;
        jobs::enqueue(&mut tx, &Job::new(Work::Return, subject.0), now).await?;
        self.tell_all(&mut tx, subject, "contact-added", from.language, &[])
            .await?;
        self.warn_later(&mut tx, subject, Because::Contact).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Lets go of an address or number. Not of the one by which the visitor signs in. Every
    /// address is told, that one too. Needs a fresh proof.
    ///
    /// # Errors
    /// [`DeskError::Prove`]; [`DeskError::NotFound`] for what is not theirs.
    pub async fn remove_contact(
        &self,
        visitor: &Visitor,
        identity: &Identity,
        language: Locale,
    ) -> Done {
        let subject = visitor.customer(Act::ChangeContacts)?;
        visitor.proved(self.now())?;
        let mut tx = self.ledger.begin().await?;
        let email = identity.kind == "email";
        if email && identities::signs_in_with(&mut tx, &self.keys, subject, &identity.value).await?
        {
            return Err(DeskError::answer("value", Problem::NotOnOffer));
        }
        if !identities::let_go(&mut tx, &self.keys, subject, identity).await? {
            return Err(DeskError::NotFound);
        }
        let entry = Entry::new(&self.keys, &visitor.actor, Act::ChangeContacts)
            .with(serde_json::json!({ "v": 1, "removed": identity.kind }));
        self.entry(&mut tx, &entry).await?;
        let more: Vec<String> = email.then(|| identity.value.clone()).into_iter().collect();
        self.tell_all(&mut tx, subject, "contact-removed", language, &more)
            .await?;
        self.warn_later(&mut tx, subject, Because::Contact).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Has the visitor sign in with another address of theirs from now on. The old one and all
    /// others are told. Needs a fresh proof.
    ///
    /// # Errors
    /// [`DeskError::Prove`]; [`DeskError::NotFound`] for what is not theirs.
    pub async fn sign_in_with(&self, visitor: &Visitor, email: &str, language: Locale) -> Done {
        let subject = visitor.customer(Act::ChangeContacts)?;
        visitor.proved(self.now())?;
        let own = self.identities(subject).await?;
        let same =
            |known: &&Identity| known.kind == "email" && Compare::Email.same(&known.value, email);
        let own = own.iter().find(same);
        let own = own.ok_or_else(|| DeskError::answer("value", Problem::NotOnOffer))?;
        if self.works_here(&own.value).await?.is_some() {
            return Err(DeskError::answer("value", Problem::NotOnOffer));
        }
        let mut tx = self.ledger.begin().await?;
        identities::sign_in_with(&mut tx, &self.keys, subject, &own.value).await?;
        let entry = Entry::new(&self.keys, &visitor.actor, Act::ChangeContacts)
            .with(serde_json::json!({ "v": 1, "signs-in-with": "another" }));
        self.entry(&mut tx, &entry).await?;
        self.tell_all(&mut tx, subject, "sign-in-changed", language, &[])
            .await?;
        self.warn_later(&mut tx, subject, Because::Contact).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// The kinds of identity that can be added: those by which the map finds people.
    fn kinds(&self) -> Vec<String> {
        let mut kinds: Vec<String> = vec!["email".to_owned()];
        for (_, _, collection) in self.map().collections() {
            for identity in collection.identities.values() {
                let carried = identity.kind != "phone" || self.post.carries("sms");
                if carried && !kinds.contains(&identity.kind) {
                    kinds.push(identity.kind.clone());
                }
            }
        }
        kinds
    }

    /// What the map calls a kind of identity that is no address: the label of its first field.
    fn kind_label(&self, kind: &str) -> String {
        let labels = self.map().collections().find_map(|(_, _, collection)| {
            let (field, _) = collection
                .identities
                .iter()
                .find(|(_, identity)| identity.kind == kind)?;
            Some(collection.field(field)?.label.clone())
        });
        labels.unwrap_or_else(|| kind.replace('_', " "))
    }

    /// Where a code for an identity is sent: to itself, or to the contact that the stores hold
    /// beside it, in the very record that carries it. None where there is none.
    pub(crate) async fn reached_at(&self, identity: &Identity) -> Done<Option<Identity>> {
        if matches!(identity.kind.as_str(), "email" | "phone") {
            return Ok(Some(identity.clone()));
        }
        let one = std::slice::from_ref(identity);
        let search = self.stores.find(one, self.today()).await;
        for (place, _, collection) in self.map().collections() {
            let carries = |kind: &str| {
                let mut fields = collection.identities.iter();
                fields.find(|(_, known)| known.kind == kind)
            };
            let Some((field, known)) = carries(&identity.kind) else {
                continue;
            };
            let keys: Vec<Key> = match search.keys.get(&place) {
                Some(keys) => keys.all(),
                None => continue,
            };
            let records: Vec<Record> = self.stores.read(&place, &keys).try_collect().await?;
            let contact = records.iter().find_map(|record| {
                let held = record.get(field)?.as_text()?;
                if !known.compare().same(held, &identity.value) {
                    return None;
                }
                ["email", "phone"].into_iter().find_map(|kind| {
                    if kind == "phone" && !self.post.carries("sms") {
                        return None;
                    }
                    let (field, _) = carries(kind)?;
                    let value = record.get(field)?.as_text()?;
                    Some(Identity::new(kind, value))
                })
            });
            if contact.is_some() {
                return Ok(contact);
            }
        }
        Ok(None)
    }
}
