//! Whether the process lives, and whether it can serve.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use habeas_desk::Desk;
use serde_json::json;

use crate::site;

/// What readiness looks at.
#[derive(Clone)]
pub struct Health {
    desk: Desk,
}

impl Health {
    /// The health of a desk.
    pub fn of(desk: Desk) -> Self {
        Self { desk }
    }
}

/// The process answers.
pub async fn live() -> &'static str {
    "alive\n"
}

/// The ledger answers and the site is in the binary. A store that is down does not make the
/// portal unready: its pages say so. Beside it stands how the watch for erased people is: whether
/// some are back, and how many systems could not be looked through.
pub async fn ready(State(health): State<Health>) -> impl IntoResponse {
    let ledger = health.desk.ledger().ready().await.is_ok();
    let site = site::is_there();
    let status = if ledger && site {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let erased = match health.desk.erased_watch().await {
        Ok(watch) => json!({
            "looked": watch.looked_at,
            "next": watch.next_at,
            "back": watch.back,
            "blind": watch.blind.len(),
        }),
        Err(_) => serde_json::Value::Null,
    };
    let body = json!({ "ledger": ledger, "site": site, "erased": erased });
    (status, Json(body))
}
