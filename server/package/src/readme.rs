//! `README.txt`: the first thing to read, in plain words.

use crate::writer::About;

const WIDTH: usize = 72;

/// What is in the package, one line for each.
const PARTS: [(&str, &str); 10] = [
    ("index.html", "package-part-index"),
    ("data/", "package-part-data"),
    ("files/", "package-part-files"),
    ("about/processing.json", "package-part-processing"),
    ("choices/", "package-part-choices"),
    ("requests/", "package-part-requests"),
    ("completeness.json", "package-part-completeness"),
    ("redactions.json", "package-part-redactions"),
    ("manifest.json", "package-part-manifest"),
    ("view/", "package-part-view"),
];

/// The text, with line ends that every editor reads.
pub(crate) fn readme(about: &About) -> String {
    let words = about.words;
    let controller = &about.map.controller;
    let company = ("company", controller.name.as_str().into());
    let title = words.with("package-title", std::slice::from_ref(&company));
    let made = words.with(
        "package-made",
        &[
            company.clone(),
            ("date", about.generated_at.date_naive().into()),
            ("reference", about.reference.into()),
        ],
    );
    let mut text = String::new();
    line(&mut text, &title);
    line(&mut text, &"=".repeat(title.chars().count()));
    paragraph(&mut text, "", &made);
    paragraph(&mut text, "", &words.say("package-start"));
    heading(&mut text, &words.say("package-contents"));
    for (path, key) in PARTS {
        line(&mut text, path);
        wrap(&mut text, "    ", &words.say(key));
    }
    line(&mut text, "");
    heading(&mut text, &words.say("package-good-to-know"));
    for key in ["package-csv", "package-never", "package-keep-safe"] {
        paragraph(&mut text, "", &words.say(key));
    }
    heading(&mut text, &words.say("package-check-title"));
    paragraph(&mut text, "", &words.say("package-check"));
    let contact = words.with(
        "package-contact",
        &[
            company,
            ("address", controller.address.as_str().into()),
            ("email", controller.email.as_str().into()),
        ],
    );
    wrap(&mut text, "", &contact);
    text
}

fn heading(text: &mut String, title: &str) {
    line(text, title);
    line(text, &"-".repeat(title.chars().count()));
}

pub(crate) fn paragraph(text: &mut String, indent: &str, words: &str) {
    wrap(text, indent, words);
    line(text, "");
}

pub(crate) fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push_str("\r\n");
}

/// Breaks lines at spaces.
pub(crate) fn wrap(text: &mut String, indent: &str, words: &str) {
    for part in words.lines() {
        let mut current = String::from(indent);
        let mut length = indent.chars().count();
        let start = length;
        for word in part.split_whitespace() {
            let wide = word.chars().count();
            if length > start && length + 1 + wide > WIDTH {
                line(text, &current);
                current = String::from(indent);
                length = start;
            }
            if length > start {
                current.push(' ');
                length += 1;
            }
            current.push_str(word);
            length += wide;
        }
        line(text, &current);
    }
}
