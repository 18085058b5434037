//! The frame of every page.

use axum::http::request::Parts;
use habeas_words::Locale;
use leptos::{hydration::HydrationScripts, prelude::*};
use leptos_meta::Title;

use crate::{
    answer::path,
    form::submitted,
    parts::{Notice, Problems, staff_links, stay::Stay},
    render::Live,
    typed::Returned,
    visit::{Visit, Who, visit},
};

/// Which side of the counter a page is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// For customers: calm, one column, large targets.
    #[default]
    Customer,
    /// For staff: dense and wide.
    Staff,
}

/// Header, navigation, main, footer. Problems with a form that came back are
/// shown above the heading and said in the title; the page need not know.
#[component]
pub fn Page(
    /// The page's name: its heading, and first in the window's title.
    #[prop(into)]
    title: String,
    /// Whether the page draws its own heading.
    #[prop(optional)]
    own_heading: bool,
    /// Where [Back] goes.
    #[prop(optional, into)]
    back: Option<String>,
    /// Whether something on the page lives in the browser. Only then is a
    /// script sent.
    #[prop(optional)]
    live: bool,
    /// For customers, or for staff.
    #[prop(optional)]
    side: Side,
    children: Children,
) -> impl IntoView {
    let visit = visit();
    let words = visit.words;
    let problems = submitted().problems().to_vec();
    let mut window_title = words.with(
        "page-title",
        &[
            ("page", title.as_str().into()),
            ("company", (&visit.company.name).into()),
        ],
    );
    if !problems.is_empty() {
        window_title = words.with("page-title-error", &[("title", window_title.into())]);
    }
    if let Some(flag) = use_context::<Live>().filter(|_| live) {
        flag.set();
    }
    let scripts = live.then(use_context::<LeptosOptions>).flatten();
    view! {
        <Title text=escaped(&window_title)/>
        {scripts.map(|options| view! { <HydrationScripts options islands=true/> })}
        <div class="page" data-side=(side == Side::Staff).then_some("staff")>
            <a class="skip" href="#main">{words.say("skip-to-content")}</a>
            <Header visit=visit.clone()/>
            <main class="main" id="main" tabindex="-1">
                {back.map(|href| view! { <a class="back" href=href>{words.say("back")}</a> })}
                {use_context::<Returned>().map(|_| view! { <Notice><p>{words.say("stay-returned")}</p></Notice> })}
                {(!problems.is_empty()).then(|| view! { <Problems problems/> })}
                {(!own_heading).then(|| view! { <h1>{title}</h1> })}
                {children()}
            </main>
            <Footer visit/>
            <Stay/>
        </div>
    }
}

/// `leptos_meta` writes the title into the document as it is.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The company, the service, and where one can go.
#[component]
fn Header(
    /// The present visit.
    visit: Visit,
) -> impl IntoView {
    let words = visit.words;
    let (home, links): (_, Vec<_>) = match &visit.who {
        Who::Nobody => ("/", Vec::new()),
        Who::Customer => (
            "/",
            vec![
                ("/data", "nav-data"),
                ("/choices", "nav-choices"),
                ("/requests", "nav-requests"),
                ("/account", "nav-account"),
            ],
        ),
        Who::Staff { role, .. } => (staff_links::home(*role), staff_links::links(*role)),
    };
    let (staff, name) = match &visit.who {
        Who::Staff { name, .. } => (true, Some(name.clone())),
        _ => (false, None),
    };
    let label = words.say(if staff { "nav-staff" } else { "nav-main" });
    let nav = (!links.is_empty()).then(|| {
        view! {
            <nav class="nav" aria-label=label>
                <ul>
                    {links.iter().map(|(href, key)| view! {
                        <li><a href=*href aria-current=current(&visit.path, href, &links)>{words.say(key)}</a></li>
                    }).collect_view()}
                </ul>
            </nav>
        }
    });
    // Staff have everything in one line; customers have the places to go below.
    let (inside, below) = if staff { (nav, None) } else { (None, nav) };
    view! {
        <header class="header">
            <div class="header__top">
                <p class="header__name">
                    <a href=home>
                        <span class="header__company">{visit.company.name.clone()}</span>
                        " "
                        <span class="header__service">{words.say("service-name")}</span>
                    </a>
                </p>
                {inside}
                {(visit.who != Who::Nobody).then(|| view! {
                    <div class="header__account">
                        {name.map(|name| view! { <span>{name}</span> })}
                        <a href="/account/security">{words.say("nav-security")}</a>
                        <form method="post" action="/sign-out">
                            <button class="button button--link">{words.say("sign-out")}</button>
                        </form>
                    </div>
                })}
            </div>
            {below}
        </header>
    }
}

/// `page` on the page itself, `true` on the pages below it, for the link that
/// fits the path best.
fn current(path: &str, href: &str, links: &[(&str, &str)]) -> Option<&'static str> {
    let below = |link: &str| {
        path.strip_prefix(link)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    let better = links
        .iter()
        .any(|(link, _)| link.len() > href.len() && (*link == path || below(link)));
    match () {
        () if path == href => Some("page"),
        () if below(href) && !better => Some("true"),
        () => None,
    }
}

/// The languages one can read, each in its own words. A form, so that nothing but the person
/// changes what is remembered; it leads back to the same page.
#[component]
fn Languages(
    /// The present visit.
    visit: Visit,
) -> impl IntoView {
    let words = visit.words;
    // The whole address: a filter of the queue is in the query.
    let here = use_context::<Parts>().map_or(visit.path, |parts| path(&parts.uri));
    view! {
        <form class="languages" method="post" action="/language" aria-label=words.say("language-label")>
            <input type="hidden" name="back" value=here/>
            {Locale::OFFERED.into_iter().map(|locale| {
                let tag = locale.tag();
                let name = words.of("language", tag);
                if locale == words.locale() {
                    view! { <span class="languages__now" lang=tag aria-current="true">{name}</span> }.into_any()
                } else {
                    view! {
                        <button class="button button--link" name="language" value=tag lang=tag>{name}</button>
                    }.into_any()
                }
            }).collect_view()}
        </form>
    }
}

/// Who is responsible, and where a receipt can be checked.
#[component]
fn Footer(
    /// The present visit.
    visit: Visit,
) -> impl IntoView {
    let words = visit.words;
    let company = visit.company.clone();
    view! {
        <footer class="footer">
            <div class="footer__in">
                <p>{words.with("footer-who", &[("company", (&company.name).into())])}</p>
                <ul>
                    {(!company.email.is_empty()).then(|| view! {
                        <li><a href=format!("mailto:{}", company.email)>{company.email.clone()}</a></li>
                    })}
                    <li><a href="/verify">{words.say("footer-check")}</a></li>
                </ul>
                <p>{words.say("footer-made")}</p>
                <Languages visit/>
            </div>
        </footer>
    }
}
