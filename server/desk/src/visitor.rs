//! Who is at the door, and how freshly they proved it.

use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{
    actor::Actor,
    id::{StaffId, SubjectId},
    request::Refusal,
    role::Act,
};

use serde::{Deserialize, Serialize};

use crate::error::{DeskError, Done};

/// How long a fresh proof (the password again) counts, ASVS v5.0.0-7.5.3.
pub const PROOF_COUNTS: TimeDelta = TimeDelta::minutes(5);

/// Who is at the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitor {
    /// Who they are; roles are read anew for every request.
    pub actor: Actor,
    /// When they last gave their password.
    pub proved_at: Option<DateTime<Utc>>,
    /// Whether they work here and must set up a second proof before anything else; found out
    /// anew for every request.
    #[serde(skip)]
    pub must_set_up: bool,
    /// Until when they see a summary and no more, because nothing but control of a mailbox has
    /// shown who they are; found out anew for every request.
    #[serde(skip)]
    pub waits_until: Option<DateTime<Utc>>,
    /// Whether records of somebody who was erased are back that name them: what is held is not
    /// shown before that is settled; found out anew for every request.
    #[serde(skip)]
    pub erased_back: bool,
    /// Whether somebody who reads an older address of theirs said that it was not them, and staff
    /// have not looked yet; found out anew for every request.
    #[serde(skip)]
    pub stopped: bool,
}

/// What control of a mailbox is not enough for. One's requests and one's account are left out of
/// it: of those it shows where they stand, and no contents.
const DOSSIER: &[Act] = &[
    Act::SeeOwnData,
    Act::CorrectOwnData,
    Act::HandInEvidence,
    Act::AddStatement,
    Act::ConfirmOwnData,
    Act::TakePackage,
    Act::DownloadPackage,
    Act::PreviewErasure,
    Act::AskSecondLook,
    Act::AskErasure,
    Act::RateAnswer,
    Act::ChangeContacts,
    Act::HandOver,
];

/// What shows or changes what is held.
const HELD: &[Act] = &[
    Act::SeeOwnSummary,
    Act::SeeOwnData,
    Act::CorrectOwnData,
    Act::AddStatement,
    Act::ConfirmOwnData,
    Act::TakePackage,
    Act::DownloadPackage,
    Act::PreviewErasure,
];

impl Visitor {
    /// Somebody who is not signed in.
    pub const NOBODY: Self = Self {
        actor: Actor::Nobody,
        proved_at: None,
        must_set_up: false,
        waits_until: None,
        erased_back: false,
        stopped: false,
    };

    /// Somebody who has proved just now who they are.
    pub(crate) const fn proved_just_now(actor: Actor, now: DateTime<Utc>) -> Self {
        Self {
            actor,
            proved_at: Some(now),
            ..Self::NOBODY
        }
    }

    /// The same visitor, freshly proved. What held for them holds on: a password that was chosen
    /// by a mailbox shows no more when it is given again.
    pub(crate) fn proved_by(&self, proved: Self) -> Self {
        Self {
            proved_at: proved.proved_at,
            ..self.clone()
        }
    }

    /// Why they see a summary and no more, if that is so.
    pub fn summary(&self) -> Option<Refusal> {
        if self.stopped {
            return Some(Refusal::Stopped);
        }
        let until = self.waits_until?;
        Some(Refusal::MailboxOnly { until })
    }

    /// Denies everything that the permission table does not allow: nobody is asked to sign in,
    /// everybody else finds nothing there.
    ///
    /// # Errors
    /// [`DeskError::SignIn`] or [`DeskError::NotFound`]; [`DeskError::SetUp`] for staff without
    /// the second proof they need; [`DeskError::Refused`] where a mailbox is all they showed.
    pub fn may(&self, act: Act) -> Done {
        let before = matches!(
            act,
            Act::ProveAgain | Act::SeeOwnSecurity | Act::AddSecondProof
        );
        match (self.actor.may(act), &self.actor) {
            (true, _) if self.must_set_up && !before && !act.open_to_nobody() => {
                Err(DeskError::SetUp)
            }
            (true, _) if self.erased_back && HELD.contains(&act) => {
                Err(DeskError::Refused(Refusal::ErasedBack))
            }
            (true, _) => match self.summary() {
                Some(why) if DOSSIER.contains(&act) => Err(DeskError::Refused(why)),
                _ => Ok(()),
            },
            (false, Actor::Nobody) => Err(DeskError::SignIn),
            (false, _) => Err(DeskError::NotFound),
        }
    }

    /// The customer who may do this.
    ///
    /// # Errors
    /// As [`Visitor::may`]; staff are not customers here.
    pub fn customer(&self, act: Act) -> Done<SubjectId> {
        self.may(act)?;
        match &self.actor {
            Actor::Customer(subject) => Ok(*subject),
            _ => Err(DeskError::NotFound),
        }
    }

    /// The member of staff who may do this.
    ///
    /// # Errors
    /// As [`Visitor::may`].
    pub fn staff(&self, act: Act) -> Done<StaffId> {
        self.may(act)?;
        match &self.actor {
            Actor::Staff { id, .. } => Ok(*id),
            _ => Err(DeskError::NotFound),
        }
    }

    /// Asks for a proof not older than [`PROOF_COUNTS`].
    ///
    /// # Errors
    /// [`DeskError::Prove`].
    pub fn proved(&self, now: DateTime<Utc>) -> Done {
        match self.proved_at {
            Some(at) if at <= now && now - at < PROOF_COUNTS => Ok(()),
            _ => Err(DeskError::Prove),
        }
    }
}
