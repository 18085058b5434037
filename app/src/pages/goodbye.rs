//! The last page: what was done, what stays, and nothing that would hold anybody back.

use habeas_domain::receipt::Receipt;
use leptos::prelude::*;

use crate::{
    parts::{Page, Panel},
    visit::{visit, words},
};

/// `/goodbye/{reference}`
#[component]
pub fn GoodbyePage(
    /// What was done.
    receipt: Receipt,
) -> impl IntoView {
    let words = words();
    let totals = receipt.totals();
    let company = visit().company.name;
    let gone = totals.deleted + totals.anonymised + totals.unlinked;
    let counts = [
        ("gone", gone.into()),
        ("kept", totals.kept.into()),
        ("company", company.as_str().into()),
    ];
    let lead = words.with("goodbye-lead", &counts);
    let kept = (totals.kept > 0).then(|| words.with("goodbye-kept", &counts));
    let back = words.with("goodbye-back", &counts);
    let reference = receipt.reference;
    let href = format!("/receipt/{reference}");
    view! {
        <Page title=words.say("goodbye-title") own_heading=true>
            <Panel title=words.say("goodbye-title") reference>
                <p>{lead}</p>
            </Panel>
            {kept.map(|line| view! { <p>{line}</p> })}
            <h2>{words.say("goodbye-next")}</h2>
            <ul>
                <li><a href=href>{words.say("goodbye-receipt")}</a></li>
                <li>{words.say("goodbye-account")}</li>
                <li>{words.say("goodbye-search")}</li>
            </ul>
            <p>{back}</p>
        </Page>
    }
}
