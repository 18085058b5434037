//! Words that staff use again and again in messages: written once for each language, with a few
//! places that are filled in. A place that nobody can fill is refused when the template is written,
//! not found out by the person who reads it.

/// What a template can have filled in, as it is written: `{number}`.
pub const PLACES: [&str; 5] = ["number", "right", "due", "company", "contact"];

/// The names between braces that are none of ours, each once, and `{` where one is never closed.
pub fn unknown(text: &str) -> Vec<String> {
    let mut wrong: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let after = &rest[open + 1..];
        let name = after
            .split_once('}')
            .filter(|(name, _)| rest[open..].starts_with('{') && !name.contains(['{', '\n']));
        let (named, next) = match name {
            Some((name, next)) if PLACES.contains(&name.trim()) => (None, next),
            Some((name, next)) => (Some(name.trim().to_owned()), next),
            None => (Some(rest[open..=open].to_owned()), after),
        };
        if let Some(named) = named.filter(|named| !wrong.contains(named)) {
            wrong.push(named);
        }
        rest = next;
    }
    wrong
}

/// The text with its places filled; one that has no value stays as it is.
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let filled = after
            .split_once('}')
            .and_then(|(name, next)| Some((value(name.trim())?, next)));
        match filled {
            Some((value, next)) => {
                out.push_str(&value);
                rest = next;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_nobody_can_fill_is_found() {
        assert!(unknown("Your request {number}, due { due }.").is_empty());
        assert_eq!(unknown("Dear {name}, {number} {name}"), ["name"]);
        assert_eq!(unknown("{number"), ["{"]);
        assert_eq!(unknown("a } b"), ["}"]);
        assert_eq!(unknown("{{number}}"), ["{", "}"]);
        assert_eq!(unknown("{}"), [""]);
    }

    #[test]
    fn places_are_filled_and_nothing_else() {
        let value = |name: &str| (name == "number").then(|| "HB-1".to_owned());
        assert_eq!(
            fill("About {number}: { number }.", value),
            "About HB-1: HB-1."
        );
        assert_eq!(fill("{due} {", value), "{due} {");
    }

    proptest! {
        #[test]
        fn a_text_that_was_accepted_is_filled_whole(parts in prop::collection::vec("[a-z ]{0,8}", 0..6)) {
            let text: String = parts.iter().map(|part| format!("{part}{{number}}")).collect();
            prop_assert!(unknown(&text).is_empty());
            let filled = fill(&text, |_| Some("N".to_owned()));
            let left = filled.contains(['{', '}']);
            prop_assert!(!left);
        }
    }
}
