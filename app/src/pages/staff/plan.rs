//! The plan of an erasure as a tree: system → collection → what happens to how many, and why.

use std::collections::BTreeMap;

use habeas_domain::{
    plan::{Obstacle, Totals},
    view::{Fate, PlanLine, PlanView, SystemFault},
};
use habeas_words::Words;
use leptos::prelude::*;

use crate::{
    calls::Tone,
    parts::{Notice, Tag},
    visit::words,
};

/// What will happen, where, to how much, on what ground; and what approval signs.
#[component]
pub(super) fn Plan(
    /// The plan.
    plan: PlanView,
    /// Whether it was approved as it stands here; otherwise it is what would happen now.
    signed: bool,
) -> impl IntoView {
    let words = words();
    let (caption, sign) = if signed {
        (words.say("plan-signed"), words.say("plan-digest-signed"))
    } else {
        (words.say("plan-title"), words.say("plan-digest"))
    };
    // What has a gap is signed by nobody.
    let digest = (signed || plan.missing.is_empty()).then_some(plan.digest);
    let label = words.with("table-scroll", &[("what", caption.as_str().into())]);
    let heads = [
        ("plan-head-what", false),
        ("plan-head-count", true),
        ("plan-head-fate", false),
        ("plan-head-ground", false),
    ]
    .map(|(key, number)| view! { <th scope="col" class:num=number>{words.say(key)}</th> });
    let nothing = plan.lines.is_empty() && plan.missing.is_empty();
    view! {
        <section class="plan" aria-labelledby="plan">
            <h2 id="plan">{caption.clone()}</h2>
            {(!plan.missing.is_empty()).then(|| view! { <Missing missing=plan.missing/> })}
            {if nothing {
                view! { <p>{words.say("plan-nothing")}</p> }.into_any()
            } else {
                view! {
                    <Sums totals=plan.totals/>
                    <div class="table-frame" role="region" aria-label=label tabindex="0">
                        <table class="table tree">
                            <caption class="visually-hidden">{caption}</caption>
                            <thead><tr>{heads.collect_view()}</tr></thead>
                            {by_system(plan.lines).into_iter().map(|(system, collections)| view! {
                                <System system collections/>
                            }).collect_view()}
                        </table>
                    </div>
                }.into_any()
            }}
            <dl class="signed">
                <dt>{words.say("plan-map")}</dt>
                <dd>{plan.map_version}</dd>
                {digest.map(|digest| view! { <dt>{sign}</dt><dd class="proof">{digest}</dd> })}
            </dl>
        </section>
    }
}

/// Systems whose answer is missing: nothing is approved without them.
#[component]
fn Missing(
    /// The systems.
    missing: Vec<SystemFault>,
) -> impl IntoView {
    let words = words();
    let title = words.with("plan-missing", &[("count", missing.len().into())]);
    view! {
        <Notice tone=Tone::Bad title=title>
            <ul>
                {missing.into_iter().map(|fault| view! {
                    <li><strong>{fault.system}</strong>": "{why(words, &fault.obstacle)}</li>
                }).collect_view()}
            </ul>
            <p>{words.say("plan-missing.do")}</p>
        </Notice>
    }
}

/// Why a system's answer is missing.
fn why(words: &Words, obstacle: &Obstacle) -> String {
    use habeas_domain::found::Failure;
    match obstacle {
        Obstacle::NotConnected => words.say("obstacle-not-connected"),
        Obstacle::Search { collection, why } => {
            let key = match why {
                Failure::Unreachable => "obstacle-unreachable",
                Failure::SchemaChanged => "obstacle-schema-changed",
                Failure::TimedOut => "obstacle-timed-out",
                Failure::Refused => "obstacle-refused",
                Failure::Faulty => "obstacle-faulty",
            };
            words.with(key, &[("collection", collection.into())])
        }
    }
}

/// The four numbers.
#[component]
fn Sums(
    /// The numbers.
    totals: Totals,
) -> impl IntoView {
    let words = words();
    let sums = [
        ("plan-deleted", totals.deleted),
        ("plan-anonymised", totals.anonymised),
        ("plan-unlinked", totals.unlinked),
        ("plan-kept", totals.kept),
    ];
    view! {
        <ul class="sums">
            {sums.into_iter().map(|(key, count)| view! {
                <li class:quiet=count == 0>
                    <b class="number">{words.number(count)}</b>" "{words.with(key, &[("count", count.into())])}
                </li>
            }).collect_view()}
        </ul>
    }
}

