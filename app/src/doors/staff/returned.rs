//! The door by which an officer sees who is back, and says that they lawfully are.

use axum::response::Response;
use habeas_desk::{DeskError, Done};
use habeas_domain::role::Act;
use leptos::prelude::*;

use crate::{
    answer::load,
    doors::{Doors, Posted},
    pages::staff::StaffReturnedPage,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/staff/returned", judged)
}

/// `/staff/returned`
#[component]
pub(crate) fn StaffReturned() -> impl IntoView {
    load(
        |desk, visitor| async move { desk.comebacks(&visitor).await },
        |(watch, back)| view! { <StaffReturnedPage watch back/> },
    )
}

async fn judged(posted: Posted) -> Response {
    let done = judge(&posted).await;
    posted.answer(done).await
}

async fn judge(posted: &Posted) -> Done<String> {
    posted.visitor.staff(Act::JudgeReturn)?;
    let known = posted.field("act") == Act::JudgeReturn.as_str();
    let id = posted.field("id").parse().ok().filter(|_| known);
    let id = id.ok_or(DeskError::NotFound)?;
    posted.desk.judge_back(&posted.visitor, id).await?;
    Ok("/staff/returned".to_owned())
}
