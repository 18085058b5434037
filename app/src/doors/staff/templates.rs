//! The door by which templates of messages are written.

use axum::{http::StatusCode, response::Response};
use habeas_desk::{DeskError, Done, MessageTemplate};
use habeas_domain::role::Act;
use habeas_words::Locale;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    answer::{client_id, load},
    doors::{Doors, Posted},
    pages::staff::{StaffTemplatesPage, TemplatePreviewed},
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/staff/templates", template)
}

/// `/staff/templates`
#[component]
pub(crate) fn StaffTemplates() -> impl IntoView {
    let edit = use_query_map().get_untracked().get("edit");
    let new_id = client_id();
    load(
        |desk, visitor| async move {
            let templates = desk.templates(&visitor).await?;
            let wanted = edit.unwrap_or_default();
            let edited = templates.iter().find(|one| one.id.to_string() == wanted);
            let edited = edited.cloned();
            let may = visitor.may(Act::WriteTemplate).is_ok();
            Ok((templates, edited, may))
        },
        |(templates, edited, may)| {
            view! { <StaffTemplatesPage templates edited may new_id/> }
        },
    )
}

async fn template(posted: Posted) -> Response {
    if posted.field("act") == "check" {
        return match previewed(&posted) {
            // The page shows what was typed beside how it would read.
            Ok(previewed) => {
                let more = (posted.typed(), previewed);
                posted.showing_two(more, StatusCode::OK).await
            }
            Err(error) => posted.answer(Err(error)).await,
        };
    }
    let done = kept(&posted).await;
    posted.answer(done).await
}

fn typed(posted: &Posted) -> Done<MessageTemplate> {
    posted.visitor.staff(Act::WriteTemplate)?;
    let id = posted.field("id").parse();
    let id = id.map_err(|_| DeskError::NotFound)?;
    let texts = Locale::OFFERED.into_iter().filter_map(|locale| {
        let field = match locale {
            Locale::Es => "text-es",
            _ => "text-en",
        };
        let text = posted.field(field).replace("\r\n", "\n").trim().to_owned();
        (!text.is_empty()).then(|| (locale.tag().to_owned(), text))
    });
    Ok(MessageTemplate {
        id,
        name: posted.field("name").trim().to_owned(),
        texts: texts.collect(),
    })
}

fn previewed(posted: &Posted) -> Done<TemplatePreviewed> {
    let template = typed(posted)?;
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    desk.check_template(visitor, &template)?;
    let all: Done<Vec<_>> = template
        .texts
        .into_iter()
        .map(|(language, text)| {
            let read = desk.sample(visitor, &text, &language)?;
            Ok((language, read))
        })
        .collect();
    Ok(TemplatePreviewed(all?))
}

async fn kept(posted: &Posted) -> Done<String> {
    posted.visitor.staff(Act::WriteTemplate)?;
    match posted.field("act") {
        "keep" => {
            let template = typed(posted)?;
            posted
                .desk
                .keep_template(&posted.visitor, &template)
                .await?;
        }
        "drop" => {
            let id = posted.field("id").parse();
            let id = id.map_err(|_| DeskError::NotFound)?;
            posted.desk.drop_template(&posted.visitor, id).await?;
        }
        _ => return Err(DeskError::NotFound),
    }
    Ok("/staff/templates".to_owned())
}
