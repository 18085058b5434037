//! What keeps a person's data as it is: legal holds, and the restriction of processing (GDPR
//! Art. 18). Every act asks [`Standing::check`] before it touches something.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::request::Refusal;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HoldKind {
    /// Evidence that must stay: nothing is erased, and no machine changes anything.
    Legal,
    /// The person wants it only stored: nothing else is done with it but what they agree to.
    Restriction,
}

impl HoldKind {
    /// Its name in forms and the ledger.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Legal => "legal",
            Self::Restriction => "restriction",
        }
    }
}

/// The four cases of GDPR Art. 18(1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Restriction {
    /// The person contests that it is accurate: (a).
    Accuracy,
    /// It is unlawful, and the person wants it kept all the same: (b).
    Unlawful,
    /// The person needs it for a legal claim: (c).
    Claims,
    /// The person objected, and it is not decided whose grounds weigh more: (d).
    Objection,
}

impl Restriction {
    /// Every case.
    pub const ALL: [Self; 4] = [
        Self::Accuracy,
        Self::Unlawful,
        Self::Claims,
        Self::Objection,
    ];

    /// Its name in forms and the ledger.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accuracy => "accuracy",
            Self::Unlawful => "unlawful",
            Self::Claims => "claims",
            Self::Objection => "objection",
        }
    }
}

impl fmt::Display for Restriction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither a kind of hold nor a case of Art. 18")]
pub struct Unknown;

impl FromStr for Restriction {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let mut all = Self::ALL.into_iter();
        all.find(|one| one.as_str() == text).ok_or(Unknown)
    }
}

impl FromStr for HoldKind {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let mut all = [Self::Legal, Self::Restriction].into_iter();
        all.find(|one| one.as_str() == text).ok_or(Unknown)
    }
}

/// What stands on a person now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    /// A legal hold.
    pub held: bool,
    /// A restriction.
    pub restricted: bool,
}

/// What an act is about to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Touch {
    /// Erase.
    Erase,
    /// Correct without anybody looking.
    CorrectByMachine,
    /// Correct after somebody looked.
    Correct,
    /// Say yes to a use of the data.
    Allow,
    /// Say no to one.
    Deny,
    /// Hand out a copy, which the person asked for.
    HandOut,
}

impl Standing {
    /// Whether nothing stands.
    pub fn is_free(self) -> bool {
        !self.held && !self.restricted
    }

    /// Whether something may be done now. Restricted data is only stored, except with the
    /// person's consent or for legal claims (Art. 18(2)): what they ask for themselves and what
    /// protects them goes on.
    ///
    /// # Errors
    /// What stands in the way.
    pub fn check(self, touch: Touch) -> Result<(), Refusal> {
        match touch {
            Touch::Erase | Touch::CorrectByMachine if self.held => Err(Refusal::Held),
            Touch::Erase | Touch::CorrectByMachine | Touch::Allow if self.restricted => {
                Err(Refusal::Restricted)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_act_meets_what_stands_in_its_way() {
        use Touch::{Allow, Correct, CorrectByMachine, Deny, Erase, HandOut};
        let all = [Erase, CorrectByMachine, Correct, Allow, Deny, HandOut];
        let refused = |standing: Standing| -> Vec<Touch> {
            let refused = |touch: &Touch| standing.check(*touch).is_err();
            all.into_iter().filter(refused).collect()
        };
        assert!(refused(Standing::default()).is_empty());
        let held = Standing {
            held: true,
            restricted: false,
        };
        assert_eq!(refused(held), [Erase, CorrectByMachine]);
        let restricted = Standing {
            held: false,
            restricted: true,
        };
        assert_eq!(refused(restricted), [Erase, CorrectByMachine, Allow]);
        let both = Standing {
            held: true,
            restricted: true,
        };
        assert_eq!(both.check(Erase), Err(Refusal::Held));
        assert_eq!(refused(both), [Erase, CorrectByMachine, Allow]);
    }

    #[test]
    fn every_case_has_a_name_that_reads_back() {
        for one in Restriction::ALL {
            assert_eq!(one.as_str().parse(), Ok(one));
        }
        assert_eq!("legal".parse(), Ok(HoldKind::Legal));
        assert!("law".parse::<HoldKind>().is_err());
    }
}
