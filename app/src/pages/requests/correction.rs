//! A correction on its way: old and new, what was handed in, and who else is told.

use habeas_domain::{
    look::{AlsoView, ToldView},
    view::CorrectionView,
};
use leptos::prelude::*;

use crate::{
    calls::Tone,
    parts::{Button, Compare, Field, Kind, Notice, Weight},
    visit::words,
};

/// The code that shows that a new address or number is the person's.
#[component]
fn ShowContact(
    /// Where it was sent.
    to: String,
) -> impl IntoView {
    let words = words();
    view! {
        <Notice tone=Tone::Wait title=words.say("contact-show")>
            <p>{words.with("contact-show-line", &[("to", to.into())])}</p>
            <form method="post" novalidate>
                <Field name="code" label=words.say("code-code") hint=words.say("code-code.hint")
                    kind=Kind::Code autocomplete="one-time-code"/>
                <p class="actions"><Button name="act" value="contact-code">{words.say("code-do")}</Button></p>
            </form>
            <form method="post" novalidate>
                <p class="actions">
                    <Button name="act" value="contact-send" weight=Weight::Quiet>{words.say("code-again")}</Button>
                </p>
            </form>
        </Notice>
    }
}

/// What the person asked to have corrected.
#[component]
pub(super) fn Correction(
    /// The correction.
    correction: CorrectionView,
    /// Whether it was refused: words of one's own can stand beside the value then.
    refused: bool,
    /// Whether it is written.
    done: bool,
) -> impl IntoView {
    let words = words();
    let files: Vec<_> = correction
        .evidence
        .into_iter()
        .map(|file| file.name)
        .collect();
    let handed_in = (!files.is_empty()).then(|| {
        words.with(
            "correction-handed-in",
            &[("files", words.list(&files).into())],
        )
    });
    let add = correction.page.filter(|_| refused);
    let told = correction.told;
    view! {
        <h2>{correction.label}</h2>
        <p class="quiet">{correction.system}</p>
        {if correction.forgotten {
            view! { <p class="quiet">{words.say("correction-forgotten")}</p> }.into_any()
        } else {
            view! { <Compare old=correction.old new=correction.new.clone()/> }.into_any()
        }}
        <Also also=correction.also/>
        {correction.unshown.then(|| view! { <ShowContact to=correction.new/> })}
        {handed_in.map(|line| view! { <p class="quiet">{line}</p> })}
        {add.map(|page| view! {
            <p>{words.say("correction-refused")}" "<a href=format!("{page}/statement")>{words.say("correct-statement.do")}</a></p>
        })}
        {done.then(|| view! { <ToldList told/> })}
    }
}

/// Where else the same value is changed, and what became of it.
#[component]
pub(crate) fn Also(
    /// They.
    also: Vec<AlsoView>,
) -> impl IntoView {
    let words = words();
    (!also.is_empty()).then(|| {
        view! {
            <p>{words.say("correct-also")}</p>
            <ul>
                {also.into_iter().map(|one| {
                    let became = match one.changed {
                        None => "correct-also-place",
                        Some(true) => "correct-also-changed",
                        Some(false) => "correct-also-left",
                    };
                    let args = [
                        ("system", one.system.into()),
                        ("collection", one.collection.into()),
                        ("field", one.field.into()),
                    ];
                    view! { <li>{words.with(became, &args)}</li> }
                }).collect_view()}
            </ul>
        }
    })
}

/// Who else has the data, and whether they were told of what was done.
#[component]
pub(super) fn ToldList(
    /// They.
    told: Vec<ToldView>,
) -> impl IntoView {
    let words = words();
    (!told.is_empty()).then(|| view! {
        <h2>{words.say("told-title")}</h2>
        <ul>
            {told.into_iter().map(|one| {
                let state = match one.at {
                    Some(at) => words.with("told-on", &[("date", words.date(at.date_naive()).into())]),
                    None => words.say("told-not-yet"),
                };
                view! { <li>{one.label}": "{state}</li> }
            }).collect_view()}
        </ul>
    })
}
