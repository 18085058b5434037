//! Every address: pages, forms, calls of islands, downloads, static files, health.

use std::time::Duration;

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, FromRequestParts, Request, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use habeas_app::{
    answer::Trouble,
    doors,
    known_browser::BrowserCookie,
    render, session,
    typed::Over,
    visit::{Company, Ends, LanguageCookie, Visit, Who},
};
use habeas_desk::{Desk, Visitor};
use habeas_domain::actor::Actor;
use habeas_ledger::sessions::Sessions;
use habeas_words::Words;
use leptos::prelude::provide_context;
use tower_http::{
    catch_panic::CatchPanicLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};
use tower_sessions::{Session, SessionManagerLayer, cookie::SameSite};

use crate::{
    download,
    health::{self, Health},
    network,
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
        .route("/receive/{token}/copy.zip", get(download::handed))
        .route("/api/{*call}", post(call))
        .merge(doors::doors())
        .layer(middleware::from_fn_with_state(
            protection.clone(),
            protect::origin,
        ))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            LONGEST,
        ))
        .layer(middleware::from_fn(in_words))
        .layer(middleware::from_fn_with_state(
            (desk.clone(), protection.clone()),
            visit,
        ))
        .layer(sessions)
        .layer(Extension(desk.clone()))
        .layer(Extension(language))
        .layer(Extension(BrowserCookie::of(protection.is_secure())))
        .layer(Extension(site::assets()))
        .layer(Extension(site::leptos()))
        .layer(DefaultBodyLimit::max(BODY));
    let health = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .with_state(Health::of(desk));
    personal
        .route("/.well-known/gpc.json", get(signal))
        .merge(site::router())
        .merge(health)
        .layer(middleware::from_fn_with_state(protection, protect::headers))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        // Ours, not whatever somebody sends: it goes into the log.
        .layer(middleware::map_request(|mut request: Request| async {
            request.headers_mut().remove("x-request-id");
            request
        }))
}

/// Neither path nor query is logged: both can name a request.
fn span(request: &Request) -> tracing::Span {
    let id = request.headers().get("x-request-id");
    let id = id.and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::info_span!("http", method = %request.method(), id)
}

/// Set where there is a status and nothing for a person to read.
#[derive(Clone)]
struct Bare;

/// What failed without a page gets one.
async fn in_words(request: Request, next: Next) -> Response {
    let extensions = request.extensions().clone();
    let response = next.run(request).await;
    let late = response.status() == StatusCode::SERVICE_UNAVAILABLE
        && !response.headers().contains_key(header::CONTENT_TYPE);
    if late || response.extensions().get::<Bare>().is_some() {
        return render::trouble(&extensions, Trouble::Ours).await;
    }
    response
}

/// Who visits, read anew for every request.
async fn visit(
    State((desk, protection)): State<(Desk, Protection)>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let network = network::of(&parts, &protection.proxies);
    parts.extensions.insert(network);
    let session = Session::from_request_parts(&mut parts, &()).await.ok();
    // Known before it is looked for: a session that is over has no number any more after that.
    let named = session.as_ref().and_then(Session::id);
    let visitor = match &session {
        Some(session) => session::visitor(session).await.unwrap_or_else(|error| {
            tracing::error!(%error, "a session cannot be read");
            Visitor::NOBODY
        }),
        None => Visitor::NOBODY,
    };
    let known = match visitor.actor {
        Actor::Nobody => Ok((Visitor::NOBODY, None)),
        _ => who(&desk, visitor).await,
    };
    let (visitor, name) = match known {
        Ok(known) => known,
        Err(error) => {
            tracing::error!(%error, "nobody can be told who visits");
            return render::trouble(&parts.extensions, Trouble::Ours).await;
        }
    };
    if let (Actor::Nobody, Some(id)) = (&visitor.actor, named) {
        parts.extensions.insert(Over(id));
    }
    let began = match (&visitor.actor, &session) {
        (Actor::Nobody, _) | (_, None) => None,
        (_, Some(session)) => session::began(session).await.ok().flatten(),
    };
    let signal = parts.headers.get("sec-gpc").is_some_and(|on| on == "1");
    if let (true, Actor::Customer(_), Some(session)) = (signal, &visitor.actor, &session)
        && let Err(error) = honour(&desk, session, &visitor).await
    {
        tracing::error!(%error, "the browser's signal was not followed");
    }
    let locale = LanguageCookie::of(protection.is_secure()).locale(&parts.headers);
    let desk = desk.speaking(locale);
    let controller = &desk.map().controller;
    parts.extensions.insert(Visit {
        words: Words::for_locale(locale),
        company: Company {
            name: controller.name.clone(),
            email: controller.email.clone(),
            address: controller.address.clone(),
            authority: controller.authority.clone(),
        },
        who: match visitor.actor {
            Actor::Customer(_) => Who::Customer,
            Actor::Staff { role, .. } => Who::Staff {
                name: name.unwrap_or_default(),
                role,
            },
            Actor::Nobody | Actor::System => Who::Nobody,
        },
        path: parts.uri.path().to_owned(),
        ends: began.map(|began| {
            let ending = desk.session_ends(began);
            Ends {
                seconds: ending.seconds,
                extends: ending.extends,
            }
        }),
        signal,
    });
    parts.extensions.insert(desk);
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

/// Follows the browser's signal, once in a session.
async fn honour(desk: &Desk, session: &Session, visitor: &Visitor) -> anyhow::Result<()> {
    if session::first_signal(session).await? {
        desk.honour_signal(visitor).await?;
    }
    Ok(())
}

/// Says that the signal is followed, where the specification looks for it (Global Privacy
/// Control, "GPC Support Resource").
async fn signal() -> impl IntoResponse {
    axum::Json(serde_json::json!({ "gpc": true, "lastUpdate": "2026-11-24" }))
}

/// A call of an island.
async fn call(request: Request) -> Response {
    // What reads the call takes a body that is too long for a fault of ours.
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let request = Request::from_parts(parts, axum::body::Body::from(body));
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
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Bare);
    response
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use axum::body::{Body, to_bytes};
    use habeas_words::Locale;
    use tower::ServiceExt;

    use super::*;

    async fn answer(router: Router) -> (StatusCode, String) {
        let _executor = render::addresses();
        let router = router
            .layer(CatchPanicLayer::custom(panicked))
            .layer(TimeoutLayer::with_status_code(
                StatusCode::SERVICE_UNAVAILABLE,
                Duration::from_millis(20),
            ))
            .layer(middleware::from_fn(in_words));
        let request = Request::new(Body::empty());
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn whoever_meets_a_panic_or_a_stall_gets_a_page_in_words() {
        let panics = get(|| async {
            if true {
                panic!("on purpose");
            }
        });
        let stalls = get(std::future::pending::<()>);
        let says = Words::for_locale(Locale::En).say("trouble.line");
        for route in [panics, stalls] {
            let (status, body) = answer(Router::new().route("/", route)).await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
            assert!(body.contains(&says) && body.contains("<h1"), "{body}");
        }
    }
}
