//! One's account: addresses and numbers of one's own.

use axum::response::Response;
use habeas_desk::{DeskError, Done, Purpose};
use habeas_domain::{identity::Identity, role::Act};
use leptos::prelude::*;

use super::{Doors, Posted, register};
use crate::{
    answer::load,
    pages::account::{AccountPage, AddPage, VerifyPage},
    session,
};

pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .post("/account", change)
        .post("/account/add", add)
        .post("/account/verify", verify)
}

/// Lets go of one, or signs in with another.
async fn change(posted: Posted) -> Response {
    let changed = changed(&posted).await;
    posted.answer(changed).await
}

async fn changed(posted: &Posted) -> Done<String> {
    let desk = &posted.desk;
    let value = posted.field("value");
    let language = posted.from().language;
    match posted.field("act") {
        "remove" => {
            let visitor = posted.proved().await?;
            let identity = Identity::new(posted.field("kind"), value);
            desk.remove_contact(&visitor, &identity, language).await?;
        }
        "sign-in" => {
            let visitor = posted.proved().await?;
            desk.sign_in_with(&visitor, value, language).await?;
        }
        _ => {
            // Who may not see the page is told nothing about its forms either.
            desk.own_account(&posted.visitor).await?;
            return Err(DeskError::NotFound);
        }
    }
    Ok("/account".to_owned())
}

async fn add(posted: Posted) -> Response {
    let added = added(&posted).await;
    posted.answer(added).await
}

async fn added(posted: &Posted) -> Done<String> {
    posted.desk.own_account(&posted.visitor).await?;
    let visitor = posted.proved().await?;
    let contact = (posted.field("kind"), posted.field("value"));
    let id = posted
        .desk
        .add_contact(&visitor, contact, &posted.from())
        .await?;
    session::remember(&posted.session, id).await?;
    Ok("/account/verify".to_owned())
}

async fn verify(posted: Posted) -> Response {
    let verified = verified(&posted).await;
    posted.answer(verified).await
}

async fn verified(posted: &Posted) -> Done<String> {
    let desk = &posted.desk;
    desk.own_account(&posted.visitor).await?;
    let ids = session::asked(&posted.session).await?;
    if posted.field("act") == "again" {
        return match desk.code_asked(Purpose::Identity, &ids).await {
            Ok(asked) => {
                let visitor = posted.proved().await?;
                let contact = (asked.kind.as_str(), asked.value.as_str());
                let id = desk.add_contact(&visitor, contact, &posted.from()).await?;
                session::remember(&posted.session, id).await?;
                Ok("/account/verify".to_owned())
            }
            Err(DeskError::NotFound) => Ok("/account/add".to_owned()),
            Err(error) => Err(error),
        };
    }
    let code = posted.field("code");
    desk.verify_contact(&posted.visitor, &ids, code, &posted.from())
        .await?;
    session::forget_asked(&posted.session).await?;
    Ok("/account".to_owned())
}

/// `/account`
#[component]
pub(crate) fn Account() -> impl IntoView {
    load(
        |desk, visitor| async move {
            let view = desk.own_account(&visitor).await?;
            Ok((view, desk.fresh(&visitor).is_err()))
        },
        |(view, prove)| view! { <AccountPage view prove/> },
    )
}

/// `/account/add`
#[component]
pub(crate) fn AddContact() -> impl IntoView {
    load(
        |desk, visitor| async move {
            visitor.may(Act::ChangeContacts)?;
            let view = desk.own_account(&visitor).await?;
            Ok((view, desk.fresh(&visitor).is_err()))
        },
        |(view, prove)| view! { <AddPage kinds=view.kinds prove/> },
    )
}

/// `/account/verify`
#[component]
pub(crate) fn VerifyContact() -> impl IntoView {
    let ids = register::known();
    load(
        move |desk, visitor| async move {
            desk.own_account(&visitor).await?;
            let prove = desk.fresh(&visitor).is_err();
            match desk.code_asked(Purpose::Identity, &ids.await?).await {
                Ok(asked) => Ok((Some(asked), prove)),
                Err(DeskError::NotFound) => Ok((None, prove)),
                Err(error) => Err(error),
            }
        },
        |(asked, prove)| view! { <VerifyPage asked prove/> },
    )
}
