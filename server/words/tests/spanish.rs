//! The Spanish message files against the English ones.
//!
//! `cargo test -p habeas-words missing -- --nocapture` prints what has to be translated: the
//! file, the key and the English text.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::{
    ast::{Comment, Entry, Expression, InlineExpression, Pattern, PatternElement},
    serializer::serialize,
};
use habeas_words::{ENGLISH, SPANISH};

/// The same in both languages, and meant to be. Texts that are only values and marks need not
/// be here.
const SAME: &[&str] = &[
    "page-title-error",
    "error-prefix",
    "language-en",
    "language-es",
    "data-no",
    "package-no",
    "size-kb",
    "size-mb",
    "size-gb",
    "size-b",
    "fetched-check.sum",
    "law-us-ca-ccpa",
    "law-us-co-cpa",
    "law-us-ct-ctdpa",
    "law-us-va-vcdpa",
    "audit-head-hash",
    "holiday-juneteenth",
    "holiday-corpus-christi",
    "place-us-ca",
];

/// What this service does not say in Spanish: no `tú`, and what LOOK.md rules out in English.
const NEVER: &[&str] = &[
    "tu",
    "tus",
    "tú",
    "ti",
    "tuyo",
    "contigo",
    "puedes",
    "tienes",
    "quieres",
    "por favor",
    "ups",
    "inválido",
    "inválida",
    "simplemente",
    "haga clic",
    "pulse aquí",
    "con éxito",
    "está seguro",
    "interesado",
];

/// The most letters on a button or in the navigation, if the message has no `# max: …` of its own.
const BUTTON: usize = 40;

/// One message or attribute.
struct Said {
    file: &'static str,
    text: String,
    letters: String,
    values: BTreeSet<String>,
    max: Option<usize>,
}

fn read(files: &[(&'static str, &'static str)]) -> BTreeMap<String, Said> {
    let mut all = BTreeMap::new();
    for (file, source) in files {
        let resource = FluentResource::try_new((*source).to_owned())
            .unwrap_or_else(|(_, faults)| panic!("{file}.ftl: {faults:?}"));
        for entry in resource.entries() {
            let Entry::Message(message) = entry else {
                continue;
            };
            let noted = message.comment.as_ref().and_then(max);
            let id = message.id.name;
            let mut put = |key: String, pattern: &Pattern<&str>| {
                let mut said = Said {
                    file,
                    text: raw(id, pattern),
                    letters: String::new(),
                    values: BTreeSet::new(),
                    max: noted.or_else(|| is_button(&key).then_some(BUTTON)),
                };
                pieces(pattern, &mut said);
                let twice = all.insert(key.clone(), said).is_some();
                assert!(!twice, "{file}.ftl: {key} is there twice");
            };
            if let Some(value) = &message.value {
                put(id.to_owned(), value);
            }
            for attribute in &message.attributes {
                put(format!("{id}.{}", attribute.id.name), &attribute.value);
            }
        }
    }
    all
}

fn is_button(key: &str) -> bool {
    key.ends_with("-do") || key.starts_with("nav-") || key == "sign-out" || key == "back"
}

/// `# max: 40`
fn max(comment: &Comment<&str>) -> Option<usize> {
    comment
        .content
        .iter()
        .find_map(|line| line.trim().strip_prefix("max:"))
        .map(|number| number.trim().parse().unwrap())
}

/// The message as a translator writes it.
fn raw(id: &str, pattern: &Pattern<&str>) -> String {
    use fluent_syntax::ast::{Identifier, Message, Resource};
    let message = Message {
        id: Identifier { name: id },
        value: Some(pattern.clone()),
        attributes: Vec::new(),
        comment: None,
    };
    let text = serialize(&Resource {
        body: vec![Entry::Message(message)],
    });
    let text = text.split_once('=').map_or("", |(_, text)| text);
    text.trim().to_owned()
}

fn pieces(pattern: &Pattern<&str>, said: &mut Said) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => said.letters.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Select { selector, variants },
            } => {
                value(selector, said);
                for variant in variants {
                    pieces(&variant.value, said);
                    said.letters.push(' ');
                }
            }
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => value(inline, said),
        }
    }
}

fn value(inline: &InlineExpression<&str>, said: &mut Said) {
    if let InlineExpression::VariableReference { id } = inline {
        said.values.insert(id.name.to_owned());
    }
}

/// The names of a test's findings, one below the other.
fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn nothing_is_missing_in_spanish() {
    let spanish = read(SPANISH);
    let missing: Vec<_> = read(ENGLISH)
        .into_iter()
        .filter(|(key, _)| !spanish.contains_key(key))
        .map(|(key, said)| format!("{}.ftl\t{key} = {}", said.file, said.text))
        .collect();
    none("to be translated in server/words/locales/es", &missing);
}

#[test]
fn nothing_in_spanish_is_left_over() {
    let english = read(ENGLISH);
    let spare: Vec<_> = read(SPANISH)
        .into_iter()
        .filter(|(key, _)| !english.contains_key(key))
        .map(|(key, said)| format!("{}.ftl\t{key}", said.file))
        .collect();
    none("in Spanish only", &spare);
}

#[test]
fn both_languages_put_the_same_values_in() {
    let english = read(ENGLISH);
    let wrong: Vec<_> = read(SPANISH)
        .into_iter()
        .filter_map(|(key, said)| {
            let model = english.get(&key)?;
            (model.values != said.values)
                .then(|| format!("{key}: {:?}, not {:?}", said.values, model.values))
        })
        .collect();
    none("values that differ", &wrong);
}

#[test]
fn nothing_was_left_in_english() {
    let english = read(ENGLISH);
    let same: Vec<_> = read(SPANISH)
        .into_iter()
        .filter(|(key, said)| {
            said.letters.chars().any(char::is_alphabetic)
                && !SAME.contains(&key.as_str())
                && english
                    .get(key)
                    .is_some_and(|model| model.text == said.text)
        })
        .map(|(key, said)| format!("{key} = {}", said.text))
        .collect();
    none("the same as in English", &same);
}

#[test]
fn no_message_is_longer_than_its_place() {
    let english = read(ENGLISH);
    let long: Vec<_> = read(SPANISH)
        .into_iter()
        .map(|(key, said)| ("es", key, said))
        .chain(
            read(ENGLISH)
                .into_iter()
                .map(|(key, said)| ("en", key, said)),
        )
        .filter_map(|(language, key, said)| {
            let max = english.get(&key)?.max?;
            let length = said.text.chars().count();
            (length > max).then(|| format!("{language} {key}: {length} letters, {max} fit"))
        })
        .collect();
    none("too long", &long);
}

#[test]
fn spanish_says_usted_and_the_words_we_use() {
    let wrong: Vec<_> = read(SPANISH)
        .into_iter()
        .flat_map(|(key, said)| {
            let text = format!(" {} ", words(&said.letters));
            NEVER
                .iter()
                .filter(move |word| text.contains(&format!(" {word} ")))
                .map(move |word| format!("{key}: {word}"))
        })
        .collect();
    none("words this service never says", &wrong);
}

/// The words alone, one space between them.
fn words(text: &str) -> String {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
