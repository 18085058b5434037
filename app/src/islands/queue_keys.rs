//! The queue by keyboard.

use leptos::{ev, prelude::*};

use super::keys::{focus, is_typing, web};

/// `j` and `k` go from request to request, `x` picks one, `o` opens it, `a` takes it on, `p` opens
/// the page on which it is approved, `/` goes to the first question. Enter opens, because what has
/// the focus is a link. Says so where it works.
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
        "o" => open(),
        "a" => take(),
        "p" => approve(),
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

/// Opens the request that has the focus.
fn open() {
    if let Some(link) = link().and_then(web::html) {
        link.click();
    }
}

/// Takes the request that has the focus on, at once, and none of those that were picked.
fn take() {
    let Some(line) = line() else {
        return;
    };
    let picked = document().query_selector_all("tr.line input:checked").ok();
    for place in 0..picked.as_ref().map_or(0, |list| list.length()) {
        let one = picked.as_ref().and_then(|list| list.item(place));
        if let Some(one) = one.and_then(web::node) {
            one.click();
        }
    }
    let find = |what: &str| document().query_selector(what).ok().flatten();
    let one = line.query_selector("input").ok().flatten();
    let step = find("form.many > input[name=step]");
    let button = find("form.many button[value=take]");
    if let (Some(one), Some(step), Some(button)) =
        (one.and_then(web::html), step, button.and_then(web::html))
    {
        one.click();
        drop(step.set_attribute("value", "do"));
        button.click();
    }
}

/// Goes to the page on which the request that has the focus is approved.
fn approve() {
    let to = link().and_then(|link| link.get_attribute("href"));
    if let Some(to) = to {
        drop(window().location().set_href(&format!("{to}/approve")));
    }
}

fn link() -> Option<web::Element> {
    line()?.query_selector("th a").ok().flatten()
}
