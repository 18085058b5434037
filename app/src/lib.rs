//! Every page a person sees.
//!
//! Pages and parts exist on the server only. The library for the browser holds
//! the islands, the calls they make, and plain types.

// Deep view types of whole pages.
#![recursion_limit = "256"]

pub mod calls;
pub mod client;
pub mod islands;

#[cfg(feature = "ssr")]
pub mod answer;
#[cfg(feature = "ssr")]
mod app;
#[cfg(feature = "ssr")]
pub mod doors;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod known_browser;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod parts;
#[cfg(feature = "ssr")]
pub mod render;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
pub mod typed;
#[cfg(feature = "ssr")]
pub mod visit;
#[cfg(feature = "ssr")]
mod watch;

#[cfg(feature = "ssr")]
pub use app::{App, shell};

/// Wakes the islands of the page. The browser calls it once.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
