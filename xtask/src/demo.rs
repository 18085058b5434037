//! The demo company, and the binary to deploy.

use std::os::unix::process::CommandExt;

use anyhow::{Result, bail};

use crate::{
    files,
    front::{self, Build},
    run::{cargo, program, root, run, target},
    setup::Wasm,
    steps::Steps,
};

/// The folder of the demo's stores and of Habeas's own database.
const DATA: &str = "demo-data";

/// Sets up, builds, and becomes the server: a Ctrl-C is the server's own.
pub fn start(flags: &[String]) -> Result<()> {
    let mut steps = Steps::new();
    let wasm = steps.step("set up", Wasm::ready)?;
    steps.step("browser's half", || front::build(&wasm, Build::Dev))?;
    steps.step("server", || {
        run(cargo().args(["build", "--package", "habeas"]))
    })?;
    steps.tell();
    println!();
    let mut server = program(target().join("debug/habeas"));
    server.arg("demo");
    if !flags
        .iter()
        .any(|flag| flag == "--data" || flag.starts_with("--data="))
    {
        server.args(["--data", DATA]);
    }
    let error = server.args(flags).exec();
    bail!("cannot start the server: {error}")
}

/// Forgets what was done in the demo.
pub fn reset() -> Result<()> {
    let there_was = files::remove_folder(&root().join(DATA))?;
    println!(
        "{}",
        if there_was {
            "The demo starts over: `make demo`."
        } else {
            "There is no demo to forget."
        }
    );
    Ok(())
}

/// The binary to deploy.
pub fn release() -> Result<()> {
    let mut steps = Steps::new();
    let wasm = steps.step("set up", Wasm::ready)?;
    steps.step("browser's half", || front::build(&wasm, Build::Release))?;
    steps.step("server", || {
        run(cargo().args(["build", "--release", "--package", "habeas"]))
    })?;
    steps.tell();
    println!("\n{}", target().join("release/habeas").display());
    Ok(())
}
