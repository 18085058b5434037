//! The bench: copies that wait, what was held back from one, one item to be read.

mod item;

pub(crate) use item::{Previewed, StaffBenchItemPage};

use habeas_domain::redaction::{BenchView, ItemAt, ItemState, WaitingCopy};
use leptos::prelude::*;

use crate::{
    calls::Tone,
    form::submitted,
    parts::{Button, Empty, Head, Notice, Page, Side, Table, Tag},
    visit::words,
};

/// `/staff/bench`
#[component]
pub(crate) fn StaffBenchesPage(
    /// The copies that wait, the oldest first.
    copies: Vec<WaitingCopy>,
) -> impl IntoView {
    let words = words();
    let heads = [
        "bench-head-request",
        "bench-head-person",
        "bench-head-since",
        "bench-head-why",
    ]
    .map(|key| Head::text(words.say(key)))
    .to_vec();
    view! {
        <Page title=words.say("bench-title") side=Side::Staff>
            {if copies.is_empty() {
                view! { <Empty title=words.say("bench-none")><p>{words.say("bench-none-line")}</p></Empty> }.into_any()
            } else {
                view! {
                    <p>{words.say("bench-lead")}</p>
                    <Table caption=words.say("bench-title") caption_hidden=true heads=heads>
                        {copies.into_iter().map(|copy| {
                            let number = copy.reference.to_string();
                            let why = if copy.second { "bench-second" } else { "bench-first" };
                            view! {
                                <tr>
                                    <th scope="row"><a class="mono" href=format!("/staff/requests/{number}/bench")>{number.clone()}</a></th>
                                    <td>{copy.person}</td>
                                    <td>{words.date(copy.since.date_naive())}</td>
                                    <td>{words.say(why)}</td>
                                </tr>
                            }
                        }).collect_view()}
                    </Table>
                }.into_any()
            }}
        </Page>
    }
}

/// `/staff/requests/{reference}/bench`
#[component]
pub(crate) fn StaffBenchPage(
    /// What was held back.
    view: BenchView,
    /// The number of the form that tells the person.
    client_id: String,
) -> impl IntoView {
    let words = words();
    let number = view.reference.to_string();
    let counts = [("open", view.open.into()), ("total", view.total.into())];
    let left = view.total.saturating_sub(view.items.len());
    let tell = view.open == 0 && view.told_at.is_none();
    let told = view.told_at.map(|at| {
        let said = words.with("bench-was-told", &[("date", at.date_naive().into())]);
        view! { <Notice tone=Tone::Good><p>{said}</p></Notice> }
    });
    let missing = (!view.missing.is_empty()).then(|| {
        let systems: Vec<String> = view.missing.iter().map(|one| one.system.clone()).collect();
        let args = [
            ("systems", words.list(&systems).into()),
            ("count", systems.len().into()),
        ];
        view! { <Notice tone=Tone::Wait><p>{words.with("unavailable-line", &args)}</p></Notice> }
    });
    let problem = submitted().error("tell").map(str::to_owned);
    view! {
        <Page title=words.with("bench-of", &[("number", (&number).into())]) side=Side::Staff
            back=format!("/staff/requests/{number}")>
            {missing}
            {told}
            {view.second.then(|| view! { <Notice tone=Tone::Wait><p>{words.say("bench-second")}</p></Notice> })}
            <p>{words.with("bench-counts", &counts)}</p>
            {if view.items.is_empty() {
                view! { <p class="quiet">{words.say("bench-empty")}</p> }.into_any()
            } else {
                view! { <Items number=number.clone() items=view.items/> }.into_any()
            }}
            {(left > 0).then(|| view! { <p class="quiet">{words.with("bench-more", &[("count", left.into())])}</p> })}
            {tell.then(|| view! {
                <section aria-labelledby="tell">
                    <h2 id="tell" tabindex="-1">{words.say("bench-tell")}</h2>
                    {problem.map(|problem| view! { <p class="field__error">{problem}</p> })}
                    <p>{words.say("bench-tell-line")}</p>
                    <form method="post" novalidate>
                        <input type="hidden" name="client_id" value=client_id/>
                        <p class="actions"><Button>{words.say("bench-tell-do")}</Button></p>
                    </form>
                </section>
            })}
        </Page>
    }
}

#[component]
fn Items(
    /// The number of the request.
    number: String,
    /// The items.
    items: Vec<habeas_domain::redaction::ItemLine>,
) -> impl IntoView {
    let words = words();
    let heads = ["bench-head-what", "bench-head-day", "bench-head-state"]
        .map(|key| Head::text(words.say(key)))
        .to_vec();
    view! {
        <Table caption=words.say("bench-items") caption_hidden=true heads=heads>
            {items.into_iter().map(|item| {
                let what = item.field.unwrap_or_else(|| words.say("bench-file"));
                view! {
                    <tr>
                        <th scope="row"><a href=address(&number, &item.at)>{item.collection}" · "{what}</a></th>
                        <td>{item.day}</td>
                        <td><Tag tone=tone(item.state)>{words.of("bench-item", item.state.as_str())}</Tag></td>
                    </tr>
                }
            }).collect_view()}
        </Table>
    }
}

/// The address of an item.
fn address(number: &str, at: &ItemAt) -> String {
    format!(
        "/staff/requests/{number}/bench/{}/{}/{}",
        at.place, at.token, at.field
    )
}

/// The colour of a state.
const fn tone(state: ItemState) -> Tone {
    match state {
        ItemState::Open | ItemState::OpenAgain => Tone::Wait,
        ItemState::Shown => Tone::Good,
        ItemState::ShownInPart | ItemState::Withheld => Tone::Plain,
    }
}
