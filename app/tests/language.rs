//! The language of a page: chosen, asked for, and remembered.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use axum::http::{HeaderMap, HeaderValue, header};
use habeas_app::visit::LanguageCookie;
use habeas_words::Locale;

fn asked(cookie: Option<&str>, accept: Option<&str>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Some(cookie) = cookie {
        headers.insert(header::COOKIE, HeaderValue::from_str(cookie).unwrap());
    }
    if let Some(accept) = accept {
        headers.insert(
            header::ACCEPT_LANGUAGE,
            HeaderValue::from_str(accept).unwrap(),
        );
    }
    headers
}

#[test]
fn what_was_chosen_comes_before_what_the_browser_asks_for() {
    let cookie = LanguageCookie::of(true);
    for (chosen, accept, locale) in [
        (None, None, Locale::En),
        (None, Some("es-ES,es;q=0.9"), Locale::Es),
        (Some("__Host-language=en"), Some("es"), Locale::En),
        (Some("a=b; __Host-language=es"), Some("en"), Locale::Es),
        // No language of ours, or not ours to read: as if nothing had been chosen.
        (Some("__Host-language=fr"), Some("es"), Locale::Es),
        (Some("__Host-language=en-XA"), None, Locale::En),
        (Some("language=es"), None, Locale::En),
    ] {
        let headers = asked(chosen, accept);
        assert_eq!(cookie.locale(&headers), locale, "{chosen:?} {accept:?}");
    }
}

#[test]
fn the_cookie_is_read_by_the_server_alone() {
    assert_eq!(
        LanguageCookie::of(true).set(Locale::Es),
        "__Host-language=es; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure"
    );
    let plain = LanguageCookie::of(false);
    assert_eq!(
        plain.set(Locale::En),
        "language=en; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
    );
    let kept = plain.set(Locale::Es);
    let back = kept.split(';').next().unwrap();
    assert_eq!(plain.locale(&asked(Some(back), Some("en"))), Locale::Es);
}
