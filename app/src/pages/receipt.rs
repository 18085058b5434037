//! Receipts: found by their number, read like a certificate, checked by anybody.

use std::collections::BTreeMap;

use habeas_desk::ReceiptCheck;
use habeas_domain::{
    proof::SignedDocument,
    receipt::{CollectionReceipt, KeptReceipt, Receipt, Round, StoreReceipt, StoreStatus},
};
use habeas_words::{Arg, Words};
use leptos::{nonce::use_nonce, prelude::*};

use crate::{
    calls::Tone,
    parts::{Button, ButtonLink, Field, Kind, Notice, Page, SummaryList, SummaryRow},
    visit::words,
};

/// `/receipt`
#[component]
pub fn FindReceiptPage() -> impl IntoView {
    let words = words();
    view! {
        <Page title=words.say("find-receipt-title")>
            <p class="lead">{words.say("find-receipt-lead")}</p>
            <form method="post" novalidate>
                <Field name="reference" label=words.say("reference") hint=words.say("find-receipt-hint") kind=Kind::Code/>
                <p class="actions"><Button>{words.say("find-receipt-do")}</Button></p>
            </form>
        </Page>
    }
}

/// `/receipt/{reference}`
#[component]
pub fn ReceiptPage(
    /// The receipt.
    receipt: Receipt,
    /// As it was signed.
    signed: SignedDocument,
) -> impl IntoView {
    let words = words();
    let reference = receipt.reference.clone();
    view! {
        <Page title=words.say("receipt-title")>
            <Certificate receipt/>
            <section aria-labelledby="proof">
                <h2 id="proof">{words.say("receipt-proof")}</h2>
                <p>{words.say("receipt-proof.line")}</p>
                <SummaryList>
                    <SummaryRow label=words.say("receipt-key")>{signed.key_id}</SummaryRow>
                </SummaryList>
                <p class="actions">
                    <ButtonLink href=format!("/receipt/{reference}/signed.json")>{words.say("receipt-fetch")}</ButtonLink>
                </p>
                <ul>
                    <li><a href="/verify">{words.say("receipt-verify")}</a></li>
                    <li><a href="/keys">{words.say("receipt-keys")}</a></li>
                </ul>
                <p>{words.say("receipt-offline")}<br/><code>"habeas receipt verify --key KEY "{reference}".json"</code></p>
            </section>
        </Page>
    }
}

