//! Requests that staff take for somebody: how they came, what may be asked for to show who asks,
//! and how careful one must be in reaching the person. What may be asked is a table with its
//! sources; what is not in it may not be asked (GDPR Art. 5(1)(c), 12(6)).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::right::Right;

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$case_doc:meta])* $case:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum $type {
            $($(#[$case_doc])* #[serde(rename = $name)] $case,)*
        }

        impl $type {
            /// Each, in the order to show them.
            pub const ALL: &[Self] = &[$(Self::$case),*];

            /// Its name in forms, databases and message keys.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$case => $name,)* }
            }
        }

        impl FromStr for $type {
            type Err = NotOneOfThem;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|one| one.as_str() == text)
                    .ok_or(NotOneOfThem)
            }
        }
    };
}

/// The text is none of the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("none of the names")]
pub struct NotOneOfThem;

named! {
    /// How a request came to the desk.
    Channel {
        /// Somebody called.
        Phone = "phone",
        /// A letter came.
        Letter = "letter",
        /// An e-mail came.
        Email = "e-mail",
        /// Somebody stands at the counter.
        Counter = "counter",
        /// Somebody acts for the person with their permission.
        Agent = "agent",
        /// A parent or guardian acts for the person.
        Guardian = "guardian",
        /// The person has died; somebody answers for what they left.
        Executor = "executor",
    }
}

impl Channel {
    /// Whether somebody else than the person speaks, whose name has to be known.
    pub const fn is_for_another(self) -> bool {
        matches!(self, Self::Agent | Self::Guardian | Self::Executor)
    }
}

named! {
    /// What can show who asks, or that they may.
    Evidence {
        /// Answers that agree with what is held; staff never see what is held.
        Answers = "answers",
        /// A code sent to a contact that has been held for long.
        Code = "code",
        /// A code posted to the address that is held.
        PostedCode = "posted-code",
        /// An identity document, looked at and not copied.
        Document = "document",
        /// A permission that the person signed.
        Permission = "permission",
        /// The person told us themselves that somebody may act for them.
        Confirmed = "confirmed",
        /// A paper that shows parental responsibility or guardianship.
        GuardianPaper = "guardian-paper",
        /// A certificate of death.
        DeathCertificate = "death-certificate",
        /// A grant of probate or a paper like it.
        ExecutorPaper = "executor-paper",
        /// A signed declaration that they are the person, under penalty of perjury.
        Declaration = "declaration",
    }
}

impl Evidence {
    /// Whether staff note it because they saw it. The others come about by themselves.
    pub const fn is_seen(self) -> bool {
        !matches!(self, Self::Answers | Self::Code | Self::PostedCode)
    }
}

/// One line of the table: what may be asked for, and by what law no more than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MayAsk {
    /// What.
    pub evidence: Evidence,
    /// Where that stands.
    pub source: &'static str,
}

const fn ask(evidence: Evidence, source: &'static str) -> MayAsk {
    MayAsk { evidence, source }
}

const DOUBT: &str = "GDPR Art. 12(6), Recital 64; 11 CCR §7060";
const AGENT: &str = "11 CCR §7063(a)";
const DEAD: &str = "GDPR Recital 27: national law";

const SELF: &[MayAsk] = &[
    ask(Evidence::Answers, DOUBT),
    ask(Evidence::Code, DOUBT),
    ask(Evidence::PostedCode, DOUBT),
];
const AT_THE_COUNTER: &[MayAsk] = &[
    ask(Evidence::Document, "GDPR Art. 5(1)(c), 12(6)"),
    ask(Evidence::Answers, DOUBT),
    ask(Evidence::Code, DOUBT),
    ask(Evidence::PostedCode, DOUBT),
];
const BY_AGENT: &[MayAsk] = &[
    ask(Evidence::Permission, AGENT),
    ask(Evidence::Confirmed, AGENT),
    ask(Evidence::Answers, DOUBT),
    ask(Evidence::Code, DOUBT),
    ask(Evidence::PostedCode, DOUBT),
];
const BY_GUARDIAN: &[MayAsk] = &[
    ask(Evidence::GuardianPaper, "GDPR Art. 12(6): national law"),
    ask(Evidence::Document, "GDPR Art. 5(1)(c), 12(6)"),
    ask(Evidence::Answers, DOUBT),
    ask(Evidence::PostedCode, DOUBT),
];
const BY_EXECUTOR: &[MayAsk] = &[
    ask(Evidence::DeathCertificate, DEAD),
    ask(Evidence::ExecutorPaper, DEAD),
    ask(Evidence::Answers, DOUBT),
    ask(Evidence::PostedCode, DOUBT),
];
const DECLARED: &[MayAsk] = &[ask(Evidence::Declaration, "11 CCR §7062(c)")];

