//! The queue by keyboard.

use leptos::{ev, prelude::*};

use super::keys::{focus, is_typing, web};

/// `j` and `k` go from request to request, `x` picks one, `/` goes to the first question. Enter
/// opens, because what has the focus is a link. Says so where it works.
#[island]
pub fn QueueKeys(
    /// What the keys do.
    help: String,
) -> impl IntoView {
    // Effects run in the browser only.
    Effect::new(|_| {
        let heard = window_event_listener(ev::keydown, |event| {
            let combined = event.ctrl_key() || event.meta_key() || event.alt_key();
            if !combined && !is_typing("chosen") && press(&event.key()) {
                event.prevent_default();
            }
        });
        on_cleanup(move || heard.remove());
    });
    view! { <p class="quiet keys">{help}</p> }
}

/// Does what a key stands for; whether it stands for anything.
fn press(key: &str) -> bool {
    match key {
        "j" => step(1),
        "k" => step(-1),
        "x" => pick(),
        "/" => focus(&document().query_selector("select[name=due]").ok().flatten()),
        _ => return false,
    }
    true
}

/// The request that has the focus.
fn line() -> Option<web::Element> {
    let focused = document().active_element()?;
    focused.closest("tr.line").ok().flatten()
}

fn step(by: i32) {
    let next = match line() {
        None => document().query_selector("tr.line").ok().flatten(),
        Some(line) if by < 0 => line.previous_element_sibling(),
        Some(line) => line.next_element_sibling(),
    };
    let link = next.and_then(|line| line.query_selector("th a").ok().flatten());
    if link.is_some() {
        focus(&link);
    }
}

fn pick() {
    let pick = line().and_then(|line| line.query_selector("input").ok().flatten());
    if let Some(pick) = pick.and_then(web::html) {
        pick.click();
    }
}
