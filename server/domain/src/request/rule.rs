//! Rules by which the machine approves what is clean and of low risk, so that people decide what
//! needs deciding. The company writes them; a share of what they would approve goes to a person
//! all the same, so that somebody sees what the rules let through.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Acted, Proof, Refusal, Request, What};
use crate::{actor::Actor, right::Right, role::Act};

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ApprovalRule {
    /// Its name, by which the ledger knows it.
    pub name: String,
    /// The right.
    pub right: Right,
    /// The proofs of which one must have been given.
    pub proofs: Vec<Proof>,
    /// The most records that are touched.
    pub most_records: u64,
    /// One in so many goes to a person; 0 = none, 1 = all.
    #[serde(default)]
    pub sample: u32,
}

/// What is known of what would run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CleanFacts {
    /// Whether every system answered.
    pub complete: bool,
    /// How many records are touched.
    pub records: u64,
    /// How many of them are somebody else's too.
    pub shared: u64,
    /// How many stay, on whatever ground, secret ones among them.
    pub kept: u64,
    /// Whether who asks is held up by something: a contact that was changed lately.
    pub doubtful: bool,
}

/// What the rules say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A person decides.
    Person,
    /// A rule approves it, and it was picked for a person to look at.
    Sample(String),
    /// A rule approves it.
    Approve(String),
}

/// What the rules say of a request. `roll` is drawn by the caller: one in [`ApprovalRule::sample`]
/// of the numbers picks it for a person.
pub fn decide(rules: &[ApprovalRule], request: &Request, facts: &CleanFacts, roll: u32) -> Verdict {
    let clean = facts.complete && facts.shared == 0 && facts.kept == 0 && !facts.doubtful;
    if !clean || !request.withheld.is_empty() || request.fee.is_some() {
        return Verdict::Person;
    }
    let Some(verified) = request.verified else {
        return Verdict::Person;
    };
    let rule = rules.iter().find(|rule| {
        rule.right == request.right
            && rule.proofs.contains(&verified.how)
            && facts.records <= rule.most_records
    });
    match rule {
        None => Verdict::Person,
        Some(rule) if rule.sample > 0 && roll.is_multiple_of(rule.sample) => {
            Verdict::Sample(rule.name.clone())
        }
        Some(rule) => Verdict::Approve(rule.name.clone()),
    }
}

impl Request {
    /// A rule of the company lets it run, once the hold is over; an erasure with its plan.
    ///
    /// # Errors
    /// Why not.
    pub fn approve_by_rule(
        self,
        now: DateTime<Utc>,
        rule: &str,
        plan_digest: Option<String>,
        hold: TimeDelta,
    ) -> Acted {
        let actor = Actor::System;
        self.check(Act::ApproveByRule, &actor, now)?;
        if rule.is_empty() {
            return Err(Refusal::NoReason);
        }
        self.let_run(&actor, now, (plan_digest, hold), Some(rule.to_owned()))
    }

    /// A rule would have approved it, and it was picked for a person to look at.
    ///
    /// # Errors
    /// Why not.
    pub fn sample(mut self, now: DateTime<Utc>, rule: &str) -> Acted {
        let actor = Actor::System;
        self.check(Act::Sample, &actor, now)?;
        self.sampled = Some(rule.to_owned());
        let rule = rule.to_owned();
        Ok(self.done(actor.by(), now, What::Sampled { rule }))
    }
}
