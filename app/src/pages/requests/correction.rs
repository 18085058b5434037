//! A correction on its way: old and new, what was handed in, and who else is told.

use habeas_domain::view::CorrectionView;
use leptos::prelude::*;

use crate::{parts::Compare, visit::words};

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
        <Compare old=correction.old new=correction.new/>
        {handed_in.map(|line| view! { <p class="quiet">{line}</p> })}
        {add.map(|page| view! {
            <p>{words.say("correction-refused")}" "<a href=format!("{page}/statement")>{words.say("correct-statement.do")}</a></p>
        })}
        {(done && !told.is_empty()).then(|| view! {
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
        })}
    }
}
