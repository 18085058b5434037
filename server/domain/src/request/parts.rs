//! The facts inside a request.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    actor::By,
    clock::{Appeal, PauseReason},
    plan::Drift,
    right::Right,
};

/// How somebody showed who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// They read what is sent to the address they gave.
    Mailbox,
    /// They are signed in, and that was some time ago.
    SignedIn,
    /// They are signed in and gave their password again just now.
    Password,
    /// Staff saw evidence that is more than an answer to questions.
    Desk,
    /// They were erased before, and a restored backup brought them back.
    Erased,
    /// They were erased before, and what had to stay may go now.
    Left,
}

impl Proof {
    /// Whether that is enough for a right. What hands out, changes or destroys data needs a
    /// fresh proof (11 CCR §7061(a) says so, and it is right everywhere).
    pub const fn enough_for(self, right: Right) -> bool {
        match self {
            Self::Password | Self::Desk | Self::Erased | Self::Left => true,
            Self::Mailbox | Self::SignedIn => !matches!(
                right,
                Right::Access | Right::Portability | Right::Rectification | Right::Erasure
            ),
        }
    }
}

/// Who the person is was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// By whom.
    pub by: By,
    /// When.
    pub at: DateTime<Utc>,
    /// How.
    pub how: Proof,
}

/// More time was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// By whom.
    pub by: By,
    /// When the person was told.
    pub at: DateTime<Utc>,
    /// Why.
    pub reasons: Vec<ExtensionReason>,
}

/// Why more time may be taken (GDPR Art. 12(3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExtensionReason {
    /// The request is complex.
    Complexity,
    /// The person has made many.
    Number,
}

impl ExtensionReason {
    /// The key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Complexity => "extension-complexity",
            Self::Number => "extension-number",
        }
    }
}

/// The clock stood still, or does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// What is waited for.
    pub why: PauseReason,
    /// Since when.
    pub from: DateTime<Utc>,
    /// Until when; none while it lasts.
    pub until: Option<DateTime<Utc>>,
}

/// A decision to let a request run. Made by the act of approving and by nothing else, which is
/// why its facts can be read and not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub(super) by: By,
    pub(super) at: DateTime<Utc>,
    pub(super) plan_digest: Option<String>,
    pub(super) hold_until: DateTime<Utc>,
}

impl Approval {
    /// Who decided.
    pub fn by(&self) -> By {
        self.by
    }

    /// When.
    pub fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// The digest of the plan that was approved; an erasure always has one.
    pub fn plan_digest(&self) -> Option<&str> {
        self.plan_digest.as_deref()
    }

    /// Until when it waits, so that the person can change their mind.
    pub fn hold_until(&self) -> DateTime<Utc> {
        self.hold_until
    }
}

/// What stopped a running request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "stop")]
pub enum Stop {
    /// A store did not answer, however often it was tried.
    NoAnswer {
        /// The store.
        store: String,
    },
    /// A store refused or broke off a step.
    Failed {
        /// The store.
        store: String,
    },
    /// What would run is no longer what was approved.
    Changed {
        /// In which way.
        drift: Drift,
    },
    /// Whether a step took effect cannot be told.
    Doubt {
        /// The store.
        store: String,
    },
    /// A legal hold or a restriction stands on the person.
    Held,
    /// The search after the run still found records.
    LeftOver {
        /// The store.
        store: String,
        /// How many.
        count: u64,
    },
    /// It was answered, and a later search found records again.
    FoundAgain {
        /// The store.
        store: String,
        /// How many.
        count: u64,
    },
    /// Our own work broke off, again and again; the log has the cause.
    Broken,
}

/// What an officer says after looking into a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settlement {
    /// The step took effect.
    Ran,
    /// The step did not take effect: it may run.
    DidNotRun,
    /// What was found again may stay: it is somebody else's, or the person came back.
    MayStay,
}

impl Settlement {
    /// Its name in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ran => "ran",
            Self::DidNotRun => "did-not-run",
            Self::MayStay => "may-stay",
        }
    }
}

/// The answer that a request had before it was opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// When.
    pub at: DateTime<Utc>,
    /// How.
    pub outcome: Outcome,
}

impl Stop {
    /// The key of its words.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NoAnswer { .. } => "stuck-no-answer",
            Self::Failed { .. } => "stuck-failed",
            Self::Changed { .. } => "stuck-changed",
            Self::Doubt { .. } => "stuck-doubt",
            Self::LeftOver { .. } => "stuck-left-over",
            Self::Held => "stuck-held",
            Self::FoundAgain { .. } => "stuck-found-again",
            Self::Broken => "stuck-broken",
        }
    }

    /// The store it is about, if it is about one.
    pub fn store(&self) -> Option<&str> {
        match self {
            Self::NoAnswer { store }
            | Self::Failed { store }
            | Self::Doubt { store }
            | Self::LeftOver { store, .. }
            | Self::FoundAgain { store, .. } => Some(store),
            Self::Broken | Self::Held => None,
            Self::Changed { drift } => match drift {
                Drift::Map => None,
                Drift::Schema { store }
                | Drift::NewStep { store, .. }
                | Drift::Count { store, .. }
                | Drift::Obstacle { store } => Some(store),
            },
        }
    }
}

/// How a request was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum Outcome {
    /// All that was asked for.
    InFull,
    /// Less, and why.
    InPart {
        /// What was refused. Grounds that the person may not be told of never stand here.
        refused: Vec<Denial>,
    },
    /// Nothing is held about the person.
    NothingHeld,
}

impl Outcome {
    /// The key of its words.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::InFull => "outcome-in-full",
            Self::InPart { .. } => "outcome-in-part",
            Self::NothingHeld => "outcome-nothing-held",
        }
    }
}

/// A refusal, whole or in part: everything a person needs to contest it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    /// On what ground.
    pub basis: DenialBasis,
    /// The law.
    pub law: String,
    /// What stays: places (`store.collection`) of the map; empty for a refusal of the whole.
    pub stays: Vec<String>,
    /// Until when it stays, where that is known.
    pub until: Option<NaiveDate>,
    /// Where the person can turn.
    pub appeal: Appeal,
}

/// Where the words of a ground are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "basis", content = "ground")]
pub enum DenialBasis {
    /// A ground that the law knows: its words are under [`DenialBasis::key`].
    Law(String),
    /// A ground of the company's map, by its name there; its words are the map's.
    Map(String),
}

impl DenialBasis {
    /// The key of its words; none for a ground of the map.
    pub fn key(&self) -> Option<String> {
        match self {
            Self::Law(ground) => Some(format!("refusal-{ground}")),
            Self::Map(_) => None,
        }
    }

    /// The ground's short name.
    pub fn ground(&self) -> &str {
        match self {
            Self::Law(ground) | Self::Map(ground) => ground,
        }
    }
}
