//! Packages: written, opened, checked, and opened by other people's tools.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

mod outside;
mod pseudo;
mod sample;
mod whole;
