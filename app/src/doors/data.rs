//! What is held: everything, one collection, one record, its files, and what one says about it.

use axum::{
    Extension,
    extract::{Path, Request},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use habeas_desk::{Desk, DeskError, Done, Looking, Visitor};
use habeas_domain::look::RecordPage;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Doors, Posted, file};
use crate::{
    answer::{asked_for, client_id, load},
    pages::data::{CollectionPage, DataPage, OneRecordPage, ReviewPage, StatementPage},
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/data", still_right)
        .post("/data/{place}", look_for)
        .post("/data/{place}/{token}", reveal)
        .post("/data/{place}/{token}/{field}/review", review)
        .post("/data/{place}/{token}/{field}/statement", statement)
        .get("/data/{place}/{token}/{field}/file", one_file)
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
    let looking = Looking {
        at: asked_for("at"),
        sort: asked_for("sort"),
        down: asked_for("down").is_some(),
        page: page.clamp(1, 1_000_000) - 1,
    };
    load(
        move |desk, visitor| async move { desk.collection(&visitor, &place, &looking).await },
        |view| view! { <CollectionPage view/> },
    )
}

/// The record as a form made it visible.
#[derive(Clone)]
struct Revealed(RecordPage);

/// `/data/{place}/{token}`
#[component]
pub(crate) fn OneRecord() -> impl IntoView {
    let (place, token) = (param("place"), param("token"));
    let revealed = use_context::<Revealed>();
    load(
        move |desk, visitor| async move {
            match revealed {
                Some(Revealed(view)) => Ok(view),
                None => desk.one_record(&visitor, (&place, &token), None).await,
            }
        },
        |view| view! { <OneRecordPage view/> },
    )
}

/// `/data/{place}/{token}/{field}/review`
#[component]
pub(crate) fn Review() -> impl IntoView {
    let (place, token, field) = (param("place"), param("token"), param("field"));
    load(
        move |desk, visitor| async move {
            let view = desk.review_form(&visitor, (&place, &token), &field).await?;
            Ok((view, desk.fresh(&visitor).is_err()))
        },
        |(view, prove)| view! { <ReviewPage view client_id=client_id() prove/> },
    )
}

/// `/data/{place}/{token}/{field}/statement`
#[component]
pub(crate) fn Statement() -> impl IntoView {
    let (place, token, field) = (param("place"), param("token"), param("field"));
    load(
        move |desk, visitor| async move { desk.statement_form(&visitor, &place, &token, &field).await },
        |view| view! { <StatementPage view client_id=client_id()/> },
    )
}

/// A part of the address.
pub(super) fn param(name: &str) -> String {
    use_params_map()
        .get_untracked()
        .get(name)
        .unwrap_or_default()
}

async fn still_right(posted: Posted) -> Response {
    let done = async {
        let right = match posted.field("still") {
            "yes" => true,
            "no" => false,
            // Whoever may not be here is told so before the form is looked at.
            _ => {
                posted
                    .visitor
                    .may(habeas_domain::role::Act::ConfirmOwnData)?;
                return Ok("/data".to_owned());
            }
        };
        posted.desk.confirm_data(&posted.visitor, right).await?;
        Ok("/data".to_owned())
    };
    let done = done.await;
    posted.answer(done).await
}

async fn look_for(Path(place): Path<String>, posted: Posted) -> Response {
    let done = looked_for(&place, &posted);
    posted.answer(done).await
}

/// The address of what is looked for: the words in it are sealed, names of columns are not.
fn looked_for(place: &str, posted: &Posted) -> Done<String> {
    let words = posted.field("q");
    let at = posted.desk.seal_words(&posted.visitor, place, words)?;
    let sort = posted.field("sort");
    let (sort, down) = match sort.strip_prefix('-') {
        Some(sort) => (sort, true),
        None => (sort, false),
    };
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(at) = &at {
        query.append_pair("at", at);
    }
    if !sort.is_empty() {
        query.append_pair("sort", sort);
    }
    if down {
        query.append_pair("down", "yes");
    }
    let query = query.finish();
    Ok(if query.is_empty() {
        format!("/data/{place}")
    } else {
        format!("/data/{place}?{query}")
    })
}

async fn reveal(Path((place, token)): Path<(String, String)>, posted: Posted) -> Response {
    let field = posted.field("reveal").to_owned();
    let field = (!field.is_empty()).then_some(field);
    let done = posted
        .desk
        .one_record(&posted.visitor, (&place, &token), field.as_deref())
        .await;
    match done {
        Ok(view) => posted.showing(Revealed(view), StatusCode::OK).await,
        Err(error) => posted.answer(Err(error)).await,
    }
}

type Where = Path<(String, String, String)>;

async fn review(Path((place, token, field)): Where, posted: Posted) -> Response {
    let done = async {
        let client_id = posted.client_id()?;
        let (desk, at) = (&posted.desk, (place.as_str(), token.as_str()));
        desk.review_form(&posted.visitor, at, &field).await?;
        let visitor = posted.proved().await?;
        let about = (place.as_str(), token.as_str(), field.as_str());
        let reason = posted.field("reason");
        let reference = desk.ask_review(&visitor, about, reason, client_id).await?;
        Ok(format!("/requests/{reference}"))
    };
    let done = done.await;
    posted.answer(done).await
}

async fn statement(Path((place, token, field)): Where, posted: Posted) -> Response {
    let done = async {
        let client_id = posted.client_id()?;
        let about = (place.as_str(), token.as_str(), field.as_str());
        let text = posted.field("statement");
        let desk = &posted.desk;
        desk.add_statement(&posted.visitor, about, text, client_id)
            .await?;
        Ok(format!("/data/{place}/{token}"))
    };
    let done = done.await;
    posted.answer(done).await
}

async fn one_file(
    Path((place, token, field)): Where,
    Extension(desk): Extension<Desk>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    match desk.file(&visitor, (&place, &token), &field).await {
        Ok(found) => file::send(found),
        Err(DeskError::SignIn) => {
            Redirect::to(&format!("/sign-in?next=/data/{place}/{token}")).into_response()
        }
        Err(error) => file::trouble(error, request).await,
    }
}
