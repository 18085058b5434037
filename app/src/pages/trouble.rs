//! Why there is no page, and what to do.

use axum::http::header;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::{
    answer::{Trouble, why_missing},
    pages::not_found::NotFoundPage,
    parts::{ButtonLink, Page},
    visit::words,
};

/// What happened, in plain words, with its status.
#[component]
pub fn TroublePage(
    /// What happened.
    trouble: Trouble,
) -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(trouble.status());
        if let Trouble::Wait(seconds) = trouble {
            response.insert_header(header::RETRY_AFTER, seconds.into());
        }
    }
    let words = words();
    let line = trouble.say(words);
    let title = match &trouble {
        Trouble::NotFound => return view! { <NotFoundPage/> }.into_any(),
        Trouble::Unavailable(_) => words.say("unavailable-title"),
        Trouble::Wait(_) => words.say("wait-title"),
        Trouble::Conflict => words.say("conflict-title"),
        Trouble::Refused(_) => words.say("cannot-title"),
        Trouble::Ours => words.say("trouble"),
    };
    let systems = match trouble {
        Trouble::Unavailable(systems) => systems,
        _ => Vec::new(),
    };
    view! {
        <Page title=title>
            <p>{line}</p>
            {(!systems.is_empty()).then(|| view! {
                <ul>
                    {systems.into_iter().map(|fault| {
                        let why = why_missing(words, &fault);
                        view! { <li><strong>{fault.system}</strong>" "{why}</li> }
                    }).collect_view()}
                </ul>
            })}
            <p class="actions"><ButtonLink href="/">{words.say("trouble.do")}</ButtonLink></p>
        </Page>
    }
    .into_any()
}
