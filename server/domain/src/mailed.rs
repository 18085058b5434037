//! What a mail asks for, as far as its words say so, and which case it is about. Staff read it
//! anyway: this only puts it where they look first.

use crate::{id::Reference, right::Right};

/// Words by which a right is known, in the languages of this service, the rarer ones first.
const WORDS: [(Right, &[&str]); 6] = [
    (
        Right::Erasure,
        &[
            "delete",
            "erase",
            "erasure",
            "forget me",
            "borrar",
            "borren",
            "eliminar",
            "eliminen",
            "suprim",
            "supresi",
        ],
    ),
    (
        Right::Rectification,
        &[
            "correct",
            "rectif",
            "wrong address",
            "corrij",
            "corregir",
            "correcci",
        ],
    ),
    (
        Right::Portability,
        &["portab", "machine-readable", "machine readable"],
    ),
    (
        Right::Objection,
        &[
            "object to",
            "stop sending",
            "unsubscribe",
            "me opongo",
            "oposici",
            "dejen de enviar",
        ],
    ),
    (
        Right::OptOut,
        &[
            "do not sell",
            "do not share",
            "opt out",
            "opt-out",
            "no vendan",
        ],
    ),
    (Right::Restriction, &["restrict", "limitaci"]),
];

/// The right that a mail uses: by its subject, then by its text. Whoever says nothing of it wants to
/// know what is held.
pub fn right_in(subject: &str, text: &str) -> Right {
    let find = |text: &str| {
        let text = text.to_lowercase();
        let mut all = WORDS.into_iter();
        all.find(|(_, words)| words.iter().any(|word| text.contains(word)))
            .map(|(right, _)| right)
    };
    find(subject)
        .or_else(|| find(text))
        .unwrap_or(Right::Access)
}

/// The number of a request in a text, as it stands in our mails: `HB-7K2M-93QF`.
pub fn number_in(text: &str) -> Option<Reference> {
    text.match_indices("HB-").find_map(|(at, _)| {
        let rest = text.get(at..at + 12)?;
        let ends = !text[at + 12..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let begins = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        (begins && ends).then(|| rest.parse().ok()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_mail_is_put_where_staff_look_first() {
        for (subject, text, right) in [
            ("Please DELETE my account", "", Right::Erasure),
            ("Hello", "I want you to erase everything.", Right::Erasure),
            ("Mis datos", "Quiero que borren mis datos", Right::Erasure),
            ("Rectificación", "", Right::Rectification),
            ("My data", "What do you have on me?", Right::Access),
            ("Do not sell my data", "delete nothing", Right::OptOut),
            ("", "", Right::Access),
        ] {
            assert_eq!(right_in(subject, text), right, "{subject} {text}");
        }
    }

    #[test]
    fn a_number_is_found_whole_or_not_at_all() {
        let number = "HB-7K2M-93QF".parse().ok();
        assert_eq!(number_in("Re: Your request HB-7K2M-93QF"), number);
        assert_eq!(number_in("HB-7K2M-93QF."), number);
        for text in [
            "HB-7K2M",
            "HB-7K2M-93QFX",
            "XHB-7K2M-93QF",
            "HB-....-....",
            "HB-é",
        ] {
            assert_eq!(number_in(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_upsets_it(text: String) {
            let _ = (number_in(&text), right_in(&text, &text));
        }
    }
}
