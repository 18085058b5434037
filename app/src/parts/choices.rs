//! One question with answers to choose from.

use leptos::prelude::*;

use crate::{form::submitted, parts::FieldError};

/// One answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What the form sends.
    pub value: String,
    /// What it says.
    pub label: String,
    /// What it means, below.
    pub hint: Option<String>,
    /// Whether it is chosen on a first visit.
    pub chosen: bool,
}

/// Radio buttons, or checkboxes with `many`.
#[component]
pub fn Choices(
    /// Name in the form; the first answer has it as its id.
    name: &'static str,
    /// The question.
    #[prop(into)]
    legend: String,
    /// Whether the question is the page's heading.
    #[prop(optional)]
    heading: bool,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The answers.
    answers: Vec<Answer>,
    /// Whether several may be chosen.
    #[prop(optional)]
    many: bool,
) -> impl IntoView {
    let back = submitted();
    let error = back.error(name).map(str::to_owned);
    let bad = error.is_some();
    let described = [("hint", hint.is_some()), ("error", error.is_some())]
        .into_iter()
        .filter(|(_, there)| *there)
        .map(|(part, _)| format!("{name}-{part}"))
        .collect::<Vec<_>>()
        .join(" ");
    let rows = answers.into_iter().enumerate().map(|(place, answer)| {
        let id = if place == 0 { name.to_owned() } else { format!("{name}-{}", place + 1) };
        let hint_id = format!("{id}-line");
        let chosen = if back.came_back() { back.chose(name, &answer.value) } else { answer.chosen };
        view! {
            <div class="choice">
                <input type=if many { "checkbox" } else { "radio" } id=id.clone() name=name value=answer.value
                    checked=chosen aria-describedby=answer.hint.is_some().then(|| hint_id.clone())/>
                <label for=id>{answer.label}</label>
                {answer.hint.map(|hint| view! { <span class="choice__hint" id=hint_id>{hint}</span> })}
            </div>
        }
    });
    view! {
        <div class="field" class:field--bad=bad>
        <fieldset class="choices"
            aria-describedby=(!described.is_empty()).then_some(described)>
            <legend class="choices__legend" class:choices__legend--title=heading>
                {if heading { view! { <h1>{legend}</h1> }.into_any() } else { legend.into_any() }}
            </legend>
            {hint.map(|hint| view! { <span class="field__hint" id=format!("{name}-hint")>{hint}</span> })}
            {error.map(|error| view! { <FieldError name error/> })}
            {rows.collect_view()}
        </fieldset>
        </div>
    }
}