/// What a receipt says.
#[component]
fn Certificate(
    /// The receipt.
    receipt: Receipt,
) -> impl IntoView {
    let words = words();
    let totals = receipt.totals();
    let args = [
        ("company", Arg::from(&receipt.company)),
        ("deleted", totals.deleted.into()),
        ("anonymised", totals.anonymised.into()),
        ("unlinked", totals.unlinked.into()),
        ("kept", totals.kept.into()),
    ];
    let facts = [
        ("reference", receipt.reference.clone()),
        ("receipt-company", receipt.company.clone()),
        ("receipt-asked-on", words.date(receipt.asked_on)),
        ("receipt-approved-on", words.date(receipt.approved_on)),
        ("receipt-done-at", words.moment(&receipt.done_at)),
        (
            "receipt-versions",
            format!("{} / {}", receipt.map_version, receipt.tool_version),
        ),
    ];
    let rounds = receipt.rounds.iter().map(|round| {
        view! { <li>{round_line(words, round)}</li> }
    });
    let recipients = receipt.recipients.iter().map(|one| {
        let state = match one.told_at {
            Some(at) => words.with("told-on", &[("date", words.date(at.date_naive()).into())]),
            None => words.say("told-not-yet"),
        };
        view! { <li>{one.label.clone()}": "{state}</li> }
    });
    let recipients = (!receipt.recipients.is_empty()).then(|| {
        view! {
            <h2>{words.say("receipt-recipients")}</h2>
            <ul>{recipients.collect_view()}</ul>
        }
    });
    let suppression = receipt
        .suppression
        .map(|suppression| match suppression.until {
            Some(until) => words.with("receipt-suppression-until", &[("until", until.into())]),
            None => words.say("receipt-suppression"),
        });
    let map = [("map", Arg::from(&receipt.map_version))];
    let limits = receipt
        .limits
        .iter()
        .filter_map(|key| words.find(key, &map))
        .map(|limit| view! { <li>{limit}</li> });
    view! {
        <p class="lead">{words.with("receipt-summary", &args)}</p>
        <SummaryList>
            {facts.into_iter().map(|(key, value)| view! {
                <SummaryRow label=words.say(key)>{value}</SummaryRow>
            }).collect_view()}
            {(!receipt.areas.is_empty()).then(|| view! {
                <SummaryRow label=words.say("receipt-areas")>{words.list(&receipt.areas)}</SummaryRow>
            })}
        </SummaryList>
        {receipt.stores.iter().map(|store| view! {
            <h2>{store.label.clone()}</h2>
            {store.collections.is_empty().then(|| view! { <p>{words.say("receipt-nothing-held")}</p> })}
            <ul>
                {store.collections.iter().flat_map(|line| lines(words, line)).map(|line| view! { <li>{line}</li> }).collect_view()}
                {store_lines(words, store).into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
            </ul>
        }).collect_view()}
        <h2>{words.say("receipt-searches")}</h2>
        <ul>{rounds.collect_view()}</ul>
        {suppression.map(|line| view! { <p>{line}</p> })}
        {receipt.later.iter().map(|later| {
            let args = [
                ("date", Arg::from(words.date(later.done_at.date_naive()))),
                ("number", Arg::from(&later.reference)),
            ];
            let href = format!("/receipt/{}", later.reference);
            view! { <p><a href=href>{words.with("receipt-later", &args)}</a></p> }
        }).collect_view()}
        {recipients}
        <h2>{words.say("receipt-limits-title")}</h2>
        <ul>{limits.collect_view()}</ul>
        <p>{words.with("receipt-complain", &[("authority", Arg::from(&receipt.authority))])}</p>
    }
}

/// One collection: a line for each thing that happened in it.
fn lines(words: &Words, collection: &CollectionReceipt) -> Vec<String> {
    let counts = [
        ("receipt-deleted", collection.deleted),
        ("receipt-anonymised", collection.anonymised),
        ("receipt-unlinked", collection.unlinked),
    ];
    let done = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| words.with(key, &[("count", count.into())]));
    let kept = collection.kept.iter().map(|kept| kept_line(words, kept));
    done.chain(kept)
        .map(|line| format!("{}: {line}", collection.label))
        .collect()
}

/// What is said of a system beyond its records: that it did not answer, and where older copies are.
fn store_lines(words: &Words, store: &StoreReceipt) -> Vec<String> {
    let silent = store.status == StoreStatus::NotReachable;
    let silent = silent.then(|| words.say("receipt-not-reachable"));
    let remains = store.remains.iter().map(|remain| {
        let what = words.of("receipt-remain", remain.what.as_str());
        let what = ("what", Arg::from(what));
        match remain.until {
            Some(until) => words.with("receipt-remains-until", &[what, ("until", until.into())]),
            None => words.with("receipt-remains", &[what]),
        }
    });
    silent.into_iter().chain(remains).collect()
}

/// One search afterwards.
fn round_line(words: &Words, round: &Round) -> String {
    let mut args = vec![
        ("moment", Arg::from(words.moment(&round.at))),
        ("count", round.found_left.into()),
    ];
    if round.is_whole() {
        return words.with("receipt-round", &args);
    }
    args.push(("systems", words.list(&round.not_reached).into()));
    words.with("receipt-round-not-reached", &args)
}

fn kept_line(words: &Words, kept: &KeptReceipt) -> String {
    let mut args = vec![
        ("count", Arg::from(kept.count)),
        ("ground", Arg::from(&kept.ground)),
        ("law", Arg::from(&kept.law)),
    ];
    match kept.until {
        Some(until) => {
            args.push(("until", until.into()));
            words.with("receipt-kept-until", &args)
        }
        None => words.with("receipt-kept", &args),
    }
}

/// What came of a check, for the page to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict(pub ReceiptCheck);

