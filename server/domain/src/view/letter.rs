//! What a person is told, as a letter: in their language, on paper.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::RefusalView;
use crate::{choice::ChoiceRight, id::Reference, right::Right};

/// What a letter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterKind {
    /// That the request came in.
    Received,
    /// That it must be shown who asks.
    Identity,
    /// That it must be said what is meant.
    Scope,
    /// That a fee is asked for.
    Fee,
    /// That more time is needed.
    Extended,
    /// The answer, in full or in part.
    Answered,
    /// That it is refused.
    Refused,
    /// That it was closed, because nobody showed who asks.
    Expired,
}

impl LetterKind {
    /// Each.
    pub const ALL: [Self; 8] = [
        Self::Received,
        Self::Identity,
        Self::Scope,
        Self::Fee,
        Self::Extended,
        Self::Answered,
        Self::Refused,
        Self::Expired,
    ];

    /// Its name in addresses and message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Identity => "identity",
            Self::Scope => "scope",
            Self::Fee => "fee",
            Self::Extended => "extended",
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::Expired => "expired",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterView {
    /// What it says.
    pub kind: LetterKind,
    /// The tag of the language it is in.
    pub language: String,
    /// The number of the request.
    pub reference: Reference,
    /// The right.
    pub right: Right,
    /// What was said no to.
    pub no_to: Vec<ChoiceRight>,
    /// When the request came in.
    pub received: NaiveDate,
    /// When the answer is due.
    pub due: NaiveDate,
    /// The day of the letter.
    pub on: NaiveDate,
    /// To whom, line by line; empty where the address is kept apart or is not known.
    pub to: Vec<String>,
    /// The company's name.
    pub company: String,
    /// Its address.
    pub address: String,
    /// Where to write about privacy.
    pub email: String,
    /// The address of this service.
    pub home: String,
    /// The keys of why more time is needed.
    pub reasons: Vec<String>,
    /// The key of how it was answered.
    pub outcome: Option<String>,
    /// What was refused, of the whole or of parts.
    pub refused: Vec<RefusalView>,
    /// The officer's words; may be empty.
    pub note: String,
    /// The fee, and the law.
    pub fee: Option<(String, String)>,
    /// Whom to complain to; empty where no authority takes complaints.
    pub authority: String,
    /// Whether a court can be asked.
    pub court: bool,
}
