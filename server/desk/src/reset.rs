//! A new password for somebody who forgot theirs.
//!
//! The code by mail stands in for the password alone: nobody is signed in by it, and what else
//! signing in asks for it asks for afterwards too (ASVS v5.0.0-6.4.3). Staff do not reset by mail
//! (6.3.6): their address is told to ask an administrator.

use habeas_domain::{actor::Actor, id::SubjectId, role::Act};
use habeas_ledger::{
    Tx, attempts, audit::Entry, challenges, identities, sessions, staff, subjects,
};
use habeas_words::Locale;
use uuid::Uuid;

use crate::{Desk, DeskError, Done, From, Mail, codes::Purpose, run::Because};

impl Desk {
    /// Sets the password of the account whose address was proved by a code. Every session of the
    /// person ends, and every address we know of theirs is told, also those that the stores hold.
    /// The cookie by which this browser is known from now on comes back ([`Desk::known_browser`]).
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where nothing was proved, or too long ago; [`DeskError::Answers`]
    /// for the password.
    pub async fn reset_password(
        &self,
        ids: &[Uuid],
        password: &str,
        from: &From<'_>,
    ) -> Done<String> {
        let (id, about) = self.proved(Purpose::Reset, ids).await?;
        let email = &about.identity.value;
        let hash = self.new_hash(password, &[email]).await?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        challenges::used(&mut tx, id, now).await?;
        let account = subjects::account_by_email(&mut tx, &self.keys, email).await?;
        let subject = SubjectId(account.ok_or(DeskError::NotFound)?.subject_id);
        identities::set_password(&mut tx, subject, &hash, now).await?;
        sessions::end_all(&mut tx, subject).await?;
        attempts::renewed(&mut tx, &self.keys, email).await?;
        let entry = Entry::new(&self.keys, &Actor::Customer(subject), Act::ResetPassword);
        self.entry(&mut tx, &entry).await?;
        let language: Locale = about.language.parse().unwrap_or_default();
        self.tell_all(&mut tx, subject, "password-changed", language, &[])
            .await?;
        self.warn_later(&mut tx, subject, Because::Reset).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(self.browser_of(std::slice::from_ref(email), from))
    }

    /// Sends a mail to every address that a person has shown to be theirs, and to `more`.
    pub(crate) async fn tell_all(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        template: &'static str,
        language: Locale,
        more: &[String],
    ) -> Done {
        let mut addresses = self.mail_addresses(tx, subject).await?;
        addresses.extend(more.iter().cloned());
        addresses.sort_unstable();
        addresses.dedup();
        let day = self.today();
        for address in addresses {
            let mail = Mail::to(&address, template, language)
                .of(subject)
                .value("day", day);
            self.tell(tx, mail).await?;
        }
        Ok(())
    }

    /// Tells whoever it is that the way they sign in was changed: a person at every address, a
    /// member of staff at theirs.
    pub(crate) async fn tell_owner(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        template: &'static str,
    ) -> Done {
        match actor {
            Actor::Customer(subject) => {
                let language = self.language_of(tx, *subject).await?;
                self.tell_all(tx, *subject, template, language, &[]).await
            }
            Actor::Staff { id, .. } => {
                let member = staff::by_id(tx, &self.keys, *id).await?;
                let member = member.ok_or(DeskError::SignIn)?;
                let mail = Mail::to(&member.person.email, template, Locale::default())
                    .value("day", self.today());
                self.tell(tx, mail).await
            }
            Actor::Nobody | Actor::System => Ok(()),
        }
    }
}
