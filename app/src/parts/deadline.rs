//! When an answer is due, and why then.

use leptos::prelude::*;

use crate::calls::Tone;

/// The date, then the sentence that explains it.
#[component]
pub fn DeadlineNote(
    /// "You will have an answer by 7 April 2026."
    #[prop(into)]
    due: String,
    /// "We have one month from 5 March; 5 April is Easter Sunday."
    #[prop(optional, into)]
    because: Option<String>,
    /// Late, soon, or nothing special.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <p class="deadline">
            <span class="deadline__date" data-tone=(tone != Tone::Plain).then(|| tone.name())>{due}</span>
            {because.map(|why| view! { " "<span class="deadline__why">{why}</span> })}
        </p>
    }
}
