//! What an earlier version of the program has stored is still read, and means the same.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

#[expect(dead_code, reason = "the other stories have more people")]
mod common;

use chrono::TimeDelta;
use common::{AGENT, MAYA, OFFICER, ask, at};
use habeas_domain::{
    actor::Actor,
    map,
    plan::{self, Plan},
    request::{Outcome, Proof, Refusal, Request, Settlement, State, Stop, What},
    right::Right,
    role::Act,
    view::Stage,
};
use serde_json::Value;

/// A plan and its digest as the first version wrote them. Never change these files.
const PLAN: &str = include_str!("older/plan-1.json");
const DIGEST: &str = include_str!("older/plan-1.digest");
/// A request that needed a person then.
const REQUEST: &str = include_str!("older/request-1.json");

#[test]
fn a_plan_that_was_approved_then_is_approved_now() {
    let stored: Value = serde_json::from_str(PLAN).unwrap();
    assert!(plan::is_approved(&stored, DIGEST.trim()));
    let read: Plan = serde_json::from_str(PLAN).unwrap();
    assert_eq!(read.totals().deleted, 2);
    // Any change is another plan, by the old digest and by the new.
    let now = read.digest();
    assert_ne!(now, DIGEST.trim());
    assert!(plan::is_approved(&stored, &now));
    let mut other = stored.clone();
    other["stores"][0]["steps"][0]["count"] = 3.into();
    assert!(!plan::is_approved(&other, DIGEST.trim()));
    assert!(!plan::is_approved(&other, &now));
    assert!(!plan::is_approved(&stored, ""));
}

/// A later version that knows one more field reads what this one has stored, and finds the digest
/// of what was stored and not of what it would write itself.
#[test]
fn a_digest_leans_on_what_is_stored() {
    let mut stored: Value = serde_json::from_str(PLAN).unwrap();
    let before = plan::stored_digest(&stored);
    stored["stores"][0]["added_later"] = true.into();
    assert_ne!(plan::stored_digest(&stored), before);
    assert!(plan::is_approved(&stored, &plan::stored_digest(&stored)));
    assert!(serde_json::from_value::<Plan>(stored).is_ok());
}

#[test]
fn a_map_is_known_by_what_is_written_in_it() {
    let text = "habeas: 1\nversion: '1'\n\
        controller: { name: A, address: B, email: c@d.example, country: IE, authority: E }\n\
        stores: []\n";
    let map = map::parse(text).unwrap();
    let tidy = text.replace("version: '1'", "version: \"1\"  # the first");
    assert_eq!(map::parse(&tidy).unwrap().digest(), map.digest());
    let other = text.replace("name: A", "name: Z");
    assert_ne!(map::parse(&other).unwrap().digest(), map.digest());
    assert!(map.is_of(&map.digest()));
    // What was approved before digests had a number: of the map as the program wrote it.
    let first = {
        use sha2::{Digest, Sha256};
        hex::encode(Sha256::digest(serde_json::to_vec(&map).unwrap()))
    };
    assert!(map.is_of(&first));
    assert!(!map::parse(&other).unwrap().is_of(&first));
}

#[test]
fn a_request_that_stopped_then_goes_on_now() {
    let request: Request = serde_json::from_str(REQUEST).unwrap();
    assert_eq!(request.state.stage(), Stage::NeedsPerson);
    assert!(!request.was_answered());
    let (request, _) = request
        .resume_running(&OFFICER, at("2026-03-09T10:00"))
        .unwrap();
    assert!(request.approved().is_ok());
}

fn running() -> Request {
    let now = at("2026-03-06T09:00");
    let proof = Some(Proof::Password);
    let (request, _) = ask(Right::Erasure, &MAYA, proof, at("2026-03-05T10:00")).unwrap();
    let (request, _) = request
        .approve(&OFFICER, now, Some("d1".into()), TimeDelta::zero())
        .unwrap();
    request.start_running(now).unwrap().0
}

fn doubt(store: &str) -> Stop {
    let store = store.to_owned();
    Stop::Doubt { store }
}

#[test]
fn an_officer_settles_what_no_machine_can_tell() {
    let now = at("2026-03-06T10:00");
    let stops = vec![doubt("shop"), doubt("desk"), Stop::Broken];
    let (request, _) = running().needs_person(now, stops).unwrap();
    assert!(request.open_acts(&OFFICER, now).contains(&Act::Settle));
    let theirs = request.clone().settle(&AGENT, now, "shop", Settlement::Ran);
    assert_eq!(theirs, Err(Refusal::NotAllowed));
    for (store, how) in [("files", Settlement::Ran), ("shop", Settlement::MayStay)] {
        let other = request.clone().settle(&OFFICER, now, store, how);
        assert_eq!(other, Err(Refusal::NoReason), "nobody asked that");
    }
    let (request, event) = request
        .settle(&OFFICER, now, "shop", Settlement::Ran)
        .unwrap();
    assert_eq!(event.what.key(), "story-settled");
    assert_eq!(
        request.state.stage(),
        Stage::NeedsPerson,
        "the desk is in doubt"
    );
    let (request, _) = request
        .settle(&OFFICER, now, "desk", Settlement::DidNotRun)
        .unwrap();
    assert_eq!(request.state.stage(), Stage::Running);
    let late = request.settle(&OFFICER, now, "desk", Settlement::Ran);
    assert!(matches!(late, Err(Refusal::Stage { .. })));
}

#[test]
fn what_is_found_again_opens_an_answered_request() {
    let now = at("2026-03-13T10:00");
    let again = || Stop::FoundAgain {
        store: "shop".into(),
        count: 2,
    };
    let early = running().found_again(now, vec![again()]);
    assert!(
        matches!(early, Err(Refusal::Stage { .. })),
        "it was never answered"
    );
    let (request, _) = running()
        .answer(&Actor::System, now, Outcome::InFull)
        .unwrap();
    let answer = request.state.clone();
    let (request, event) = request.found_again(now, vec![again()]).unwrap();
    assert_eq!(event.what, What::FoundAgain { why: vec![again()] });
    assert!(!request.state.is_finished() && request.was_answered());
    assert_eq!(request.check(Act::SeeReceipt, &Actor::Nobody, now), Ok(()));
    let anew = request.check(Act::Approve, &OFFICER, now);
    assert!(matches!(anew, Err(Refusal::Stage { .. })), "it has run");
    // Once more, on the thirtieth day: still one opening.
    let (request, _) = request.found_again(now, vec![again()]).unwrap();
    let text = serde_json::to_string(&request).unwrap();
    assert_eq!(serde_json::from_str::<Request>(&text).unwrap(), request);
    let (settled, _) = request
        .clone()
        .settle(&OFFICER, now, "shop", Settlement::MayStay)
        .unwrap();
    assert_eq!(settled.state, answer);
    let (tried, _) = request.resume_running(&OFFICER, now).unwrap();
    assert_eq!(tried.state, answer);
    assert!(matches!(tried.state, State::Answered { .. }));
}
