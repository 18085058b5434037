//! What a person may say no to: each choice a question with its plain effect.

use habeas_domain::view::ChoiceView;
use leptos::prelude::*;

use crate::{
    calls::Tone,
    parts::{Button, Empty, Notice, Page, Tag, Weight},
    visit::{visit, words},
};

/// `/choices`
#[component]
pub fn ChoicesPage(
    /// The choices that the company offers, each with a number for its form.
    choices: Vec<(ChoiceView, String)>,
) -> impl IntoView {
    let words = words();
    let nothing = choices.is_empty();
    view! {
        <Page title=words.say("choices-title")>
            <p class="lead">{words.say("choices-lead")}</p>
            {visit().signal.then(|| view! { <Notice title=words.say("choices-signal")><p>{words.say("choices-signal.line")}</p></Notice> })}
            {nothing.then(|| view! {
                <Empty title=words.say("choices-nothing")><p>{words.say("choices-nothing.line")}</p></Empty>
            })}
            {choices.into_iter().map(|(choice, client_id)| view! { <Choice choice client_id/> }).collect_view()}
        </Page>
    }
}

#[component]
fn Choice(
    /// The choice as it stands.
    choice: ChoiceView,
    /// The number of its form.
    client_id: String,
) -> impl IntoView {
    let words = words();
    let right = choice.right.as_str();
    // The person's own word counts as soon as it is said; the stores follow.
    let said = choice
        .history
        .first()
        .map(|made| made.allowed)
        .or(choice.allowed);
    let waits = choice.since.is_some() && choice.obeyed.is_empty();
    let (tone, state) = match said {
        Some(true) => (Tone::Good, words.say("choices-yes")),
        Some(false) => (Tone::Plain, words.say("choices-no")),
        None => (Tone::Wait, words.say("choices-unclear")),
    };
    let since = choice
        .since
        .map(|since| words.with("choices-since", &[("since", words.moment(&since).into())]));
    let id = format!("choice-{right}");
    let heading = id.clone();
    let disobeyed: Vec<String> = choice
        .obeyed
        .iter()
        .filter(|(_, obeyed)| !obeyed)
        .map(|(system, _)| system.clone())
        .collect();
    let obeyed: Vec<String> = choice
        .obeyed
        .into_iter()
        .filter(|(_, obeyed)| *obeyed)
        .map(|(system, _)| system)
        .collect();
    view! {
        <section class="choice-section" aria-labelledby=heading>
            <h2 id=id>{choice.label}</h2>
            <p>{choice.effect}</p>
            <p>
                <Tag tone>{state}</Tag>
                {since.map(|since| format!(" {since}"))}
            </p>
            {waits.then(|| view! { <p>{words.say("choices-writing")}</p> })}
            {(!obeyed.is_empty()).then(|| {
                words.with("choices-obeyed", &[("systems", words.list(&obeyed).into())])
            }).map(|line| view! { <p>{line}</p> })}
            {(!disobeyed.is_empty()).then(|| {
                words.with("choices-disobeyed", &[("systems", words.list(&disobeyed).into())])
            }).map(|line| view! { <p>{line}</p> })}
            <form method="post" action="/choices" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <input type="hidden" name="right" value=right/>
                <p class="actions">
                    {(said != Some(false)).then(|| view! {
                        <Button name="allowed" value="no">{words.say("choices-say-no")}</Button>
                    })}
                    {(said != Some(true)).then(|| view! {
                        <Button name="allowed" value="yes" weight=Weight::Quiet>{words.say("choices-say-yes")}</Button>
                    })}
                </p>
            </form>
            {(!choice.history.is_empty()).then(|| view! {
                <details>
                    <summary>{words.say("choices-history")}</summary>
                    <ul>
                        {choice.history.into_iter().map(|made| {
                            let key = if made.allowed { "choices-yes" } else { "choices-no" };
                            let how = words.of("choices-how", made.how.as_str());
                            view! { <li>{words.moment(&made.at)}": "{words.say(key)}" "<span class="quiet">{how}</span></li> }
                        }).collect_view()}
                    </ul>
                </details>
            })}
        </section>
    }
}
