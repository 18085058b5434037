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
