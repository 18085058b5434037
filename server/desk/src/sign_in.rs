//! Signing in, and proving again who one is.

use anyhow::anyhow;
use habeas_domain::{
    actor::Actor,
    id::{StaffId, SubjectId},
    role::Act,
};
use habeas_ledger::{attempts, audit::Entry, authenticators, identities, staff, stops, subjects};

use crate::{Desk, DeskError, Done, Halfway, Problem, Visitor};

/// An account as far as signing in goes.
struct Account {
    actor: Actor,
    phc: Option<String>,
}

impl Desk {
    /// Signs somebody in, a person or staff. An unknown address gets the same answer after the
    /// same time as a wrong password; failures make the next attempt wait and lock nobody out.
    ///
    /// # Errors
    /// [`DeskError::Answers`] where address and password do not belong together,
    /// [`DeskError::Wait`] after too many failures, [`DeskError::Second`] where the second proof
    /// is still to be given: nobody is signed in then.
    pub async fn sign_in(&self, email: &str, password: &str) -> Done<Visitor> {
        let email = email.trim();
        let mut missing = Vec::new();
        if email.is_empty() {
            missing.push(("email", Problem::Missing));
        }
        if password.is_empty() {
            missing.push(("password", Problem::Missing));
        }
        if !missing.is_empty() {
            return Err(DeskError::Answers(missing));
        }
        let account = self.account(email).await?;
        let phc = account.as_ref().and_then(|account| account.phc.as_deref());
        let fits = self.passwords.matches(password, phc).await?;
        let Some(account) = account.filter(|_| fits) else {
            return self.failed(email, Problem::WrongSignIn, "email").await;
        };
        if self.has_second(&account.actor).await? {
            return Err(DeskError::Second(Box::new(Halfway {
                actor: account.actor,
                since: self.now(),
            })));
        }
        self.succeeded(email, &account.actor, Act::SignIn).await
    }

    /// Takes the password of somebody who is signed in once more.
    ///
    /// # Errors
    /// As [`Desk::sign_in`].
    pub async fn prove(&self, visitor: &Visitor, password: &str) -> Done<Visitor> {
        visitor.may(Act::ProveAgain)?;
        if password.is_empty() {
            return Err(DeskError::answer("password", Problem::Missing));
        }
        let (email, phc) = self.own(&visitor.actor).await?;
        self.must_not_wait(&email).await?;
        if self.passwords.matches(password, phc.as_deref()).await? {
            let proved = self.succeeded(&email, &visitor.actor, Act::ProveAgain);
            Ok(visitor.proved_by(proved.await?))
        } else {
            self.failed(&email, Problem::WrongPassword, "password")
                .await
        }
    }

