//! Asking without an account, and confirming it by the link that was mailed.

use axum::{extract::Path, response::Response};
use habeas_desk::{Asking, DeskError, Done};
use habeas_domain::id::Reference;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use tower_sessions::Session;

use super::{Doors, Posted};
use crate::{
    answer::{client_id, load},
    pages::ask::{AskPage, ConfirmAskedPage, LinkUsedPage, SentPage},
    session,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/ask", ask)
        .post("/ask/confirm/{token}", confirm)
}

async fn ask(posted: Posted) -> Response {
    let asked = asked(&posted).await;
    posted.answer(asked).await
}

async fn asked(posted: &Posted) -> Done<String> {
    let client_id = posted.field("client_id").parse();
    let asking = Asking {
        right: posted.field("right"),
        lives: posted.field("lives"),
        email: posted.field("email"),
        name: posted.field("name"),
        details: posted.field("details"),
        client_id: client_id.map_err(|_| DeskError::NotFound)?,
    };
    let reference = posted
        .desk
        .ask_without_account(&asking, &posted.from())
        .await?;
    session::remember_request(&posted.session, &reference).await?;
    Ok("/ask/sent".to_owned())
}

async fn confirm(Path(token): Path<String>, posted: Posted) -> Response {
    let confirmed = confirmed(&token, &posted).await;
    posted.answer(confirmed).await
}

async fn confirmed(token: &str, posted: &Posted) -> Done<String> {
    match posted.desk.confirm_asked(token).await {
        Ok(request) => {
            session::remember_request(&posted.session, &request.reference).await?;
            Ok("/ask/sent".to_owned())
        }
        // Sent twice, or by two at once: the page of the link says that it was used.
        Err(DeskError::NotFound | DeskError::Conflict) => Ok(format!("/ask/confirm/{token}")),
        Err(error) => Err(error),
    }
}

/// `/ask`
#[component]
pub(crate) fn Ask() -> impl IntoView {
    let session = use_context::<Session>();
    load(
        |desk, _| async move {
            let reference: Option<Reference> = match session {
                Some(session) => session::request(&session).await?,
                None => None,
            };
            // Nothing is looked up for an address: only this browser knows what it asked for.
            let asked = match reference {
                Some(reference) => desk.asked_here(&reference).await.ok(),
                None => None,
            };
            let asked = asked.filter(|asked| !asked.is_finished());
            Ok((desk.nos(), desk.places(), asked))
        },
        |(nos, places, asked)| {
            view! { <AskPage client_id=client_id() nos places asked/> }
        },
    )
}

/// `/ask/sent`: the request that this browser made or confirmed last.
#[component]
pub(crate) fn Sent() -> impl IntoView {
    let session = use_context::<Session>();
    load(
        |desk, _| async move {
            let reference: Option<Reference> = match session {
                Some(session) => session::request(&session).await?,
                None => None,
            };
            match reference {
                Some(reference) => Ok(Some(desk.asked_here(&reference).await?)),
                None => Ok(None),
            }
        },
        |request| view! { <SentPage request/> },
    )
}

/// `/ask/confirm/{token}`: a page with a button, because what reads mails before people do opens
/// every link in them.
#[component]
pub(crate) fn ConfirmAsked() -> impl IntoView {
    let token = use_params_map()
        .get_untracked()
        .get("token")
        .unwrap_or_default();
    load(
        move |desk, _| async move {
            match desk.to_confirm(&token).await {
                Ok(request) => Ok(Some(request)),
                Err(DeskError::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        },
        |request| match request {
            Some(request) => view! { <ConfirmAskedPage request/> }.into_any(),
            None => view! { <LinkUsedPage/> }.into_any(),
        },
    )
}
