//! Refusing a part: the normal case of a refusal. What is refused stands with the request from
//! then on, and in its answer.

use chrono::{DateTime, Utc};

use super::{Acted, Denial, DenialBasis, Outcome, Refusal, Refusing, Request, What};
use crate::{actor::Actor, clock::Book, map::Tell, role::Act};

impl Request {
    /// A part of it is refused, on a ground that the law knows for this right.
    ///
    /// # Errors
    /// Why not; without places it would be a refusal of the whole, where machines do the rest.
    pub fn refuse_part(
        mut self,
        actor: &Actor,
        now: DateTime<Utc>,
        refusing: Refusing,
        book: &Book,
    ) -> Acted {
        self.check(Act::RefusePart, actor, now)?;
        if self.runs() && refusing.stays.is_empty() {
            return Err(Refusal::NoReason);
        }
        let ground = refusing.ground.clone();
        let denial = self.denial(now, refusing, book)?;
        // The same places are refused once, on the ground that was said last.
        for earlier in &mut self.withheld {
            earlier.stays.retain(|place| !denial.stays.contains(place));
        }
        self.withheld
            .retain(|earlier| !earlier.stays.is_empty() || denial.stays.is_empty());
        self.withheld.push(denial);
        Ok(self.done(actor.by(), now, What::RefusedInPart { ground }))
    }

    /// A refusal with everything a person needs to contest it.
    pub(super) fn denial(
        &self,
        now: DateTime<Utc>,
        refusing: Refusing,
        book: &Book,
    ) -> Result<Denial, Refusal> {
        let rules = book.rules(&self.regime).map_err(|_| Refusal::NoRules)?;
        let known = rules
            .denials(self.right)
            .find(|known| known.ground == refusing.ground)
            .ok_or(Refusal::UnknownGround)?;
        let today = self.regime.day(now);
        Ok(Denial {
            basis: DenialBasis::Law(known.ground.clone()),
            law: known.law.clone(),
            stays: refusing.stays,
            until: refusing.until,
            appeal: rules.appeal.clone(),
            purpose: refusing.purpose,
            tell: refusing.tell,
            appeal_until: book
                .appeal_until(&self.regime, today)
                .map_err(|_| Refusal::NoRules)?,
        })
    }

    /// The places of which a part refusal says that they stay.
    pub fn stays(&self) -> impl Iterator<Item = (&str, &Denial)> {
        self.withheld.iter().flat_map(|denial| {
            denial
                .stays
                .iter()
                .map(move |place| (place.as_str(), denial))
        })
    }

    /// The outcome, less what was refused before and may be told.
    pub(super) fn with_withheld(&self, outcome: Outcome) -> Outcome {
        let told = self
            .withheld
            .iter()
            .filter(|denial| denial.tell == Tell::Person);
        let told: Vec<Denial> = told.cloned().collect();
        match outcome {
            outcome if told.is_empty() => outcome,
            Outcome::InFull => Outcome::InPart { refused: told },
            Outcome::InPart { mut refused } => {
                let new = told.into_iter().filter(|denial| !refused.contains(denial));
                let new: Vec<Denial> = new.collect();
                refused.extend(new);
                Outcome::InPart { refused }
            }
            Outcome::NothingHeld => Outcome::NothingHeld,
        }
    }
}
