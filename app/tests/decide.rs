//! The doors of staff on a real desk: the queue, a deletion and its plan, four forms.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use std::{path::Path, sync::Arc};

use axum::{
    body::Body,
    http::{Request, header},
};
use habeas_app::{
    doors,
    visit::{Company, Visit, Who},
};
use habeas_demo::Demo;
use habeas_desk::{Desk, From, Settings, Visitor};
use habeas_domain::{id::Reference, identity::Identity, map};
use habeas_ledger::{
    Keys, Ledger,
    sessions::Sessions,
    time::{Clock, Dice},
};
use habeas_stores::Stores;
use habeas_words::Locale;
use tower::ServiceExt;
use tower_sessions::Session;

/// A browser that never signed in, somewhere.
const HERE: From<'_> = From {
    network: "203.0.113.9",
    language: Locale::En,
    browser: "",
};

/// The demo company, its desk, and where its sessions are.
struct Counter {
    desk: Desk,
    demo: Demo,
    sessions: Arc<Sessions>,
}

impl Counter {
    async fn open(folder: &Path) -> Self {
        let (clock, dice) = (Clock::System, Dice::system());
        let today = clock.now().date_naive();
        let demo = habeas_demo::create(&folder.join("stores"), habeas_demo::SEED, today)
            .await
            .unwrap();
        let text = std::fs::read_to_string(&demo.map_path).unwrap();
        let base = demo.map_path.parent().unwrap();
        let stores = Stores::open(map::parse(&text).unwrap(), base, |_| None).await;
        let url = format!("sqlite:{}", folder.join("ledger.sqlite").display());
        let ledger = Ledger::open(&url).await.unwrap();
        ledger.migrate().await.unwrap();
        let keys = Keys::open(&folder.join("master.key"), &dice).unwrap();
        let sessions = Sessions::new(ledger.clone(), (clock.clone(), dice.clone()), &keys);
        let settings = Settings::new(folder.join("data"), chrono_tz::Europe::Dublin);
        let desk = Desk::open(settings, ledger, stores, keys, (clock, dice)).unwrap();
        for person in demo.people.iter().take(2) {
            let number = Identity::new("customer_id", person.customer_id.to_string());
            desk.seed_customer(person.email, person.password, &[number])
                .await
                .unwrap();
        }
        for member in &demo.staff {
            let role = member.role.parse().unwrap();
            desk.seed_staff(role, member.full_name, member.email, member.password)
                .await
                .unwrap();
        }
        Self {
            desk,
            demo,
            sessions: Arc::new(sessions),
        }
    }

    /// A deletion the first person of the demo asked for.
    async fn asked(&self) -> Reference {
        let person = &self.demo.people[0];
        let visitor = self
            .desk
            .sign_in(person.email, person.password, &HERE)
            .await;
        let visitor = visitor.unwrap();
        let id = self.desk.new_client_id();
        self.desk.ask_erasure(&visitor, true, id).await.unwrap()
    }

    async fn staff(&self, role: &str) -> Visitor {
        let member = self.demo.staff.iter().find(|member| member.role == role);
        let member = member.unwrap();
        let visitor = self
            .desk
            .sign_in(member.email, member.password, &HERE)
            .await;
        visitor.unwrap()
    }

    /// What a browser gets: status, where it is sent, and the page.
    async fn send(
        &self,
        visitor: &Visitor,
        path: &str,
        form: Option<&str>,
    ) -> (u16, String, String) {
        let request = match form {
            None => Request::get(path).body(Body::empty()),
            Some(form) => Request::post(path)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(form.to_owned())),
        };
        let mut request = request.unwrap();
        let extensions = request.extensions_mut();
        extensions.insert(self.desk.clone());
        extensions.insert(visitor.clone());
        extensions.insert(Session::new(None, self.sessions.clone(), None));
        extensions.insert(Visit {
            company: Company {
                name: "Fernhill".into(),
                ..Company::default()
            },
            who: Who::Staff {
                name: "Niamh".into(),
                role: habeas_domain::role::Role::Officer,
            },
            path: path.split('?').next().unwrap().into(),
            ..Visit::default()
        });
        let answer = doors::doors().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let location = answer.headers().get(header::LOCATION);
        let location = location.map(|place| place.to_str().unwrap().to_owned());
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await;
        let body = String::from_utf8(body.unwrap().to_vec()).unwrap();
        assert!(
            !body.contains('⟦'),
            "{path} has a message that is missing or broken"
        );
        (status, location.unwrap_or_default(), body)
    }
}

