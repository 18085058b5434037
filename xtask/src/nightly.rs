//! The long version of the tests of faults: what a night is for.

use anyhow::{Context, Result, bail};

use crate::{
    run::{cargo, run},
    setup::{self, Need},
    steps::Steps,
};

/// Sequences of faults: about ninety operations can fail, each at least a thousand times.
const SEEDS: &str = "100000";
/// Schemas that nobody designed.
const SCHEMAS: &str = "20000";
/// How often the real process is killed at every point.
const KILLS: u32 = 20;

/// Runs all of it, or goes on to the end and says what failed. Flags: `--kills N`, `--seeds N`.
pub fn all(flags: &[String]) -> Result<()> {
    let (mut kills, mut seeds) = (KILLS, SEEDS.to_owned());
    for flag in flags.chunks(2) {
        match flag {
            [name, value] if name == "--kills" => kills = value.parse().context("--kills N")?,
            [name, value] if name == "--seeds" => seeds.clone_from(value),
            _ => bail!("`nightly` takes --kills N and --seeds N"),
        }
    }
    setup::need(&[Need::Postgres])?;
    let mut steps = Steps::new();
    let mut failed = Vec::new();
    let mut step = |name: &'static str, work: &dyn Fn() -> Result<()>| {
        if let Err(error) = steps.step(name, work) {
            failed.push(format!("{name}: {error:#}"));
        }
    };
    step("operations that fail", &|| {
        let test = ["test", "-p", "habeas-desk", "--test", "operations"];
        run(cargo().args(test).env("HABEAS_SEEDS", &seeds))
    });
    step("schemas nobody designed", &|| {
        let test = ["test", "-p", "habeas-stores", "--test", "random"];
        run(cargo().args(test).env("HABEAS_SEEDS", SCHEMAS))
    });
    step("kills of the process", &|| {
        for _ in 0..kills {
            run(cargo().args(["test", "-p", "habeas", "--test", "kill"]))?;
        }
        Ok(())
    });
    steps.tell();
    if failed.is_empty() {
        println!("\nPassed.");
        return Ok(());
    }
    bail!("NOT PASSED\n{}", failed.join("\n"))
}
