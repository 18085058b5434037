//! The outbox of the demo, where nothing is really sent.

use leptos::prelude::*;

use crate::{answer::load, pages::outbox::OutboxPage};

/// `/demo/outbox`
#[component]
pub(crate) fn Outbox() -> impl IntoView {
    load(
        |desk, _| async move { desk.demo_outbox().await },
        |messages| view! { <OutboxPage messages/> },
    )
}
