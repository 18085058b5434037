//! The doors by which staff see one person: of a request, or found.

use axum::{extract::Path, http::StatusCode, response::Response};
use habeas_desk::{DeskError, Done, Whom};
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
    doors
        .post("/staff/requests/{reference}/person", of_request)
        .post("/staff/people/{token}", found)
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

/// `/staff/people/:token`
#[component]
pub(crate) fn StaffFound() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token");
    let form = client_id();
    load(
        |desk, visitor| async move {
            let token = token.unwrap_or_default();
            desk.person_of(&visitor, Whom::Found(&token)).await
        },
        |view| view! { <StaffPersonPage view client_id=form/> },
    )
}

async fn of_request(Path(reference): Path<String>, posted: Posted) -> Response {
    let known = match posted.visitor.staff(Act::SeePerson) {
        Ok(_) => named(&reference),
        Err(error) => Err(error),
    };
    match known {
        Ok(reference) => {
            let page = format!("/staff/requests/{reference}/person");
            person(posted, Whom::Of(&reference), page).await
        }
        Err(error) => posted.answer(Err(error)).await,
    }
}

async fn found(Path(token): Path<String>, posted: Posted) -> Response {
    let page = format!("/staff/people/{token}");
    person(posted, Whom::Found(&token), page).await
}

/// What is revealed is in the answer alone, and in no address; everything else leads back to the
/// page.
async fn person(posted: Posted, whom: Whom<'_>, page: String) -> Response {
    if posted.field("act") == "reveal-contact" {
        return match revealed(&posted, whom).await {
            Ok(revealed) => posted.showing(revealed, StatusCode::OK).await,
            Err(error) => posted.answer(Err(error)).await,
        };
    }
    let done = done(&posted, whom).await;
    posted.answer(done.map(|()| page)).await
}

async fn revealed(posted: &Posted, whom: Whom<'_>) -> Done<Revealed> {
    posted.visitor.staff(Act::RevealContact)?;
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    let values = desk.reveal_of(visitor, whom, posted.field("why")).await?;
    Ok(Revealed(values))
}

async fn done(posted: &Posted, whom: Whom<'_>) -> Done {
    posted.visitor.staff(Act::WriteNote)?;
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    match posted.field("act") {
        "write-note" => {
            let note = (posted.field("remark"), posted.client_id()?);
            desk.note_of(visitor, whom, note).await
        }
        act @ ("merge" | "unmerge") => {
            let people = (whom, posted.field("other"));
            desk.merge_people(visitor, people, act == "merge").await
        }
        _ => Err(DeskError::NotFound),
    }
}
