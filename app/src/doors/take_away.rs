//! Taking one's data away.

use axum::response::Response;
use habeas_desk::Done;
use leptos::prelude::*;

use super::{Doors, Posted};
use crate::{
    answer::{client_id, load},
    pages::take_away::TakeAwayPage,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/take-away", ask)
}

/// `/take-away`
#[component]
pub(crate) fn TakeAway() -> impl IntoView {
    load(
        |desk, visitor| async move {
            let view = desk.take_away(&visitor).await?;
            Ok((view, desk.fresh(&visitor).is_err()))
        },
        |(view, prove)| view! { <TakeAwayPage view client_id=client_id() prove/> },
    )
}

async fn ask(posted: Posted) -> Response {
    let asked = ask_for(&posted).await;
    posted.answer(asked).await
}

async fn ask_for(posted: &Posted) -> Done<String> {
    let client_id = posted.client_id()?;
    let visitor = posted.proved().await?;
    let reference = posted.desk.ask_package(&visitor, client_id).await?;
    Ok(format!("/requests/{reference}"))
}
