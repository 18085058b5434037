//! The first pages of a customer from sample values, rendered as the server renders them.
//!
//! The pages are also left in `target/samples`, for eyes and for axe.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

#[path = "customer/values.rs"]
mod values;

use std::{fs, path::Path};

use habeas_app::{
    answer::Trouble,
    form::Submitted,
    pages::{
        correct::{CorrectCheckPage, CorrectPage},
        data::{CollectionPage, DataPage, OneRecordPage, ReviewPage, StatementPage},
        entrance::{JoinPage, ProvePage, SignInPage},
        home::HomePage,
        trouble::TroublePage,
    },
    visit::{Company, Visit, Who},
};
use habeas_domain::{
    look::{ReviewView, StatementForm},
    map::ValueCheck,
    plan::Obstacle,
    request::Refusal,
    role::Role,
    view::SystemFault,
    view::YourData,
};
use habeas_words::{Locale, Words};
use leptos::{prelude::*, reactive::owner::Owner};
use leptos_meta::provide_meta_context;

/// A page as the browser gets it, and left for eyes.
fn page<V: IntoView + 'static>(
    name: &str,
    (who, back): (Who, Submitted),
    page: impl FnOnce() -> V,
) -> String {
    let html = render(Locale::En, name, (who, back), page);
    assert!(
        !html.contains('⟦'),
        "{name} has a message that is missing or broken: {html}"
    );
    html
}

