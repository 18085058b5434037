//! What every page knows about the request it answers. The server provides it
//! as context; tests and samples make their own.

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
}

impl Default for Visit {
    fn default() -> Self {
        Self {
            words: Words::for_locale(Locale::En),
            company: Company::default(),
            who: Who::Nobody,
            path: String::new(),
        }
    }
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
    },
}

/// Where the stylesheet and the icon are; the server puts their hash in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The stylesheet.
    pub style: String,
    /// The icon.
    pub icon: String,
    /// The company's own accent and corners, if it has any.
    pub brand: Option<String>,
}

impl Default for Assets {
    fn default() -> Self {
        Self {
            style: "/main.css".into(),
            icon: "/favicon.svg".into(),
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
