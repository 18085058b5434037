//! The doors of the queue: keeping views, doing the same with many, finding somebody, the file.

use axum::{Extension, extract::Request, http::StatusCode, response::Response};
use habeas_desk::{Desk, DeskError, Done, Visitor};
use habeas_domain::{
    id::Reference,
    role::Act,
    view::{Bulk, Many},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::reasons;
use crate::{
    answer::{in_query, load},
    doors::{Doors, Posted, table},
    pages::staff::{
        Asked, Found, ManyOffered as Offered, NO_TEAM, StaffBulkPage, StaffFindPage,
        StaffMorningPage, asked_for,
    },
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/staff", view)
        .post("/staff/bulk", many)
        .post("/staff/find", find)
        .get("/staff/export.csv", export)
}

/// `/staff/morning`
#[component]
pub(crate) fn StaffMorning() -> impl IntoView {
    let score = use_query_map().get_untracked().get("score");
    let score = score.and_then(|score| score.parse().ok());
    load(
        move |desk, visitor| async move { desk.morning(&visitor, score).await },
        |view| view! { <StaffMorningPage view/> },
    )
}

/// `/staff/find`
#[component]
pub(crate) fn StaffFind() -> impl IntoView {
    load(
        |desk, visitor| async move {
            visitor.staff(Act::FindPerson)?;
            Ok(desk.identity_kinds())
        },
        |kinds| view! { <StaffFindPage kinds/> },
    )
}

/// `/staff/bulk`
#[component]
pub(crate) fn StaffBulk() -> impl IntoView {
    load(
        |_, visitor| async move { visitor.staff(Act::SeeQueue).map(drop) },
        |()| view! { <StaffBulkPage/> },
    )
}

/// A view of the queue is kept, or dropped.
async fn view(posted: Posted) -> Response {
    let done = match posted.field("act") {
        "keep-view" => keep(&posted).await,
        "drop-view" => forget(&posted).await,
        _ => posted
            .visitor
            .staff(Act::SeeQueue)
            .and(Err(DeskError::NotFound)),
    };
    posted.answer(done).await
}

async fn keep(posted: &Posted) -> Done<String> {
    let query = posted.field("query");
    let shared = posted.field("shared") == "yes";
    posted
        .desk
        .keep_view(&posted.visitor, posted.field("name"), query, shared)
        .await?;
    Ok(format!("/staff?{query}"))
}

async fn forget(posted: &Posted) -> Done<String> {
    posted.visitor.staff(Act::SeeQueue)?;
    let id = posted.field("view").parse();
    let id = id.map_err(|_| DeskError::NotFound)?;
    posted.desk.drop_view(&posted.visitor, id).await?;
    Ok("/staff".to_owned())
}

/// First what has to be chosen, then what would come of it, then it is done.
async fn many(posted: Posted) -> Response {
    match done_with_many(&posted).await {
        Ok(many) => posted.showing(many, StatusCode::OK).await,
        Err(error) => posted.answer(Err(error)).await,
    }
}

async fn done_with_many(posted: &Posted) -> Done<Asked> {
    posted.visitor.staff(Act::SeeQueue)?;
    let bulk = Bulk::named(posted.field("bulk")).ok_or(DeskError::NotFound)?;
    let form = posted.client_id()?;
    let sent = posted.sent.iter().filter(|(name, _)| name == "chosen");
    let sent: Vec<String> = sent.map(|(_, one)| one.clone()).collect();
    let chosen: Option<Vec<(Reference, i64)>> = sent
        .iter()
        .map(|one| {
            let (reference, version) = one.split_once(':')?;
            Some((reference.parse().ok()?, version.parse().ok()?))
        })
        .collect();
    let chosen = chosen.ok_or(DeskError::NotFound)?;
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    let many = wanted(posted, bulk);
    if let (Some(many), "do") = (&many, posted.field("step")) {
        let done = desk.bulk(visitor, many, &chosen, form).await?;
        return Ok(Asked::Done(bulk, done));
    }
    let references: Vec<Reference> = chosen.into_iter().map(|(one, _)| one).collect();
    let lines = match &many {
        Some(many) if !references.is_empty() => {
            desk.bulk_preview(visitor, many, &references).await?
        }
        _ => Vec::new(),
    };
    let mut offered = Offered::default();
    if bulk.asks() {
        let choices = desk.desk_choices(visitor).await?;
        offered.staff = choices.0;
        offered.teams = choices.1;
        if bulk == Bulk::Message {
            let templates = desk.templates(visitor).await?.into_iter();
            offered.templates = templates
                .map(|one| (one.id.to_string(), one.name))
                .collect();
        }
    }
    Ok(Asked::Before {
        bulk,
        many,
        offered,
        chosen: sent,
        lines,
        client_id: form.to_string(),
    })
}

/// What is to be done, if what it needs was chosen.
fn wanted(posted: &Posted, bulk: Bulk) -> Option<Many> {
    Some(match bulk {
        Bulk::Take => Many::Take,
        Bulk::Release => Many::Release,
        Bulk::Assign => Many::Assign(posted.field("to").parse().ok()?),
        Bulk::Team => match posted.field("team") {
            "" => return None,
            NO_TEAM => Many::Team(None),
            team => Many::Team(Some(team.to_owned())),
        },
        Bulk::Message => Many::Message(posted.field("template").parse().ok()?),
        Bulk::Extend => {
            let reasons = reasons(&posted.sent);
            if reasons.is_empty() {
                return None;
            }
            Many::Extend(reasons)
        }
        Bulk::Duplicate => Many::Duplicate,
    })
}

async fn find(posted: Posted) -> Response {
    let (kind, value) = (posted.field("kind"), posted.field("value"));
    let found = posted.desk.find_people(&posted.visitor, kind, value).await;
    match found {
        Ok((lines, people)) => {
            let found = Found(lines, people);
            posted.showing(found, StatusCode::OK).await
        }
        Err(error) => posted.answer(Err(error)).await,
    }
}

/// The queue as a file.
async fn export(
    Extension(desk): Extension<Desk>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let filter = asked_for(|name| in_query(request.uri(), name));
    let made = desk.export_queue(&visitor, &filter).await;
    table::send("queue.csv", made, request).await
}
