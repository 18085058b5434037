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
use habeas_domain::{
    actor::Actor,
    map::{self, DataMap},
};
use habeas_ledger::{
    Keys, Ledger,
    sessions::Sessions,
    time::{Clock, Dice},
};
use habeas_stores::Stores;
use habeas_words::{Locale, Words};
use leptos::config::LeptosOptions;
use tempfile::TempDir;
use tower::ServiceExt;
use tower_sessions::{Session, SessionManagerLayer};

/// The demo company.
pub struct House {
    pub desk: Desk,
    pub demo: Demo,
    pub router: Router,
    locale: Locale,
    _folder: TempDir,
}

impl House {
    pub async fn new() -> Self {
        Self::that(Locale::En, |_| ()).await
    }

    /// Its pages in a language, and its map changed.
    pub async fn that(locale: Locale, change: impl FnOnce(&mut DataMap)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (clock, dice) = (Clock::System, Dice::system());
        let today = clock.now().date_naive();
        let demo = habeas_demo::create(&folder.path().join("stores"), habeas_demo::SEED, today)
            .await
            .unwrap();
        let mut data_map = map::parse(&std::fs::read_to_string(&demo.map_path).unwrap()).unwrap();
        change(&mut data_map);
        let stores = Stores::open(data_map, demo.map_path.parent().unwrap(), |_| None).await;
        let url = format!("sqlite:{}", folder.path().join("ledger.sqlite").display());
        let ledger = Ledger::open(&url).await.unwrap();
        ledger.migrate().await.unwrap();
        let keys = Keys::open(&folder.path().join("master.key"), &dice).unwrap();
        let mut settings = Settings::new(folder.path().join("data"), chrono_tz::Europe::Dublin);
        settings.hold = chrono::TimeDelta::zero();
        settings.outbox_shown = locale == Locale::Pseudo;
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
            .layer(from_fn_with_state((desk.clone(), locale), visit))
            .layer(SessionManagerLayer::new(sessions));
        Self {
            desk,
            demo,
            router,
            locale,
            _folder: folder,
        }
    }

    /// A browser that has not been here yet.
    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookie: None,
            locale: self.locale,
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
    State((desk, locale)): State<(Desk, Locale)>,
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
        words: Words::for_locale(locale),
        company: Company {
            name: desk.map().controller.name.clone(),
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
    locale: Locale,
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
        // The other cookie only says that somebody signed in here before.
        let all = response.headers().get_all(header::SET_COOKIE);
        let mut all = all.iter().map(|cookie| cookie.to_str().unwrap());
        if let Some(cookie) = all.find(|cookie| !cookie.starts_with("browser="))
            && let Some((cookie, _)) = cookie.split_once(';')
        {
            self.cookie = Some(cookie.to_owned());
        }
        let (status, to) = (response.status(), text(header::LOCATION));
        let wait = text(header::RETRY_AFTER);
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(
            self.locale == Locale::Pseudo || !html.contains('⟦'),
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
