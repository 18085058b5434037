//! The door by which staff check who asks.

use axum::{extract::Path, http::StatusCode, response::Response};
use habeas_desk::{DeskError, Done};
use habeas_domain::{id::Reference, role::Act, who::CategoriesView};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::named;
use crate::{
    answer::load,
    doors::{Doors, Posted},
    pages::staff::{Compared, StaffWhoPage},
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/staff/requests/{reference}/who", who)
}

/// `/staff/requests/:reference/who`
#[component]
pub(crate) fn StaffWho() -> impl IntoView {
    let reference = use_params_map().get_untracked().get("reference");
    load(
        |desk, visitor| async move {
            let reference = named(&reference.unwrap_or_default())?;
            desk.check_who(&visitor, &reference).await
        },
        |view| view! { <StaffWhoPage view/> },
    )
}

/// A form of the page: an answer is said on the page itself, everything else leads back to it.
async fn who(Path(reference): Path<String>, posted: Posted) -> Response {
    match done(&posted, &reference).await {
        Ok(Step::Categories(held)) => posted.showing(held, StatusCode::OK).await,
        Ok(Step::Compared(agrees)) => posted.showing(Compared(agrees), StatusCode::OK).await,
        Ok(Step::On(to)) => posted.answer(Ok(to)).await,
        Err(error) => posted.answer(Err(error)).await,
    }
}

enum Step {
    Categories(CategoriesView),
    Compared(bool),
    On(String),
}

async fn done(posted: &Posted, reference: &str) -> Done<Step> {
    posted.visitor.staff(Act::Verify)?;
    let reference: Reference = named(reference)?;
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    let page = format!("/staff/requests/{reference}/who");
    match posted.field("act") {
        "compare-answers" => {
            let said = (posted.field("field"), posted.field("said"));
            let agrees = desk.compare_answer(visitor, &reference, said).await?;
            return Ok(Step::Compared(agrees));
        }
        "categories" => {
            let held = desk.categories(visitor, &reference).await?;
            return Ok(Step::Categories(held));
        }
        "note-evidence" => {
            let seen: Vec<&str> = posted
                .sent
                .iter()
                .filter(|(name, _)| name == "seen")
                .map(|(_, value)| value.as_str())
                .collect();
            desk.note_evidence(visitor, &reference, &seen).await?;
        }
        "send-desk-code" => desk.send_desk_code(visitor, &reference).await?,
        "give-desk-code" => {
            let code = posted.field("code");
            desk.give_desk_code(visitor, &reference, code).await?;
        }
        "verify" => {
            let version = posted.field("version").parse();
            let version = version.map_err(|_| DeskError::NotFound)?;
            desk.verify(visitor, &reference, version).await?;
            return Ok(Step::On(format!("/staff/requests/{reference}")));
        }
        _ => return Err(DeskError::NotFound),
    }
    Ok(Step::On(page))
}
