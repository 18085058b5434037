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
    let chosen = Locale::offered(posted.field("language"));
    if let Some(locale) = chosen {
        // Mails follow; that they cannot is no reason to keep a page in another language.
        let remembered = posted.desk.remember_language(&posted.visitor, locale);
        if let Err(error) = remembered.await {
            tracing::warn!(%error, "a language was not remembered");
        }
    }
    let cookie = chosen
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
