//! Whatever anybody does, in whatever order, no request reaches a state that must not be.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

mod common;

use chrono::{DateTime, TimeDelta, Utc};
use common::{ADMINISTRATOR, AGENT, AUDITOR, BOOK, COLLEAGUE, MAYA, OFFICER, OTHER, ask, at};
use habeas_domain::{
    actor::{Actor, By},
    choice::ChoiceRight,
    clock::PauseReason,
    id::{Reference, RequestId, SubjectId},
    map::Tell,
    request::{
        Event, ExtensionReason, FeeAsked, NewRequest, Outcome, Proof, Refusal, Refusing, Reminder,
        Request, State, Stop, What,
    },
    right::Right,
    role::Act,
};
use proptest::prelude::*;

const ACTORS: [Actor; 9] = [
    Actor::Nobody,
    MAYA,
    OTHER,
    AGENT,
    OFFICER,
    COLLEAGUE,
    AUDITOR,
    ADMINISTRATOR,
    Actor::System,
];

/// The acts on a request, with good answers to every question they ask.
const ACTS: [Act; 22] = [
    Act::StartVerifying,
    Act::VerifyOwn,
    Act::Verify,
    Act::Assign,
    Act::Pause,
    Act::Resume,
    Act::Extend,
    Act::Approve,
    Act::ApproveByRule,
    Act::Refuse,
    Act::Withdraw,
    Act::Retry,
    Act::Run,
    Act::Answer,
    Act::Expire,
    Act::Acknowledge,
    Act::PrepareCorrection,
    Act::RefusePart,
    Act::AskFee,
    Act::Join,
    Act::Sample,
    // The link in the mail of whoever asked without an account.
    Act::AskWithoutAccount,
];

/// How a request came about.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// Somebody who is signed in, or staff.
    By(Actor, Option<Proof>),
    /// Somebody without an account.
    Visitor,
    /// A restored backup brought somebody back.
    Replay,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    act: Act,
    actor: Actor,
    hours: i64,
    /// Chooses between answers that are all good.
    turn: u8,
    /// Takes, instead of that act and actor, the nth of those that are offered: a walk by chance
    /// alone seldom comes far.
    offered: Option<u8>,
}

fn any_step() -> impl Strategy<Value = Step> {
    (
        prop::sample::select(ACTS.to_vec()),
        prop::sample::select(ACTORS.to_vec()),
        prop_oneof![4 => 0..48_i64, 1 => 0..2000_i64],
        any::<u8>(),
        any::<Option<u8>>(),
    )
        .prop_map(|(act, actor, hours, turn, offered)| Step {
            act,
            actor,
            hours,
            turn,
            offered,
        })
}

impl Step {
    /// The step to take, once it is known what is offered.
    fn on(self, request: &Request, now: DateTime<Utc>) -> Self {
        let pairs: Vec<(Actor, Act)> = ACTORS
            .iter()
            .flat_map(|actor| {
                let acts = request.open_acts(actor, now).into_iter();
                acts.map(|act| (*actor, act))
            })
            .filter(|(_, act)| ACTS.contains(act))
            // What ends a walk is open nearly always: seldom, or none comes far.
            .filter(|(_, act)| {
                !matches!(act, Act::Refuse | Act::Withdraw | Act::Join) || self.turn < 16
            })
            .collect();
        let chosen = self.offered.and_then(|nth| {
            let nth = usize::from(nth) % pairs.len().max(1);
            pairs.get(nth)
        });
        match chosen {
            Some((actor, act)) => Self {
                actor: *actor,
                act: *act,
                ..self
            },
            None => self,
        }
    }
}

