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
        view! { <StoryStepView is=StepIs::Done title=words.say(&step.what) when=words.moment(&step.at)/> }
    });
    let present = present(stage).map(|is| {
        view! { <StoryStepView is title=words.of("request-now", stage.as_str())/> }
    });
    let due = words.with("requests-due", &[("date", view.line.due.into())]);
    let waits = matches!(
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

const fn present(stage: Stage) -> Option<StepIs> {
    match stage {
        Stage::Received | Stage::Verifying | Stage::Open | Stage::Approved | Stage::Running => {
            Some(StepIs::Now)
        }
        Stage::NeedsPerson => Some(StepIs::Stopped),
        Stage::Answered | Stage::Refused | Stage::Withdrawn | Stage::Expired => None,
    }
}
