//! What a person thought of an answer.

use habeas_domain::look::RatingView;
use leptos::prelude::*;

use crate::{
    parts::{Answer, Button, Choices, Field, Kind, Weight},
    visit::words,
};

/// The question, or the answer that was given to it.
#[component]
pub(super) fn Rate(
    /// What was said, if it was.
    rating: Option<RatingView>,
) -> impl IntoView {
    let words = words();
    if let Some(rating) = rating {
        let score = words.of("rate", &rating.score.to_string());
        return view! {
            <section aria-labelledby="rated">
                <h2 id="rated">{words.say("rate-title")}</h2>
                <p>{words.with("rate-said", &[("score", score.into())])}</p>
                {(!rating.words.is_empty()).then(|| view! { <blockquote class="said">{rating.words}</blockquote> })}
            </section>
        }
        .into_any();
    }
    let answers = ["5", "4", "3", "2", "1"]
        .into_iter()
        .map(|score| Answer {
            value: score.to_owned(),
            label: words.of("rate", score),
            hint: None,
            chosen: false,
        })
        .collect();
    view! {
        <details class="more" id="rate">
            <summary>{words.say("rate-title")}</summary>
            <form method="post" novalidate>
                <input type="hidden" name="act" value="rate"/>
                <Choices name="score" legend=words.say("rate-legend") answers/>
                <Field name="words" label=words.say("rate-words") kind=Kind::Long optional=true/>
                <p class="actions"><Button weight=Weight::Quiet>{words.say("rate-do")}</Button></p>
            </form>
        </details>
    }
    .into_any()
}
