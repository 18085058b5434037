//! The rights a person can use.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// One of the rights; each request uses one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// To see what is held (GDPR Art. 15).
    Access,
    /// To take it away (GDPR Art. 20).
    Portability,
    /// To have it corrected (GDPR Art. 16).
    Rectification,
    /// To have it deleted (GDPR Art. 17).
    Erasure,
    /// To have it left alone (GDPR Art. 18).
    Restriction,
    /// To object to its use (GDPR Art. 21).
    Objection,
    /// To opt out of sale, sharing or the use of sensitive data (CCPA §§1798.120–121).
    OptOut,
    /// To have a person look at a machine's decision (GDPR Art. 22).
    AutomatedDecisionReview,
    /// To complain, or to appeal against an answer.
    Complaint,
}

/// The text is not the name of a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a right")]
pub struct NotARight;

impl Right {
    /// Every right.
    pub const ALL: [Self; 9] = [
        Self::Access,
        Self::Portability,
        Self::Rectification,
        Self::Erasure,
        Self::Restriction,
        Self::Objection,
        Self::OptOut,
        Self::AutomatedDecisionReview,
        Self::Complaint,
    ];

    /// Its name in addresses, files and databases.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Portability => "portability",
            Self::Rectification => "rectification",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
            Self::Objection => "objection",
            Self::OptOut => "opt-out",
            Self::AutomatedDecisionReview => "automated-decision-review",
            Self::Complaint => "complaint",
        }
    }

    /// Whether it hands out what is held, or destroys it.
    pub const fn hands_out_or_destroys(self) -> bool {
        matches!(self, Self::Access | Self::Portability | Self::Erasure)
    }

    /// Whether it is answered only to someone who has proved who they are. An opt-out and a
    /// complaint need no proof: asking for one is unlawful in California (11 CCR §7026(d)).
    pub const fn needs_proof(self) -> bool {
        !matches!(self, Self::OptOut | Self::Complaint)
    }

    /// Whether it is answered by work on the stores, and not by a person's letter alone.
    pub const fn runs_on_stores(self) -> bool {
        matches!(
            self,
            Self::Access | Self::Portability | Self::Rectification | Self::Erasure | Self::OptOut
        )
    }
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Right {
    type Err = NotARight;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|right| right.as_str() == text)
            .ok_or(NotARight)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_same_everywhere() {
        for right in Right::ALL {
            assert_eq!(right.as_str().parse(), Ok(right));
            assert_eq!(
                serde_json::to_string(&right).unwrap(),
                format!("\"{right}\"")
            );
        }
        assert_eq!("Access".parse::<Right>(), Err(NotARight));
    }
}
