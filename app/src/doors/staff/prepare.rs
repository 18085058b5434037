//! The door by which staff write a correction down, and a colleague looks at it.

use axum::{extract::Path, response::Response};
use habeas_desk::{DeskError, Done, Preparing};
use habeas_domain::role::Act;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::named;
use crate::{
    answer::{client_id, load},
    doors::{Doors, Posted},
    pages::staff::StaffPreparePage,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.upload("/staff/requests/{reference}/correction", correction)
}

/// `/staff/requests/:reference/correction`
#[component]
pub(crate) fn StaffPrepare() -> impl IntoView {
    let reference = use_params_map().get_untracked().get("reference");
    let form = client_id();
    load(
        |desk, visitor| async move {
            let reference = named(&reference.unwrap_or_default())?;
            desk.prepare_form(&visitor, &reference).await
        },
        |view| view! { <StaffPreparePage view client_id=form/> },
    )
}

async fn correction(Path(reference): Path<String>, posted: Posted) -> Response {
    let done = kept(&posted, &reference).await;
    posted.answer(done).await
}

async fn kept(posted: &Posted, reference: &str) -> Done<String> {
    posted.visitor.staff(Act::PrepareCorrection)?;
    let reference = named(reference)?;
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    let page = format!("/staff/requests/{reference}");
    if posted.field("act") == Act::CheckCorrection.as_str() {
        desk.check_prepared(visitor, &reference, posted.field("seal"))
            .await?;
        return Ok(page);
    }
    let version = posted.field("version").parse();
    let version = version.map_err(|_| DeskError::NotFound)?;
    let client_id = posted.client_id()?;
    let mut problems = Vec::new();
    for file in &posted.files {
        match desk.hand_in_for(visitor, &reference, client_id, file).await {
            Ok(()) => {}
            Err(DeskError::Answers(answers)) => problems.extend(answers),
            Err(error) => return Err(error),
        }
    }
    if !problems.is_empty() {
        return Err(DeskError::Answers(problems));
    }
    let preparing = Preparing {
        what: posted.field("what"),
        new: posted.field("new"),
        reason: posted.field("reason"),
        client_id,
    };
    desk.prepare_correction(visitor, (&reference, version), &preparing)
        .await?;
    Ok(page)
}
