//! What is missing, which rights there are, how to check the copy, whom to ask.

use super::Page;
use crate::{
    completeness::{Answers, Status, System, is_complete, systems},
    processing::RIGHTS,
    writer::{About, Removed},
};

/// What each system answered, and what of it is not here.
pub(super) fn missing(page: &mut Page, about: &About, (answers, removed): (&Answers, &Removed)) {
    let words = page.words;
    page.raw("<section aria-labelledby=\"missing\">\n<h2 id=\"missing\">")
        .say("package-missing-title")
        .raw("</h2>\n<p>")
        .say(if is_complete(answers) {
            "package-complete"
        } else {
            "package-incomplete"
        })
        .raw("</p>\n<dl>\n");
    let systems = systems(about.map, answers);
    for system in &systems {
        page.element("dt", system.label);
        let text = match system.status {
            Status::Found => words.with("count-records", &[("count", system.rows.into())]),
            status => words.of("package-status", status.name()),
        };
        let outside: u64 = system
            .parts
            .iter()
            .map(|(_, _, answer)| answer.outside)
            .sum();
        let text = if outside > 0 {
            let args = [("count", outside.into())];
            format!("{text} {}", words.with("package-outside", &args))
        } else {
            text
        };
        page.element("dd", &text);
    }
    page.raw("</dl>\n");
    let parts = systems.iter().flat_map(|system| &system.parts);
    let withheld: Vec<_> = parts
        .filter(|(_, _, answer)| answer.status == Status::Withheld || answer.holds_back())
        .collect();
    if !withheld.is_empty() {
        page.raw("<p>").say("package-withheld").raw("</p>\n<ul>\n");
        for (_, label, answer) in withheld {
            page.raw("<li>").text(label);
            let ground = answer
                .ground
                .as_ref()
                .and_then(|id| about.map.grounds.get(id));
            if let Some(ground) = ground {
                page.raw(": ").text(&ground.label);
                page.raw(" <span class=\"quiet\">").text(&ground.law);
                page.raw("</span>");
            }
            let mut notes: Vec<String> = answer
                .fields
                .iter()
                .filter(|field| field.values > 0 && field.law.is_none())
                .map(|field| format!("{} ({})", field.label, words.number(field.values)))
                .collect();
            if answer.documents > 0 {
                let args = [("count", answer.documents.into())];
                notes.push(words.with("package-withheld-documents", &args));
            }
            if !notes.is_empty() {
                page.raw(": ").text(&words.list(&notes));
            }
            page.raw("</li>\n");
        }
        page.raw("</ul>\n");
    }
    by_law(page, &systems);
    covered(page, about, removed);
    page.raw("<p>").say("package-never").raw("</p>\n");
    page.raw("<p class=\"quiet\">");
    page.link("completeness.json", &words.say("package-exact"));
    page.raw(" · ");
    page.link("redactions.json", "redactions.json");
    page.raw("</p>\n</section>\n");
}

/// What a law wants said to be held, and never shown.
fn by_law(page: &mut Page, systems: &[System<'_>]) {
    let words = page.words;
    let parts = systems.iter().flat_map(|system| &system.parts);
    let lines: Vec<String> = parts
        .flat_map(|(_, _, answer)| &answer.fields)
        .filter(|field| field.values > 0)
        .filter_map(|field| {
            let (name, law) = field.law.as_ref()?;
            let args = [
                ("what", words.of("withheld", name).into()),
                ("field", field.label.as_str().into()),
                ("law", law.as_str().into()),
                ("count", field.values.into()),
            ];
            Some(words.with("package-by-law", &args))
        })
        .collect();
    if lines.is_empty() {
        return;
    }
    page.raw("<p>")
        .say("package-by-law-title")
        .raw("</p>\n<ul>\n");
    for line in lines {
        page.raw("<li>").text(&line).raw("</li>\n");
    }
    page.raw("</ul>\n");
}

/// What a reviewer withheld to protect others, counted by reason.
fn covered(page: &mut Page, about: &About, removed: &Removed) {
    if removed.is_empty() {
        return;
    }
    page.raw("<p>").say("package-covered").raw("</p>\n<ul>\n");
    for ((place, whole, reason), count) in removed {
        let label = about.map.collection(place);
        let label = label.map_or("", |collection| collection.label.as_str());
        let key = if *whole {
            "package-covered-whole"
        } else {
            "package-covered-parts"
        };
        let args = [("count", (*count).into()), ("label", label.into())];
        let text = page.words.with(key, &args);
        let why = page.words.of("withhold", reason.as_str());
        let law = page.words.of("withhold-law", reason.as_str());
        page.raw("<li>").text(&text).raw(": ").text(&why);
        page.raw(" <span class=\"quiet\">").text(&law);
        page.raw("</span></li>\n");
    }
    page.raw("</ul>\n");
}

/// What else the person can do.
pub(super) fn rights(page: &mut Page, about: &About) {
    page.raw("<section aria-labelledby=\"rights\">\n<h2 id=\"rights\">")
        .say("package-rights-title")
        .raw("</h2>\n<ul>\n");
    let authority = about.map.controller.authority.as_str();
    for (key, law) in RIGHTS {
        let text = page.words.with(key, &[("authority", authority.into())]);
        page.raw("<li>").text(&text);
        page.raw(" <span class=\"quiet\">").text(law);
        page.raw("</span></li>\n");
    }
    page.raw("</ul>\n<p class=\"quiet\">");
    let exact = page.words.say("package-processing");
    page.link("about/processing.json", &exact);
    page.raw("</p>\n</section>\n");
}

/// How to see that nobody changed the copy.
pub(super) fn checking(page: &mut Page) {
    page.raw("<section aria-labelledby=\"check\">\n<h2 id=\"check\">")
        .say("package-check-title")
        .raw("</h2>\n<p>")
        .say("package-check")
        .raw("</p>\n<p>")
        .say("package-csv")
        .raw("</p>\n<p>")
        .say("package-keep-safe")
        .raw("</p>\n</section>\n");
}

/// Whom to ask.
pub(super) fn footer(page: &mut Page, about: &About) {
    let controller = &about.map.controller;
    let text = page.words.with(
        "package-contact",
        &[
            ("company", controller.name.as_str().into()),
            ("address", controller.address.as_str().into()),
            ("email", controller.email.as_str().into()),
        ],
    );
    page.element("p", &text);
}
