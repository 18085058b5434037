//! Tables.

use leptos::prelude::*;

use crate::visit::words;

/// A table that scrolls by itself where it is too wide for the screen.
#[component]
pub fn Table(
    /// What it lists.
    #[prop(into)]
    caption: String,
    /// Whether the caption is already said by a heading.
    #[prop(optional)]
    caption_hidden: bool,
    /// The heads of the columns.
    heads: Vec<Head>,
    /// Rows: `<tr>`s.
    children: Children,
) -> impl IntoView {
    let label = words().with("table-scroll", &[("what", caption.as_str().into())]);
    view! {
        <div class="table-frame" role="region" aria-label=label tabindex="0">
            <table class="table">
                <caption class:visually-hidden=caption_hidden>{caption}</caption>
                <thead>
                    <tr>{heads.into_iter().map(Head::view).collect_view()}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}

/// The head of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// What the column holds.
    pub text: String,
    /// Whether it holds numbers.
    pub number: bool,
}

impl Head {
    /// A column of words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            number: false,
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            number: true,
        }
    }

    fn view(self) -> impl IntoView {
        view! { <th scope="col" class:num=self.number>{self.text}</th> }
    }
}
