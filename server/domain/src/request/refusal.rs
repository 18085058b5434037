//! Why an act was not done.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::view::Stage;

/// Why an act was not done. (A request that is refused to a person is a
/// [`Denial`](super::Denial).)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case", tag = "refusal")]
pub enum Refusal {
    /// This actor may not, or the request is somebody else's. To be answered like "not found".
    #[error("not allowed")]
    NotAllowed,
    /// It cannot be done at this stage.
    #[error("not at this stage")]
    Stage {
        /// Where the request stands.
        stage: Stage,
    },
    /// Whoever entered or verified a request does not approve it.
    #[error("four eyes: entered or verified by the same person")]
    FourEyes,
    /// That proof is not enough for this right.
    #[error("the proof is too weak")]
    WeakProof,
    /// An erasure is approved with its plan or not at all.
    #[error("no plan was approved")]
    NoPlan,
    /// It is approved and still waits.
    #[error("the hold lasts")]
    Hold {
        /// Until when.
        until: DateTime<Utc>,
    },
    /// The clock stands still: first it must run again.
    #[error("paused")]
    Paused,
    /// The clock is running.
    #[error("not paused")]
    NotPaused,
    /// The law does not let the clock wait for that.
    #[error("the law knows no such pause")]
    NoPause,
    /// The law gives no more time, or it was taken already.
    #[error("no more time")]
    NoExtension,
    /// The first period is over: nothing can be extended or paused now.
    #[error("too late")]
    TooLate {
        /// The day it ended.
        legal: NaiveDate,
    },
    /// There is still time to show who one is.
    #[error("too early")]
    TooEarly {
        /// The last day.
        last: NaiveDate,
    },
    /// A decision needs its reason.
    #[error("no reason given")]
    NoReason,
    /// The law knows no such ground for this right.
    #[error("unknown ground")]
    UnknownGround,
    /// The rules it is counted under are missing.
    #[error("the rules are missing")]
    NoRules,
    /// Control of a mailbox is all that shows who they are.
    #[error("only a mailbox was shown")]
    MailboxOnly {
        /// From when on that is long enough ago, and nobody objected.
        until: DateTime<Utc>,
    },
    /// Somebody who reads an older address of the person says that it was not them.
    #[error("somebody else says that it was not them")]
    Stopped,
    /// An address or number of the person was changed lately: whoever changed it could be who asks.
    #[error("a contact was changed lately")]
    RecentContact {
        /// From when on that is long enough ago, and nobody objected.
        until: DateTime<Utc>,
    },
    /// An address or number of whoever asks was changed lately.
    #[error("a contact of whoever asks was changed lately")]
    ChangedContact {
        /// From when on that is long enough ago, and nobody objected.
        until: DateTime<Utc>,
    },
    /// A new address or number was not shown to be the person's.
    #[error("the new contact was not shown to be the person's")]
    ContactNotShown,
    /// What the rules ask for to show who asks was not shown yet.
    #[error("it was not shown yet who asks")]
    NotShown,
    /// A legal hold stands on the person.
    #[error("a legal hold stands")]
    Held,
    /// The person's data is restricted.
    #[error("the data is restricted")]
    Restricted,
    /// The person must be told before a restriction ends.
    #[error("the person was not told")]
    NotTold,
    /// Records that were erased are back, with a restored backup: first that is settled.
    #[error("erased records are back")]
    ErasedBack,
    /// A correction that staff wrote down waits for a colleague to look at old and new.
    #[error("a colleague has not looked at the correction yet")]
    NotChecked,
}

impl Refusal {
    /// The key of its words.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotAllowed => "cannot-not-allowed",
            Self::Stage { .. } => "cannot-stage",
            Self::FourEyes => "cannot-four-eyes",
            Self::WeakProof => "cannot-weak-proof",
            Self::NoPlan => "cannot-no-plan",
            Self::Hold { .. } => "cannot-hold",
            Self::Paused => "cannot-paused",
            Self::NotPaused => "cannot-not-paused",
            Self::NoPause => "cannot-no-pause",
            Self::NoExtension => "cannot-no-extension",
            Self::TooLate { .. } => "cannot-too-late",
            Self::TooEarly { .. } => "cannot-too-early",
            Self::NoReason => "cannot-no-reason",
            Self::UnknownGround => "cannot-unknown-ground",
            Self::NoRules => "cannot-no-rules",
            Self::MailboxOnly { .. } => "cannot-mailbox-only",
            Self::Stopped => "cannot-stopped",
            Self::RecentContact { .. } => "cannot-recent-contact",
            Self::ChangedContact { .. } => "cannot-changed-contact",
            Self::ContactNotShown => "cannot-contact-not-shown",
            Self::NotShown => "cannot-not-shown",
            Self::Held => "cannot-held",
            Self::Restricted => "cannot-restricted",
            Self::NotTold => "cannot-not-told",
            Self::ErasedBack => "cannot-erased-back",
            Self::NotChecked => "cannot-not-checked",
        }
    }
}
