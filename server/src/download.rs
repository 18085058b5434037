//! Fetching a package, whole or the rest of it (RFC 9110, section 14).

use axum::{
    Extension,
    body::Body,
    extract::{Path, Request},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use habeas_app::{answer::Trouble, render, session};
use habeas_desk::{Desk, DeskError, PackageFile, Visitor};
use tower_sessions::Session;

/// `GET /requests/{reference}/package`
pub async fn package(
    Path(reference): Path<String>,
    Extension(desk): Extension<Desk>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let found = match reference.parse() {
        Ok(reference) => desk.package_file(&visitor, &reference).await,
        Err(_) => Err(DeskError::NotFound),
    };
    match found {
        Ok(file) => send(file, request.headers()),
        // From there one comes back to the page with the link.
        Err(DeskError::SignIn) => to("/sign-in", &reference),
        Err(DeskError::Prove) => to("/prove", &reference),
        Err(DeskError::NotFound) => nothing_here(request).await,
        Err(DeskError::Refused(why)) => {
            render::trouble(request.extensions(), Trouble::Refused(why)).await
        }
        Err(error) => {
            tracing::error!(%error, "a package cannot be fetched");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// `GET /receive/{token}/copy.zip`: a copy that somebody handed over, for the browser that gave
/// the code.
pub async fn handed(
    Path(token): Path<String>,
    Extension(desk): Extension<Desk>,
    session: Session,
    request: Request,
) -> Response {
    let found = async {
        let opened = session::asked(&session).await?;
        desk.handed_file(&token, &opened).await
    };
    match found.await {
        Ok(file) => send(file, request.headers()),
        Err(DeskError::NotFound) => nothing_here(request).await,
        Err(error) => {
            tracing::error!(%error, "a copy that was handed over cannot be fetched");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn to(door: &str, reference: &str) -> Response {
    Redirect::to(&format!("{door}?next=/requests/{reference}")).into_response()
}

async fn nothing_here(mut request: Request) -> Response {
    *request.uri_mut() = Uri::from_static("/nothing-here");
    render::show(request).await
}

fn send(file: PackageFile, headers: &HeaderMap) -> Response {
    let (bytes, etag) = (file.bytes, format!("\"{}\"", file.sha256));
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    // The rest of another file would be no use.
    let same = text(header::IF_RANGE).is_none_or(|known| known == etag);
    let range = text(header::RANGE)
        .filter(|_| same)
        .map(|range| part(range, bytes));
    let (status, start, length) = match range {
        None | Some(Part::Other) => (StatusCode::OK, 0, bytes),
        Some(Part::Of(start, length)) => (StatusCode::PARTIAL_CONTENT, start, length),
        Some(Part::Beyond) => {
            let whole = format!("bytes */{bytes}");
            return (
                StatusCode::RANGE_NOT_SATISFIABLE,
                [(header::CONTENT_RANGE, whole)],
            )
                .into_response();
        }
    };
    let mut answer = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "application/zip")
        .header(header::CONTENT_LENGTH, length)
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::ETAG, etag)
        .header(
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", file.name),
        );
    if status == StatusCode::PARTIAL_CONTENT {
        let end = start + length - 1;
        answer = answer.header(
            header::CONTENT_RANGE,
            format!("bytes {start}-{end}/{bytes}"),
        );
    }
    let body = Body::from_stream(file.range(start, length));
    answer
        .body(body)
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// What a `Range` asks for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// From here, so many bytes.
    Of(u64, u64),
    /// Nothing that the file has.
    Beyond,
    /// Several parts, another unit, or nonsense: the whole is sent.
    Other,
}

fn part(range: &str, bytes: u64) -> Part {
    let Some((from, to)) = range
        .strip_prefix("bytes=")
        .filter(|range| !range.contains(','))
        .and_then(|range| range.split_once('-'))
    else {
        return Part::Other;
    };
    let (start, end) = match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(start), Ok(end)) if start <= end => (start, end.saturating_add(1).min(bytes)),
        (Ok(start), Err(_)) if to.is_empty() => (start, bytes),
        (Err(_), Ok(last)) if from.is_empty() => (bytes.saturating_sub(last), bytes),
        _ => return Part::Other,
    };
    if start < end {
        Part::Of(start, end - start)
    } else {
        Part::Beyond
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, part};

    #[test]
    fn a_range_is_read_as_the_standard_says() {
        assert_eq!(part("bytes=0-99", 1000), Part::Of(0, 100));
        assert_eq!(part("bytes=900-", 1000), Part::Of(900, 100));
        assert_eq!(part("bytes=-100", 1000), Part::Of(900, 100));
        assert_eq!(part("bytes=900-5000", 1000), Part::Of(900, 100));
        assert_eq!(part("bytes=1000-", 1000), Part::Beyond);
        assert_eq!(part("bytes=5-2", 1000), Part::Other);
        assert_eq!(part("bytes=0-1,5-6", 1000), Part::Other);
        assert_eq!(part("lines=0-1", 1000), Part::Other);
    }
}
