//! Making an account, by control of a mailbox or by the code of a letter.
//!
//! Control of a mailbox shows that somebody reads an address and no more: the ledger remembers
//! how the account came about (`registered_by`), and the session begins without a fresh proof.

use habeas_domain::{actor::Actor, id::SubjectId, identity::Identity, role::Act};
use habeas_ledger::{
    Tx,
    audit::Entry,
    challenges, identities,
    jobs::{self, Job, Work},
    subjects,
};
use habeas_words::Locale;
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Mail, Problem, Visitor,
    codes::{About, Purpose},
    run::Because,
};

impl Desk {
    /// Makes the account of an address that was proved by a code, with a password, and signs the
    /// person in.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where nothing was proved, or too long ago; [`DeskError::Answers`]
    /// for the password; [`DeskError::Conflict`] where the address has an account by now.
    pub async fn register(&self, ids: &[Uuid], password: &str) -> Done<Visitor> {
        let (id, about) = self.proved(Purpose::Register, ids).await?;
        let email = &about.identity.value;
        let hash = self.new_hash(password, &[email]).await?;
        if self.works_here(email).await?.is_some() {
            return Err(DeskError::Conflict);
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        challenges::used(&mut tx, id, now).await?;
        let subject = self.subject_of(&mut tx, &about.identity).await?;
        let there = subjects::account_of(&mut tx, subject).await?;
        if there.is_some() {
            return Err(DeskError::Conflict);
        }
        let account = subjects::add_account(&mut tx, &self.keys, subject, email, &hash, now).await;
        match account {
            Err(error) if error.is_duplicate() => return Err(DeskError::Conflict),
            other => other?,
        }
        self.own_identity(&mut tx, subject, &about.identity).await?;
        let letter = self.use_letter(&mut tx, subject, &about).await?;
        let how = if letter { "letter" } else { "mailbox" };
        identities::set_registered_by(&mut tx, subject, how).await?;
        let actor = Actor::Customer(subject);
        let entry = Entry::new(&self.keys, &actor, Act::Register)
            .with(serde_json::json!({ "v": 1, "by": how }));
        self.entry(&mut tx, &entry).await?;
        self.attach_asked(&mut tx, subject, &about.identity).await?;
        if !letter {
            self.warn_later(&mut tx, subject, Because::Made).await?;
        }
        jobs::enqueue(&mut tx, &Job::new(Work::Return, subject.0), now).await?;
        let language: Locale = about.language.parse().unwrap_or_default();
        subjects::set_language(&mut tx, subject, language.tag()).await?;
        let mail = Mail::to(email, "registered", language).of(subject);
        self.tell(&mut tx, mail).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(Visitor {
            actor,
            proved_at: None,
            erased_back: false,
            waits_until: (!letter).then(|| now + self.settings.mailbox_wait),
            stopped: false,
            must_set_up: false,
        })
    }

    /// The person of a verified identity, or a new one.
    pub(crate) async fn subject_of(&self, tx: &mut Tx, identity: &Identity) -> Done<SubjectId> {
        if let Some(owner) = identities::owner(tx, &self.keys, identity).await? {
            return Ok(owner);
        }
        let subject = SubjectId::from_random(self.dice.bytes());
        subjects::add(tx, &self.keys, &self.dice, subject, self.now()).await?;
        Ok(subject)
    }

    /// Makes an identity somebody's own.
    pub(crate) async fn own_identity(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        identity: &Identity,
    ) -> Done {
        let now = self.now();
        match identities::verify(tx, &self.keys, &self.dice, subject, identity, now).await {
            Err(error) if error.is_duplicate() => {
                Err(DeskError::answer("value", Problem::SomebodyElses))
            }
            other => Ok(other?),
        }
    }

    /// Uses up the letter that came before the mail, if there was one: what it was written for is
    /// the person's too.
    async fn use_letter(&self, tx: &mut Tx, subject: SubjectId, about: &About) -> Done<bool> {
        let Some(letter) = about.letter else {
            return Ok(false);
        };
        let row = challenges::find(tx, letter).await?;
        let row = row.filter(|row| row.is_proved(self.now()));
        let row = row.ok_or(DeskError::NotFound)?;
        let written_for = crate::codes::about(&row.open(&self.keys)?)?;
        challenges::used(tx, letter, self.now()).await?;
        self.own_identity(tx, subject, &written_for.identity)
            .await?;
        Ok(true)
    }
}
