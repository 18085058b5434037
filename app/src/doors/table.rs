//! A list as a file: sent piece by piece, or why there is none.

use axum::{
    body::Body,
    extract::Request,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use habeas_desk::{Csv, DeskError, Done};

use crate::{
    answer::{Trouble, by_way_of, path},
    render,
};

/// Sends a file, or says why not. A fault on the way breaks the download off, so that half a list
/// is never taken for a whole one.
pub(super) async fn send(name: &'static str, made: Done<Csv>, request: Request) -> Response {
    let error = match made {
        Ok(csv) => {
            let kind = "text/csv; charset=utf-8; header=present";
            let how = format!("attachment; filename=\"{name}\"");
            let heads = [
                (header::CONTENT_TYPE, kind.to_owned()),
                (header::CONTENT_DISPOSITION, how),
            ];
            return (heads, Body::from_stream(csv)).into_response();
        }
        Err(error) => error,
    };
    let trouble = match error {
        DeskError::SignIn => {
            return Redirect::to(&by_way_of("/sign-in", &path(request.uri()))).into_response();
        }
        DeskError::Internal(cause) => {
            tracing::error!(cause = format!("{cause:#}"), "a list was not made");
            Trouble::Ours
        }
        _ => Trouble::NotFound,
    };
    render::trouble(request.extensions(), trouble).await
}
