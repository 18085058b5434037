//! The door by which holds and restrictions are placed and lifted.

use axum::{extract::Path, response::Response};
use habeas_desk::{DeskError, Done, Holding};
use habeas_domain::role::Act;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::named;
use crate::{
    answer::{client_id, load},
    doors::{Doors, Posted},
    pages::staff::StaffHoldsPage,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/staff/requests/{reference}/holds", decided)
}

/// `/staff/requests/:reference/holds`
#[component]
pub(crate) fn StaffHolds() -> impl IntoView {
    let reference = use_params_map().get_untracked().get("reference");
    let form = client_id();
    load(
        |desk, visitor| async move {
            let reference = named(&reference.unwrap_or_default())?;
            desk.holds(&visitor, &reference).await
        },
        |view| view! { <StaffHoldsPage view client_id=form/> },
    )
}

async fn decided(Path(reference): Path<String>, posted: Posted) -> Response {
    let done = decide(&posted, &reference).await;
    posted.answer(done).await
}

async fn decide(posted: &Posted, reference: &str) -> Done<String> {
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    visitor.staff(Act::PlaceHold)?;
    let reference = named(reference)?;
    let field = |name: &str| posted.field(name).to_owned();
    let act = posted.field("act");
    if act == Act::PlaceHold.as_str() {
        let asked = Holding {
            ground: field("hold-ground"),
            reason: field("reason"),
            tell: posted.field("tell") == "yes",
            places: Vec::new(),
        };
        let form = (&asked, posted.client_id()?);
        desk.place_hold(visitor, &reference, form).await?;
    } else if act == Act::Restrict.as_str() {
        let places = posted.sent.iter().filter(|(name, _)| name == "places");
        let asked = Holding {
            ground: field("case"),
            reason: field("why"),
            tell: true,
            places: places.map(|(_, place)| place.clone()).collect(),
        };
        let form = (&asked, posted.client_id()?);
        desk.restrict(visitor, &reference, form).await?;
    } else {
        let id = posted.field("id").parse();
        let id = id.map_err(|_| DeskError::NotFound)?;
        if act == Act::TellEnd.as_str() {
            desk.tell_end(visitor, &reference, id).await?;
        } else if act == Act::LiftHold.as_str() {
            desk.lift(visitor, &reference, id).await?;
        } else {
            return Err(DeskError::NotFound);
        }
    }
    Ok(format!("/staff/requests/{reference}/holds"))
}
