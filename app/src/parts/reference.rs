//! The number of a request.

use leptos::prelude::*;

use crate::visit::words;

/// Large, easy to read out and to copy.
#[component]
pub fn ReferenceNumber(
    /// `HB-7K2M-93QF`
    #[prop(into)]
    number: String,
) -> impl IntoView {
    view! {
        <p class="reference">
            <span class="reference__label">{words().say("reference")}</span>
            <span class="reference__value">{number}</span>
        </p>
    }
}
