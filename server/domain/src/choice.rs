//! The four opt-outs.

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
