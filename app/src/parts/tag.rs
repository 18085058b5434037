//! A state, in words with a colour.

use leptos::prelude::*;

use crate::calls::Tone;

/// The words carry the meaning; the colour helps to find them.
#[component]
pub fn Tag(
    /// What the colour means.
    #[prop(optional)]
    tone: Tone,
    /// The state.
    children: Children,
) -> impl IntoView {
    view! { <span class="tag" data-tone=tone.name()>{children()}</span> }
}
