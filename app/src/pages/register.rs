//! Making an account and choosing a new password: one question on each page.

use habeas_desk::SHORTEST_PASSWORD;
use leptos::prelude::*;

use crate::{
    parts::{Button, ButtonLink, Field, Kind, Notice, Page, Weight},
    visit::{visit, words},
};

/// `/register`
#[component]
pub fn RegisterPage(
    /// Whether the code of a letter was given before.
    letter: bool,
) -> impl IntoView {
    let words = words();
    let args = [("company", visit().company.name.into())];
    view! {
        <Page title=words.say("register-title") back="/sign-in">
            {letter.then(|| view! { <Notice><p>{words.say("register-letter-taken")}</p></Notice> })}
            <p class="lead">{words.with("register-lead", &args)}</p>
            <form method="post" novalidate>
                <Field name="email" label=words.say("register-email") hint=words.say("register-email.hint")
                    kind=Kind::Email autocomplete="email"/>
                <p class="actions"><Button>{words.say("register-do")}</Button></p>
            </form>
            <ul>
                {(!letter).then(|| view! { <li><a href="/register/letter">{words.say("register-letter")}</a></li> })}
                <li><a href="/sign-in">{words.say("register-sign-in")}</a></li>
                <li><a href="/ask">{words.say("register-ask")}</a></li>
            </ul>
        </Page>
    }
}

/// `/register/letter`
#[component]
pub fn LetterPage() -> impl IntoView {
    let words = words();
    let args = [("company", visit().company.name.into())];
    view! {
        <Page title=words.say("letter-title") back="/register">
            <p class="lead">{words.with("letter-lead", &args)}</p>
            <form method="post" novalidate>
                <Field name="letter" label=words.say("letter-code") hint=words.say("letter-code.hint")
                    kind=Kind::Code autocomplete="one-time-code"/>
                <p class="actions"><Button>{words.say("letter-do")}</Button></p>
            </form>
        </Page>
    }
}

/// `/reset`
#[component]
pub fn ResetPage() -> impl IntoView {
    let words = words();
    view! {
        <Page title=words.say("reset-title") back="/sign-in">
            <p class="lead">{words.say("reset-lead")}</p>
            <form method="post" novalidate>
                <Field name="email" label=words.say("reset-email") kind=Kind::Email autocomplete="username"/>
                <p class="actions"><Button>{words.say("register-do")}</Button></p>
            </form>
        </Page>
    }
}

/// `/register/code` and `/reset/code`: the same words for every address.
#[component]
pub fn CodePage(
    /// What was typed before; none where that was too long ago.
    to: Option<String>,
    /// Where it begins.
    begin: &'static str,
) -> impl IntoView {
    let words = words();
    let Some(to) = to else {
        return view! { <Late begin/> }.into_any();
    };
    view! {
        <Page title=words.say("code-title") back=begin>
            <p class="lead">{words.with("code-lead", &[("to", to.into())])}</p>
            <form method="post" novalidate>
                <Field name="code" label=words.say("code-code") hint=words.say("code-code.hint")
                    kind=Kind::Code autocomplete="one-time-code"/>
                <p class="actions"><Button name="act" value="code">{words.say("code-do")}</Button></p>
            </form>
            <h2>{words.say("code-none")}</h2>
            <p>{words.say("code-none.line")}</p>
            <form method="post" novalidate>
                <p class="actions">
                    <Button name="act" value="again" weight=Weight::Quiet>{words.say("code-again")}</Button>
                </p>
            </form>
            <p><a href="/register/no-code">{words.say("code-none.more")}</a></p>
        </Page>
    }
    .into_any()
}

/// `/register/password` and `/reset/password`
#[component]
pub fn PasswordPage(
    /// The address that was proved; none where that was too long ago, or is done.
    email: Option<String>,
    /// Where it begins.
    begin: &'static str,
) -> impl IntoView {
    let words = words();
    let Some(email) = email else {
        return view! { <Late begin/> }.into_any();
    };
    let hint = words.with("join-password.hint", &[("limit", SHORTEST_PASSWORD.into())]);
    let new = begin == "/register";
    let (title, act) = if new {
        ("password-title", "password-do")
    } else {
        ("password-again-title", "password-again-do")
    };
    view! {
        <Page title=words.say(title)>
            <p class="lead">{words.with("password-lead", &[("email", email.clone().into())])}</p>
            <form method="post" novalidate>
                // For what keeps passwords: whose this one is.
                <input class="visually-hidden" name="username" type="email" value=email autocomplete="username"
                    readonly tabindex="-1" aria-hidden="true"/>
                <Field name="password" label=words.say("password-password") hint=hint
                    kind=Kind::Password autocomplete="new-password"/>
                <p class="actions"><Button>{words.say(act)}</Button></p>
            </form>
        </Page>
    }
    .into_any()
}

/// What was begun here is over: it took too long, or it is done.
#[component]
fn Late(
    /// Where it begins.
    begin: &'static str,
) -> impl IntoView {
    let words = words();
    view! {
        <Page title=words.say("late-title")>
            <p class="lead">{words.say("late-lead")}</p>
            <p class="actions">
                <ButtonLink href=begin>{words.say("late-do")}</ButtonLink>
                " "
                <ButtonLink href="/sign-in" weight=Weight::Quiet>{words.say("late-sign-in")}</ButtonLink>
            </p>
        </Page>
    }
}

/// `/register/no-code`: what to do when no code arrives.
#[component]
pub fn NoCodePage() -> impl IntoView {
    let words = words();
    let company = visit().company;
    let args = [("company", (&company.name).into())];
    view! {
        <Page title=words.say("no-code-title") back="/sign-in">
            <p class="lead">{words.say("no-code-lead")}</p>
            <ul>
                <li>{words.with("no-code-spam", &args)}</li>
                <li>{words.say("no-code-typing")}" "<a href="/register">{words.say("no-code-typing.do")}</a></li>
                <li>{words.say("no-code-newest")}</li>
                <li>{words.say("no-code-minutes")}</li>
                <li>{words.say("no-code-browser")}</li>
                <li>{words.say("no-code-other")}</li>
            </ul>
            <h2>{words.say("no-code-without")}</h2>
            <p>{words.say("no-code-without.line")}</p>
            <ul>
                <li><a href="/ask">{words.say("register-ask")}</a></li>
                <li><a href="/register/letter">{words.say("register-letter")}</a></li>
                {(!company.email.is_empty()).then(|| view! {
                    <li><a href=format!("mailto:{}", company.email)>{company.email.clone()}</a></li>
                })}
            </ul>
            {(!company.address.is_empty()).then(|| view! { <p>{company.name.clone()}<br/>{company.address.clone()}</p> })}
        </Page>
    }
}
