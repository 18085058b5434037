//! People and a request to tell stories about.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use habeas_domain::{
    actor::Actor,
    clock::Book,
    id::{Reference, RequestId, StaffId, SubjectId},
    request::{Event, NewRequest, Proof, Refusal, Request},
    right::Right,
    role::Role,
};

pub static BOOK: LazyLock<Book> = LazyLock::new(|| Book::built_in().unwrap());

pub const MAYA: Actor = Actor::Customer(SubjectId(uuid::Uuid::from_u128(1)));
pub const OTHER: Actor = Actor::Customer(SubjectId(uuid::Uuid::from_u128(2)));
pub const AGENT: Actor = staff(11, Role::Agent);
pub const OFFICER: Actor = staff(12, Role::Officer);
pub const COLLEAGUE: Actor = staff(13, Role::Officer);
pub const AUDITOR: Actor = staff(14, Role::Auditor);
pub const ADMINISTRATOR: Actor = staff(15, Role::Administrator);

pub const fn staff(number: u128, role: Role) -> Actor {
    Actor::Staff {
        id: StaffId(uuid::Uuid::from_u128(number)),
        role,
    }
}

/// A moment, as in `2026-03-05 10:00`.
pub fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00Z").parse().unwrap()
}

/// Maya's request under the GDPR, in Ireland, received at this moment.
pub fn ask(
    right: Right,
    actor: &Actor,
    proof: Option<Proof>,
    now: DateTime<Utc>,
) -> Result<(Request, Event), Refusal> {
    let zone = chrono_tz::Europe::Dublin;
    let today = now.with_timezone(&zone).date_naive();
    let new = NewRequest {
        id: RequestId::from_random([9; 16]),
        reference: Reference::from_random([1, 2, 3, 4, 5]),
        subject: SubjectId(uuid::Uuid::from_u128(1)),
        right,
        regime: BOOK.choose("IE", None, zone, today).unwrap(),
        received_at: now,
        proof,
    };
    Request::receive(new, actor, now, &BOOK)
}
