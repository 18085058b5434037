//! The message files against the code that speaks them.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, InlineExpression, Pattern, PatternElement};
use habeas_words::ENGLISH;

/// Words this service does not say (LOOK.md, "Words").
const NEVER: &[&str] = &[
    "please",
    "oops",
    "invalid",
    "simply",
    "whoops",
    "successfully",
    "are you sure",
    "click here",
    "submit",
    "sorry for the inconvenience",
    "kindly",
    "data subject",
    "hurry",
];

/// Every message and attribute (`key`, `key.attribute`) with its text pieces.
fn english() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (area, source) in ENGLISH {
        let resource = FluentResource::try_new((*source).to_owned())
            .unwrap_or_else(|(_, faults)| panic!("{area}.ftl: {faults:?}"));
        for entry in resource.entries() {
            let Entry::Message(message) = entry else {
                continue;
            };
            let key = message.id.name;
            let mut put = |key: String, pattern: &Pattern<&str>| {
                assert!(
                    all.insert(key.clone(), texts(pattern)).is_none(),
                    "{area}.ftl: {key} is there twice"
                );
            };
            if let Some(value) = &message.value {
                put(key.to_owned(), value);
            }
            for attribute in &message.attributes {
                put(format!("{key}.{}", attribute.id.name), &attribute.value);
            }
        }
    }
    all
}

fn texts(pattern: &Pattern<&str>) -> String {
    use fluent_syntax::ast::Expression;
    let mut out = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Select { variants, .. },
            } => {
                for variant in variants {
                    out.push_str(&texts(&variant.value));
                    out.push(' ');
                }
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => {
                out.push_str(value);
            }
            PatternElement::Placeable { .. } => {}
        }
    }
    out
}

fn sources(under: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | ".git") {
                sources(&path, found);
            }
        } else if name.ends_with(".rs") {
            found.push(path);
        }
    }
}

/// What the code asks for: whole keys that must exist, groups, and every
/// string literal (a key may travel as a value from `domain`).
#[derive(Default)]
struct Asked {
    keys: BTreeMap<String, PathBuf>,
    groups: BTreeSet<String>,
    literals: BTreeSet<String>,
}

fn asked() -> Asked {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for package in ["app", "server"] {
        sources(&root.join(package), &mut files);
    }
    let mut asked = Asked::default();
    for path in files {
        // The words' own tests speak of keys that do not exist.
        if path
            .parent()
            .is_some_and(|folder| folder.ends_with("words/tests"))
        {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        // Doc comments and unit tests show examples.
        let text = text.split("#[cfg(test)]").next().unwrap();
        let code: String = text
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for (before, literal) in literals(&code) {
            let call = before.trim_end();
            if [".say(", ".with(", "unmarked("]
                .iter()
                .any(|c| call.ends_with(c))
            {
                asked.keys.insert(literal.clone(), path.clone());
            }
            if [".of(", ".of_with("].iter().any(|c| call.ends_with(c)) {
                asked.groups.insert(format!("{literal}-"));
            }
            // `format!("month-{}", …)` and `self.day("…", "month", …)` inside this crate.
            if let Some((group, _)) = literal.split_once("-{") {
                asked.groups.insert(format!("{group}-"));
            }
            if path.ends_with("words/src/format.rs") {
                asked.groups.insert(format!("{literal}-"));
            }
            asked.literals.insert(literal);
        }
    }
    asked
}

/// String literals without escapes, each with the code just before it.
fn literals(code: &str) -> Vec<(&str, String)> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(open) = code[from..].find('"').map(|i| i + from) {
        let Some(close) = code[open + 1..].find('"').map(|i| i + open + 1) else {
            break;
        };
        let literal = &code[open + 1..close];
        if !literal.is_empty()
            && literal
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_.{}".contains(c))
        {
            let start = code[..open]
                .char_indices()
                .rev()
                .take(30)
                .last()
                .map_or(0, |(i, _)| i);
            out.push((&code[start..open], literal.to_owned()));
            from = close + 1;
        } else {
            // Not a key; the next quote may open one.
            from = open + 1;
        }
    }
    out
}

#[test]
fn no_key_is_missing() {
    let (english, asked) = (english(), asked());
    let missing: Vec<_> = asked
        .keys
        .iter()
        .filter(|(key, _)| !key.contains('{') && !english.contains_key(*key))
        .map(|(key, path)| format!("{key}  ({})", path.display()))
        .collect();
    assert!(
        missing.is_empty(),
        "asked for, but in no message file:\n{}",
        missing.join("\n")
    );
}

#[test]
fn no_key_is_unused() {
    let (english, asked) = (english(), asked());
    let unused: Vec<_> = english
        .keys()
        .filter(|key| {
            !asked.literals.contains(*key) && !asked.groups.iter().any(|g| key.starts_with(g))
        })
        .collect();
    assert!(
        unused.is_empty(),
        "in a message file, but nobody says it: {unused:#?}"
    );
}

#[test]
fn the_words_are_the_ones_we_use() {
    let wrong: Vec<_> = english()
        .into_iter()
        .flat_map(|(key, text)| {
            let text = text.to_lowercase();
            NEVER
                .iter()
                .filter(move |word| has_word(&text, word))
                .map(move |word| format!("{key}: {word}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "words this service never says:\n{}",
        wrong.join("\n")
    );
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    })
}
