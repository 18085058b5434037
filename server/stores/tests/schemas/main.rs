//! Schemas of the real world: whatever an engine can hold is found, handed over as it is,
//! corrected and erased, or refused with the reason.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod base;
mod behind;
mod bytes;
mod names;
mod rules;
mod shapes;
mod types;
