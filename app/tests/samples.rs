//! Every part in every state, rendered as the server renders it.
//!
//! The pages are also left in `target/samples`, for eyes and for axe.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use std::{fs, path::Path};

use axum::{body::Body, http::Request};
use habeas_app::{
    render,
    visit::{Company, Visit, Who},
};
use habeas_words::{Locale, Words};
use leptos::prelude::*;

async fn page(path: &str, visit: Visit) -> (u16, String) {
    assert!(
        render::addresses()
            .iter()
            .any(|address| address == "/samples")
    );
    let options = LeptosOptions::builder().output_name("habeas").build();
    let context = move || {
        provide_context(visit.clone());
        provide_context(options.clone());
    };
    let answer = render::page(context, Request::get(path).body(Body::empty()).unwrap()).await;
    let status = answer.status().as_u16();
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX)
        .await
        .unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

fn visit(locale: Locale, who: Who) -> Visit {
    Visit {
        words: Words::for_locale(locale),
        company: Company {
            name: "Fernhill Home & Garden".into(),
            email: "privacy@fernhill.example".into(),
            address: "1 Quay Street, Galway".into(),
            authority: "Data Protection Commission, Dublin".into(),
        },
        who,
        path: "/data".into(),
        ..Visit::default()
    }
}

fn keep(name: &str, html: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/samples");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), html).unwrap();
}

#[tokio::test]
async fn samples_render_for_both_sides() {
    for (name, path, who) in [
        ("customer.html", "/samples", Who::Customer),
        ("back.html", "/samples?back=1", Who::Customer),
        (
            "staff.html",
            "/samples?side=staff",
            Who::Staff {
                name: "Niamh Byrne".into(),
                role: habeas_domain::role::Role::Officer,
            },
        ),
    ] {
        let (status, html) = page(path, visit(Locale::En, who)).await;
        assert_eq!(status, 200);
        assert!(
            !html.contains('⟦'),
            "{path} has a message that is missing or broken"
        );
        assert!(
            !html.contains(" style="),
            "{path} has an inline style, which the browser refuses"
        );
        assert!(html.contains("<leptos-island"), "{path} has no island");
        keep(name, &html);
    }
}

#[tokio::test]
async fn every_part_is_there_in_every_language() {
    for locale in Locale::ALL {
        for (name, path) in [
            ("customer", "/samples"),
            ("back", "/samples?back=1"),
            ("staff", "/samples?side=staff"),
        ] {
            let tag = locale.tag();
            let (status, html) = page(path, visit(locale, Who::Customer)).await;
            assert_eq!(status, 200, "{path} {tag}");
            assert!(
                html.contains(&format!("<html lang=\"{tag}\"")),
                "{path} {tag}"
            );
            assert!(!html.contains("⟦missing:"), "{path} {tag}");
            assert!(!html.contains("⟦broken:"), "{path} {tag}");
            keep(&format!("{name}-{tag}.html"), &html);
        }
    }
}

#[tokio::test]
async fn a_form_that_came_back_keeps_answers_and_says_so_everywhere() {
    let (_, html) = page("/samples?back=1", visit(Locale::En, Who::Customer)).await;
    assert!(
        html.contains("<title>Error: Samples · Fernhill Home &amp; Garden</title>"),
        "{html}"
    );
    assert!(html.contains("value=\"ada.fernhill.example\""));
    assert_eq!(
        html.matches("Enter an e-mail address like name@example.org")
            .count(),
        2
    );
    assert!(html.contains("aria-describedby=\"email-hint email-error\""));
}

#[tokio::test]
async fn a_page_without_an_island_sends_no_script() {
    let (status, html) = page("/nothing-here", visit(Locale::En, Who::Nobody)).await;
    assert_eq!(status, 404);
    assert!(!html.contains("<script"), "{html}");
    keep("not-found.html", &html);
}

#[tokio::test]
async fn the_frame_of_a_page_speaks_the_language_of_the_reader() {
    let (_, html) = page("/nothing-here", visit(Locale::Pseudo, Who::Customer)).await;
    assert!(html.contains("lang=\"en-XA\""));
    keep("pseudo.html", &html);
    let words: Vec<_> = texts(&html)
        .into_iter()
        .filter(|text| !text.starts_with('⟦') && !text.contains("Fernhill") && !text.contains('@'))
        .collect();
    assert!(
        words.is_empty(),
        "words that came from no message file: {words:?}"
    );
}

/// The text between tags.
fn texts(html: &str) -> Vec<String> {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    body.split('>')
        .skip(1)
        .filter_map(|piece| piece.split('<').next())
        .map(|text| text.trim().to_owned())
        .filter(|text| text.chars().any(char::is_alphabetic))
        .collect()
}

/// Nobody adds a part, a kind or a state without showing it.
#[test]
fn every_part_and_every_kind_of_it_is_on_the_page() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let samples = fs::read_to_string(source.join("pages/samples.rs")).unwrap();
    let mut missing = Vec::new();
    for entry in fs::read_dir(source.join("parts")).unwrap() {
        let code = fs::read_to_string(entry.unwrap().path()).unwrap();
        for (at, _) in code.match_indices("#[component]\npub fn ") {
            let name = &code[at + "#[component]\npub fn ".len()..];
            let name = name.split('(').next().unwrap();
            // The problems above a form come with the form that came back.
            if name != "Problems" && !samples.contains(&format!("<{name}")) {
                missing.push(name.to_owned());
            }
        }
        // What a page does not choose by name is the one that is meant without a name.
        for kind in ["Weight", "Kind", "StepIs", "DoorSize", "Side"] {
            let Some((_, rest)) = code.split_once(&format!("pub enum {kind} {{")) else {
                continue;
            };
            let body = rest.split_once("\n}").unwrap().0;
            let mut usual = false;
            for line in body.lines().map(str::trim) {
                if line == "#[default]" {
                    usual = true;
                } else if let Some(name) = line.strip_suffix(',') {
                    let said = samples.contains(&format!("{kind}::{name}"));
                    if !said && !usual {
                        missing.push(format!("{kind}::{name}"));
                    }
                    usual = false;
                }
            }
        }
    }
    assert!(missing.is_empty(), "not on /samples: {missing:?}");
}
