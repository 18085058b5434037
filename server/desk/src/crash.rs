//! Named points at which a test stops the real process, to kill it there.
//!
//! In a build with debug assertions, `HABEAS_STOP_AT=<point>` makes the process write
//! `stopped at <point>` to standard error when it comes there, and stand still. Release builds
//! have no such points.

/// A named point.
#[cfg(debug_assertions)]
pub fn point(name: &str) {
    use std::{sync::OnceLock, thread, time::Duration};
    static WANTED: OnceLock<Option<String>> = OnceLock::new();
    let wanted = WANTED.get_or_init(|| std::env::var("HABEAS_STOP_AT").ok());
    if wanted.as_deref() == Some(name) {
        eprintln!("stopped at {name}");
        loop {
            thread::sleep(Duration::from_secs(3600));
        }
    }
}

/// A named point.
#[cfg(not(debug_assertions))]
pub fn point(_: &str) {}
