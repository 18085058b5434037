//! The four opt-outs.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a person can say no to.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ChoiceRight {
    /// Direct marketing (GDPR Art. 21(2)–(3): absolute).
    DirectMarketing,
    /// Disclosure or sale to third parties (CCPA §1798.120).
    SaleOrSharing,
    /// Decisions made by machines alone (GDPR Art. 22).
    AutomatedDecisions,
    /// Use of sensitive data (GDPR Art. 9; CCPA §1798.121).
    SensitiveData,
}

/// How a choice was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// On the page.
    Page,
    /// By the browser's signal, Global Privacy Control (11 CCR §7025).
    Signal,
    /// With a request to delete everything.
    Erasure,
    /// With a request of its own: without an account, or at the desk.
    Request,
}

impl How {
    /// Its name in databases and messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Signal => "signal",
            Self::Erasure => "erasure",
            Self::Request => "request",
        }
    }

    /// What a database holds; the page, where it is nothing we know.
    pub fn named(name: &str) -> Self {
        match name {
            "signal" => Self::Signal,
            "erasure" => Self::Erasure,
            "request" => Self::Request,
            _ => Self::Page,
        }
    }
}

/// The text is not the name of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a choice")]
pub struct NotAChoice;

impl ChoiceRight {
    /// Every choice.
    pub const ALL: [Self; 4] = [
        Self::DirectMarketing,
        Self::SaleOrSharing,
        Self::AutomatedDecisions,
        Self::SensitiveData,
    ];

    /// Its name in addresses, files and databases.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DirectMarketing => "direct-marketing",
            Self::SaleOrSharing => "sale-or-sharing",
            Self::AutomatedDecisions => "automated-decisions",
            Self::SensitiveData => "sensitive-data",
        }
    }
}

impl fmt::Display for ChoiceRight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ChoiceRight {
    type Err = NotAChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|right| right.as_str() == text)
            .ok_or(NotAChoice)
    }
}

/// Where a choice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceState {
    /// Which choice.
    pub right: ChoiceRight,
    /// Whether the use is allowed.
    pub allowed: bool,
    /// Since when, if it was chosen; none for what the company assumed.
    pub since: Option<DateTime<Utc>>,
}

impl ChoiceState {
    /// What holds after the person has chosen, or nothing if they chose what already held by
    /// their own word: pressing the same button twice leaves one line of history.
    pub fn choose(self, allowed: bool, now: DateTime<Utc>) -> Option<Self> {
        let said_before = self.since.is_some() && self.allowed == allowed;
        (!said_before).then_some(Self {
            right: self.right,
            allowed,
            since: Some(now),
        })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_same_everywhere() {
        for right in ChoiceRight::ALL {
            assert_eq!(right.as_str().parse(), Ok(right));
            assert_eq!(
                serde_json::to_string(&right).unwrap(),
                format!("\"{right}\"")
            );
        }
    }

    #[test]
    fn choosing_the_same_twice_is_one_choice() {
        let now = DateTime::UNIX_EPOCH;
        let assumed = ChoiceState {
            right: ChoiceRight::DirectMarketing,
            allowed: true,
            since: None,
        };
        let said = assumed.choose(true, now).unwrap();
        assert_eq!(said.since, Some(now));
        assert_eq!(said.choose(true, now), None);
        assert!(!said.choose(false, now).unwrap().allowed);
    }
}
