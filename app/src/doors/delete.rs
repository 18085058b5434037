//! Deleting, in two steps.

use std::collections::BTreeSet;

use axum::{http::request::Parts, response::Response};
use habeas_desk::Done;
use leptos::prelude::*;

use super::{Doors, Posted};
use crate::{
    answer::{client_id, load},
    pages::delete::{ConfirmPage, DeletePage},
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/delete/confirm", confirm)
}

/// `/delete`
#[component]
pub(crate) fn Delete() -> impl IntoView {
    let chosen = chosen();
    load(
        |desk, visitor| async move { desk.delete_preview_of(&visitor, chosen).await },
        |view| view! { <DeletePage view/> },
    )
}

/// `/delete/confirm`
#[component]
pub(crate) fn Confirm() -> impl IntoView {
    let chosen = chosen();
    load(
        |desk, visitor| async move {
            let view = desk.delete_preview_of(&visitor, chosen).await?;
            Ok((view, desk.fresh(&visitor).is_err()))
        },
        |(view, prove)| view! { <ConfirmPage view client_id=client_id() prove/> },
    )
}

/// The areas that the address names: nothing personal is in it, and it can be sent by mail.
fn chosen() -> BTreeSet<String> {
    use_context::<Parts>().map_or_else(BTreeSet::new, |parts| {
        let query = parts.uri.query().unwrap_or_default();
        form_urlencoded::parse(query.as_bytes())
            .filter(|(name, _)| name == "areas")
            .map(|(_, area)| area.into_owned())
            .collect()
    })
}

async fn confirm(posted: Posted) -> Response {
    let asked = ask_for(&posted).await;
    posted.answer(asked).await
}

async fn ask_for(posted: &Posted) -> Done<String> {
    let client_id = posted.client_id()?;
    let confirmed = posted.field("confirm") == "yes";
    let sent = posted.sent.iter().filter(|(name, _)| name == "areas");
    let areas = sent.map(|(_, area)| area.clone()).collect();
    let visitor = posted.proved().await?;
    let reference = posted
        .desk
        .ask_erasure_of(&visitor, confirmed, client_id, areas)
        .await?;
    Ok(format!("/requests/{reference}"))
}
