//! What every page knows about the request it answers. The server provides it
//! as context; tests and samples make their own.

use axum::http::{HeaderMap, header};
use habeas_domain::role::Role;
use habeas_words::{Locale, Words};
use leptos::prelude::use_context;

/// One request for a page.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The words of the reader's language.
    pub words: &'static Words,
    /// Whose service this is.
    pub company: Company,
    /// Who reads.
    pub who: Who,
    /// The path asked for, without the query.
    pub path: String,
    /// When the reader's session ends, if they are signed in.
    pub ends: Option<Ends>,
    /// Whether the browser says that nothing may be sold or shared (Global Privacy Control).
    pub signal: bool,
}

impl Default for Visit {
    fn default() -> Self {
        Self {
            words: Words::for_locale(Locale::En),
            company: Company::default(),
            who: Who::Nobody,
            path: String::new(),
            ends: None,
            signal: false,
        }
    }
}

/// When a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// In how many seconds.
    pub seconds: i64,
    /// Whether one can stay.
    pub extends: bool,
}

/// The company that answers here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// Its name, as people know it.
    pub name: String,
    /// Where privacy questions go.
    pub email: String,
    /// Its postal address.
    pub address: String,
    /// The authority a person can complain to.
    pub authority: String,
}

/// Who reads the page, as far as the frame of the page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// Not signed in.
    #[default]
    Nobody,
    /// A customer.
    Customer,
    /// Somebody of the company.
    Staff {
        /// Their name, shown to themselves.
        name: String,
        /// As what they work here: what they may open.
        role: Role,
    },
}

/// The cookie that remembers the language somebody chose. The server names it: only an encrypted
/// site may call it `__Host-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanguageCookie {
    /// Its name.
    pub name: &'static str,
    /// Whether it goes over encrypted connections only.
    pub secure: bool,
}

impl LanguageCookie {
    /// For a site that is reached encrypted, or not.
    #[must_use]
    pub const fn of(secure: bool) -> Self {
        let name = if secure {
            "__Host-language"
        } else {
            "language"
        };
        Self { name, secure }
    }

    /// What the browser is asked to keep, for a year.
    #[must_use]
    pub fn set(self, locale: Locale) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        format!(
            "{}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}",
            self.name,
            locale.tag()
        )
    }

    /// The language of a request: what was chosen before, else what the browser asks for, else
    /// English.
    #[must_use]
    pub fn locale(self, headers: &HeaderMap) -> Locale {
        let chosen = cookie(headers, self.name).and_then(Locale::offered);
        let asked = || {
            let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
            Locale::accepted(header)
        };
        chosen.or_else(asked).unwrap_or_default()
    }
}

/// What a request sends as a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(is, value)| (is == name).then_some(value))
}

/// Where the stylesheet and the icon are; the server puts their hash in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The stylesheet.
    pub style: String,
    /// The icon.
    pub icon: String,
    /// The script that says when the session ends.
    pub stay: String,
    /// The company's own accent and corners, if it has any.
    pub brand: Option<String>,
}

impl Default for Assets {
    fn default() -> Self {
        Self {
            style: "/main.css".into(),
            icon: "/favicon.svg".into(),
            stay: "/stay.js".into(),
            brand: None,
        }
    }
}

/// The present visit.
#[must_use]
pub fn visit() -> Visit {
    use_context().unwrap_or_default()
}

/// The words of the present visit.
#[must_use]
pub fn words() -> &'static Words {
    visit().words
}

/// The network that a request came from, for limits on how often something is asked: an address,
/// or the part of one that a household has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network(pub String);
