//! Following a request, writing about it, saying what one thought of the answer, taking it back;
//! and asking for what has no page of its own.

use axum::{
    Extension,
    extract::{Path, Request},
    response::{IntoResponse, Redirect, Response},
};
use habeas_desk::{Desk, DeskError, Done, Visitor};
use habeas_domain::{
    id::Reference, look::AskOtherView, proof::SignedDocument, receipt::Receipt, right::Right,
    role::Act, view::RequestView,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Doors, Posted, file};
use crate::{
    answer::{asked_for, client_id, load},
    form::submitted,
    pages::{
        goodbye::GoodbyePage,
        looks::LooksPage,
        receipt::ReceiptPage,
        requests::{AskOtherPage, RequestPage, RequestsPage},
    },
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/requests/other", other)
        .post("/requests/{reference}", act)
        .get("/requests/{reference}/files/{id}", one_file)
}

/// `/requests`
#[component]
pub(crate) fn Requests() -> impl IntoView {
    load(
        |desk, visitor| async move {
            Ok((
                desk.requests(&visitor).await?,
                desk.new_messages(&visitor).await?,
            ))
        },
        |(requests, new_messages)| view! { <RequestsPage requests new_messages/> },
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
                    Ok((receipt, signed)) => {
                        let receipt = desk.receipt_in_words(receipt);
                        Ok(There::Receipt(Box::new((receipt, signed))))
                    }
                    Err(_) => Err(DeskError::SignIn),
                },
                Err(error) => Err(error),
            }
        },
        |there| match there {
            There::Request(view) => view! { <RequestPage view=*view/> }.into_any(),
            There::Receipt(receipt) => {
                let (receipt, signed) = *receipt;
                if receipt.areas.is_empty() {
                    return view! { <GoodbyePage receipt/> }.into_any();
                }
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
    let done = acted(&reference, &posted).await;
    posted.answer(done).await
}

async fn acted(reference: &str, posted: &Posted) -> Done<String> {
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    let reference = reference.parse().map_err(|_| DeskError::NotFound)?;
    match posted.field("act") {
        "contact-code" => {
            let code = posted.field("code");
            desk.give_contact_code(visitor, &reference, code).await?;
        }
        "contact-send" => {
            desk.send_contact_code(visitor, &reference, &posted.from())
                .await?;
        }
        "withdraw" => desk.withdraw(visitor, &reference).await?,
        "second-look" => desk.ask_second_look(visitor, &reference).await?,
        "rate" => {
            let said = (posted.field("score"), posted.field("words"));
            desk.rate(visitor, &reference, said).await?;
        }
        _ => return Err(DeskError::NotFound),
    }
    Ok(format!("/requests/{reference}"))
}

/// `/requests/other`
#[component]
pub(crate) fn AskOther() -> impl IntoView {
    let about = submitted().value("about").map(str::to_owned);
    let about = about.or_else(|| asked_for("about"));
    load(
        move |desk, visitor| async move {
            let about: Option<Reference> = match about {
                Some(about) => Some(about.parse().map_err(|_| DeskError::NotFound)?),
                None => None,
            };
            desk.may_ask_about(&visitor, about.as_ref()).await?;
            let prove = about.is_none() && desk.fresh(&visitor).is_err();
            Ok((AskOtherView { about }, prove))
        },
        |(view, prove)| view! { <AskOtherPage view client_id=client_id() prove/> },
    )
}

async fn other(posted: Posted) -> Response {
    let done = asked_other(&posted).await;
    posted.answer(done).await
}

async fn asked_other(posted: &Posted) -> Done<String> {
    posted.visitor.may(Act::AskOther)?;
    let client_id = posted.client_id()?;
    let about = match posted.field("about") {
        "" => None,
        about => Some(about.parse().map_err(|_| DeskError::NotFound)?),
    };
    let right = posted.field("right");
    // Nobody has to show who they are to complain.
    let visitor = if right == Right::Complaint.as_str() {
        posted.visitor.clone()
    } else {
        posted.proved().await?
    };
    let form = (client_id, posted.from().language);
    let asked = (right, posted.field("details"));
    let reference = posted.desk.ask_other(&visitor, asked, about, form).await?;
    Ok(format!("/requests/{reference}"))
}

/// A file of one's own request.
async fn one_file(
    Path((reference, id)): Path<(String, String)>,
    Extension(desk): Extension<Desk>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let found = async {
        visitor.may(Act::SeeOwnRequests)?;
        let id = id.parse().map_err(|_| DeskError::NotFound)?;
        let number = reference.parse().map_err(|_| DeskError::NotFound)?;
        desk.own_evidence_file(&visitor, &number, id).await
    };
    match found.await {
        Ok(found) => file::send(found),
        Err(DeskError::SignIn) => {
            Redirect::to(&format!("/sign-in?next=/requests/{reference}")).into_response()
        }
        Err(error) => file::trouble(error, request).await,
    }
}
