//! What was refused and what can be done about it, what a no covers, a fee, and another request for
//! the same.

use habeas_domain::{
    choice::ChoiceRight,
    id::Reference,
    request::{Fee, FeeState},
    view::RefusalView,
};
use leptos::prelude::*;

use crate::{
    calls::Tone,
    parts::{Button, Notice, SummaryList, SummaryRow, Weight},
    visit::words,
};

/// Ground, words, what stays, for what, until when, the law.
#[component]
pub(crate) fn Denied(
    /// The refusal.
    refusal: RefusalView,
) -> impl IntoView {
    let words = words();
    // A ground of the company's map stands in its own words.
    let ground = words
        .find(&refusal.ground, &[])
        .unwrap_or_else(|| refusal.ground.clone());
    let row = |key: &str, value: String| {
        (!value.is_empty()).then(|| {
            view! { <SummaryRow label=words.say(key)>{value}</SummaryRow> }
        })
    };
    let until = refusal.until.map(|day| words.date(day)).unwrap_or_default();
    let stays = refusal.stays.join(", ");
    let rows = !stays.is_empty() || !until.is_empty() || !refusal.purpose.is_empty();
    view! {
        <p>{ground}" "<span class="quiet">{refusal.law}</span></p>
        {(!refusal.note.is_empty()).then(|| view! { <blockquote class="said">{refusal.note.clone()}</blockquote> })}
        {rows.then(|| view! {
            <SummaryList>
                {row("denied-stays", stays)}
                {row("denied-purpose", refusal.purpose)}
                {row("denied-until", until)}
            </SummaryList>
        })}
    }
}

/// Where somebody can turn who thinks that it is wrong.
#[component]
pub(crate) fn Remedies(
    /// The refusal.
    refusal: RefusalView,
) -> impl IntoView {
    let words = words();
    let again = match refusal.appeal_until {
        Some(day) => words.with("remedy-again-until", &[("day", day.into())]),
        None => words.say("remedy-again"),
    };
    view! {
        <p>{again}</p>
        {(!refusal.authority.is_empty()).then(|| {
            view! { <p>{words.with("requests-complain", &[("authority", refusal.authority.clone().into())])}</p> }
        })}
        {refusal.court.then(|| view! { <p>{words.say("remedy-court")}</p> })}
        {(!refusal.appeal.is_empty()).then(|| view! { <p class="quiet">{refusal.appeal}</p> })}
    }
}

/// The parts of an answer that were refused.
#[component]
pub(super) fn Parts(
    /// They.
    parts: Vec<RefusalView>,
) -> impl IntoView {
    let words = words();
    let last = parts.last().cloned();
    last.map(|last| {
        view! {
            <section aria-labelledby="parts">
                <h2 id="parts">{words.say("parts-title")}</h2>
                {parts.into_iter().map(|refusal| view! { <Denied refusal/> }).collect_view()}
                <Remedies refusal=last/>
            </section>
        }
    })
}

/// What a request says no to.
#[component]
pub(super) fn SaidNo(
    /// It.
    no_to: Vec<ChoiceRight>,
) -> impl IntoView {
    let words = words();
    view! {
        <Notice tone=Tone::Good>
            <p>{words.say("no-holds")}</p>
            <ul>{no_to.iter().map(|no| view! { <li>{words.of("no-to", no.as_str())}</li> }).collect_view()}</ul>
        </Notice>
    }
}

/// A fee that was asked for, before anything is charged.
#[component]
pub(super) fn FeeAsked(
    /// It.
    fee: Fee,
) -> impl IntoView {
    let words = words();
    let args = [("amount", fee.amount.as_str().into())];
    match fee.state {
        FeeState::Open => view! {
            <Notice tone=Tone::Wait title=words.say("fee-title")>
                <p>{words.with("fee-open", &args)}</p>
                <p>{words.of("refusal", &fee.ground)}" "<span class="quiet">{fee.law}</span></p>
                <p>{words.say("fee-not")}</p>
            </Notice>
        }
        .into_any(),
        FeeState::Paid { .. } => view! { <p>{words.with("fee-paid", &args)}</p> }.into_any(),
        FeeState::Waived { .. } => view! { <p>{words.say("fee-waived")}</p> }.into_any(),
    }
}

/// Another request for the same: offered, never joined by itself.
#[component]
pub(super) fn Same(
    /// The other ones.
    same: Vec<Reference>,
) -> impl IntoView {
    let words = words();
    let into = same.first()?.to_string();
    Some(view! {
        <Notice title=words.say("same-title")>
            <p>
                {words.say("same-line")}" "
                <a href=format!("/requests/{into}")>{into.clone()}</a>
            </p>
            <form method="post" novalidate>
                <input type="hidden" name="act" value="join"/>
                <input type="hidden" name="into" value=into.clone()/>
                <p class="actions">
                    <Button weight=Weight::Quiet>{words.with("same-do", &[("number", into.into())])}</Button>
                </p>
            </form>
        </Notice>
    })
}
