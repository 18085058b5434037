//! The same for many requests: what has to be chosen first, what would come of it, what came of it.

use habeas_domain::{
    id::StaffId,
    request::ExtensionReason,
    view::{Bulk, BulkDone, BulkFault, BulkLine, Many},
};
use habeas_words::Words;
use leptos::prelude::*;

use super::queue::Lines;
use crate::{
    answer::refusal_words,
    calls::Tone,
    parts::{Answer, Button, ButtonLink, Choices, Notice, Page, Select, Side, Weight},
    visit::words,
};

/// What can be chosen for it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offered {
    /// Those who handle requests.
    pub(crate) staff: Vec<(StaffId, String)>,
    /// Teams.
    pub(crate) teams: Vec<String>,
    /// Templates: id and name.
    pub(crate) templates: Vec<(String, String)>,
}

/// What a form of many asked for, for the page that shows it.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    /// Something is to be chosen first, or what would come of it.
    Before {
        /// What is done.
        bulk: Bulk,
        /// What was chosen for it, if anything was.
        many: Option<Many>,
        /// What can be chosen.
        offered: Offered,
        /// The requests that were picked: number and version.
        chosen: Vec<String>,
        /// What would come of each.
        lines: Vec<BulkLine>,
        /// The number of the form.
        client_id: String,
    },
    /// What came of each.
    Done(Bulk, Vec<BulkDone>),
}

/// Check before it is done; nothing is changed until then.
#[component]
pub(crate) fn StaffBulkPage() -> impl IntoView {
    let words = words();
    let title = |bulk: Bulk| words.of("queue-bulk", bulk.as_str());
    match use_context::<Asked>() {
        None => view! {
            <Page title=words.say("bulk-none") side=Side::Staff back="/staff">
                <p>{words.say("bulk-none.line")}</p>
            </Page>
        }
        .into_any(),
        Some(Asked::Done(bulk, all)) => view! {
            <Page title=title(bulk) side=Side::Staff>
                <Outcomes all/>
                <p class="actions"><ButtonLink href="/staff">{words.say("bulk-back")}</ButtonLink></p>
            </Page>
        }
        .into_any(),
        Some(Asked::Before {
            bulk,
            many,
            offered,
            chosen,
            lines,
            client_id,
        }) => {
            let form = Form {
                bulk,
                many: many.clone(),
                client_id,
            };
            view! {
                <Page title=title(bulk) side=Side::Staff back="/staff">
                    {bulk.asks().then(|| view! { <Choose form=form.clone() offered chosen/> })}
                    {many.is_some().then(|| view! { <Foreseen form lines/> })}
                </Page>
            }
            .into_any()
        }
    }
}

/// What a form of many carries from page to page.
#[derive(Clone, Debug)]
struct Form {
    bulk: Bulk,
    many: Option<Many>,
    client_id: String,
}

