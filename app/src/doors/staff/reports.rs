//! The door of reports: the page, and the same as a file.

use axum::{Extension, extract::Request, response::Response};
use habeas_desk::{Desk, DeskError, Visitor};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    answer::{in_query, load},
    doors::{Doors, table},
    pages::staff::{ReportView, StaffReportsPage},
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.get("/staff/reports.csv", file)
}

/// `/staff/reports`
#[component]
pub(crate) fn StaffReports() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let typed = |name: &str| query.get(name).unwrap_or_default();
    let (from, to, law) = (typed("from"), typed("to"), typed("law"));
    load(
        |desk, visitor| async move {
            let report = match desk.report(&visitor, (&from, &to), &law).await {
                Ok(report) => Some(report),
                Err(DeskError::Answers(_)) => None,
                Err(error) => return Err(error),
            };
            let asked = match &report {
                Some(report) => (
                    report.from.to_string(),
                    report.to.to_string(),
                    report.law.clone(),
                ),
                None => (from, to, law),
            };
            Ok(ReportView {
                report,
                asked,
                laws: desk.report_laws(),
            })
        },
        |view| view! { <StaffReportsPage view/> },
    )
}

async fn file(
    Extension(desk): Extension<Desk>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let [from, to, law] =
        ["from", "to", "law"].map(|name| in_query(request.uri(), name).unwrap_or_default());
    let made = desk.export_report(&visitor, (&from, &to), &law).await;
    table::send("report.csv", made, request).await
}
