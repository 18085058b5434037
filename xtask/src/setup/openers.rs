//! What opens a package as a stranger would: unzip, Python, and for Python the Frictionless
//! validator, in a folder of its own so that nothing of the machine's Python is touched.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::{
    files,
    run::{find, program, root, run, succeeds, target},
};

/// Debian packages that are missing.
pub fn missing() -> Vec<&'static str> {
    let mut packages: Vec<_> = ["unzip", "python3"]
        .into_iter()
        .filter(|name| find(&[name]).is_none())
        .collect();
    // Debian's Python comes without what makes such a folder.
    if !succeeds(program("python3").args(["-c", "import ensurepip, venv"])) {
        packages.push("python3-venv");
    }
    packages
}

/// The Python that has the validators.
pub fn python() -> PathBuf {
    folder().join("bin/python")
}

/// Makes the folder, unless that was done for this very list.
pub fn install() -> Result<()> {
    let list = root().join("xtask/openers.txt");
    let wanted = fs::read(&list).with_context(|| format!("no list in {}", list.display()))?;
    let done = folder().join("habeas-list");
    let checks = ["-c", "import frictionless, jsonschema"];
    if fs::read(&done).is_ok_and(|before| before == wanted)
        && succeeds(program(python()).args(checks))
    {
        return Ok(());
    }
    run(program("python3")
        .args(["-m", "venv", "--clear"])
        .arg(folder()))?;
    let mut pip = program(python());
    pip.args(["-m", "pip", "install", "--quiet", "--no-input"]);
    pip.args(["--disable-pip-version-check", "--requirement"]);
    run(pip.arg(&list)).context("the validators of packages are missing")?;
    files::write(&done, &wanted)
}

fn folder() -> PathBuf {
    target().join("tools/openers")
}
