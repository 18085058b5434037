//! The parts of pages that live in the browser. Few, thin, and each page works
//! without them.

mod job_progress;

pub use job_progress::{JobProgress, JobProgressProps};
