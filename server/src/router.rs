//! Every address: pages, forms, calls of islands, downloads, static files, health.

use std::time::Duration;

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, FromRequestParts, Request, State},
    http::StatusCode,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use habeas_app::{
    doors, session,
    visit::{Company, LanguageCookie, Visit, Who},
};
use habeas_desk::{Desk, Visitor};
use habeas_domain::actor::Actor;
use habeas_ledger::sessions::Sessions;
use habeas_words::{Locale, Words};
use leptos::prelude::provide_context;
use tower_http::{catch_panic::CatchPanicLayer, timeout::TimeoutLayer, trace::TraceLayer};
use tower_sessions::{Session, SessionManagerLayer, cookie::SameSite};

use crate::{
    download,
    health::{self, Health},
    protect::{self, Protection},
    site,
};

/// How long an answer may take. What takes longer is a job.
const LONGEST: Duration = Duration::from_secs(30);
/// The longest body, in bytes.
const BODY: usize = 512 * 1024;

/// The whole site around a desk.
pub fn router(desk: Desk, sessions: Sessions, protection: Protection) -> Router {
    let cookie = if protection.is_secure() {
        "__Host-habeas"
    } else {
        "habeas"
    };
    let language = LanguageCookie::of(protection.is_secure());
    let sessions = SessionManagerLayer::new(sessions)
        .with_name(cookie)
        .with_secure(protection.is_secure())
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/");
    let personal = Router::new()
        .route("/requests/{reference}/package", get(download::package))
        .route("/api/{*call}", post(call))
        .merge(doors::doors())
        .layer(middleware::from_fn_with_state(
            protection.clone(),
            protect::origin,
        ))
        .layer(middleware::from_fn_with_state(
            (desk.clone(), language),
            visit,
        ))
        .layer(sessions)
        .layer(Extension(desk.clone()))
        .layer(Extension(language))
        .layer(Extension(site::assets()))
        .layer(Extension(site::leptos()))
        .layer(DefaultBodyLimit::max(BODY));
    let health = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .with_state(Health::of(desk));
    personal
        .merge(site::router())
        .merge(health)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            LONGEST,
        ))
        .layer(middleware::from_fn_with_state(protection, protect::headers))
        .layer(
            // Neither path nor query is logged: both can name a request.
            TraceLayer::new_for_http().make_span_with(
                |request: &Request| tracing::info_span!("http", method = %request.method()),
            ),
        )
}

/// Who visits, read anew for every request.
async fn visit(
    State((desk, language)): State<(Desk, LanguageCookie)>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let visitor = match Session::from_request_parts(&mut parts, &()).await {
        Ok(session) => session::visitor(&session).await.unwrap_or_else(|error| {
            tracing::error!(%error, "a session cannot be read");
            Visitor::NOBODY
        }),
        Err(_) => Visitor::NOBODY,
    };
    let known = match visitor.actor {
        Actor::Nobody => Ok((Visitor::NOBODY, None)),
        _ => who(&desk, visitor).await,
    };
    let (visitor, name) = match known {
        Ok(known) => known,
        Err(error) => {
            tracing::error!(%error, "nobody can be told who visits");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let controller = &desk.map().controller;
    parts.extensions.insert(Visit {
        words: Words::for_locale(language.locale(&parts.headers)),
        company: Company {
            name: controller.name.clone(),
            email: controller.email.clone(),
            address: controller.address.clone(),
            authority: controller.authority.clone(),
        },
        who: match visitor.actor {
            Actor::Customer(_) => Who::Customer,
            Actor::Staff { .. } => Who::Staff {
                name: name.unwrap_or_default(),
            },
            Actor::Nobody | Actor::System => Who::Nobody,
        },
        path: parts.uri.path().to_owned(),
    });
    parts.extensions.insert(visitor);
    next.run(Request::from_parts(parts, body)).await
}

async fn who(
    desk: &Desk,
    visitor: Visitor,
) -> Result<(Visitor, Option<String>), habeas_desk::DeskError> {
    let visitor = desk.still(visitor).await?;
    let name = desk.staff_name(&visitor).await?;
    Ok((visitor, name))
}

/// A call of an island.
async fn call(request: Request) -> Response {
    let desk = request.extensions().get::<Desk>().cloned();
    let visitor = request.extensions().get::<Visitor>().cloned();
    let visit = request.extensions().get::<Visit>().cloned();
    let context = move || {
        if let (Some(desk), Some(visitor), Some(visit)) = (&desk, &visitor, &visit) {
            provide_context(desk.clone());
            provide_context(visitor.clone());
            provide_context(visit.clone());
        }
    };
    leptos_axum::handle_server_fns_with_context(context, request)
        .await
        .into_response()
}

fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a request panicked");
    let words = Words::for_locale(Locale::En);
    let line = words.say("trouble.line");
    (StatusCode::INTERNAL_SERVER_ERROR, line).into_response()
}