/// A collection's label, and its lines.
type Branch = (String, Vec<PlanLine>);

/// Systems in the order of the plan, each with its collections.
fn by_system(lines: Vec<PlanLine>) -> Vec<(String, Vec<Branch>)> {
    let mut systems: Vec<(String, Vec<Branch>)> = Vec::new();
    let mut places: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in lines {
        if let Some((system, collection)) = places.get(&line.place).copied() {
            systems[system].1[collection].1.push(line);
            continue;
        }
        let at = systems
            .iter()
            .position(|(system, _)| *system == line.system)
            .unwrap_or_else(|| {
                systems.push((line.system.clone(), Vec::new()));
                systems.len() - 1
            });
        places.insert(line.place.clone(), (at, systems[at].1.len()));
        systems[at].1.push((line.label.clone(), vec![line]));
    }
    systems
}

/// One system and what it holds.
#[component]
fn System(
    /// Its label.
    system: String,
    /// Its collections.
    collections: Vec<Branch>,
) -> impl IntoView {
    let records: u64 = collections
        .iter()
        .flat_map(|(_, lines)| lines)
        .map(|line| line.count)
        .sum();
    let count = words().number(records);
    view! {
        <tbody>
            <tr class="tree__system">
                <th scope="rowgroup">{system}</th>
                <td class="num">{count}</td>
                <td colspan="2"></td>
            </tr>
            {collections.into_iter().map(|(label, lines)| view! { <Collection label lines/> }).collect_view()}
        </tbody>
    }
}

/// One collection: a row for each fate of its records.
#[component]
fn Collection(
    /// Its label.
    label: String,
    /// What happens to its records.
    lines: Vec<PlanLine>,
) -> impl IntoView {
    let words = words();
    let rows = lines.len();
    let mut head = Some(label);
    lines
        .into_iter()
        .map(|line| {
            let span = (rows > 1).then(|| rows.to_string());
            let (fate, ground) = fate(words, line.fate);
            view! {
                <tr>
                    {head.take().map(|label| view! {
                        <th scope="row" rowspan=span class="tree__collection">
                            {label}" "<span class="mono quiet">{line.place}</span>
                        </th>
                    })}
                    <td class="num">{words.number(line.count)}</td>
                    <td>{fate}</td>
                    <td>{ground}</td>
                </tr>
            }
        })
        .collect_view()
}

/// What happens, and why.
fn fate(words: &'static Words, fate: Fate) -> (AnyView, AnyView) {
    let (key, tone) = match &fate {
        Fate::Deleted => ("fate-deleted", Tone::Bad),
        Fate::Anonymised(_) => ("fate-anonymised", Tone::Wait),
        Fate::Unlinked => ("fate-unlinked", Tone::Now),
        Fate::Kept { asked: false, .. } => ("fate-not-asked", Tone::Plain),
        Fate::Kept { .. } => ("fate-kept", Tone::Good),
    };
    let tag = view! { <Tag tone>{words.say(key)}</Tag> };
    let more = match &fate {
        Fate::Deleted | Fate::Unlinked => None,
        Fate::Anonymised(fields) => Some(words.list(fields)),
        Fate::Kept {
            until: Some(day), ..
        } => Some(words.with("fate-until", &[("until", (*day).into())])),
        Fate::Kept { asked: false, .. } => None,
        Fate::Kept { until: None, .. } => Some(words.say("fate-no-end")),
    };
    let what = view! { {tag}" "{more} }.into_any();
    let ground = match fate {
        Fate::Deleted | Fate::Anonymised(_) => ().into_any(),
        Fate::Unlinked => words.say("fate-unlinked.why").into_any(),
        Fate::Kept {
            ground, law, told, ..
        } => view! {
            {ground}" "<span class="quiet">{law}</span>
            {(!told).then(|| view! { " "<Tag tone=Tone::Bad>{words.say("fate-secret")}</Tag> })}
        }
        .into_any(),
    };
    (what, ground)
}
