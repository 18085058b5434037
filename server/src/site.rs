//! The static half of the site, inside the binary.

use std::{collections::BTreeMap, sync::OnceLock};

use axum::{
    Router,
    body::Bytes,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use habeas_app::visit::Assets;
use leptos::config::LeptosOptions;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use tower_http::compression::CompressionLayer;

/// What the builder of the browser's half left there. A build without it has pages without style,
/// and says so at its start.
#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Embedded;

struct File {
    bytes: Bytes,
    etag: String,
    media: String,
}

/// All files by path, with their hashes.
fn files() -> &'static BTreeMap<String, File> {
    static FILES: OnceLock<BTreeMap<String, File>> = OnceLock::new();
    FILES.get_or_init(|| {
        Embedded::iter()
            .filter_map(|path| {
                let bytes = Embedded::get(&path)?.data;
                let media = mime_guess::from_path(&*path).first_or_octet_stream();
                let file = File {
                    etag: hex::encode(&Sha256::digest(&bytes)[..8]),
                    media: media.to_string(),
                    bytes: Bytes::from(bytes.into_owned()),
                };
                Some((path.into_owned(), file))
            })
            .collect()
    })
}

/// Whether the browser's half is there at all.
pub fn is_there() -> bool {
    files().contains_key("main.css")
}

/// Addresses of style and icon, each with its hash.
pub fn assets() -> Assets {
    let at = |path: &str| match files().get(path) {
        Some(file) => format!("/{path}?v={}", file.etag),
        None => format!("/{path}"),
    };
    Assets {
        style: at("main.css"),
        icon: at("favicon.svg"),
        stay: at("stay.js"),
        brand: None,
    }
}

/// What islands are loaded by.
pub fn leptos() -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("habeas")
        .site_pkg_dir("pkg")
        .build()
}

/// The static files. Only these are compressed: a page that mixes what is personal with what
/// somebody else can put into it must not be (BREACH).
pub fn router() -> Router {
    let mut router = Router::new().route("/pkg/{file}", get(pkg));
    for path in files().keys().filter(|path| !path.contains('/')) {
        let path = path.clone();
        router = router.route(
            &format!("/{path}"),
            get(move |uri: Uri, headers: HeaderMap| async move {
                serve(&path, &headers, uri.query().is_some())
            }),
        );
    }
    router.layer(CompressionLayer::new())
}

async fn pkg(Path(file): Path<String>, headers: HeaderMap) -> Response {
    serve(&format!("pkg/{file}"), &headers, false)
}

/// `hashed` files are asked for with their hash and never change under it.
fn serve(path: &str, headers: &HeaderMap, hashed: bool) -> Response {
    let Some(file) = files().get(path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = format!("\"{}\"", file.etag);
    let cached = if hashed {
        "public, max-age=31536000, immutable"
    } else {
        "public, no-cache"
    };
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| known.contains(&etag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        file.bytes.clone().into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cached));
    for (name, value) in [(header::ETAG, &etag), (header::CONTENT_TYPE, &file.media)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    response
}
