//! The pages. A page loads and arranges; its parts draw.

pub mod not_found;
pub mod samples;
pub mod staff;
