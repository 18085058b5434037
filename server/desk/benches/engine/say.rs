//! Medians, and lines that say them.

use std::time::Duration;

pub fn at(times: &[Duration], share: usize) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[(times.len() - 1) * share / 100]
}

pub fn median(times: &[Duration]) -> Duration {
    at(times, 50)
}

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A measured time, and how many times its reference that is.
pub fn line(what: &str, times: &[Duration], reference: Option<Duration>) {
    let ratio = reference.map(|reference| {
        let ratio = median(times).as_secs_f64() / reference.as_secs_f64();
        format!("{ratio:>8.2} x")
    });
    println!(
        "  {what:<64}{:>9.1} ms{}",
        ms(median(times)),
        ratio.unwrap_or_default()
    );
}

/// The most memory this process had since it was last reset, in bytes; nought where the system
/// does not say.
pub fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes: Option<u64> = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    kilobytes.unwrap_or_default() * 1024
}

/// Forgets the peak, where the system lets us.
pub fn reset_peak() {
    let _no_such_system = std::fs::write("/proc/self/clear_refs", "5");
}

pub fn mib(bytes: u64) -> f64 {
    bytes as f64 / 1024.0 / 1024.0
}