/// `/verify`
#[component]
pub fn VerifyPage(
    /// Name and text of each key, for what is checked on the reader's device.
    keys: Vec<(String, String)>,
) -> impl IntoView {
    let words = words();
    let verdict = use_context::<Verdict>().map(|Verdict(check)| check);
    view! {
        <Page title=words.say("verify-title")>
            {verdict.map(|check| view! { <Said check/> })}
            <p class="lead">{words.say("verify-lead")}</p>
            <form method="post" novalidate>
                <Field name="receipt" label=words.say("verify-paste") hint=words.say("verify-hint") kind=Kind::Long/>
                <p class="actions"><Button>{words.say("verify-do")}</Button></p>
            </form>
            <CheckFile keys/>
            <p><a href="/keys">{words.say("receipt-keys")}</a></p>
        </Page>
    }
}

/// What the script that checks a file says, by the names it uses.
const CHECKED: [(&str, &str); 15] = [
    ("checking", "check-file-checking"),
    ("genuine", "check-file-genuine"),
    ("genuine-receipt", "check-file-genuine-receipt"),
    ("changed", "check-file-changed"),
    ("not-ours", "check-file-not-ours"),
    ("unreadable", "check-file-unreadable"),
    ("broken", "check-file-broken"),
    ("fault-not-a-package", "check-file-not-a-package"),
    ("fault-no-manifest", "check-file-no-manifest"),
    ("fault-unknown-format", "check-file-unknown-format"),
    ("fault-bad-signature", "check-file-bad-signature"),
    ("fault-missing", "check-file-missing"),
    ("fault-changed", "check-file-altered"),
    ("fault-no-signature", "check-file-bad-signature"),
    ("fault-extra", "check-file-extra"),
];

/// A copy or a receipt, checked on the reader's own device. Hidden until its script has come.
#[component]
fn CheckFile(
    /// Name and text of each key.
    keys: Vec<(String, String)>,
) -> impl IntoView {
    let words = words();
    // The script puts values where these names stand.
    let slots =
        ["reference", "files", "rows", "path"].map(|name| (name, Arg::from(format!("{{{name}}}"))));
    let said: BTreeMap<&str, String> = CHECKED
        .iter()
        .map(|(name, key)| (*name, words.with(key, &slots)))
        .collect();
    let text = |value: &serde_json::Value| value.to_string();
    view! {
        <section id="check-file" hidden=true data-verdict=""
            data-words=text(&serde_json::json!(said)) data-keys=text(&serde_json::json!(keys))>
            <h2>{words.say("check-file-title")}</h2>
            <p>{words.say("check-file-lead")}</p>
            <div class="field">
                <label class="field__label" for="file">{words.say("check-file-choose")}</label>
                <input class="input" id="file" type="file" accept=".zip,.json"/>
            </div>
            <p role="status"></p>
            <ul></ul>
        </section>
        <p id="check-file-plain">{words.say("check-file-noscript")}" "<code>"habeas package verify --key KEY HB-….zip"</code></p>
        <script type="module" src="/verify.js" nonce=use_nonce()></script>
    }
}

#[component]
fn Said(
    /// What came of it.
    check: ReceiptCheck,
) -> impl IntoView {
    let words = words();
    let (tone, title, line) = match &check {
        ReceiptCheck::Genuine(_) => (Tone::Good, "verify-genuine", "verify-genuine.line"),
        ReceiptCheck::NotOurs => (Tone::Bad, "verify-not-ours", "verify-not-ours.line"),
        ReceiptCheck::Altered => (Tone::Bad, "verify-altered", "verify-altered.line"),
        ReceiptCheck::Unreadable => (Tone::Wait, "verify-unreadable", "verify-unreadable.line"),
    };
    let receipt = match check {
        ReceiptCheck::Genuine(receipt) => Some(*receipt),
        _ => None,
    };
    view! {
        <div role="status">
            <Notice tone title=words.say(title)><p>{words.say(line)}</p></Notice>
        </div>
        {receipt.map(|receipt| view! { <Certificate receipt/> })}
    }
}

/// `/keys`
#[component]
pub fn KeysPage(
    /// Name and text of each key, newest first.
    keys: Vec<(String, String)>,
) -> impl IntoView {
    let words = words();
    view! {
        <Page title=words.say("keys-title")>
            <p class="lead">{words.say("keys-lead")}</p>
            <SummaryList>
                {keys.into_iter().map(|(id, text)| view! {
                    <SummaryRow label=id><code class="hash">{text}</code></SummaryRow>
                }).collect_view()}
            </SummaryList>
        </Page>
    }
}
