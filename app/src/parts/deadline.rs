//! When an answer is due, and why then.

use habeas_domain::clock::{Deadline, DueReason};
use habeas_words::Words;
use leptos::prelude::*;

use crate::calls::Tone;

/// Why an answer is due on its day: "Received 5 March 2026. One month from then is 5 April 2026.
/// 5 April 2026 is Easter Sunday."
#[must_use]
pub fn because(words: &Words, deadline: &Deadline) -> String {
    let sentence = |reason: &DueReason| {
        let mut args = vec![("date", reason.date().into())];
        args.extend(reason.number().map(|number| ("number", number.into())));
        let holiday = reason.holiday_key().map(|key| words.say(&key));
        args.extend(holiday.map(|name| ("holiday", name.into())));
        words.with(reason.key(), &args)
    };
    let sentences: Vec<_> = deadline.reasons.iter().map(sentence).collect();
    sentences.join(" ")
}

/// The date, then the sentence that explains it.
#[component]
pub fn DeadlineNote(
    /// "You will have an answer by 7 April 2026."
    #[prop(into)]
    due: String,
    /// "We have one month from 5 March; 5 April is Easter Sunday."
    #[prop(optional, into)]
    because: Option<String>,
    /// Late, soon, or nothing special.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <p class="deadline">
            <span class="deadline__date" data-tone=(tone != Tone::Plain).then(|| tone.name())>{due}</span>
            {because.map(|why| view! { " "<span class="deadline__why">{why}</span> })}
        </p>
    }
}
