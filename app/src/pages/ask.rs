//! A request without an account.

use habeas_domain::{right::Right, view::AskedRequest};
use leptos::prelude::*;

use crate::{
    parts::{
        Answer, Button, ButtonLink, Choices, Field, Kind, Notice, Page, Panel, SummaryList,
        SummaryRow, Weight,
    },
    visit::{visit, words},
};

/// The rights on offer, in the order in which people look for them.
const RIGHTS: [Right; 9] = [
    Right::Access,
    Right::Rectification,
    Right::Erasure,
    Right::OptOut,
    Right::Objection,
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
) -> impl IntoView {
    let words = words();
    let args = [("company", visit().company.name.into())];
    let answers = RIGHTS
        .iter()
        .map(|right| Answer {
            value: right.as_str().to_owned(),
            label: words.of("ask-right", right.as_str()),
            hint: None,
            chosen: false,
        })
        .collect();
    view! {
        <Page title=words.say("ask-title") back="/">
            <p class="lead">{words.with("ask-lead", &args)}</p>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                <Choices name="right" legend=words.say("ask-right") answers/>
                <Field name="email" label=words.say("ask-email") hint=words.say("ask-email.hint")
                    reason=words.say("ask-email.reason") kind=Kind::Email autocomplete="email"/>
                <Field name="name" label=words.say("ask-name") reason=words.say("ask-name.reason")
                    autocomplete="name" optional=true/>
                <Field name="details" label=words.say("ask-details") hint=words.say("ask-details.hint")
                    kind=Kind::Long optional=true/>
                <p>{words.say("ask-proof")}</p>
                <p class="actions"><Button>{words.say("ask-do")}</Button></p>
            </form>
        </Page>
    }
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
    let title = words.say(if request.confirmed {
        "sent-confirmed"
    } else {
        "sent-title"
    });
    view! {
        <Page title=title.clone() own_heading=true>
            <Panel title=title reference=request.reference.to_string()>
                <p>{words.of("right", request.right.as_str())}". "{due}</p>
            </Panel>
            {if request.confirmed {
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
