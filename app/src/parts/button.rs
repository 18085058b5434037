//! Buttons say what they do.

use leptos::prelude::*;

/// How much a button weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do on the page.
    #[default]
    Main,
    /// Another thing one may do.
    Quiet,
    /// What cannot be undone.
    Danger,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Main => "button",
            Self::Quiet => "button button--quiet",
            Self::Danger => "button button--danger",
        }
    }
}

/// Sends the form it is in; with a name and a value it says which button it was.
#[component]
pub fn Button(
    /// How much it weighs.
    #[prop(optional)]
    weight: Weight,
    /// Name in the form.
    #[prop(optional, into)]
    name: Option<&'static str>,
    /// What it sends.
    #[prop(optional, into)]
    value: Option<String>,
    /// What it does, in words.
    children: Children,
) -> impl IntoView {
    view! { <button class=weight.class() name=name value=value>{children()}</button> }
}

/// A link that is the next thing to do.
#[component]
pub fn ButtonLink(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// How much it weighs.
    #[prop(optional)]
    weight: Weight,
    /// What it does, in words.
    children: Children,
) -> impl IntoView {
    view! { <a class=weight.class() href=href>{children()}</a> }
}
