//! The parts of pages that live in the browser. Few, thin, and each page works
//! without them.

mod job_progress;
mod queue_keys;

pub use job_progress::{JobProgress, JobProgressProps};
pub use queue_keys::{QueueKeys, QueueKeysProps};
