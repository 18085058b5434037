//! Every address, tried by everybody: what is not in the table fails, whoever may come in.

use habeas_app::{doors, render};
use habeas_demo::Demo;
use uuid::Uuid;

use crate::{
    OURS,
    program::{Answer, Program},
};

/// Who tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Nobody,
    /// The customer whose things the addresses name.
    Owner,
    /// Another customer.
    Other,
    Agent,
    Officer,
    Auditor,
    Administrator,
}

use Who::{Administrator, Agent, Auditor, Nobody, Officer, Other, Owner};

pub const ALL: &[Who] = &[Nobody, Owner, Other, Agent, Officer, Auditor, Administrator];
const SIGNED_IN: &[Who] = &[Owner, Other, Agent, Officer, Auditor, Administrator];
pub const CUSTOMERS: &[Who] = &[Owner, Other];
pub const DESK: &[Who] = &[Agent, Officer];
const WATCHERS: &[Who] = &[Officer, Auditor];

/// Who may open which page. `{…}` stands for something of the owner's.
const PAGES: &[(&str, &[Who])] = &[
    ("/", ALL),
    ("/sign-in", ALL),
    ("/samples", ALL),
    ("/receipt", ALL),
    ("/verify", ALL),
    ("/keys", ALL),
    // The number alone is the key, and there is no receipt yet; no invitation is open.
    ("/receipt/{reference}", &[]),
    ("/goodbye/{reference}", &[]),
    ("/join/{token}", &[]),
    ("/sign-in/code", ALL),
    ("/account/security", SIGNED_IN),
    ("/prove", SIGNED_IN),
    ("/register", ALL),
    ("/register/letter", ALL),
    ("/register/code", ALL),
    ("/register/no-code", ALL),
    ("/register/password", ALL),
    ("/reset", ALL),
    ("/reset/code", ALL),
    ("/reset/password", ALL),
    ("/account", CUSTOMERS),
    ("/account/add", CUSTOMERS),
    ("/account/verify", CUSTOMERS),
    ("/ask", ALL),
    ("/ask/sent", ALL),
    // A link that was never sent is told apart from one that was used by nobody.
    ("/ask/confirm/{token}", ALL),
    // In the demo only; `behind_tls_…` tries it elsewhere.
    ("/demo/outbox", ALL),
    ("/data", CUSTOMERS),
    ("/data/{place}", CUSTOMERS),
    ("/data/{place}/{token}", &[Owner]),
    ("/data/{place}/{token}/{field}", &[Owner]),
    // A telephone number is no machine's conclusion, and no file.
    ("/data/{place}/{token}/{field}/review", &[]),
    ("/data/{place}/{token}/{field}/statement", &[Owner]),
    ("/data/{place}/{token}/{field}/file", &[]),
    ("/take-away", CUSTOMERS),
    ("/delete", CUSTOMERS),
    ("/delete/confirm", CUSTOMERS),
    ("/choices", CUSTOMERS),
    ("/requests", CUSTOMERS),
    ("/requests/other", CUSTOMERS),
    ("/requests/{reference}", &[Owner]),
    ("/requests/{reference}/messages", &[Owner]),
    // There is no copy that could be handed over.
    ("/requests/{reference}/hand-over", &[]),
    ("/receive/{token}", ALL),
    ("/receive-guide", ALL),
    ("/looks", CUSTOMERS),
    ("/staff", DESK),
    ("/staff/morning", DESK),
    ("/staff/find", DESK),
    ("/staff/bulk", DESK),
    ("/staff/intake", DESK),
    ("/staff/requests/{reference}", DESK),
    ("/staff/requests/{reference}/messages", DESK),
    ("/staff/requests/{reference}/letter", DESK),
    ("/staff/requests/{reference}/who", DESK),
    ("/staff/requests/{reference}/inside", DESK),
    // The owner's request is no correction.
    ("/staff/requests/{reference}/correction", &[]),
    ("/staff/requests/{reference}/person", DESK),
    ("/staff/requests/{reference}/holds", DESK),
    ("/staff/returned", &[Officer]),
    ("/staff/bench", &[Officer]),
    // From the owner's request nothing was held back: `desk/tests/journey/reading.rs` has one.
    ("/staff/requests/{reference}/bench", &[]),
    (
        "/staff/requests/{reference}/bench/{place}/{token}/{field}",
        &[],
    ),
    ("/staff/audit", &[Officer, Auditor]),
    ("/staff/stopped", DESK),
    ("/staff/sessions", &[Administrator]),
    // A link that was never sent counts no more.
    ("/not-me/{token}", ALL),
    // A token of nobody.
    ("/staff/people/{token}", &[]),
    ("/staff/templates", DESK),
    ("/staff/requests/{reference}/approve", &[Officer]),
    ("/staff/reports", WATCHERS),
    ("/staff/audit", WATCHERS),
    ("/staff/accesses", WATCHERS),
    ("/staff/chain", WATCHERS),
    ("/staff/map", &[Officer, Auditor, Administrator]),
    ("/staff/processing", &[Officer, Auditor, Administrator]),
    // Doors that are read.
    // Nothing was handed in with the owner's request.
    ("/requests/{reference}/files/{id}", &[]),
    ("/staff/requests/{reference}/evidence/{id}", &[]),
    ("/staff/requests/{reference}/inside/{id}", &[]),
    ("/receipt/{reference}/signed.json", &[]),
    (
        "/staff/requests/{reference}/bench/{place}/{token}/{field}/original",
        &[],
    ),
    ("/staff/export.csv", &[Officer]),
    ("/staff/reports.csv", WATCHERS),
    ("/staff/audit.csv", WATCHERS),
    ("/staff/accesses.csv", WATCHERS),
    ("/staff/processing.csv", WATCHERS),
    // Not a page, and not there before a package is.
    ("/requests/{reference}/package", &[]),
    ("/receive/{token}/copy.zip", &[]),
];

