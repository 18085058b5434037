//! Faults that tests bring about: named points at which the real process stands still or dies, and
//! the n-th operation of a thread that fails or is never answered.
//!
//! All of it is in builds with debug assertions only; a release has no such points.

/// An operation that a test made fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a test made this fail")]
pub struct Injected;

/// A named point of the process. `HABEAS_STOP_AT=<point>` makes it write `stopped at <point>` to
/// standard error when it comes there, and that thread stand still; `HABEAS_PAUSE_AT=<point>` makes
/// the whole process stand still the first time, until it gets SIGCONT; `HABEAS_ABORT_AT=<point>`
/// makes it die.
#[cfg(all(debug_assertions, not(target_arch = "wasm32")))]
pub fn point(name: &str) {
    use std::{process, sync::Once, sync::OnceLock, thread, time::Duration};
    static WANTED: OnceLock<[Option<String>; 3]> = OnceLock::new();
    static PAUSED: Once = Once::new();
    let names = ["HABEAS_STOP_AT", "HABEAS_PAUSE_AT", "HABEAS_ABORT_AT"];
    let wanted = WANTED.get_or_init(|| names.map(|name| std::env::var(name).ok()));
    let [stop, pause, abort] = wanted.each_ref().map(|at| at.as_deref() == Some(name));
    if abort {
        process::abort();
    }
    if pause {
        PAUSED.call_once(|| {
            eprintln!("stopped at {name}");
            let id = process::id().to_string();
            // Where there are no signals there is no such test.
            let _told = process::Command::new("kill").args(["-STOP", &id]).status();
        });
    }
    if stop {
        eprintln!("stopped at {name}");
        loop {
            thread::sleep(Duration::from_secs(3600));
        }
    }
}

/// A named point.
#[cfg(not(all(debug_assertions, not(target_arch = "wasm32"))))]
pub fn point(_: &str) {}

/// One operation on a database or store, before it is done or after.
///
/// # Errors
/// Where a test wants it to fail.
#[cfg(all(debug_assertions, not(target_arch = "wasm32")))]
pub async fn operation(name: &'static str) -> Result<(), Injected> {
    match plan::happens(name) {
        None => Ok(()),
        Some(How::Fails) => Err(Injected),
        Some(How::IsNeverAnswered) => std::future::pending().await,
    }
}

/// One operation on a database or store.
///
/// # Errors
/// Never in such a build.
#[cfg(not(all(debug_assertions, not(target_arch = "wasm32"))))]
pub async fn operation(_: &'static str) -> Result<(), Injected> {
    Ok(())
}

/// What becomes of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It fails.
    Fails,
    /// It is never answered: whoever waits is dropped by the test, as by a dying process.
    IsNeverAnswered,
}

#[cfg(all(debug_assertions, not(target_arch = "wasm32")))]
pub use plan::{begin, end, reached};

#[cfg(all(debug_assertions, not(target_arch = "wasm32")))]
mod plan {
    use std::cell::RefCell;

    use super::How;

    struct Plan {
        at: u64,
        how: How,
        count: u64,
        reached: Option<&'static str>,
    }

    thread_local! {
        static PLAN: RefCell<Option<Plan>> = const { RefCell::new(None) };
    }

    /// From now on the operations of this thread are counted, and one of them comes to grief.
    pub fn begin(at: u64, how: How) {
        PLAN.set(Some(Plan {
            at,
            how,
            count: 0,
            reached: None,
        }));
    }

    /// The name of the operation that came to grief, if it was reached.
    pub fn reached() -> Option<&'static str> {
        PLAN.with_borrow(|plan| plan.as_ref()?.reached)
    }

    /// Ends it; how many operations there were.
    pub fn end() -> u64 {
        PLAN.take().map_or(0, |plan| plan.count)
    }

    pub(super) fn happens(name: &'static str) -> Option<How> {
        PLAN.with_borrow_mut(|plan| {
            let plan = plan.as_mut()?;
            plan.count += 1;
            if plan.count != plan.at {
                return None;
            }
            plan.reached = Some(name);
            Some(plan.how)
        })
    }
}
