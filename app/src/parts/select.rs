//! One answer of several, folded away.

use leptos::prelude::*;

use crate::{form::submitted, parts::FieldError};

/// A label and a list to choose from: where one form has many questions, or many answers.
#[component]
pub fn Select(
    /// Name in the form, and the id the error summary links to.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Value and words of each answer; an empty value is no answer.
    options: Vec<(String, String)>,
    /// What is chosen on a first visit.
    #[prop(optional, into)]
    chosen: String,
) -> impl IntoView {
    let back = submitted();
    let error = back.error(name).map(str::to_owned);
    let bad = error.is_some();
    let chosen = match back.value(name) {
        Some(value) => value.to_owned(),
        None => chosen,
    };
    let described = [("hint", hint.is_some()), ("error", bad)]
        .into_iter()
        .filter(|(_, there)| *there)
        .map(|(part, _)| format!("{name}-{part}"))
        .collect::<Vec<_>>()
        .join(" ");
    view! {
        <div class="field" class:field--bad=bad>
            <label class="field__label" for=name>{label}</label>
            {hint.map(|hint| view! { <span class="field__hint" id=format!("{name}-hint")>{hint}</span> })}
            {error.map(|error| view! { <FieldError name error/> })}
            <select class="input select" id=name name=name
                aria-describedby=(!described.is_empty()).then_some(described)
                aria-invalid=bad.then_some("true")>
                {options.into_iter().map(|(value, words)| {
                    let selected = value == chosen;
                    view! { <option value=value selected=selected>{words}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}
