//! The pages of those who watch: where they can go, why something was done, whether the chain
//! holds and what it does not cover.

mod data_map;
mod processing;

use habeas_domain::{
    oversight::ChainPage,
    role::{Act, Role},
};
use habeas_words::Words;
use leptos::prelude::*;

pub use data_map::StaffMapPage;
pub use processing::StaffProcessingPage;

use super::audit::Chain;
use crate::{
    parts::{Page, Side, SummaryList, SummaryRow},
    visit::{Who, visit, words},
};

/// The places of those who watch: what each needs, its address, the key of its words.
const PLACES: [(Act, &str, &str); 5] = [
    (Act::SeeLedger, "/staff/audit", "audit-title"),
    (Act::SeeLedger, "/staff/accesses", "accesses-title"),
    (Act::SeeLedger, "/staff/chain", "chain-title"),
    (Act::SeeMap, "/staff/map", "map-title"),
    (Act::SeeMap, "/staff/processing", "processing-title"),
];

/// Where those who watch can go from here.
#[component]
pub(super) fn Watching() -> impl IntoView {
    let visit = visit();
    let words = visit.words;
    let role = match visit.who {
        Who::Staff { role, .. } => role,
        Who::Nobody | Who::Customer => Role::Customer,
    };
    view! {
        <nav class="views" aria-label=words.say("watching")>
            <ul>
                {PLACES.into_iter().filter(|(act, _, _)| role.may(*act)).map(|(_, href, key)| {
                    let now = (visit.path == href).then_some("page");
                    view! { <li><a href=href aria-current=now>{words.say(key)}</a></li> }
                }).collect_view()}
            </ul>
        </nav>
    }
}

/// Why something was done, in words: what has no words of its own stands there as it is.
pub(super) fn because(words: &Words, name: &str, said: &str) -> String {
    let keys = match name {
        "ground" | "grounds" => vec![format!("refusal-{said}")],
        "reasons" => vec![format!("handle-extend-{said}")],
        "why" => vec![
            format!("reveal-{said}"),
            format!("handle-pause-{said}"),
            format!("stuck-{said}"),
        ],
        "evidence" => vec![format!("evidence-{said}")],
        "right" => vec![format!("right-{said}")],
        "agrees" | "kept-out" => vec![format!("audit-is-{said}")],
        _ => Vec::new(),
    };
    let known = keys.iter().find_map(|key| words.find(key, &[]));
    let said = known.unwrap_or_else(|| said.to_owned());
    words.of_with("audit-why", name, &[("said", said.into())])
}

/// `/staff/chain`: whether the ledger holds, how far it is signed, and what it does not cover.
#[component]
pub fn StaffChainPage(
    /// How far it got.
    view: ChainPage,
) -> impl IntoView {
    let words = words();
    let signed = view.signed.map(|(number, at)| {
        let args = [("number", number.into()), ("at", words.moment(&at).into())];
        words.with("chain-signed", &args)
    });
    let outside = match view.outside {
        Some(number) => words.with("chain-outside", &[("number", number.into())]),
        None => words.say("chain-outside-none"),
    };
    view! {
        <Page title=words.say("chain-title") side=Side::Staff>
            <Watching/>
            <Chain chain=view.chain/>
            <SummaryList>
                <SummaryRow label=words.say("chain-last")>{signed.unwrap_or_else(|| words.say("chain-signed-none"))}</SummaryRow>
                <SummaryRow label=words.say("chain-count")>{words.number(view.checkpoints)}</SummaryRow>
                <SummaryRow label=words.say("chain-file")>{outside}</SummaryRow>
                <SummaryRow label=words.say("chain-keys")><a href="/keys">{words.say("chain-keys.link")}</a></SummaryRow>
            </SummaryList>
            <h2>{words.say("chain-check")}</h2>
            <p>{words.say("chain-check.line")}</p>
            <p><code>"habeas ledger verify --checkpoints checkpoints.jsonl"</code></p>
            <h2>{words.say("chain-not")}</h2>
            <ul>
                <li>{words.say("chain-not-stores")}</li>
                <li>{words.say("chain-not-truth")}</li>
                <li>{words.say("chain-not-keys")}</li>
                <li>{words.say("chain-not-second")}</li>
            </ul>
        </Page>
    }
}
