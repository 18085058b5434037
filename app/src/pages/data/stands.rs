//! What stands on the person's data: a restriction, or a hold that they may know of.

use habeas_domain::{hold::HoldKind, view::RestrictedView};
use leptos::prelude::*;

use crate::{calls::Tone, parts::Notice, visit::words};

/// One notice for each.
#[component]
pub fn Stands(
    /// They.
    stands: Vec<RestrictedView>,
) -> impl IntoView {
    let words = words();
    stands
        .into_iter()
        .map(|one| {
            let since = ("since", words.date(one.since.date_naive()).into());
            let law = one.law.clone();
            let (line, why) = match one.kind {
                HoldKind::Restriction => {
                    let why = words.of("restriction-you", &one.ground);
                    (words.with("stands-restricted", &[since]), why)
                }
                HoldKind::Legal => {
                    let why = one.label.clone().unwrap_or_default();
                    (words.with("stands-held", &[since]), why)
                }
            };
            let only = (!one.places.is_empty())
                .then(|| words.with("stands-only", &[("places", words.list(&one.places).into())]));
            let ends = one.end_told_at.map(|_| words.say("stands-ends"));
            view! {
                <Notice tone=Tone::Wait>
                    <p>{line}" "{why}{law.map(|law| view! { " "<span class="quiet">{law}</span> })}</p>
                    {only.map(|only| view! { <p>{only}</p> })}
                    {ends.map(|ends| view! { <p>{ends}</p> })}
                </Notice>
            }
        })
        .collect_view()
}