/// Does the act if it is one that this actor's door leads to.
fn attempt(
    request: Request,
    step: Step,
    now: DateTime<Utc>,
) -> Option<Result<(Request, Event), Refusal>> {
    let actor = &step.actor;
    let customer = matches!(actor, Actor::Customer(_));
    let system = *actor == Actor::System;
    let part = Refusing {
        stays: vec![format!("shop.{}", step.turn % 3)],
        tell: if step.turn.is_multiple_of(5) {
            Tell::Nobody
        } else {
            Tell::Person
        },
        ..Refusing::whole("not-identified")
    };
    let mut other = request.clone();
    other.id = RequestId::from_random([8; 16]);
    other.reference = Reference::from_random([5, 4, 3, 2, 1]);
    other.state = State::Open;
    let right = request.right;
    let stop = || {
        if step.turn.is_multiple_of(4) && right == Right::Rectification {
            return vec![Stop::Unprepared];
        }
        vec![Stop::Failed {
            store: "shop".into(),
        }]
    };
    Some(match step.act {
        Act::StartVerifying => request.start_verifying(actor, now),
        Act::VerifyOwn if customer => request.verify(actor, now, Proof::Password, &BOOK),
        Act::Verify if !customer => request.verify(actor, now, Proof::Desk, &BOOK),
        Act::Assign => request.assign(actor, now, None),
        Act::Pause => {
            let reasons = request.pause_reasons();
            let why = reasons
                .get(usize::from(step.turn) % reasons.len().max(1))
                .copied()
                .unwrap_or(PauseReason::Identity);
            request.pause(actor, now, why)
        }
        Act::Resume => request.resume(actor, now, &BOOK),
        Act::Extend => request.extend(actor, now, vec![ExtensionReason::Complexity], &BOOK),
        Act::Approve if !system => {
            let hold = TimeDelta::hours(i64::from(step.turn));
            request.approve(actor, now, Some("d".into()), hold)
        }
        Act::ApproveByRule if system => {
            request.approve_by_rule(now, "clean", Some("d".into()), TimeDelta::hours(1))
        }
        Act::Sample if system => request.sample(now, "clean"),
        Act::Acknowledge => request.acknowledge(actor, now),
        Act::PrepareCorrection => request.prepare(actor, now),
        Act::RefusePart => request.refuse_part(actor, now, part, &BOOK),
        Act::AskFee => {
            let asked = FeeAsked {
                ground: "excessive".into(),
                amount: "25.00 EUR".into(),
            };
            if request.fee.as_ref().is_some_and(|fee| fee.is_open()) {
                request.settle_fee(actor, now, step.turn.is_multiple_of(2), &BOOK)
            } else {
                request.ask_fee(actor, now, asked, &BOOK)
            }
        }
        Act::Join => request.join(actor, now, &other),
        Act::AskWithoutAccount if *actor == Actor::Nobody => request.confirm_address(now),
        Act::Refuse => request.refuse(actor, now, Refusing::whole("not-identified"), &BOOK),
        Act::Withdraw => request.withdraw(actor, now),
        Act::Retry => request.resume_running(actor, now),
        Act::Run if system => match request.state {
            State::Running { .. } if step.turn.is_multiple_of(2) => {
                request.needs_person(now, stop())
            }
            State::Running { .. } if step.turn.is_multiple_of(3) => {
                request.answer(actor, now, Outcome::NothingHeld)
            }
            State::Running { .. } => request.answer(actor, now, Outcome::InFull),
            _ => request.start_running(now),
        },
        Act::Answer if !system && step.turn.is_multiple_of(2) => {
            request.answer(actor, now, Outcome::InFull)
        }
        Act::Answer if !system => request.answer(actor, now, Outcome::NothingHeld),
        Act::Expire if system => request.expire(now),
        _ => return None,
    })
}

fn decided_by(request: &Request) -> Option<By> {
    request.approval().map(|approval| approval.by())
}

/// What must be true of a request wherever it stands.
fn is_sound(request: &Request, now: DateTime<Utc>) {
    if matches!(request.state, State::Received | State::Verifying) {
        assert!(request.right.needs_proof() && request.verified.is_none());
        assert!(
            !request.is_absolute(),
            "nobody proves who they are to say no"
        );
    }
    let ran = matches!(
        request.state,
        State::Running { .. } | State::NeedsPerson { .. } | State::Answered { .. }
    );
    // What nobody prepared is done by hand, if at all.
    if ran && request.runs() && request.prepared {
        let approval = request.approval().expect("nothing runs unapproved");
        assert!(approval.hold_until() <= now, "nothing runs during its hold");
    }
    if let Some(approval) = request.approval() {
        assert!(
            request.verified.is_some() || !request.right.needs_proof() || request.is_absolute()
        );
        if request.right == Right::Erasure {
            assert!(approval.plan_digest().is_some());
            let by_rule = approval.by() == By::System;
            assert_eq!(
                by_rule,
                approval.rule().is_some(),
                "a person decides, or a named rule"
            );
            assert!(
                !by_rule || request.sampled.is_none(),
                "what was picked is looked at"
            );
        }
        if let Some(decider) = approval.by().staff() {
            assert_ne!(request.entered_by.staff(), Some(decider), "four eyes");
            let verifier = request.verified.and_then(|verified| verified.by.staff());
            assert_ne!(verifier, Some(decider), "four eyes");
        }
    }
    for pause in request.pauses.iter().rev().skip(1) {
        assert!(pause.until.is_some(), "only the last pause is open");
    }
    if let State::Answered { outcome, .. } = &request.state {
        let told = request
            .withheld
            .iter()
            .filter(|denial| denial.tell == Tell::Person);
        if told.count() > 0 {
            assert_ne!(outcome, &Outcome::InFull, "what was refused is said");
        }
        if let Outcome::InPart { refused } = outcome {
            assert!(!refused.is_empty());
            assert!(refused.iter().all(|denial| denial.tell == Tell::Person));
        }
    }
    if request.fee.as_ref().is_some_and(|fee| fee.is_open()) {
        assert!(
            request.approval().is_none(),
            "nothing is done while a fee is open"
        );
        let answered = matches!(request.state, State::Answered { .. });
        assert!(!answered, "and nothing is answered");
    }
    if request.is_absolute() {
        assert!(!matches!(
            request.state,
            State::Refused { .. } | State::Expired { .. }
        ));
        assert!(request.extended.is_none() && request.pauses.is_empty() && request.fee.is_none());
    }
    let reminders = request.reminders();
    assert!(!request.state.is_finished() || reminders.is_empty());
    let on = |kind| {
        reminders
            .iter()
            .find(|(one, _)| *one == kind)
            .map(|(_, day)| *day)
    };
    if let (Some(inner), Some(due), Some(late)) =
        (on(Reminder::Inner), on(Reminder::Due), on(Reminder::Late))
    {
        assert!(inner <= due && due < late);
        assert!(on(Reminder::Before).is_none_or(|before| before < due));
    }
    if request.state.is_finished() {
        assert!(request.paused().is_none());
        assert!(!request.is_late(now.date_naive() + TimeDelta::days(9999)));
    }
    let counted = BOOK
        .deadline(&request.regime, request.right, &request.timing())
        .unwrap();
    if request.paused().is_none() && !request.state.is_finished() {
        assert_eq!(
            counted, request.deadline,
            "the deadline follows from the facts"
        );
    }
    let json = serde_json::to_string(request).unwrap();
    assert_eq!(&serde_json::from_str::<Request>(&json).unwrap(), request);
}

