//! The doors of the bench: what waits to be read, one item, its original, the end of it.

use axum::{
    Extension,
    extract::{Path, Request},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use habeas_desk::{Desk, DeskError, Done, Redacting, Visitor};
use habeas_domain::{redaction::ItemAt, role::Act};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::named;
use crate::{
    answer::{by_way_of, client_id, load, path},
    doors::{Doors, Posted, file},
    pages::staff::{Previewed, StaffBenchItemPage, StaffBenchPage, StaffBenchesPage},
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/staff/requests/{reference}/bench", tell)
        .post(
            "/staff/requests/{reference}/bench/{place}/{token}/{field}",
            decide,
        )
        .get(
            "/staff/requests/{reference}/bench/{place}/{token}/{field}/original",
            original,
        )
}

/// `/staff/bench`
#[component]
pub(crate) fn StaffBenches() -> impl IntoView {
    load(
        |desk, visitor| async move { desk.waiting_copies(&visitor).await },
        |copies| view! { <StaffBenchesPage copies/> },
    )
}

/// `/staff/requests/:reference/bench`
#[component]
pub(crate) fn StaffBench() -> impl IntoView {
    let reference = use_params_map().get_untracked().get("reference");
    let form = client_id();
    load(
        |desk, visitor| async move {
            let reference = named(&reference.unwrap_or_default())?;
            desk.bench(&visitor, &reference).await
        },
        |view| view! { <StaffBenchPage view client_id=form/> },
    )
}

/// `/staff/requests/:reference/bench/:place/:token/:field`
#[component]
pub(crate) fn StaffBenchItem() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let of = |name: &str| params.get(name).unwrap_or_default();
    let (reference, at) = (of("reference"), at(of("place"), of("token"), of("field")));
    load(
        |desk, visitor| async move {
            let reference = named(&reference)?;
            desk.bench_item(&visitor, &reference, &at).await
        },
        |view| view! { <StaffBenchItemPage view/> },
    )
}

fn at(place: String, token: String, field: String) -> ItemAt {
    ItemAt {
        place,
        token,
        field,
    }
}

async fn tell(Path(reference): Path<String>, posted: Posted) -> Response {
    let done = async {
        posted.visitor.staff(Act::TellReviewed)?;
        let reference = named(&reference)?;
        let form = posted.client_id()?;
        posted
            .desk
            .tell_reviewed(&posted.visitor, &reference, form)
            .await?;
        Ok(format!("/staff/requests/{reference}/bench"))
    };
    let done = done.await;
    posted.answer(done).await
}

type Item = (String, String, String, String);

/// What is decided leads to the next item; a preview is in the answer alone, and in no address.
async fn decide(Path((reference, place, token, field)): Path<Item>, posted: Posted) -> Response {
    let at = at(place, token, field);
    if posted.field("act") == "preview" {
        return match preview(&posted, &reference, &at).await {
            Ok(shown) => posted.showing(shown, StatusCode::OK).await,
            Err(error) => posted.answer(Err(error)).await,
        };
    }
    let done = decided(&posted, &reference, &at).await;
    posted.answer(done).await
}

async fn preview(posted: &Posted, reference: &str, at: &ItemAt) -> Done<Previewed> {
    posted.visitor.staff(Act::SeeBench)?;
    let asked = asked(posted)?;
    let mark = posted.words().say("bench-covered");
    let reference = named(reference)?;
    let text = posted
        .desk
        .preview_redaction(&posted.visitor, &reference, (at, &asked), &mark)
        .await?;
    Ok(Previewed {
        text,
        back: posted.typed(),
    })
}

async fn decided(posted: &Posted, reference: &str, at: &ItemAt) -> Done<String> {
    posted.visitor.staff(Act::Redact)?;
    let reference = named(reference)?;
    let mut asked = asked(posted)?;
    asked.withhold = match posted.field("act") {
        "show" => false,
        "withhold" => true,
        _ => return Err(DeskError::NotFound),
    };
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    let next = desk.redact(visitor, &reference, at, &asked).await?;
    let page = format!("/staff/requests/{reference}/bench");
    Ok(match next {
        Some(next) => format!("{page}/{}/{}/{}", next.place, next.token, next.field),
        None => page,
    })
}

/// What a form decides.
fn asked(posted: &Posted) -> Done<Redacting> {
    let parts: Option<Vec<(usize, usize)>> = posted
        .sent
        .iter()
        .filter(|(name, _)| name == "part")
        .map(|(_, part)| {
            let (from, to) = part.split_once('-')?;
            Some((from.parse().ok()?, to.parse().ok()?))
        })
        .collect();
    Ok(Redacting {
        seen: posted.field("seen").to_owned(),
        version: posted
            .field("version")
            .parse()
            .map_err(|_| DeskError::NotFound)?,
        parts: parts.ok_or(DeskError::NotFound)?,
        more: posted.field("more").to_owned(),
        reason: posted.field("reason").to_owned(),
        withhold: false,
    })
}

/// The file of an item, shown so that nothing in it can act.
async fn original(
    Path((reference, place, token, field)): Path<Item>,
    Extension(desk): Extension<Desk>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let found = async {
        visitor.staff(Act::SeeBench)?;
        let at = at(place, token, field);
        desk.bench_original(&visitor, &named(&reference)?, &at)
            .await
    };
    match found.await {
        Ok(found) => file::send(found),
        Err(DeskError::SignIn) => {
            Redirect::to(&by_way_of("/sign-in", &path(request.uri()))).into_response()
        }
        Err(error) => file::trouble(error, request).await,
    }
}