    /// Whoever the visitor of a session is now: roles are read anew, and somebody who is gone is
    /// nobody.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn still(&self, visitor: Visitor) -> Done<Visitor> {
        let mut tx = self.ledger.read().await?;
        let actor = match visitor.actor {
            Actor::Customer(subject) => subjects::account_of(&mut tx, subject)
                .await?
                .map(|_| Actor::Customer(subject)),
            Actor::Staff { id, .. } => {
                staff::by_id(&mut tx, &self.keys, id)
                    .await?
                    .map(|member| Actor::Staff {
                        id,
                        role: member.role,
                    })
            }
            Actor::Nobody | Actor::System => None,
        };
        let Some(actor) = actor else {
            return Ok(Visitor::NOBODY);
        };
        let must_set_up = self.settings.staff_second_proof
            && matches!(actor, Actor::Staff { .. })
            && !authenticators::is_confirmed(&mut tx, &actor).await?;
        let (since, stopped) = match actor {
            Actor::Customer(subject) => (
                identities::mailbox_only_since(&mut tx, subject).await?,
                stops::of(&mut tx, subject).await?.is_some(),
            ),
            _ => (None, false),
        };
        let waits_until = since
            .map(|since| since + self.settings.mailbox_wait)
            .filter(|until| self.now() < *until);
        Ok(Visitor {
            actor,
            proved_at: visitor.proved_at,
            must_set_up,
            waits_until,
            stopped,
        })
    }

    /// The name of a member of staff, for the page they look at.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn staff_name(&self, visitor: &Visitor) -> Done<Option<String>> {
        let Actor::Staff { id, .. } = visitor.actor else {
            return Ok(None);
        };
        let mut tx = self.ledger.read().await?;
        let member = staff::by_id(&mut tx, &self.keys, id).await?;
        Ok(member.map(|member| member.person.name))
    }

    async fn account(&self, email: &str) -> Done<Option<Account>> {
        self.must_not_wait(email).await?;
        let mut tx = self.ledger.read().await?;
        if let Some(found) = subjects::account_by_email(&mut tx, &self.keys, email).await? {
            return Ok(Some(Account {
                actor: Actor::Customer(SubjectId(found.subject_id)),
                phc: Some(found.password),
            }));
        }
        let member = staff::by_email(&mut tx, &self.keys, email).await?;
        Ok(member.map(|member| Account {
            actor: Actor::Staff {
                id: member.id,
                role: member.role,
            },
            phc: member.password,
        }))
    }

    /// The PHC string of a new password of somebody about whom so much is known.
    pub(crate) async fn new_hash(&self, password: &str, about: &[&str]) -> Done<String> {
        let company = self.map().controller.name.as_str();
        let about: Vec<&str> = about.iter().copied().chain([company]).collect();
        self.passwords
            .hash(password, &about, self.dice.bytes())
            .await
    }

    /// Address and password of whoever is signed in.
    pub(crate) async fn own(&self, actor: &Actor) -> Done<(String, Option<String>)> {
        let mut tx = self.ledger.read().await?;
        match actor {
            Actor::Customer(subject) => {
                let account = subjects::account_of(&mut tx, *subject).await?;
                let identities = subjects::identities(&mut tx, &self.keys, *subject).await?;
                let email = identities
                    .into_iter()
                    .find(|identity| identity.kind == "email")
                    .map(|identity| identity.value);
                let account = account.ok_or(DeskError::SignIn)?;
                Ok((
                    email.ok_or_else(|| anyhow!("an account without an address"))?,
                    Some(account.password),
                ))
            }
            Actor::Staff { id, .. } => {
                let member = staff::by_id(&mut tx, &self.keys, *id).await?;
                let member = member.ok_or(DeskError::SignIn)?;
                Ok((member.person.email, member.password))
            }
            Actor::Nobody | Actor::System => Err(DeskError::SignIn),
        }
    }

    pub(crate) async fn must_not_wait(&self, email: &str) -> Done {
        let now = self.now();
        let mut tx = self.ledger.read().await?;
        match attempts::wait_until(&mut tx, &self.keys, email, now).await? {
            Some(until) => {
                let seconds = (until - now).num_seconds().unsigned_abs() + 1;
                Err(DeskError::Wait(seconds))
            }
            None => Ok(()),
        }
    }

    pub(crate) async fn failed(
        &self,
        email: &str,
        problem: Problem,
        field: &'static str,
    ) -> Done<Visitor> {
        let mut tx = self.ledger.begin().await?;
        attempts::failed(&mut tx, &self.keys, email, self.now()).await?;
        tx.commit().await?;
        Err(DeskError::answer(field, problem))
    }

    pub(crate) async fn succeeded(&self, email: &str, actor: &Actor, act: Act) -> Done<Visitor> {
        let mut tx = self.ledger.begin().await?;
        attempts::succeeded(&mut tx, &self.keys, email).await?;
        self.entry(&mut tx, &Entry::new(&self.keys, actor, act))
            .await?;
        tx.commit().await?;
        Ok(Visitor::proved_just_now(*actor, self.now()))
    }

    /// The number of a member of staff who works here under an address.
    pub(crate) async fn works_here(&self, email: &str) -> Done<Option<StaffId>> {
        let mut tx = self.ledger.read().await?;
        let member = staff::by_email(&mut tx, &self.keys, email).await?;
        Ok(member.map(|member| member.id))
    }
}
