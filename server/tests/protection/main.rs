//! What every address answers with, and who may send what: read off the real program.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

mod health;
mod links;
mod program;
mod real;
mod roles;
mod routes;

use habeas_app::{doors, render};
use habeas_demo::Demo;
use program::{Answer, Program};

/// What a browser says of a form on a page of ours.
const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");

/// Every page, with something in the place of what an address names.
fn pages() -> Vec<String> {
    let mut pages: Vec<String> = render::addresses()
        .iter()
        .map(|page| filled(page))
        .collect();
    pages.extend(["/requests/HB-0000-0000/package", "/no/such/page"].map(str::to_owned));
    pages
}

fn filled(address: &str) -> String {
    let parts = address.split('/').map(|part| match part {
        part if part.starts_with('{') => "x",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Signs the first customer of the demo in; their cookie.
fn signed_in(program: &Program) -> String {
    let demo = Demo::at(program.folder());
    let person = demo.people.first().unwrap();
    let email = person.email.replace('@', "%40");
    let body = format!("email={email}&password={}", person.password);
    let answer = program.post("/sign-in", &[OURS], &body);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let cookie = answer.cookie("habeas");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    // It only says that somebody signed in here before, and never travels from elsewhere.
    let known = answer.cookie("browser");
    assert!(known.contains("HttpOnly") && known.contains("SameSite=Strict"));
    cookie.split(';').next().unwrap().to_owned()
}

/// What holds for every answer, whoever asks.
fn protected(what: &str, answer: &Answer) {
    let is = |name: &str, value: &str| assert_eq!(answer.header(name), value, "{what}: {name}");
    is("x-content-type-options", "nosniff");
    is("referrer-policy", "same-origin");
    is("cross-origin-opener-policy", "same-origin");
    is("cross-origin-resource-policy", "same-origin");
    is("cache-control", "no-store");
    assert!(answer.header("permissions-policy").contains("camera=()"));
    let policy = answer.header("content-security-policy");
    for rule in [
        "default-src 'none'",
        "style-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(rule), "{what}: {policy}");
    }
    for hole in ["unsafe-inline", "'unsafe-eval'", "*", "http:", "data:"] {
        assert!(!policy.contains(hole), "{what}: {policy}");
    }
    assert_eq!(answer.header("x-request-id").len(), 36, "{what}");
    assert!(nonce(answer).len() >= 22, "{what}: {policy}");
}

/// The nonce that the policy of an answer names.
fn nonce(answer: &Answer) -> &str {
    let policy = answer.header("content-security-policy");
    let after = policy.split("'nonce-").nth(1).unwrap_or_default();
    after.split('\'').next().unwrap_or_default()
}

#[tokio::test]
async fn every_address_answers_with_the_headers_that_protect_a_browser() {
    let program = Program::demo();
    let cookie = signed_in(&program);
    for page in pages() {
        for (who, headers) in [
            ("nobody", vec![]),
            ("a customer", vec![("cookie", cookie.as_str())]),
        ] {
            let answer = program.get(&page, &headers);
            let what = format!("{who} at {page} ({})", answer.status);
            protected(&what, &answer);
            assert!((200..500).contains(&answer.status), "{what}");
            assert_eq!(answer.header("strict-transport-security"), "", "{what}");
            // Every script of a page is one that the policy lets run.
            for script in answer.body.split("<script").skip(1) {
                let tag = script.split('>').next().unwrap_or_default();
                let allowed = format!("nonce=\"{}\"", nonce(&answer));
                assert!(tag.contains(&allowed), "{what}: <script{tag}>");
            }
        }
    }
    for (method, address) in doors::addresses() {
        let page = filled(address);
        if method.as_str() == "GET" {
            protected(&page, &program.get(&page, &[]));
            continue;
        }
        assert_eq!(method.as_str(), "POST");
        protected(&page, &program.post(&page, &[OURS], ""));
        protected(&page, &program.post(&page, &[], ""));
    }
    for path in [
        "/health/live",
        "/health/ready",
        "/.well-known/gpc.json",
        "/api/progress",
    ] {
        protected(path, &program.get(path, &[]));
    }
}

#[tokio::test]
async fn the_browsers_signal_is_followed_and_shown() {
    let program = Program::demo();
    let cookie = signed_in(&program);
    let cookie = ("cookie", cookie.as_str());
    let shown = "Global Privacy Control";
    assert!(!program.get("/choices", &[cookie]).body.contains(shown));
    let with = program.get("/choices", &[cookie, ("sec-gpc", "1")]).body;
    assert!(with.contains(shown));
    assert_eq!(with.matches("said by your browser").count(), 1);
    // It was written down, and not once more.
    let later = program.get("/choices", &[cookie, ("sec-gpc", "1")]).body;
    assert_eq!(later.matches("said by your browser").count(), 1);
    let says = program.get("/.well-known/gpc.json", &[]);
    assert!(says.body.contains("\"gpc\":true"), "{}", says.body);
}

#[tokio::test]
async fn each_answer_has_a_nonce_of_its_own() {
    let program = Program::demo();
    let mut nonces: Vec<String> = (0..20)
        .map(|_| nonce(&program.get("/", &[])).to_owned())
        .collect();
    nonces.sort_unstable();
    nonces.dedup();
    assert_eq!(nonces.len(), 20);
}

#[tokio::test]
async fn what_changes_something_is_taken_from_our_own_pages_only() {
    let program = Program::demo();
    let ours = program.origin();
    let elsewhere: [&[(&str, &str)]; 7] = [
        &[],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", &ours)],
        &[("origin", "http://127.0.0.1")],
    ];
    for (_, address) in doors::addresses()
        .into_iter()
        .filter(|(method, _)| method.as_str() == "POST")
    {
        let page = filled(address);
        for headers in elsewhere {
            let answer = program.post(&page, headers, "email=a&password=b");
            assert_eq!(answer.status, 403, "{page} {headers:?}");
            let sentence = !answer.body.trim().is_empty() && !answer.body.contains('⟦');
            assert!(sentence, "{page}: {}", answer.body);
        }
        for headers in [[OURS], [("origin", ours.as_str())]] {
            let answer = program.post(&page, &headers, "email=a&password=b");
            assert_ne!(answer.status, 403, "{page} {headers:?}");
        }
    }
}

#[tokio::test]
async fn calls_of_islands_are_json_with_a_header_that_no_form_can_send() {
    let program = Program::demo();
    let json = ("content-type", "application/json");
    let form = ("content-type", "application/x-www-form-urlencoded");
    let island = ("x-habeas", "1");
    let body = "{\"reference\":\"HB-0000-0000\"}";
    for headers in [
        &[OURS, json][..],
        &[OURS, form],
        &[OURS, form, island],
        &[json, island],
        &[json, island, ("origin", "https://evil.example")],
    ] {
        let answer = program.post("/api/progress", headers, body);
        assert_eq!(answer.status, 403, "{headers:?}");
    }
    let answer = program.post("/api/progress", &[OURS, json, island], body);
    assert_ne!(answer.status, 403, "{}", answer.body);
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_at_every_door() {
    let program = Program::demo();
    let long = "x".repeat(4 * 1024 * 1024);
    let body = format!("email={long}");
    let answer = program.post("/sign-in", &[OURS], &body);
    assert_eq!(answer.status, 413, "a form");
    let json = ("content-type", "application/json");
    let body = format!("{{\"reference\":\"{long}\"}}");
    let answer = program.post("/api/progress", &[OURS, json, ("x-habeas", "1")], &body);
    assert_eq!(answer.status, 413, "a call: {}", answer.body);
    // Only where files are handed in may a form be longer, and not without end there either.
    let cookie = signed_in(&program);
    let headers = [OURS, ("cookie", cookie.as_str())];
    let path = "/data/shop.customers/none/full_name";
    let answer = program.post(path, &headers, &format!("step=check&new={long}"));
    assert_ne!(answer.status, 413, "a form with files");
    let longer = "x".repeat(25 * 1024 * 1024);
    let answer = program.post(path, &headers, &longer);
    assert_eq!(answer.status, 413, "a form with too large files");
}

/// What somebody sent us once is shown to them without a place from which it could act.
#[tokio::test]
async fn files_of_people_run_nothing() {
    let program = Program::demo();
    let letters = program.folder().join("documents/letters/1001");
    std::fs::create_dir_all(&letters).unwrap();
    std::fs::write(letters.join("aa.txt"), "<script>alert(1)</script>").unwrap();
    let cookie = signed_in(&program);
    let headers = [("cookie", cookie.as_str())];
    for (place, kind, how) in [
        ("documents.letters", "text/plain; charset=utf-8", "inline"),
        ("documents.invoice_files", "application/pdf", "inline"),
    ] {
        let page = program.get(&format!("/data/{place}"), &headers).body;
        let begin = format!("/data/{place}/");
        let token = page
            .split(&begin)
            .nth(1)
            .unwrap()
            .split(['/', '"'])
            .next()
            .unwrap();
        let answer = program.get(&format!("/data/{place}/{token}/document/file"), &headers);
        assert_eq!(answer.status, 200, "{place}");
        assert_eq!(answer.header("content-type"), kind);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        let said = answer.header("content-disposition");
        assert!(said.starts_with(&format!("{how}; filename=\"")), "{said}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{policy}");
        for hole in ["script-src", "connect-src", "nonce-", "*"] {
            assert!(!policy.contains(hole), "{place}: {policy}");
        }
        let sandboxed = policy.contains("sandbox") && !policy.contains("allow-");
        assert!(sandboxed || kind == "application/pdf", "{policy}");
    }
}

#[tokio::test]
async fn behind_tls_cookies_and_transport_are_bound_to_it() {
    let program = Program::behind_tls("https://privacy.example.com");
    let answer = program.get("/", &[]);
    protected("/", &answer);
    let transport = answer.header("strict-transport-security");
    assert!(transport.starts_with("max-age=63072000"), "{transport}");
    let origin = ("origin", "https://privacy.example.com");
    let sent = "email=nobody%40example.com&password=wrong";
    let answer = program.post("/sign-in", &[origin], sent);
    assert_eq!(answer.status, 422, "{}", answer.body);
    let here = program.origin();
    let answer = program.post("/sign-in", &[("origin", &here)], sent);
    assert_eq!(answer.status, 403);
    // What would be mailed is on a page in the demo only.
    assert_eq!(program.get("/demo/outbox", &[]).status, 404);
    let link = program.invited("officer", "officer@example.com");
    let path = link.strip_prefix("https://privacy.example.com").unwrap();
    assert_eq!(program.get(path, &[]).status, 200);
    let sent = "name=Nora&password=walnut-ladder-river-47";
    let answer = program.post(path, &[origin], sent);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let known = answer.cookie("__Host-browser");
    for part in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(known.contains(part), "{part} in the cookie");
    }
    let cookie = answer.cookie("__Host-habeas");
    for part in [
        "__Host-habeas=",
        "Secure",
        "HttpOnly",
        "SameSite=Lax",
        "Path=/",
    ] {
        assert!(cookie.contains(part), "{part} in the cookie");
    }
    // The link worked once.
    assert_eq!(program.get(path, &[]).status, 404);
}

#[tokio::test]
async fn a_page_that_is_not_there_is_a_page() {
    let program = Program::demo();
    for path in ["/no/such/page", "/requests/HB-0000-0000/packages"] {
        let answer = program.get(path, &[]);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"));
        assert!(answer.body.contains("<h1"), "{path}");
    }
}
