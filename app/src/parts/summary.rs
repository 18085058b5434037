//! Label and value, with [Change] where something can be changed.

use leptos::prelude::*;

use crate::visit::words;

/// The frame of rows.
#[component]
pub fn SummaryList(
    /// [`SummaryRow`]s.
    children: Children,
) -> impl IntoView {
    view! { <dl class="summary">{children()}</dl> }
}

/// One row.
#[component]
pub fn SummaryRow(
    /// What it is.
    #[prop(into)]
    label: String,
    /// Where [Change] goes.
    #[prop(optional, into)]
    change: Option<String>,
    /// Quiet facts below: why, where from, who else, until when.
    #[prop(optional)]
    why: Vec<String>,
    /// The value; without it the row says that nothing is there.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = words();
    let what = label.clone();
    view! {
        <div class="summary__row">
            <dt class="summary__label">{label}</dt>
            {match children {
                Some(children) => view! { <dd class="summary__value">{children()}</dd> }.into_any(),
                None => view! {
                    <dd class="summary__value summary__value--empty">{words.say("not-provided")}</dd>
                }.into_any(),
            }}
            {change.map(|href| view! {
                <dd class="summary__action">
                    <a href=href>
                        {words.say("change")}
                        <span class="visually-hidden">" "{words.with("change-what", &[("what", what.into())])}</span>
                    </a>
                </dd>
            })}
            {(!why.is_empty()).then(|| view! {
                <dd class="summary__why">
                    {why.into_iter().map(|fact| view! { <span>{fact}</span> }).collect_view()}
                </dd>
            })}
        </div>
    }
}
