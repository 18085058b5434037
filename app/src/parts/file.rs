//! A question that is answered with files.

use leptos::prelude::*;

use crate::{form::submitted, parts::FieldError, visit::words};

/// Label, hint, error and the button that chooses files. What was chosen never comes back: the
/// page shows what has arrived.
#[component]
pub fn FileField(
    /// Name in the form, and the id the error summary links to.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// What can be handed in.
    #[prop(into)]
    hint: String,
    /// What the browser offers to choose from.
    accept: &'static str,
) -> impl IntoView {
    let words = words();
    let error = submitted().error(name).map(str::to_owned);
    let bad = error.is_some();
    let described = if bad {
        format!("{name}-hint {name}-error")
    } else {
        format!("{name}-hint")
    };
    view! {
        <div class="field" class:field--bad=bad>
            <label class="field__label" for=name>{label}" "{words.say("optional")}</label>
            <span class="field__hint" id=format!("{name}-hint")>{hint}</span>
            {error.map(|error| view! { <FieldError name error/> })}
            <input class="file" type="file" id=name name=name accept=accept multiple
                aria-describedby=described aria-invalid=bad.then_some("true")/>
        </div>
    }
}
