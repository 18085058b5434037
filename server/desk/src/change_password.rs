//! A new password for somebody who knows the old one, and new recovery codes.

use habeas_domain::{actor::Actor, role::Act};
use habeas_ledger::{audit::Entry, authenticators, identities, staff};
use tower_sessions::session::Id;

use crate::{Desk, DeskError, Done, From, Mail, Problem, Visitor};

impl Desk {
    /// Changes one's password: the old one is asked for, the sessions on other devices end, and
    /// every address we know of the person is told (ASVS v5.0.0-6.2.2, 6.2.3, 7.4.3).
    ///
    /// # Errors
    /// [`DeskError::Answers`] for `password`, the old one, and `new-password`.
    pub async fn change_password(
        &self,
        visitor: &Visitor,
        this: &Id,
        (old, new): (&str, &str),
        from: &From<'_>,
    ) -> Done {
        visitor.may(Act::ChangePassword)?;
        let language = from.language;
        let visitor = self.prove(visitor, old, from).await?;
        if old == new {
            return Err(DeskError::answer("new-password", Problem::SamePassword));
        }
        let actor = &visitor.actor;
        let (email, _) = self.own(actor).await?;
        let hash = self.new_hash(new, &[&email]).await;
        let hash = hash.map_err(|error| error.at("new-password"))?;
        let mut tx = self.ledger.begin().await?;
        match actor {
            Actor::Customer(subject) => {
                identities::change_password(&mut tx, *subject, &hash).await?;
                self.tell_all(&mut tx, *subject, "password-changed", language, &[])
                    .await?;
            }
            Actor::Staff { id, .. } => {
                staff::change_password(&mut tx, *id, &hash).await?;
                let mail = Mail::to(&email, "password-changed", language);
                let mail = mail.value("day", self.today());
                self.tell(&mut tx, mail).await?;
            }
            Actor::Nobody | Actor::System => return Err(DeskError::SignIn),
        }
        self.sessions.end_others(&mut tx, actor, this).await?;
        let entry = Entry::new(&self.keys, actor, Act::ChangePassword);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// New recovery codes, once; the old ones count no more.
    ///
    /// # Errors
    /// [`DeskError::Prove`] without a fresh proof, [`DeskError::Conflict`] without an
    /// authenticator.
    pub async fn new_recovery_codes(&self, visitor: &Visitor) -> Done<Vec<String>> {
        visitor.may(Act::AddSecondProof)?;
        self.fresh(visitor)?;
        let actor = &visitor.actor;
        let mut tx = self.ledger.begin().await?;
        if !authenticators::is_confirmed(&mut tx, actor).await? {
            return Err(DeskError::Conflict);
        }
        authenticators::forget_codes(&mut tx, actor).await?;
        let codes = self.add_codes(&mut tx, actor).await?;
        let body = serde_json::json!({ "v": 1, "what": "recovery-codes" });
        let entry = Entry::new(&self.keys, actor, Act::AddSecondProof).with(body);
        self.entry(&mut tx, &entry).await?;
        self.tell_owner(&mut tx, actor, "codes-new").await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(codes)
    }
}
