//! Steps with their times, told while they run and once more at the end.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// The steps of one command.
pub struct Steps {
    began: Instant,
    done: Vec<(String, Duration, &'static str)>,
}

impl Steps {
    pub fn new() -> Self {
        Self {
            began: Instant::now(),
            done: Vec::new(),
        }
    }

    /// Runs one step. An error names the step.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n==> {name}");
        let began = Instant::now();
        let result = work();
        let took = began.elapsed();
        let outcome = if result.is_ok() { "ok" } else { "FAILED" };
        println!("==> {name}: {outcome}, {}", short(took));
        self.done.push((name.to_owned(), took, outcome));
        result.with_context(|| format!("step `{name}` failed after {}", short(took)))
    }

    /// The table of all steps so far.
    pub fn tell(&self) {
        println!();
        for (name, took, outcome) in &self.done {
            println!("  {name:<12} {:>12}  {outcome}", short(*took));
        }
        println!("  {:<12} {:>12}", "together", short(self.began.elapsed()));
    }
}

/// "8.2 s", "3 min 4 s".
fn short(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}
