//! The sections with the data itself.

use std::collections::BTreeMap;

use habeas_domain::map::{Collection, DataMap, Disclose, Field, Place};

use super::{Meaning, Page, Preview};
use crate::{
    collection::FILE_COLUMN,
    processing::{basis, source},
    selection::disclosure,
    shape::Shape,
    view::shown,
    writer::About,
};

/// Up to so many records are read one below the other, more beside each other.
const AS_LISTS: u64 = 3;

/// One meaning.
pub(super) fn section(
    page: &mut Page,
    about: &About,
    at: usize,
    meaning: &Meaning,
    previews: &BTreeMap<Place, Preview>,
) {
    let name = &meaning.heading;
    page.raw(&format!("<section aria-labelledby=\"m{at}\">\n"));
    page.element(&format!("h2 id=\"m{at}\""), name);
    for (nth, place) in meaning.places.iter().enumerate() {
        if let (Some(store), Some(collection), Some(preview)) = (
            about.map.store(&place.store),
            about.map.collection(place),
            previews.get(place),
        ) {
            if collection.label != *name {
                page.element("h3", &collection.label);
            }
            page.element("p", &collection.describe);
            summary(page, preview, &store.label);
            if preview.rows_in_all <= AS_LISTS {
                lists(page, preview);
            } else {
                page.raw(&format!("<div id=\"{}\">\n", place_id(at, nth)));
                table(page, &collection.label, preview);
                page.raw("</div>\n");
            }
            why(page, about.map, collection);
        }
    }
    page.raw("</section>\n");
}

/// Where a collection is on the page.
pub(super) fn place_id(meaning: usize, collection: usize) -> String {
    format!("m{meaning}-{collection}")
}

fn summary(page: &mut Page, preview: &Preview, system: &str) {
    let words = page.words;
    let rows = words.with("count-records", &[("count", preview.rows_in_all.into())]);
    let text = words.with(
        "package-held-in",
        &[("records", rows.into()), ("system", system.into())],
    );
    page.raw("<p class=\"quiet\">").text(&text).raw(" ");
    page.link(&preview.json, &words.say("package-as-json"));
    page.raw(" · ");
    page.link(&preview.csv, &words.say("package-as-csv"));
    page.raw("</p>\n");
}

fn lists(page: &mut Page, preview: &Preview) {
    for row in &preview.rows {
        page.raw("<dl>\n");
        for ((name, label), (shape, text)) in preview.columns.iter().zip(row) {
            page.element("dt", label);
            page.raw("<dd>");
            value(page, name, *shape, text);
            page.raw("</dd>\n");
        }
        page.raw("</dl>\n");
    }
    more(page, preview);
}

fn table(page: &mut Page, label: &str, preview: &Preview) {
    // A region that scrolls is reached with the keyboard and has a name.
    let name = page.words.with("table-scroll", &[("what", label.into())]);
    page.raw("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .text(&name)
        .raw("\">\n<table>\n<thead><tr>");
    for (_, label) in &preview.columns {
        page.element("th scope=\"col\"", label);
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for row in &preview.rows {
        page.raw("<tr>");
        for ((name, _), (shape, text)) in preview.columns.iter().zip(row) {
            page.raw("<td>");
            value(page, name, *shape, text);
            page.raw("</td>");
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody>\n</table>\n</div>\n");
    more(page, preview);
}

/// Says how much is not on the page.
fn more(page: &mut Page, preview: &Preview) {
    let shown = preview.rows.len() as u64;
    if preview.rows_in_all > shown {
        let args = [
            ("shown", shown.into()),
            ("count", preview.rows_in_all.into()),
        ];
        let text = page.words.with("package-more", &args);
        page.element("p class=\"quiet more\"", &text);
    }
}

fn value(page: &mut Page, column: &str, shape: Option<Shape>, text: &str) {
    match shape {
        None => {
            page.raw("<span class=\"quiet\">")
                .say("package-empty")
                .raw("</span>");
        }
        Some(_) if column == FILE_COLUMN => {
            page.link(text, text.rsplit('/').next().unwrap_or(text));
        }
        Some(Shape::Bytes) => {
            page.raw("<span class=\"quiet\">")
                .say("package-binary")
                .raw("</span>");
        }
        Some(shape) => {
            let shown = shown(page.words, shape, text);
            page.text(&shown);
        }
    }
}

/// Why each field is held, where it came from, who gets it and until when.
fn why(page: &mut Page, map: &DataMap, collection: &Collection) {
    page.raw("<details>\n<summary>")
        .say("package-why")
        .raw("</summary>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
    let name = page.words.with(
        "package-why-of",
        &[("what", collection.label.as_str().into())],
    );
    page.text(&name).raw("\">\n<table>\n<thead><tr>");
    for key in [
        "package-why-field",
        "package-why-purpose",
        "package-why-source",
        "package-why-recipients",
        "package-why-until",
    ] {
        let label = page.words.say(key);
        page.element("th scope=\"col\"", &label);
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for field in &collection.fields {
        if disclosure(field) != Disclose::No {
            why_field(page, map, field);
        }
    }
    page.raw("</tbody>\n</table>\n</div>\n</details>\n");
}

fn why_field(page: &mut Page, map: &DataMap, field: &Field) {
    let words = page.words;
    let purposes: Vec<String> = field
        .purposes
        .iter()
        .filter_map(|name| map.purposes.get(name.as_str()))
        .map(|purpose| format!("{} ({})", purpose.label, words.say(basis(purpose.basis).0)))
        .collect();
    let recipients: Vec<&str> = field
        .recipients
        .iter()
        .filter_map(|name| map.recipients.get(name.as_str()))
        .map(|recipient| recipient.label.as_str())
        .collect();
    let recipients = if recipients.is_empty() {
        words.say("package-nobody")
    } else {
        words.list(&recipients)
    };
    page.raw("<tr>");
    page.element("th scope=\"row\"", &field.label);
    page.element("td", &purposes.join("\n"));
    page.element("td", &words.say(source(field.source)));
    page.element("td", &recipients);
    page.element("td", &field.until);
    page.raw("</tr>\n");
}
