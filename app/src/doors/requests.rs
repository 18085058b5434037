//! Following a request, and taking it back.

use axum::{extract::Path, response::Response};
use habeas_desk::{DeskError, Done};
use habeas_domain::{id::Reference, proof::SignedDocument, receipt::Receipt, view::RequestView};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Doors, Posted};
use crate::{
    answer::load,
    pages::{
        looks::LooksPage,
        receipt::ReceiptPage,
        requests::{RequestPage, RequestsPage},
    },
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/requests/{reference}", act)
}

/// `/requests`
#[component]
pub(crate) fn Requests() -> impl IntoView {
    load(
        |desk, visitor| async move { desk.requests(&visitor).await },
        |requests| view! { <RequestsPage requests/> },
    )
}

/// `/looks`
#[component]
pub(crate) fn Looks() -> impl IntoView {
    load(
        |desk, visitor| async move { desk.looks(&visitor).await },
        |looks| view! { <LooksPage looks/> },
    )
}

/// What stands under the number of a request.
enum There {
    Request(Box<RequestView>),
    /// Whoever it was about has no account any more; the receipt is for everybody.
    Receipt(Box<(Receipt, SignedDocument)>),
}

/// `/requests/{reference}`
#[component]
pub(crate) fn OneRequest() -> impl IntoView {
    let reference = reference();
    load(
        move |desk, visitor| async move {
            let reference = reference?;
            match desk.request(&visitor, &reference).await {
                Ok(view) => Ok(There::Request(Box::new(view))),
                Err(DeskError::SignIn) => match desk.receipt(&reference).await {
                    Ok(receipt) => Ok(There::Receipt(Box::new(receipt))),
                    Err(_) => Err(DeskError::SignIn),
                },
                Err(error) => Err(error),
            }
        },
        |there| match there {
            There::Request(view) => view! { <RequestPage view=*view/> }.into_any(),
            There::Receipt(receipt) => {
                let (receipt, signed) = *receipt;
                view! { <ReceiptPage receipt signed/> }.into_any()
            }
        },
    )
}

/// The number in the address.
pub(super) fn reference() -> Done<Reference> {
    let params = use_params_map().get_untracked();
    let text = params.get("reference").unwrap_or_default();
    text.parse().map_err(|_| DeskError::NotFound)
}

async fn act(Path(reference): Path<String>, posted: Posted) -> Response {
    let done = withdraw(&reference, &posted).await;
    posted.answer(done).await
}

async fn withdraw(reference: &str, posted: &Posted) -> Done<String> {
    let reference = reference.parse().map_err(|_| DeskError::NotFound)?;
    if posted.field("act") != "withdraw" {
        return Err(DeskError::NotFound);
    }
    posted.desk.withdraw(&posted.visitor, &reference).await?;
    Ok(format!("/requests/{reference}"))
}
