//! What was held back from a copy until somebody has read it: how that stands, and a second look.

use habeas_domain::redaction::ReadingView;
use leptos::prelude::*;

use crate::{
    calls::Tone,
    parts::{Button, Notice, Weight},
    visit::words,
};

/// How the reading stands.
#[component]
pub(super) fn Reading(
    /// It.
    reading: ReadingView,
    /// The number of the request.
    reference: String,
) -> impl IntoView {
    let words = words();
    let asked = reading.second_asked_at.map(|at| {
        let said = words.with("second-look-asked", &[("date", at.date_naive().into())]);
        view! { <p class="quiet">{said}</p> }
    });
    if reading.told_at.is_none() {
        let waits = reading.second_asked_at.is_none();
        return view! {
            <Notice tone=Tone::Wait>
                {waits.then(|| view! { <p>{words.say("review-waits")}</p> })}
                {asked}
            </Notice>
        }
        .into_any();
    }
    view! {
        <Notice tone=Tone::Good>
            <p>{words.say("review-told")}</p>
            <p><a href=format!("/take-away?again={reference}")>{words.say("review-again-link")}</a></p>
            {asked}
        </Notice>
        {reading.second_asked_at.is_none().then(|| view! {
            <section aria-labelledby="second-look" class="no-print">
                <h2 id="second-look">{words.say("second-look-title")}</h2>
                <p>{words.say("second-look-line")}</p>
                <form method="post" novalidate>
                    <p class="actions">
                        <Button weight=Weight::Quiet name="act" value="second-look".to_owned()>{words.say("second-look-do")}</Button>
                    </p>
                </form>
            </section>
        })}
    }
    .into_any()
}
