//! What protects a browser: headers on every answer, and who may send a form.

use std::net::IpAddr;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use habeas_app::visit::Visit;
use leptos::nonce::Nonce;

/// What is the same for every request.
#[derive(Debug, Clone)]
pub struct Protection {
    /// The origin people see: `https://privacy.example.com`.
    pub origin: String,
    /// The proxies whose word on who asks is believed, beside this machine.
    pub proxies: Vec<IpAddr>,
}

impl Protection {
    /// Protection of a site at an address.
    pub fn of(public: &str, proxies: &[IpAddr]) -> Self {
        Self {
            origin: public.trim_end_matches('/').to_owned(),
            proxies: proxies.to_vec(),
        }
    }

    /// Whether people reach it encrypted.
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https://")
    }
}

/// The headers that never change.
const HEADERS: [(&str, &str); 7] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("x-permitted-cross-domain-policies", "none"),
];

/// Puts the headers on every answer, and a fresh nonce into every request.
pub async fn headers(
    State(protection): State<Protection>,
    mut request: Request,
    next: Next,
) -> Response {
    let nonce = Nonce::new();
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    // WebAssembly must be compiled to run, which is what `wasm-unsafe-eval` allows and all of it.
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        // A file of a person brings a stricter one.
        headers
            .entry(header::CONTENT_SECURITY_POLICY)
            .or_insert(policy);
    }
    // Whatever does not say otherwise is about a person.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if protection.is_secure() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    response
}

/// Lets in what changes something only from our own pages: by Sec-Fetch-Site where the browser
/// sends it, by Origin otherwise. Calls of islands also need a header that no form can send.
pub async fn origin(
    State(protection): State<Protection>,
    request: Request,
    next: Next,
) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let api = request.uri().path().starts_with("/api/");
    let headers = request.headers();
    if api && !(headers.contains_key("x-habeas") && is_json(headers)) {
        return refused(&request);
    }
    if !safe && !from_here(&protection, headers) {
        return refused(&request);
    }
    next.run(request).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/json"))
}

fn from_here(protection: &Protection, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        // A page cannot write this header; the browser compared the origins.
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin == protection.origin,
        // Every browser of the last years sends one of the two with a post.
        (None, None) => false,
    }
}

fn refused(request: &Request<Body>) -> Response {
    let words = request.extensions().get::<Visit>().map(|visit| visit.words);
    let line = words.map_or_else(String::new, |words| words.say("trouble-origin"));
    (StatusCode::FORBIDDEN, line).into_response()
}
