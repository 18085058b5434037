//! The error summary.

use leptos::prelude::*;

use crate::{form::Problem, visit::words};

/// Everything to put right, above the heading, each linked to its field. It
/// takes the focus without a script.
#[component]
pub fn Problems(
    /// In the order of the fields.
    problems: Vec<Problem>,
) -> impl IntoView {
    view! {
        <div class="problems" id="problems" tabindex="-1" autofocus aria-labelledby="problems-title">
            <div role="alert">
                <h2 id="problems-title">{words().say("problem-title")}</h2>
                <ul>
                    {problems.into_iter().map(|problem| {
                        // A problem of the whole form has no field to go to.
                        if problem.field.is_empty() {
                            view! { <li>{problem.message}</li> }.into_any()
                        } else {
                            view! { <li><a href=format!("#{}", problem.field)>{problem.message}</a></li> }.into_any()
                        }
                    }).collect_view()}
                </ul>
            </div>
        </div>
    }
}
