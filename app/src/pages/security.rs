//! One's own second proof and one's sessions.

use habeas_desk::{SHORTEST_PASSWORD, Security, Setup};
use leptos::prelude::*;

use crate::{
    parts::{Button, Field, Kind, Notice, Page, Weight},
    visit::{visit, words},
};

/// The recovery codes, in the context of the one page that shows them.
#[derive(Clone)]
pub struct FreshCodes(pub Vec<String>);

/// `/account/security`
#[component]
pub fn SecurityPage(
    /// What there is.
    security: Security,
    /// Whether staff must set up a second proof before anything else.
    must: bool,
) -> impl IntoView {
    let words = words();
    if let Some(FreshCodes(codes)) = use_context::<FreshCodes>() {
        return view! {
            <Page title=words.say("security-codes")>
                <p>{words.say("security-codes-line")}</p>
                <ol>{codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}</ol>
                <p class="no-print"><a href=visit().path>{words.say("security-codes-done")}</a></p>
            </Page>
        }
        .into_any();
    }
    let left = [("count", security.codes_left.into())];
    view! {
        <Page title=words.say("security-title")>
            {must.then(|| view! { <Notice><p>{words.say("security-must")}</p></Notice> })}
            {security.waived.then(|| view! { <Notice><p>{words.say("security-waived")}</p></Notice> })}
            <h2>{words.say("security-second")}</h2>
            {if security.confirmed {
                view! {
                    <p>{words.say("security-on")}" "{words.with("security-left", &left)}</p>
                    <Act act="codes" label="security-new-codes"/>
                    {security.removable.then(|| view! { <Act act="remove" label="security-remove"/> })}
                }.into_any()
            } else if let Some(setup) = security.setup {
                view! { <SetupForm setup/> }.into_any()
            } else {
                view! {
                    <p>{words.say("security-off")}" "{words.say("security-second-why")}</p>
                    <Act act="begin" label="security-begin"/>
                }.into_any()
            }}
            <h2>{words.say("security-password")}</h2>
            <form method="post" novalidate>
                <Field name="password" label=words.say("security-password-old") kind=Kind::Password autocomplete="current-password"/>
                <Field name="new-password" label=words.say("security-password-new")
                    hint=words.with("join-password.hint", &[("limit", SHORTEST_PASSWORD.into())])
                    kind=Kind::Password autocomplete="new-password"/>
                <p>{words.say("security-password-line")}</p>
                <p class="actions"><Button weight=Weight::Quiet name="act" value="password".to_owned()>{words.say("security-password-do")}</Button></p>
            </form>
            <h2>{words.say("security-sessions")}</h2>
            <ul>
                {security.sessions.into_iter().map(|session| {
                    let device = session.device.unwrap_or_else(|| "unknown".to_owned());
                    let times = [
                        ("since", words.moment(&session.created_at).into()),
                        ("last", words.moment(&session.touched_at).into()),
                    ];
                    view! {
                        <li>
                            <strong>{words.of("security-device", &device)}</strong>
                            {session.this.then(|| format!(" ({})", words.say("security-this")))}
                            ". "
                            {words.with("security-times", &times)}
                        </li>
                    }
                }).collect_view()}
            </ul>
            <p>{words.say("security-end-line")}</p>
            <Act act="end" label="security-end"/>
        </Page>
    }
    .into_any()
}

/// One button, one act.
#[component]
fn Act(
    /// What the door is told.
    act: &'static str,
    /// The key of the button's words.
    label: &'static str,
) -> impl IntoView {
    view! {
        <form method="post">
            <p class="actions">
                <Button weight=Weight::Quiet name="act" value=act.to_owned()>{words().say(label)}</Button>
            </p>
        </form>
    }
}

#[component]
fn SetupForm(
    /// What the app needs to know.
    setup: Setup,
) -> impl IntoView {
    let words = words();
    let edge = setup.size.to_string();
    let view_box = format!("0 0 {edge} {edge}");
    let pixels = (setup.size * 5).to_string();
    view! {
        <p>{words.say("security-scan")}</p>
        <svg role="img" aria-label=words.say("security-qr") viewBox=view_box width=pixels.clone() height=pixels>
            <rect width=edge.clone() height=edge fill="#fff"></rect>
            <path d=setup.path fill="#000"></path>
        </svg>
        <p>{words.say("security-key")}": "<code>{setup.secret}</code></p>
        <form method="post" novalidate>
            <Field name="code" label=words.say("security-code") hint=words.say("security-code.hint") kind=Kind::Code autocomplete="one-time-code"/>
            <p class="actions"><Button name="act" value="confirm".to_owned()>{words.say("security-confirm")}</Button></p>
        </form>
    }
}

/// `/sign-in/code`: after the password.
#[component]
pub fn SecondPage() -> impl IntoView {
    let words = words();
    view! {
        <Page title=words.say("second-title") back="/sign-in">
            <p>{words.say("second-line")}</p>
            <form method="post" novalidate>
                <Field name="code" label=words.say("second-code") kind=Kind::Code autocomplete="one-time-code"/>
                <p class="actions"><Button>{words.say("second-do")}</Button></p>
            </form>
        </Page>
    }
}
