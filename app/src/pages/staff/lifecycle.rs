//! What belongs to the course of a request: fee, joining, confirmation of receipt, letters, parts
//! that were refused. Each form is there only if its act is.

use habeas_domain::{
    request::{Acknowledgement, FeeState},
    role::Act,
    view::{RefusalView, RequestView, StaffRequestView, StoryStep},
};
use leptos::prelude::*;

use crate::{
    calls::Tone,
    form::submitted,
    pages::requests::Denied,
    parts::{Button, Field, Kind, Notice, Select, Weight},
    visit::words,
};

/// What staff have to know before they do anything: no mail reaches the person, a fee is open, a
/// rule would have approved it, nobody has said what to write.
#[component]
pub(super) fn Standing(
    /// The request.
    view: StaffRequestView,
) -> impl IntoView {
    let words = words();
    let sampled = view.sampled.clone().map(|rule| {
        let said = words.with("sampled-line", &[("rule", rule.into())]);
        view! { <Notice tone=Tone::Wait title=words.say("sampled-title")><p>{said}</p></Notice> }
    });
    let no_to = view.request.no_to.clone();
    let no = !no_to.is_empty();
    view! {
        {view.by_letter.then(|| view! {
            <Notice tone=Tone::Wait title=words.say("by-letter-title")><p>{words.say("by-letter-line")}</p></Notice>
        })}
        {view.unprepared.then(|| view! {
            <Notice tone=Tone::Wait title=words.say("unprepared-title")><p>{words.say("unprepared-line")}</p></Notice>
        })}
        {sampled}
        {no.then(|| view! {
            <Notice tone=Tone::Good title=words.say("staff-no-title")>
                <ul>{no_to.iter().map(|no| view! { <li>{words.of("no-to", no.as_str())}</li> }).collect_view()}</ul>
                <p>{words.say("staff-no-line")}</p>
            </Notice>
        })}
        <FeeStands request=view.request.clone()/>
        {view.burden.clone().map(|burden| view! {
            <section aria-labelledby="burden">
                <h2 id="burden">{words.say("burden-title")}</h2>
                <blockquote class="said">{burden}</blockquote>
            </section>
        })}
    }
}

/// A fee: open, and how to note what became of it.
#[component]
fn FeeStands(
    /// The request.
    request: RequestView,
) -> impl IntoView {
    let words = words();
    let fee = request.fee?;
    let args = [("amount", fee.amount.as_str().into())];
    let said = match fee.state {
        FeeState::Open => words.with("staff-fee-open", &args),
        FeeState::Paid { .. } => words.with("fee-paid", &args),
        FeeState::Waived { .. } => words.say("fee-waived"),
    };
    let open = fee.is_open() && request.acts.contains(&Act::Refuse);
    let version = request.version;
    Some(view! {
        <Notice tone=Tone::Wait title=words.say("staff-fee-title")>
            <p>{said}" "<span class="quiet">{fee.law}</span></p>
            {open.then(|| view! {
                <form method="post" novalidate>
                    <input type="hidden" name="version" value=version.to_string()/>
                    <p class="actions">
                        <Button weight=Weight::Quiet name="act" value="fee-paid".to_owned()>{words.say("fee-paid-do")}</Button>
                        <Button weight=Weight::Quiet name="act" value="fee-waived".to_owned()>{words.say("fee-waive-do")}</Button>
                    </p>
                </form>
            })}
        </Notice>
    })
}

/// What was refused of it so far, or of its answer.
#[component]
pub(super) fn Parts(
    /// The parts.
    parts: Vec<RefusalView>,
) -> impl IntoView {
    let words = words();
    (!parts.is_empty()).then(|| {
        view! {
            <section aria-labelledby="parts">
                <h2 id="parts">{words.say("staff-parts-title")}</h2>
                {parts.into_iter().map(|refusal| {
                    let secret = !refusal.told;
                    view! {
                        <Denied refusal/>
                        {secret.then(|| view! { <p class="quiet">{words.say("fate-secret")}</p> })}
                    }
                }).collect_view()}
            </section>
        }
    })
}

