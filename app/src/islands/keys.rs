//! What pages by keyboard have in common.

use leptos::prelude::document;

/// Whether a key belongs to a field; a box called `tick` is ticked, not typed into.
pub(super) fn is_typing(tick: &str) -> bool {
    let Some(focused) = document().active_element() else {
        return false;
    };
    match focused.tag_name().as_str() {
        "SELECT" | "TEXTAREA" => true,
        "INPUT" => focused.get_attribute("name").as_deref() != Some(tick),
        _ => false,
    }
}

/// Gives an element the focus; one that cannot have it stays without.
pub(super) fn focus(element: &Option<web::Element>) {
    if let Some(element) = element.clone().and_then(web::html) {
        drop(element.focus());
    }
}

/// The browser's types.
pub(super) mod web {
    use leptos::wasm_bindgen::JsCast;
    pub(in crate::islands) use leptos::web_sys::Element;
    use leptos::web_sys::{HtmlElement, HtmlInputElement, Node};

    pub(in crate::islands) fn html(element: Element) -> Option<HtmlElement> {
        element.dyn_into().ok()
    }

    pub(in crate::islands) fn node(node: Node) -> Option<HtmlElement> {
        node.dyn_into().ok()
    }

    pub(in crate::islands) fn input(element: Element) -> Option<HtmlInputElement> {
        element.dyn_into().ok()
    }
}
