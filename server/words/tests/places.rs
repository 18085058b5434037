//! Every message that stands on a button, in a heading, at the head of a column or in the
//! navigation is short enough for its place, in each language. The places are read from the code
//! of the pages.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};
use habeas_words::{ENGLISH, SPANISH};

/// A place of which there is never more than so much. A message may allow itself more by a
/// comment `# max: 60` above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The head of a column.
    Head,
    /// A link that is always there.
    Navigation,
    /// A button, or a link that looks like one.
    Button,
    /// A heading, or what unfolds.
    Heading,
}

impl Kind {
    /// The most letters.
    const fn most(self) -> usize {
        match self {
            Self::Head => 28,
            Self::Navigation => 24,
            Self::Button => 44,
            Self::Heading => 72,
        }
    }
}

/// How many letters a value is taken for.
const VALUE: usize = 8;

/// What opens a place, what closes it, and what it is.
const PLACES: &[(&str, &str, Kind)] = &[
    ("<Button", "</Button", Kind::Button),
    ("<button", "</button", Kind::Button),
    ("<summary", "</summary", Kind::Heading),
    ("<h1", "</h1", Kind::Heading),
    ("<h2", "</h2", Kind::Heading),
    ("<h3", "</h3", Kind::Heading),
    ("<Page title=", ">", Kind::Heading),
    ("<Notice", ">", Kind::Heading),
    ("<Empty", ">", Kind::Heading),
    ("<Panel", ">", Kind::Heading),
    ("<Head::", ")", Kind::Head),
    ("Head::text(words", ")", Kind::Head),
    ("Head::number(words", ")", Kind::Head),
];

fn sources(under: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The keys that a piece of code says.
fn said(code: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for call in [".say(\"", ".with(\"", "title=words.say(\""] {
        for (at, _) in code.match_indices(call) {
            let key = code[at + call.len()..].split('"').next().unwrap();
            keys.push(key.to_owned());
        }
    }
    keys
}

/// The literals of the list that a `.map(…)` over keys begins with.
fn listed(before: &str) -> Vec<String> {
    let list = before.rsplit_once('[').map_or("", |(_, list)| list);
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn places() -> BTreeMap<String, BTreeSet<Kind>> {
    let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../app/src");
    let mut files = Vec::new();
    sources(&app, &mut files);
    let mut places: BTreeMap<String, BTreeSet<Kind>> = BTreeMap::new();
    let mut put = |key: String, kind| {
        places.entry(key).or_default().insert(kind);
    };
    for file in files {
        let code = fs::read_to_string(file).unwrap();
        for (opens, closes, kind) in PLACES {
            for (at, _) in code.match_indices(opens) {
                let rest = &code[at..];
                let end = rest.find(closes).unwrap_or(rest.len());
                said(&rest[..end])
                    .into_iter()
                    .for_each(|key| put(key, *kind));
            }
        }
        for (at, _) in code.match_indices(".map(|key| Head::") {
            listed(&code[..at])
                .into_iter()
                .for_each(|key| put(key, Kind::Head));
        }
        for (at, _) in code.match_indices("\"nav-") {
            let key = code[at + 1..].split('"').next().unwrap();
            put(key.to_owned(), Kind::Navigation);
        }
    }
    places
}

/// The letters of a message where it is longest.
fn longest(pattern: &Pattern<&str>) -> usize {
    let pieces = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => value.chars().count(),
        PatternElement::Placeable {
            expression: Expression::Select { variants, .. },
        } => {
            let variants = variants.iter().map(|variant| longest(&variant.value));
            variants.max().unwrap_or_default()
        }
        PatternElement::Placeable {
            expression: Expression::Inline(_),
        } => VALUE,
    });
    pieces.sum()
}

/// Each message with its letters and what it allows itself.
fn lengths(files: &[(&str, &str)]) -> BTreeMap<String, (usize, Option<usize>)> {
    let mut lengths = BTreeMap::new();
    for (_, source) in files {
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*source).to_owned());
        for entry in resource.entries() {
            let Entry::Message(message) = entry else {
                continue;
            };
            let comment = message.comment.as_ref().map(|comment| &comment.content);
            let own = comment.into_iter().flatten().find_map(|line| {
                let max = line.trim().strip_prefix("max:")?;
                max.trim().parse::<usize>().ok()
            });
            let id = message.id.name;
            if let Some(value) = &message.value {
                lengths.insert(id.to_owned(), (longest(value), own));
            }
            for attribute in &message.attributes {
                let key = format!("{id}.{}", attribute.id.name);
                lengths.insert(key, (longest(&attribute.value), own));
            }
        }
    }
    lengths
}

#[test]
fn no_message_is_too_long_for_where_it_stands() {
    let places = places();
    let of = |kind| {
        places
            .values()
            .filter(|kinds| kinds.contains(&kind))
            .count()
    };
    // If a page is written otherwise one day, this test must not look away.
    for (kind, least) in [
        (Kind::Button, 50),
        (Kind::Heading, 100),
        (Kind::Head, 15),
        (Kind::Navigation, 10),
    ] {
        assert!(of(kind) >= least, "{kind:?}: only {} found", of(kind));
    }
    let english = lengths(ENGLISH);
    let mut long = Vec::new();
    for (language, all) in [("en", &english), ("es", &lengths(SPANISH))] {
        for (key, kinds) in &places {
            let Some(&(length, _)) = all.get(key) else {
                continue;
            };
            let own = english.get(key).and_then(|(_, own)| *own);
            let (kind, max) = kinds
                .iter()
                .map(|kind| (kind, own.unwrap_or(kind.most())))
                .min_by_key(|(_, max)| *max)
                .unwrap();
            if length > max {
                long.push(format!(
                    "{language} {key} ({kind:?}): {length} letters, {max} fit"
                ));
            }
        }
    }
    assert!(long.is_empty(), "too long:\n{}", long.join("\n"));
}
