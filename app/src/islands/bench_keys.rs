//! The bench by keyboard.

use leptos::{ev, prelude::*};

use super::keys::{focus, is_typing, web};

/// `j` and `k` go from guess to guess; `c` covers the one that has the focus and `s` leaves it
/// shown, each going on to the next. Says so where it works.
#[island]
pub fn BenchKeys(
    /// What the keys do.
    help: String,
) -> impl IntoView {
    // Effects run in the browser only.
    Effect::new(|_| {
        let heard = window_event_listener(ev::keydown, |event| {
            let combined = event.ctrl_key() || event.meta_key() || event.alt_key();
            if !combined && !is_typing("part") && press(&event.key()) {
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
        "c" => set(true),
        "s" => set(false),
        _ => return false,
    }
    true
}

/// The guess that has the focus.
fn guess() -> Option<web::Element> {
    let focused = document().active_element()?;
    focused.closest(".choice").ok().flatten()
}

fn step(by: i32) {
    let next = match guess() {
        None => document().query_selector(".choice").ok().flatten(),
        Some(guess) if by < 0 => guess.previous_element_sibling(),
        Some(guess) => guess.next_element_sibling(),
    };
    focus(&next.and_then(|guess| guess.query_selector("input[name=part]").ok().flatten()));
}

fn set(covered: bool) {
    if guess().is_none() {
        step(1);
    }
    let tick = guess().and_then(|guess| guess.query_selector("input[name=part]").ok().flatten());
    if let Some(tick) = tick.and_then(web::input) {
        tick.set_checked(covered);
        step(1);
    }
}
