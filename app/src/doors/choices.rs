//! Saying no, or yes again.

use axum::response::Response;
use habeas_desk::{DeskError, Done};
use leptos::prelude::*;

use super::{Doors, Posted};
use crate::{answer::load, pages::choices::ChoicesPage};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/choices", choose)
}

/// `/choices`
#[component]
pub(crate) fn Choices() -> impl IntoView {
    load(
        |desk, visitor| async move {
            let choices = desk.choices(&visitor).await?;
            let forms = choices
                .into_iter()
                .map(|choice| (choice, desk.new_client_id().to_string()));
            Ok(forms.collect::<Vec<_>>())
        },
        |choices| view! { <ChoicesPage choices/> },
    )
}

async fn choose(posted: Posted) -> Response {
    let chosen = chosen(&posted).await;
    posted.answer(chosen).await
}

async fn chosen(posted: &Posted) -> Done<String> {
    let client_id = posted.client_id()?;
    let right = posted.field("right").parse();
    let right = right.map_err(|_| DeskError::NotFound)?;
    let allowed = match posted.field("allowed") {
        "yes" => true,
        "no" => false,
        _ => return Err(DeskError::NotFound),
    };
    let (desk, visitor) = (&posted.desk, &posted.visitor);
    desk.set_choice(visitor, right, allowed, client_id).await?;
    Ok(format!("/choices#choice-{right}"))
}
