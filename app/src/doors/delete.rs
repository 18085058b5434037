//! Deleting, in two steps.

use axum::response::Response;
use habeas_desk::Done;
use leptos::prelude::*;

use super::{Doors, Posted};
use crate::{
    answer::{asked_for, client_id, load},
    form::submitted,
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
    let anew = submitted().value("anew").map(str::to_owned);
    let anew = anew.or_else(|| asked_for("anew")).as_deref() == Some("yes");
    load(
        |desk, visitor| async move {
            let view = desk.delete_preview(&visitor).await?;
            Ok((view, desk.fresh(&visitor).is_err()))
        },
        move |(view, prove)| view! { <ConfirmPage view client_id=client_id() prove anew/> },
    )
}

async fn confirm(posted: Posted) -> Response {
    let asked = ask_for(&posted).await;
    posted.answer(asked).await
}

async fn ask_for(posted: &Posted) -> Done<String> {
    let client_id = posted.client_id()?;
    let confirmed = posted.field("confirm") == "yes";
    let anew = posted.field("anew") == "yes";
    let visitor = posted.proved().await?;
    let reference = if anew {
        let asked = posted.desk.ask_erasure_anew(&visitor, confirmed, client_id);
        asked.await?
    } else {
        let asked = posted.desk.ask_erasure(&visitor, confirmed, client_id);
        asked.await?
    };
    Ok(format!("/requests/{reference}"))
}
