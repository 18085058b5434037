//! The rights that have no page of their own.

use habeas_desk::OTHER_RIGHTS;
use habeas_domain::{
    look::AskOtherView,
    right::{Right, Wanted},
};
use habeas_words::Words;
use leptos::prelude::*;

use crate::{
    parts::{Answer, Button, Choices, Field, Kind, Page},
    visit::words,
};

/// What somebody says no to, as a wish.
pub(crate) fn no_words(words: &Words, wanted: &Wanted) -> String {
    match wanted.no_to {
        Some(no_to) => words.of("ask-no", no_to.as_str()),
        None => words.of("ask-right", wanted.right.as_str()),
    }
}

/// `/requests/other`
#[component]
pub fn AskOtherPage(
    /// What it is about.
    view: AskOtherView,
    /// The number of the form.
    client_id: String,
    /// Whether the password is asked for.
    prove: bool,
    /// What can be said no to here.
    #[prop(default = Vec::new())]
    nos: Vec<Wanted>,
    /// Whether somebody asks that an answer is looked at again.
    #[prop(default = false)]
    appeal: bool,
) -> impl IntoView {
    let words = words();
    let about = view.about.map(|about| about.to_string());
    let complaint = about.is_some();
    let back = about.as_ref().map_or_else(
        || "/requests".to_owned(),
        |about| format!("/requests/{about}"),
    );
    let mut answers: Vec<Answer> = nos
        .into_iter()
        .filter(|wanted| wanted.right == Right::Objection)
        .map(|wanted| Answer {
            label: no_words(words, &wanted),
            value: wanted.to_string(),
            hint: Some(words.say("other-hint-no")),
            chosen: false,
        })
        .collect();
    // An answer is looked at again from its own page.
    let others = OTHER_RIGHTS.iter().filter(|right| **right != Right::Appeal);
    answers.extend(others.map(|right| Answer {
        value: right.as_str().to_owned(),
        label: words.of("ask-right", right.as_str()),
        hint: Some(words.of("other-hint", right.as_str())),
        chosen: false,
    }));
    let which = if appeal {
        Right::Appeal
    } else {
        Right::Complaint
    };
    let title = match &about {
        Some(about) if appeal => words.with("appeal-title", &[("number", about.as_str().into())]),
        Some(about) => words.with("complain-title", &[("number", about.as_str().into())]),
        None => words.say("other-title"),
    };
    let lead = words.say(match (complaint, appeal) {
        (true, true) => "appeal-lead",
        (true, false) => "complain-lead",
        (false, _) => "other-lead",
    });
    view! {
        <Page title back>
            <p class="lead">{lead}</p>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                {match about {
                    Some(about) => view! {
                        <input type="hidden" name="about" value=about/>
                        <input type="hidden" name="right" value=which.as_str()/>
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
