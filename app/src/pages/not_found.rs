//! What is not there, and what is somebody else's, look the same.

use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::{
    parts::{ButtonLink, Page},
    visit::words,
};

/// 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    let words = words();
    view! {
        <Page title=words.say("not-found")>
            <p>{words.say("not-found.line")}</p>
            <p class="actions"><ButtonLink href="/">{words.say("not-found.do")}</ButtonLink></p>
        </Page>
    }
}
