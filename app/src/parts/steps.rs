//! A story from top to bottom.

use leptos::prelude::*;

use crate::visit::words;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepIs {
    /// It happened.
    Done,
    /// It happens now.
    Now,
    /// It comes.
    Next,
    /// It stopped here.
    Stopped,
}

/// The frame of steps.
#[component]
pub fn Story(
    /// [`StoryStepView`]s.
    children: Children,
) -> impl IntoView {
    view! { <ol class="steps">{children()}</ol> }
}

/// One step.
#[component]
pub fn StoryStepView(
    /// Where it stands.
    is: StepIs,
    /// What it is.
    #[prop(into)]
    title: String,
    /// When, in words.
    #[prop(optional, into)]
    when: Option<String>,
    /// More: a message, what to do, who must act.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = words();
    let (class, state) = match is {
        StepIs::Done => ("step step--done", words.say("step-done")),
        StepIs::Now => ("step step--now", words.say("step-now")),
        StepIs::Next => ("step step--next", words.say("step-next")),
        StepIs::Stopped => ("step step--stopped", words.say("step-stopped")),
    };
    // A done step shows its date; a screen reader hears that it is done.
    let hidden = is == StepIs::Done && when.is_some();
    view! {
        <li class=class aria-current=(is == StepIs::Now).then_some("step")>
            <div class="step__head">
                <span class="step__title">{title}</span>
                <span class="step__state">
                    <span class:visually-hidden=hidden>{state}</span>
                    {when.map(|when| if hidden { format!(" {when}") } else { format!(" · {when}") })}
                </span>
            </div>
            {children.map(|children| view! { <div class="step__body">{children()}</div> })}
        </li>
    }
}
