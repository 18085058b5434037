//! Pictures of every page, and what each weighs. Not tests: they are looked at.

use anyhow::Result;

use crate::{
    demo,
    front::{self, Build},
    run::{cargo, program, root, run, target},
    setup::{self, Need, Wasm},
    test::npx,
};

/// A picture of every page in `target/pictures`: phone and desktop, light and dark, in each
/// language.
pub fn pictures() -> Result<()> {
    setup::need(&[Need::Chromium, Need::Npm])?;
    front::build(&Wasm::ready()?, Build::Dev)?;
    run(cargo().args(["build", "--package", "habeas"]))?;
    let mut pictures = npx(&["playwright", "test", "-c", "pages.config.ts", "pictures"]);
    pictures.env("HABEAS_PICTURES", target().join("pictures"));
    run(&mut pictures)
}

/// The table of the README: bytes of a first visit and Lighthouse's scores, measured on what is
/// deployed.
pub fn weigh() -> Result<()> {
    setup::need(&[Need::Chromium, Need::Npm])?;
    let folder = root().join("end2end/pages");
    run(program("npm")
        .args(["ci", "--no-fund", "--no-audit"])
        .current_dir(folder))?;
    demo::release()?;
    let mut weigh = npx(&["playwright", "test", "-c", "pages.config.ts", "weigh"]);
    weigh.env("HABEAS_BINARY", target().join("release/habeas"));
    run(&mut weigh)
}
