//! What happened to a request: the lines of its story and of the audit ledger. Nothing in an
//! event is about the person.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{ExtensionReason, Proof, Settlement, Stop};
use crate::{
    actor::By,
    clock::PauseReason,
    id::{RequestId, StaffId},
    right::Right,
    version::Version,
};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The version of this form.
    pub v: Version<1>,
    /// To which request.
    pub request: RequestId,
    /// The version of the request after it.
    pub version: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: By,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum What {
    /// It came in.
    Received {
        /// The right.
        right: Right,
        /// The law it is counted under.
        regime: String,
        /// When the answer is due.
        legal: NaiveDate,
        /// How the person had shown who they are, if they had.
        proof: Option<Proof>,
    },
    /// The check who asks began.
    VerifyingStarted,
    /// The person is who they say.
    Verified {
        /// How they showed it.
        proof: Proof,
    },
    /// Whoever asked without an account has shown that the address they gave is theirs.
    AddressConfirmed,
    /// Somebody looks after it, or nobody any more.
    Assigned {
        /// Who.
        to: Option<StaffId>,
    },
    /// The clock was stopped.
    Paused {
        /// What is waited for.
        why: PauseReason,
    },
    /// The clock runs again.
    Resumed {
        /// When the answer is due now.
        legal: NaiveDate,
    },
    /// More time was taken.
    Extended {
        /// Why.
        reasons: Vec<ExtensionReason>,
        /// When the answer is due now.
        legal: NaiveDate,
    },
    /// It may run.
    Approved {
        /// The digest of the plan.
        plan_digest: Option<String>,
        /// Until when it waits.
        hold_until: DateTime<Utc>,
    },
    /// It was refused.
    Refused {
        /// The ground, by its name in the rules.
        ground: String,
    },
    /// The person took it back.
    Withdrawn,
    /// It began to run.
    Started,
    /// It stopped.
    Stopped {
        /// Why.
        why: Vec<Stop>,
    },
    /// It was set going again.
    Retried,
    /// It was answered, and a later search found records again.
    FoundAgain {
        /// Where, and how many.
        why: Vec<Stop>,
    },
    /// An officer looked, and said what is so.
    Settled {
        /// In which store.
        store: String,
        /// What.
        how: Settlement,
    },
    /// It was answered in full.
    AnsweredInFull,
    /// It was answered in part.
    AnsweredInPart {
        /// On what grounds not in full.
        grounds: Vec<String>,
    },
    /// Nothing was held.
    AnsweredNothingHeld,
    /// Nobody showed who they are in time.
    Expired,
}

impl What {
    /// The key of its line in the story.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Received { .. } => "story-received",
            Self::VerifyingStarted => "story-verifying-started",
            Self::Verified { .. } => "story-verified",
            Self::AddressConfirmed => "story-address-confirmed",
            Self::Assigned { .. } => "story-assigned",
            Self::Paused { .. } => "story-paused",
            Self::Resumed { .. } => "story-resumed",
            Self::Extended { .. } => "story-extended",
            Self::Approved { .. } => "story-approved",
            Self::Refused { .. } => "story-refused",
            Self::Withdrawn => "story-withdrawn",
            Self::Started => "story-started",
            Self::Stopped { .. } => "story-stopped",
            Self::Retried => "story-retried",
            Self::FoundAgain { .. } => "story-found-again",
            Self::Settled { .. } => "story-settled",
            Self::AnsweredInFull => "story-answered-in-full",
            Self::AnsweredInPart { .. } => "story-answered-in-part",
            Self::AnsweredNothingHeld => "story-answered-nothing-held",
            Self::Expired => "story-expired",
        }
    }
}
