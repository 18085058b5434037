//! What somebody does who has no account: ask, and show that the address they gave is theirs.
//! Nobody may be made to have an account first (EDPB Guidelines 01/2022, 3.1).

use chrono::{DateTime, Utc};

use super::{Acted, NewRequest, Proof, Refusal, Request, State, Verified, What};
use crate::{
    actor::{Actor, By},
    clock::Book,
    role::Act,
};

impl Request {
    /// A request comes in from somebody who is not signed in; its clock runs from here.
    ///
    /// # Errors
    /// The rules are missing, or a proof was said to be given.
    pub fn ask_without_account(new: NewRequest, now: DateTime<Utc>, book: &Book) -> Acted {
        let actor = Actor::Nobody;
        if !actor.may(Act::AskWithoutAccount) {
            return Err(Refusal::NotAllowed);
        }
        Self::begin(new, &actor, now, book)
    }

    /// The address they gave is theirs. That is enough for what hands out, changes and destroys
    /// nothing; for everything else the check who asks begins.
    ///
    /// # Errors
    /// It was not asked without an account, or it is finished.
    pub fn confirm_address(mut self, now: DateTime<Utc>) -> Acted {
        if self.entered_by != By::Visitor {
            return Err(Refusal::NotAllowed);
        }
        if self.state.is_finished() {
            return Err(Refusal::Stage {
                stage: self.state.stage(),
            });
        }
        if matches!(self.state, State::Received) {
            if Proof::Mailbox.enough_for(self.right) {
                self.verified = Some(Verified {
                    by: By::Visitor,
                    at: now,
                    how: Proof::Mailbox,
                });
                self.state = State::Open;
            } else {
                self.state = State::Verifying;
            }
        }
        Ok(self.done(By::Visitor, now, What::AddressConfirmed))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::{
        id::{Reference, RequestId, SubjectId},
        right::Right,
    };

    static BOOK: LazyLock<Book> = LazyLock::new(|| Book::built_in().unwrap());
    const ZONE: chrono_tz::Tz = chrono_tz::Europe::Dublin;

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}:00Z").parse().unwrap()
    }

    fn asked(right: Right, proof: Option<Proof>) -> Result<Request, Refusal> {
        let now = at("2026-03-05T10:00");
        let new = NewRequest {
            id: RequestId::from_random([1; 16]),
            reference: Reference::from_random([1; 5]),
            subject: SubjectId::from_random([2; 16]),
            right,
            regime: BOOK.choose("IE", None, ZONE, now.date_naive()).unwrap(),
            received_at: now,
            proof,
        };
        Request::ask_without_account(new, now, &BOOK).map(|(request, _)| request)
    }

    #[test]
    fn the_clock_runs_from_receipt_and_reading_mail_is_a_weak_proof() {
        let later = at("2026-03-09T10:00");
        for right in Right::ALL {
            let request = asked(right, None).unwrap();
            assert_eq!(request.entered_by, By::Visitor);
            let waits = matches!(request.state, State::Received);
            assert_eq!(waits, right.needs_proof(), "{right}");
            let due = request.deadline.legal;
            let (confirmed, _) = request.confirm_address(later).unwrap();
            assert_eq!(confirmed.deadline.legal, due, "{right}");
            let destroys_or_hands_out = matches!(
                right,
                Right::Access | Right::Portability | Right::Rectification | Right::Erasure
            );
            let is_checked = matches!(confirmed.state, State::Verifying);
            assert_eq!(is_checked, destroys_or_hands_out, "{right}");
            assert_eq!(
                confirmed.verified.is_some(),
                right.needs_proof() && !destroys_or_hands_out
            );
        }
    }

    #[test]
    fn nobody_says_of_themselves_that_they_are_checked() {
        for proof in [Proof::Mailbox, Proof::Password, Proof::Desk] {
            assert_eq!(asked(Right::Erasure, Some(proof)), Err(Refusal::WeakProof));
        }
        // Nor is reading mail a proof of somebody with an account.
        let now = at("2026-03-09T10:00");
        let request = asked(Right::Erasure, None).unwrap();
        assert_eq!(
            request.clone().verify(
                &Actor::Customer(SubjectId::from_random([2; 16])),
                now,
                Proof::Mailbox,
                &BOOK
            ),
            Err(Refusal::WeakProof)
        );
        let mut entered = request.clone();
        entered.entered_by = By::Person;
        assert_eq!(entered.confirm_address(now), Err(Refusal::NotAllowed));
    }

    #[test]
    fn what_nobody_confirmed_in_time_expires_and_stays_so() {
        let request = asked(Right::Access, None).unwrap();
        let early = request.clone().expire(at("2026-03-20T10:00"));
        assert!(matches!(early, Err(Refusal::TooEarly { .. })));
        let (expired, _) = request.expire(at("2026-05-20T10:00")).unwrap();
        let late = expired.confirm_address(at("2026-05-21T10:00"));
        assert!(matches!(late, Err(Refusal::Stage { .. })));
    }
}
