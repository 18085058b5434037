#![expect(clippy::unwrap_used, reason = "x")]
mod common;
use chrono::TimeDelta;
use common::{MAYA, OFFICER, ask, at};
use habeas_domain::{request::*, right::Right};
#[test]
fn print() {
    let now = at("2026-03-09T09:00");
    let (request, _) = ask(Right::Erasure, &MAYA, Some(Proof::Password), at("2026-03-05T10:00")).unwrap();
    let (request, _) = request.approve(&OFFICER, now, Some(include_str!("older/plan-1.digest").trim().into()), TimeDelta::zero()).unwrap();
    let (request, _) = request.start_running(now).unwrap();
    let (request, _) = request.needs_person(now, vec![Stop::NoAnswer { store: "shop".into() }]).unwrap();
    println!("REQUEST {}", serde_json::to_value(&request).unwrap());
}
