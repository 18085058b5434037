//! The map in other languages: a file beside the map for each, `demo.map.es.yaml` beside
//! `demo.map.yaml`, in which every text of the map stands once, with its translation. A map
//! without such files is a whole map.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    DataMap, Finding, MapError, Severity,
    parse::{fault, schema_text},
};

/// The texts of a map in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// The format of the file: 1.
    pub habeas: u32,
    /// The language, as browsers name it: `es`.
    pub language: String,
    /// Each text of the map, and how it reads in the language. `{count}` and `{sum}` stay as
    /// they are.
    pub words: BTreeMap<String, String>,
}

impl Translation {
    /// Reads a translation.
    ///
    /// # Errors
    /// Where the YAML is broken or a key is unknown, with its place.
    pub fn parse(text: &str) -> Result<Self, MapError> {
        serde_saphyr::from_str(text).map_err(|error| fault(&error))
    }

    /// A text in the language; as the map has it where nobody has translated it.
    pub fn say<'a>(&'a self, text: &'a str) -> &'a str {
        match self.words.get(text).map(String::as_str) {
            None | Some("") => text,
            Some(said) => said,
        }
    }

    /// The map as people read it in the language. It is for showing only: a plan is made on the map
    /// itself, and the digest stays that of what is written.
    pub fn of(&self, map: &DataMap) -> DataMap {
        let mut map = map.clone();
        each_text(&mut map, &mut |text| {
            if let Some(said) = self
                .words
                .get(text.as_str())
                .filter(|said| !said.is_empty())
            {
                text.clone_from(said);
            }
        });
        map
    }

    /// What is not translated, and what is translated and not in the map: as advice, because the
    /// map's own text is shown instead.
    pub fn check(&self, map: &DataMap) -> Vec<Finding> {
        let texts = texts(map);
        let missing = texts.iter().filter(|text| self.say(text) == text.as_str());
        // A name may be the same in both languages: then it stands there, and says so.
        let missing = missing.filter(|text| !self.words.contains_key(*text));
        let advice = |what: String, fix: &str| Finding {
            severity: Severity::Advice,
            line: 0,
            column: 0,
            what,
            fix: fix.to_owned(),
        };
        let language = &self.language;
        let mut findings: Vec<Finding> = missing
            .map(|text| {
                advice(
                    format!("`{text}` is not translated ({language})"),
                    "People who read that language see it as the map has it",
                )
            })
            .collect();
        let unused = self.words.keys().filter(|text| !texts.contains(*text));
        findings.extend(unused.map(|text| {
            advice(
                format!("`{text}` is translated ({language}), and no text of the map"),
                "Take it out, or write it as the map does",
            )
        }));
        for (text, said) in &self.words {
            for place in ["{count}", "{sum}"] {
                if text.contains(place) != said.contains(place) {
                    findings.push(advice(
                        format!("`{said}` ({language}) has not the same {place} as the map"),
                        "Numbers would be lost",
                    ));
                }
            }
        }
        findings
    }
}

/// Every text of a map that people read, once.
pub fn texts(map: &DataMap) -> BTreeSet<String> {
    let (mut map, mut texts) = (map.clone(), BTreeSet::new());
    each_text(&mut map, &mut |text| {
        texts.insert(text.clone());
    });
    texts
}

/// The JSON Schema of translations, pretty-printed.
pub fn translation_schema() -> String {
    schema_text(&schemars::schema_for!(Translation))
}

fn each_text(map: &mut DataMap, act: &mut impl FnMut(&mut String)) {
    act(&mut map.controller.authority);
    map.meanings.values_mut().for_each(&mut *act);
    for purpose in map.purposes.values_mut() {
        act(&mut purpose.label);
    }
    for recipient in map.recipients.values_mut() {
        act(&mut recipient.label);
    }
    for ground in map.grounds.values_mut() {
        act(&mut ground.label);
        act(&mut ground.law);
    }
    for store in &mut map.stores {
        act(&mut store.label);
        for collection in &mut store.collections {
            act(&mut collection.label);
            act(&mut collection.describe);
            for field in &mut collection.fields {
                act(&mut field.label);
                act(&mut field.until);
                if let Some(automated) = &mut field.automated {
                    act(&mut automated.from);
                    act(&mut automated.decides);
                }
            }
        }
    }
    for choice in &mut map.choices {
        act(&mut choice.label);
        act(&mut choice.effect);
    }
    for warning in &mut map.warnings {
        act(&mut warning.say);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use super::*;
    use crate::map::parse;

    const MAP: &str = r#"
habeas: 1
version: "1"
controller: { name: Acme, address: Cork, email: p@acme.example, country: IE, authority: "The authority" }
meanings: { account: "Your account" }
purposes: { run: { label: "To run your account", basis: contract } }
stores:
  - id: crm
    kind: sqlite
    label: "Our shop"
    connect: path:crm.sqlite
    collections:
      - id: people
        table: people
        meaning: account
        label: "Your account"
        describe: "How we reach you"
        key: [id]
        identities: { email: { kind: email } }
        erase: delete
        fields:
          - { name: id, category: user.unique_id, label: "Number", purposes: [run], until: "Always" }
          - { name: email, category: user.contact.email, label: "E-mail address", purposes: [run], until: "Always" }
warnings:
  - { collection: crm.people, say: "{count} things are open." }
"#;

    const SPANISH: &str = r#"
habeas: 1
language: es
words:
  "Your account": "Su cuenta"
  "Number": "Número"
  "Always": "Siempre"
  "{count} things are open.": "Hay cosas pendientes."
  "Nobody says this": "Nadie"
"#;

    #[test]
    fn a_text_is_translated_wherever_it_stands_and_nothing_else_is() {
        let (map, spanish) = (parse(MAP).unwrap(), Translation::parse(SPANISH).unwrap());
        let said = spanish.of(&map);
        let people = &said.stores[0].collections[0];
        assert_eq!(
            (people.label.as_str(), people.meaning.as_str()),
            ("Su cuenta", "account")
        );
        assert_eq!(said.meanings["account"], "Su cuenta");
        assert!(people.fields.iter().all(|field| field.until == "Siempre"));
        // What nobody has translated stays readable.
        assert_eq!(people.describe, "How we reach you");
        assert_eq!(people.fields[1].name.as_str(), "email");
        assert_eq!(said.digest(), map.digest());
        assert_eq!(spanish.say("Number"), "Número");
        assert_eq!(spanish.say("E-mail address"), "E-mail address");
    }

    #[test]
    fn what_is_missing_unused_or_loses_a_number_is_named() {
        let (map, spanish) = (parse(MAP).unwrap(), Translation::parse(SPANISH).unwrap());
        let found: Vec<String> = spanish
            .check(&map)
            .iter()
            .map(ToString::to_string)
            .collect();
        let text = found.join("\n");
        for wanted in [
            "`E-mail address` is not translated (es)",
            "`How we reach you` is not translated",
            "`Our shop` is not translated",
            "`The authority` is not translated",
            "`To run your account` is not translated",
            "`Nobody says this` is translated (es), and no text of the map",
            "has not the same {count} as the map",
        ] {
            assert!(text.contains(wanted), "{wanted}\n{text}");
        }
        assert_eq!(found.len(), 7, "{text}");
        assert!(!text.contains("fault"), "{text}");
    }

    #[test]
    fn a_broken_translation_is_told_with_its_place() {
        let error = Translation::parse("habeas: 1\nlanguage: es\nword: {}\n").unwrap_err();
        assert_eq!(error.line, 3);
        assert!(translation_schema().contains("\"language\""));
    }
}
