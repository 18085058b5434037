//! Old and new beside each other.

use leptos::prelude::*;

use crate::visit::words;

/// What is held now, and what it shall be.
#[component]
pub fn Compare(
    /// What is held now.
    #[prop(into)]
    old: String,
    /// What it shall be.
    #[prop(into)]
    new: String,
) -> impl IntoView {
    let words = words();
    let shown = |value: String| {
        if value.is_empty() {
            words.say("not-provided")
        } else {
            value
        }
    };
    view! {
        <dl class="compare">
            <div>
                <dt>{words.say("compare-old")}</dt>
                <dd>{shown(old)}</dd>
            </div>
            <div>
                <dt>{words.say("compare-new")}</dt>
                <dd>{shown(new)}</dd>
            </div>
        </dl>
    }
}
