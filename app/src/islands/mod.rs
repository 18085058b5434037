//! The parts of pages that live in the browser. Few, thin, and each page works
//! without them.

mod bench_keys;
mod job_progress;
mod keys;
mod queue_keys;

pub use bench_keys::{BenchKeys, BenchKeysProps};
pub use job_progress::{JobProgress, JobProgressProps};
pub use queue_keys::{QueueKeys, QueueKeysProps};
