//! Correcting a field: the form, the last look, and what is handed in with it.

use axum::{extract::Path, http::StatusCode, response::Response};
use habeas_desk::{Correcting, DeskError, Done};
use leptos::prelude::*;

use super::{Doors, Posted, data::param};
use crate::{
    answer::{client_id, load},
    form::submitted,
    pages::correct::{CorrectCheckPage, CorrectPage},
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.upload("/data/{place}/{token}/{field}", correct)
}

/// `/data/{place}/{token}/{field}`: the form, or the last look at what came back from it.
#[component]
pub(crate) fn Correct() -> impl IntoView {
    let (place, token, field) = (param("place"), param("token"), param("field"));
    let back = submitted();
    let checked = back.is_fine() && back.value("step") == Some("check");
    let last_look = checked || back.error("password").is_some();
    let id = client_id();
    let number = id.parse();
    load(
        move |desk, visitor| async move {
            let view = desk.correct_form(&visitor, &place, &token, &field).await?;
            let evidence = match number {
                Ok(number) => desk.handed_in(&visitor, number).await?,
                Err(_) => Vec::new(),
            };
            Ok((view, evidence, desk.fresh(&visitor).is_err()))
        },
        move |(view, evidence, prove)| {
            if last_look {
                view! { <CorrectCheckPage view evidence client_id=id prove/> }.into_any()
            } else {
                view! { <CorrectPage view evidence client_id=id/> }.into_any()
            }
        },
    )
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
    let done = match posted.field("step") {
        "send" => {
            let sent = send(&posted, &asked).await;
            return posted.answer(sent).await;
        }
        "edit" => Ok(()),
        step => match step.strip_prefix("remove-") {
            Some(id) => remove(&posted, id).await,
            None => check(&posted, &asked).await,
        },
    };
    match done {
        Ok(()) => {
            let typed = posted.typed();
            posted.again(typed, StatusCode::OK).await
        }
        Err(error) => posted.answer(Err(error)).await,
    }
}

/// Takes what was handed in, then looks at the answers: a file that was good once need not be
/// chosen again because of another answer.
async fn check(posted: &Posted, asked: &Correcting) -> Done {
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    let mut problems = Vec::new();
    if !posted.files.is_empty() {
        let client_id = posted.client_id()?;
        for file in &posted.files {
            match desk.hand_in(visitor, client_id, file).await {
                Ok(()) => {}
                Err(DeskError::Answers(answers)) => problems.extend(answers),
                Err(error) => return Err(error),
            }
        }
    }
    match desk.check_correction(visitor, asked).await {
        Ok(_) if problems.is_empty() => Ok(()),
        Ok(_) => Err(DeskError::Answers(problems)),
        Err(DeskError::Answers(answers)) => {
            problems.splice(0..0, answers);
            Err(DeskError::Answers(problems))
        }
        Err(error) => Err(error),
    }
}

async fn remove(posted: &Posted, id: &str) -> Done {
    let id = id.parse().map_err(|_| DeskError::NotFound)?;
    let client_id = posted.client_id()?;
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    desk.take_evidence_back(visitor, client_id, id).await
}

async fn send(posted: &Posted, asked: &Correcting) -> Done<String> {
    let client_id = posted.client_id()?;
    let visitor = posted.proved().await?;
    let desk = &posted.desk;
    let reference = desk.correct(&visitor, asked, client_id).await?;
    // An address or number is shown to be theirs on the page of the request.
    match desk
        .send_contact_code(&visitor, &reference, &posted.from())
        .await
    {
        Ok(()) | Err(DeskError::NotFound | DeskError::Wait(_)) => {}
        Err(error) => return Err(error),
    }
    Ok(format!("/requests/{reference}"))
}
