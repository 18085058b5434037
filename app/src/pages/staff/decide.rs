//! What whoever looks can do with a request: each form is there only if its act is.

use habeas_domain::{
    request::{Refusal, Settlement},
    right::Right,
    role::Act,
    view::{RefusalGround, StaffRequestView, Stage, ToSettle},
};
use leptos::prelude::*;

use super::plan::Plan;
use crate::{
    calls::Tone,
    form::submitted,
    parts::{Button, Field, Kind, Notice, Page, Select, Side, Weight},
    visit::words,
};

/// Approve, refuse, or why not.
#[component]
pub(super) fn Decide(
    /// The request.
    view: StaffRequestView,
) -> impl IntoView {
    let words = words();
    let request = &view.request;
    let may = |act: Act| request.acts.contains(&act);
    let in_the_way = view
        .plan
        .as_ref()
        .is_some_and(|plan| !plan.missing.is_empty());
    let erasure = request.line.right == Right::Erasure;
    // What destroys something is approved with its plan or not at all.
    let ready = !in_the_way && (!erasure || view.plan.is_some());
    let approve = may(Act::Approve) && ready;
    let refuse = may(Act::Refuse);
    let answer = may(Act::Answer);
    let version = request.version;
    let digest = view.plan.as_ref().map(|plan| plan.digest.clone());
    // What a person answers is no machine's to do: that is no obstacle.
    let held = view.held.clone().filter(|_| !answer);
    // An agent sees who will.
    let others =
        request.line.stage == Stage::Open && held.is_none() && !may(Act::Approve) && !refuse;
    let blocked = may(Act::Approve) && !ready;
    (approve || refuse || answer || held.is_some() || others || blocked).then(|| {
        view! {
            <section class="decide" aria-labelledby="decide">
                <h2 id="decide">{words.say("decide-title")}</h2>
                {held.map(|held| view! { <Held held/> })}
                {others.then(|| view! { <p>{words.say("decide-others")}</p> })}
                {blocked.then(|| view! { <p>{words.say("decide-blocked")}</p> })}
                {approve.then(|| view! { <Approve erasure version digest/> })}
                {answer.then(|| view! { <AnswerByPerson version/> })}
                {refuse.then(|| view! { <Refuse version grounds=view.grounds/> })}
            </section>
        }
    })
}

/// `/staff/requests/{reference}/approve`: what is signed, and the one button that signs it.
#[component]
pub fn StaffApprovePage(
    /// The request.
    view: StaffRequestView,
) -> impl IntoView {
    let words = words();
    let number = view.request.line.reference.to_string();
    let back = format!("/staff/requests/{number}");
    let right = words.of("right", view.request.line.right.as_str());
    let args = [("right", right.into()), ("number", number.as_str().into())];
    let plan = view.plan.clone();
    let erasure = view.request.line.right == Right::Erasure;
    let clear = plan
        .as_ref()
        .map_or(!erasure, |plan| plan.missing.is_empty());
    let may = view.request.acts.contains(&Act::Approve) && clear;
    let digest = plan.as_ref().map(|plan| plan.digest.clone());
    let version = view.request.version;
    view! {
        <Page title=words.with("approve-title", &args) side=Side::Staff back=back.clone()>
            {plan.map(|plan| view! { <Plan plan signed=false/> })}
            {if may {
                view! {
                    <section class="decide">
                        <Approve erasure version digest to=back/>
                    </section>
                }.into_any()
            } else {
                view! { <Notice tone=Tone::Wait><p>{words.say("approve-not-now")}</p></Notice> }.into_any()
            }}
        </Page>
    }
}

/// Why this officer cannot approve, where another one could.
#[component]
fn Held(
    /// Why.
    held: Refusal,
) -> impl IntoView {
    let words = words();
    let why = match held {
        Refusal::FourEyes => words.say("held-four-eyes"),
        Refusal::Paused => words.say("held-paused"),
        Refusal::Stage { .. } => words.say("held-by-letter"),
        _ => words.say("held-other"),
    };
    view! {
        <Notice tone=Tone::Wait title=words.say("held-title")><p>{why}</p></Notice>
    }
}

/// To let it run, exactly as it is shown.
#[component]
fn Approve(
    /// Whether it destroys something.
    erasure: bool,
    /// The request as it was shown.
    version: i64,
    /// The plan as it was shown.
    digest: Option<String>,
    /// Where it is sent, if not to this page.
    #[prop(optional, into)]
    to: Option<String>,
) -> impl IntoView {
    let words = words();
    let (line, name, weight) = if erasure {
        ("approve-erasure", "approve-erasure.do", Weight::Danger)
    } else {
        ("approve-other", "approve-other.do", Weight::Main)
    };
    view! {
        <form method="post" action=to novalidate>
            <p>{words.say(line)}</p>
            <input type="hidden" name="version" value=version.to_string()/>
            {digest.map(|digest| view! { <input type="hidden" name="digest" value=digest/> })}
            <p class="actions">
                <Button weight name="act" value=Act::Approve.as_str().to_owned()>{words.say(name)}</Button>
            </p>
        </form>
    }
}

