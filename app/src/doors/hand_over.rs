//! Handing a copy to another company: the person makes a link, the other company opens it.

use axum::{extract::Path, http::StatusCode, response::Response};
use habeas_desk::{DeskError, Done};
use habeas_domain::role::Act;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use tower_sessions::Session;

use super::{Doors, Posted, requests::reference};
use crate::{
    answer::load,
    pages::hand_over::{Fresh, HandOverPage, ReceivePage},
    session,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/requests/{reference}/hand-over", act)
        .post("/receive/{token}", open)
}

/// `/requests/{reference}/hand-over`
#[component]
pub(crate) fn HandOver() -> impl IntoView {
    let number = reference();
    load(
        |desk, visitor| async move {
            visitor.may(Act::HandOver)?;
            let number = number?;
            let links = desk.handovers(&visitor, &number).await?;
            Ok((number.to_string(), links, desk.fresh(&visitor).is_err()))
        },
        |(reference, links, prove)| view! { <HandOverPage reference links prove/> },
    )
}

async fn act(Path(reference): Path<String>, posted: Posted) -> Response {
    if posted.field("act") == "end" {
        let ended = ended(&reference, &posted).await;
        return posted.answer(ended).await;
    }
    match made(&reference, &posted).await {
        Ok(fresh) => posted.showing(fresh, StatusCode::OK).await,
        Err(error) => posted.answer(Err(error)).await,
    }
}

async fn made(reference: &str, posted: &Posted) -> Done<Fresh> {
    posted.visitor.may(Act::HandOver)?;
    let number = reference.parse().map_err(|_| DeskError::NotFound)?;
    // Whoever cannot see the page is not asked for a password on it.
    posted.desk.handovers(&posted.visitor, &number).await?;
    let visitor = posted.proved().await?;
    let asked = (posted.field("company"), posted.field("days"));
    let made = posted.desk.hand_over_copy(&visitor, &number, asked).await?;
    Ok(Fresh(made))
}

async fn ended(reference: &str, posted: &Posted) -> Done<String> {
    posted.visitor.may(Act::HandOver)?;
    let number = reference.parse().map_err(|_| DeskError::NotFound)?;
    let id = posted
        .field("id")
        .parse()
        .map_err(|_| DeskError::NotFound)?;
    posted
        .desk
        .end_handover(&posted.visitor, &number, id)
        .await?;
    Ok(format!("/requests/{reference}/hand-over"))
}

/// `/receive/{token}`
#[component]
pub(crate) fn Receive() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token");
    let token = token.unwrap_or_default();
    let session = use_context::<Session>();
    load(
        |desk, _| async move {
            let opened = match &session {
                Some(session) => session::asked(session).await?,
                None => Vec::new(),
            };
            let fetch = match desk.may_fetch(&token, &opened).await? {
                true => Some(format!("/receive/{token}/copy.zip")),
                false => None,
            };
            match desk.receiving(&token).await {
                Ok(link) => Ok((Some(link), fetch)),
                Err(DeskError::NotFound) => Ok((None, fetch)),
                Err(error) => Err(error),
            }
        },
        |(link, fetch)| view! { <ReceivePage link fetch/> },
    )
}

async fn open(Path(token): Path<String>, posted: Posted) -> Response {
    let done = opened(&token, &posted).await;
    posted.answer(done).await
}

async fn opened(token: &str, posted: &Posted) -> Done<String> {
    let here = format!("/receive/{token}");
    let (code, from) = (posted.field("code"), posted.from());
    match posted.desk.open_handover(token, code, from.network).await {
        Ok(id) => session::remember(&posted.session, id).await?,
        // The page of the link says what it is worth.
        Err(DeskError::NotFound) => {}
        Err(error) => return Err(error),
    }
    Ok(here)
}
