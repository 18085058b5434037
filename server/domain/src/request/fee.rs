//! A fee, where the law lets one be asked for: only for what is manifestly unfounded or excessive,
//! with the warning first, and with the reasons written down, because the company has to show them
//! (GDPR Art. 12(5)). Until it has come, or was let go, nothing is done and nothing is owed; what
//! that does to the clock is each law's own.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Acted, Pause, Refusal, Request, What};
use crate::{
    actor::{Actor, By},
    clock::{Book, PauseReason},
    role::Act,
};

/// A fee that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// The ground, by its name in the rules.
    pub ground: String,
    /// The law.
    pub law: String,
    /// How much, as it is said: `25.00 EUR`.
    pub amount: String,
    /// By whom.
    pub by: By,
    /// When the person was told, before anything is charged.
    pub at: DateTime<Utc>,
    /// What became of it.
    pub state: FeeState,
}

/// What became of a fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum FeeState {
    /// It has not come.
    Open,
    /// It has come.
    Paid {
        /// When.
        at: DateTime<Utc>,
    },
    /// It is no longer asked for.
    Waived {
        /// When.
        at: DateTime<Utc>,
    },
}

/// A fee as an officer asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeAsked {
    /// The ground, by its name in the rules.
    pub ground: String,
    /// How much, as it is said.
    pub amount: String,
}

impl Fee {
    /// Whether it has neither come nor been let go.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, FeeState::Open)
    }
}

impl Request {
    /// A fee is asked for. The person is warned by this act, before anything is charged.
    ///
    /// # Errors
    /// The law knows none on that ground, or one was asked for already.
    pub fn ask_fee(
        mut self,
        actor: &Actor,
        now: DateTime<Utc>,
        asked: FeeAsked,
        book: &Book,
    ) -> Acted {
        self.check(Act::AskFee, actor, now)?;
        let rules = book.rules(&self.regime).map_err(|_| Refusal::NoRules)?;
        let fee = rules.fee(self.right, &asked.ground).ok_or(Refusal::NoFee)?;
        if asked.amount.trim().is_empty() {
            return Err(Refusal::NoReason);
        }
        self.fee = Some(Fee {
            ground: asked.ground.clone(),
            law: fee.law.clone(),
            amount: asked.amount.trim().to_owned(),
            by: actor.by(),
            at: now,
            state: FeeState::Open,
        });
        if rules.pauses.contains_key(&PauseReason::Fee) {
            self.pauses.push(Pause {
                why: PauseReason::Fee,
                from: now,
                until: None,
            });
        }
        let ground = asked.ground;
        Ok(self.done(actor.by(), now, What::FeeAsked { ground }))
    }

    /// The fee has come, or it is let go.
    ///
    /// # Errors
    /// None is open.
    pub fn settle_fee(
        mut self,
        actor: &Actor,
        now: DateTime<Utc>,
        paid: bool,
        book: &Book,
    ) -> Acted {
        // Who may ask for it may say that it came.
        if !actor.may(Act::AskFee) {
            return Err(Refusal::NotAllowed);
        }
        if self.state.is_finished() {
            return Err(Refusal::Stage {
                stage: self.state.stage(),
            });
        }
        let Some(fee) = self.fee.as_mut().filter(|fee| fee.is_open()) else {
            return Err(Refusal::NoFeeOpen);
        };
        fee.state = if paid {
            FeeState::Paid { at: now }
        } else {
            FeeState::Waived { at: now }
        };
        let waited = self
            .paused()
            .is_some_and(|pause| pause.why == PauseReason::Fee);
        if waited {
            self.end_pause(now);
            self.recount(book)?;
        }
        let legal = self.deadline.legal;
        let what = if paid {
            What::FeePaid { legal }
        } else {
            What::FeeWaived { legal }
        };
        Ok(self.done(actor.by(), now, what))
    }
}
