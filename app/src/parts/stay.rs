//! The end of the session, announced (WCAG 2.2.1): in time to stay, and by a note where no script
//! runs. What was typed when it ended is kept by [`crate::typed`].

use leptos::{nonce::use_nonce, prelude::*};

use crate::visit::{Assets, Ends, visit, words};

/// What says that the session ends, on a page of somebody who is signed in.
#[component]
pub(super) fn Stay() -> impl IntoView {
    let words = words();
    let Ends { seconds, extends } = visit().ends?;
    let script = use_context::<Assets>().unwrap_or_default().stay;
    let key = if extends { "stay-soon" } else { "stay-last" };
    let minutes = |count: i64| words.with(key, &[("minutes", count.into())]);
    let said = serde_json::json!({
        "title": words.say("stay-title"),
        "minutes": minutes(2),
        "minute": minutes(1),
        "over": words.say("stay-over"),
        "kept": words.say("stay-kept"),
        "lost": words.say("progress-lost"),
    });
    let note = [("minutes", (seconds / 60).max(1).into())];
    Some(view! {
        <section class="stay" id="stay" aria-labelledby="stay-title" data-seconds=seconds.to_string()
            data-extends=if extends { "yes" } else { "no" } data-words=said.to_string() hidden>
            <h2 id="stay-title">{words.say("stay-title")}</h2>
            <p role="status"></p>
            <p class="actions">
                <button class="button" type="button">{words.say("stay-do")}</button>
                <a class="button button--quiet" href="/sign-in" hidden>{words.say("stay-again")}</a>
            </p>
        </section>
        <noscript>
            <aside class="stay-note quiet" aria-label=words.say("stay-note.label")>
                <p>{words.with("stay-note", &note)}</p>
            </aside>
        </noscript>
        <script type="module" src=script nonce=use_nonce()></script>
    })
}
