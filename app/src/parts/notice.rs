//! Things to know, and things that are done.

use leptos::prelude::*;

use crate::{calls::Tone, parts::ReferenceNumber};

/// Something to know before going on.
#[component]
pub fn Notice(
    /// What the colour means.
    #[prop(default = Tone::Now)]
    tone: Tone,
    /// Its heading.
    #[prop(optional, into)]
    title: Option<String>,
    /// What to know.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="notice" data-tone=tone.name()>
            {title.map(|title| view! { <h2>{title}</h2> })}
            {children()}
        </div>
    }
}

/// It is done: the page's heading, what it means, and the number to keep.
#[component]
pub fn Panel(
    /// The heading of the page.
    #[prop(into)]
    title: String,
    /// The number to keep.
    #[prop(into)]
    reference: String,
    /// What happens next, and when.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="panel">
            <h1>{title}</h1>
            {children()}
            <ReferenceNumber number=reference/>
        </div>
    }
}
