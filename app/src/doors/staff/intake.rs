//! The door by which staff enter a request for somebody.

use axum::{http::StatusCode, response::Response};
use habeas_desk::{Done, Taking};
use habeas_domain::role::Act;
use leptos::prelude::*;

use crate::{
    answer::{client_id, load},
    doors::{Doors, Posted},
    pages::staff::{Checked, Offered, StaffIntakePage},
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/staff/intake", intake)
}

/// `/staff/intake`
#[component]
pub(crate) fn StaffIntake() -> impl IntoView {
    let client_id = client_id();
    load(
        |desk, visitor| async move {
            visitor.staff(Act::EnterRequest)?;
            Ok(Offered {
                kinds: desk.identity_kinds(),
                fields: desk.comparable_fields(),
                nos: desk.nos(),
                places: desk.places(),
                client_id,
            })
        },
        |offered| view! { <StaffIntakePage offered/> },
    )
}

/// First what would come of it, then it is entered.
async fn intake(posted: Posted) -> Response {
    match posted.field("step") {
        "edit" => {
            let back = posted.typed();
            posted.again(back, StatusCode::OK).await
        }
        "do" => {
            let done = entered(&posted).await;
            posted.answer(done).await
        }
        _ => match checked(&posted).await {
            Ok(checked) => posted.showing(checked, StatusCode::OK).await,
            Err(error) => posted.answer(Err(error)).await,
        },
    }
}

fn taking(posted: &Posted) -> Done<Taking<'_>> {
    posted.visitor.staff(Act::EnterRequest)?;
    Ok(Taking {
        right: posted.field("wanted"),
        lives: posted.field("lives"),
        channel: posted.field("channel"),
        received: posted.field("received"),
        kind: posted.field("kind"),
        value: posted.field("value"),
        name: posted.field("person"),
        acting: posted.field("acting"),
        details: posted.field("details"),
        disputed: posted.field("disputed"),
        language: posted.field("language"),
        needs: posted.field("needs"),
        by_post: posted.field("by_post") == "yes",
        postal: posted.field("postal"),
        careful: posted
            .sent
            .iter()
            .filter(|(name, _)| name == "careful")
            .map(|(_, value)| value.as_str())
            .collect(),
        client_id: posted.client_id()?,
    })
}

async fn checked(posted: &Posted) -> Done<Checked> {
    let taking = taking(posted)?;
    let preview = posted.desk.preview_intake(&posted.visitor, &taking).await?;
    let sent = posted.sent.clone();
    Ok(Checked { preview, sent })
}

async fn entered(posted: &Posted) -> Done<String> {
    let taking = taking(posted)?;
    let reference = posted.desk.enter_request(&posted.visitor, &taking).await?;
    Ok(format!("/staff/requests/{reference}"))
}
