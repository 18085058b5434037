//! What is held, and correcting it.

use axum::{extract::Path, http::StatusCode, response::Response};
use habeas_desk::{Correcting, Done};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Doors, Posted};
use crate::{
    answer::{asked_for, client_id, load},
    form::submitted,
    pages::{
        correct::{CorrectCheckPage, CorrectPage},
        data::{CollectionPage, DataPage},
    },
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/data/{place}/{token}/{field}", correct)
}

/// `/data`
#[component]
pub(crate) fn Data() -> impl IntoView {
    load(
        |desk, visitor| async move { desk.your_data(&visitor).await },
        |view| view! { <DataPage view/> },
    )
}

/// `/data/{place}`
#[component]
pub(crate) fn OneCollection() -> impl IntoView {
    let place = param("place");
    let page: usize = asked_for("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1);
    let page = page.clamp(1, 1_000_000);
    load(
        move |desk, visitor| async move { desk.collection(&visitor, &place, page - 1).await },
        move |view| view! { <CollectionPage view page/> },
    )
}

/// `/data/{place}/{token}/{field}`: the form, or the last look at what came back from it.
#[component]
pub(crate) fn Correct() -> impl IntoView {
    let (place, token, field) = (param("place"), param("token"), param("field"));
    let back = submitted();
    let checked = back.is_fine() && back.value("step") == Some("check");
    let last_look = checked || back.error("password").is_some();
    load(
        move |desk, visitor| async move {
            let view = desk.correct_form(&visitor, &place, &token, &field).await?;
            Ok((view, desk.fresh(&visitor).is_err()))
        },
        move |(view, prove)| {
            if last_look {
                view! { <CorrectCheckPage view client_id=client_id() prove/> }.into_any()
            } else {
                view! { <CorrectPage view/> }.into_any()
            }
        },
    )
}

fn param(name: &str) -> String {
    use_params_map()
        .get_untracked()
        .get(name)
        .unwrap_or_default()
}

type Where = Path<(String, String, String)>;

async fn correct(Path((place, token, field)): Where, posted: Posted) -> Response {
    let asked = Correcting {
        place,
        token,
        field,
        old: posted.field("old").to_owned(),
        new: posted.field("new").to_owned(),
        reason: posted.field("reason").to_owned(),
    };
    match posted.field("step") {
        "send" => {
            let sent = send(&posted, &asked).await;
            posted.answer(sent).await
        }
        "edit" => {
            let typed = posted.typed();
            posted.again(typed, StatusCode::OK).await
        }
        _ => match posted.desk.check_correction(&posted.visitor, &asked).await {
            Ok(_) => {
                let typed = posted.typed();
                posted.again(typed, StatusCode::OK).await
            }
            Err(error) => posted.answer(Err(error)).await,
        },
    }
}

async fn send(posted: &Posted, asked: &Correcting) -> Done<String> {
    let client_id = posted.client_id()?;
    let visitor = posted.proved().await?;
    let reference = posted.desk.correct(&visitor, asked, client_id).await?;
    Ok(format!("/requests/{reference}"))
}
