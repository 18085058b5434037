//! One request: left the story and the decision, right the facts.

use habeas_domain::{
    clock::Regime,
    id::Reference,
    look::RatingView,
    request::Outcome,
    role::Act,
    view::{
        AskedView, LaterView, Progress, RefusalView, RequestLine, StaffRequestView, Stage,
        StepState, StoryStep,
    },
};
use leptos::prelude::*;

use super::{
    correction::{Correction, Review, ToTell},
    decide::{Decide, Stuck},
    due_in_words,
    facts::{Facts, by, moment},
    handle::{CameIn, CareNeeded, Handle, Meanwhile},
    holds::Held,
    inside::Inside,
    is_finished,
    plan::Plan,
    prepare::Prepared,
    tone_of,
};
use crate::{
    calls::Tone,
    islands::JobProgress,
    pages::requests::{Conversation, WriteLink},
    parts::{Notice, Page, Side, StepIs, Story, StoryStepView, Tag},
    visit::words,
    watch::put,
};

/// A request as staff see it.
#[component]
pub fn StaffRequestPage(
    /// The request.
    view: StaffRequestView,
) -> impl IntoView {
    let words = words();
    let request = view.request.clone();
    let right = words.of("right", request.line.right.as_str());
    let reference = request.line.reference.to_string();
    let args = [
        ("right", right.as_str().into()),
        ("number", (&reference).into()),
    ];
    let stage = request.line.stage;
    let corrects = request.correction.is_some();
    let reached = view.asked.as_ref().is_none_or(|asked| asked.confirmed);
    let signed = matches!(
        stage,
        Stage::Approved | Stage::Running | Stage::Answered | Stage::Withdrawn
    );
    let running = stage == Stage::Running;
    let retry = request
        .acts
        .contains(&Act::Retry)
        .then_some(request.version);
    view! {
        <Page title=words.with("staff-request", &args) own_heading=true back="/staff" side=Side::Staff live=running>
            <div class="heading">
                <h1>{right}" "<span class="mono heading__number">{reference.clone()}</span></h1>
                <Tag tone=tone_of(stage)>{words.of("staff-stage", stage.as_str())}</Tag>
                {due_in_words(words, &request.line).map(|(due, tone)| view! {
                    <span class="due" data-tone=(tone != Tone::Plain).then(|| tone.name())>{due}</span>
                })}
            </div>
            <div class="split">
                <div>
                    <CareNeeded careful=view.careful.clone()/>
                    <Held holds=view.holds.clone() reference=reference.clone()/>
                    <Meanwhile version=request.version story=request.story.clone()/>
                    <Stuck stuck=view.stuck.clone() retry=retry to_settle=view.to_settle.clone() version=request.version/>
                    {request.outcome.map(|outcome| view! { <Answered outcome/> })}
                    {request.refusal.map(|refusal| view! { <Refused refusal/> })}
                    <Prepared reference=reference.clone() prepared=view.prepared.clone() may=view.may_prepare
                        own=request.correction.is_some()/>
                    {request.correction.map(|correction| {
                        let tell = request.line.stage == Stage::Answered;
                        view! { <Correction correction reference=reference.clone() tell/> }
                    })}
                    {(!corrects).then(|| view! { <ToTell told=request.told/> })}
                    {view.asked.clone().map(|asked| view! { <Asked asked/> })}
                    {request.about.map(|about| {
                        let about = about.to_string();
                        view! {
                            <p>{words.say("asked-about")}" "<a href=format!("/staff/requests/{about}")>{about.clone()}</a></p>
                        }
                    })}
                    {view.intake.clone().map(|intake| view! { <CameIn intake/> })}
                    {request.review.map(|review| view! { <Review review/> })}
                    {view.plan.clone().map(|plan| view! { <Plan plan signed/> })}
                    <Decide view=view.clone()/>
                    <Handle view=view.clone()/>
                    <Later later=view.later.clone() follows=view.follows/>
                    {request.reading.map(|_| view! {
                        <p><a href=format!("/staff/requests/{reference}/bench")>{words.say("bench-link")}</a></p>
                    })}
                    <Systems progress=request.progress watched=running.then(|| reference.clone())/>
                    <Inside reference=reference.clone() inside=view.inside.clone()/>
                    <section aria-labelledby="messages">
                        <h2 id="messages">{words.say("messages-title")}</h2>
                        <Conversation messages=request.messages side=Side::Staff
                            files=format!("/staff/requests/{reference}/evidence")/>
                        {reached.then(|| view! { <WriteLink href=format!("/staff/requests/{reference}/messages") label=words.say("message-to-person")/> })}
                    </section>
                    {request.rating.map(|rating| view! { <Rated rating/> })}
                    <Told line=request.line story=request.story regime=view.regime.clone()/>
                </div>
                <Facts view/>
            </div>
        </Page>
    }
}