/// What may be asked for when a right is used in a way; nothing where the law wants no proof
/// (11 CCR §§7026(d), 7060(b)). A copy of an identity document is never in it, and neither is a
/// power of attorney (11 CCR §7063(b)). `None` is a request that did not come through the desk.
pub const fn may_ask(channel: Option<Channel>, right: Right) -> &'static [MayAsk] {
    if !right.needs_proof() {
        return &[];
    }
    match channel {
        None | Some(Channel::Phone | Channel::Letter | Channel::Email) => SELF,
        Some(Channel::Counter) => AT_THE_COUNTER,
        Some(Channel::Agent) => BY_AGENT,
        Some(Channel::Guardian) => BY_GUARDIAN,
        Some(Channel::Executor) => BY_EXECUTOR,
    }
}

/// What a law wants beside that for a right; nothing anywhere else. California wants a declaration
/// before specific pieces are handed out.
pub fn also_asked(law: &str, right: Right) -> &'static [MayAsk] {
    match (law, right) {
        ("us-ca-ccpa", Right::Access | Right::Portability) => DECLARED,
        _ => &[],
    }
}

/// How many answers that agree show somebody which categories of data are held, and no more
/// (11 CCR §7062(b)).
pub const CATEGORIES: usize = 2;

/// How many answers must agree: two data points for what shows categories only, three for what
/// hands out, changes or destroys (11 CCR §7062(b) to (d)).
pub const fn matches_needed(right: Right) -> usize {
    match right {
        Right::Access | Right::Portability | Right::Rectification | Right::Erasure => 3,
        Right::Restriction
        | Right::Objection
        | Right::OptOut
        | Right::AutomatedDecisionReview
        | Right::Complaint => 2,
    }
}

/// Whether nothing is enough without a code to a contact of long standing: who knows somebody well,
/// or holds their papers, could have a copy of their data, or have it destroyed.
pub const fn needs_code(right: Right) -> bool {
    matches!(right, Right::Access | Right::Portability | Right::Erasure)
}

/// Whether what was shown is enough for a right. A copy and a deletion always take a code besides:
/// to whoever answered, by mail or by post; to whoever showed papers alone, by post, because no
/// answer has tied them to the mailbox. `known` says whether the person has shown before which
/// records are theirs. For everybody else papers are not enough: they show who somebody is, and not
/// that these records are about them, so answers have to agree too.
pub fn enough(channel: Option<Channel>, right: Right, shown: &[Evidence], known: bool) -> bool {
    if !right.needs_proof() {
        return true;
    }
    let table = may_ask(channel, right);
    let has =
        |evidence| shown.contains(&evidence) && table.iter().any(|line| line.evidence == evidence);
    let posted = has(Evidence::PostedCode);
    let coded = posted || (has(Evidence::Code) && has(Evidence::Answers));
    if needs_code(right) && !coded {
        return false;
    }
    let person = has(Evidence::Document) || has(Evidence::Answers);
    if !known && !has(Evidence::Answers) {
        return false;
    }
    match channel {
        Some(Channel::Agent) => (has(Evidence::Permission) || has(Evidence::Confirmed)) && person,
        Some(Channel::Guardian) => has(Evidence::GuardianPaper) && has(Evidence::Document),
        Some(Channel::Executor) => has(Evidence::DeathCertificate) && has(Evidence::ExecutorPaper),
        _ => person,
    }
}

named! {
    /// How careful one must be in reaching a person.
    Careful {
        /// Nobody may learn where they live.
        HiddenAddress = "hidden-address",
        /// Nobody calls or writes to their telephone.
        NoCalls = "no-calls",
        /// Nobody writes to their mailbox: somebody else may read it.
        NoMail = "no-mail",
    }
}

named! {
    /// Why staff need to know how a person is reached.
    RevealReason {
        /// They asked to be called back.
        CallBack = "call-back",
        /// The answer goes by post.
        PostAnswer = "post-answer",
        /// To see whether what we have is right.
        CheckContact = "check-contact",
    }
}