/// To close what a person has answered.
#[component]
fn AnswerByPerson(
    /// The request as it was shown.
    version: i64,
) -> impl IntoView {
    let words = words();
    view! {
        <form method="post" novalidate>
            <p>{words.say("answer-line")}</p>
            <input type="hidden" name="version" value=version.to_string()/>
            <p class="actions">
                <Button name="act" value=Act::Answer.as_str().to_owned()>{words.say("answer-do")}</Button>
            </p>
        </form>
    }
}

/// To refuse it, on a ground that the law knows and with words to the person.
#[component]
fn Refuse(
    /// The request as it was shown.
    version: i64,
    /// What the law knows.
    grounds: Vec<RefusalGround>,
) -> impl IntoView {
    let words = words();
    let open = ["ground", "note"]
        .iter()
        .any(|field| submitted().value(field).is_some());
    let mut options = vec![(String::new(), words.say("refuse-choose"))];
    options.extend(grounds.into_iter().map(|ground| {
        let said = words.of("refusal", &ground.ground);
        let args = [("ground", said.into()), ("law", ground.law.into())];
        (ground.ground, words.with("refuse-option", &args))
    }));
    view! {
        <details class="more" open=open>
            <summary>{words.say("refuse-title")}</summary>
            <form method="post" novalidate>
                <input type="hidden" name="version" value=version.to_string()/>
                <Select name="ground" label=words.say("refuse-ground") hint=words.say("refuse-ground.hint") options=options/>
                <Field name="note" label=words.say("refuse-note") kind=Kind::Long hint=words.say("refuse-note.hint")/>
                <p class="actions">
                    <Button weight=Weight::Quiet name="act" value=Act::Refuse.as_str().to_owned()>{words.say("refuse-do")}</Button>
                </p>
            </form>
        </details>
    }
}

/// Why it is stuck, and to have it tried again.
#[component]
pub(super) fn Stuck(
    /// One line for each system: its label and the key of its words.
    stuck: Vec<(String, String)>,
    /// The request as it was shown, if whoever looks may have it tried again.
    retry: Option<i64>,
    /// What whoever looks can settle.
    to_settle: Vec<ToSettle>,
    /// The request as it was shown.
    version: i64,
) -> impl IntoView {
    let words = words();
    (!stuck.is_empty()).then(|| view! {
        <Notice tone=Tone::Bad title=words.say("stuck-title")>
            <ul>
                {stuck.into_iter().map(|(system, key)| {
                    let system = (!system.is_empty()).then(|| view! { <strong>{system}</strong>": " });
                    view! { <li>{system}{words.say(&key)}</li> }
                }).collect_view()}
            </ul>
            {to_settle.into_iter().map(|ask| view! { <Settle ask version/> }).collect_view()}
            {retry.map(|version| view! {
                <form method="post" novalidate>
                    <input type="hidden" name="version" value=version.to_string()/>
                    <p class="actions">
                        <Button name="act" value=Act::Retry.as_str().to_owned()>{words.say("retry-do")}</Button>
                        <span class="quiet">{words.say("retry-do.line")}</span>
                    </p>
                </form>
            })}
        </Notice>
    })
}

/// What no machine can tell: an officer looks into the system and says what is so there.
#[component]
fn Settle(
    /// What is asked.
    ask: ToSettle,
    /// The request as it was shown.
    version: i64,
) -> impl IntoView {
    let words = words();
    let system = [("system", ask.system.as_str().into())];
    let (title, line, answers) = if ask.doubt {
        let answers = [
            (Settlement::Ran, "settle-ran"),
            (Settlement::DidNotRun, "settle-did-not-run"),
        ];
        ("settle-doubt", "settle-doubt.line", answers.to_vec())
    } else {
        let answers = [(Settlement::MayStay, "settle-may-stay")];
        ("settle-found", "settle-found.line", answers.to_vec())
    };
    view! {
        <form method="post" novalidate>
            <input type="hidden" name="act" value=Act::Settle.as_str()/>
            <input type="hidden" name="version" value=version.to_string()/>
            <input type="hidden" name="store" value=ask.store/>
            <p><strong>{words.with(title, &system)}</strong>" "{words.say(line)}</p>
            <p class="actions">
                {answers.into_iter().map(|(how, key)| view! {
                    <Button weight=Weight::Quiet name="how" value=how.as_str().to_owned()>{words.say(key)}</Button>
                }).collect_view()}
            </p>
        </form>
    }
}
