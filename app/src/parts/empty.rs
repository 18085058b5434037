//! Nothing here: why, and what to do.

use leptos::prelude::*;

/// An empty list explains itself.
#[component]
pub fn Empty(
    /// What is not there.
    #[prop(into)]
    title: String,
    /// Why, and what to do.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty__title">{title}</p>
            {children()}
        </div>
    }
}
