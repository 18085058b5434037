//! A request without an account.

use habeas_domain::{
    right::{Right, Wanted},
    view::{AskedRequest, Stage},
};
use leptos::prelude::*;

use crate::{
    pages::requests::no_words,
    parts::{
        Answer, Button, ButtonLink, Choices, Field, Kind, Notice, Page, Panel, Select, SummaryList,
        SummaryRow, Weight,
    },
    visit::{visit, words},
};

/// The rights on offer, in the order in which people look for them.
const RIGHTS: [Right; 9] = [
    Right::Access,
    Right::Rectification,
    Right::Erasure,
    Right::Objection,
    Right::ConsentWithdrawal,
    Right::Portability,
    Right::Restriction,
    Right::AutomatedDecisionReview,
    Right::Complaint,
];

/// `/ask`
#[component]
pub fn AskPage(
    /// The number of the form.
    client_id: String,
    /// What can be said no to here.
    #[prop(default = Vec::new())]
    nos: Vec<Wanted>,
    /// The places that make a difference.
    #[prop(default = Vec::new())]
    places: Vec<String>,
    /// What this browser has asked for and is not finished.
    #[prop(default = None)]
    asked: Option<AskedRequest>,
) -> impl IntoView {
    let words = words();
    let args = [("company", visit().company.name.into())];
    let answer = |value: String, label: String| Answer {
        value,
        label,
        hint: None,
        chosen: false,
    };
    // Whoever offers nothing that an opt-out could switch off still takes one, and a person
    // answers it.
    let sold = nos.iter().any(|wanted| wanted.right == Right::OptOut);
    let opt_out = (!sold).then_some(Right::OptOut);
    let mut answers: Vec<Answer> = nos
        .iter()
        .map(|wanted| answer(wanted.to_string(), no_words(words, wanted)))
        .collect();
    let others = RIGHTS.iter().copied().chain(opt_out);
    let others = others.map(|right| {
        answer(
            right.as_str().to_owned(),
            words.of("ask-right", right.as_str()),
        )
    });
    let mut all: Vec<Answer> = others.collect();
    let at = all.len().min(3);
    all.splice(at..at, answers.drain(..));
    view! {
        <Page title=words.say("ask-title") back="/">
            <p class="lead">{words.with("ask-lead", &args)}</p>
            {asked.map(|asked| {
                let number = asked.reference.to_string();
                let right = words.of("right", asked.right.as_str());
                let args = [("right", right.into()), ("number", number.into())];
                view! {
                    <Notice title=words.say("asked-already")>
                        <p>{words.with("asked-already.here", &args)}</p>
                    </Notice>
                }
            })}
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <Choices name="right" legend=words.say("ask-right") answers=all/>
                <Field name="email" label=words.say("ask-email") hint=words.say("ask-email.hint")
                    reason=words.say("ask-email.reason") kind=Kind::Email autocomplete="email"/>
                <Field name="name" label=words.say("ask-name") reason=words.say("ask-name.reason")
                    autocomplete="name" optional=true/>
                <Field name="details" label=words.say("ask-details") hint=words.say("ask-details.hint")
                    kind=Kind::Long optional=true/>
                <Lives places/>
                <p>{words.say("ask-proof")}</p>
                <p class="actions"><Button>{words.say("ask-do")}</Button></p>
            </form>
        </Page>
    }
}

/// Where somebody lives, as far as it makes a difference.
#[component]
pub(crate) fn Lives(
    /// The places that make one.
    places: Vec<String>,
    /// What is known.
    #[prop(default = String::new())]
    chosen: String,
) -> impl IntoView {
    let words = words();
    (!places.is_empty()).then(|| {
        let mut options = vec![("elsewhere".to_owned(), words.say("lives-elsewhere"))];
        options.extend(places.into_iter().map(|place| {
            let known = words.find(&format!("place-{}", place.to_ascii_lowercase()), &[]);
            let said = known.unwrap_or_else(|| place.clone());
            (place, said)
        }));
        view! {
            <Select name="lives" label=words.say("lives") hint=words.say("lives.hint") options chosen/>
        }
    })
}

/// `/ask/sent`
#[component]
pub fn SentPage(
    /// What this browser asked for last; none where that was too long ago.
    request: Option<AskedRequest>,
) -> impl IntoView {
    let words = words();
    let Some(request) = request else {
        return view! {
            <Page title=words.say("sent-none")>
                <p class="lead">{words.say("sent-none.line")}</p>
                <p class="actions"><ButtonLink href="/ask">{words.say("sent-none.do")}</ButtonLink></p>
            </Page>
        }
        .into_any();
    };
    let due = words.with("sent-due", &[("day", request.due.into())]);
    let until = words.with("sent-left.until", &[("day", request.due.into())]);
    let title = words.say(if request.confirmed && request.no_to.is_empty() {
        "sent-confirmed"
    } else {
        "sent-title"
    });
    view! {
        <Page title=title.clone() own_heading=true>
            <Panel title=title reference=request.reference.to_string()>
                <p>{words.of("right", request.right.as_str())}". "{due}</p>
            </Panel>
            {if !request.no_to.is_empty() {
                let done = matches!(request.stage, Stage::Answered);
                view! {
                    <p>{words.say(if done { "sent-no-done" } else { "sent-no" })}</p>
                    <ul>{request.no_to.iter().map(|no| view! { <li>{words.of("no-to", no.as_str())}</li> }).collect_view()}</ul>
                    <p>{words.say("sent-no-left")}</p>
                }.into_any()
            } else if request.confirmed {
                view! {
                    <p>{words.say("sent-staff")}</p>
                    <p>{words.say("sent-account")}</p>
                    <p class="actions">
                        <ButtonLink href="/register" weight=Weight::Quiet>{words.say("sent-account.do")}</ButtonLink>
                    </p>
                }.into_any()
            } else {
                view! {
                    <Notice title=words.say("sent-left")>
                        <p>{words.say("sent-left.line")}</p>
                        <p>{until}</p>
                    </Notice>
                    <p><a href="/register/no-code">{words.say("sent-none-came")}</a></p>
                }.into_any()
            }}
        </Page>
    }
    .into_any()
}

/// `/ask/confirm/{token}`
#[component]
pub fn ConfirmAskedPage(
    /// The request of the link.
    request: AskedRequest,
) -> impl IntoView {
    let words = words();
    view! {
        <Page title=words.say("confirm-asked-title")>
            <p class="lead">{words.say("confirm-asked-lead")}</p>
            <SummaryList>
                <SummaryRow label=words.say("reference")>{request.reference.to_string()}</SummaryRow>
                <SummaryRow label=words.say("ask-right")>{words.of("right", request.right.as_str())}</SummaryRow>
                <SummaryRow label=words.say("confirm-asked-due")>{words.date(request.due)}</SummaryRow>
            </SummaryList>
            <form method="post">
                <p class="actions"><Button>{words.say("confirm-asked-do")}</Button></p>
            </form>
            <p>{words.say("confirm-asked-not")}</p>
        </Page>
    }
}

/// The link was used, or is too old.
#[component]
pub fn LinkUsedPage() -> impl IntoView {
    let words = words();
    view! {
        <Page title=words.say("link-used-title")>
            <p class="lead">{words.say("link-used-lead")}</p>
            <p class="actions">
                <ButtonLink href="/ask">{words.say("sent-none.do")}</ButtonLink>
                " "
                <ButtonLink href="/register" weight=Weight::Quiet>{words.say("sent-account.do")}</ButtonLink>
            </p>
        </Page>
    }
}
