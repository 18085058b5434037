//! The doors of those who watch: pages, and the same as files.

use axum::{Extension, extract::Request, response::Response};
use habeas_desk::{Csv, Desk, Done, Visitor};
use habeas_domain::role::Act;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    answer::load,
    doors::{Doors, table},
    pages::staff::{Lines, StaffAuditPage, StaffChainPage, StaffMapPage, StaffProcessingPage},
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .get("/staff/audit.csv", audit)
        .get("/staff/accesses.csv", accesses)
        .get("/staff/processing.csv", processing)
}

fn below() -> Option<i64> {
    let below = use_query_map().get_untracked().get("below");
    below.and_then(|number| number.parse().ok())
}

/// `/staff/audit`
#[component]
pub(crate) fn StaffAudit() -> impl IntoView {
    let below = below();
    load(
        move |desk, visitor| async move {
            let links = visitor.may(Act::SeeRequest).is_ok();
            Ok((desk.audit(&visitor, below).await?, links))
        },
        move |(view, links)| view! { <StaffAuditPage view further=below.is_some() links/> },
    )
}

/// `/staff/accesses`
#[component]
pub(crate) fn StaffAccesses() -> impl IntoView {
    let below = below();
    load(
        move |desk, visitor| async move {
            let links = visitor.may(Act::SeeRequest).is_ok();
            Ok((desk.accesses(&visitor, below).await?, links))
        },
        move |(view, links)| {
            view! { <StaffAuditPage view further=below.is_some() links of=Lines::Looks/> }
        },
    )
}

/// `/staff/chain`
#[component]
pub(crate) fn StaffChain() -> impl IntoView {
    load(
        |desk, visitor| async move { desk.chain(&visitor).await },
        |view| view! { <StaffChainPage view/> },
    )
}

/// `/staff/map`
#[component]
pub(crate) fn StaffMap() -> impl IntoView {
    load(
        |desk, visitor| async move { desk.map_page(&visitor).await },
        |view| view! { <StaffMapPage view/> },
    )
}

/// `/staff/processing`
#[component]
pub(crate) fn StaffProcessing() -> impl IntoView {
    load(
        |desk, visitor| async move {
            let may = visitor.may(Act::ExportLedger).is_ok();
            Ok((desk.processing(&visitor)?, may))
        },
        |((version, records), may_export)| {
            view! { <StaffProcessingPage version records may_export/> }
        },
    )
}

async fn audit(
    Extension(desk): Extension<Desk>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let made: Done<Csv> = desk.export_audit(&visitor, false).await;
    table::send("audit.csv", made, request).await
}

async fn accesses(
    Extension(desk): Extension<Desk>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let made = desk.export_audit(&visitor, true).await;
    table::send("accesses.csv", made, request).await
}

async fn processing(
    Extension(desk): Extension<Desk>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let made = desk.export_processing(&visitor).await;
    table::send("processing.csv", made, request).await
}
