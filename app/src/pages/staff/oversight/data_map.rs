//! The data map, beside what the stores really look like.

use habeas_domain::{
    found::Failure,
    map::{Collection, Correctable, DataMap, Disclose, Field, Store},
    oversight::{MapPage, StoreSeen},
};
use habeas_words::Words;
use leptos::prelude::*;

use super::Watching;
use crate::{
    calls::Tone,
    parts::{Head, Notice, Page, Side, SummaryList, SummaryRow, Table},
    visit::words,
};

/// `/staff/map`
#[component]
pub fn StaffMapPage(
    /// The map and the stores.
    view: MapPage,
) -> impl IntoView {
    let words = words();
    let MapPage {
        map,
        digest,
        stores,
    } = view;
    let fields: usize = map.collections().map(|(_, _, one)| one.fields.len()).sum();
    let counts = [
        ("stores", map.stores.len().into()),
        ("collections", map.collections().count().into()),
        ("fields", fields.into()),
    ];
    let controller = format!("{}, {}", map.controller.name, map.controller.address);
    let parts = map.stores.iter().map(|store| {
        let seen = stores.iter().find(|seen| seen.id == store.id.as_str());
        view! { <OneStore map=map.clone() store=store.clone() seen=seen.cloned()/> }
    });
    let parts = parts.collect_view();
    view! {
        <Page title=words.say("map-title") side=Side::Staff>
            <Watching/>
            <p>{words.with("map-line", &counts)}</p>
            <SummaryList>
                <SummaryRow label=words.say("map-controller")>{controller}</SummaryRow>
                <SummaryRow label=words.say("plan-map")>{map.version.clone()}</SummaryRow>
                <SummaryRow label=words.say("map-digest")><span class="mono">{digest}</span></SummaryRow>
            </SummaryList>
            {parts}
        </Page>
    }
}

/// One store: what it looks like, and its collections.
#[component]
fn OneStore(
    /// The map, for the names of purposes, recipients and grounds.
    map: DataMap,
    /// The store.
    store: Store,
    /// What it looks like.
    seen: Option<StoreSeen>,
) -> impl IntoView {
    let id = store.id.to_string();
    let collections = store.collections.iter().map(|collection| {
        view! { <OneCollection map=map.clone() collection=collection.clone()/> }
    });
    let collections = collections.collect_view();
    view! {
        <section aria-labelledby=id.clone()>
            <h2 id=id.clone()>{store.label.clone()}" "<span class="quiet mono">{store.id.to_string()}</span></h2>
            {seen.map(|seen| view! { <Seen seen/> })}
            {collections}
        </section>
    }
}

/// Whether the live schema is what the map says.
#[component]
fn Seen(
    /// What was seen.
    seen: StoreSeen,
) -> impl IntoView {
    let words = words();
    if let Some(failure) = seen.failure {
        let why = words.of("map-seen", why(failure));
        return view! { <Notice tone=Tone::Bad><p>{why}</p></Notice> }.into_any();
    }
    let mapped = seen.columns.saturating_sub(seen.unmapped.len() as u64);
    let counts = [("mapped", mapped.into()), ("all", seen.columns.into())];
    let missing = (!seen.missing.is_empty()).then(|| {
        let names = words.list(&seen.missing);
        view! { <Notice tone=Tone::Bad><p>{words.with("map-missing", &[("names", names.into())])}</p></Notice> }
    });
    let unmapped = (!seen.unmapped.is_empty()).then(|| {
        let names = words.list(&seen.unmapped);
        view! { <Notice tone=Tone::Wait><p>{words.with("map-unmapped", &[("names", names.into())])}</p></Notice> }
    });
    view! {
        {(seen.columns > 0).then(|| view! { <p>{words.with("map-coverage", &counts)}</p> })}
        {missing}
        {unmapped}
    }
    .into_any()
}

const fn why(failure: Failure) -> &'static str {
    match failure {
        Failure::Unreachable | Failure::TimedOut => "unreachable",
        Failure::SchemaChanged => "changed",
        Failure::Refused | Failure::Faulty => "faulty",
    }
}

/// One collection, its fields in a table.
#[component]
fn OneCollection(
    /// The map.
    map: DataMap,
    /// The collection.
    collection: Collection,
) -> impl IntoView {
    let words = words();
    let keep = collection.keep.as_ref().and_then(|keep| {
        let ground = map.grounds.get(keep.ground.as_str())?;
        Some(words.with(
            "map-keep",
            &[
                ("ground", ground.label.as_str().into()),
                ("law", ground.law.as_str().into()),
                ("period", keep.period.to_string().into()),
                ("from", words.list(&keep.counted_from()).into()),
            ],
        ))
    });
    let heads = [
        "map-head-field",
        "map-head-category",
        "map-head-why",
        "map-head-recipients",
        "map-head-until",
        "map-head-rules",
    ]
    .map(|key| Head::text(words.say(key)))
    .to_vec();
    let rows = collection.fields.iter().map(|field| {
        let purposes: Vec<String> = field
            .purposes
            .iter()
            .filter_map(|name| map.purposes.get(name.as_str()))
            .map(|purpose| {
                let basis = serde_name(&purpose.basis);
                format!("{} ({})", purpose.label, words.of("basis", &basis))
            })
            .collect();
        let recipients: Vec<String> = field
            .recipients
            .iter()
            .filter_map(|name| map.recipients.get(name.as_str()))
            .map(|one| one.label.clone())
            .collect();
        let sensitive = field.sensitive.then(|| words.say("map-sensitive"));
        view! {
            <tr>
                <th scope="row">{field.label.clone()}" "<span class="mono quiet">{field.name.to_string()}</span></th>
                <td><span class="mono">{field.category.clone()}</span>{sensitive.map(|said| view! { " "<strong>{said}</strong> })}</td>
                <td>{purposes.join("; ")}</td>
                <td>{recipients.join("; ")}</td>
                <td>{field.until.clone()}</td>
                <td>{rules(words, field)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let caption = collection.label.clone();
    view! {
        <h3>{collection.label.clone()}" "<span class="quiet mono">{collection.id.to_string()}</span></h3>
        <p>{collection.describe.clone()}</p>
        {keep.map(|keep| view! { <p class="quiet">{keep}</p> })}
        <Table caption=caption caption_hidden=true heads=heads>{rows}</Table>
    }
}

/// What may be done with a field, in a few words.
fn rules(words: &Words, field: &Field) -> String {
    let mut all = vec![match field.show() {
        Disclose::Yes => words.say("map-shown"),
        Disclose::AfterReview => words.say("map-shown-review"),
        Disclose::No => words.say("map-not-shown"),
    }];
    match field.correct {
        Correctable::Directly => all.push(words.say("map-corrected")),
        Correctable::AfterReview => all.push(words.say("map-corrected-review")),
        Correctable::No => {}
    }
    if field.verify {
        all.push(words.say("map-asked"));
    }
    all.join("; ")
}

/// The name under which a value of the map is written.
pub(super) fn serde_name(value: &impl serde::Serialize) -> String {
    let written = serde_json::to_value(value).unwrap_or_default();
    written.as_str().unwrap_or_default().to_owned()
}
