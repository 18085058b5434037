//! `index.html`: the package as one page that opens anywhere, without the internet. Small
//! collections are on it, everything else is one link away; with scripts it can be searched and
//! big collections have pages.

mod about;
mod data;
mod find;

use std::{collections::BTreeMap, fmt::Write as _};

use habeas_domain::{
    map::{DataMap, Place},
    value::Value,
};
use habeas_words::Words;

pub(crate) use find::SCRIPT;

use crate::{
    completeness::{Answers, Status, systems},
    manifest::{FileEntry, MANIFEST, SIGNATURE},
    shape::Shape,
    writer::{About, Removed},
};

/// Records of a collection that the page shows.
const SHOWN: usize = 20;
/// Text of a collection that the page shows, so that the page stays in memory.
const SHOWN_BYTES: usize = 32 * 1024;
/// Characters of one value that the page shows.
const SHOWN_CHARS: usize = 400;

/// The first records of a collection, kept for the page.
#[derive(Debug, Default)]
pub(crate) struct Preview {
    pub columns: Vec<(String, String)>,
    pub rows_in_all: u64,
    pub json: String,
    pub csv: String,
    /// The folder of its scripts below `view/`.
    pub path: String,
    /// How many records its scripts hold.
    pub viewed: u64,
    rows: Vec<Vec<(Option<Shape>, String)>>,
    bytes: usize,
}

impl Preview {
    /// Keeps a record, if there is still room.
    pub fn take<'v>(&mut self, cells: impl Iterator<Item = (Option<Shape>, &'v Value)>) {
        if self.rows.len() == SHOWN || self.bytes > SHOWN_BYTES {
            return;
        }
        let row: Vec<_> = cells
            .map(|(shape, value)| (shape, beginning(shape, value)))
            .collect();
        self.bytes += row.iter().map(|(_, text)| text.len()).sum::<usize>();
        self.rows.push(row);
    }
}

/// A value as text, cut where it is long.
pub(crate) fn beginning(shape: Option<Shape>, value: &Value) -> String {
    match value {
        Value::Text(text) if shape != Some(Shape::Bytes) => {
            match text.char_indices().nth(SHOWN_CHARS) {
                Some((at, _)) => format!("{}…", &text[..at]),
                None => text.clone(),
            }
        }
        _ => String::new(),
    }
}

/// Text as HTML, in content and in attributes.
pub(crate) struct Escaped<'t>(pub &'t str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // Not allowed in HTML; shown as what it is.
                '\0' => f.write_str("\u{2400}")?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A page that grows. Its own words and markup go in as they are, all else escaped.
pub(crate) struct Page<'a> {
    pub html: String,
    pub words: &'a Words,
}

impl Page<'_> {
    /// Appends markup.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.html.push_str(markup);
        self
    }

    /// Appends text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        // Writing to a String does not fail.
        let _ = write!(self.html, "{}", Escaped(text));
        self
    }

    /// Appends a message.
    pub fn say(&mut self, key: &str) -> &mut Self {
        let text = self.words.say(key);
        self.text(&text)
    }

    /// Appends an element with text in it.
    pub fn element(&mut self, tag: &str, text: &str) -> &mut Self {
        let name = tag.split(' ').next().unwrap_or_default();
        self.raw("<").raw(tag).raw(">").text(text);
        self.raw("</").raw(name).raw(">\n")
    }

    /// Appends a link to a file of the package.
    pub fn link(&mut self, path: &str, text: &str) -> &mut Self {
        self.raw("<a href=\"").text(path).raw("\">").text(text);
        self.raw("</a>")
    }
}

/// Collections of one meaning, which make one section.
pub(crate) struct Meaning<'a> {
    pub name: &'a str,
    pub heading: String,
    pub places: Vec<Place>,
    pub rows: u64,
}

/// The meanings that hold something, in the map's order.
fn meanings<'a>(about: &About<'a>, previews: &BTreeMap<Place, Preview>) -> Vec<Meaning<'a>> {
    let mut meanings: Vec<Meaning> = Vec::new();
    for (place, _, collection) in about.map.collections() {
        let Some(preview) = previews.get(&place) else {
            continue;
        };
        let name = collection.meaning.as_str();
        let at = meanings.iter().position(|meaning| meaning.name == name);
        let at = at.unwrap_or_else(|| {
            meanings.push(Meaning {
                name,
                heading: heading(about.map, name),
                places: Vec::new(),
                rows: 0,
            });
            meanings.len() - 1
        });
        meanings[at].places.push(place);
        meanings[at].rows += preview.rows_in_all;
    }
    meanings
}

/// The heading of a meaning: as the map calls it, or its own word.
fn heading(map: &DataMap, meaning: &str) -> String {
    map.meanings.get(meaning).cloned().unwrap_or_else(|| {
        let mut text = meaning.replace(['-', '_'], " ");
        if let Some(first) = text.get(..1).map(str::to_uppercase) {
            text.replace_range(..1, &first);
        }
        text
    })
}

