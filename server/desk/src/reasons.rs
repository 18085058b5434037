//! The words that go with a refusal or a fee: those to the person, and those by which the company
//! can show later why the ground held.

use habeas_domain::{request::Request, validate::Fault};

use crate::{Desk, DeskError, Done, Problem, RefusalAsked, keep::Private};

/// The longest words, in characters.
const LONGEST: usize = 4000;

/// The names of the fields of a form: ground, words to the person, words for the record. Several
/// such forms stand on one page.
pub(crate) type Fields = [&'static str; 3];

/// A refusal of the whole.
pub(crate) const WHOLE: Fields = ["ground", "note", "burden"];
/// A refusal of a part.
pub(crate) const PART: Fields = ["part-ground", "part-note", "part-burden"];
/// A fee.
pub(crate) const FEE: Fields = ["fee-ground", "fee-note", "fee-burden"];

/// Words that can be taken.
pub(crate) struct Reasons {
    note: String,
    burden: Option<String>,
}

impl Desk {
    /// The words of a refusal, if they can be taken: every fault at once.
    pub(crate) fn reasons(
        &self,
        request: &Request,
        asked: &RefusalAsked,
        [ground, note, shown]: Fields,
    ) -> Done<Reasons> {
        let mut problems = Vec::new();
        if asked.ground.is_empty() {
            problems.push((ground, Problem::Missing));
        }
        let mut text = |field: &'static str, typed: &str, needed: bool| {
            let typed = typed.replace("\r\n", "\n").trim().to_owned();
            if typed.is_empty() && needed {
                problems.push((field, Problem::Missing));
            } else if typed.chars().count() > LONGEST {
                problems.push((field, Problem::Value(Fault::TooLong(LONGEST))));
            } else if typed.chars().any(|c| c.is_control() && c != '\n') {
                problems.push((field, Problem::Value(Fault::Unprintable)));
            }
            typed
        };
        let said = text(note, &asked.note, true);
        let rules = self.book.rules(&request.regime);
        let needed = rules.is_ok_and(|rules| {
            let mut known = rules.denials(request.right);
            known.any(|known| known.ground == asked.ground && known.burden)
        });
        let burden = text(shown, &asked.burden, needed);
        if problems.is_empty() {
            Ok(Reasons {
                note: said,
                burden: (!burden.is_empty()).then_some(burden),
            })
        } else {
            Err(DeskError::Answers(problems))
        }
    }
}

impl Reasons {
    /// Keeps them with what is personal in the request. What was said to the person before stays
    /// above it.
    pub(crate) fn keep(self, private: &mut Private) {
        private.note = Some(match private.note.take() {
            Some(before) if before != self.note => format!("{before}\n\n{}", self.note),
            _ => self.note,
        });
        if let Some(burden) = self.burden {
            private.burden = Some(match private.burden.take() {
                Some(before) => format!("{before}\n\n{burden}"),
                None => burden,
            });
        }
    }
}