/// The value of a hidden field on a page.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let field = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&field).unwrap();
    rest.split_once('"').unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_decides_exactly_what_was_shown() {
    let folder = tempfile::tempdir().unwrap();
    let counter = Counter::open(folder.path()).await;
    let reference = counter.asked().await;
    let officer = counter.staff("officer").await;
    let path = format!("/staff/requests/{reference}");

    let (status, _, queue) = counter.send(&officer, "/staff?stage=open", None).await;
    assert_eq!(status, 200);
    assert!(queue.contains(&format!("href=\"{path}\"")), "{queue}");
    assert!(
        !queue.contains(counter.demo.people[0].email),
        "addresses are masked"
    );

    let (status, _, page) = counter.send(&officer, &path, None).await;
    assert_eq!(status, 200);
    let (version, digest) = (hidden(&page, "version"), hidden(&page, "digest"));

    // A refusal without a note comes back with what was chosen.
    let form = format!("act=refuse&version={version}&ground=legal-claims&note=");
    let (status, _, back) = counter.send(&officer, &path, Some(&form)).await;
    assert_eq!(status, 422);
    assert!(back.contains("Write a note to the person."), "{back}");
    assert!(back.contains("<option value=\"legal-claims\" selected"));

    // Another plan than the one that was shown is not approved.
    let form = format!("act=approve&version={version}&digest=00");
    let (status, _, back) = counter.send(&officer, &path, Some(&form)).await;
    assert_eq!(status, 409);
    assert_eq!(hidden(&back, "digest"), digest);

    let form = format!("act=approve&version={version}&digest={digest}");
    let (status, to, _) = counter.send(&officer, &path, Some(&form)).await;
    assert_eq!((status, to.as_str()), (303, path.as_str()));
    let (_, _, page) = counter.send(&officer, &path, None).await;
    assert!(page.contains("Approved, on hold") && page.contains("What was approved"));
    assert!(!page.contains("value=\"approve\""));

    // Sent a second time it is about a request that has moved on.
    let (status, _, _) = counter.send(&officer, &path, Some(&form)).await;
    assert_eq!(status, 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_officers_sees_what_the_first_did() {
    let folder = tempfile::tempdir().unwrap();
    let counter = Counter::open(folder.path()).await;
    let reference = counter.asked().await;
    let path = format!("/staff/requests/{reference}");
    let mut officers = counter
        .demo
        .staff
        .iter()
        .filter(|one| one.role == "officer");
    let mut visitors = Vec::new();
    for member in [officers.next().unwrap(), officers.next().unwrap()] {
        let visitor = counter
            .desk
            .sign_in(member.email, member.password, &HERE)
            .await;
        visitors.push(visitor.unwrap());
    }
    let (_, _, page) = counter.send(&visitors[1], &path, None).await;
    let version = hidden(&page, "version").to_owned();
    assert!(!page.contains("This happened while you looked at it"));
    // The first takes it on and takes more time, while the second writes a refusal.
    let form = format!("act=assign&version={version}");
    assert_eq!(counter.send(&visitors[0], &path, Some(&form)).await.0, 303);
    let (_, _, now) = counter.send(&visitors[0], &path, None).await;
    let form = format!(
        "act=extend&version={}&reasons=complexity",
        hidden(&now, "version")
    );
    assert_eq!(counter.send(&visitors[0], &path, Some(&form)).await.0, 303);
    let form = format!("act=refuse&version={version}&ground=legal-claims&note=A+court+asks");
    let (status, _, back) = counter.send(&visitors[1], &path, Some(&form)).await;
    assert_eq!(status, 409);
    let (_, meanwhile) = back
        .split_once("This happened while you looked at it")
        .unwrap();
    let (meanwhile, _) = meanwhile.split_once("</ul>").unwrap();
    // The marks that the page puts between two texts are no words.
    let meanwhile = meanwhile.replace("<!>", "");
    for said in [
        "Taken on · by an officer",
        "More time was taken · by an officer",
    ] {
        assert!(meanwhile.contains(said), "{meanwhile}");
    }
    assert!(!meanwhile.contains("Received"), "{meanwhile}");
    // What was written is still there, and nothing was refused.
    assert!(back.contains("A court asks"));
    assert!(!back.contains("Refused. The person reads"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_lay_for_long_is_late_everywhere_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let counter = Counter::open(folder.path()).await;
    let (agent, officer) = (counter.staff("agent").await, counter.staff("officer").await);
    let desk = &counter.desk;
    let came = (desk.now() - chrono::TimeDelta::days(50)).date_naive();
    let day = came.to_string();
    let person = &counter.demo.people[0];
    let number = person.customer_id.to_string();
    let letter = habeas_desk::Taking {
        right: "access",
        channel: "letter",
        received: &day,
        kind: "customer_id",
        value: &number,
        language: "en",
        client_id: desk.new_client_id(),
        ..habeas_desk::Taking::default()
    };
    let reference = desk.enter_request(&agent, &letter).await.unwrap();
    let number = reference.to_string();
    let (_, _, page) = counter
        .send(&officer, &format!("/staff/requests/{reference}"), None)
        .await;
    assert!(page.contains("days late"), "{page}");
    // The clock explains itself, from the day on which the letter came.
    let words = habeas_words::Words::for_locale(Locale::En);
    let because = words.with("due-received-on", &[("date", came.into())]);
    assert!(page.contains(&because), "{because} in {page}");
    for address in ["/staff", "/staff?due=late", "/staff/morning"] {
        let (_, _, page) = counter.send(&officer, address, None).await;
        assert!(
            page.contains(&number) && page.contains("days late"),
            "{address}"
        );
    }
    let (_, _, morning) = counter.send(&officer, "/staff/morning", None).await;
    let (_, late) = morning.split_once("href=\"/staff?due=late\"").unwrap();
    let (late, _) = late.split_once("</a>").unwrap();
    assert!(late.contains('1'), "{late}");
    let (_, _, report) = counter.send(&officer, "/staff/reports", None).await;
    assert!(report.contains("Late today"));
    // The person sees it too.
    let visitor = desk
        .sign_in(person.email, person.password, &HERE)
        .await
        .unwrap();
    let theirs = desk.request(&visitor, &reference).await.unwrap();
    assert!(theirs.line.late && theirs.line.days_left < 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_finds_only_its_own_doors() {
    let folder = tempfile::tempdir().unwrap();
    let counter = Counter::open(folder.path()).await;
    let reference = counter.asked().await;
    let path = format!("/staff/requests/{reference}");
    let person = &counter.demo.people[0];
    let customer = counter
        .desk
        .sign_in(person.email, person.password, &HERE)
        .await;
    let customer = customer.unwrap();
    let (agent, auditor) = (counter.staff("agent").await, counter.staff("auditor").await);

    for page in ["/staff", path.as_str(), "/staff/audit"] {
        let (status, to, _) = counter.send(&Visitor::NOBODY, page, None).await;
        assert_eq!(status, 303, "{page}");
        assert!(to.starts_with("/sign-in?next="), "{to}");
        assert_eq!(counter.send(&customer, page, None).await.0, 404, "{page}");
    }
    assert_eq!(counter.send(&agent, "/staff", None).await.0, 200);
    assert_eq!(counter.send(&agent, "/staff/audit", None).await.0, 404);
    assert_eq!(counter.send(&auditor, "/staff", None).await.0, 404);
    let (status, _, ledger) = counter.send(&auditor, "/staff/audit", None).await;
    assert_eq!(status, 200);
    assert!(ledger.contains("Asked for a deletion"), "{ledger}");
    assert!(
        !ledger.contains(&format!("href=\"{path}\"")),
        "an auditor opens no request"
    );

    let (_, _, page) = counter.send(&agent, &path, None).await;
    assert!(page.contains("A privacy officer decides this one."));
    let form = "act=approve&version=1&digest=00";
    for visitor in [&agent, &auditor, &customer] {
        let (status, _, _) = counter.send(visitor, &path, Some(form)).await;
        assert_eq!(status, 404);
    }
    let (_, to, _) = counter.send(&Visitor::NOBODY, &path, Some(form)).await;
    assert!(to.starts_with("/sign-in?next="), "{to}");

    let officer = counter.staff("officer").await;
    let odd = "act=run&version=1";
    assert_eq!(counter.send(&officer, &path, Some(odd)).await.0, 404);
    let nowhere = "/staff/requests/HB-0000-0000";
    assert_eq!(counter.send(&officer, nowhere, None).await.0, 404);
    assert_eq!(
        counter.send(&officer, "/staff/requests/x", None).await.0,
        404
    );
}
