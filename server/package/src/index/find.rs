//! Searching the page, and turning the pages of big collections, without any network.

use std::collections::BTreeMap;

use habeas_domain::map::Place;
use serde_json::json;

use super::{Meaning, Page, Preview, data::place_id};
use crate::{collection::FILE_COLUMN, view::View, writer::About};

/// What the page's script says, by the names it uses.
const WORDS: [(&str, &str); 10] = [
    ("after", "package-find-after"),
    ("before", "package-find-before"),
    ("broken", "package-find-broken"),
    ("empty", "package-empty"),
    ("found", "package-find-found"),
    ("limit", "package-find-limit"),
    ("more", "package-find-more"),
    ("nothing", "package-find-nothing"),
    ("range", "package-find-range"),
    ("searching", "package-find-searching"),
];

/// The search box. Hidden until the script that makes it work has come.
pub(super) fn form(page: &mut Page) {
    page.raw("<form id=\"search\" role=\"search\" hidden>\n<label for=\"search-for\">")
        .say("package-find")
        .raw("</label>\n<p id=\"search-hint\" class=\"quiet\">")
        .say("package-find.hint")
        .raw("</p>\n<input id=\"search-for\" type=\"search\" autocomplete=\"off\" aria-describedby=\"search-hint\">\n")
        .raw("<p id=\"search-status\" role=\"status\"></p>\n<div id=\"results\"></div>\n</form>\n");
}

/// What the script works on, and the script.
pub(super) fn scripts(
    page: &mut Page,
    about: &About,
    meanings: &[Meaning],
    previews: &BTreeMap<Place, Preview>,
) {
    let mut collections = Vec::new();
    for (at, meaning) in meanings.iter().enumerate() {
        for (nth, place) in meaning.places.iter().enumerate() {
            let (Some(preview), Some(collection)) =
                (previews.get(place), about.map.collection(place))
            else {
                continue;
            };
            let columns = &preview.columns;
            collections.push(json!({
                "id": place_id(at, nth),
                "path": preview.path,
                "label": collection.label,
                "columns": columns.iter().map(|(_, label)| label).collect::<Vec<_>>(),
                "file": columns.iter().position(|(name, _)| name == FILE_COLUMN),
                "rows": preview.rows_in_all,
                "viewed": preview.viewed,
                "shown": preview.rows.len(),
            }));
        }
    }
    // The script puts numbers where these names stand.
    let names = ["count", "first", "last", "all", "viewed"];
    let slots = names.map(|name| (name, format!("{{{name}}}").into()));
    let words: BTreeMap<_, _> = WORDS
        .iter()
        .map(|(name, key)| (*name, page.words.with(key, &slots)))
        .collect();
    let view = json!({ "chunk": View::chunk(), "collections": collections, "words": words });
    // Data, not a program; nothing in it may end the element.
    let view = view.to_string().replace('<', "\\u003c");
    page.raw("<script type=\"application/json\" id=\"view\">")
        .raw(&view)
        .raw("</script>\n<script src=\"")
        .raw(SCRIPT)
        .raw("\" defer></script>\n");
}

/// The page's script, in the package.
pub(crate) const SCRIPT: &str = "view/page.js";
