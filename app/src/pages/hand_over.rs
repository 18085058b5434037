//! Handing a copy to another company: the person's page, the receiving side's, and its guide.

use habeas_desk::{HANDOVER_DAYS, HandedOver, HandoverView, Receiving};
use leptos::prelude::*;

use crate::{
    calls::Tone,
    pages::take_away::Again,
    parts::{
        Answer, Button, ButtonLink, Choices, Empty, Field, Head, Kind, Notice, Page, SummaryList,
        SummaryRow, Table, Weight,
    },
    visit::{visit, words},
};

/// Link and code, in the context of the one page that shows them.
#[derive(Clone)]
pub struct Fresh(pub HandedOver);

/// `/requests/{reference}/hand-over`
#[component]
pub fn HandOverPage(
    /// The number of the request.
    reference: String,
    /// The links there are.
    links: Vec<HandoverView>,
    /// Whether the password is asked for again.
    prove: bool,
) -> impl IntoView {
    let words = words();
    let back = format!("/requests/{reference}");
    if let Some(Fresh(made)) = use_context::<Fresh>() {
        let until = [("until", words.moment(&made.until).into())];
        let here = format!("/requests/{reference}/hand-over");
        return view! {
            <Page title=words.say("handover-made") back=here>
                <Notice tone=Tone::Wait><p>{words.say("handover-once")}</p></Notice>
                <SummaryList>
                    <SummaryRow label=words.say("handover-link")><span class="hash">{made.link}</span></SummaryRow>
                    <SummaryRow label=words.say("handover-code")><code>{made.code}</code></SummaryRow>
                </SummaryList>
                <p>{words.say("handover-how")}</p>
                <p>{words.with("handover-until", &until)}</p>
            </Page>
        }
        .into_any();
    }
    let heads = [
        "handover-company",
        "handover-date",
        "handover-state",
        "handover-end",
    ]
    .map(|key| Head::text(words.say(key)))
    .into();
    let days = HANDOVER_DAYS.map(|days| Answer {
        value: days.to_string(),
        label: words.with("handover-days", &[("days", days.into())]),
        chosen: days == HANDOVER_DAYS[1],
        ..Answer::default()
    });
    view! {
        <Page title=words.say("handover-title") back>
            <p class="lead">{words.say("handover-lead")}</p>
            <p>{words.say("handover-scope")}</p>
            <form method="post" novalidate>
                <Field name="company" label=words.say("handover-to") hint=words.say("handover-to.hint")/>
                <Choices name="days" legend=words.say("handover-long") answers=days.to_vec()/>
                {prove.then(|| view! { <Again/> })}
                <p class="actions"><Button name="act" value="make".to_owned()>{words.say("handover-do")}</Button></p>
            </form>
            {(!links.is_empty()).then(|| view! {
                <h2>{words.say("handover-links")}</h2>
                <Table caption=words.say("handover-links") caption_hidden=true heads>
                    {links.into_iter().map(|link| {
                        let open = link.state == "open";
                        let at = link.fetched_at.or(link.opened_at).unwrap_or(link.until);
                        let key = match (link.state, link.fetched_at) {
                            ("opened", Some(_)) => "fetched",
                            (state, _) => state,
                        };
                        let said = words.of_with("handover-is", key, &[("when", words.moment(&at).into())]);
                        let label = words.with("handover-end-of", &[("company", link.company.as_str().into())]);
                        view! {
                            <tr>
                                <th scope="row">{link.company}</th>
                                <td>{words.moment(&link.made_at)}</td>
                                <td>{said}</td>
                                <td>{open.then(|| view! {
                                    <form method="post">
                                        <input type="hidden" name="id" value=link.id.to_string()/>
                                        <button class="button button--quiet" name="act" value="end" aria-label=label>{words.say("handover-end")}</button>
                                    </form>
                                })}</td>
                            </tr>
                        }
                    }).collect_view()}
                </Table>
            })}
        </Page>
    }
    .into_any()
}

/// `/receive/{token}`
#[component]
pub fn ReceivePage(
    /// What the link is worth; none where there is no such link.
    link: Option<Receiving>,
    /// Where the copy can be fetched, for the browser that gave the code.
    fetch: Option<String>,
) -> impl IntoView {
    let words = words();
    let company = visit().company;
    let name = [("company", company.name.as_str().into())];
    if let Some(fetch) = fetch {
        return view! {
            <Page title=words.say("receive-open")>
                <p class="lead">{words.say("receive-open-line")}</p>
                <p class="actions"><ButtonLink href=fetch>{words.say("receive-fetch")}</ButtonLink></p>
                <p><a href="/receive-guide">{words.say("receive-guide")}</a></p>
            </Page>
        }
        .into_any();
    }
    let Some(link) = link.filter(|link| link.open) else {
        return view! {
            <Page title=words.say("receive-over")>
                <Empty title=words.say("receive-over-line")>
                    <p><a href="/receive-guide">{words.say("receive-guide")}</a></p>
                </Empty>
            </Page>
        }
        .into_any();
    };
    let until = [("until", words.moment(&link.until).into())];
    view! {
        <Page title=words.say("receive-title")>
            <p class="lead">{words.with("receive-lead", &name)}</p>
            <p>{words.with("handover-until", &until)}</p>
            <form method="post" novalidate autocomplete="off">
                <Field name="code" label=words.say("receive-code") hint=words.say("receive-code.hint") kind=Kind::Code/>
                <p class="actions"><Button weight=Weight::Main>{words.say("receive-do")}</Button></p>
            </form>
            <p><a href="/receive-guide">{words.say("receive-guide")}</a></p>
        </Page>
    }
    .into_any()
}

/// `/receive-guide`
#[component]
pub fn ReceiveGuidePage() -> impl IntoView {
    let words = words();
    let company = visit().company;
    let name = [("company", company.name.as_str().into())];
    let lead = words.with("guide-lead", &name);
    let lines = move |keys: &'static [&'static str]| {
        keys.iter()
            .map(|key| view! { <li>{words.with(key, &name)}</li> })
            .collect_view()
    };
    view! {
        <Page title=words.say("guide-title")>
            <p class="lead">{lead}</p>
            <h2>{words.say("guide-fetch")}</h2>
            <ol>{lines(&["guide-fetch-link", "guide-fetch-code", "guide-fetch-line"])}</ol>
            <h2>{words.say("guide-inside")}</h2>
            <ul>{lines(&["guide-inside-json", "guide-inside-csv", "guide-inside-package", "guide-inside-withheld"])}</ul>
            <h2>{words.say("guide-check")}</h2>
            <p>{words.say("guide-check-line")}</p>
            <p><code>"habeas package verify --key KEY HB-….zip"</code></p>
            <p><a href="/verify">{words.say("guide-check-here")}</a>" "<a href="/keys">{words.say("guide-check-keys")}</a></p>
            <h2>{words.say("guide-duty")}</h2>
            <p>{words.say("guide-duty-line")}</p>
        </Page>
    }
}
