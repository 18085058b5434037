//! Requests: few states, with their facts inside. One pure function for each act returns the new
//! request and the event, so state and history cannot disagree; [`Request::check`] is what each
//! of them asks first, and what pages ask to know which buttons exist.

mod approved;
mod check;
mod event;
mod open;
mod parts;
mod refusal;
mod run;
mod visitor;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use approved::Approved;
pub use event::{Event, What};
pub use open::{NewRequest, Refusing};
pub use parts::{
    Answered, Approval, Denial, DenialBasis, Extension, ExtensionReason, Outcome, Pause, Proof,
    Settlement, Stop, Verified,
};
pub use refusal::Refusal;

use crate::{
    actor::By,
    clock::{Book, Deadline, Regime, Timing, Wait},
    id::{Reference, RequestId, StaffId, SubjectId},
    right::Right,
    version::Version,
    view::Stage,
};

/// What an act gives: the request as it is now and what happened, or why it was not done.
pub type Acted = Result<(Request, Event), Refusal>;

/// One use of one right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The version of this form.
    pub v: Version<1>,
    /// Its id.
    pub id: RequestId,
    /// Its number for people.
    pub reference: Reference,
    /// Whose data it is about.
    pub subject: SubjectId,
    /// The right it uses.
    pub right: Right,
    /// Under which law it is counted.
    pub regime: Regime,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// When the answer is due.
    pub deadline: Deadline,
    /// Where it stands.
    pub state: State,
    /// Who the person is was checked.
    pub verified: Option<Verified>,
    /// More time was taken.
    pub extended: Option<Extension>,
    /// When the clock stood still; only the last can be open.
    pub pauses: Vec<Pause>,
    /// Who looks after it.
    pub assigned: Option<StaffId>,
    /// Who brought it in.
    pub entered_by: By,
    /// The erasure that it does once more, because a restored backup brought the person back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replays: Option<Reference>,
    /// The erasure that had to leave what this one takes, because its time is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Reference>,
    /// The areas that an erasure is about; none = everything.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub areas: BTreeSet<String>,
    /// Raised by every act: what is saved over another version is a conflict.
    pub version: i64,
}

/// Where a request stands, and what is known there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum State {
    /// It has come in.
    Received,
    /// Who the person is, is being checked.
    Verifying,
    /// It waits for a decision.
    Open,
    /// It is approved and waits for its hold to end.
    Approved {
        /// By whom, when, what, and until when it waits.
        approval: Approval,
    },
    /// It runs on the stores.
    Running {
        /// What was approved.
        approval: Approval,
        /// Since when.
        since: DateTime<Utc>,
    },
    /// It stopped and needs a person.
    NeedsPerson {
        /// What was approved.
        approval: Approval,
        /// Since when.
        since: DateTime<Utc>,
        /// What stopped it.
        why: Vec<Stop>,
        /// The answer it had, where it was opened again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answered: Option<Answered>,
    },
    /// It is answered.
    Answered {
        /// What was approved, if it ran on the stores.
        approval: Option<Approval>,
        /// When.
        at: DateTime<Utc>,
        /// How.
        outcome: Outcome,
    },
    /// It is refused.
    Refused {
        /// By whom.
        by: By,
        /// When.
        at: DateTime<Utc>,
        /// On what ground, and what the person can do.
        denial: Denial,
    },
    /// The person took it back.
    Withdrawn {
        /// When.
        at: DateTime<Utc>,
    },
    /// Nobody showed who they are in time.
    Expired {
        /// When.
        at: DateTime<Utc>,
    },
}

impl State {
    /// The state without its facts.
    pub fn stage(&self) -> Stage {
        match self {
            Self::Received => Stage::Received,
            Self::Verifying => Stage::Verifying,
            Self::Open => Stage::Open,
            Self::Approved { .. } => Stage::Approved,
            Self::Running { .. } => Stage::Running,
            Self::NeedsPerson { .. } => Stage::NeedsPerson,
            Self::Answered { .. } => Stage::Answered,
            Self::Refused { .. } => Stage::Refused,
            Self::Withdrawn { .. } => Stage::Withdrawn,
            Self::Expired { .. } => Stage::Expired,
        }
    }

    /// Whether nothing more will happen.
    pub fn is_finished(&self) -> bool {
        matches!(
            self,
            Self::Answered { .. }
                | Self::Refused { .. }
                | Self::Withdrawn { .. }
                | Self::Expired { .. }
        )
    }
}

impl Request {
    /// The same request about some areas only.
    #[must_use]
    pub fn only(mut self, areas: BTreeSet<String>) -> Self {
        self.areas = areas;
        self
    }

    /// What was approved, if anything was.
    pub fn approval(&self) -> Option<&Approval> {
        match &self.state {
            State::Approved { approval }
            | State::Running { approval, .. }
            | State::NeedsPerson { approval, .. } => Some(approval),
            State::Answered { approval, .. } => approval.as_ref(),
            _ => None,
        }
    }

    /// Whether it was answered, also where a later search has opened it again.
    pub fn was_answered(&self) -> bool {
        match &self.state {
            State::Answered { .. } => true,
            State::NeedsPerson { answered, .. } => answered.is_some(),
            _ => false,
        }
    }

    /// The pause that has not ended, if the clock stands still.
    pub fn paused(&self) -> Option<&Pause> {
        self.pauses.last().filter(|pause| pause.until.is_none())
    }

    /// Whether the answer is late. Nothing is late that is finished, or waits for the person.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        !self.state.is_finished() && self.paused().is_none() && self.deadline.is_late(today)
    }

    /// Days until the answer is due; negative if it is late.
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        self.deadline.days_left(today)
    }

    /// What its deadline is counted from.
    pub fn timing(&self) -> Timing {
        Timing {
            received_on: self.regime.day(self.received_at),
            extended: self.extended.is_some(),
            waits: self
                .pauses
                .iter()
                .filter_map(|pause| {
                    Some(Wait {
                        why: pause.why,
                        from: self.regime.day(pause.from),
                        until: self.regime.day(pause.until?),
                    })
                })
                .collect(),
        }
    }

    fn recount(&mut self, book: &Book) -> Result<(), Refusal> {
        self.deadline = book
            .deadline(&self.regime, self.right, &self.timing())
            .map_err(|_| Refusal::NoRules)?;
        Ok(())
    }

    /// Ends the pause that is open, if there is one.
    fn end_pause(&mut self, now: DateTime<Utc>) {
        if let Some(pause) = self.pauses.last_mut() {
            pause.until.get_or_insert(now);
        }
    }

    /// The request one version on, with the event of what happened.
    fn done(mut self, by: By, at: DateTime<Utc>, what: What) -> (Request, Event) {
        self.version += 1;
        let event = Event {
            v: Version,
            request: self.id,
            version: self.version,
            at,
            by,
            what,
        };
        (self, event)
    }
}
