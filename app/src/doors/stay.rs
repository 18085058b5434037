//! Staying signed in: to come here is to be here, and the answer says for how long.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use habeas_desk::DeskError;
use habeas_domain::role::Act;

use super::{Doors, Posted};

pub(super) fn doors(doors: Doors) -> Doors {
    doors.post("/session/stay", stay)
}

async fn stay(posted: Posted) -> Response {
    match posted.visitor.may(Act::SeeOwnSecurity) {
        Ok(()) => {
            let seconds = posted.ends().map_or(0, |ends| ends.seconds);
            (StatusCode::OK, seconds.to_string()).into_response()
        }
        Err(DeskError::SignIn) => posted.answer(Ok("/sign-in".to_owned())).await,
        Err(error) => posted.answer(Err(error)).await,
    }
}
