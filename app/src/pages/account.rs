//! One's account: addresses and numbers by which one is found.

use habeas_domain::{identity::Identity, view::AccountView};
use leptos::prelude::*;

use crate::{
    answer::refusal_words,
    calls::Tone,
    pages::take_away::Again,
    parts::{
        Answer, Button, ButtonLink, Choices, Empty, Field, Kind, Notice, Page, SummaryList,
        SummaryRow, Weight,
    },
    visit::words,
};

/// `/account`
#[component]
pub fn AccountPage(
    /// What the person has shown to be theirs.
    view: AccountView,
    /// Whether the password is asked for again.
    prove: bool,
) -> impl IntoView {
    let words = words();
    let may_change = view.summary.is_none();
    let removable: Vec<_> = view
        .own
        .iter()
        .filter(|own| !own.signs_in)
        .cloned()
        .collect();
    let addresses: Vec<_> = removable
        .iter()
        .filter(|own| own.identity.kind == "email")
        .cloned()
        .collect();
    view! {
        <Page title=words.say("account-title")>
            <p class="lead">{words.say("account-lead")}</p>
            {view.summary.clone().map(|why| view! {
                <Notice tone=Tone::Wait>
                    <p>{refusal_words(words, &why)}</p>
                    <p>{words.say("account-summary")}</p>
                </Notice>
            })}
            <SummaryList>
                {view.own.into_iter().map(|own| view! {
                    <SummaryRow label=own.label>
                        {own.identity.value}
                        {own.signs_in.then(|| view! { <br/><span class="quiet">{words.say("account-signs-in")}</span> })}
                    </SummaryRow>
                }).collect_view()}
            </SummaryList>
            {may_change.then(|| view! {
                <p class="actions"><ButtonLink href="/account/add">{words.say("account-add")}</ButtonLink></p>
            })}
            {(!addresses.is_empty()).then(|| view! {
                <section aria-labelledby="sign-in-with">
                    <h2 id="sign-in-with">{words.say("account-other")}</h2>
                    <p>{words.say("account-other.line")}</p>
                    {addresses.into_iter().map(|own| {
                        let args = [("value", own.identity.value.as_str().into())];
                        let label = words.with("account-other.do", &args);
                        view! { <One identity=own.identity act="sign-in" label prove/> }
                    }).collect_view()}
                </section>
            })}
            {(!removable.is_empty()).then(|| view! {
                <section aria-labelledby="let-go">
                    <h2 id="let-go">{words.say("account-remove")}</h2>
                    <p>{words.say("account-remove.line")}</p>
                    {removable.into_iter().map(|own| {
                        let args = [("value", own.identity.value.as_str().into())];
                        let label = words.with("account-remove.do", &args);
                        view! { <One identity=own.identity act="remove" label prove/> }
                    }).collect_view()}
                </section>
            })}
        </Page>
    }
}

/// One thing to do with one of them; the password is asked for on a page of its own.
#[component]
fn One(
    /// Which.
    identity: Identity,
    /// What to do.
    act: &'static str,
    /// In words.
    label: String,
    /// Whether the password is asked for first.
    prove: bool,
) -> impl IntoView {
    if prove {
        return view! {
            <p class="actions">
                <ButtonLink href="/prove?next=%2Faccount" weight=Weight::Quiet>{label}</ButtonLink>
            </p>
        }
        .into_any();
    }
    view! {
        <form method="post">
            <input type="hidden" name="kind" value=identity.kind/>
            <input type="hidden" name="value" value=identity.value/>
            <p class="actions"><Button name="act" value=act.to_owned() weight=Weight::Quiet>{label}</Button></p>
        </form>
    }
    .into_any()
}

/// `/account/add`
#[component]
pub fn AddPage(
    /// What can be added, with the map's names.
    kinds: Vec<(String, String)>,
    /// Whether the password is asked for again.
    prove: bool,
) -> impl IntoView {
    let words = words();
    let answers = kinds
        .into_iter()
        .enumerate()
        .map(|(place, (kind, label))| Answer {
            hint: (!matches!(kind.as_str(), "email" | "phone"))
                .then(|| words.say("add-number-hint")),
            chosen: place == 0,
            value: kind,
            label,
        })
        .collect();
    view! {
        <Page title=words.say("add-title") back="/account">
            <p class="lead">{words.say("add-lead")}</p>
            <form method="post" novalidate>
                <Choices name="kind" legend=words.say("add-kind") answers/>
                <Field name="value" label=words.say("add-value")/>
                {prove.then(|| view! { <Again/> })}
                <p class="actions"><Button>{words.say("add-do")}</Button></p>
            </form>
        </Page>
    }
}

/// `/account/verify`
#[component]
pub fn VerifyPage(
    /// What the code is for; none where it was asked for too long ago.
    asked: Option<Identity>,
    /// Whether the password is asked for before another code is sent.
    prove: bool,
) -> impl IntoView {
    let words = words();
    let Some(asked) = asked else {
        return view! {
            <Page title=words.say("late-title") back="/account">
                <Empty title=words.say("contact-late")>
                    <p><a href="/account/add">{words.say("late-do")}</a></p>
                </Empty>
            </Page>
        }
        .into_any();
    };
    let lead = match asked.kind.as_str() {
        "email" | "phone" => "contact-sent",
        _ => "contact-sent-number",
    };
    view! {
        <Page title=words.say("code-title") back="/account/add">
            <p class="lead">{words.with(lead, &[("to", asked.value.into())])}</p>
            <form method="post" novalidate>
                <Field name="code" label=words.say("code-code") hint=words.say("code-code.hint")
                    kind=Kind::Code autocomplete="one-time-code"/>
                <p class="actions"><Button name="act" value="code">{words.say("code-do")}</Button></p>
            </form>
            <h2>{words.say("code-none")}</h2>
            <p>{words.say("code-none.line")}</p>
            <form method="post" novalidate>
                {prove.then(|| view! { <Again/> })}
                <p class="actions">
                    <Button name="act" value="again" weight=Weight::Quiet>{words.say("code-again")}</Button>
                </p>
            </form>
        </Page>
    }
    .into_any()
}