/// The whole page.
pub(crate) fn page(
    about: &About,
    previews: &BTreeMap<Place, Preview>,
    (answers, removed): (&Answers, &Removed),
    files: &[FileEntry],
) -> String {
    let words = about.words;
    let company = about.map.controller.name.as_str();
    let title = words.with("package-title", &[("company", company.into())]);
    let mut page = Page {
        html: String::with_capacity(64 * 1024),
        words,
    };
    page.raw("<!doctype html>\n<html lang=\"")
        .text(words.locale().tag())
        .raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'none'\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
        .text(&title)
        .raw("</title>\n<style>\n")
        .raw(include_str!("index.css"))
        .raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">")
        .say("skip-to-content")
        .raw("</a>\n<header>\n")
        .element("p class=\"company\"", company)
        .element("h1", &title)
        .element("p", &made(about))
        .element("p", &about.words.say(if about.scope.is_everything() { "package-everything" } else { "package-chosen" }))
        .raw("</header>\n<main id=\"main\">\n");

    let meanings = meanings(about, previews);
    contents(&mut page, &meanings);
    missing_note(&mut page, about, answers);
    find::form(&mut page);
    for (at, meaning) in meanings.iter().enumerate() {
        data::section(&mut page, about, at, meaning, previews);
    }
    documents(&mut page, files);
    about::missing(&mut page, about, (answers, removed));
    about::rights(&mut page, about);
    about::checking(&mut page);
    all_files(&mut page, files);
    page.raw("</main>\n<footer>\n");
    about::footer(&mut page, about);
    page.raw("</footer>\n");
    find::scripts(&mut page, about, &meanings, previews);
    page.raw("</body>\n</html>\n");
    page.html
}

fn made(about: &About) -> String {
    about.words.with(
        "package-made",
        &[
            ("company", about.map.controller.name.as_str().into()),
            ("date", about.generated_at.date_naive().into()),
            ("reference", about.reference.into()),
        ],
    )
}

fn contents(page: &mut Page, meanings: &[Meaning]) {
    page.raw("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">")
        .say("package-contents")
        .raw("</h2>\n");
    if meanings.is_empty() {
        page.raw("<p>").say("package-nothing").raw("</p>\n");
    }
    page.raw("<ul class=\"contents\">\n");
    for (at, meaning) in meanings.iter().enumerate() {
        let name = meaning.heading.as_str();
        let count = page.words.number(meaning.rows);
        page.raw("<li>").link(&format!("#m{at}"), name);
        page.raw(" <span class=\"number\">").text(&count);
        page.raw("</span></li>\n");
    }
    for (anchor, key) in [
        ("#missing", "package-missing-title"),
        ("#rights", "package-rights-title"),
        ("#check", "package-check-title"),
        ("#files", "package-files-title"),
    ] {
        let text = page.words.say(key);
        page.raw("<li>").link(anchor, &text).raw("</li>\n");
    }
    page.raw("</ul>\n</nav>\n");
}

/// What could not be reached is said before anything else is shown.
fn missing_note(page: &mut Page, about: &About, answers: &Answers) {
    let failed: Vec<&str> = systems(about.map, answers)
        .iter()
        .filter(|system| matches!(system.status, Status::Failed | Status::NotConnected))
        .map(|system| system.label)
        .collect();
    if !failed.is_empty() {
        let names = page.words.list(&failed);
        let args = [("systems", names.into())];
        let text = page.words.with("package-missing-note", &args);
        page.element("p class=\"missing\"", &text);
    }
}

fn documents(page: &mut Page, files: &[FileEntry]) {
    let documents: Vec<_> = files
        .iter()
        .filter(|file| file.original.is_some())
        .collect();
    if documents.is_empty() {
        return;
    }
    page.raw("<h2 id=\"documents\">")
        .say("package-documents-title")
        .raw("</h2>\n<ul class=\"files documents\">\n");
    for file in documents {
        let name = file.original.as_deref().unwrap_or(&file.path);
        let size = page.words.size(file.bytes);
        page.raw("<li>");
        // Only kinds that every browser draws and that cannot run anything.
        if matches!(file.media_type.as_str(), "image/png" | "image/jpeg") {
            page.raw("<a href=\"").text(&file.path);
            page.raw("\"><img loading=\"lazy\" src=\"").text(&file.path);
            let alt = page.words.with("package-picture", &[("name", name.into())]);
            page.raw("\" alt=\"").text(&alt).raw("\"></a><br>");
        }
        page.link(&file.path, name);
        page.raw(" <span class=\"quiet\">").text(&size);
        page.raw("</span></li>\n");
    }
    page.raw("</ul>\n");
}

fn all_files(page: &mut Page, files: &[FileEntry]) {
    page.raw("<h2 id=\"files\">")
        .say("package-files-title")
        .raw("</h2>\n<ul class=\"files\">\n");
    for file in files {
        let size = page.words.size(file.bytes);
        page.raw("<li>").link(&file.path, &file.path);
        page.raw(" <span class=\"quiet\">").text(&size);
        if let Some(rows) = file.rows {
            let rows = page.words.with("count-records", &[("count", rows.into())]);
            page.raw(" · ").text(&rows);
        }
        page.raw("</span></li>\n");
    }
    for path in [MANIFEST, SIGNATURE] {
        page.raw("<li>").link(path, path).raw("</li>\n");
    }
    page.raw("</ul>\n");
}
