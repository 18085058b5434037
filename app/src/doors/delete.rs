//! Deleting, in two steps.

use axum::response::Response;
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
    load(
        |desk, visitor| async move { desk.delete_preview(&visitor).await },
        |view| view! { <DeletePage view/> },
    )
}

/// `/delete/confirm`
#[component]
pub(crate) fn Confirm() -> impl IntoView {
    load(
        |desk, visitor| async move {
            let view = desk.delete_preview(&visitor).await?;
            Ok((view, desk.fresh(&visitor).is_err()))
        },
        |(view, prove)| view! { <ConfirmPage view client_id=client_id() prove/> },
    )
}

async fn confirm(posted: Posted) -> Response {
    let asked = ask_for(&posted).await;
    posted.answer(asked).await
}

async fn ask_for(posted: &Posted) -> Done<String> {
    let client_id = posted.client_id()?;
    let confirmed = posted.field("confirm") == "yes";
    let visitor = posted.proved().await?;
    let reference = posted
        .desk
        .ask_erasure(&visitor, confirmed, client_id)
        .await?;
    Ok(format!("/requests/{reference}"))
}
