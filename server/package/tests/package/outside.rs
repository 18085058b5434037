//! The package in the hands of tools that are not ours.

use std::{
    env, fs,
    io::Write,
    path::Path,
    process::{Command, Output},
};

use crate::sample::{at, package};

/// Says so where a test could not run; with `HABEAS_REQUIRE_TOOLS` set (CI) that is a failure.
fn skipped(what: &str) {
    assert!(
        env::var_os("HABEAS_REQUIRE_TOOLS").is_none(),
        "HABEAS_REQUIRE_TOOLS is set: {what}"
    );
    // Not `eprintln!`, which a passing test keeps to itself.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {what}");
}

fn run(command: &mut Command) -> Option<Output> {
    command.output().ok()
}

fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8_lossy(&text).into_owned()
}

fn save(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("package.zip");
    let (_, bytes) = package(500, at());
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn unzip_finds_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path());
    let Some(output) = run(Command::new("unzip").arg("-t").arg(&path)) else {
        return skipped("`unzip` is not installed");
    };
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("No errors detected"));
}

/// Python's zipfile, and where they are installed the Frictionless validator (the CSV files
/// against datapackage.json) and jsonschema (the JSON files against their schemas).
#[test]
fn python_and_frictionless_find_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path());
    let python = env::var("HABEAS_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/package/check.py");
    let mut command = Command::new(&python);
    command
        .arg(script)
        .arg(&path)
        .arg(folder.path().join("out"));
    let Some(output) = run(&mut command) else {
        return skipped(&format!("`{python}` is not installed"));
    };
    let text = said(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("zipfile: ok"), "{text}");
    if text.contains("frictionless: missing") {
        skipped(&format!(
            "`{python}` has no `frictionless`: the CSV files were not validated \
             (pip install frictionless, and name that Python in HABEAS_PYTHON)"
        ));
    } else {
        assert!(text.contains("frictionless: ok, 6 files"), "{text}");
        assert!(text.contains("jsonschema: ok, 6 files"), "{text}");
    }
}
