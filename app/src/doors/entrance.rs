//! Coming in, showing again who one is, going out, and accepting an invitation.

use axum::{
    extract::Path,
    http::{HeaderValue, header::HeaderName},
    response::Response,
};
use form_urlencoded::byte_serialize;
use habeas_desk::{DeskError, Done, Visitor};
use habeas_domain::actor::Actor;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Doors, Posted};
use crate::{
    answer::load,
    pages::entrance::{JoinPage, ProvePage},
    parts::staff_links,
    session,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/sign-in", sign_in)
        .post("/prove", prove)
        .post("/sign-out", sign_out)
        .post("/join/{token}", join)
}

async fn sign_in(posted: Posted) -> Response {
    let entered = posted
        .desk
        .sign_in(
            posted.field("email"),
            posted.field("password"),
            &posted.from(),
        )
        .await;
    enter(posted, entered).await
}

async fn prove(posted: Posted) -> Response {
    let (desk, code, from) = (&posted.desk, posted.field("code"), posted.from());
    let proved = if code.is_empty() {
        let password = posted.field("password");
        desk.prove(&posted.visitor, password, &from).await
    } else {
        desk.prove_by_code(&posted.visitor, code, &from).await
    };
    enter(posted, proved).await
}

async fn join(Path(token): Path<String>, posted: Posted) -> Response {
    let joined = posted
        .desk
        .join(&token, posted.field("name"), posted.field("password"))
        .await;
    enter(posted, joined).await
}

/// Lets in whoever was let in, and on to where they wanted to go.
pub(super) async fn enter(posted: Posted, visitor: Done<Visitor>) -> Response {
    let mut known = None;
    let done = match visitor {
        Ok(visitor) => {
            let home = match visitor.actor {
                Actor::Staff { role, .. } => staff_links::home(role),
                _ => "/data",
            };
            let next = posted.next().unwrap_or_else(|| home.to_owned());
            let entered = async {
                session::enter(&posted.session, &visitor, posted.desk.now()).await?;
                session::began_on(&posted.session, posted.agent()).await?;
                let from = posted.from();
                known = Some(posted.desk.known_browser(&visitor.actor, &from).await?);
                posted.desk.note_language(&visitor, from.language).await?;
                Ok(next)
            };
            entered.await
        }
        // The password was right, and nobody is signed in yet.
        Err(DeskError::Second(halfway)) => {
            let query = posted.next().map_or_else(String::new, |next| {
                let next: String = byte_serialize(next.as_bytes()).collect();
                format!("?next={next}")
            });
            session::keep_halfway(&posted.session, &halfway)
                .await
                .map(|()| format!("/sign-in/code{query}"))
        }
        Err(error) => Err(error),
    };
    posted.remembering(known, done).await
}

/// Signing out of a session that has ended is signing out too.
async fn sign_out(posted: Posted) -> Response {
    let left = session::leave(&posted.session).await;
    let mut response = posted.answer(left.map(|()| "/".to_owned())).await;
    // Whoever uses this browser next finds nothing of it.
    response.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    response
}

/// `/prove`
#[component]
pub(crate) fn Prove() -> impl IntoView {
    load(
        |desk, visitor| async move { desk.takes_code(&visitor).await },
        |code| view! { <ProvePage code/> },
    )
}

/// `/join/{token}`
#[component]
pub(crate) fn Join() -> impl IntoView {
    let token = use_params_map()
        .get_untracked()
        .get("token")
        .unwrap_or_default();
    load(
        |desk, _| async move { desk.invited(&token).await },
        |role| view! { <JoinPage role/> },
    )
}
