//! Letting somebody work here: an invitation with a secret that works once.

use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{
    actor::Actor,
    id::StaffId,
    role::{Act, Role},
};
use habeas_ledger::{
    attempts,
    audit::Entry,
    staff::{self, Member, Person},
};
use sha2::{Digest, Sha256};

use crate::{Desk, DeskError, Done, Problem, Visitor};

/// How long an invitation can be used.
const GOOD_FOR: TimeDelta = TimeDelta::days(7);

/// An invitation as it is handed over: the secret is kept nowhere.
pub struct Invitation {
    /// What stands after `/join/`.
    pub secret: String,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
}

impl Desk {
    /// Invites somebody; the operator does it from the command line, where whoever can read the
    /// master key's file may do everything.
    ///
    /// # Errors
    /// [`DeskError::Answers`] where the address works here already or the role is a customer's.
    pub async fn invite(&self, role: Role, email: &str) -> Done<Invitation> {
        let email = email.trim();
        if !role.is_staff() {
            return Err(DeskError::answer("role", Problem::NotOnOffer));
        }
        if email.is_empty() || self.works_here(email).await?.is_some() {
            return Err(DeskError::answer("email", Problem::NotOnOffer));
        }
        let now = self.now();
        let secret = hex::encode(self.dice.bytes::<24>());
        let expires_at = now + GOOD_FOR;
        let member = Member {
            id: StaffId::from_random(self.dice.bytes()),
            role,
            person: Person {
                name: String::new(),
                email: email.to_owned(),
            },
            password: None,
        };
        let mut tx = self.ledger.begin().await?;
        let hash = hashed(&secret);
        let invite = (hash.as_slice(), expires_at);
        staff::invite(&mut tx, &self.keys, &self.dice, &member, invite, now).await?;
        let entry = Entry::new(&self.keys, &Actor::System, Act::InviteStaff);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(Invitation { secret, expires_at })
    }

    /// As what an invitation lets somebody work here.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where it was used, has run out or never was.
    pub async fn invited(&self, secret: &str) -> Done<Role> {
        Ok(self.invitee(secret).await?.role)
    }

    /// Accepts an invitation.
    ///
    /// # Errors
    /// As [`Desk::invited`]; [`DeskError::Answers`] for name and password.
    pub async fn join(&self, secret: &str, name: &str, password: &str) -> Done<Visitor> {
        let mut member = self.invitee(secret).await?;
        let name = name.trim();
        let hash = self.new_hash(password, &[]).await;
        if name.is_empty() {
            let mut problems = vec![("name", Problem::Missing)];
            if let Err(DeskError::Answers(more)) = hash {
                problems.extend(more);
            }
            return Err(DeskError::Answers(problems));
        }
        let hash = hash?;
        name.clone_into(&mut member.person.name);
        let mut tx = self.ledger.begin().await?;
        staff::join(&mut tx, &self.keys, &self.dice, &member, &hash).await?;
        let actor = Actor::Staff {
            id: member.id,
            role: member.role,
        };
        attempts::renewed(&mut tx, &self.keys, &member.person.email).await?;
        let entry = Entry::new(&self.keys, &actor, Act::AcceptInvitation);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(Visitor::proved_just_now(actor, self.now()))
    }

    async fn invitee(&self, secret: &str) -> Done<Member> {
        let mut tx = self.ledger.read().await?;
        staff::by_invite(&mut tx, &self.keys, &hashed(secret), self.now())
            .await?
            .ok_or(DeskError::NotFound)
    }
}

fn hashed(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}
