//! Writing to each other about a request: the person's page and that of staff.

use axum::{extract::Path, response::Response};
use habeas_desk::{DeskError, Done, Writing};
use habeas_domain::{id::Reference, role::Act};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{Doors, Posted, data::param};
use crate::{
    answer::{client_id, load},
    pages::requests::{WritePage, WriteView},
    parts::Side,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .upload("/requests/{reference}/messages", from_person)
        .upload("/staff/requests/{reference}/messages", from_staff)
}

/// `/requests/{reference}/messages`
#[component]
pub(crate) fn Write() -> impl IntoView {
    let (reference, id) = (param("reference"), client_id());
    let form = id.parse();
    load(
        move |desk, visitor| async move {
            let reference = named(&reference)?;
            let request = desk.request(&visitor, &reference).await?;
            let waiting = match form {
                Ok(form) => desk.handed_in(&visitor, form).await?,
                Err(_) => Vec::new(),
            };
            Ok(WriteView {
                reference,
                messages: request.messages,
                waiting,
                side: Side::Customer,
                late: request.line.late,
                templates: Vec::new(),
                filled: String::new(),
            })
        },
        |view| view! { <WritePage view client_id=id/> },
    )
}

/// `/staff/requests/{reference}/messages`
#[component]
pub(crate) fn StaffWrite() -> impl IntoView {
    let (reference, id) = (param("reference"), client_id());
    let form = id.parse();
    let template = use_query_map().get_untracked().get("template");
    let template = template.and_then(|id| id.parse().ok());
    load(
        move |desk, visitor| async move {
            visitor.staff(Act::WriteToPerson)?;
            let reference = named(&reference)?;
            let view = desk.staff_request(&visitor, &reference).await?;
            let filled = match template {
                Some(template) => desk.filled(&visitor, template, &reference).await?,
                None => String::new(),
            };
            let templates = desk.templates(&visitor).await?.into_iter();
            let templates = templates.map(|one| (one.id.to_string(), one.name));
            let waiting = match form {
                Ok(form) => desk.handed_over(&visitor, &reference, form).await?,
                Err(_) => Vec::new(),
            };
            Ok(WriteView {
                reference,
                messages: view.request.messages,
                waiting,
                side: Side::Staff,
                late: view.request.line.late,
                templates: templates.collect(),
                filled,
            })
        },
        |view| view! { <WritePage view client_id=id/> },
    )
}

async fn from_person(Path(reference): Path<String>, posted: Posted) -> Response {
    let done = write(&reference, &posted, Side::Customer).await;
    posted.answer(done).await
}

async fn from_staff(Path(reference): Path<String>, posted: Posted) -> Response {
    let done = write(&reference, &posted, Side::Staff).await;
    posted.answer(done).await
}

/// Takes the files, then the words: a file that was good once need not be chosen again because of
/// the words.
async fn write(reference: &str, posted: &Posted, side: Side) -> Done<String> {
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    match side {
        Side::Customer => visitor.may(Act::WriteMessage)?,
        Side::Staff => visitor.may(Act::WriteToPerson)?,
    }
    let reference = named(reference)?;
    let client_id = posted.client_id()?;
    let mut problems = Vec::new();
    for file in &posted.files {
        let taken = match side {
            Side::Customer => desk.hand_in(visitor, client_id, file).await,
            Side::Staff => desk.hand_over(visitor, &reference, client_id, file).await,
        };
        match taken {
            Ok(()) => {}
            Err(DeskError::Answers(answers)) => problems.extend(answers),
            Err(error) => return Err(error),
        }
    }
    if posted.field("message").trim().is_empty() {
        problems.insert(0, ("message", habeas_desk::Problem::Missing));
    }
    if !problems.is_empty() {
        return Err(DeskError::Answers(problems));
    }
    let writing = Writing {
        client_id,
        text: posted.field("message"),
        explains_late: posted.field("late") == "yes",
    };
    match side {
        Side::Customer => {
            desk.write_message(visitor, &reference, &writing).await?;
            Ok(format!("/requests/{reference}#messages"))
        }
        Side::Staff => {
            desk.write_to_person(visitor, &reference, &writing).await?;
            Ok(format!("/staff/requests/{reference}#messages"))
        }
    }
}

/// The number in an address.
fn named(reference: &str) -> Done<Reference> {
    reference.parse().map_err(|_| DeskError::NotFound)
}
