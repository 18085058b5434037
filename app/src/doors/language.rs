//! Choosing a language.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use habeas_words::Locale;

use super::{Doors, Posted};
use crate::{answer::local, visit::LanguageCookie};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/language", choose)
}

/// Remembers a language in the browser and leads back to the page the choice was made on. What is
/// no language of ours changes nothing.
async fn choose(posted: Posted) -> Response {
    let back = local(posted.field("back")).unwrap_or("/").to_owned();
    let cookie = Locale::offered(posted.field("language"))
        .map(|locale| {
            posted
                .extension::<LanguageCookie>()
                .unwrap_or(PLAIN)
                .set(locale)
        })
        .and_then(|cookie| HeaderValue::try_from(cookie).ok());
    let mut response = posted.answer(Ok(back)).await;
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Where the server did not say how it is reached.
const PLAIN: LanguageCookie = LanguageCookie::of(false);
