//! The pages of staff from sample values, rendered as the server renders them.
//!
//! The pages are also left in `target/samples`, for eyes and for axe.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

#[path = "staff/values.rs"]
mod values;

use std::{fs, path::Path};

use habeas_app::{
    form::Submitted,
    pages::staff::{StaffAuditPage, StaffMorningPage, StaffQueuePage, StaffRequestPage},
    visit::{Company, Visit, Who},
};
use habeas_domain::{
    request::{Outcome, Refusal},
    role::Act,
    view::{
        Bulk, ChainState, DueWindow, QueueFilter, QueueView, StaffRequestView, Stage, ToSettle,
    },
};
use habeas_words::{Locale, Words};
use leptos::{prelude::*, reactive::owner::Owner};
use leptos_meta::provide_meta_context;

/// A page as the browser gets it, and left for eyes.
fn page<V: IntoView + 'static>(
    name: &str,
    path: &str,
    back: Submitted,
    page: impl FnOnce() -> V,
) -> String {
    render(Locale::En, name, path, back, page)
}

fn render<V: IntoView + 'static>(
    locale: Locale,
    name: &str,
    path: &str,
    back: Submitted,
    page: impl FnOnce() -> V,
) -> String {
    let visit = Visit {
        words: Words::for_locale(locale),
        company: Company {
            name: "Fernhill Home & Garden".into(),
            email: "privacy@fernhill.example".into(),
            ..Company::default()
        },
        who: Who::Staff {
            name: "Niamh Byrne".into(),
            role: habeas_domain::role::Role::Officer,
        },
        path: path.into(),
        ..Visit::default()
    };
    let body = Owner::new().with(|| {
        provide_meta_context();
        provide_context(visit);
        provide_context(back);
        page().to_html()
    });
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{name}</title>\
         <link rel=\"stylesheet\" href=\"../../style/main.css\"></head><body>{body}</body></html>"
    );
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/samples");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("staff-{name}.html")), &html).unwrap();
    if locale == Locale::En {
        assert!(
            !html.contains('⟦'),
            "{name} has a message that is missing or broken"
        );
    }
    assert!(
        !html.contains(" style="),
        "{name} has an inline style, which the browser refuses"
    );
    assert!(!html.contains("<script"), "{name} has a script of its own");
    html
}

fn queue(name: &str, view: QueueView, filter: QueueFilter) -> String {
    page(name, "/staff", Submitted::default(), || {
        view! { <StaffQueuePage view filter/> }
    })
}

fn request(name: &str, view: StaffRequestView) -> String {
    came_back(name, view, Submitted::default())
}

fn came_back(name: &str, view: StaffRequestView, back: Submitted) -> String {
    page(name, "/staff/requests/HB-7K2M-93QF", back, || {
        view! { <StaffRequestPage view/> }
    })
}

