//! The door by which staff see one person.

use axum::{extract::Path, http::StatusCode, response::Response};
use habeas_desk::{DeskError, Done};
use habeas_domain::role::Act;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::named;
use crate::{
    answer::{client_id, load},
    doors::{Doors, Posted},
    pages::staff::{Revealed, StaffPersonPage},
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/staff/requests/{reference}/person", person)
}

/// `/staff/requests/:reference/person`
#[component]
pub(crate) fn StaffPerson() -> impl IntoView {
    let reference = use_params_map().get_untracked().get("reference");
    let form = client_id();
    load(
        |desk, visitor| async move {
            let reference = named(&reference.unwrap_or_default())?;
            desk.person(&visitor, &reference).await
        },
        |view| view! { <StaffPersonPage view client_id=form/> },
    )
}

/// What is revealed is in the answer alone, and in no address; a note leads back to the page.
async fn person(Path(reference): Path<String>, posted: Posted) -> Response {
    if posted.field("act") == "reveal-contact" {
        return match revealed(&posted, &reference).await {
            Ok(revealed) => posted.showing(revealed, StatusCode::OK).await,
            Err(error) => posted.answer(Err(error)).await,
        };
    }
    let done = noted(&posted, &reference).await;
    posted.answer(done).await
}

async fn revealed(posted: &Posted, reference: &str) -> Done<Revealed> {
    posted.visitor.staff(Act::RevealContact)?;
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    let values = desk
        .reveal(visitor, &named(reference)?, posted.field("why"))
        .await?;
    Ok(Revealed(values))
}

async fn noted(posted: &Posted, reference: &str) -> Done<String> {
    posted.visitor.staff(Act::WriteNote)?;
    let reference = named(reference)?;
    if posted.field("act") != "write-note" {
        return Err(DeskError::NotFound);
    }
    let note = (posted.field("remark"), posted.client_id()?);
    posted
        .desk
        .write_note(&posted.visitor, &reference, note)
        .await?;
    Ok(format!("/staff/requests/{reference}/person"))
}
