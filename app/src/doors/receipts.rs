//! Receipts and keys: for everybody.

use axum::{
    Extension,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use habeas_desk::{Desk, DeskError, Done, Problem, ReceiptCheck};
use habeas_domain::id::Reference;
use leptos::prelude::*;

use super::{Doors, Posted, requests::reference};
use crate::{
    answer::load,
    pages::{
        goodbye::GoodbyePage,
        receipt::{KeysPage, ReceiptPage, Verdict, VerifyPage},
    },
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/receipt", find)
        .post("/verify", verify)
        .get("/receipt/{reference}/signed.json", signed)
}

/// `/receipt/{reference}`
#[component]
pub(crate) fn OneReceipt() -> impl IntoView {
    let reference = reference();
    load(
        move |desk, _| async move {
            let (receipt, signed) = desk.receipt(&reference?).await?;
            Ok((desk.receipt_in_words(receipt), signed))
        },
        |(receipt, signed)| view! { <ReceiptPage receipt signed/> },
    )
}

/// `/goodbye/{reference}`: the last page, for whoever has no account any more.
#[component]
pub(crate) fn Goodbye() -> impl IntoView {
    let reference = reference();
    load(
        move |desk, _| async move {
            let (receipt, _) = desk.receipt(&reference?).await?;
            // Who had a part deleted is still a customer.
            match receipt.areas.is_empty() {
                true => Ok(receipt),
                false => Err(DeskError::NotFound),
            }
        },
        |receipt| view! { <GoodbyePage receipt/> },
    )
}

/// `/verify`
#[component]
pub(crate) fn Verify() -> impl IntoView {
    load(
        |desk, _| async move { desk.public_keys().await },
        |keys| view! { <VerifyPage keys/> },
    )
}

/// `/keys`
#[component]
pub(crate) fn Keys() -> impl IntoView {
    load(
        |desk, _| async move { desk.public_keys().await },
        |keys| view! { <KeysPage keys/> },
    )
}

async fn find(posted: Posted) -> Response {
    let found = found(&posted).await;
    posted.answer(found).await
}

async fn found(posted: &Posted) -> Done<String> {
    let wrong = || DeskError::answer("reference", Problem::NotOnOffer);
    let reference: Reference = posted
        .field("reference")
        .trim()
        .parse()
        .map_err(|_| wrong())?;
    match posted.desk.receipt(&reference).await {
        Ok(_) => Ok(format!("/receipt/{reference}")),
        Err(DeskError::NotFound) => Err(wrong()),
        Err(error) => Err(error),
    }
}

async fn verify(posted: Posted) -> Response {
    if posted.field("receipt").trim().is_empty() {
        let missing = DeskError::answer("receipt", Problem::Missing);
        return posted.answer(Err(missing)).await;
    }
    match posted.desk.verify_receipt(posted.field("receipt")).await {
        Ok(ReceiptCheck::Genuine(receipt)) => {
            let receipt = posted.desk.receipt_in_words(*receipt);
            let check = ReceiptCheck::Genuine(Box::new(receipt));
            posted.showing(Verdict(check), StatusCode::OK).await
        }
        Ok(check) => posted.showing(Verdict(check), StatusCode::OK).await,
        Err(error) => posted.answer(Err(error)).await,
    }
}

/// The receipt as it was signed, to keep.
async fn signed(Path(reference): Path<String>, Extension(desk): Extension<Desk>) -> Response {
    let Ok(reference) = reference.parse::<Reference>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match desk.receipt(&reference).await {
        Ok((_, signed)) => {
            let name = format!("attachment; filename=\"{reference}.json\"");
            ([(header::CONTENT_DISPOSITION, name)], axum::Json(signed)).into_response()
        }
        Err(DeskError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a receipt cannot be shown");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
