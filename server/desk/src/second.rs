//! The second step of signing in: a code of the authenticator, or a recovery code.

use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{actor::Actor, role::Act};
use habeas_ledger::{Tx, attempts, audit::Entry, authenticators};
use serde::{Deserialize, Serialize};

use crate::{Desk, DeskError, Done, From, Problem, Visitor, totp};

/// How long after the password the second proof can be given.
const COUNTS: TimeDelta = TimeDelta::minutes(10);

/// Somebody whose password was right and who is not signed in yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Halfway {
    /// Who they will be.
    pub(crate) actor: Actor,
    /// When the password was given.
    pub(crate) since: DateTime<Utc>,
}

impl Desk {
    /// Signs in whoever has given the password, by a second proof. Failures count like those of
    /// a password.
    ///
    /// # Errors
    /// [`DeskError::SignIn`] where the password was too long ago, [`DeskError::Answers`] for a
    /// code that is wrong or was used, [`DeskError::Wait`] after too many failures.
    pub async fn second(&self, halfway: &Halfway, code: &str, from: &From<'_>) -> Done<Visitor> {
        let now = self.now();
        if now - halfway.since > COUNTS {
            return Err(DeskError::SignIn);
        }
        self.by_code((&halfway.actor, Act::SignIn), code, from)
            .await
    }

    /// Takes a code of somebody who is signed in, instead of the password once more.
    ///
    /// # Errors
    /// As [`Desk::second`].
    pub async fn prove_by_code(
        &self,
        visitor: &Visitor,
        code: &str,
        from: &From<'_>,
    ) -> Done<Visitor> {
        visitor.may(Act::ProveAgain)?;
        let proved = self.by_code((&visitor.actor, Act::ProveAgain), code, from);
        Ok(visitor.proved_by(proved.await?))
    }

    async fn by_code(
        &self,
        (actor, act): (&Actor, Act),
        code: &str,
        from: &From<'_>,
    ) -> Done<Visitor> {
        let code = plain(code);
        if code.is_empty() {
            return Err(DeskError::answer("code", Problem::Missing));
        }
        let (email, _) = self.own(actor).await?;
        let origin = self.take_try((&email, "code"), from).await?;
        let mut tx = self.ledger.begin().await?;
        if !self.takes(&mut tx, actor, &code).await? {
            drop(tx);
            self.guessed(&origin, from).await?;
            return Err(DeskError::answer("code", Problem::WrongProof));
        }
        let tried = (email.as_str(), origin.source());
        attempts::succeeded(&mut tx, &self.keys, tried).await?;
        self.entry(&mut tx, &Entry::new(&self.keys, actor, act))
            .await?;
        tx.commit().await?;
        Ok(Visitor::proved_just_now(*actor, self.now()))
    }

    /// Whether a code can be given instead of the password once more.
    ///
    /// # Errors
    /// As [`Visitor::may`].
    pub async fn takes_code(&self, visitor: &Visitor) -> Done<bool> {
        visitor.may(Act::ProveAgain)?;
        self.has_second(&visitor.actor).await
    }

    /// Whether somebody has a second proof that counts.
    pub(crate) async fn has_second(&self, actor: &Actor) -> Done<bool> {
        let mut tx = self.ledger.read().await?;
        Ok(authenticators::is_confirmed(&mut tx, actor).await?)
    }

    /// Uses a code up, whichever kind it is.
    async fn takes(&self, tx: &mut Tx, actor: &Actor, code: &str) -> Done<bool> {
        let now = self.now();
        let Some(found) = authenticators::of(tx, &self.keys, actor).await? else {
            return Ok(false);
        };
        if !found.confirmed {
            return Ok(false);
        }
        if let Some(step) = totp::fits(&found.secret, code, now) {
            return Ok(authenticators::use_step(tx, actor, step).await?);
        }
        Ok(authenticators::use_code(tx, &self.keys, actor, code, now).await?)
    }
}

/// A code as it is compared: people copy gaps and dashes along, and type small letters.
pub(crate) fn plain(code: &str) -> String {
    code.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}
