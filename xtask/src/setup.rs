//! What a machine needs beyond Rust and a C compiler. Each command asks for
//! what it uses, and what is there already is left alone.

mod debian;
mod openers;
mod wasm;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

pub use openers::python;
pub use wasm::Wasm;

use crate::{
    files,
    run::{answer, cargo, find, program, root, run, succeeds, target},
};

/// The oldest Node.js that Playwright starts on.
const NODE: u32 = 18;

/// One thing a command cannot do without.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// The WebAssembly target of the compiler.
    Wasm,
    /// rustfmt and clippy.
    Lints,
    /// Server programs of PostgreSQL, for tests that start their own server.
    Postgres,
    /// An IMAP server, for tests that start their own.
    Imap,
    /// The browser of the browser tests.
    Chromium,
    /// The command line of SQLite, by which browser tests look into stores.
    Sqlite,
    /// What opens a package as a stranger would.
    Openers,
    /// Node.js and the packages of `end2end`.
    Npm,
}

/// Sees to it that all of this is there: Debian packages in one go, then the
/// rest.
pub fn need(needs: &[Need]) -> Result<()> {
    let mut packages = Vec::new();
    for need in needs {
        match need {
            Need::Postgres if postgres().is_none() => packages.push("postgresql"),
            Need::Imap if !Path::new("/usr/sbin/dovecot").is_file() => {
                packages.push("dovecot-imapd");
            }
            Need::Chromium if chromium().is_none() => packages.push("chromium"),
            Need::Sqlite if find(&["sqlite3"]).is_none() => packages.push("sqlite3"),
            Need::Npm if find(&["node"]).is_none() => packages.extend(["nodejs", "npm"]),
            Need::Npm if find(&["npm"]).is_none() => packages.push("npm"),
            Need::Openers => packages.extend(openers::missing()),
            _ => {}
        }
    }
    debian::install(&packages)?;
    for need in needs {
        match need {
            Need::Wasm => drop(Wasm::ready()?),
            Need::Lints => lints()?,
            Need::Npm => npm()?,
            Need::Openers => openers::install()?,
            Need::Postgres | Need::Imap | Need::Chromium | Need::Sqlite => {}
        }
    }
    Ok(())
}

/// The browser, named by CHROMIUM or found.
pub fn chromium() -> Option<PathBuf> {
    env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .filter(|program| program.is_file())
        .or_else(|| find(&["chromium", "chromium-browser", "google-chrome"]))
}

/// PostgreSQL's `initdb`: Debian keeps it out of the path, one folder for each
/// version.
fn postgres() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    versions
        .map(|version| version.path().join("bin/initdb"))
        .find(|program| program.is_file())
        .or_else(|| find(&["initdb"]))
}

fn lints() -> Result<()> {
    let there = succeeds(cargo().args(["clippy", "--version"]))
        && succeeds(cargo().args(["fmt", "--version"]));
    if there {
        return Ok(());
    }
    run(program("rustup").args(["component", "add", "clippy", "rustfmt"]))
        .context("rustfmt and clippy are missing")
}

/// The packages of `end2end`, exactly as locked. Never a browser: the tests use
/// the system's.
fn npm() -> Result<()> {
    let node = answer(program("node").arg("--version"))?;
    let major: u32 = node
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse().ok())
        .with_context(|| format!("`node --version` says {node}"))?;
    if major < NODE {
        bail!("Node.js {NODE} or newer is needed for the browser tests; here is {node}");
    }
    locked_packages(&root().join("end2end"))
}

/// `npm ci`, unless it was done for this very lock file.
fn locked_packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("no lock file in {}", folder.display()))?;
    let done = folder.join("node_modules/.habeas-lock");
    if fs::read(&done).is_ok_and(|before| before == lock) {
        return Ok(());
    }
    let mut npm = program("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run(npm.current_dir(folder))?;
    files::write(&done, &lock)
}

/// wasm-opt, for release builds only: kept apart from the packages of the
/// browser tests because it is large.
pub fn binaryen() -> Result<PathBuf> {
    if find(&["node"]).is_none() || find(&["npm"]).is_none() {
        debian::install(&["nodejs", "npm"])?;
    }
    let folder = target().join("tools/binaryen");
    for name in ["package.json", "package-lock.json"] {
        let wanted = fs::read(root().join("xtask/binaryen").join(name))?;
        files::write(&folder.join(name), &wanted)?;
    }
    locked_packages(&folder)?;
    Ok(folder.join("node_modules/binaryen/bin/wasm-opt"))
}