/// How it was answered.
#[component]
fn Answered(
    /// How.
    outcome: Outcome,
) -> impl IntoView {
    let words = words();
    let line = match &outcome {
        Outcome::InFull => words.say("answered-in-full"),
        Outcome::InPart { .. } => words.say("answered-in-part"),
        Outcome::NothingHeld => words.say("answered-nothing-held"),
    };
    let laws: Vec<_> = match outcome {
        Outcome::InPart { refused } => refused.into_iter().map(|denial| denial.law).collect(),
        Outcome::InFull | Outcome::NothingHeld => Vec::new(),
    };
    let laws = (!laws.is_empty()).then(|| words.list(&laws));
    view! {
        <Notice tone=Tone::Good><p>{line}{laws.map(|laws| view! { " "<span class="quiet">{laws}</span> })}</p></Notice>
    }
}

/// What somebody wrote who asked without an account.
#[component]
fn Asked(
    /// It, and whether their address is theirs.
    asked: AskedView,
) -> impl IntoView {
    let words = words();
    let key = if asked.signed_in {
        "asked-signed-in"
    } else if asked.confirmed {
        "asked-confirmed"
    } else {
        "asked-unconfirmed"
    };
    view! {
        <section aria-labelledby="asked">
            <h2 id="asked">{words.say(if asked.signed_in { "asked-title-signed-in" } else { "asked-title" })}</h2>
            <p>{words.say(key)}</p>
            {(!asked.name.is_empty()).then(|| view! { <p>{words.with("asked-name", &[("name", asked.name.into())])}</p> })}
            {(!asked.details.is_empty()).then(|| view! { <blockquote class="said">{asked.details}</blockquote> })}
        </section>
    }
}

/// On what it was refused, as the person reads it.
#[component]
fn Refused(
    /// The refusal.
    refusal: RefusalView,
) -> impl IntoView {
    let words = words();
    view! {
        <Notice tone=Tone::Plain title=words.say("refused-title")>
            <p>{words.say(&refusal.ground)}" "<span class="quiet">{refusal.law}</span></p>
            <blockquote class="said">{refusal.note}</blockquote>
        </Notice>
    }
}

/// What had to stay, and when it goes; or what this takes that another had to leave.
#[component]
fn Later(
    /// What had to stay.
    later: Vec<LaterView>,
    /// The erasure that left what this one takes.
    follows: Option<Reference>,
) -> impl IntoView {
    let words = words();
    let first = follows.map(|first| {
        let number = first.to_string();
        view! { <p>{words.say("later-follows")}" "<a class="mono" href=format!("/staff/requests/{number}")>{number.clone()}</a></p> }
    });
    let lines = later.into_iter().map(|one| {
        let due = [("date", words.date(one.due).into())];
        let line = match (&one.begun, one.over, one.waits.as_deref()) {
            (Some(_), _, _) => words.with("later-begun", &due),
            (None, true, _) => words.say("later-over"),
            (None, false, Some(why)) => {
                format!("{} {}", words.with("later-due", &due), words.of("later-waits", why))
            }
            (None, false, None) => words.with("later-due", &due),
        };
        let begun = one.begun.map(|reference| {
            let number = reference.to_string();
            view! { " "<a class="mono" href=format!("/staff/requests/{number}")>{number.clone()}</a> }
        });
        view! { <li>{line}{begun}</li> }
    });
    let lines = lines.collect_view();
    (first.is_some() || !lines.is_empty()).then(|| {
        view! {
            <section aria-labelledby="later">
                <h2 id="later">{words.say("later-title")}</h2>
                {first}
                <ul>{lines}</ul>
            </section>
        }
    })
}