/// What staff read about how a request came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeView {
    /// How it came.
    pub channel: Channel,
    /// The person's name; may be empty.
    pub name: String,
    /// Who acts for them; empty where nobody does.
    pub acting: String,
    /// What it is about; may be empty.
    pub details: String,
    /// The tag of the language they read.
    pub language: String,
    /// What makes it easier for them; may be empty.
    pub needs: String,
    /// Whether the answer goes by post.
    pub by_post: bool,
    /// Where it goes; none where the address is hidden or there is none.
    pub postal: Option<String>,
}

/// What would come of entering a request, before it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakePreview {
    /// The person's address, masked, if they are known by what was entered.
    pub known: Option<String>,
    /// Whether somebody is.
    pub is_known: bool,
    /// When the answer would be due.
    pub due: chrono::NaiveDate,
    /// Requests of theirs for the same right that are not finished: perhaps it is one of these.
    pub open: Vec<crate::id::Reference>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opt_out_and_a_complaint_are_asked_for_nothing() {
        for channel in Channel::ALL {
            assert!(may_ask(Some(*channel), Right::OptOut).is_empty());
            assert!(may_ask(Some(*channel), Right::Complaint).is_empty());
            assert!(enough(Some(*channel), Right::OptOut, &[], false));
        }
    }

    #[test]
    fn answers_alone_never_give_a_copy_and_never_delete() {
        for right in [Right::Access, Right::Portability, Right::Erasure] {
            for channel in [
                Channel::Phone,
                Channel::Letter,
                Channel::Email,
                Channel::Counter,
            ] {
                let some = Some(channel);
                assert!(!enough(some, right, &[Evidence::Answers], true));
                assert!(!enough(some, right, &[Evidence::Code], true));
                assert!(enough(
                    some,
                    right,
                    &[Evidence::Answers, Evidence::Code],
                    true
                ));
                assert!(enough(
                    some,
                    right,
                    &[Evidence::Answers, Evidence::PostedCode],
                    true
                ));
            }
        }
        assert!(enough(
            None,
            Right::Rectification,
            &[Evidence::Answers],
            true
        ));
    }

    #[test]
    fn what_may_not_be_asked_does_not_count() {
        // An identity document counts where somebody can look at it without a copy.
        assert!(!enough(
            Some(Channel::Phone),
            Right::Erasure,
            &[Evidence::Document],
            true
        ));
        for right in [Right::Access, Right::Portability, Right::Erasure] {
            // At the counter too a code comes by post, or after answers that agree.
            let counter = |shown: &[Evidence]| enough(Some(Channel::Counter), right, shown, true);
            assert!(!counter(&[Evidence::Document]));
            assert!(!counter(&[Evidence::Document, Evidence::Code]));
            assert!(counter(&[Evidence::Document, Evidence::PostedCode]));
            assert!(counter(&[
                Evidence::Document,
                Evidence::Answers,
                Evidence::Code
            ]));
        }
        assert!(enough(
            Some(Channel::Counter),
            Right::Rectification,
            &[Evidence::Document],
            true
        ));
        assert!(!enough(
            Some(Channel::Agent),
            Right::Access,
            &[Evidence::Permission],
            true
        ));
        assert!(!enough(
            Some(Channel::Executor),
            Right::Access,
            &[Evidence::Document],
            true
        ));
        let both = [
            Evidence::PostedCode,
            Evidence::DeathCertificate,
            Evidence::ExecutorPaper,
        ];
        assert!(enough(Some(Channel::Executor), Right::Access, &both, true));
        for less in [&both[..2], &both[1..]] {
            assert!(!enough(Some(Channel::Executor), Right::Access, less, true));
        }
        // Whose papers they are does not say whose records.
        assert!(!enough(
            Some(Channel::Counter),
            Right::Erasure,
            &[Evidence::Document, Evidence::PostedCode],
            false
        ));
        let child = [
            Evidence::GuardianPaper,
            Evidence::Document,
            Evidence::PostedCode,
        ];
        assert!(enough(Some(Channel::Guardian), Right::Access, &child, true));
        assert!(!enough(
            Some(Channel::Guardian),
            Right::Access,
            &child[..2],
            true
        ));
        assert_eq!(also_asked("us-ca-ccpa", Right::Access).len(), 1);
        assert!(also_asked("us-ca-ccpa", Right::Erasure).is_empty());
        assert!(also_asked("eu-gdpr", Right::Access).is_empty());
    }
}
