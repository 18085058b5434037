//! Signing in, giving the password again, accepting an invitation.

use habeas_desk::SHORTEST_PASSWORD;
use habeas_domain::role::Role;
use leptos::prelude::*;

use crate::{
    answer::asked_for,
    calls::Tone,
    parts::{Button, Field, Kind, Notice, Page},
    visit::{visit, words},
};

/// `/sign-in`
#[component]
pub fn SignInPage() -> impl IntoView {
    let words = words();
    let company = visit().company;
    let args = [("company", (&company.name).into())];
    view! {
        <Page title=words.say("sign-in-title") back="/">
            {asked_for("changed").map(|_| view! { <Notice tone=Tone::Good><p>{words.say("sign-in-changed")}</p></Notice> })}
            <p>{words.with("sign-in-line", &args)}</p>
            <form method="post" novalidate>
                <Field name="email" label=words.say("sign-in-email") kind=Kind::Email autocomplete="username"/>
                <Field name="password" label=words.say("sign-in-password") kind=Kind::Password autocomplete="current-password"/>
                <p class="actions"><Button>{words.say("sign-in-do")}</Button></p>
            </form>
            <ul>
                <li><a href="/register">{words.say("sign-in-register")}</a></li>
                <li><a href="/reset">{words.say("sign-in-reset")}</a></li>
                <li><a href="/ask">{words.say("sign-in-ask")}</a></li>
            </ul>
            {(!company.email.is_empty()).then(|| view! {
                <h2>{words.say("sign-in-help")}</h2>
                <p>
                    {words.with("sign-in-help.line", &args)}
                    " "
                    <a href=format!("mailto:{}", company.email)>{company.email.clone()}</a>
                </p>
            })}
        </Page>
    }
}

/// `/prove`: the password again, before what cannot be taken back.
#[component]
pub fn ProvePage(
    /// Whether a code does as well.
    code: bool,
) -> impl IntoView {
    let words = words();
    view! {
        <Page title=words.say("prove-title")>
            <p>{words.say("prove-line")}</p>
            <form method="post" novalidate>
                <Field name="password" label=words.say("prove-password") kind=Kind::Password autocomplete="current-password"/>
                {code.then(|| view! {
                    <Field name="code" label=words.say("second-or-code") kind=Kind::Code optional=true autocomplete="one-time-code"/>
                })}
                <p class="actions"><Button>{words.say("prove-do")}</Button></p>
            </form>
        </Page>
    }
}

/// `/join/{token}`: somebody who was invited to work here.
#[component]
pub fn JoinPage(
    /// As what.
    role: Role,
) -> impl IntoView {
    let words = words();
    let args = [
        ("company", visit().company.name.into()),
        ("role", words.of("join-role", role.as_str()).into()),
    ];
    let hint = words.with("join-password.hint", &[("limit", SHORTEST_PASSWORD.into())]);
    view! {
        <Page title=words.say("join-title")>
            <p>{words.with("join-line", &args)}</p>
            <form method="post" novalidate>
                <Field name="name" label=words.say("join-name") autocomplete="name"/>
                <Field name="password" label=words.say("join-password") hint=hint kind=Kind::Password autocomplete="new-password"/>
                <p class="actions"><Button>{words.say("join-do")}</Button></p>
            </form>
        </Page>
    }
}
