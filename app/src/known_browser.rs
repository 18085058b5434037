//! The cookie by which a browser is known that signed in before. It opens nothing: what it is for
//! is said at [`habeas_desk::Desk::known_browser`].

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::visit::cookie;

/// How the cookie is called and sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrowserCookie {
    name: &'static str,
    secure: bool,
}

impl BrowserCookie {
    /// For a site that is reached encrypted, or not.
    #[must_use]
    pub const fn of(secure: bool) -> Self {
        let name = if secure { "__Host-browser" } else { "browser" };
        Self { name, secure }
    }

    /// What a browser shows; nothing where it never signed in.
    #[must_use]
    pub fn shown(self, headers: &HeaderMap) -> &str {
        cookie(headers, self.name).unwrap_or_default()
    }

    /// Asks the browser of a response to keep it, for half a year.
    pub fn keep(self, response: &mut Response, value: &str) {
        let secure = if self.secure { "; Secure" } else { "" };
        let kept = format!(
            "{}={value}; Path=/; Max-Age=15552000; HttpOnly; SameSite=Strict{secure}",
            self.name
        );
        if let Ok(kept) = HeaderValue::try_from(kept) {
            response.headers_mut().append(header::SET_COOKIE, kept);
        }
    }
}