/// Who may send which form. What is sent changes nothing that a later line needs.
const FORMS: &[(&str, &[Who], &str)] = &[
    ("/sign-in", ALL, ""),
    // Nobody has given a password just before.
    ("/sign-in/code", &[], ""),
    ("/session/stay", SIGNED_IN, ""),
    ("/account/security", SIGNED_IN, ""),
    ("/prove", SIGNED_IN, ""),
    ("/receipt", ALL, ""),
    ("/verify", ALL, ""),
    ("/join/{token}", &[], ""),
    ("/register", ALL, ""),
    ("/register/letter", ALL, ""),
    ("/register/code", ALL, ""),
    (
        "/register/password",
        ALL,
        "password=harbour-lantern-copper-58",
    ),
    (
        "/account",
        CUSTOMERS,
        "act=sign-in&value=nobody%40nowhere.example",
    ),
    ("/account/add", CUSTOMERS, "kind=email"),
    ("/account/verify", CUSTOMERS, "code=1"),
    ("/ask", ALL, "client_id={id}"),
    ("/ask/confirm/{token}", ALL, ""),
    ("/not-me/{token}", ALL, ""),
    ("/staff/stopped", DESK, "subject={id}"),
    (
        "/staff/sessions",
        &[Administrator],
        "act=customer&email=nobody%40nowhere.example",
    ),
    ("/reset", ALL, ""),
    ("/reset/code", ALL, ""),
    ("/reset/password", ALL, "password=harbour-lantern-copper-58"),
    // Nothing of it is a yes or a no, so nothing is kept.
    ("/data", CUSTOMERS, ""),
    ("/data/{place}", CUSTOMERS, "q=a"),
    ("/data/{place}/{token}", &[Owner], ""),
    ("/data/{place}/{token}/{field}", &[Owner], "step=check"),
    (
        "/data/{place}/{token}/{field}/review",
        &[],
        "client_id={id}",
    ),
    (
        "/data/{place}/{token}/{field}/statement",
        &[Owner],
        "client_id={id}",
    ),
    ("/delete/confirm", CUSTOMERS, "client_id={id}"),
    (
        "/choices",
        CUSTOMERS,
        "client_id={id}&right=direct-marketing&allowed=no",
    ),
    ("/take-away", CUSTOMERS, "client_id={id}"),
    ("/staff", DESK, "act=keep-view&name=Late&query=due=late"),
    (
        "/staff/bulk",
        DESK,
        "client_id={id}&bulk=take&chosen={reference}:1",
    ),
    ("/staff/templates", &[Officer], "act=keep&id={id}&name=Late"),
    ("/staff/find", DESK, "kind=email&value=nobody@example.com"),
    // To see it is not to decide on it.
    (
        "/staff/requests/{reference}",
        &[Officer],
        "act=retry&version=99",
    ),
    (
        "/staff/requests/{reference}/inside",
        DESK,
        "act=add-task&client_id={id}",
    ),
    (
        "/staff/requests/{reference}/correction",
        &[],
        "client_id={id}&version=99",
    ),
    (
        "/staff/requests/{reference}",
        &[Officer],
        "act=settle&version=99&store=shop&how=ran",
    ),
    ("/requests/other", CUSTOMERS, "client_id={id}"),
    ("/requests/{reference}/messages", &[Owner], "client_id={id}"),
    (
        "/staff/requests/{reference}/messages",
        DESK,
        "client_id={id}",
    ),
    ("/staff/intake", DESK, "client_id={id}&wanted=access"),
    (
        "/staff/requests/{reference}/who",
        DESK,
        "act=note-evidence&seen=document",
    ),
    (
        "/staff/requests/{reference}/person",
        DESK,
        "act=reveal-contact&why=call-back",
    ),
    ("/requests/{reference}/hand-over", &[], "act=make"),
    ("/receive/{token}", ALL, ""),
    (
        "/staff/people/{token}",
        &[],
        "act=reveal-contact&why=call-back",
    ),
    (
        "/staff/requests/{reference}/holds",
        &[Officer],
        "act=place-hold&client_id={id}",
    ),
    // Nobody is back, so even who may judge finds nobody to judge.
    ("/staff/returned", &[], "act=judge-return&id={id}"),
    ("/requests/{reference}", &[Owner], "act=withdraw"),
    ("/language", ALL, "language=es&back=/data"),
    // Last: it ends the session.
    ("/staff/requests/{reference}/bench", &[], "client_id={id}"),
    (
        "/staff/requests/{reference}/bench/{place}/{token}/{field}",
        &[],
        "act=show&seen=0&version=0",
    ),
    ("/sign-out", ALL, ""),
];

