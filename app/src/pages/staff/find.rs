//! Finding a person's requests: by a value that names exactly them.

use habeas_domain::view::QueueLine;
use leptos::prelude::*;

use super::queue::Lines;
use crate::{
    parts::{Button, Empty, Field, Page, Select, Side},
    visit::words,
};

/// What was found, for the page that shows it. The value itself stays in the form that was sent:
/// addresses end up in logs.
#[derive(Clone, Debug)]
pub(crate) struct Found(pub(crate) Vec<QueueLine>, pub(crate) Vec<String>);

/// A kind, a value, and what was found by it.
#[component]
pub(crate) fn StaffFindPage(
    /// The kinds of values by which people are known.
    kinds: Vec<String>,
) -> impl IntoView {
    let words = words();
    let options = kinds
        .into_iter()
        .map(|kind| {
            let said = words.find(&format!("identity-{}", kind.replace('_', "-")), &[]);
            let said = said.unwrap_or_else(|| kind.replace('_', " "));
            (kind, said)
        })
        .collect();
    let found = use_context::<Found>().map(|Found(lines, people)| {
        if people.is_empty() {
            view! {
                <Empty title=words.say("find-none")><p>{words.say("find-none.line")}</p></Empty>
            }
            .into_any()
        } else {
            let count = [("count", lines.len().into())];
            view! {
                {people.into_iter().map(|token| view! {
                    <p><a href=format!("/staff/people/{token}")>{words.say("find-person")}</a></p>
                }).collect_view()}
                <h2>{words.with("find-found", &count)}</h2>
                {(!lines.is_empty()).then(|| view! { <Lines lines/> })}
            }
            .into_any()
        }
    });
    view! {
        <Page title=words.say("find-title") side=Side::Staff back="/staff">
            <p>{words.say("find-line")}</p>
            <form method="post" action="/staff/find" class="filter" autocomplete="off">
                <Select name="kind" label=words.say("find-kind") options=options/>
                <Field name="value" label=words.say("find-value")/>
                <p class="actions"><Button>{words.say("find-do")}</Button></p>
            </form>
            {found}
        </Page>
    }
}
