//! A compiler that can build for the browser.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use super::debian;
use crate::{
    files,
    run::{answer, cargo, find, program, run, target},
};

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler and what it needs to build the standard library.
const DEBIAN: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-clippy",
    "lld-22",
];

/// The compiler for the browser's half.
pub enum Wasm {
    /// The one that builds everything else.
    Ours,
    /// Debian's, with a standard library that was built here.
    Debian {
        /// The folder with that library.
        sysroot: PathBuf,
    },
}

impl Wasm {
    /// Finds one, or sets one up: by rustup, and where rustup cannot download,
    /// by Debian's packages.
    pub fn ready() -> Result<Self> {
        if has_std(&mut program("rustc")) {
            return Ok(Self::Ours);
        }
        let rustup = if find(&["rustup"]).is_some() {
            run(program("rustup").args(["target", "add", TARGET]))
        } else {
            Err(anyhow::anyhow!("there is no rustup"))
        };
        match rustup {
            Ok(()) if has_std(&mut program("rustc")) => Ok(Self::Ours),
            Ok(()) => bail!("rustup added {TARGET}, but not to the compiler that is used here"),
            Err(first) => {
                println!("{first:#}. Trying Debian's compiler.");
                let sysroot = debian_std().with_context(|| {
                    format!("The target {TARGET} is missing, and neither rustup nor Debian has it ({first:#})")
                })?;
                Ok(Self::Debian { sysroot })
            }
        }
    }

    /// Its cargo.
    pub fn cargo(&self) -> Command {
        match self {
            Self::Ours => cargo(),
            Self::Debian { sysroot } => {
                let mut cargo = debian_program("cargo");
                let key = |name: &str| format!("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_{name}");
                cargo.env(key("LINKER"), "wasm-ld-22");
                cargo.env(key("RUSTFLAGS"), format!("--sysroot={}", sysroot.display()));
                cargo
            }
        }
    }
}

/// Whether this compiler has the standard library for the browser.
fn has_std(rustc: &mut Command) -> bool {
    answer(rustc.args(["--print", "target-libdir", "--target", TARGET]))
        .is_ok_and(|folder| holds_std(Path::new(&folder)))
}

fn holds_std(folder: &Path) -> bool {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .map(|file| file.file_name())
        .any(|name| name.to_string_lossy().starts_with("libstd-"))
}

/// A program of Debian's compiler, hidden from what rustup says about its own.
fn debian_program(name: &str) -> Command {
    let mut command = program(Path::new("/usr/bin").join(name));
    for variable in ["RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH", "CARGO", "RUSTC"] {
        command.env_remove(variable);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let first = [PathBuf::from("/usr/bin")];
    let path = first.into_iter().chain(env::split_paths(&path));
    if let Ok(path) = env::join_paths(path) {
        command.env("PATH", path);
    }
    command
}

/// Builds the standard library once, and lays it out as a folder that the
/// compiler takes for its own (`--sysroot`): nothing outside `target` changes.
fn debian_std() -> Result<PathBuf> {
    let missing = |file: &str| !Path::new(file).is_file();
    if missing("/usr/bin/wasm-ld-22")
        || missing("/usr/bin/cargo")
        || missing("/usr/bin/cargo-clippy")
        || missing("/usr/lib/rustlib/src/rust/library/std/Cargo.toml")
    {
        debian::install(&DEBIAN)?;
    }
    let version = answer(debian_program("rustc").arg("--version"))?;
    let version = version
        .split_whitespace()
        .nth(1)
        .context("rustc has no version")?;
    let folder = target().join("tools").join(format!("wasm-std-{version}"));
    let sysroot = folder.join("sysroot");
    let libraries = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    if holds_std(&libraries) {
        return Ok(sysroot);
    }

    let empty = folder.join("empty");
    let manifest = "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n";
    files::write(&empty.join("Cargo.toml"), manifest.as_bytes())?;
    files::write(&empty.join("src/lib.rs"), b"")?;
    let built = empty.join("target");
    let mut build = debian_program("cargo");
    build.args(["build", "--release", "--target", TARGET]);
    build.arg("-Zbuild-std=std,panic_abort,proc_macro,test");
    // The Debian compiler is a stable one; building std is its only use of
    // what is unstable. Bitcode is for link-time optimisation in release.
    build
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    build.env("CARGO_TARGET_DIR", &built).current_dir(&empty);
    run(&mut build)?;

    for (path, bytes) in files::tree(&built.join(TARGET).join("release/deps"))? {
        let name = path.to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libempty") {
            files::write(&libraries.join(&path), &bytes)?;
        }
    }
    Ok(sysroot)
}