/// Receipt to be confirmed.
#[component]
pub(super) fn Confirm(
    /// Until when, and when it was.
    acknowledgement: Acknowledgement,
    /// The request as it was shown.
    version: i64,
) -> impl IntoView {
    let words = words();
    acknowledgement.at.is_none().then(|| {
        let line = words.with("acknowledge-line", &[("day", acknowledgement.due.into())]);
        view! {
            <form method="post" novalidate>
                <p>{line}</p>
                <input type="hidden" name="version" value=version.to_string()/>
                <p class="actions">
                    <Button weight=Weight::Quiet name="act" value=Act::Acknowledge.as_str().to_owned()>
                        {words.say("acknowledge-do")}
                    </Button>
                </p>
            </form>
        }
    })
}

/// The letters that can be printed.
#[component]
pub(super) fn Letters(
    /// The request.
    view: StaffRequestView,
) -> impl IntoView {
    let words = words();
    let reference = view.request.line.reference.to_string();
    (!view.letters.is_empty()).then(|| {
        view! {
            <p>{words.say("letters-line")}</p>
            <ul>
                {view.letters.iter().map(|kind| {
                    let name = kind.as_str();
                    let href = format!("/staff/requests/{reference}/letter?kind={name}");
                    view! { <li><a href=href>{words.of("letter-kind", name)}</a></li> }
                }).collect_view()}
            </ul>
        }
    })
}

/// To close it in favour of another one for the same.
#[component]
pub(super) fn JoinTo(
    /// The request.
    view: StaffRequestView,
) -> impl IntoView {
    let words = words();
    let version = view.request.version;
    let may = view.request.acts.contains(&Act::Join);
    (may && !view.request.same.is_empty()).then(|| view! {
        <p>{words.say("join-to-line")}</p>
        {view.request.same.iter().map(|other| {
            let number = other.to_string();
            view! {
                <form method="post" novalidate>
                    <input type="hidden" name="version" value=version.to_string()/>
                    <input type="hidden" name="into" value=number.clone()/>
                    <p class="actions">
                        <a class="mono" href=format!("/staff/requests/{number}")>{number.clone()}</a>
                        <Button weight=Weight::Quiet name="act" value=Act::Join.as_str().to_owned()>
                            {words.with("join-to-do", &[("number", number.into())])}
                        </Button>
                    </p>
                </form>
            }
        }).collect_view()}
    })
}

/// To ask for a fee: with the warning to the person, and why for the record.
#[component]
pub(super) fn AskFee(
    /// The request.
    view: StaffRequestView,
) -> impl IntoView {
    let words = words();
    let grounds: Vec<_> = view.grounds.iter().filter(|ground| ground.fee).collect();
    let may = view.request.acts.contains(&Act::AskFee) && !grounds.is_empty();
    if !may {
        return None;
    }
    let open = submitted().value("amount").is_some();
    let mut options = vec![(String::new(), words.say("refuse-choose"))];
    options.extend(grounds.into_iter().map(|ground| {
        let said = words.of("refusal", &ground.ground);
        (ground.ground.clone(), said)
    }));
    let version = view.request.version;
    Some(view! {
        <details class="more" open=open>
            <summary>{words.say("ask-fee-title")}</summary>
            <form method="post" novalidate>
                <p>{words.say("ask-fee-line")}</p>
                <input type="hidden" name="version" value=version.to_string()/>
                <Select name="fee-ground" label=words.say("refuse-ground") options/>
                <Field name="amount" label=words.say("ask-fee-amount") hint=words.say("ask-fee-amount.hint")/>
                <Field name="fee-note" label=words.say("refuse-note") kind=Kind::Long hint=words.say("refuse-note.hint")/>
                <Field name="fee-burden" label=words.say("refuse-burden") kind=Kind::Long hint=words.say("refuse-burden.hint")/>
                <p class="actions">
                    <Button weight=Weight::Quiet name="act" value=Act::AskFee.as_str().to_owned()>{words.say("ask-fee-do")}</Button>
                </p>
            </form>
        </details>
    })
}

/// What stands below a step of the story: reasons, the new day, the other request.
#[component]
pub(super) fn More(
    /// The step.
    step: StoryStep,
) -> impl IntoView {
    let words = words();
    let due = step
        .due
        .map(|day| words.with("tale-due", &[("date", day.into())]));
    view! {
        {step.why.iter().map(|why| view! { <p>{words.say(why)}</p> }).collect_view()}
        {due.map(|due| view! { <p>{due}</p> })}
        {step.other.map(|other| {
            let other = other.to_string();
            view! { <p><a href=format!("/staff/requests/{other}")>{other.clone()}</a></p> }
        })}
    }
}
