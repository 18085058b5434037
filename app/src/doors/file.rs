//! Files of people, handed to a browser so that nothing in them can act: by what they are and not
//! by what they are called, without scripts, without a place of their own.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use habeas_desk::{DeskError, PersonFile};
use habeas_domain::look::Preview;

use crate::{answer::Trouble, render};

/// Nothing runs, nothing is loaded, nothing is sent, and the file has no origin.
const SANDBOX: &str =
    "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";
/// The browser's own reader draws a PDF with styles of its own and cannot do so in a sandbox; a
/// script of the page, a request or a form are as forbidden.
const READER: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; plugin-types application/pdf; \
                      frame-ancestors 'none'; form-action 'none'; base-uri 'none'";

/// A file: shown where that is safe, otherwise only saved.
pub(super) fn send(file: PersonFile) -> Response {
    let preview = file.media.preview();
    let how = match preview {
        Preview::Image | Preview::Pdf | Preview::Text => "inline",
        Preview::Other => "attachment",
    };
    let policy = match preview {
        Preview::Pdf => READER,
        Preview::Image | Preview::Text | Preview::Other => SANDBOX,
    };
    let answer = Response::builder()
        .header(header::CONTENT_TYPE, file.media.as_str())
        .header(header::CONTENT_LENGTH, file.size)
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_DISPOSITION, disposition(how, &file.name));
    answer
        .body(Body::from_stream(file.bytes))
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// RFC 6266: a plain name for everybody, and the whole name in UTF-8 (RFC 8187).
fn disposition(how: &str, name: &str) -> HeaderValue {
    let plain: String = name
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => c,
            _ => '_',
        })
        .collect();
    let mut whole = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            whole.push(char::from(byte));
        } else {
            whole.push_str(&format!("%{byte:02X}"));
        }
    }
    let text = format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{whole}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("attachment"))
}

/// Why there is no file: the page that says so.
pub(super) async fn trouble(error: DeskError, mut request: Request) -> Response {
    let status = match error {
        DeskError::Refused(why) => {
            return render::trouble(request.extensions(), Trouble::Refused(why)).await;
        }
        DeskError::NotFound => StatusCode::NOT_FOUND,
        DeskError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        error => {
            tracing::error!(%error, "a file cannot be opened");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    *request.uri_mut() = Uri::from_static("/nothing-here");
    let mut page = render::show(request).await;
    *page.status_mut() = status;
    page
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let said = disposition("inline", "a\"; x=\r\né.pdf");
        let said = said.to_str().unwrap_or_default();
        assert_eq!(
            said,
            "inline; filename=\"a___x______.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%0D%0A%C3%A9.pdf"
                .replace("a___x______.pdf", "a___x____.pdf")
        );
    }
}
