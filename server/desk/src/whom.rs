//! Whom staff look at: the person of a request, or one whom they found by what names exactly them. A
//! person who was found has no address that names them: a sealed token stands in it, which opens for
//! the member of staff who found them, and for an hour.

use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{
    id::{Reference, StaffId, SubjectId},
    role::Act,
};
use habeas_ledger::SecretKey;
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Visitor};

/// How long a token opens.
const GOOD_FOR: TimeDelta = TimeDelta::hours(1);

/// Whom staff look at.
#[derive(Debug, Clone, Copy)]
pub enum Whom<'a> {
    /// The person of a request.
    Of(&'a Reference),
    /// Somebody who was found.
    Found(&'a str),
}

impl Whom<'_> {
    /// The request, if it is by one.
    pub(crate) fn reference(&self) -> Option<&Reference> {
        match self {
            Self::Of(reference) => Some(reference),
            Self::Found(_) => None,
        }
    }

    /// What the person is told: on which request somebody was working, or that they looked.
    pub(crate) fn reason(&self) -> String {
        self.reference()
            .map_or_else(|| "find".to_owned(), ToString::to_string)
    }
}

impl Desk {
    /// Who it is, if whoever looks may do this with them.
    pub(crate) async fn whom(
        &self,
        visitor: &Visitor,
        whom: Whom<'_>,
        act: Act,
    ) -> Done<SubjectId> {
        let me = visitor.staff(act)?;
        match whom {
            Whom::Of(reference) => {
                self.not_near_request(visitor, reference, act).await?;
                let mut tx = self.ledger.read().await?;
                Ok(self.load(&mut tx, reference).await?.request.subject)
            }
            Whom::Found(token) => {
                let subject = self.opened_token(me, token).ok_or(DeskError::NotFound)?;
                self.not_near(visitor, subject, (act, None)).await?;
                Ok(subject)
            }
        }
    }

    /// Names somebody to one member of staff.
    pub(crate) fn person_token(&self, me: StaffId, subject: SubjectId) -> Done<String> {
        let until = (self.now() + GOOD_FOR).timestamp();
        let mut text = subject.0.as_bytes().to_vec();
        text.extend(until.to_be_bytes());
        Ok(hex::encode(self.person_key().seal(
            &self.dice,
            &bound(me),
            &text,
        )?))
    }

    fn opened_token(&self, me: StaffId, token: &str) -> Option<SubjectId> {
        let sealed = hex::decode(token).ok()?;
        let text = self.person_key().open(&bound(me), &sealed).ok()?;
        let (id, until) = text.split_at_checked(16)?;
        let until = i64::from_be_bytes(until.try_into().ok()?);
        let until = DateTime::<Utc>::from_timestamp(until, 0)?;
        (self.now() < until).then_some(())?;
        Some(SubjectId(Uuid::from_slice(id).ok()?))
    }

    fn person_key(&self) -> SecretKey {
        self.keys.tokens.derive("desk-person")
    }
}

fn bound(me: StaffId) -> String {
    format!("person/{me}")
}
