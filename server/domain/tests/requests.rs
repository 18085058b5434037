//! Requests, told as stories.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

mod common;

use chrono::{NaiveDate, TimeDelta};
use common::{ADMINISTRATOR, AGENT, AUDITOR, BOOK, COLLEAGUE, MAYA, OFFICER, OTHER, ask, at};
use habeas_domain::{
    actor::{Actor, By},
    choice::ChoiceRight,
    clock::PauseReason,
    id::{Reference, RequestId},
    plan::Drift,
    request::{
        ApprovalRule, CleanFacts, Denial, DenialBasis, Event, ExtensionReason, FeeAsked, Outcome,
        Proof, Refusal, Refusing, Reminder, Request, State, Stop, Verdict, What, decide,
    },
    right::Right,
    role::Act,
    view::Stage,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn erasure() -> Request {
    ask(
        Right::Erasure,
        &MAYA,
        Some(Proof::Password),
        at("2026-03-05T10:00"),
    )
    .unwrap()
    .0
}

fn digest() -> Option<String> {
    Some("d1".into())
}

fn refusing(ground: &str) -> Refusing {
    Refusing {
        ground: ground.into(),
        stays: vec!["shop.orders".into()],
        until: Some(day("2036-03-05")),
        ..Refusing::whole(ground)
    }
}

#[test]
fn an_erasure_from_the_question_to_the_answer() {
    let request = erasure();
    assert_eq!(request.state, State::Open);
    assert_eq!(request.deadline.legal, day("2026-04-07"));
    assert_eq!(request.version, 1);

    let (request, event) = request
        .approve(
            &OFFICER,
            at("2026-03-06T09:00"),
            digest(),
            TimeDelta::days(3),
        )
        .unwrap();
    let until = at("2026-03-09T09:00");
    assert_eq!(
        event.what,
        What::Approved {
            plan_digest: digest(),
            hold_until: until,
            rule: None
        }
    );
    assert_eq!(
        request.clone().start_running(at("2026-03-09T08:59")),
        Err(Refusal::Hold { until })
    );
    assert!(request.clone().approved().is_err(), "nothing may run yet");

    let (request, _) = request.start_running(at("2026-03-09T09:00")).unwrap();
    let approved = request.approved().unwrap();
    assert_eq!(approved.approval().plan_digest(), Some("d1"));
    assert_eq!(approved.approval().by(), OFFICER.by());
    assert_eq!(approved.reference.to_string().len(), 12);

    let (request, event) = approved
        .into_inner()
        .answer(&Actor::System, at("2026-03-09T09:01"), Outcome::InFull)
        .unwrap();
    assert_eq!(event.what.key(), "story-answered-in-full");
    assert_eq!((request.version, event.version), (4, 4));
    assert_eq!(request.approval().unwrap().at(), at("2026-03-06T09:00"));
    assert_eq!(
        request.open_acts(&MAYA, at("2026-03-10T09:00")),
        [Act::SeeReceipt]
    );
    assert!(
        !request.is_late(day("2026-05-01")),
        "what is answered is not late"
    );
}

#[test]
fn a_person_can_change_their_mind_during_the_hold() {
    let (request, _) = erasure()
        .approve(
            &OFFICER,
            at("2026-03-06T09:00"),
            digest(),
            TimeDelta::days(3),
        )
        .unwrap();
    assert_eq!(
        request.open_acts(&MAYA, at("2026-03-07T09:00")),
        [Act::Withdraw]
    );
    assert_eq!(
        request.clone().withdraw(&OTHER, at("2026-03-07T09:00")),
        Err(Refusal::NotAllowed)
    );
    let (request, event) = request.withdraw(&MAYA, at("2026-03-07T09:00")).unwrap();
    assert_eq!(event.what, What::Withdrawn);
    assert_eq!(
        request.start_running(at("2026-03-10T09:00")),
        Err(Refusal::Stage {
            stage: Stage::Withdrawn
        })
    );
}

#[test]
fn once_it_runs_it_cannot_be_taken_back() {
    let (request, _) = erasure()
        .approve(
            &OFFICER,
            at("2026-03-06T09:00"),
            digest(),
            TimeDelta::zero(),
        )
        .unwrap();
    let (request, _) = request.start_running(at("2026-03-06T09:00")).unwrap();
    assert!(request.open_acts(&MAYA, at("2026-03-06T09:01")).is_empty());
}

#[test]
fn who_entered_or_verified_does_not_approve() {
    let now = at("2026-03-05T10:00");
    let (entered, _) = ask(Right::Erasure, &OFFICER, None, now).unwrap();
    let (verified, event) = entered.verify(&AGENT, now, Proof::Desk, &BOOK).unwrap();
    assert_eq!(event.what, What::Verified { proof: Proof::Desk });
    let approve = |actor| {
        verified
            .clone()
            .approve(actor, now, digest(), TimeDelta::zero())
    };
    assert_eq!(approve(&OFFICER), Err(Refusal::FourEyes));
    assert_eq!(approve(&AGENT), Err(Refusal::NotAllowed));
    assert!(approve(&COLLEAGUE).is_ok());
    assert!(!verified.open_acts(&OFFICER, now).contains(&Act::Approve));
    assert!(verified.open_acts(&COLLEAGUE, now).contains(&Act::Approve));

    let (entered, _) = ask(Right::Erasure, &AGENT, None, now).unwrap();
    let (verified, _) = entered.verify(&OFFICER, now, Proof::Desk, &BOOK).unwrap();
    assert_eq!(
        verified.approve(&OFFICER, now, digest(), TimeDelta::zero()),
        Err(Refusal::FourEyes)
    );
}

#[test]
fn an_erasure_needs_a_person_and_a_plan() {
    let now = at("2026-03-05T11:00");
    for none in [None, Some(String::new())] {
        assert_eq!(
            erasure().approve(&OFFICER, now, none, TimeDelta::zero()),
            Err(Refusal::NoPlan)
        );
    }
    assert!(
        erasure()
            .approve(&Actor::System, now, digest(), TimeDelta::zero())
            .is_err()
    );
    assert!(erasure().answer(&OFFICER, now, Outcome::InFull).is_err());
    assert!(
        erasure()
            .answer(&Actor::System, now, Outcome::InFull)
            .is_err()
    );
}

#[test]
fn a_package_is_approved_by_rule() {
    let now = at("2026-03-05T10:00");
    let (request, _) = ask(Right::Access, &MAYA, Some(Proof::Password), now).unwrap();
    let (request, _) = request
        .approve(&Actor::System, now, None, TimeDelta::zero())
        .unwrap();
    let (request, _) = request.start_running(now).unwrap();
    let (request, _) = request
        .answer(&Actor::System, now, Outcome::InFull)
        .unwrap();
    assert_eq!(request.open_acts(&MAYA, now), [Act::DownloadPackage]);
    assert!(request.open_acts(&OTHER, now).is_empty());
    assert!(request.open_acts(&OFFICER, now).is_empty());
}

#[test]
fn a_weak_proof_leaves_it_unverified() {
    let now = at("2026-03-05T10:00");
    let (request, _) = ask(Right::Erasure, &MAYA, Some(Proof::SignedIn), now).unwrap();
    assert_eq!((&request.state, request.verified), (&State::Received, None));
    let verify = |proof| request.clone().verify(&MAYA, now, proof, &BOOK);
    assert_eq!(verify(Proof::SignedIn), Err(Refusal::WeakProof));
    assert_eq!(verify(Proof::Desk), Err(Refusal::WeakProof));
    let (request, _) = verify(Proof::Password).unwrap();
    assert_eq!(request.state, State::Open);
    assert_eq!(request.verified.unwrap().by, By::Person);
    // An opt-out needs none (11 CCR §7026(d)), and nobody may be asked for one.
    let (request, _) = ask(Right::OptOut, &MAYA, None, now).unwrap();
    assert_eq!(request.state, State::Open);
    assert_eq!(request.pause_reasons(), [PauseReason::Scope]);
}

#[test]
fn nobody_asks_for_somebody_else() {
    let now = at("2026-03-05T10:00");
    for actor in [OTHER, Actor::Nobody, AUDITOR, ADMINISTRATOR] {
        assert_eq!(
            ask(Right::Erasure, &actor, None, now),
            Err(Refusal::NotAllowed),
            "{actor:?}"
        );
    }
    assert_eq!(
        ask(Right::Erasure, &AGENT, Some(Proof::Password), now),
        Err(Refusal::WeakProof),
        "nobody at the desk types a customer's password"
    );
}

#[test]
fn more_time_is_taken_once_in_time_and_with_reasons() {
    let in_time = at("2026-04-07T12:00");
    let request = erasure();
    let extend =
        |request: &Request, now, reasons| request.clone().extend(&OFFICER, now, reasons, &BOOK);
    assert_eq!(extend(&request, in_time, vec![]), Err(Refusal::NoReason));
    assert_eq!(
        extend(
            &request,
            at("2026-04-08T12:00"),
            vec![ExtensionReason::Number]
        ),
        Err(Refusal::TooLate {
            legal: day("2026-04-07")
        })
    );
    let reasons = vec![
        ExtensionReason::Number,
        ExtensionReason::Complexity,
        ExtensionReason::Number,
    ];
    let (longer, event) = extend(&request, in_time, reasons).unwrap();
    assert_eq!(
        event.what,
        What::Extended {
            reasons: vec![ExtensionReason::Complexity, ExtensionReason::Number],
            legal: day("2026-06-05")
        }
    );
    assert_eq!(longer.deadline.legal, day("2026-06-05"));
    assert_eq!(
        extend(&longer, in_time, vec![ExtensionReason::Number]),
        Err(Refusal::NoExtension)
    );
    assert!(!longer.open_acts(&OFFICER, in_time).contains(&Act::Extend));
}

#[test]
fn the_clock_waits_for_proof() {
    let received = at("2026-03-05T10:00");
    let (request, _) = ask(Right::Access, &AGENT, None, received).unwrap();
    let (request, _) = request.start_verifying(&AGENT, received).unwrap();
    let (request, _) = request
        .pause(&AGENT, at("2026-03-06T10:00"), PauseReason::Identity)
        .unwrap();
    assert!(
        !request.is_late(day("2026-05-01")),
        "it is not we who are late"
    );
    assert_eq!(
        request.clone().pause(&AGENT, received, PauseReason::Scope),
        Err(Refusal::Paused)
    );
    let (request, _) = request
        .verify(&AGENT, at("2026-03-16T10:00"), Proof::Desk, &BOOK)
        .unwrap();
    assert!(request.paused().is_none());
    // 5 April and ten days.
    assert_eq!(request.deadline.legal, day("2026-04-15"));
    assert_eq!(
        request.clone().resume(&AGENT, received, &BOOK),
        Err(Refusal::NotPaused)
    );
    assert_eq!(
        request.pause(&AGENT, at("2026-03-17T10:00"), PauseReason::Identity),
        Err(Refusal::NoPause)
    );
}

#[test]
fn nothing_is_decided_while_the_clock_stands_still() {
    let (request, _) = erasure()
        .pause(&OFFICER, at("2026-03-06T10:00"), PauseReason::Scope)
        .unwrap();
    assert_eq!(
        request.clone().approve(
            &OFFICER,
            at("2026-03-07T10:00"),
            digest(),
            TimeDelta::zero()
        ),
        Err(Refusal::Paused)
    );
    let (request, event) = request
        .resume(&OFFICER, at("2026-03-09T10:00"), &BOOK)
        .unwrap();
    assert_eq!(
        event.what,
        What::Resumed {
            legal: day("2026-04-08")
        }
    );
    assert!(
        request
            .open_acts(&OFFICER, at("2026-03-09T10:00"))
            .contains(&Act::Approve)
    );
}

#[test]
fn who_never_shows_who_they_are_is_closed_in_the_end() {
    let (request, _) = ask(Right::Access, &AGENT, None, at("2026-03-05T10:00")).unwrap();
    assert_eq!(
        request.clone().expire(at("2026-04-07T20:00")),
        Err(Refusal::TooEarly {
            last: day("2026-04-07")
        })
    );
    assert!(request.clone().expire(at("2026-04-08T10:00")).is_ok());
    // Asked on 25 March, they have 33 days from there: as long as the law gave us.
    let (asked, _) = request
        .pause(&AGENT, at("2026-03-25T10:00"), PauseReason::Identity)
        .unwrap();
    assert_eq!(
        asked.clone().expire(at("2026-04-27T10:00")),
        Err(Refusal::TooEarly {
            last: day("2026-04-27")
        })
    );
    let (expired, _) = asked.expire(at("2026-04-28T10:00")).unwrap();
    assert_eq!(expired.state.stage(), Stage::Expired);
    assert!(expired.paused().is_none());
    assert!(
        erasure().expire(at("2027-01-01T10:00")).is_err(),
        "verified"
    );
}

#[test]
fn a_refusal_has_a_ground_a_law_and_a_way_to_contest_it() {
    let now = at("2026-03-06T10:00");
    for unknown in ["", "whim", "accurate"] {
        assert_eq!(
            erasure().refuse(&OFFICER, now, refusing(unknown), &BOOK),
            Err(Refusal::UnknownGround),
            "{unknown}"
        );
    }
    assert_eq!(
        erasure().refuse(&AGENT, now, refusing("legal-obligation"), &BOOK),
        Err(Refusal::NotAllowed)
    );
    let (request, event) = erasure()
        .refuse(&OFFICER, now, refusing("legal-obligation"), &BOOK)
        .unwrap();
    assert_eq!(
        event.what,
        What::Refused {
            ground: "legal-obligation".into()
        }
    );
    let State::Refused { by, denial, .. } = request.state else {
        panic!("{:?}", request.state);
    };
    assert_eq!(by, OFFICER.by());
    assert_eq!(denial.law, "GDPR Art. 17(3)(b)");
    assert_eq!(
        denial.basis.key().as_deref(),
        Some("refusal-legal-obligation")
    );
    assert_eq!(denial.stays, ["shop.orders"]);
    assert!(denial.appeal.authority && denial.appeal.court);
}

#[test]
fn a_stop_is_seen_and_ended_by_a_person() {
    let now = at("2026-03-06T09:00");
    let (request, _) = erasure()
        .approve(&OFFICER, now, digest(), TimeDelta::zero())
        .unwrap();
    let (request, _) = request.start_running(now).unwrap();
    assert_eq!(
        request.clone().needs_person(now, vec![]),
        Err(Refusal::NoReason)
    );
    let stop = Stop::NoAnswer {
        store: "shop".into(),
    };
    let (stopped, event) = request.needs_person(now, vec![stop.clone()]).unwrap();
    assert_eq!(event.what, What::Stopped { why: vec![stop] });
    assert!(
        stopped.clone().approved().is_err(),
        "nothing runs meanwhile"
    );
    assert_eq!(
        stopped.clone().resume_running(&AGENT, now),
        Err(Refusal::NotAllowed)
    );
    let (again, _) = stopped.clone().resume_running(&OFFICER, now).unwrap();
    assert_eq!(
        again.approved().unwrap().approval().plan_digest(),
        Some("d1")
    );
    // What would run has changed: the new plan is approved instead.
    let (again, _) = stopped
        .approve(&COLLEAGUE, now, Some("d2".into()), TimeDelta::zero())
        .unwrap();
    assert_eq!(again.approval().unwrap().plan_digest(), Some("d2"));
    let changed = Stop::Changed {
        drift: Drift::Schema {
            store: "shop".into(),
        },
    };
    assert_eq!(
        (changed.key(), changed.store()),
        ("stuck-changed", Some("shop"))
    );
}

#[test]
fn an_answer_in_part_says_what_is_missing() {
    let now = at("2026-03-06T09:00");
    let (request, _) = erasure()
        .approve(&OFFICER, now, digest(), TimeDelta::zero())
        .unwrap();
    let (request, _) = request.start_running(now).unwrap();
    let part = |refused| {
        request
            .clone()
            .answer(&Actor::System, now, Outcome::InPart { refused })
    };
    assert_eq!(part(vec![]), Err(Refusal::NoReason));
    let tax = Denial {
        basis: DenialBasis::Map("tax".into()),
        law: "Taxes Consolidation Act 1997 s. 886".into(),
        stays: vec!["shop.orders".into()],
        until: Some(day("2036-03-05")),
        appeal: BOOK.rules(&request.regime).unwrap().appeal.clone(),
        purpose: String::new(),
        tell: habeas_domain::map::Tell::Person,
        appeal_until: None,
    };
    let (_, event) = part(vec![tax]).unwrap();
    assert_eq!(
        event.what,
        What::AnsweredInPart {
            grounds: vec!["tax".into()]
        }
    );
}

#[test]
fn a_complaint_is_answered_by_a_person() {
    let now = at("2026-03-05T10:00");
    let (request, _) = ask(Right::Complaint, &MAYA, None, now).unwrap();
    assert!(
        request
            .clone()
            .approve(&OFFICER, now, None, TimeDelta::zero())
            .is_err()
    );
    let (request, _) = request.answer(&OFFICER, now, Outcome::InFull).unwrap();
    assert_eq!(request.state.stage(), Stage::Answered);
    assert_eq!(request.approval(), None);
}

#[test]
fn a_letter_counts_from_the_day_it_came() {
    let now = at("2026-03-10T10:00");
    let (request, _) = ask(Right::Access, &AGENT, None, now).unwrap();
    let new = |received_at| habeas_domain::request::NewRequest {
        id: request.id,
        reference: request.reference,
        subject: request.subject,
        right: request.right,
        regime: request.regime.clone(),
        received_at,
        proof: None,
    };
    let legal = |received_at| {
        let (request, _) = Request::receive(new(received_at), &AGENT, now, &BOOK).unwrap();
        request.deadline.legal
    };
    assert_eq!(legal(at("2026-03-05T10:00")), day("2026-04-07"));
    assert_eq!(
        legal(at("2027-01-01T10:00")),
        day("2026-04-10"),
        "never from the future"
    );
}

#[test]
fn the_stored_form_has_a_version() {
    let now = at("2026-03-06T09:00");
    let (request, event) = erasure()
        .approve(&OFFICER, now, digest(), TimeDelta::days(3))
        .unwrap();
    let json = serde_json::to_value(&request).unwrap();
    assert_eq!(json["v"], 1);
    assert_eq!(json["state"]["state"], "approved");
    assert_eq!(json["regime"]["zone"], "Europe/Dublin");
    assert_eq!(
        serde_json::from_value::<Request>(json.clone()).unwrap(),
        request
    );
    let mut later = json;
    later["v"] = 2.into();
    let error = serde_json::from_value::<Request>(later).unwrap_err();
    assert!(error.to_string().contains("form 2"), "{error}");

    let json = serde_json::to_string(&event).unwrap();
    assert!(json.starts_with(r#"{"v":1,"#), "{json}");
    assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
    let subject = request.subject.to_string();
    assert!(
        !json.contains(&subject),
        "an event does not name the person"
    );
}

#[test]
fn what_a_person_says_no_to_is_absolute() {
    let now = at("2026-03-05T10:00");
    let said = |right, no_to| {
        let (request, _) = ask(right, &AGENT, None, now).unwrap();
        request.saying_no_to(vec![no_to])
    };
    let request = said(Right::Objection, ChoiceRight::DirectMarketing);
    assert!(request.is_absolute() && request.runs());
    assert_eq!(request.state, State::Open, "and needs no proof");
    assert_eq!(
        request
            .clone()
            .refuse(&OFFICER, now, Refusing::whole("unfounded"), &BOOK),
        Err(Refusal::Absolute)
    );
    assert_eq!(
        request.check(Act::Extend, &OFFICER, now),
        Err(Refusal::NoExtension)
    );
    let zero = TimeDelta::zero();
    let (request, event) = request
        .approve_by_rule(now, "absolute", None, zero)
        .unwrap();
    assert!(matches!(event.what, What::Approved { rule: Some(rule), .. } if rule == "absolute"));
    let (request, _) = request.start_running(now).unwrap();
    let (request, _) = request
        .answer(&Actor::System, now, Outcome::InFull)
        .unwrap();
    assert_eq!(request.state.stage(), Stage::Answered);
    // An objection to something else is weighed, and sale is no matter of Art. 21.
    assert!(!said(Right::Objection, ChoiceRight::SaleOrSharing).is_absolute());
    assert!(!said(Right::Erasure, ChoiceRight::DirectMarketing).is_absolute());
}

#[test]
fn a_correction_in_words_waits_for_somebody_to_say_what_to_write() {
    let now = at("2026-03-05T10:00");
    let (request, _) = ask(Right::Rectification, &AGENT, None, now).unwrap();
    let (request, _) = request.verify(&OFFICER, now, Proof::Desk, &BOOK).unwrap();
    assert_eq!(
        request.check(Act::Approve, &COLLEAGUE, now),
        Err(Refusal::NotPrepared)
    );
    // Somebody may make it by hand and answer.
    assert!(
        request
            .clone()
            .answer(&COLLEAGUE, now, Outcome::InFull)
            .is_ok()
    );
    let (request, _) = request.prepare(&AGENT, now).unwrap();
    assert_eq!(request.check(Act::Approve, &COLLEAGUE, now), Ok(()));
    assert!(request.answer(&COLLEAGUE, now, Outcome::InFull).is_err());
}

#[test]
fn a_part_is_refused_with_purpose_and_stands_in_the_answer() {
    let now = at("2026-03-06T09:00");
    let part = Refusing {
        purpose: "To keep the books".into(),
        ..refusing("legal-obligation")
    };
    let secret = Refusing {
        stays: vec!["shop.flags".into()],
        tell: habeas_domain::map::Tell::Nobody,
        ..Refusing::whole("legal-claims")
    };
    let (request, event) = erasure().refuse_part(&OFFICER, now, part, &BOOK).unwrap();
    assert_eq!(
        event.what,
        What::RefusedInPart {
            ground: "legal-obligation".into()
        }
    );
    let (request, _) = request.refuse_part(&OFFICER, now, secret, &BOOK).unwrap();
    assert_eq!(request.stays().count(), 2);
    assert_eq!(
        request
            .clone()
            .refuse_part(&OFFICER, now, Refusing::whole("unfounded"), &BOOK),
        Err(Refusal::NoReason),
        "where machines do the rest, a part names its places"
    );
    let zero = TimeDelta::zero();
    let (request, _) = request.approve(&OFFICER, now, digest(), zero).unwrap();
    let (request, _) = request.start_running(now).unwrap();
    let (request, _) = request
        .answer(&Actor::System, now, Outcome::InFull)
        .unwrap();
    let State::Answered {
        outcome: Outcome::InPart { refused },
        ..
    } = &request.state
    else {
        panic!("answered in full");
    };
    assert_eq!(refused.len(), 1, "nobody is told of the other one");
    assert_eq!(refused[0].purpose, "To keep the books");
    assert!(refused[0].appeal.court && refused[0].appeal_until.is_none());
}

#[test]
fn a_fee_is_warned_of_first_and_stops_the_clock_where_the_law_says_so() {
    let asked = || FeeAsked {
        ground: "excessive".into(),
        amount: "25.00 EUR".into(),
    };
    let now = at("2026-03-06T09:00");
    let (request, _) = erasure().ask_fee(&OFFICER, now, asked(), &BOOK).unwrap();
    assert!(request.paused().is_none(), "the Union's clock runs on");
    assert_eq!(
        request.check(Act::Approve, &OFFICER, now),
        Err(Refusal::FeeOpen)
    );
    assert_eq!(
        request.clone().ask_fee(&OFFICER, now, asked(), &BOOK),
        Err(Refusal::NoFee)
    );
    let (request, event) = request.settle_fee(&OFFICER, now, false, &BOOK).unwrap();
    assert_eq!(event.what.key(), "story-fee-waived");
    assert_eq!(request.check(Act::Approve, &OFFICER, now), Ok(()));

    let mut uk = erasure();
    uk.regime = BOOK
        .choose("GB", None, chrono_tz::Europe::London, day("2026-03-05"))
        .unwrap();
    let (uk, _) = uk.ask_fee(&OFFICER, now, asked(), &BOOK).unwrap();
    assert_eq!(uk.paused().unwrap().why, PauseReason::Fee);
    assert_eq!(
        uk.check(Act::Resume, &OFFICER, now),
        Err(Refusal::FeeOpen),
        "only the fee ends it"
    );
    let (uk, _) = uk
        .settle_fee(&OFFICER, at("2026-03-16T09:00"), true, &BOOK)
        .unwrap();
    assert_eq!(uk.deadline.legal, day("2026-04-16"));

    let mut ca = erasure();
    ca.regime = BOOK
        .choose("US-CA", None, chrono_tz::UTC, day("2026-03-05"))
        .unwrap();
    assert_eq!(
        ca.ask_fee(&OFFICER, now, asked(), &BOOK),
        Err(Refusal::NoFee)
    );
}

#[test]
fn two_for_the_same_are_joined_by_whoever_says_so() {
    let now = at("2026-03-06T09:00");
    let first = erasure();
    let mut second = erasure();
    second.id = RequestId::from_random([7; 16]);
    second.reference = Reference::from_random([9, 9, 9, 9, 9]);
    assert!(second.joins(&first) && !first.joins(&first));
    assert_eq!(
        second.clone().join(&OTHER, now, &first),
        Err(Refusal::NotAllowed)
    );
    let (closed, event) = second.clone().join(&MAYA, now, &first).unwrap();
    let into = first.reference;
    assert_eq!(closed.state, State::Joined { at: now, into });
    assert_eq!(event.what.other(), Some(into));
    let (first, event) = first.joined_by(&MAYA, now, closed.reference).unwrap();
    assert_eq!(event.what.key(), "story-joined-by");
    assert_eq!(first.deadline, second.deadline, "its clock is its own");
    let mut copy = second.clone();
    copy.right = Right::Access;
    assert_eq!(copy.join(&MAYA, now, &first), Err(Refusal::NotTheSame));
    assert!(!second.joins(&closed), "nothing joins what is finished");
}

#[test]
fn receipt_is_confirmed_once_where_the_law_wants_it() {
    let now = at("2026-07-06T10:00");
    let (request, _) = ask(Right::Complaint, &MAYA, None, now).unwrap();
    assert_eq!(request.acknowledgement, None, "the Union wants none");
    let new = |place| {
        let (request, _) = ask(Right::Complaint, &MAYA, None, now).unwrap();
        habeas_domain::request::NewRequest {
            id: request.id,
            reference: request.reference,
            subject: request.subject,
            right: request.right,
            regime: BOOK
                .choose(place, None, chrono_tz::UTC, day("2026-07-06"))
                .unwrap(),
            received_at: now,
            proof: None,
        }
    };
    let (request, _) = Request::receive(new("GB"), &AGENT, now, &BOOK).unwrap();
    let reminders = request.reminders();
    assert_eq!(
        reminders.first(),
        Some(&(Reminder::Acknowledge, day("2026-08-05")))
    );
    let (request, event) = request.acknowledge(&Actor::System, now).unwrap();
    assert_eq!(event.what, What::Acknowledged);
    assert!(
        request
            .reminders()
            .iter()
            .all(|(kind, _)| *kind != Reminder::Acknowledge)
    );
    assert_eq!(
        request.acknowledge(&AGENT, now),
        Err(Refusal::NoAcknowledgement)
    );
    let (request, _) = Request::receive(new("US-CA"), &AGENT, now, &BOOK).unwrap();
    assert_eq!(request.acknowledgement.unwrap().due, day("2026-07-20"));
}

#[test]
fn rules_approve_what_is_clean_and_pick_a_share_for_people() {
    let rules = [ApprovalRule {
        name: "small".into(),
        right: Right::Erasure,
        proofs: vec![Proof::Password],
        most_records: 50,
        sample: 4,
    }];
    let clean = CleanFacts {
        complete: true,
        records: 12,
        ..CleanFacts::default()
    };
    let says = |request: &Request, facts: &CleanFacts, roll| decide(&rules, request, facts, roll);
    let request = erasure();
    assert_eq!(says(&request, &clean, 1), Verdict::Approve("small".into()));
    assert_eq!(says(&request, &clean, 8), Verdict::Sample("small".into()));
    for facts in [
        CleanFacts {
            complete: false,
            ..clean
        },
        CleanFacts { shared: 1, ..clean },
        CleanFacts { kept: 1, ..clean },
        CleanFacts {
            records: 51,
            ..clean
        },
        CleanFacts {
            doubtful: true,
            ..clean
        },
    ] {
        assert_eq!(says(&request, &facts, 1), Verdict::Person);
    }
    let now = at("2026-03-06T09:00");
    let (picked, _) = request.clone().sample(now, "small").unwrap();
    assert_eq!(
        picked
            .clone()
            .approve_by_rule(now, "small", digest(), TimeDelta::zero()),
        Err(Refusal::NotAllowed)
    );
    assert!(
        picked
            .approve(&OFFICER, now, digest(), TimeDelta::zero())
            .is_ok()
    );
    assert_eq!(
        request
            .clone()
            .approve(&Actor::System, now, digest(), TimeDelta::zero()),
        Err(Refusal::NotAllowed),
        "the machine names its rule"
    );
    let (request, _) = request
        .approve_by_rule(now, "small", digest(), TimeDelta::days(3))
        .unwrap();
    assert_eq!(request.approval().unwrap().rule(), Some("small"));
}
