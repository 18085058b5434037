//! A running job, watched.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use server_fn::ServerFn;

use crate::calls::{JobProgressOf, Watched};

/// How often a running job is asked for.
const EVERY: Duration = Duration::from_millis(700);

/// Shows how far a job is and keeps it up to date; loads the page again when
/// the job is finished, because the rest of the page then has more to say.
#[island]
pub fn JobProgress(
    /// The request the job belongs to.
    reference: String,
    /// How far the job was when the page was made.
    first: Watched,
    /// Said when the server cannot be reached for a while.
    lost: String,
) -> impl IntoView {
    let progress = RwSignal::new(first.clone());
    let missed = RwSignal::new(0_u32);
    // Effects run in the browser only.
    Effect::new(move |_| {
        if !first.finished {
            ask_later(reference.clone(), progress, missed);
        }
    });
    view! {
        <div class="progress">
            <p role="status">
                {move || if missed.get() > 2 { lost.clone() } else { progress.get().line }}
            </p>
            {move || {
                let Watched { done, all, .. } = progress.get();
                (all > 0).then(|| view! {
                    <progress class="progress__bar" aria-hidden="true" max=all value=done></progress>
                })
            }}
            <ul class="progress__systems">
                {move || {
                    progress.get().systems.into_iter().map(|system| view! {
                        <li class="progress__system">
                            <span>{system.name}</span>
                            <span class="progress__answer" data-tone=system.tone.name()>{system.answer}</span>
                        </li>
                    }).collect_view()
                }}
            </ul>
        </div>
    }
}

/// Asks again and again until the job is finished. When the server does not
/// answer, it waits a little longer each time.
fn ask_later(reference: String, progress: RwSignal<Watched>, missed: RwSignal<u32>) {
    let wait = EVERY * (1 + missed.get_untracked().min(9));
    set_timeout(
        move || {
            spawn_local(async move {
                let call = JobProgressOf {
                    reference: reference.clone(),
                };
                match call.run_on_client().await {
                    Ok(now) if now.finished => {
                        progress.set(now);
                        // A page that cannot be loaded again still shows the last state.
                        drop(window().location().reload());
                    }
                    Ok(now) => {
                        missed.set(0);
                        progress.set(now);
                        ask_later(reference, progress, missed);
                    }
                    Err(_) => {
                        missed.update(|n| *n += 1);
                        ask_later(reference, progress, missed);
                    }
                }
            });
        },
        wait,
    );
}
