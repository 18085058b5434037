//! Pages of a long list.

use leptos::prelude::*;

use crate::visit::words;

/// Previous, where we are, next.
#[component]
pub fn Pager(
    /// This page, from 1.
    page: u64,
    /// How many there are.
    pages: u64,
    /// The address without the page: `/data/shop.orders`.
    #[prop(into)]
    path: String,
) -> impl IntoView {
    let words = words();
    let link = |to: u64, key: &str, rel: &'static str| {
        let href = if to == 1 {
            path.clone()
        } else {
            let and = if path.contains('?') { '&' } else { '?' };
            format!("{path}{and}page={to}")
        };
        view! { <a href=href rel=rel>{words.say(key)}</a> }
    };
    let place = words.with(
        "pager-where",
        &[("page", page.into()), ("pages", pages.into())],
    );
    // Two lists on a page are two landmarks: each says where it is.
    let label = format!("{}: {place}", words.say("pager-label"));
    (pages > 1).then(|| {
        view! {
            <nav class="pager" aria-label=label>
                {(page > 1).then(|| link(page - 1, "pager-previous", "prev"))}
                <span>{place}</span>
                {(page < pages).then(|| link(page + 1, "pager-next", "next"))}
            </nav>
        }
    })
}
