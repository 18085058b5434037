//! Signing in, and proving again who one is.

use anyhow::anyhow;
use chrono::TimeDelta;
use habeas_domain::{
    actor::Actor,
    id::{StaffId, SubjectId},
    role::Act,
};
use habeas_ledger::{
    attempts::{self, Source, Verdict},
    audit::Entry,
    authenticators, comebacks, identities,
    limits::{self, Limit},
    staff, stops, subjects,
};

use crate::{
    Desk, DeskError, Done, From, Halfway, Problem, Visitor, codes::limit, known_browser::Origin,
};

/// Wrong guesses from one network at all addresses together, by browsers that never signed in:
/// many people may share a network.
const GUESSES: Limit = limit("sign-in-guesses", 200, 15);

/// An account as far as signing in goes.
struct Account {
    actor: Actor,
    phc: Option<String>,
}

impl Desk {
    /// Signs somebody in, a person or staff. An unknown address gets the same answer after the
    /// same work as a wrong password; failures make the source they came from wait and nobody
    /// else ([`attempts`]).
    ///
    /// # Errors
    /// [`DeskError::Answers`] where address and password do not belong together, or no password
    /// from there counts any more; [`DeskError::Wait`] after too many failures,
    /// [`DeskError::Second`] where the second proof is still to be given: nobody is signed in
    /// then.
    pub async fn sign_in(&self, email: &str, password: &str, from: &From<'_>) -> Done<Visitor> {
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
        let origin = self.take_try((email, "email"), from).await?;
        let account = self.account(email).await?;
        let phc = account.as_ref().and_then(|account| account.phc.as_deref());
        let fits = self.passwords.matches(password, phc).await?;
        let Some(account) = account.filter(|_| fits) else {
            self.guessed(&origin, from).await?;
            return Err(DeskError::answer("email", Problem::WrongSignIn));
        };
        if self.has_second(&account.actor).await? {
            return Err(DeskError::Second(Box::new(Halfway {
                actor: account.actor,
                since: self.now(),
            })));
        }
        let tried = (email, origin.source());
        self.succeeded(tried, &account.actor, Act::SignIn).await
    }

    /// Takes the password of somebody who is signed in once more.
    ///
    /// # Errors
    /// As [`Desk::sign_in`].
    pub async fn prove(&self, visitor: &Visitor, password: &str, from: &From<'_>) -> Done<Visitor> {
        visitor.may(Act::ProveAgain)?;
        if password.is_empty() {
            return Err(DeskError::answer("password", Problem::Missing));
        }
        let (email, phc) = self.own(&visitor.actor).await?;
        let origin = self.take_try((&email, "password"), from).await?;
        if self.passwords.matches(password, phc.as_deref()).await? {
            let tried = (email.as_str(), origin.source());
            let proved = self.succeeded(tried, &visitor.actor, Act::ProveAgain);
            return Ok(visitor.proved_by(proved.await?));
        }
        self.guessed(&origin, from).await?;
        Err(DeskError::answer("password", Problem::WrongPassword))
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
        let erased_back = match actor {
            Actor::Customer(subject) => comebacks::concerns(&mut tx, subject).await?,
            _ => false,
        };
        let waits_until = since
            .map(|since| since + self.settings.mailbox_wait)
            .filter(|until| self.now() < *until);
        Ok(Visitor {
            actor,
            proved_at: visitor.proved_at,
            must_set_up,
            waits_until,
            erased_back,
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
        let mut tx = self.ledger.read().await?;
        // Both are asked, whoever it is: the same work for every address.
        let found = subjects::account_by_email(&mut tx, &self.keys, email).await?;
        let member = staff::by_email(&mut tx, &self.keys, email).await?;
        if let Some(found) = found {
            return Ok(Some(Account {
                actor: Actor::Customer(SubjectId(found.subject_id)),
                phc: Some(found.password),
            }));
        }
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

    /// Takes one try at an address from where somebody is; `field` is what is said at if none is
    /// left.
    pub(crate) async fn take_try<'a>(
        &self,
        (email, field): (&str, &'static str),
        from: &From<'a>,
    ) -> Done<Origin<'a>> {
        let now = self.now();
        let origin = self.origin(email, from);
        let tried = (email, origin.source());
        let mut tx = self.ledger.begin().await?;
        if let Source::Network(network) = origin.source() {
            let full = limits::full(&mut tx, &self.keys, GUESSES, network, now).await?;
            if let Some(until) = full {
                return Err(wait(until - now));
            }
        }
        let verdict = attempts::take(&mut tx, &self.keys, tried, now).await?;
        tx.commit().await?;
        match verdict {
            Verdict::Try => Ok(origin),
            Verdict::Wait(until) => Err(wait(until - now)),
            Verdict::Elsewhere => Err(DeskError::answer(field, Problem::NotFromHere)),
        }
    }

    /// Counts a wrong guess of a stranger's network, at whatever address: somebody may try one
    /// password at very many.
    pub(crate) async fn guessed(&self, origin: &Origin<'_>, from: &From<'_>) -> Done {
        if matches!(origin, Origin::Network(_)) {
            let mut tx = self.ledger.begin().await?;
            let (now, network) = (self.now(), from.network);
            limits::take(&mut tx, &self.keys, GUESSES, network, now).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn succeeded(&self, tried: (&str, Source<'_>), actor: &Actor, act: Act) -> Done<Visitor> {
        let mut tx = self.ledger.begin().await?;
        attempts::succeeded(&mut tx, &self.keys, tried).await?;
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

fn wait(left: TimeDelta) -> DeskError {
    DeskError::Wait(left.num_seconds().unsigned_abs() + 1)
}