/// A request under the law of a place, however it came about.
fn begin(
    (place, right, way): (&str, Right, Way),
    says_no: bool,
    now: DateTime<Utc>,
) -> Result<(Request, Event), Refusal> {
    let zone = chrono_tz::Europe::Dublin;
    let today = now.with_timezone(&zone).date_naive();
    let (proof, right) = match way {
        Way::By(_, proof) => (proof, right),
        Way::Visitor => (None, right),
        Way::Replay => (None, Right::Erasure),
    };
    let new = NewRequest {
        id: RequestId::from_random([9; 16]),
        reference: Reference::from_random([1, 2, 3, 4, 5]),
        subject: SubjectId(uuid::Uuid::from_u128(1)),
        right,
        regime: BOOK.choose(place, None, zone, today).unwrap(),
        received_at: now,
        proof,
    };
    let (request, event) = match way {
        Way::By(actor, proof) if place == "IE" => ask(right, &actor, proof, now)?,
        Way::By(actor, _) => Request::receive(new, &actor, now, &BOOK)?,
        Way::Visitor => Request::ask_without_account(new, now, &BOOK)?,
        Way::Replay => Request::replay(new, Reference::from_random([7; 5]), now, &BOOK)?,
    };
    let no_to = if says_no {
        ChoiceRight::ALL.to_vec()
    } else {
        Vec::new()
    };
    Ok((request.saying_no_to(no_to), event))
}

fn any_start() -> impl Strategy<Value = ((&'static str, Right, Way), bool)> {
    let place = prop::sample::select(vec!["IE", "GB", "US-CA"]);
    let right = prop::sample::select(Right::ALL.to_vec());
    let way = prop::sample::select(vec![
        Way::By(MAYA, Some(Proof::Password)),
        Way::By(MAYA, Some(Proof::SignedIn)),
        Way::By(MAYA, None),
        Way::By(AGENT, None),
        Way::By(OFFICER, None),
        Way::By(OFFICER, Some(Proof::Desk)),
        Way::Visitor,
        Way::Replay,
    ]);
    ((place, right, way), any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn no_walk_leads_astray(
        (start, says_no) in any_start(),
        steps in prop::collection::vec(any_step(), 0..60),
    ) {
        let mut now = at("2026-07-06T10:00");
        let (mut request, event) = begin(start, says_no, now).unwrap();
        prop_assert_eq!((request.version, event.version), (1, 1));
        is_sound(&request, now);
        for step in steps {
            now += TimeDelta::hours(step.hours);
            let step = step.on(&request, now);
            let offered = request.check(step.act, &step.actor, now);
            let Some(done) = attempt(request.clone(), step, now) else {
                continue;
            };
            // A fee is settled by the act that asked for it; whether a law knows one, and what a
            // link confirms, is not asked by the page.
            let asked = !matches!(step.act, Act::AskFee | Act::AskWithoutAccount);
            if asked {
                prop_assert_eq!(
                    offered.is_ok(),
                    done.is_ok(),
                    "what is offered is done, and nothing else: {:?} {:?} {:?}", step, offered, done
                );
                prop_assert_eq!(
                    request.open_acts(&step.actor, now).contains(&step.act),
                    done.is_ok()
                );
            }
            let Ok((next, event)) = done else { continue };
            prop_assert!(!request.state.is_finished(), "what is finished stays so");
            prop_assert_eq!(next.version, request.version + 1);
            prop_assert_eq!(
                (event.version, event.at, event.by, event.request),
                (next.version, now, step.actor.by(), next.id)
            );
            prop_assert_eq!(
                (next.id, next.subject, next.right, next.entered_by, next.received_at),
                (request.id, request.subject, request.right, request.entered_by, request.received_at)
            );
            if decided_by(&next) != decided_by(&request) {
                let approved = matches!(event.what, What::Approved { .. });
                prop_assert!(approved || decided_by(&next).is_none());
            }
            prop_assert!(next.deadline.legal >= request.deadline.legal, "time is never taken away");
            is_sound(&next, now);
            request = next;
        }
    }
}
