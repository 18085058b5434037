//! The link by which somebody says that it was not them, and where staff look at it.

use axum::{extract::Path, http::StatusCode, response::Response};
use habeas_desk::{DeskError, Done};
use habeas_domain::role::Act;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Doors, Posted};
use crate::{
    answer::load,
    form::submitted,
    pages::stop::{StopPage, StoppedPage},
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/not-me/{token}", not_me)
        .post("/staff/stopped", act)
}

/// `/not-me/{token}`: a page with a button, because what reads mails before people do opens every
/// link in them.
#[component]
pub(crate) fn NotMe() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token");
    load(
        |desk, _| async move {
            match desk.to_stop(&token.unwrap_or_default()).await {
                Ok(link) => Ok(Some(link)),
                Err(DeskError::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        },
        |link| view! { <StopPage link/> },
    )
}

async fn not_me(Path(token): Path<String>, posted: Posted) -> Response {
    let done = match posted.desk.stop_opening(&token).await {
        // The page of the link says what it is worth.
        Ok(()) | Err(DeskError::NotFound) => Ok(format!("/not-me/{token}")),
        Err(error) => Err(error),
    };
    posted.answer(done).await
}

/// `/staff/stopped`
#[component]
pub(crate) fn StaffStopped() -> impl IntoView {
    let chosen = submitted().value("subject").map(str::to_owned);
    load(
        |desk, visitor| async move { desk.stopped(&visitor).await },
        |stopped| view! { <StoppedPage stopped chosen/> },
    )
}

async fn act(posted: Posted) -> Response {
    let done = opened(&posted).await;
    match done {
        Ok(true) => posted.answer(Ok("/staff/stopped".to_owned())).await,
        Ok(false) => posted.again(posted.typed(), StatusCode::OK).await,
        Err(error) => posted.answer(Err(error)).await,
    }
}

/// Opens one; the page with the question first.
async fn opened(posted: &Posted) -> Done<bool> {
    posted.visitor.staff(Act::LiftStop)?;
    let subject = posted.field("subject").parse();
    let subject = subject.map_err(|_| DeskError::NotFound)?;
    if posted.field("act") != "open" {
        return Ok(false);
    }
    posted
        .desk
        .lift_stop(&posted.visitor, subject, posted.field("how"))
        .await?;
    Ok(true)
}
