//! Builds the browser's half, and runs the commands of the README.
//!
//! A program of the workspace rather than a shell script: it links wasm-bindgen
//! as a library, so the version always is the locked one, and a fresh machine
//! needs Rust and a C compiler, nothing else.

mod bench;
mod demo;
mod files;
mod front;
mod nightly;
mod pages;
mod run;
mod setup;
mod steps;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::{
    front::Build,
    setup::{Need, Wasm},
};

const HELP: &str = "\
cargo xtask <command>

  setup             set up what the commands below need
  front [--release] build the browser's half into target/site
  demo [flags]      build and start the demo company; flags go to `habeas demo`
  demo-reset        forget everything done in the demo
  test [steps]      all checks and tests, or only the named steps:
                    format licences lints lints-wasm front build tests types browser
  nightly [flags]   the long tests of faults: --seeds N, --kills N
  bench [flags]     run the benchmarks; flags go to `cargo bench`
  release           the binary to deploy, with the site inside it
  pictures          a picture of every page in target/pictures
  weigh             bytes and Lighthouse scores of pages, into the README
";

fn main() -> ExitCode {
    match command() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_else(|| "help".into());
    let rest: Vec<String> = args.collect();
    match name.as_str() {
        "setup" => setup::need(&[
            Need::Wasm,
            Need::Lints,
            Need::Postgres,
            Need::Imap,
            Need::Openers,
            Need::Chromium,
            Need::Sqlite,
            Need::Npm,
        ]),
        "front" => {
            let build = match rest.as_slice() {
                [] => Build::Dev,
                [flag] if flag == "--release" => Build::Release,
                _ => bail!("`front` takes --release or nothing"),
            };
            front::build(&Wasm::ready()?, build)
        }
        "demo" => demo::start(&rest),
        "demo-reset" => demo::reset(),
        "test" => test::all(&rest),
        "nightly" => nightly::all(&rest),
        "bench" => bench::all(&rest),
        "release" => demo::release(),
        "pictures" => pages::pictures(),
        "weigh" => pages::weigh(),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("`{other}` is not a command.\n\n{HELP}"),
    }
}
