//! The page of a letter to a person.

use habeas_desk::DeskError;
use habeas_domain::{role::Act, view::LetterKind};
use leptos::prelude::*;

use crate::{
    answer::{asked_for, load},
    doors::requests::reference,
    pages::staff::StaffLetterPage,
};

/// `/staff/requests/{reference}/letter`
#[component]
pub(crate) fn StaffLetter() -> impl IntoView {
    let reference = reference();
    let kind =
        asked_for("kind").map_or(Some(LetterKind::Received), |kind| LetterKind::named(&kind));
    load(
        move |desk, visitor| async move {
            visitor.staff(Act::PrintLetter)?;
            let kind = kind.ok_or(DeskError::NotFound)?;
            desk.letter_to_person(&visitor, &reference?, kind).await
        },
        |view| view! { <StaffLetterPage view/> },
    )
}
