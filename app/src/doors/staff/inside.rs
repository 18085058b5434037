//! The door of what staff keep with a request for themselves.

use axum::{
    Extension,
    extract::{Path, Request},
    response::{IntoResponse, Redirect, Response},
};
use habeas_desk::{Adding, Desk, DeskError, Done, Problem, Visitor};
use habeas_domain::role::Act;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::named;
use crate::{
    answer::{client_id, load},
    doors::{Doors, Posted, file},
    pages::staff::StaffInsidePage,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .upload("/staff/requests/{reference}/inside", inside)
        .get("/staff/requests/{reference}/inside/{id}", opened)
}

/// `/staff/requests/:reference/inside`
#[component]
pub(crate) fn StaffInside() -> impl IntoView {
    let reference = use_params_map().get_untracked().get("reference");
    let form = client_id();
    load(
        |desk, visitor| async move {
            visitor.staff(Act::WriteNote)?;
            let reference = named(&reference.unwrap_or_default())?;
            let view = desk.staff_request(&visitor, &reference).await?;
            Ok((reference.to_string(), view.inside))
        },
        |(reference, inside)| view! { <StaffInsidePage reference inside client_id=form/> },
    )
}

async fn inside(Path(reference): Path<String>, posted: Posted) -> Response {
    let done = kept(&posted, &reference).await;
    posted.answer(done).await
}

async fn kept(posted: &Posted, reference: &str) -> Done<String> {
    posted.visitor.staff(Act::WriteNote)?;
    let reference = named(reference)?;
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    let act = posted.field("act");
    if let "task-done" | "task-open" = act {
        let id = posted.field("id").parse();
        let id = id.map_err(|_| DeskError::NotFound)?;
        desk.task_done(visitor, &reference, (id, act == "task-done"))
            .await?;
        return Ok(format!("/staff/requests/{reference}#inside"));
    }
    let form = posted.client_id()?;
    let adding = match act {
        "add-task" => Adding::Task(posted.field("task")),
        "add-remark" => Adding::Remark(posted.field("remark")),
        "add-file" => {
            let upload = posted.files.first();
            Adding::File(upload.ok_or_else(|| DeskError::answer("evidence", Problem::Missing))?)
        }
        _ => return Err(DeskError::NotFound),
    };
    desk.add_inside(visitor, &reference, (adding, form)).await?;
    Ok(format!("/staff/requests/{reference}/inside"))
}

async fn opened(
    Path((reference, id)): Path<(String, String)>,
    Extension(desk): Extension<Desk>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let found = async {
        visitor.staff(Act::SeeEvidence)?;
        let id = id.parse().map_err(|_| DeskError::NotFound)?;
        desk.inside_file(&visitor, &named(&reference)?, id).await
    };
    match found.await {
        Ok(found) => file::send(found),
        Err(DeskError::SignIn) => {
            Redirect::to(&format!("/sign-in?next=/staff/requests/{reference}")).into_response()
        }
        Err(error) => file::trouble(error, request).await,
    }
}
