//! Whatever anybody does, in whatever order, no request reaches a state that must not be.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

mod common;

use chrono::{DateTime, TimeDelta, Utc};
use common::{ADMINISTRATOR, AGENT, AUDITOR, BOOK, COLLEAGUE, MAYA, OFFICER, OTHER, ask, at};
use habeas_domain::{
    actor::{Actor, By},
    clock::PauseReason,
    request::{
        Event, ExtensionReason, Outcome, Proof, Refusal, Refusing, Request, State, Stop, What,
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
const ACTS: [Act; 15] = [
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
];

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
            .filter(|(_, act)| !matches!(act, Act::Refuse | Act::Withdraw) || self.turn < 16)
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
    let refused = |ground: &str| Refusing {
        ground: ground.to_owned(),
        stays: vec![],
        until: None,
    };
    let stop = || {
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
        Act::ApproveByRule if system => request.approve(actor, now, None, TimeDelta::zero()),
        Act::Refuse => request.refuse(actor, now, refused("unfounded"), &BOOK),
        Act::Withdraw => request.withdraw(actor, now),
        Act::Retry => request.resume_running(actor, now),
        Act::Run if system => match request.state {
            State::Running { .. } if step.turn.is_multiple_of(2) => {
                request.needs_person(now, stop())
            }
            State::Running { .. } => request.answer(actor, now, Outcome::InFull),
            _ => request.start_running(now),
        },
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
    }
    let ran = matches!(
        request.state,
        State::Running { .. } | State::NeedsPerson { .. } | State::Answered { .. }
    );
    if ran && request.right.runs_on_stores() {
        let approval = request.approval().expect("nothing runs unapproved");
        assert!(approval.hold_until() <= now, "nothing runs during its hold");
    }
    if let Some(approval) = request.approval() {
        assert!(request.verified.is_some() || !request.right.needs_proof());
        if request.right == Right::Erasure {
            assert!(approval.plan_digest().is_some());
            assert_ne!(approval.by(), By::System, "a person decides");
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

fn any_start() -> impl Strategy<Value = (Right, Actor, Option<Proof>)> {
    let right = prop::sample::select(Right::ALL.to_vec());
    let way = prop::sample::select(vec![
        (MAYA, Some(Proof::Password)),
        (MAYA, Some(Proof::SignedIn)),
        (MAYA, None),
        (AGENT, None),
        (OFFICER, None),
        (OFFICER, Some(Proof::Desk)),
    ]);
    (right, way).prop_map(|(right, (actor, proof))| (right, actor, proof))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn no_walk_leads_astray(
        (right, actor, proof) in any_start(),
        steps in prop::collection::vec(any_step(), 0..60),
    ) {
        let mut now = at("2026-03-05T10:00");
        let (mut request, event) = ask(right, &actor, proof, now).unwrap();
        prop_assert_eq!((request.version, event.version), (1, 1));
        is_sound(&request, now);
        for step in steps {
            now += TimeDelta::hours(step.hours);
            let step = step.on(&request, now);
            let offered = request.check(step.act, &step.actor, now);
            let Some(done) = attempt(request.clone(), step, now) else {
                continue;
            };
            prop_assert_eq!(
                offered.is_ok(),
                done.is_ok(),
                "what is offered is done, and nothing else: {:?} {:?} {:?}", step, offered, done
            );
            prop_assert_eq!(
                request.open_acts(&step.actor, now).contains(&step.act),
                done.is_ok()
            );
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