/// The calls of islands; each is tried by strangers below.
const CALLS: &[&str] = &["/api/progress"];

/// The program with one of each signed in, and a request of the owner's.
struct Place {
    program: Program,
    cookies: Vec<(Who, String)>,
    reference: String,
    token: String,
}

impl Place {
    fn open() -> Self {
        let program = Program::demo();
        let cookies = cookies(&program);
        let owner = [OURS, ("cookie", cookies[0].1.as_str())];
        let body = format!("confirm=yes&client_id={}", Uuid::from_u128(7));
        let asked = program.post("/delete/confirm", &owner, &body);
        let reference = asked
            .header("location")
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned();
        assert!(
            reference.starts_with("HB-"),
            "{} {}",
            asked.status,
            asked.body
        );
        let data = program.get("/data", &owner).body;
        let token = data.split("/data/shop.customers/").nth(1).unwrap();
        let token = token.split('/').next().unwrap().to_owned();
        Self {
            program,
            cookies,
            reference,
            token,
        }
    }

    fn filled(&self, address: &str) -> String {
        address
            .replace("{reference}", &self.reference)
            .replace("{place}", "shop.customers")
            .replace("{field}", "phone")
            .replace("{token}", &self.token)
            .replace("{id}", &Uuid::from_u128(9).to_string())
    }

    fn headers(&self, who: Who) -> Vec<(&str, &str)> {
        let cookie = self.cookies.iter().find(|(one, _)| *one == who);
        let cookie = cookie.map(|(_, cookie)| ("cookie", cookie.as_str()));
        cookie.into_iter().chain([OURS]).collect()
    }
}

/// One of each, signed in.
pub fn cookies(program: &Program) -> Vec<(Who, String)> {
    let demo = Demo::at(program.folder());
    let staff = |role: &str| {
        let mut staff = demo.staff.iter();
        let member = staff.find(|member| member.role == role).unwrap();
        (member.email, member.password)
    };
    let person = |index: usize| (demo.people[index].email, demo.people[index].password);
    [
        (Owner, person(0)),
        (Other, person(4)),
        (Agent, staff("agent")),
        (Officer, staff("officer")),
        (Auditor, staff("auditor")),
        (Administrator, staff("administrator")),
    ]
    .map(|(who, (email, password))| (who, signed_in(program, email, password)))
    .into()
}

