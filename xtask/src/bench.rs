//! Benchmarks.

use std::path::Path;

use anyhow::{Result, bail};

use crate::run::{cargo, root, run};

/// Runs every benchmark of the workspace. Flags go to `cargo bench`.
pub fn all(flags: &[String]) -> Result<()> {
    let packages = ["app", "server"]
        .iter()
        .flat_map(|folder| with_benches(&root().join(folder)))
        .count();
    if packages == 0 {
        bail!("No package has a `benches` folder: there is nothing to measure.");
    }
    // `--benches` would also run every library's unit tests as benchmarks.
    run(cargo()
        .args(["bench", "--workspace", "--bench", "*"])
        .args(flags))
}

/// A package's folder and the packages inside it, those that have benchmarks.
fn with_benches(folder: &Path) -> Vec<std::path::PathBuf> {
    let inside = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<_> = inside.map(|entry| entry.path()).collect();
    folders.push(folder.to_path_buf());
    folders.retain(|folder| folder.join("benches").is_dir());
    folders
}
