//! Addresses that are neither page nor door: each route that is added to the program's own router
//! has to be added here, with what it answers.

use std::{collections::BTreeSet, env, fs, io::Write, path::Path};

use habeas_app::doors;

use crate::{
    OURS, filled, pages,
    program::{Answer, Program},
    protected,
};

/// The routes of the program itself, as they are written in its sources.
const ROUTES: &[&str] = &[
    // In the table of `roles`, and fetched in `real`.
    "\"/requests/{reference}/package\"",
    "\"/receive/{token}/copy.zip\"",
    // The calls of islands, one by one in `roles`.
    "\"/api/{*call}\"",
    // Read by anybody, below.
    "\"/.well-known/gpc.json\"",
    "\"/health/live\"",
    "\"/health/ready\"",
    // Static files, below.
    "\"/pkg/{file}\"",
    "&format!(\"/{path}\")",
];
/// What else is joined to it.
const JOINED: &[&str] = &["doors::doors()", "site::router()", "health"];

/// What anybody may read.
const PUBLIC: &[&str] = &["/.well-known/gpc.json", "/health/live", "/health/ready"];

/// What stands in brackets after a call, up to the comma or the end.
fn argument(text: &str) -> &str {
    let mut depth = 0;
    let end = text.find(|letter: char| {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
        letter == ',' && depth == 0
    });
    text[..end.unwrap_or(text.len())].trim()
}

#[test]
fn no_route_escapes_the_tables() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut routes, mut joined) = (BTreeSet::new(), BTreeSet::new());
    let mut folders = vec![folder];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(path).unwrap();
            let own = text.split("#[cfg(test)]\nmod").next().unwrap();
            sources.push(
                own.split("#[cfg(test)]\n#[expect")
                    .next()
                    .unwrap()
                    .to_owned(),
            );
        }
    }
    for text in &sources {
        routes.extend(text.split(".route(").skip(1).map(argument));
        joined.extend(text.split(".merge(").skip(1).map(argument));
        for hidden in [".nest(", ".nest_service(", ".route_service(", ".fallback"] {
            assert!(!text.contains(hidden), "{hidden} hides addresses");
        }
    }
    assert_eq!(routes, ROUTES.iter().copied().collect());
    assert_eq!(joined, JOINED.iter().copied().collect());
}

#[tokio::test]
async fn what_anybody_may_read_is_there_for_nobody_too() {
    let program = Program::demo();
    for path in PUBLIC {
        let answer = program.get(path, &[]);
        protected(path, &answer);
        // Without the browser's half in the binary it is not ready, and says so.
        let ready = answer.status == 200 || (*path == "/health/ready" && answer.status == 503);
        assert!(ready, "{path}: {}", answer.status);
        assert_eq!(program.post(path, &[OURS], "").status, 405, "{path}");
    }
    assert_eq!(program.get("/pkg/nothing.js", &[]).status, 404);
    assert_eq!(program.get("/pkg/..%2fmain.css", &[]).status, 404);
}

/// Headers of a static file: nothing in it is about anybody, so it may be kept.
fn shared(what: &str, answer: &Answer) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{what}: {policy}");
    assert!(
        answer.header("cache-control").starts_with("public"),
        "{what}"
    );
    assert!(!answer.header("content-type").is_empty(), "{what}");
    assert_eq!(answer.all("set-cookie"), [""; 0], "{what}");
}

#[tokio::test]
async fn every_static_file_is_there_and_tells_nobody_apart() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site");
    if !site.join("main.css").is_file() {
        let what = "the browser's half is not built (`make front`): no static file was asked for";
        assert!(env::var_os("HABEAS_REQUIRE_TOOLS").is_none(), "{what}");
        let _ = writeln!(std::io::stderr(), "SKIPPED: {what}");
        return;
    }
    let program = Program::behind_tls("https://privacy.example.com");
    let mut paths = Vec::new();
    for folder in ["", "pkg/"] {
        for entry in fs::read_dir(site.join(folder)).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                let name = entry.file_name().into_string().unwrap();
                paths.push(format!("/{folder}{name}"));
            }
        }
    }
    assert!(paths.len() > 4, "{paths:?}");
    for path in &paths {
        let answer = program.get(path, &[]);
        assert_eq!(answer.status, 200, "{path}");
        shared(path, &answer);
        assert!(
            answer
                .header("strict-transport-security")
                .contains("63072000"),
            "{path}"
        );
        let known = answer.header("etag").to_owned();
        let again = program.get(path, &[("if-none-match", known.as_str())]);
        assert_eq!(again.status, 304, "{path}");
    }
}

#[tokio::test]
async fn every_answer_binds_the_browser_to_encryption() {
    let program = Program::behind_tls("https://privacy.example.com");
    let origin = ("origin", "https://privacy.example.com");
    let bound = |what: &str, answer: &Answer| {
        let said = answer.header("strict-transport-security");
        assert_eq!(said, "max-age=63072000; includeSubDomains", "{what}");
    };
    for path in pages()
        .iter()
        .map(String::as_str)
        .chain(PUBLIC.iter().copied())
    {
        bound(path, &program.get(path, &[]));
    }
    for (method, address) in doors::addresses() {
        let path = filled(address);
        let answer = match method.as_str() {
            "GET" => program.get(&path, &[]),
            _ => program.post(&path, &[origin], ""),
        };
        bound(&path, &answer);
        // What is refused is bound too.
        bound(&path, &program.post(&path, &[], ""));
    }
    let json = [
        ("content-type", "application/json"),
        ("x-habeas", "1"),
        origin,
    ];
    bound("/api/progress", &program.post("/api/progress", &json, "{}"));
}
