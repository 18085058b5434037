//! What file and environment say, as it was written, with the place of every value.

use std::collections::BTreeMap;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    faults::{Fault, Place},
    keys::{KEYS, Variable, example, look_at, meant, variable},
};

/// Values by key. Every value of ours is a text.
#[derive(Debug, Default)]
pub(super) struct Written(BTreeMap<&'static str, (String, Place)>);

/// Where a byte of the file stands.
struct Lines<'a>(&'a str);

impl Lines<'_> {
    fn place(&self, at: usize) -> Place {
        let before = self.0.get(..at).unwrap_or(self.0);
        let line = before.matches('\n').count() + 1;
        let begun = before.rfind('\n').map_or(0, |end| end + 1);
        Place::File(line, before[begun..].chars().count() + 1)
    }
}

impl Written {
    /// Reads a file and the environment over it.
    ///
    /// What could be read comes with the faults of the rest: keys that there are not, values that
    /// are no text, and variables that are nearly a key's.
    ///
    /// # Errors
    /// All of these, where the file is no TOML: what stands in it cannot be told then.
    pub(super) fn read(
        text: &str,
        names: &[String],
        env: &impl Fn(&str) -> Option<String>,
    ) -> Result<(Self, Vec<Fault>), Vec<Fault>> {
        let (mut written, mut faults) = (Self::default(), Vec::new());
        let lines = Lines(text);
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let at = error.span().map_or(0, |span| span.start);
            faults.push(Fault {
                key: "the file".to_owned(),
                place: Some(lines.place(at)),
                what: error.message().to_owned(),
                example: String::new(),
            });
        }
        written.table("", table.get_ref(), &lines, &mut faults);
        for name in names {
            if let Variable::Misspelt(key) = look_at(name) {
                let right = variable(key);
                faults.push(Fault {
                    key: name.clone(),
                    place: None,
                    what: format!("there is no such variable. {right} is meant"),
                    example: format!("{right}={}", example(key)),
                });
            }
        }
        for (key, _) in KEYS {
            let name = variable(key);
            if let Some(value) = env(&name) {
                written.0.insert(*key, (value, Place::Variable(name)));
            }
        }
        if errors.is_empty() {
            Ok((written, faults))
        } else {
            Err(faults)
        }
    }

    fn table(&mut self, within: &str, table: &DeTable<'_>, lines: &Lines, faults: &mut Vec<Fault>) {
        for (name, value) in table {
            let written = format!("{within}{}", name.get_ref());
            let place = |at: &Spanned<_>| lines.place(at.span().start);
            let known = KEYS.iter().find(|(key, _)| *key == written);
            let section = format!("{written}.");
            let is_section = KEYS.iter().any(|(key, _)| key.starts_with(&section));
            match (known, value.get_ref()) {
                (Some((key, _)), DeValue::String(text)) => {
                    let place = lines.place(value.span().start);
                    self.0.insert(*key, (text.to_string(), place));
                }
                (Some((key, example)), other) => faults.push(Fault {
                    key: written,
                    place: Some(lines.place(value.span().start)),
                    what: format!("{}, and a text in quotes is wanted", kind(other)),
                    example: format!("{key} = {example}"),
                }),
                (None, DeValue::Table(inside)) if is_section => {
                    self.table(&section, inside, lines, faults);
                }
                (None, other) if is_section => faults.push(Fault {
                    key: written.clone(),
                    place: Some(lines.place(value.span().start)),
                    what: format!("{}, and a section is wanted", kind(other)),
                    example: format!("[{written}]"),
                }),
                (None, _) => faults.push(unknown(written, place(name))),
            }
        }
    }

    /// Takes a value out.
    pub(super) fn take(&mut self, key: &str) -> Option<String> {
        self.0.get_mut(key).map(|(value, _)| std::mem::take(value))
    }

    /// Where each value was written.
    pub(super) fn places(&self) -> BTreeMap<&'static str, Place> {
        let places = self.0.iter().map(|(key, (_, place))| (*key, place.clone()));
        places.collect()
    }
}

fn unknown(written: String, place: Place) -> Fault {
    let section = KEYS.iter().filter_map(|(key, _)| key.split_once('.'));
    let sections: Vec<&str> = section.map(|(section, _)| section).collect();
    let (what, example) = match meant(&written) {
        Some(key) => (
            format!("there is no such key. {key} is meant"),
            format!("{key} = {}", example(key)),
        ),
        None => {
            let keys: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
            let near = sections
                .iter()
                .find(|section| strsim::damerau_levenshtein(section, &written) <= 2);
            match near {
                Some(section) => (
                    format!("there is no such section. {section} is meant"),
                    format!("[{section}]"),
                ),
                None => (
                    format!("there is no such key. The keys are {}", keys.join(", ")),
                    String::new(),
                ),
            }
        }
    };
    Fault {
        key: written,
        place: Some(place),
        what,
        example,
    }
}

/// What a value is, in words. The value itself may be a secret in the wrong place.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "this is a text",
        DeValue::Integer(_) | DeValue::Float(_) => "this is a number",
        DeValue::Boolean(_) => "this is true or false",
        DeValue::Datetime(_) => "this is a date",
        DeValue::Array(_) => "this is a list",
        DeValue::Table(_) => "this is a section",
    }
}
