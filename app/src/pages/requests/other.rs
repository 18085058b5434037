//! The rights that have no page of their own.

use habeas_desk::OTHER_RIGHTS;
use habeas_domain::{look::AskOtherView, right::Right};
use leptos::prelude::*;

use crate::{
    parts::{Answer, Button, Choices, Field, Kind, Page},
    visit::words,
};

/// `/requests/other`
#[component]
pub fn AskOtherPage(
    /// What it is about.
    view: AskOtherView,
    /// The number of the form.
    client_id: String,
    /// Whether the password is asked for.
    prove: bool,
) -> impl IntoView {
    let words = words();
    let about = view.about.map(|about| about.to_string());
    let complaint = about.is_some();
    let back = about.as_ref().map_or_else(
        || "/requests".to_owned(),
        |about| format!("/requests/{about}"),
    );
    let answers = OTHER_RIGHTS
        .iter()
        .map(|right| Answer {
            value: right.as_str().to_owned(),
            label: words.of("ask-right", right.as_str()),
            hint: Some(words.of("other-hint", right.as_str())),
            chosen: false,
        })
        .collect();
    let title = match &about {
        Some(about) => words.with("complain-title", &[("number", about.as_str().into())]),
        None => words.say("other-title"),
    };
    let lead = words.say(if complaint {
        "complain-lead"
    } else {
        "other-lead"
    });
    view! {
        <Page title back>
            <p class="lead">{lead}</p>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                {match about {
                    Some(about) => view! {
                        <input type="hidden" name="about" value=about/>
                        <input type="hidden" name="right" value=Right::Complaint.as_str()/>
                    }.into_any(),
                    None => view! { <Choices name="right" legend=words.say("ask-right") answers/> }.into_any(),
                }}
                <Field name="details" label=words.say("other-details") hint=words.say("other-details.hint") kind=Kind::Long/>
                {prove.then(|| view! {
                    <Field name="password" label=words.say("prove-password") reason=words.say("prove-line")
                        kind=Kind::Password autocomplete="current-password"/>
                })}
                <p class="actions"><Button>{words.say("other-do")}</Button></p>
            </form>
        </Page>
    }
}