/// How far each system is.
#[component]
fn Systems(
    /// Each system.
    progress: Progress,
    /// The number of the request, while it runs: then it is kept up to date.
    watched: Option<String>,
) -> impl IntoView {
    let words = words();
    if let Some(reference) = watched {
        let first = put(words, &progress);
        return view! {
            <section aria-labelledby="systems">
                <h2 id="systems">{words.say("systems-title")}</h2>
                <JobProgress reference first lost=words.say("progress-lost")/>
            </section>
        }
        .into_any();
    }
    (!progress.systems.is_empty()).then(|| {
        view! {
            <section aria-labelledby="systems">
                <h2 id="systems">{words.say("systems-title")}</h2>
                <ul class="progress__systems">
                    {progress.systems.into_iter().map(|system| {
                        let (state, tone) = match system.state {
                            StepState::Waiting => ("waiting", Tone::Plain),
                            StepState::Running => ("running", Tone::Now),
                            StepState::Done => ("done", Tone::Good),
                            StepState::Retrying => ("retrying", Tone::Wait),
                            StepState::NeedsPerson => ("needs-person", Tone::Bad),
                        };
                        let answer = if system.state == StepState::Done {
                            words.with("count-records", &[("count", system.count.into())])
                        } else {
                            words.of("staff-step", state)
                        };
                        view! {
                            <li class="progress__system">
                                <span>{system.system}</span>
                                <span class="progress__answer" data-tone=tone.name()>{answer}</span>
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </section>
        }
    })
    .into_any()
}

/// What the person thought of the answer.
#[component]
fn Rated(
    /// It.
    rating: RatingView,
) -> impl IntoView {
    let words = words();
    let score = words.of("rate", &rating.score.to_string());
    view! {
        <section aria-labelledby="rated">
            <h2 id="rated">{words.say("rated-title")}</h2>
            <p>{score}</p>
            {(!rating.words.is_empty()).then(|| view! { <blockquote class="said">{rating.words}</blockquote> })}
        </section>
    }
}

/// What has happened, and where it stands.
#[component]
fn Told(
    /// Where it stands.
    line: RequestLine,
    /// What has happened.
    story: Vec<StoryStep>,
    /// Where the company is.
    regime: Regime,
) -> impl IntoView {
    let words = words();
    let now = (!is_finished(line.stage)).then(|| {
        let is = match line.stage {
            Stage::NeedsPerson => StepIs::Stopped,
            _ => StepIs::Now,
        };
        view! { <StoryStepView is title=words.of("staff-now", line.stage.as_str())/> }
    });
    view! {
        <section aria-labelledby="story">
            <h2 id="story">{words.say("story-title")}</h2>
            <Story>
                {story.into_iter().map(|step| {
                    // The person reads the same story in words of their own.
                    let what = step.what.strip_prefix("story-").unwrap_or(&step.what);
                    let title = words.of("tale", what);
                    let when = format!("{} · {}", moment(words, &regime, step.at), by(words, step.by));
                    view! { <StoryStepView is=StepIs::Done title=title when=when/> }
                }).collect_view()}
                {now}
            </Story>
        </section>
    }
}
