//! The door by which whoever runs the portal ends sessions of others.

use axum::{http::request::Parts, response::Response};
use habeas_desk::{DeskError, Done};
use habeas_domain::role::Act;
use leptos::prelude::*;
use tower_sessions::Session;

use crate::{
    answer::{asked_for, load},
    doors::{Doors, Posted},
    pages::staff::StaffSessionsPage,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/staff/sessions", end)
}

/// `/staff/sessions`
#[component]
pub(crate) fn StaffSessions() -> impl IntoView {
    let session =
        use_context::<Parts>().and_then(|parts| parts.extensions.get::<Session>().cloned());
    let ended = asked_for("ended").is_some();
    load(
        |desk, visitor| async move {
            let this = session
                .and_then(|session| session.id())
                .ok_or(DeskError::SignIn)?;
            desk.open_sessions(&visitor, &this).await
        },
        move |(sessions, customers)| view! { <StaffSessionsPage sessions customers ended/> },
    )
}

async fn end(posted: Posted) -> Response {
    let done = ended(&posted).await;
    posted.answer(done).await
}

async fn ended(posted: &Posted) -> Done<String> {
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    visitor.staff(Act::EndOthersSessions)?;
    match posted.field("act") {
        "end" => {
            desk.end_session_of(visitor, posted.field("session"))
                .await?;
            Ok("/staff/sessions".to_owned())
        }
        "customer" => {
            desk.end_sessions_of_customer(visitor, posted.field("email"))
                .await?;
            Ok("/staff/sessions?ended=1".to_owned())
        }
        _ => Err(DeskError::NotFound),
    }
}
