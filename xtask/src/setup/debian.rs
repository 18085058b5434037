//! Debian packages.

use anyhow::{Context, Result, bail};

use crate::run::{answer, find, program, run, succeeds};

/// Installs the packages, or says the one line that does.
pub fn install(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    if find(&["apt-get"]).is_none() {
        bail!(
            "Missing on this machine: {list} (the names are Debian's). Install them and start again."
        );
    }
    let before: &[&str] = if answer(program("id").arg("-u"))? == "0" {
        &[]
    } else if succeeds(program("sudo").args(["-n", "true"])) {
        &["sudo", "-n"]
    } else {
        bail!(
            "Missing on this machine: {list}. Run this and start again:\n\n  sudo apt-get install --yes --no-install-recommends {list}\n"
        );
    };
    println!("Missing on this machine: {list}. Installing.");
    let apt = |args: &[&str]| {
        // `env` and not `Command::env`: sudo passes no variables on.
        let words: Vec<&str> = before
            .iter()
            .chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
            .chain(args)
            .copied()
            .collect();
        let (first, rest) = words.split_first().context("no command")?;
        run(program(first).args(rest))
    };
    if let Err(error) = apt(&["update", "--quiet"]) {
        // One dead source among many is no reason to stop: the install tells.
        println!("{error:#}");
    }
    apt(&[
        &["install", "--yes", "--quiet", "--no-install-recommends"],
        packages,
    ]
    .concat())
}
