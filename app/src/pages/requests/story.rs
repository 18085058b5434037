//! What has happened and what comes, from top to bottom.

use habeas_domain::view::{RequestView, Stage, StoryStep};
use leptos::prelude::*;

use crate::{
    parts::{StepIs, Story, StoryStepView},
    visit::words,
};

/// The story of a request: done, now, next.
#[component]
pub(super) fn RequestStory(
    /// The request.
    view: RequestView,
) -> impl IntoView {
    let words = words();
    let stage = view.line.stage;
    let mut done: Vec<StoryStep> = view.story;
    // Who of the staff looks after it is theirs to know.
    done.retain(|step| step.what != "story-assigned");
    let steps = done.into_iter().map(|step| {
        let title = words.say(&step.what);
        let when = words.moment(&step.at);
        let told = step.due.is_some() || step.other.is_some() || !step.why.is_empty();
        if told {
            view! { <StoryStepView is=StepIs::Done title when><Why step/></StoryStepView> }
                .into_any()
        } else {
            view! { <StoryStepView is=StepIs::Done title when/> }.into_any()
        }
    });
    let waits_for = view.waits_for;
    let no = !view.no_to.is_empty();
    let present = present(stage).map(|is| {
        let title = match waits_for {
            Some(why) => words.of("request-waits-now", why.as_str()),
            None if no && stage == Stage::Open => words.say("request-now-running"),
            None => words.of("request-now", stage.as_str()),
        };
        view! { <StoryStepView is title/> }
    });
    let due = words.with("requests-due", &[("date", view.line.due.into())]);
    // Where the clock stands still nobody knows the day.
    let waits = waits_for.is_none()
        && matches!(
            stage,
            Stage::Received | Stage::Verifying | Stage::Open | Stage::Approved
        );
    view! {
        <h2>{words.say("requests-story")}</h2>
        <Story>
            {steps.collect_view()}
            {present}
            {waits.then(|| view! { <StoryStepView is=StepIs::Next title=due/> })}
        </Story>
    }
}

/// The reasons of a step, the new day, the other request: what the law wants told (GDPR
/// Art. 12(3)).
#[component]
fn Why(
    /// The step.
    step: StoryStep,
) -> impl IntoView {
    let words = words();
    let due = step
        .due
        .map(|day| words.with("story-due", &[("date", day.into())]));
    view! {
        {step.why.iter().map(|why| view! { <p>{words.say(why)}</p> }).collect_view()}
        {due.map(|due| view! { <p>{due}</p> })}
        {step.other.map(|other| {
            let other = other.to_string();
            view! { <p><a href=format!("/requests/{other}")>{other.clone()}</a></p> }
        })}
    }
}

const fn present(stage: Stage) -> Option<StepIs> {
    match stage {
        Stage::Received | Stage::Verifying | Stage::Open | Stage::Approved | Stage::Running => {
            Some(StepIs::Now)
        }
        Stage::NeedsPerson => Some(StepIs::Stopped),
        Stage::Answered | Stage::Refused | Stage::Withdrawn | Stage::Expired | Stage::Joined => {
            None
        }
    }
}
