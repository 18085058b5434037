//! The browser's half: WebAssembly, its glue, style, and static files, together
//! in `target/site`, from where the server takes them in.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::UNIX_EPOCH,
};

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    files,
    run::{program, root, run, target},
    setup::{self, Wasm},
};

/// How the browser's half is built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Build {
    /// For the demo and for tests: built in the same profile as the server.
    Dev,
    /// For deployment: small first.
    Release,
}

impl Build {
    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "wasm",
        }
    }

    /// The folder in which cargo puts what it built in that profile.
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "wasm",
        }
    }
}

/// What is built for the browser, and how; the lints look at the same.
pub const MODULES: [Module; 2] = [
    Module {
        package: "habeas-app",
        features: "hydrate",
        built: "habeas_app",
        name: "habeas",
    },
    // Heavy, and on one page only: it is fetched when it is needed.
    Module {
        package: "habeas-verify",
        features: "",
        built: "habeas_verify",
        name: "verify",
    },
];

/// One module for the browser.
pub struct Module {
    package: &'static str,
    features: &'static str,
    built: &'static str,
    name: &'static str,
}

impl Module {
    /// What cargo is told of it.
    pub fn arguments(&self) -> [&'static str; 8] {
        [
            "--package",
            self.package,
            "--lib",
            "--no-default-features",
            "--features",
            self.features,
            "--target",
            "wasm32-unknown-unknown",
        ]
    }
}

/// Builds all of it. Files that have not changed are left alone.
pub fn build(wasm: &Wasm, build: Build) -> Result<()> {
    let mut site = BTreeMap::new();
    for module in &MODULES {
        run(wasm
            .cargo()
            .arg("build")
            .args(module.arguments())
            .args(["--profile", build.profile()]))?;
        let glued = glue(module, build)?;
        for (path, bytes) in files::tree(&glued)? {
            site.insert(Path::new("pkg").join(path), bytes);
        }
    }
    site.extend(files::tree(&root().join("public"))?);
    let style = root().join("style/main.css");
    let css = fs::read(&style).with_context(|| format!("cannot read {}", style.display()))?;
    site.insert(PathBuf::from("main.css"), css);

    let changes = files::settle(&root().join("target/site"), &site)?;
    for (path, bytes) in site.iter().filter(|(path, _)| path.starts_with("pkg")) {
        println!("  {:>8} kB  {}", bytes.len().div_ceil(1000), path.display());
    }
    println!("  target/site: {} files, {changes} changed", site.len());
    Ok(())
}

/// Lets wasm-bindgen write the module and its JavaScript into a folder of our
/// own. Skipped if the module is the one that was done last.
fn glue(module: &Module, build: Build) -> Result<PathBuf> {
    let name = module.name;
    let module = target()
        .join("wasm32-unknown-unknown")
        .join(build.folder())
        .join(format!("{}.wasm", module.built));
    let folder = target().join("front").join(build.folder()).join(name);
    let pkg = folder.join("pkg");
    let stamp = folder.join("stamp");
    let now = stamp_of(&module)?;
    if fs::read_to_string(&stamp).is_ok_and(|before| before == now) && pkg.is_dir() {
        return Ok(pkg);
    }
    files::remove_folder(&folder)?;
    Bindgen::new()
        .input_path(&module)
        .out_name(name)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(&pkg)
        })
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?;
    if build == Build::Release {
        shrink(&pkg.join(format!("{name}_bg.wasm")))?;
    }
    files::write(&stamp, now.as_bytes())?;
    Ok(pkg)
}

/// Size and time of a module, and the time of this very program, which holds
/// wasm-bindgen.
fn stamp_of(module: &Path) -> Result<String> {
    let mut stamp = String::new();
    for file in [module, &std::env::current_exe()?] {
        let facts =
            fs::metadata(file).with_context(|| format!("cannot find {}", file.display()))?;
        let time = facts.modified()?.duration_since(UNIX_EPOCH)?;
        stamp.push_str(&format!("{} {}\n", facts.len(), time.as_nanos()));
    }
    Ok(stamp)
}

fn shrink(module: &Path) -> Result<()> {
    let tool: PathBuf = setup::binaryen()?;
    let mut command: Command = program("node");
    command.arg(tool).arg("-Oz").args([
        "--enable-bulk-memory",
        "--enable-bulk-memory-opt",
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
    ]);
    run(command.arg(module).arg("-o").arg(module))
}