pub fn signed_in(program: &Program, email: &str, password: &str) -> String {
    let body = format!("email={}&password={password}", email.replace('@', "%40"));
    let answer = program.post("/sign-in", &[OURS], &body);
    assert_eq!(answer.status, 303, "{email}");
    let cookie = answer.cookie("habeas");
    cookie.split(';').next().unwrap().to_owned()
}

/// Whether somebody was let in: nobody is asked to sign in, everybody else finds nothing there.
fn let_in(answer: &Answer) -> bool {
    let to_the_door = answer.status == 303 && answer.header("location").starts_with("/sign-in");
    answer.status != 404 && !to_the_door
}

/// What somebody who is not let in gets.
pub fn turned_away(who: Who, allowed: &[Who], answer: &Answer) -> bool {
    match who {
        // What is for nobody at all, or not there, is not there for nobody either.
        Nobody if allowed.is_empty() => !let_in(answer),
        Nobody => answer.status == 303 && answer.header("location").starts_with("/sign-in"),
        _ => answer.status == 404,
    }
}

#[tokio::test]
async fn every_address_lets_in_whom_the_table_names() {
    let place = Place::open();
    let mut wrong = Vec::new();
    for (address, allowed) in PAGES {
        for who in ALL {
            let answer = place
                .program
                .get(&place.filled(address), &place.headers(*who));
            let right = if allowed.contains(who) {
                answer.status == 200
            } else {
                turned_away(*who, allowed, &answer)
            };
            if !right {
                wrong.push(format!("GET {address} as {who:?}: {}", answer.status));
            }
        }
    }
    for (address, allowed, body) in FORMS {
        // The owner comes last: what is withdrawn or ended is so for everybody.
        let order = ALL
            .iter()
            .rev()
            .filter(|who| **who != Owner)
            .chain(&[Owner]);
        for (number, who) in order.enumerate() {
            let id = Uuid::from_u128(1000 + number as u128).to_string();
            let body = body
                .replace("{id}", &id)
                .replace("{reference}", &place.reference);
            let headers = place.headers(*who);
            let answer = place.program.post(&place.filled(address), &headers, &body);
            let right = if allowed.contains(who) {
                let_in(&answer) && answer.status < 500
            } else {
                turned_away(*who, allowed, &answer)
            };
            if !right {
                wrong.push(format!("POST {address} as {who:?}: {}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The call of the island that shows a run tells a stranger what it tells of no request at all.
#[tokio::test]
async fn a_call_tells_strangers_nothing() {
    let place = Place::open();
    let call = |who: Who, reference: &str| {
        let mut headers = place.headers(who);
        headers.extend([("content-type", "application/json"), ("x-habeas", "1")]);
        let body = format!("{{\"reference\":\"{reference}\"}}");
        place.program.post("/api/progress", &headers, &body)
    };
    let owner = call(Owner, &place.reference);
    assert_eq!(owner.status, 200, "{}", owner.body);
    // Those who handle requests watch a run, too.
    let strangers = ALL
        .iter()
        .filter(|who| !matches!(who, Owner | Agent | Officer));
    for who in strangers {
        let theirs = call(*who, &place.reference);
        let unknown = call(*who, "HB-0000-0000");
        assert_eq!(theirs.status, unknown.status, "{who:?}");
        assert_eq!(theirs.body, unknown.body, "{who:?}");
    }
}

#[test]
fn no_address_is_missing_from_the_table() {
    let pages = render::addresses();
    for page in &pages {
        assert!(PAGES.iter().any(|(known, _)| known == page), "{page}");
    }
    for (method, address) in doors::addresses() {
        let known = match method.as_str() {
            "GET" => PAGES.iter().any(|(known, _)| *known == address),
            _ => FORMS.iter().any(|(known, _, _)| *known == address),
        };
        assert!(known, "{method} {address}");
    }
    let calls: Vec<&str> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(calls, CALLS, "each needs a test like the one above");
}