fn render<V: IntoView + 'static>(
    locale: Locale,
    name: &str,
    (who, back): (Who, Submitted),
    page: impl FnOnce() -> V,
) -> String {
    let visit = Visit {
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
    fs::write(folder.join(format!("customer-{name}.html")), &html).unwrap();
    assert!(!html.contains(" style="), "{name} has an inline style");
    assert!(!html.contains("<script"), "{name} sends a script");
    html
}

fn customer() -> (Who, Submitted) {
    (Who::Customer, Submitted::default())
}

fn nobody() -> (Who, Submitted) {
    (Who::Nobody, Submitted::default())
}

#[test]
fn the_first_page_leads_to_five_things_and_says_who_answers() {
    let html = page("home", nobody(), || view! { <HomePage/> });
    let five = ["/data", "/data", "/take-away", "/delete", "/choices"];
    for href in five.into_iter().chain(["/sign-in"]) {
        assert!(html.contains(&format!("href=\"{href}\"")), "{href}");
    }
    assert_eq!(html.matches("class=\"door__link\"").count(), five.len());
    for said in ["1 Quay Street", "Data Protection Commission", "one month"] {
        assert!(html.contains(said), "{said}");
    }
    let html = page("home-signed-in", customer(), || view! { <HomePage/> });
    assert!(!html.contains("href=\"/sign-in\""));
}

#[test]
fn every_value_says_why_where_from_who_else_and_until_when() {
    let view = values::data();
    let html = page("data", customer(), || view! { <DataPage view/> });
    assert!(html.contains("href=\"#orders\""));
    assert!(html.contains("Things in your orders 1,204"));
    assert!(html.contains("<strong>Support</strong>"));
    assert!(html.contains("took too long to answer."));
    assert!(html.contains("One system is missing here"));
    for fact in [
        "To deliver what you ordered (our contract with you)",
        "You gave it to us",
        "Also goes to: Parcel carrier (Nordpost)",
        "Kept: as long as you are a customer",
        "Specially protected by law",
        "Also held, and not shown on a page: Card number.",
    ] {
        assert!(html.contains(fact), "{fact}");
    }
    // Only what can be corrected has a way to do it, and nothing typed by people becomes HTML.
    let changes: Vec<_> = html.matches("href=\"/data/shop.customers/0f0f/").collect();
    assert_eq!(changes.len(), 2);
    assert!(html.contains("María Nováková &lt;b&gt;"));
    assert!(html.contains("href=\"/data/shop.orders\""));
    assert!(html.contains("All 37 in “Orders”"));
}

#[test]
fn empty_and_partly_missing_are_not_the_same() {
    let none = || YourData {
        summary: None,
        sections: Vec::new(),
        missing: Vec::new(),
        stands: Vec::new(),
        ask_still_right: true,
    };
    let html = page(
        "data-nothing",
        customer(),
        || view! { <DataPage view=none()/> },
    );
    assert!(html.contains("We hold nothing about you"));
    let missing = values::data().missing;
    let view = YourData { missing, ..none() };
    let html = page("data-missing", customer(), || view! { <DataPage view/> });
    assert!(!html.contains("We hold nothing about you"));
}

#[test]
fn a_long_collection_has_pages() {
    let html = page("collection", customer(), || {
        view! { <CollectionPage view=values::browse(37, 1)/> }
    });
    assert!(html.contains("Page 2 of 2"));
    assert!(html.contains("21 of 37"));
    assert!(html.contains("Order number and Ordered on"), "{html}");
}

#[test]
fn what_is_looked_for_comes_back_in_the_form_and_in_no_address_of_its_own() {
    let html = page("browse", customer(), || {
        let mut view = values::browse(37, 0);
        view.words = "blue <pot>".into();
        view.at = Some("c2VhbGVk".into());
        view.sort = Some("number".into());
        view.down = true;
        view! { <CollectionPage view/> }
    });
    assert!(html.contains("value=\"blue &lt;pot&gt;\""), "{html}");
    assert!(
        html.contains("?at=c2VhbGVk&amp;sort=number&amp;down=yes&amp;page=2"),
        "{html}"
    );
    assert!(!html.contains("q=blue"));
    let html = page("browse-none", customer(), || {
        let mut view = values::browse(37, 0);
        view.words = "nothing".into();
        (view.matching, view.collection.records) = (0, Vec::new());
        view! { <CollectionPage view/> }
    });
    assert!(html.contains("Nothing matches"));
}

#[test]
fn a_record_has_a_page_with_everything_beside_each_value() {
    let html = page(
        "record",
        customer(),
        || view! { <OneRecordPage view=values::record()/> },
    );
    // Hidden until it is asked for, by a form that needs no script.
    assert!(html.contains("name=\"reveal\" value=\"needs\""), "{html}");
    assert!(html.contains("A computer worked this out from: What you bought."));
    assert!(html.contains("href=\"/data/shop.customers/0f0f/score/review\""));
    assert!(html.contains("I have no garden"));
    assert!(html.contains("href=\"/data/shop.customers/0f0f/picture/file\""));
    assert!(html.contains("one of us reads it first"));
    assert!(html.contains("href=\"/data/shop.customers/0f0f/score/statement\""));
    assert!(html.contains("src=\"/data/shop.customers/0f0f/document/file\""));
    let html = page("review", customer(), || {
        let view = ReviewView {
            place: "shop.insights".into(),
            token: "0f0f".into(),
            label: "The guess".into(),
            value: "has a garden".into(),
            from: None,
            decides: Some("Which offers you get".into()),
        };
        view! { <ReviewPage view client_id="7".to_owned() prove=true/> }
    });
    assert!(html.contains("We have not written this down yet."));
    assert!(html.contains("type=\"password\""));
    let html = page("statement", customer(), || {
        let view = StatementForm {
            place: "shop.orders".into(),
            token: "0f0f".into(),
            label: "How it stands".into(),
            value: "delivered".into(),
            before: Vec::new(),
        };
        view! { <StatementPage view client_id="7".to_owned()/> }
    });
    assert!(html.contains("delivered") && html.contains("name=\"statement\""));
}

#[test]
fn a_field_is_corrected_with_old_and_new_beside_each_other() {
    let html = page("correct", customer(), || {
        view! { <CorrectPage view=values::correct(ValueCheck::Name) evidence=Vec::new() client_id="7".to_owned()/> }
    });
    assert!(html.contains("name=\"old\" value=\"Maria Novakova\""));
    assert!(html.contains("<h1>Correct: Name</h1>"));
    let offered = ValueCheck::OneOf(vec!["Maria Novakova".into(), "M. Novakova".into()]);
    let html = page("correct-choose", customer(), || {
        view! { <CorrectPage view=values::correct(offered) evidence=Vec::new() client_id="7".to_owned()/> }
    });
    assert_eq!(html.matches("type=\"radio\"").count(), 2);
    for check in [
        ValueCheck::Email,
        ValueCheck::Phone,
        ValueCheck::Date,
        ValueCheck::Postcode,
        ValueCheck::Text,
        ValueCheck::Max(40),
    ] {
        let view = values::correct(check);
        page(
            "correct-kind",
            customer(),
            || view! { <CorrectPage view evidence=Vec::new() client_id="7".to_owned()/> },
        );
    }

    let typed = [
        ("new", "Maria Nova"),
        ("reason", "I married"),
        ("step", "check"),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let back = Submitted::received(typed.to_vec(), &[]);
    for prove in [false, true] {
        let html = page("correct-check", (Who::Customer, back.clone()), || {
            let view = values::correct(ValueCheck::Name);
            view! { <CorrectCheckPage view evidence=values::evidence() client_id="7".to_owned() prove/> }
        });
        assert!(
            html.contains("<dd class=\"summary__value\">Maria Novakova</dd>"),
            "{html}"
        );
        assert!(html.contains("<dd class=\"summary__value\">Maria Nova</dd>"));
        assert!(html.contains("marriage.pdf"));
        // Each answer can be changed without losing the others.
        assert_eq!(html.matches("value=\"edit\"").count(), 3);
        assert_eq!(html.contains("type=\"password\""), prove);
    }
}

#[test]
fn at_the_entrance_secrets_never_come_back() {
    let typed = [
        ("email", "maria@example.org"),
        ("password", "hunter2hunter2"),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let back = Submitted::received(typed.to_vec(), &["password"]).problem("email", "Check both.");
    let html = page("sign-in", (Who::Nobody, back), || view! { <SignInPage/> });
    assert!(html.contains("value=\"maria@example.org\""));
    assert!(!html.contains("hunter2"));
    assert!(html.contains("autocomplete=\"current-password\""));
    let html = page("prove", customer(), || view! { <ProvePage code=false/> });
    assert!(html.contains("counts for five minutes"));
    for role in [
        Role::Agent,
        Role::Officer,
        Role::Auditor,
        Role::Administrator,
    ] {
        let html = page("join", nobody(), || view! { <JoinPage role/> });
        assert!(html.contains("autocomplete=\"new-password\""));
    }
}

#[test]
fn trouble_says_what_to_do() {
    let systems = ["Our web shop", "Support"].map(|system| SystemFault {
        system: system.into(),
        obstacle: Obstacle::NotConnected,
    });
    let day = chrono::NaiveDate::from_ymd_opt(2026, 4, 7).unwrap();
    let until = day.and_hms_opt(9, 0, 0).unwrap().and_utc();
    let refusals = [
        Refusal::FourEyes,
        Refusal::WeakProof,
        Refusal::NoPlan,
        Refusal::Hold { until },
        Refusal::Paused,
        Refusal::NotPaused,
        Refusal::NoPause,
        Refusal::NoExtension,
        Refusal::TooLate { legal: day },
        Refusal::TooEarly { last: day },
        Refusal::NoReason,
        Refusal::UnknownGround,
        Refusal::NoRules,
    ];
    let troubles = [
        Trouble::NotFound,
        Trouble::Unavailable(systems.to_vec()),
        Trouble::Wait(1),
        Trouble::Wait(40),
        Trouble::Conflict,
        Trouble::Ours,
    ];
    for trouble in troubles.into_iter().chain(refusals.map(Trouble::Refused)) {
        page("trouble", customer(), || view! { <TroublePage trouble/> });
    }
    let html = page("trouble-systems", customer(), || {
        view! { <TroublePage trouble=Trouble::Unavailable(systems.to_vec())/> }
    });
    assert!(
        html.contains("Our systems Our web shop and Support do not answer."),
        "{html}"
    );
}

#[test]
fn no_word_of_these_pages_is_outside_the_message_files() {
    let pseudo = |name: &str, html: String| {
        let body = html.split_once("<body").unwrap().1.to_owned();
        let stray: Vec<_> = body
            .split('>')
            .filter_map(|piece| piece.split('<').next())
            .map(str::trim)
            .filter(|text| text.chars().any(char::is_alphabetic) && !text.starts_with('⟦'))
            .filter(|text| {
                !["Fernhill", "@", "Quay"]
                    .iter()
                    .any(|own| text.contains(own))
            })
            .map(str::to_owned)
            .collect();
        assert!(stray.is_empty(), "{name}: {stray:?}");
    };
    let of = |name: &str, view: fn() -> AnyView| {
        pseudo(name, render(Locale::Pseudo, "pseudo", nobody(), view));
    };
    of("home", || view! { <HomePage/> }.into_any());
    of("sign-in", || view! { <SignInPage/> }.into_any());
    of("prove", || view! { <ProvePage code=false/> }.into_any());
    of("join", || {
        view! { <JoinPage role=Role::Officer/> }.into_any()
    });
    of("trouble", || {
        view! { <TroublePage trouble=Trouble::Conflict/> }.into_any()
    });
}