#[test]
fn every_number_of_the_queue_opens_what_it_counts() {
    let html = queue("queue", values::queue(), QueueFilter::default());
    for link in [
        "/staff?due=late",
        "/staff?due=today",
        "/staff?due=inner",
        "/staff?checked=no",
        "/staff?stage=open",
        "/staff?stage=needs-person",
        "/staff?due=week",
        "/staff?waiting=yes",
        "/staff/export.csv",
        "/staff?due=late&amp;right=erasure",
    ] {
        assert!(html.contains(&format!("href=\"{link}\"")), "{link}");
    }
    for words in [
        "2 days late",
        "due today",
        "due tomorrow",
        "in 12 days",
        "1,000+",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(html.contains("href=\"/staff/requests/HB-7K2M-93QF\""));
    assert!(html.contains("no longer known"));
    assert!(html.contains("/staff?after=2026-04-19.0f0f"));
}

#[test]
fn the_address_holds_the_view_of_the_queue() {
    let filter = QueueFilter {
        stage: Some(Stage::Open),
        right: Some(habeas_domain::right::Right::Erasure),
        due: Some(DueWindow::Late),
        after: Some("2026-04-07.aa".into()),
        ..QueueFilter::default()
    };
    let html = queue("queue-filtered", values::queue(), filter);
    assert!(
        html.contains("/staff?due=late&amp;stage=open&amp;right=erasure&amp;after=2026-04-19.0f0f"),
        "{html}"
    );
    assert!(html.contains("/staff?due=late&amp;stage=open&amp;right=erasure\""));
    for chosen in ["late", "open", "erasure"] {
        assert!(
            html.contains(&format!("<option value=\"{chosen}\" selected")),
            "{chosen}"
        );
    }
}

#[test]
fn many_requests_are_picked_by_number_and_version() {
    let html = queue("queue-bulk", values::queue(), QueueFilter::default());
    assert!(
        html.contains("name=\"chosen\" value=\"HB-7K2M-93QF:3\" aria-label=\"Pick HB-7K2M-93QF\"")
    );
    for bulk in Bulk::ALL {
        let button = format!("name=\"bulk\" value=\"{}\"", bulk.as_str());
        assert!(html.contains(&button), "{button}");
    }
    for words in [
        "by Support desk",
        "waits for the person",
        "Henrik Solberg",
        "You",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn the_morning_says_in_words_and_numbers_what_its_charts_draw() {
    let html = page("morning", "/staff/morning", Submitted::default(), || {
        view! { <StaffMorningPage view=values::morning()/> }
    });
    for words in [
        "In 30 days 43 requests came in and 30 were finished.",
        "4 answers in the last 90 days, 3 on time.",
        "3 on time, 1 late",
        "HB-7K2M-93QF",
        "Support desk: does not answer, however often it was tried.",
        "action=\"/staff/requests/HB-7K2M-93QF\"",
        "aria-label=\"Try HB-7K2M-93QF again\"",
        "/staff/morning?score=2#ratings",
        "href=\"/staff/requests/HB-22QX-4F7K\"",
    ] {
        assert!(html.contains(words), "{words}");
    }
    // The chart is drawn with attributes: the browser takes no inline styles.
    assert!(html.contains("class=\"chart__in\""));
    assert_eq!(html.matches("<th scope=\"row\"><time").count(), 30);
}

#[test]
fn an_empty_queue_says_why() {
    let none = || QueueView {
        lines: Vec::new(),
        next: None,
        numbers: Default::default(),
        ..values::queue()
    };
    let html = queue("queue-empty", none(), QueueFilter::default());
    assert!(html.contains("Nothing is waiting."));
    let late = QueueFilter {
        due: Some(DueWindow::Late),
        ..QueueFilter::default()
    };
    let html = queue("queue-empty-filter", none(), late);
    assert!(html.contains("Nothing fits what you chose."));
}

#[test]
fn a_plan_is_approved_as_it_was_shown() {
    let html = request("request-open", values::erasure());
    assert!(html.contains("name=\"version\" value=\"3\""));
    assert!(html.contains(&format!("name=\"digest\" value=\"{}\"", values::DIGEST)));
    assert!(html.contains("name=\"act\" value=\"approve\""));
    assert!(html.contains("name=\"act\" value=\"refuse\""));
    assert!(!html.contains("value=\"retry\""));
    // The ground nobody may tell the person of is marked, the other is not.
    assert_eq!(html.matches("The person is not told").count(), 1);
    assert!(html.contains("until 31 December 2033"));
    assert!(html.contains("6 April 2026 is Easter Monday."));
    assert!(html.contains("A law says that it must be kept. (GDPR Art. 17(3)(b))"));
}

#[test]
fn a_system_that_does_not_answer_stands_in_the_way() {
    let html = request("request-missing", values::missing());
    assert!(html.contains("One system stands in the way"));
    assert!(html.contains("does not answer (tickets)"));
    assert!(
        !html.contains("name=\"act\" value=\"approve\""),
        "no approval without every system"
    );
}

#[test]
fn who_may_not_sees_no_button_and_why() {
    let mut view = values::erasure();
    view.request.acts = vec![Act::Refuse];
    view.held = Some(Refusal::FourEyes);
    let html = request("request-held", view);
    assert!(html.contains("four eyes see more than two"));
    assert!(!html.contains("value=\"approve\""));

    let mut view = values::erasure();
    view.request.acts = Vec::new();
    let html = request("request-agent", view);
    assert!(html.contains("A privacy officer decides this one."));
    assert!(!html.contains("method=\"post\" novalidate"));
}

#[test]
fn a_stuck_request_says_why_and_can_be_tried_again() {
    let html = request("request-stuck", values::stuck());
    assert!(html.contains("does not answer, however often it was tried."));
    assert!(html.contains("name=\"act\" value=\"retry\""));
    assert!(html.contains("It is stuck and waits for you"));
}

#[test]
fn a_doubt_is_settled_by_who_may() {
    let mut view = values::stuck();
    let ask = |store: &str, system: &str, doubt| ToSettle {
        store: store.into(),
        system: system.into(),
        doubt,
    };
    view.stuck = vec![
        ("Support desk".into(), "stuck-doubt".into()),
        ("Documents".into(), "stuck-found-again".into()),
    ];
    view.to_settle = vec![
        ask("support", "Support desk", true),
        ask("documents", "Documents", false),
    ];
    let html = request("request-doubt", view);
    assert!(html.contains("Is what the plan says gone there?"));
    assert!(html.contains("name=\"store\" value=\"support\""));
    for how in ["ran", "did-not-run", "may-stay"] {
        assert!(
            html.contains(&format!("name=\"how\" value=\"{how}\"")),
            "{how}"
        );
    }
    assert!(html.contains("value=\"settle\""));
}

#[test]
fn a_correction_shows_old_and_new() {
    let html = request("request-correction", values::correction());
    assert!(html.contains("Lindenweg 4"));
    assert!(html.contains("Kastanienallee 21"));
    assert!(html.contains("It runs as soon as you approve it"));
    assert!(!html.contains("name=\"digest\""));
}

#[test]
fn what_is_answered_or_refused_has_no_form() {
    let mut view = values::erasure();
    view.request.line.stage = Stage::Answered;
    view.request.outcome = Some(Outcome::InFull);
    view.request.acts = vec![Act::SeeReceipt];
    view.request.receipt = true;
    view.grounds = Vec::new();
    let html = request("request-answered", view);
    assert!(html.contains("Answered in full."));
    assert!(html.contains("href=\"/receipt/HB-7K2M-93QF\""));
    assert!(!html.contains("days late") && !html.contains("novalidate"));

    let html = request("request-refused", values::refused());
    assert!(html.contains("It could not be told who is asking."));
    assert!(html.contains("We wrote to you twice"));
}

#[test]
fn a_refusal_that_came_back_keeps_what_was_typed() {
    let typed = [
        ("act", "refuse"),
        ("ground", "legal-obligation"),
        ("note", ""),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let back = Submitted::received(typed.into(), &[]).problem("note", "Enter a note to the person");
    let html = came_back("request-back", values::erasure(), back);
    assert!(html.contains("<details open class=\"more\""));
    assert!(html.contains("<option value=\"legal-obligation\" selected"));
    assert!(html.contains("href=\"#note\""));
}

#[test]
fn the_ledger_says_whether_its_chain_holds() {
    let audit = |name: &str, view, further, links| {
        page(name, "/staff/audit", Submitted::default(), || {
            view! { <StaffAuditPage view further links/> }
        })
    };
    let html = audit("audit", values::audit(), false, true);
    assert!(html.contains("The chain holds. Every line up to number 1,204"));
    assert!(html.contains("Approved a request"));
    assert!(html.contains("/staff/audit?below=1201"));
    assert!(html.contains("href=\"/staff/requests/HB-7K2M-93QF\""));
    assert!(html.contains("c0ffee00c0ff") && !html.contains("c0ffee00c0ffee"));
    for why in [
        "person 07c9a13d4f85e21b",
        "because: They asked to be called back",
        "field shop.customers.phone",
        "agrees: no",
    ] {
        assert!(html.contains(why), "{why}");
    }

    let mut broken = values::audit();
    broken.chain = ChainState::Broken { number: 17 };
    let html = audit("audit-broken", broken, true, false);
    assert!(html.contains("The chain is broken at line 17"));
    assert!(
        !html.contains("href=\"/staff/requests/"),
        "an auditor opens no request"
    );
}

#[test]
fn every_key_that_travels_has_its_words() {
    let words = Words::for_locale(Locale::En);
    let here = |key: String| assert!(words.find(&key, &[]).is_some(), "{key}");
    Act::ALL.iter().for_each(|act| here(format!("act-{act}")));
    for stage in Stage::ALL {
        here(format!("staff-stage-{}", stage.as_str()));
    }
    for what in values::everything_that_happens() {
        here(what.key().replace("story-", "tale-"));
    }
    for stop in values::every_stop() {
        here(stop.key().to_owned());
    }
    for regime in ["eu-gdpr", "uk-gdpr", "us-ca-ccpa"] {
        here(format!("law-{regime}"));
    }
}

#[test]
fn every_word_comes_from_the_message_files() {
    let html = render(
        Locale::Pseudo,
        "pseudo",
        "/staff",
        Submitted::default(),
        || {
            view! { <StaffRequestPage view=values::erasure()/> }
        },
    );
    for escaped in ["Approve", "Deleted", "Refuse", "Received", "Note to"] {
        assert!(
            !html.contains(escaped),
            "{escaped} came from no message file"
        );
    }
}
