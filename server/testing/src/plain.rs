//! Words that can be read plainly where all should be disguised: in the pseudo-locale every
//! message wears accents, so such a word came from no message file.

use std::collections::BTreeSet;

use habeas_domain::map::DataMap;

/// Names of things, the same in every language.
const NAMES: &[&str] = &[
    "HB",
    "JSON",
    "CSV",
    "PDF",
    "PNG",
    "JPEG",
    "GDPR",
    "RFC",
    "UTF",
    "SHA",
    "Ed25519",
    "HabeasProofV1",
    "Habeas",
    "English",
    "Español",
    "Art",
    "html",
    "json",
    "csv",
    "txt",
    "sig",
    "https",
    "http",
    "localhost",
];

/// Latin letters as Greek ones: what is not ours to translate can then be told from what is.
pub fn greek(text: &str) -> String {
    let turned = |first: u32, letter: char, letters: u32| {
        char::from_u32(first + u32::from(letter) % letters).unwrap_or(letter)
    };
    text.chars()
        .map(|letter| match letter {
            'a'..='z' => turned(0x3b1, letter, 24),
            'A'..='Z' => turned(0x391, letter, 16),
            other => other,
        })
        .collect()
}

/// Puts what a map says to people into Greek letters.
pub fn in_greek(map: &mut DataMap) {
    let disguise = |text: &mut String| *text = greek(text);
    disguise(&mut map.controller.name);
    disguise(&mut map.controller.address);
    disguise(&mut map.controller.authority);
    map.purposes
        .values_mut()
        .for_each(|one| disguise(&mut one.label));
    map.recipients
        .values_mut()
        .for_each(|one| disguise(&mut one.label));
    for ground in map.grounds.values_mut() {
        disguise(&mut ground.label);
        disguise(&mut ground.law);
    }
    for store in &mut map.stores {
        disguise(&mut store.label);
        for collection in &mut store.collections {
            disguise(&mut collection.label);
            disguise(&mut collection.describe);
            for field in &mut collection.fields {
                disguise(&mut field.label);
                disguise(&mut field.until);
                if let Some(automated) = &mut field.automated {
                    disguise(&mut automated.from);
                    disguise(&mut automated.decides);
                }
            }
        }
    }
    for choice in &mut map.choices {
        disguise(&mut choice.label);
        disguise(&mut choice.effect);
    }
    for warning in &mut map.warnings {
        let parts: Vec<String> = warning
            .say
            .split_inclusive(['{', '}'])
            .map(|part| {
                if part.ends_with('}') {
                    part.to_owned()
                } else {
                    greek(part)
                }
            })
            .collect();
        warning.say = parts.concat();
    }
}

/// What a page says: its texts, and the attributes that are read out or shown.
pub fn said(html: &str) -> Vec<String> {
    let mut said = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        said.push(text.to_owned());
        let Some((tag, after)) = after.split_once('>') else {
            break;
        };
        for name in ["aria-label", "title", "placeholder", "alt", "data-words"] {
            let begin = format!(" {name}=\"");
            if let Some((_, value)) = tag.split_once(&begin) {
                let value = value.split('"').next().unwrap_or_default();
                match name {
                    // Words for a script, under names of its own.
                    "data-words" => said.extend(sentences(&plain(value))),
                    _ => said.push(value.to_owned()),
                }
            }
        }
        rest = after;
        for skipped in ["script", "style"] {
            if tag == skipped || tag.starts_with(&format!("{skipped} ")) {
                rest = rest
                    .split_once(&format!("</{skipped}>"))
                    .map_or("", |(_, after)| after);
            }
        }
    }
    said.retain(|text| text.chars().any(|letter| letter.is_ascii_alphabetic()));
    said.iter().map(|text| plain(text)).collect()
}

/// The values of a flat JSON object.
fn sentences(json: &str) -> Vec<String> {
    let texts = json.trim_matches(['{', '}']).split("\",\"");
    let values = texts.filter_map(|pair| pair.split_once("\":\""));
    values
        .map(|(_, value)| value.trim_matches('"').to_owned())
        .collect()
}

fn plain(html: &str) -> String {
    html.trim()
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("<!>", "")
}

/// The words of a text that stand there in plain letters and are in nothing that is known.
pub fn plain_words(text: &str, known: &BTreeSet<String>) -> Vec<String> {
    if !text.contains(|letter: char| letter.is_ascii_alphabetic()) || known.contains(text.trim()) {
        return Vec::new();
    }
    // Numbers of requests look like words now and then.
    let mut pieces = text.split("HB-");
    let first = pieces.next().unwrap_or_default().to_owned();
    let text = pieces.fold(first, |text, piece| {
        let rest = piece.chars().skip("7K2M-93QF".len());
        text + " " + &rest.collect::<String>()
    });
    // What is known goes first, the longest before its parts.
    let (mut left, mut rest) = (String::new(), text.as_str());
    while let Some(letter) = rest.chars().next() {
        let mut begins = known.iter().filter(|value| value.len() > 2);
        let here = match left.chars().last() {
            Some(before) if before.is_alphanumeric() => None,
            _ => begins
                .by_ref()
                .filter(|value| rest.starts_with(value.as_str()))
                .filter(|value| !rest[value.len()..].starts_with(char::is_alphanumeric))
                .max_by_key(|value| value.len()),
        };
        match here {
            Some(value) => {
                left.push(' ');
                rest = &rest[value.len()..];
            }
            None => {
                left.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    let words = left.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let plain = |word: &&str| {
        let letters = word.chars().filter(char::is_ascii_alphabetic).count();
        letters > 1
            && word
                .chars()
                .all(|letter| letter.is_ascii() && !letter.is_ascii_digit())
            && !NAMES.contains(word)
    };
    words.filter(plain).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_plain_unless_it_is_disguised_known_or_a_name() {
        let known = ["Maria Keane", "Maria"].map(str::to_owned).into();
        let none: [&str; 0] = [];
        for fine in [
            "⟦Ýóúř đáŧá⟧",
            "Maria Keane",
            "⟦Ħéłłó Maria Keane⟧",
            "HB-7K2M",
            "7 a",
            "c0ffee",
        ] {
            assert_eq!(plain_words(fine, &known), none, "{fine}");
        }
        assert_eq!(
            plain_words("⟦Ħéłłó open Maria⟧ Marian", &known),
            ["open", "Marian"]
        );
        assert!(plain_words(&greek("Every Word"), &known).is_empty());
    }
}
