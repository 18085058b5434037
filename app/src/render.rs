//! Turning a request into a page.

use axum::{
    body::Body,
    http::{Extensions, Request},
    response::Response,
};
use futures::{StreamExt, stream};
use habeas_desk::{Desk, Visitor};
use leptos::{nonce::Nonce, prelude::*};
use leptos_axum::generate_route_list;
use leptos_integration_utils::{BoxedFnOnce, PinnedFuture, PinnedStream};
use tower_sessions::Session;

use crate::{
    answer::Trouble,
    app::{App, shell},
    typed::{Returned, Typed},
    visit::{Assets, Visit},
};

/// Set by a page with an island ([`crate::parts::Page`] `live`). Without it no
/// script is sent, not even Leptos's empty lists of serialised values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Live(ArcStoredValue<bool>);

impl Live {
    /// The page has an island.
    pub(crate) fn set(&self) {
        self.0.set_value(true);
    }
}

/// The address of every page, as axum writes addresses. Called once at start:
/// it also gives Leptos its executor.
#[must_use]
pub fn addresses() -> Vec<String> {
    generate_route_list(App)
        .iter()
        .map(|route| route.path().to_owned())
        .collect()
}

/// What pages read, from the extensions of a request: the visit, the desk, the visitor and the session, and
/// of `Assets`, `LeptosOptions` and `Nonce` what the server set.
pub fn context(extensions: &Extensions) -> impl Fn() + Clone + Send + 'static {
    let desk = extensions.get::<Desk>().cloned();
    let visitor = extensions.get::<Visitor>().cloned();
    let visit = extensions.get::<Visit>().cloned();
    let session = extensions.get::<Session>().cloned();
    let assets = extensions.get::<Assets>().cloned();
    let options = extensions.get::<LeptosOptions>().cloned();
    let nonce = extensions.get::<Nonce>().cloned();
    move || {
        give(&desk);
        give(&visitor);
        give(&visit);
        give(&session);
        give(&assets);
        give(&options);
        give(&nonce);
    }
}

fn give<T: Clone + Send + Sync + 'static>(value: &Option<T>) {
    if let Some(value) = value {
        provide_context(value.clone());
    }
}

/// The page for a request, with what its extensions hold.
pub async fn show(request: Request<Body>) -> Response {
    let known = context(request.extensions());
    let Some(back) = Typed::come_back(request.extensions(), request.uri()).await else {
        return page(known, request).await;
    };
    let context = move || {
        known();
        provide_context(back.clone());
        provide_context(Returned);
    };
    page(context, request).await
}

/// The page for a request, rendered whole. `context` provides the visit, the
/// desk and what else pages read; the status comes from the page.
pub async fn page(context: impl Fn() + Clone + Send + 'static, request: Request<Body>) -> Response {
    let live = Live::default();
    let context = move || {
        provide_context(live.clone());
        context();
    };
    leptos_axum::handle_response_inner(context, shell, request, whole).await
}

/// The page of a trouble, for a request that no page could answer.
pub async fn trouble(extensions: &Extensions, trouble: Trouble) -> Response {
    let known = context(extensions);
    let context = move || {
        known();
        provide_context(trouble.clone());
    };
    page(context, Request::new(Body::empty())).await
}

/// Collects the document; adds the values for islands only if there is one.
fn whole<IV: IntoView + 'static>(
    app: IV,
    values: BoxedFnOnce<PinnedStream<String>>,
    _out_of_order: bool,
) -> PinnedFuture<PinnedStream<String>> {
    let live = use_context::<Live>().unwrap_or_default();
    Box::pin(async move {
        let mut document = app.to_html_stream_in_order().collect::<String>().await;
        if live.0.get_value() {
            document.push_str(&values().collect::<String>().await);
        }
        Box::pin(stream::once(async move { document })) as PinnedStream<String>
    })
}
