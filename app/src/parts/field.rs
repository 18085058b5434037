//! One question with one box.

use leptos::prelude::*;

use crate::{form::submitted, visit::words};

/// What is typed into a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A password. Never shown again.
    Password,
    /// A number or code copied from elsewhere.
    Code,
    /// A day.
    Date,
    /// Several lines.
    Long,
}

/// Label, why we ask, hint, error and box, tied together for screen readers.
/// What was typed before comes back, unless it is a secret.
#[component]
pub fn Field(
    /// Name in the form, and the id the error summary links to.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// What an answer looks like.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Why we ask.
    #[prop(optional, into)]
    reason: Option<String>,
    /// What is typed.
    #[prop(optional)]
    kind: Kind,
    /// What the browser may fill in (`email`, `current-password`, …).
    #[prop(optional, into)]
    autocomplete: Option<&'static str>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// What stands there on a first visit.
    #[prop(optional, into)]
    value: Option<String>,
) -> impl IntoView {
    let words = words();
    let back = submitted();
    let error = back.error(name).map(str::to_owned);
    let value = match kind {
        Kind::Password => None,
        _ if back.came_back() => back.value(name).map(str::to_owned),
        _ => value,
    };
    let described = [
        ("hint", hint.is_some()),
        ("reason", reason.is_some()),
        ("error", error.is_some()),
    ]
    .into_iter()
    .filter(|(_, there)| *there)
    .map(|(part, _)| format!("{name}-{part}"))
    .collect::<Vec<_>>()
    .join(" ");
    let described = (!described.is_empty()).then_some(described);
    let bad = error.is_some();
    let control = if kind == Kind::Long {
        view! {
            <textarea class="input" id=name name=name rows="5" autocomplete=autocomplete
                aria-describedby=described aria-invalid=bad.then_some("true")>{value}</textarea>
        }
        .into_any()
    } else {
        let (r#type, mode) = match kind {
            Kind::Email => ("email", None),
            Kind::Phone => ("tel", None),
            Kind::Password => ("password", None),
            Kind::Date => ("date", None),
            Kind::Text | Kind::Code | Kind::Long => ("text", None::<&str>),
        };
        view! {
            <input class="input" class:input--code=kind == Kind::Code id=name name=name type=r#type
                inputmode=mode value=value autocomplete=autocomplete.unwrap_or("off")
                spellcheck=(kind != Kind::Text).then_some("false")
                autocapitalize=(kind != Kind::Text).then_some("none")
                aria-describedby=described aria-invalid=bad.then_some("true")/>
        }
        .into_any()
    };
    view! {
        <div class="field" class:field--bad=bad>
            <label class="field__label" for=name>
                {label}
                {optional.then(|| format!(" {}", words.say("optional")))}
            </label>
            {hint.map(|hint| view! { <span class="field__hint" id=format!("{name}-hint")>{hint}</span> })}
            {reason.map(|reason| view! { <span class="field__reason" id=format!("{name}-reason")>{reason}</span> })}
            {error.map(|error| view! { <FieldError name error/> })}
            {control}
        </div>
    }
}

/// What is wrong with a field, in the words of the summary.
#[component]
pub(super) fn FieldError(
    /// The field.
    name: &'static str,
    /// What to do.
    error: String,
) -> impl IntoView {
    view! {
        <span class="field__error" id=format!("{name}-error")>
            <span class="visually-hidden">{words().say("error-prefix")}" "</span>
            {error}
        </span>
    }
}
