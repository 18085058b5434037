//! The rights a person can use.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::choice::ChoiceRight;

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
    /// To take back a consent (GDPR Art. 7(3)).
    ConsentWithdrawal,
    /// To complain about how one's data is used.
    Complaint,
    /// To have an answer looked at again by somebody else.
    Appeal,
}

/// The text is not the name of a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a right")]
pub struct NotARight;

impl Right {
    /// Every right.
    pub const ALL: [Self; 11] = [
        Self::Access,
        Self::Portability,
        Self::Rectification,
        Self::Erasure,
        Self::Restriction,
        Self::Objection,
        Self::OptOut,
        Self::AutomatedDecisionReview,
        Self::ConsentWithdrawal,
        Self::Complaint,
        Self::Appeal,
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
            Self::ConsentWithdrawal => "consent-withdrawal",
            Self::Complaint => "complaint",
            Self::Appeal => "appeal",
        }
    }

    /// Whether it hands out what is held, or destroys it.
    pub const fn hands_out_or_destroys(self) -> bool {
        matches!(self, Self::Access | Self::Portability | Self::Erasure)
    }

    /// Whether it is answered only to someone who has proved who they are. An opt-out and a
    /// complaint need no proof: asking for one is unlawful in California (11 CCR §7026(d)). A
    /// consent is taken back as easily as it was given (GDPR Art. 7(3)).
    pub const fn needs_proof(self) -> bool {
        !matches!(
            self,
            Self::OptOut | Self::ConsentWithdrawal | Self::Complaint | Self::Appeal
        )
    }

    /// Whether it is always answered by work on the stores, and not by a person's letter alone.
    /// What says no to something named runs there too: see
    /// [`Request::runs`](crate::request::Request::runs).
    pub const fn runs_on_stores(self) -> bool {
        matches!(
            self,
            Self::Access | Self::Portability | Self::Rectification | Self::Erasure
        )
    }
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A right as it stands in a form: `opt-out`, or with what is said no to,
/// `objection.direct-marketing`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The right.
    pub right: Right,
    /// What is said no to, if that was named.
    pub no_to: Option<ChoiceRight>,
}

impl Wanted {
    /// What can be said no to, each under the right it is.
    pub const NOS: [Self; 4] = [
        Self::no(Right::Objection, ChoiceRight::DirectMarketing),
        Self::no(Right::OptOut, ChoiceRight::SaleOrSharing),
        Self::no(Right::OptOut, ChoiceRight::SensitiveData),
        Self::no(Right::OptOut, ChoiceRight::AutomatedDecisions),
    ];

    const fn no(right: Right, no_to: ChoiceRight) -> Self {
        Self {
            right,
            no_to: Some(no_to),
        }
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.no_to {
            Some(no_to) => write!(f, "{}.{no_to}", self.right),
            None => write!(f, "{}", self.right),
        }
    }
}

impl FromStr for Wanted {
    type Err = NotARight;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('.') {
            None => Ok(Self {
                right: text.parse()?,
                no_to: None,
            }),
            Some(_) => Self::NOS
                .into_iter()
                .find(|wanted| wanted.to_string() == text)
                .ok_or(NotARight),
        }
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
        for wanted in Wanted::NOS {
            assert_eq!(wanted.to_string().parse(), Ok(wanted));
        }
        assert!("erasure.direct-marketing".parse::<Wanted>().is_err());
        assert!("objection".parse::<Wanted>().is_ok());
    }
}
