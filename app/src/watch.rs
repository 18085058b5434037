//! Progress of a job, put into words for the island that shows it.

use habeas_desk::{Desk, Visitor};
use habeas_domain::view::{Progress, StepState, SystemProgress};
use habeas_words::Words;
use leptos::prelude::{ServerFnError, use_context};

use crate::{
    calls::{SystemLine, Tone, Watched},
    visit::words,
};

/// How far the job of a request is.
pub(crate) async fn watched(reference: &str) -> Result<Watched, ServerFnError> {
    let at_the_desk = use_context::<Desk>().zip(use_context::<Visitor>());
    let words = words();
    let not_there = || ServerFnError::new(words.say("not-found.line"));
    let (desk, visitor) = at_the_desk.ok_or_else(not_there)?;
    let reference = reference.parse().map_err(|_| not_there())?;
    match desk.progress(&visitor, &reference).await {
        Ok(progress) => Ok(put(words, &progress)),
        // Nobody is told whose request it is; an erased person's page is loaded again and leads
        // to the receipt.
        Err(_) => Ok(Watched {
            finished: true,
            ..Watched::default()
        }),
    }
}

/// Progress in words.
pub(crate) fn put(words: &Words, progress: &Progress) -> Watched {
    let done = progress
        .systems
        .iter()
        .filter(|system| system.state == StepState::Done)
        .count();
    let all = progress.systems.len();
    let said = if all == 0 {
        words.say("progress-not-begun")
    } else {
        words.with("progress-of", &[("done", done.into()), ("all", all.into())])
    };
    Watched {
        line: said,
        done: u32::try_from(done).unwrap_or(u32::MAX),
        all: u32::try_from(all).unwrap_or(u32::MAX),
        finished: progress.finished,
        systems: progress
            .systems
            .iter()
            .map(|system| line(words, system))
            .collect(),
    }
}

fn line(words: &Words, system: &SystemProgress) -> SystemLine {
    let (answer, tone) = match system.state {
        StepState::Waiting => (words.say("progress-state-waiting"), Tone::Plain),
        StepState::Running if system.count > 0 => {
            let count = words.with("progress-so-far", &[("count", system.count.into())]);
            (count, Tone::Now)
        }
        StepState::Running => (words.say("progress-state-running"), Tone::Now),
        StepState::Done => {
            let count = words.with("count-records", &[("count", system.count.into())]);
            (count, Tone::Good)
        }
        StepState::Retrying => (words.say("progress-state-retrying"), Tone::Wait),
        StepState::NeedsPerson => (words.say("progress-state-needs-person"), Tone::Bad),
    };
    SystemLine {
        name: system.system.clone(),
        answer,
        tone,
    }
}
