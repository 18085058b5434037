//! What in a text may be about somebody else: addresses, numbers, names. A suggestion for a person
//! to judge, never a decision.

use serde::{Deserialize, Serialize};

/// What a suggestion seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Suspect {
    /// An e-mail address.
    Email,
    /// A telephone or account number.
    Number,
    /// A name.
    Name,
}

impl Suspect {
    /// Its name in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Number => "number",
            Self::Name => "name",
        }
    }
}

/// A part of a text that may be about somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its first byte.
    pub from: usize,
    /// The byte after its last.
    pub to: usize,
    /// What it seems to be.
    pub suspect: Suspect,
}

/// A run of fewer digits is a price or a house.
const FEWEST_DIGITS: usize = 7;
/// More would be no help to anybody.
const MOST: usize = 200;
/// Words after which a name stands, in lower case: people are introduced by them.
const INTRODUCES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "herr",
    "frau",
    "señor",
    "señora",
    "sr",
    "sra",
    "neighbour",
    "neighbor",
    "wife",
    "husband",
    "partner",
    "son",
    "daughter",
    "mother",
    "father",
    "sister",
    "brother",
    "friend",
    "colleague",
    "vecino",
    "vecina",
    "mujer",
    "marido",
    "hijo",
    "hija",
    "madre",
    "padre",
    "hermana",
    "hermano",
    "amigo",
    "amiga",
    "by",
    "with",
    "called",
    "named",
];
/// Words in capitals that name nobody.
const NOBODY: &[&str] = &[
    "i",
    "i'm",
    "i've",
    "i'd",
    "i'll",
    "ok",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "dear",
    "hello",
    "hi",
    "regards",
    "thanks",
    "street",
    "road",
    "lane",
    "avenue",
    "gdpr",
    "eu",
    "uk",
];

/// What in a text may be about somebody else than the person, who is known by the values of `own`
/// (addresses, numbers, names as the stores hold them). In the order of the text.
pub fn suggest(text: &str, own: &[String]) -> Vec<Suggestion> {
    let own = Own::new(own);
    let mut found = emails(text, &own);
    let taken = |found: &[Suggestion], from: usize, to: usize| {
        found.iter().any(|one| from < one.to && one.from < to)
    };
    for one in numbers(text, &own) {
        if !taken(&found, one.from, one.to) {
            found.push(one);
        }
    }
    for one in names(text, &own) {
        if !taken(&found, one.from, one.to) {
            found.push(one);
        }
    }
    found.sort_unstable_by_key(|one| one.from);
    found.truncate(MOST);
    found
}

/// By what the person is known, ready to compare.
struct Own {
    whole: Vec<String>,
    words: Vec<String>,
    digits: Vec<String>,
}

impl Own {
    fn new(values: &[String]) -> Self {
        let lower: Vec<String> = values.iter().map(|one| one.to_lowercase()).collect();
        let words = lower.iter().filter(|one| !one.contains('@'));
        let words = words.flat_map(|one| one.split(|c: char| !c.is_alphabetic()));
        let digits = values.iter().map(|one| digits_of(one));
        Self {
            words: words
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            digits: digits.filter(|one| one.len() >= FEWEST_DIGITS).collect(),
            whole: lower,
        }
    }

    fn says(&self, words: &str) -> bool {
        self.whole.iter().any(|one| one == &words.to_lowercase())
    }
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn emails(text: &str, own: &Own) -> Vec<Suggestion> {
    let inside = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let before = text[..at].chars().rev().take_while(|c| inside(*c));
        let from = at - before.map(char::len_utf8).sum::<usize>();
        let after = text[at + 1..].chars();
        let after = after.take_while(|c| c.is_alphanumeric() || ".-".contains(*c));
        let to = at + 1 + after.map(char::len_utf8).sum::<usize>();
        let to = from + text[from..to].trim_end_matches(['.', '-']).len();
        let domain = text.get(at + 1..to).unwrap_or_default();
        if from < at && domain.contains('.') && !own.says(&text[from..to]) {
            let suspect = Suspect::Email;
            found.push(Suggestion { from, to, suspect });
        }
    }
    found
}

fn numbers(text: &str, own: &Own) -> Vec<Suggestion> {
    let mut found = Vec::new();
    let mut run: Option<(usize, usize)> = None;
    let end = |run: &mut Option<(usize, usize)>, found: &mut Vec<Suggestion>| {
        let Some((from, to)) = run.take() else { return };
        let digits = digits_of(&text[from..to]);
        let mine = own.digits.iter().any(|one| same_number(one, &digits));
        if digits.len() >= FEWEST_DIGITS && !mine && !is_date(&text[from..to]) {
            let suspect = Suspect::Number;
            found.push(Suggestion { from, to, suspect });
        }
    };
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            run = Some((run.map_or(at, |(from, _)| from), at + 1));
        } else if run.is_none() && c == '+' {
            run = Some((at, at + 1));
        } else if !" -()/.".contains(c) {
            end(&mut run, &mut found);
        }
    }
    end(&mut run, &mut found);
    found
}

