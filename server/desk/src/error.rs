//! Why an act was not done. Every case has a sentence for the person who meets it, made where
//! it is shown; nothing here carries personal data.

use habeas_domain::{request::Refusal, validate::Fault, view::SystemFault};
use habeas_ledger::LedgerError;
use habeas_stores::StoreError;

use crate::Halfway;

/// Why an act was not done.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// Nobody is signed in, or the session has ended.
    #[error("nobody is signed in")]
    SignIn,
    /// The act needs the password again: the last proof is too old.
    #[error("a fresh proof is needed")]
    Prove,
    /// The password was right; the second proof is still to be given.
    #[error("a second proof is needed")]
    Second(Box<Halfway>),
    /// Whoever works here needs a second proof first, and has none yet.
    #[error("a second proof has to be set up")]
    SetUp,
    /// There is no such thing, or it is not this visitor's: the two look the same.
    #[error("not found")]
    NotFound,
    /// Answers that cannot be taken, field by field.
    #[error("{} answers cannot be taken", .0.len())]
    Answers(Vec<(&'static str, Problem)>),
    /// The rules of requests do not allow it now.
    #[error("the rules do not allow it: {0:?}")]
    Refused(Refusal),
    /// Somebody else changed it meanwhile: look again.
    #[error("changed meanwhile")]
    Conflict,
    /// It was sent before. Never leaves the desk.
    #[error("sent before")]
    Duplicate,
    /// Systems that are needed do not answer.
    #[error("{} systems do not answer", .0.len())]
    Unavailable(Vec<SystemFault>),
    /// Too much at once: try again in so many seconds.
    #[error("try again in {0} seconds")]
    Wait(u64),
    /// A fault of ours; the log has the cause.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

/// Why an answer cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Address and password do not belong together (said alike for unknown addresses).
    WrongSignIn,
    /// The password is wrong.
    WrongPassword,
    /// The code of a second proof is wrong, too old or was used.
    WrongProof,
    /// A new password is too short: at least so many characters.
    ShortPassword(usize),
    /// A new password is among those everybody tries first.
    CommonPassword,
    /// A new password was in a breach: whoever tries passwords tries those.
    BreachedPassword,
    /// The new password is the old one.
    SamePassword,
    /// It was tried too often from here; right or wrong, it counts no more.
    NotFromHere,
    /// Nothing was entered.
    Missing,
    /// What was entered does not fit the field.
    Value(Fault),
    /// The box that confirms was not ticked.
    NotConfirmed,
    /// It is not one of the values on offer.
    NotOnOffer,
    /// The code fits nothing that this browser asked for.
    WrongCode,
    /// It is somebody else's already.
    SomebodyElses,
    /// What was handed in cannot be taken.
    File(FileFault),
    /// The last day is before the first.
    BeforeStart,
    /// The day has not come yet.
    InFuture,
    /// The day is so long ago that it must be a slip.
    LongAgo,
    /// So many links are open already.
    TooManyLinks(usize),
    /// It was tried often enough.
    NoMoreTries,
    /// The person asked not to be reached that way.
    Careful,
    /// Nothing is held by which the person could be reached.
    NoContact,
    /// The words do not stand in the text.
    NotInText,
    /// Somebody has to read something first.
    StillToRead,
    /// Answers have to agree first.
    AnswersFirst,
    /// A template has a place that nobody can fill in: its name there.
    UnknownPlace(String),
}

/// Why a file cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// Larger than so many megabytes.
    TooLarge(usize),
    /// Not a PDF, PNG or JPEG, or its content is not what its name says.
    Kind,
    /// So many files wait already.
    TooMany(usize),
    /// All files of this person together are too large.
    Quota,
    /// The scanner found something in it.
    Unsafe,
    /// The scanner does not answer: nothing is taken unseen.
    NotScanned,
}

impl Problem {
    /// The key of its sentence in the message files.
    pub fn key(&self) -> &'static str {
        match self {
            Self::WrongSignIn => "problem-wrong-sign-in",
            Self::WrongPassword => "problem-wrong-password",
            Self::WrongProof => "problem-wrong-proof",
            Self::ShortPassword(_) => "problem-short-password",
            Self::CommonPassword => "problem-common-password",
            Self::BreachedPassword => "problem-breached-password",
            Self::SamePassword => "problem-same-password",
            Self::NotFromHere => "problem-not-from-here",
            Self::Missing => "problem-missing",
            Self::NotConfirmed => "problem-not-confirmed",
            Self::NotOnOffer => "problem-not-on-offer",
            Self::WrongCode => "problem-wrong-code",
            Self::SomebodyElses => "problem-somebody-elses",
            Self::BeforeStart => "problem-before-start",
            Self::InFuture => "problem-in-future",
            Self::LongAgo => "problem-long-ago",
            Self::TooManyLinks(_) => "problem-too-many-links",
            Self::NoMoreTries => "problem-no-more-tries",
            Self::Careful => "problem-careful",
            Self::NoContact => "problem-no-contact",
            Self::AnswersFirst => "problem-answers-first",
            Self::NotInText => "problem-not-in-text",
            Self::StillToRead => "problem-still-to-read",
            Self::UnknownPlace(_) => "problem-unknown-place",
            Self::File(fault) => match fault {
                FileFault::TooLarge(_) => "problem-file-too-large",
                FileFault::Kind => "problem-file-kind",
                FileFault::TooMany(_) => "problem-file-too-many",
                FileFault::Quota => "problem-file-quota",
                FileFault::Unsafe => "problem-file-unsafe",
                FileFault::NotScanned => "problem-file-not-scanned",
            },
            Self::Value(fault) => match fault {
                Fault::Missing => "problem-missing",
                Fault::Unchanged => "problem-unchanged",
                Fault::TooLong(_) => "problem-too-long",
                Fault::Unprintable => "problem-unprintable",
                Fault::NotAnEmail => "problem-not-an-email",
                Fault::NotAPhone => "problem-not-a-phone",
                Fault::NotADate => "problem-not-a-date",
                Fault::NotAPostcode => "problem-not-a-postcode",
                Fault::NotOnOffer => "problem-not-on-offer",
            },
        }
    }

    /// The number in its sentence, if it has one (`{ $limit }`).
    pub fn limit(&self) -> Option<usize> {
        match self {
            Self::ShortPassword(limit)
            | Self::TooManyLinks(limit)
            | Self::Value(Fault::TooLong(limit))
            | Self::File(FileFault::TooLarge(limit) | FileFault::TooMany(limit)) => Some(*limit),
            _ => None,
        }
    }
}

impl Problem {
    /// The name in its sentence, if it has one (`{ $name }`).
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::UnknownPlace(name) => Some(name),
            _ => None,
        }
    }
}

impl DeskError {
    /// One answer that cannot be taken.
    pub fn answer(field: &'static str, problem: Problem) -> Self {
        Self::Answers(vec![(field, problem)])
    }

    /// The same of an answer in another field.
    pub(crate) fn at(self, field: &'static str) -> Self {
        match self {
            Self::Answers(answers) => {
                let there = answers.into_iter().map(|(_, problem)| (field, problem));
                Self::Answers(there.collect())
            }
            other => other,
        }
    }
}

impl From<LedgerError> for DeskError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::RowsAffected {
                expected: 1,
                actual: 0,
            } => Self::Conflict,
            error if error.is_duplicate() => Self::Duplicate,
            other => Self::Internal(other.into()),
        }
    }
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<Refusal> for DeskError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// The answer of an act.
pub type Done<T = ()> = Result<T, DeskError>;
