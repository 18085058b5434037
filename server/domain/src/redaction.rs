//! What is said of other people in what was written about one: found, covered, and why.
//!
//! A right to a copy must not harm the rights of others (GDPR Art. 15(4)). Free text and files
//! wait until an officer has read them; the officer lets an item out whole, with parts covered, or
//! not at all, each with a reason that the law knows. The store is never altered.

mod suggest;
mod view;

use serde::{Deserialize, Serialize};

pub use suggest::{Suggestion, Suspect, suggest};
pub use view::{BenchView, ItemAt, ItemLine, ItemState, ItemView, ReadingView, Tally, WaitingCopy};

/// Why something is withheld, as the person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithholdReason {
    /// It is about somebody else (GDPR Art. 15(4)).
    AnotherPerson,
    /// Somebody said it in confidence (GDPR Art. 15(4)).
    Confidence,
    /// A trade secret or another's intellectual property (GDPR Recital 63).
    TradeSecret,
    /// Advice of lawyers (national law under GDPR Art. 23(1)(j)).
    LegalAdvice,
    /// It would put somebody in danger (GDPR Art. 15(4), Art. 23(1)(i)).
    Safety,
}

impl WithholdReason {
    /// Every reason.
    pub const ALL: [Self; 5] = [
        Self::AnotherPerson,
        Self::Confidence,
        Self::TradeSecret,
        Self::LegalAdvice,
        Self::Safety,
    ];

    /// Its name in forms, files and message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AnotherPerson => "another-person",
            Self::Confidence => "confidence",
            Self::TradeSecret => "trade-secret",
            Self::LegalAdvice => "legal-advice",
            Self::Safety => "safety",
        }
    }

    /// The reason of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// A part of a text that is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Part {
    /// Its first byte.
    pub from: usize,
    /// The byte after its last.
    pub to: usize,
    /// Why.
    pub reason: WithholdReason,
}

/// What an officer decided of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "verdict")]
pub enum Verdict {
    /// The person gets it; parts may be covered.
    Shown {
        /// The covered parts, in order, none touching another.
        parts: Vec<Part>,
    },
    /// The person gets none of it.
    Withheld {
        /// Why.
        reason: WithholdReason,
    },
}

impl Verdict {
    /// Its name in the ledger and in message keys.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Shown { parts } if parts.is_empty() => "shown",
            Self::Shown { .. } => "shown-in-part",
            Self::Withheld { .. } => "withheld",
        }
    }

    /// Why something is withheld, and how often.
    pub fn reasons(&self) -> Vec<WithholdReason> {
        match self {
            Self::Shown { parts } => parts.iter().map(|part| part.reason).collect(),
            Self::Withheld { reason } => vec![*reason],
        }
    }
}

/// A part that does not lie in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a part does not lie in the text")]
pub struct OutOfText;

/// Puts parts in order and joins those that touch; the reason of the first stands for both.
///
/// # Errors
/// A part that is empty, ends outside the text or cuts a character in two.
pub fn tidy(text: &str, mut parts: Vec<Part>) -> Result<Vec<Part>, OutOfText> {
    parts.sort_unstable();
    let mut tidied: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        let whole = part.from < part.to
            && text.is_char_boundary(part.from)
            && text.is_char_boundary(part.to)
            && part.to <= text.len();
        if !whole {
            return Err(OutOfText);
        }
        match tidied.last_mut() {
            Some(last) if part.from <= last.to => last.to = last.to.max(part.to),
            _ => tidied.push(part),
        }
    }
    Ok(tidied)
}

/// A text in pieces: what is read, and what is covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "piece", content = "text")]
pub enum Piece {
    /// As it stands.
    Read(String),
    /// Covered.
    Covered(String),
}

/// Cuts a text into pieces by tidy parts.
pub fn pieces(text: &str, parts: &[Part]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(parts.len() * 2 + 1);
    let mut at = 0;
    for part in parts {
        if part.from > at {
            pieces.push(Piece::Read(text[at..part.from].to_owned()));
        }
        pieces.push(Piece::Covered(text[part.from..part.to].to_owned()));
        at = part.to;
    }
    if at < text.len() {
        pieces.push(Piece::Read(text[at..].to_owned()));
    }
    pieces
}

/// The text as the person gets it: what is covered is replaced by `mark`, whatever its length, so
/// that the length gives nothing away.
pub fn cover(text: &str, parts: &[Part], mark: &str) -> String {
    pieces(text, parts)
        .into_iter()
        .map(|piece| match piece {
            Piece::Read(read) => read,
            Piece::Covered(_) => mark.to_owned(),
        })
        .collect()
}

/// Every place at which words stand in a text, whatever their case.
pub fn occurrences(text: &str, words: &str) -> Vec<(usize, usize)> {
    let wanted: Vec<char> = words.trim().chars().flat_map(char::to_lowercase).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    // Lower case may be longer than upper case: every character keeps the bytes it came from.
    let mut spelled: Vec<(char, usize, usize)> = Vec::new();
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        spelled.extend(character.to_lowercase().map(|lower| (lower, at, end)));
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at + wanted.len() <= spelled.len() {
        let here = &spelled[at..at + wanted.len()];
        if here.iter().map(|(c, _, _)| c).eq(wanted.iter()) {
            found.push((here[0].1, here[here.len() - 1].2));
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{OutOfText, Part, Piece, WithholdReason, cover, occurrences, pieces, tidy};

    fn part(from: usize, to: usize) -> Part {
        Part {
            from,
            to,
            reason: WithholdReason::AnotherPerson,
        }
    }

    #[test]
    fn parts_are_put_in_order_and_joined() {
        let text = "My neighbour Ruth has it";
        let parts = tidy(text, vec![part(13, 17), part(3, 12), part(12, 14)]);
        assert_eq!(parts, Ok(vec![part(3, 17)]));
        assert_eq!(cover(text, &[part(3, 17)], "[…]"), "My […] has it");
    }

    #[test]
    fn a_part_outside_the_text_or_inside_a_character_is_refused() {
        assert_eq!(tidy("añb", vec![part(2, 3)]), Err(OutOfText));
        assert_eq!(tidy("ab", vec![part(1, 9)]), Err(OutOfText));
        assert_eq!(tidy("ab", vec![part(1, 1)]), Err(OutOfText));
    }

    #[test]
    fn words_are_found_whatever_their_case_and_length_in_it() {
        assert_eq!(occurrences("Ruth, RUTH and ruth", "ruth").len(), 3);
        // Two characters in lower case where there was one.
        assert_eq!(occurrences("İpek called", "called"), [(6, 12)]);
        assert_eq!(occurrences("nothing", "  "), []);
    }

    proptest! {
        /// Nothing of a covered part is left, and nothing else is lost.
        #[test]
        fn what_is_covered_is_gone_and_the_rest_stays(
            text in "\\PC{0,60}", cuts in prop::collection::vec((0_usize..60, 0_usize..60), 0..6)
        ) {
            let parts: Vec<Part> = cuts.into_iter().map(|(a, b)| part(a.min(b), a.max(b))).collect();
            if let Ok(parts) = tidy(&text, parts) {
                let joined: String = pieces(&text, &parts).into_iter().map(|piece| match piece {
                    Piece::Read(text) | Piece::Covered(text) => text,
                }).collect();
                prop_assert_eq!(joined, text.clone());
                let read: usize = pieces(&text, &parts).iter().map(|piece| match piece {
                    Piece::Read(text) => text.len(),
                    Piece::Covered(_) => 0,
                }).sum();
                prop_assert_eq!(cover(&text, &parts, "").len(), read);
            }
        }
    }
}
