//! Everything that must hold, in order of what it costs to find out.

use std::{cell::RefCell, process::Command};

use anyhow::{Context, Result, bail};

use crate::{
    front::{self, Build, MODULES},
    run::{cargo, find, listen, program, root, run, target},
    setup::{self, Need, Wasm},
    steps::Steps,
};

const STEPS: [&str; 9] = [
    "format",
    "licences",
    "lints",
    "lints-wasm",
    "front",
    "build",
    "tests",
    "types",
    "browser",
];

/// Runs all steps, or the named ones, and stops at the first that fails.
pub fn all(names: &[String]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| !STEPS.contains(&name.as_str())) {
        bail!("`{unknown}` is not a step. Steps are: {}", STEPS.join(" "));
    }
    let mut steps = Steps::new();
    let closing = RefCell::new(Vec::new());
    let result = in_order(&mut steps, &closing, |step| {
        names.is_empty() || names.iter().any(|name| name == step)
    });
    tell(&closing.into_inner());
    steps.tell();
    result.context("NOT PASSED")?;
    println!("\nPassed.");
    Ok(())
}

/// What the runners said last: who said it, and the lines.
type Closing = RefCell<Vec<(&'static str, Vec<String>)>>;

fn in_order(steps: &mut Steps, closing: &Closing, wanted: impl Fn(&str) -> bool) -> Result<()> {
    let wasm = steps.step("set up", || {
        let any = |names: &[&str]| names.iter().any(|name| wanted(name));
        let mut needs = Vec::new();
        if any(&["format", "lints", "lints-wasm"]) {
            needs.push(Need::Lints);
        }
        if any(&["tests"]) {
            needs.extend([Need::Postgres, Need::Imap, Need::Openers]);
        }
        if any(&["browser"]) {
            needs.extend([Need::Chromium, Need::Sqlite]);
        }
        if any(&["types", "browser"]) {
            needs.push(Need::Npm);
        }
        setup::need(&needs)?;
        if any(&["lints-wasm", "front"]) {
            Wasm::ready().map(Some)
        } else {
            Ok(None)
        }
    })?;
    let wasm = || {
        wasm.as_ref()
            .context("the WebAssembly target was not set up")
    };
    let mut step = |name: &'static str, work: &dyn Fn() -> Result<()>| {
        if wanted(name) {
            steps.step(name, work)
        } else {
            Ok(())
        }
    };

    step("format", &|| run(cargo().args(["fmt", "--all", "--check"])))?;
    step("licences", &licences)?;
    step("lints", &|| {
        let clippy = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "--deny",
            "warnings",
        ];
        run(cargo().args(clippy))
    })?;
    step("lints-wasm", &|| {
        for module in &MODULES {
            let mut clippy = wasm()?.cargo();
            run(clippy
                .arg("clippy")
                .args(module.arguments())
                .args(["--", "--deny", "warnings"]))?;
        }
        Ok(())
    })?;
    step("front", &|| front::build(wasm()?, Build::Dev))?;
    // Apart from the tests, so that building and running are timed apart.
    step("build", &|| {
        run(cargo().args(["build", "--workspace", "--bins", "--tests"]))
    })?;
    step("tests", &|| {
        let mut test = cargo();
        test.args(["test", "--workspace", "--no-fail-fast"]);
        // Set up above: a test that misses them fails instead of saying that it was skipped.
        test.env("HABEAS_REQUIRE_TOOLS", "1");
        test.env("HABEAS_PYTHON", setup::python());
        let (lines, result) = listen(&mut test, |line| {
            line.starts_with("test result:") && !line.contains(" 0 passed; 0 failed")
        });
        closing.borrow_mut().push(("cargo test", lines));
        result
    })?;
    step("types", &|| run(&mut npx(&["tsc", "--noEmit"])))?;
    step("browser", &|| {
        let (lines, result) = listen(&mut npx(&["playwright", "test"]), is_count);
        closing.borrow_mut().push(("playwright", lines));
        result
    })
}

/// Licences, sources and known faults of what we build on. The tool is not
/// installed for this: building it takes longer than everything else here.
fn licences() -> Result<()> {
    if find(&["cargo-deny"]).is_none() {
        println!("skipped: cargo-deny is not installed (`cargo install cargo-deny --locked`)");
        return Ok(());
    }
    run(cargo().args([
        "deny",
        "--offline",
        "--workspace",
        "check",
        "bans",
        "licenses",
        "sources",
    ]))
}

/// A tool of `end2end/node_modules`.
pub fn npx(args: &[&str]) -> Command {
    let mut command = program("npx");
    command
        .arg("--no-install")
        .args(args)
        .current_dir(root().join("end2end"));
    command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    // Wherever cargo was told to build.
    command.env("HABEAS_BINARY", target().join("debug/habeas"));
    if let Some(chromium) = setup::chromium() {
        command.env("CHROMIUM", chromium);
    }
    command
}

/// Playwright closes with lines like "12 passed (31.0s)" and "1 failed".
fn is_count(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|word| word.parse::<u32>().is_ok())
        && words.next().is_some_and(|word| {
            ["passed", "failed", "flaky", "skipped", "interrupted", "did"].contains(&word)
        })
}

fn tell(closing: &[(&str, Vec<String>)]) {
    for (runner, lines) in closing {
        println!("\n{runner}:");
        for line in lines {
            println!("  {}", line.trim());
        }
    }
    let lines = || closing.iter().flat_map(|(_, lines)| lines);
    let count = |what: &str| lines().map(|line| counted(line, what)).sum::<u64>();
    if lines().next().is_some() {
        let (passed, failed) = (count("passed"), count("failed"));
        println!("\n{passed} passed, {failed} failed");
    }
}

/// The number before a word: 46 in "test result: ok. 46 passed; 0 failed".
fn counted(line: &str, what: &str) -> u64 {
    let words: Vec<&str> = line.split_whitespace().collect();
    let before = words.windows(2).find(|pair| {
        let [_, word] = pair else { return false };
        word.trim_end_matches(';') == what
    });
    before.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn runners_are_counted_by_what_they_say_last() {
        let cargo = "test result: ok. 46 passed; 2 failed; 0 ignored; 0 measured";
        assert_eq!(
            (counted(cargo, "passed"), counted(cargo, "failed")),
            (46, 2)
        );
        let playwright = "  24 passed (1.7m)";
        assert_eq!(counted(playwright, "passed"), 24);
        assert_eq!(counted(playwright, "failed"), 0);
    }
}
