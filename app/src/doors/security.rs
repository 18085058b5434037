//! One's own second proof and sessions, and the second step of signing in.

use axum::{
    http::{StatusCode, request::Parts},
    response::Response,
};
use habeas_desk::{DeskError, Done};
use habeas_domain::actor::Actor;
use leptos::prelude::*;
use tower_sessions::{Session, session::Id};

use super::{Doors, Posted};
use crate::{
    answer::load,
    pages::security::{FreshCodes, SecurityPage},
    session,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/sign-in/code", second)
        .post("/account/security", act)
}

/// `/account/security`
#[component]
pub(crate) fn OwnSecurity() -> impl IntoView {
    let session =
        use_context::<Parts>().and_then(|parts| parts.extensions.get::<Session>().cloned());
    load(
        |desk, visitor| async move {
            let this = session
                .and_then(|session| session.id())
                .ok_or(DeskError::SignIn)?;
            let security = desk.security(&visitor, &this).await?;
            Ok((security, visitor.must_set_up))
        },
        |(security, must)| view! { <SecurityPage security must/> },
    )
}

async fn act(posted: Posted) -> Response {
    let codes = match done(&posted).await {
        Ok(Some(codes)) => codes,
        Ok(None) => {
            let here = posted.path().to_owned();
            return posted.answer(Ok(here)).await;
        }
        Err(error) => return posted.answer(Err(error)).await,
    };
    posted.showing(FreshCodes(codes), StatusCode::OK).await
}

/// Does what the button says; the recovery codes, where there are new ones.
async fn done(posted: &Posted) -> Done<Option<Vec<String>>> {
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    let this: Id = posted.session.id().ok_or(DeskError::SignIn)?;
    match posted.field("act") {
        "begin" => desk.begin_second(visitor).await?,
        "confirm" => {
            let code = posted.field("code");
            return desk.confirm_second(visitor, &this, code).await.map(Some);
        }
        "codes" => return desk.new_recovery_codes(visitor).await.map(Some),
        "password" => {
            let words = (posted.field("password"), posted.field("new-password"));
            desk.change_password(visitor, &this, words, &posted.from())
                .await?;
        }
        "remove" => desk.remove_second(visitor, &this).await?,
        "end" => {
            desk.end_other_sessions(visitor, &this).await?;
        }
        _ => {
            // Nobody is told apart by an act that there is not.
            desk.security(visitor, &this).await?;
        }
    }
    Ok(None)
}

async fn second(posted: Posted) -> Response {
    let entered = match session::halfway(&posted.session).await {
        Ok(Some(halfway)) => {
            let code = posted.field("code");
            posted.desk.second(&halfway, code, &posted.from()).await
        }
        // Nothing to prove for whoever is signed in; nobody begins with the password.
        Ok(None) if posted.visitor.actor != Actor::Nobody => Err(DeskError::NotFound),
        Ok(None) => Err(DeskError::SignIn),
        Err(error) => Err(error),
    };
    // Not back to here: without the password this page is of no use.
    if matches!(entered, Err(DeskError::SignIn)) {
        return posted.answer(Ok("/sign-in".to_owned())).await;
    }
    super::entrance::enter(posted, entered).await
}
