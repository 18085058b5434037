//! The first page: what one can do here, how long it takes, who answers.

use leptos::prelude::*;

use crate::{
    parts::{ButtonLink, Door, Doors, Page},
    visit::{Visit, Who, visit},
};

/// The five things a person can do, each with a line of its own.
const THINGS: [(&str, &str); 5] = [
    ("/data", "see"),
    ("/data", "correct"),
    ("/take-away", "take"),
    ("/delete", "delete"),
    ("/choices", "choose"),
];

/// `/`
#[component]
pub fn HomePage() -> impl IntoView {
    let Visit {
        words,
        company,
        who,
        ..
    } = visit();
    let doors = THINGS
        .iter()
        .map(|(href, thing)| Door {
            href: (*href).to_owned(),
            name: words.of("home", thing),
            line: Some(words.of("home", &format!("{thing}.line"))),
            count: None,
        })
        .collect();
    let args = [("company", (&company.name).into())];
    view! {
        <Page title=words.with("home-title", &args)>
            <p class="lead">{words.say("home-lead")}</p>
            <Doors doors/>
            {(who == Who::Nobody).then(|| view! {
                <p class="actions"><ButtonLink href="/sign-in">{words.say("home-sign-in")}</ButtonLink></p>
            })}
            <section aria-labelledby="time">
                <h2 id="time">{words.say("home-time")}</h2>
                <p>{words.say("home-time.line")}</p>
            </section>
            <section aria-labelledby="who">
                <h2 id="who">{words.say("home-who")}</h2>
                <p>
                    {company.name}
                    {(!company.address.is_empty()).then(|| view! { <br/>{company.address} })}
                    {(!company.email.is_empty()).then(|| view! {
                        <br/><a href=format!("mailto:{}", company.email)>{company.email.clone()}</a>
                    })}
                </p>
                <p>{words.say("home-without")}" "<a href="/ask">{words.say("home-without.do")}</a></p>
                {(!company.authority.is_empty()).then(|| view! {
                    <p>{words.with("home-authority", &[("authority", company.authority.into())])}</p>
                })}
            </section>
        </Page>
    }
}