/// 2024-05-01, 1.5.2024, 01/05/2024.
fn is_date(text: &str) -> bool {
    let parts = text.split(['-', '.', '/']).map(str::len);
    matches!(
        parts.collect::<Vec<_>>()[..],
        [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4]
    )
}

/// The same number with and without the prefix of its country.
fn same_number(one: &str, other: &str) -> bool {
    let tail = |digits: &str| digits[digits.len().saturating_sub(FEWEST_DIGITS + 1)..].to_owned();
    one == other || tail(one) == tail(other)
}

struct Word {
    from: usize,
    to: usize,
    /// Whether a sentence begins with it, where every word has a capital.
    begins: bool,
}

fn names(text: &str, own: &Own) -> Vec<Suggestion> {
    let words = words_of(text);
    let lower = |word: &Word| text[word.from..word.to].to_lowercase();
    let capital = |word: &Word| {
        text[word.from..word.to]
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
            && !NOBODY.contains(&lower(word).as_str())
            && !own.words.contains(&lower(word))
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let introduced = at > 0 && INTRODUCES.contains(&lower(&words[at - 1]).as_str());
        let mut end = at;
        while end < words.len()
            && capital(&words[end])
            && (end == at || (beside(text, &words[end - 1], &words[end]) && !words[end].begins))
        {
            end += 1;
        }
        let several = end - at > 1;
        // One word at the beginning of a sentence is just a word.
        if end > at && (several || introduced || !words[at].begins) {
            found.push(Suggestion {
                from: words[at].from,
                to: words[end - 1].to,
                suspect: Suspect::Name,
            });
        }
        at = end.max(at + 1);
    }
    found
}

/// Whether nothing but white space or a hyphen stands between two words.
fn beside(text: &str, one: &Word, other: &Word) -> bool {
    text[one.to..other.from]
        .chars()
        .all(|c| c.is_whitespace() && c != '\n' || c == '-')
}

fn words_of(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut begins = true;
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphabetic() || (matches!(c, '\'' | '’') && open.is_some());
        match (inside, open) {
            (true, None) => open = Some(at),
            (false, Some(from)) => {
                words.push(Word {
                    from,
                    to: at,
                    begins,
                });
                begins = false;
                open = None;
            }
            _ => {}
        }
        if matches!(c, '.' | '!' | '?' | ':' | '\n' | '¿' | '¡' | '"' | '“') {
            begins = true;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Suspect, suggest};

    fn found<'t>(text: &'t str, own: &[&str]) -> Vec<(&'t str, Suspect)> {
        let own: Vec<String> = own.iter().map(|one| (*one).to_owned()).collect();
        suggest(text, &own)
            .into_iter()
            .map(|one| (&text[one.from..one.to], one.suspect))
            .collect()
    }

    #[test]
    fn what_may_be_about_others_is_suggested_and_what_is_ones_own_is_not() {
        let text = "My neighbour Ruth Kelly took it in. Write to ruth.kelly@example.ie. or call \
                    +353 1 555 0199, not 085 555 0123 or maria@example.com. Thanks, Maria";
        let own = ["Maria Byrne", "maria@example.com", "+353 85 555 0123"];
        assert_eq!(
            found(text, &own),
            [
                ("Ruth Kelly", Suspect::Name),
                ("ruth.kelly@example.ie", Suspect::Email),
                ("+353 1 555 0199", Suspect::Number),
            ]
        );
    }

    #[test]
    fn the_first_word_of_a_sentence_and_small_numbers_are_left_alone() {
        assert_eq!(
            found(
                "Hello. The parcel of 2024-05-01 cost 12.50. It broke on 1.5.2024.",
                &[]
            ),
            []
        );
    }

    #[test]
    fn names_of_other_scripts_and_single_names_after_a_relation_are_found() {
        assert_eq!(
            found("Lo recogió mi vecina Begoña.", &[]),
            [("Begoña", Suspect::Name)]
        );
        assert_eq!(
            found("I met Олена Шевченко today", &[]),
            [("Олена Шевченко", Suspect::Name)]
        );
        assert_eq!(found("Jean-Luc wrote", &[]), [("Jean-Luc", Suspect::Name)]);
    }

    #[test]
    fn an_at_sign_alone_is_no_address() {
        assert_eq!(found("two @ 3 each, see @home", &[]), []);
    }
}
