//! The demo company behind the doors of this package, and a browser in front of them.

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use habeas_app::{
    doors, session,
    visit::{Company, Visit, Who},
};
use habeas_demo::Demo;
use habeas_desk::{Desk, Settings, Visitor};
use habeas_domain::{actor::Actor, map};
use habeas_ledger::{
    Keys, Ledger,
    sessions::Sessions,
    time::{Clock, Dice},
};
use habeas_stores::Stores;
use leptos::config::LeptosOptions;
use tempfile::TempDir;
use tower::ServiceExt;
use tower_sessions::{Session, SessionManagerLayer};

/// The demo company.
pub struct House {
    pub desk: Desk,
    pub demo: Demo,
    pub router: Router,
    _folder: TempDir,
}

impl House {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (clock, dice) = (Clock::System, Dice::system());
        let today = clock.now().date_naive();
        let demo = habeas_demo::create(&folder.path().join("stores"), habeas_demo::SEED, today)
            .await
            .unwrap();
        let data_map = map::parse(&std::fs::read_to_string(&demo.map_path).unwrap()).unwrap();
        let stores = Stores::open(data_map, demo.map_path.parent().unwrap(), |_| None).await;
        let url = format!("sqlite:{}", folder.path().join("ledger.sqlite").display());
        let ledger = Ledger::open(&url).await.unwrap();
        ledger.migrate().await.unwrap();
        let keys = Keys::open(&folder.path().join("master.key"), &dice).unwrap();
        let settings = Settings::new(folder.path().join("data"), chrono_tz::Europe::Dublin);
        let parts = (clock.clone(), dice.clone());
        let sessions = Sessions::new(ledger.clone(), parts, &keys);
        let desk = Desk::open(settings, ledger, stores, keys, (clock, dice)).unwrap();
        let person = &demo.people[0];
        let number = person.customer_id.to_string();
        let known = [habeas_domain::identity::Identity::new(
            "customer_id",
            number,
        )];
        desk.seed_customer(person.email, person.password, &known)
            .await
            .unwrap();
        for member in &demo.staff {
            let role = member.role.parse().unwrap();
            desk.seed_staff(role, member.full_name, member.email, member.password)
                .await
                .unwrap();
        }
        let router = doors::doors()
            .layer(from_fn_with_state(desk.clone(), visit))
            .layer(SessionManagerLayer::new(sessions));
        Self {
            desk,
            demo,
            router,
            _folder: folder,
        }
    }

    /// A browser that has not been here yet.
    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookie: None,
        }
    }

    /// A browser whose owner has signed in.
    pub async fn signed_in(&self, email: &str, password: &str) -> Browser {
        let mut browser = self.browser();
        let page = browser
            .post("/sign-in", &[("email", email), ("password", password)])
            .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.html);
        browser
    }

    pub async fn customer(&self) -> Browser {
        let person = &self.demo.people[0];
        self.signed_in(person.email, person.password).await
    }
}

async fn visit(
    State(desk): State<Desk>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let kept = session::visitor(&session).await.unwrap();
    let visitor = desk.still(kept).await.unwrap();
    let who = match visitor.actor {
        Actor::Customer(_) => Who::Customer,
        Actor::Staff { role, .. } => Who::Staff {
            name: desk.staff_name(&visitor).await.unwrap().unwrap(),
            role,
        },
        Actor::Nobody | Actor::System => Who::Nobody,
    };
    let visit = Visit {
        company: Company {
            name: "Fernhill Home & Garden".into(),
            ..Company::default()
        },
        who,
        path: request.uri().path().to_owned(),
        ..Visit::default()
    };
    let extensions = request.extensions_mut();
    extensions.insert::<Desk>(desk);
    extensions.insert::<Visitor>(visitor);
    extensions.insert(visit);
    extensions.insert(LeptosOptions::builder().output_name("habeas").build());
    next.run(request).await
}

/// What a browser keeps between pages: its session.
pub struct Browser {
    router: Router,
    cookie: Option<String>,
}

/// What a browser got.
pub struct Got {
    pub status: StatusCode,
    pub to: String,
    pub wait: String,
    pub html: String,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Got {
        self.ask(Method::GET, path, Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Got {
        let form: String = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.ask(Method::POST, path, Body::from(form)).await
    }

    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    async fn ask(&mut self, method: Method, path: &str, body: Body) -> Got {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let text = |name| {
            let value = response.headers().get(name);
            value.map_or("", |value| value.to_str().unwrap()).to_owned()
        };
        let cookie = text(header::SET_COOKIE);
        if let Some((cookie, _)) = cookie.split_once(';') {
            self.cookie = Some(cookie.to_owned());
        }
        let (status, to) = (response.status(), text(header::LOCATION));
        let wait = text(header::RETRY_AFTER);
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(
            !html.contains('⟦'),
            "{path} has a message that is missing or broken: {html}"
        );
        Got {
            status,
            to,
            wait,
            html,
        }
    }
}

/// The value of the first attribute that begins like this.
pub fn attribute(html: &str, begin: &str, has: &str) -> String {
    html.split(begin)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|value| value.contains(has))
        .unwrap_or_else(|| panic!("no {begin}…{has} in {html}"))
        .to_owned()
}
