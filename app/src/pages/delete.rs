//! Deleting: what goes and what stays, before anybody decides; then one last question.

use std::collections::BTreeSet;

use habeas_domain::view::{AreaView, DeleteView, Fate, PlanLine};
use habeas_words::{Arg, Words};
use leptos::prelude::*;

use crate::{
    calls::Tone,
    pages::{
        data::{Missing, Stands},
        take_away::Again,
    },
    parts::{Answer, Button, ButtonLink, Choices, Empty, Notice, Page, Weight},
    visit::{visit, words},
};

/// `/delete`
#[component]
pub fn DeletePage(
    /// What an erasure would do now.
    view: DeleteView,
) -> impl IntoView {
    let words = words();
    let blocked = !view.missing.is_empty();
    let nothing = view.lines.is_empty() && !blocked;
    let current = view.current;
    let (areas, chosen) = (view.areas.clone(), view.chosen.clone());
    let go_on = format!("/delete/confirm{}", query(&chosen));
    let summary = summary(words, &view);
    view! {
        <Page title=words.say("delete-title")>
            {current.map(|reference| view! {
                <Notice title=words.say("delete-current")>
                    <p><a href=format!("/requests/{reference}")>{words.say("delete-current.do")}</a></p>
                </Notice>
            })}
            {nothing.then(|| view! {
                <Empty title=words.say("delete-nothing")><p>{words.say("delete-nothing.line")}</p></Empty>
            })}
            {(!nothing).then(|| view! { <p class="lead">{summary}</p> })}
            <Stands stands=view.stands/>
            <Missing missing=view.missing/>
            {blocked.then(|| view! { <p>{words.say("delete-blocked")}</p> })}
            {(!view.warnings.is_empty()).then(|| view! {
                <Notice tone=Tone::Wait title=words.say("delete-before")>
                    <ul>{view.warnings.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                </Notice>
            })}
            <Fates lines=view.lines/>
            {(!nothing && current.is_none()).then(|| view! { <HowMuch areas=areas chosen=chosen.clone()/> })}
            {(!nothing && current.is_none()).then(|| view! {
                <h2>{words.say("delete-then")}</h2>
                <p>{words.with("delete-then.line", &[("days", view.hold_days.into())])}</p>
                <p>{words.say(if chosen.is_empty() { "delete-adverts" } else { "delete-part" })}</p>
                <p><a href="/take-away">{words.say("delete-copy")}</a></p>
            })}
            {(!nothing && !blocked && current.is_none()).then(|| view! {
                <p class="actions">
                    <ButtonLink href=go_on weight=Weight::Danger>{words.say("delete-go-on")}</ButtonLink>
                </p>
            })}
        </Page>
    }
}

/// Everything, or some areas: the page is asked for anew with what was chosen, and says what that
/// would do.
#[component]
fn HowMuch(
    /// What can be deleted by itself.
    areas: Vec<AreaView>,
    /// What was chosen.
    chosen: BTreeSet<String>,
) -> impl IntoView {
    let words = words();
    let answers = areas
        .into_iter()
        .map(|area| Answer {
            hint: Some(words.with("count-records", &[("count", area.count.into())])),
            chosen: chosen.contains(&area.name),
            label: words.list(&area.labels),
            value: area.name,
        })
        .collect();
    view! {
        <details class="fate" open=!chosen.is_empty()>
            <summary>{words.say("delete-some")}</summary>
            <form method="get" action="/delete">
                <Choices name="areas" legend=words.say("delete-areas") hint=words.say("delete-areas.hint") answers many=true/>
                <p class="actions"><Button weight=Weight::Quiet>{words.say("delete-areas.do")}</Button></p>
            </form>
        </details>
    }
}

/// The chosen areas as the end of an address.
fn query(chosen: &BTreeSet<String>) -> String {
    if chosen.is_empty() {
        return String::new();
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    for area in chosen {
        query.append_pair("areas", area);
    }
    format!("?{}", query.finish())
}

/// "This deletes 412 records in 3 systems. 9 stay, because …"
fn summary(words: &Words, view: &DeleteView) -> String {
    words.with(
        "delete-summary",
        &[
            ("deleted", view.totals.deleted.into()),
            ("anonymised", view.totals.anonymised.into()),
            ("unlinked", view.totals.unlinked.into()),
            ("kept", view.totals.kept.into()),
            ("systems", view.systems.into()),
        ],
    )
}

/// Four short lists: what goes, what is changed, what is cut loose, what stays and why.
#[component]
pub fn Fates(
    /// The lines of the plan.
    lines: Vec<PlanLine>,
) -> impl IntoView {
    let words = words();
    ["goes", "changes", "loose", "stays", "left"]
        .into_iter()
        .filter_map(|list| {
            let fits = |line: &&PlanLine| list_of(&line.fate) == list;
            let lines: Vec<PlanLine> = lines.iter().filter(fits).cloned().collect();
            let count: u64 = lines.iter().map(|line| line.count).sum();
            (!lines.is_empty()).then(|| {
                view! {
                    <details class="fate">
                        <summary>{words.of_with("delete-list", list, &[("count", count.into())])}</summary>
                        <p>{words.of("delete-about", list)}</p>
                        <ul>{lines.into_iter().map(|line| view! { <li>{said(words, &line)}</li> }).collect_view()}</ul>
                    </details>
                }
            })
        })
        .collect_view()
}

/// Under which heading a line stands.
const fn list_of(fate: &Fate) -> &'static str {
    match fate {
        Fate::Deleted => "goes",
        Fate::Anonymised(_) => "changes",
        Fate::Unlinked => "loose",
        Fate::Kept { asked: true, .. } => "stays",
        Fate::Kept { asked: false, .. } => "left",
    }
}

fn said(words: &Words, line: &PlanLine) -> String {
    let mut args: Vec<(&str, Arg)> = vec![
        ("what", line.label.as_str().into()),
        ("count", line.count.into()),
        ("system", line.system.as_str().into()),
    ];
    match &line.fate {
        Fate::Deleted | Fate::Unlinked => words.with("delete-line", &args),
        Fate::Anonymised(fields) => {
            args.push(("fields", words.list(fields).into()));
            words.with("delete-line-changed", &args)
        }
        Fate::Kept { asked: false, .. } => words.with("delete-line", &args),
        Fate::Kept {
            ground, law, until, ..
        } => {
            args.push(("ground", ground.as_str().into()));
            args.push(("law", law.as_str().into()));
            match until {
                Some(until) => {
                    args.push(("until", (*until).into()));
                    words.with("delete-line-kept-until", &args)
                }
                None => words.with("delete-line-kept", &args),
            }
        }
    }
}

/// `/delete/confirm`
#[component]
pub fn ConfirmPage(
    /// What an erasure would do now.
    view: DeleteView,
    /// The number of the form.
    client_id: String,
    /// Whether the password is asked for again.
    prove: bool,
) -> impl IntoView {
    let words = words();
    let company = visit().company.name;
    let label = words.with("confirm-tick", &[("company", company.into())]);
    let answers = vec![Answer {
        value: "yes".to_owned(),
        label,
        ..Answer::default()
    }];
    view! {
        <Page title=words.say("confirm-title") back=format!("/delete{}", query(&view.chosen))>
            <p class="lead">{summary(words, &view)}</p>
            <p>{words.with("delete-then.line", &[("days", view.hold_days.into())])}</p>
            <form method="post" novalidate>
                <input type="hidden" name="client_id" value=client_id/>
                {view.chosen.iter().map(|area| view! {
                    <input type="hidden" name="areas" value=area.clone()/>
                }).collect_view()}
                <Choices name="confirm" legend=words.say("confirm-legend") answers many=true/>
                {prove.then(|| view! { <Again/> })}
                <p class="actions">
                    <Button weight=Weight::Danger>{words.say("confirm-do")}</Button>
                    " "
                    <ButtonLink href="/delete" weight=Weight::Quiet>{words.say("confirm-not")}</ButtonLink>
                </p>
            </form>
        </Page>
    }
}