impl Form {
    /// The hidden fields of what was chosen.
    fn chosen(&self) -> Vec<(&'static str, String)> {
        match &self.many {
            Some(Many::Assign(to)) => vec![("to", to.to_string())],
            Some(Many::Team(team)) => {
                vec![("team", team.clone().unwrap_or_else(|| NO_TEAM.to_owned()))]
            }
            Some(Many::Message(template)) => vec![("template", template.to_string())],
            Some(Many::Extend(reasons)) => {
                let reasons = reasons.iter();
                reasons.map(|one| ("reasons", reason(*one))).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What stands for no team in a form.
pub(crate) const NO_TEAM: &str = "-";

/// The name of a reason in forms.
fn reason(reason: ExtensionReason) -> String {
    reason.key().trim_start_matches("extension-").to_owned()
}

/// What has to be chosen first.
#[component]
fn Choose(
    /// The form.
    form: Form,
    /// What can be chosen.
    offered: Offered,
    /// The requests that were picked.
    chosen: Vec<String>,
) -> impl IntoView {
    let words = words();
    let now = form.chosen().first().map(|(_, value)| value.clone());
    let now = now.unwrap_or_default();
    let first = (String::new(), words.say("intake-choose"));
    let with = |more: Vec<(String, String)>| [vec![first.clone()], more].concat();
    let question = match form.bulk {
        Bulk::Assign => {
            let staff = offered.staff.into_iter();
            let options = with(staff.map(|(id, name)| (id.to_string(), name)).collect());
            view! { <Select name="to" label=words.say("bulk-to") options chosen=now/> }.into_any()
        }
        Bulk::Team => {
            let mut teams = vec![(NO_TEAM.to_owned(), words.say("handle-no-team"))];
            teams.extend(offered.teams.into_iter().map(|team| (team.clone(), team)));
            view! { <Select name="team" label=words.say("queue-team") options=with(teams) chosen=now/> }
                .into_any()
        }
        Bulk::Message => view! {
            <Select name="template" label=words.say("bulk-template") options=with(offered.templates) chosen=now/>
        }
        .into_any(),
        _ => {
            let picked = form.chosen();
            let answers = [ExtensionReason::Complexity, ExtensionReason::Number].map(|one| {
                let value = reason(one);
                Answer {
                    label: words.of("handle-extend", &value),
                    chosen: picked.iter().any(|(_, other)| *other == value),
                    value,
                    ..Answer::default()
                }
            });
            view! {
                <Choices name="reasons" legend=words.say("handle-reasons") hint=words.say("handle-reasons.hint")
                    answers=answers.to_vec() many=true/>
            }
            .into_any()
        }
    };
    let count = [("count", chosen.len().into())];
    view! {
        <p>{words.with("bulk-picked", &count)}</p>
        <form method="post" action="/staff/bulk" novalidate>
            <input type="hidden" name="bulk" value=form.bulk.as_str()/>
            <input type="hidden" name="client_id" value=form.client_id.clone()/>
            <input type="hidden" name="step" value="check"/>
            {hidden(chosen)}
            {question}
            <p class="actions"><Button weight=Weight::Quiet>{words.say("intake-check")}</Button></p>
        </form>
    }
}

fn hidden(chosen: Vec<String>) -> impl IntoView {
    let fields = chosen.into_iter();
    let fields = fields.map(|one| view! { <input type="hidden" name="chosen" value=one/> });
    fields.collect_view()
}

/// What would come of it, and the button that does it.
#[component]
fn Foreseen(
    /// The form.
    form: Form,
    /// What would come of each.
    lines: Vec<BulkLine>,
) -> impl IntoView {
    let words = words();
    let (can, cannot): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.fault.is_none());
    let chosen: Vec<String> = can
        .iter()
        .filter_map(|line| line.line.as_ref())
        .map(|line| format!("{}:{}", line.line.reference, line.version))
        .collect();
    let notes: Vec<(String, String)> = can
        .iter()
        .filter_map(|line| Some((line.reference.to_string(), line.note.clone()?)))
        .collect();
    let can: Vec<_> = can.into_iter().filter_map(|line| line.line).collect();
    let count = [("count", can.len().into())];
    let left = [("count", cannot.len().into())];
    let bulk = form.bulk.as_str();
    let picked = form.chosen().into_iter();
    let picked = picked.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let picked = picked.collect_view();
    view! {
        {(!can.is_empty()).then(|| view! {
            <p>{words.of_with("bulk-will", bulk, &count)}</p>
            <Lines lines=can/>
            {(!notes.is_empty()).then(|| view! {
                <h2>{words.say("bulk-reads")}</h2>
                {notes.into_iter().map(|(number, note)| view! {
                    <p class="mono">{number}</p>
                    <blockquote class="said">{note}</blockquote>
                }).collect_view()}
            })}
            <form method="post" action="/staff/bulk">
                <input type="hidden" name="step" value="do"/>
                <input type="hidden" name="bulk" value=bulk/>
                <input type="hidden" name="client_id" value=form.client_id.clone()/>
                {picked}
                {hidden(chosen)}
                <p class="actions">
                    <Button weight=Weight::Main>{words.of_with("bulk-do", bulk, &count)}</Button>
                    <a href="/staff">{words.say("bulk-leave")}</a>
                </p>
            </form>
        })}
        {(!cannot.is_empty()).then(|| view! {
            <h2>{words.with("bulk-cannot", &left)}</h2>
            <ul>
                {cannot.into_iter().map(|line| {
                    let number = line.reference.to_string();
                    view! { <Why number fault=line.fault there=line.line.is_some()/> }
                }).collect_view()}
            </ul>
        })}
    }
}

/// A request with which it cannot be done, or was not, and why.
#[component]
fn Why(
    /// Its number.
    number: String,
    /// Why.
    fault: Option<BulkFault>,
    /// Whether its page is there for whoever looks.
    there: bool,
) -> impl IntoView {
    let words = words();
    let said = fault.map(|fault| why(words, &fault));
    let number = if there {
        view! { <a class="mono" href=format!("/staff/requests/{number}")>{number.clone()}</a> }
            .into_any()
    } else {
        view! { <span class="mono">{number}</span> }.into_any()
    };
    view! { <li>{number}" "{said}</li> }
}

fn why(words: &Words, fault: &BulkFault) -> String {
    let key = match fault {
        BulkFault::Rules(refusal) => return refusal_words(words, refusal),
        BulkFault::NotThere => "not-there",
        BulkFault::Changed => "changed",
        BulkFault::NoOther => "no-other",
        BulkFault::NotReached => "not-reached",
        BulkFault::Failed => "failed",
    };
    words.of("bulk-fault", key)
}

/// What came of each.
#[component]
fn Outcomes(
    /// Each.
    all: Vec<BulkDone>,
) -> impl IntoView {
    let words = words();
    let count = all.len();
    let left: Vec<_> = all.into_iter().filter(|one| one.fault.is_some()).collect();
    let done = count - left.len();
    let args = [("done", done.into()), ("all", count.into())];
    let tone = if left.is_empty() {
        Tone::Good
    } else {
        Tone::Wait
    };
    view! {
        <Notice tone=tone><p role="status">{words.with("bulk-done", &args)}</p></Notice>
        {(!left.is_empty()).then(|| view! {
            <p>{words.say("bulk-done-rest")}</p>
            <ul>
                {left.into_iter().map(|one| {
                    let there = one.fault != Some(BulkFault::NotThere);
                    view! { <Why number=one.reference.to_string() fault=one.fault there/> }
                }).collect_view()}
            </ul>
        })}
    }
}
