//! Taking one's data away.

use axum::response::Response;
use chrono::NaiveDate;
use habeas_desk::{DeskError, Done, Problem};
use habeas_domain::{scope::Scope, validate::Fault};
use leptos::prelude::*;

use super::{Doors, Posted};
use crate::{
    answer::{asked_for, client_id, load},
    pages::take_away::TakeAwayPage,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/take-away", ask)
}

/// `/take-away`
#[component]
pub(crate) fn TakeAway() -> impl IntoView {
    let again = asked_for("again");
    load(
        move |desk, visitor| async move {
            let again = again.and_then(|reference| reference.parse().ok());
            let view = desk.take_away(&visitor, again.as_ref()).await?;
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
    let scope = scope(posted)?;
    let visitor = posted.proved().await?;
    let reference = posted.desk.ask_package(&visitor, client_id, scope).await?;
    Ok(format!("/requests/{reference}"))
}

/// How much was asked for.
fn scope(posted: &Posted) -> Done<Scope> {
    if posted.field("much") != "some" {
        return Ok(Scope::default());
    }
    let areas = posted.sent.iter().filter(|(name, _)| name == "areas");
    let scope = Scope {
        areas: areas.map(|(_, area)| area.clone()).collect(),
        from: date(posted, "from")?,
        to: date(posted, "to")?,
    };
    if scope.is_everything() {
        return Err(DeskError::answer("areas", Problem::Missing));
    }
    Ok(scope)
}

fn date(posted: &Posted, field: &'static str) -> Done<Option<NaiveDate>> {
    match posted.field(field).trim() {
        "" => Ok(None),
        text => match text.parse() {
            Ok(day) => Ok(Some(day)),
            Err(_) => Err(DeskError::answer(field, Problem::Value(Fault::NotADate))),
        },
    }
}
