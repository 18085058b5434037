//! The doors of staff: their pages with what the desk has for them, and what they decide.

mod desk;

pub(crate) use desk::{StaffBulk, StaffFind, StaffMorning};

use axum::{extract::Path, response::Response};
use habeas_desk::{Desk, DeskError, Done, RefusalAsked, Visitor};
use habeas_domain::{id::Reference, role::Act};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    answer::load,
    doors::{Doors, Posted},
    pages::staff::{StaffAuditPage, StaffQueuePage, StaffRequestPage, asked_for},
};

/// `/staff`
#[component]
pub(crate) fn StaffQueue() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let filter = asked_for(|name| query.get(name));
    let asked = filter.clone();
    load(
        |desk, visitor| async move { desk.queue(&visitor, &asked).await },
        |view| view! { <StaffQueuePage view filter/> },
    )
}

/// `/staff/requests/:reference`
#[component]
pub(crate) fn StaffRequest() -> impl IntoView {
    let reference = use_params_map().get_untracked().get("reference");
    load(
        |desk, visitor| async move {
            let reference = named(&reference.unwrap_or_default())?;
            desk.staff_request(&visitor, &reference).await
        },
        |view| view! { <StaffRequestPage view/> },
    )
}

/// `/staff/audit`
#[component]
pub(crate) fn StaffAudit() -> impl IntoView {
    let below = use_query_map().get_untracked().get("below");
    let below: Option<i64> = below.and_then(|number| number.parse().ok());
    load(
        move |desk, visitor| async move {
            let links = visitor.may(Act::SeeRequest).is_ok();
            Ok((desk.audit(&visitor, below).await?, links))
        },
        move |(view, links)| view! { <StaffAuditPage view further=below.is_some() links/> },
    )
}

/// What staff send.
pub(super) fn doors(doors: Doors) -> Doors {
    desk::doors(doors).post("/staff/requests/{reference}", decided)
}

/// A form of a request's page: back to the page, which shows what has become of it.
async fn decided(Path(reference): Path<String>, posted: Posted) -> Response {
    let done = decide(&posted.desk, &posted.visitor, &reference, &posted.sent).await;
    let page = done.map(|reference| format!("/staff/requests/{reference}"));
    posted.answer(page).await
}

/// The number in an address.
fn named(reference: &str) -> Done<Reference> {
    reference.parse().map_err(|_| DeskError::NotFound)
}

/// What an officer decided, with the version of the request they saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Decision {
    /// To let it run.
    Approve {
        /// The request as it was shown.
        version: i64,
        /// The plan as it was shown, for what destroys something.
        digest: Option<String>,
    },
    /// To refuse it.
    Refuse {
        /// The request as it was shown.
        version: i64,
        /// Ground and note.
        asked: RefusalAsked,
    },
    /// To have it tried again.
    Retry {
        /// The request as it was shown.
        version: i64,
    },
}

impl Decision {
    /// The decision in a form that was sent; none where the form is not one of ours.
    fn read(sent: &[(String, String)]) -> Option<Self> {
        let value = |name: &str| {
            let pair = sent.iter().find(|(key, _)| key == name);
            pair.map(|(_, value)| value.clone())
        };
        let act = value("act")?;
        let version = value("version")?.parse().ok()?;
        Some(match act {
            act if act == Act::Approve.as_str() => Self::Approve {
                version,
                digest: value("digest"),
            },
            act if act == Act::Refuse.as_str() => Self::Refuse {
                version,
                asked: RefusalAsked {
                    ground: value("ground").unwrap_or_default(),
                    note: value("note").unwrap_or_default(),
                },
            },
            act if act == Act::Retry.as_str() => Self::Retry { version },
            _ => return None,
        })
    }

    /// Does it.
    ///
    /// # Errors
    /// As the desk says; the actor is checked there, first.
    async fn carry_out(self, desk: &Desk, visitor: &Visitor, reference: &Reference) -> Done {
        match self {
            Self::Approve { version, digest } => {
                let digest = digest.as_deref();
                desk.approve(visitor, reference, version, digest).await
            }
            Self::Refuse { version, asked } => {
                desk.refuse(visitor, reference, version, &asked).await
            }
            Self::Retry { version } => desk.retry(visitor, reference, version).await,
        }
    }
}

/// Carries out the decision in a form of a request's page.
///
/// # Errors
/// As the desk says; a form that is not one of ours is not found.
async fn decide(
    desk: &Desk,
    visitor: &Visitor,
    reference: &str,
    sent: &[(String, String)],
) -> Done<Reference> {
    // Who may see no request is told nothing about forms either.
    visitor.staff(Act::SeeRequest)?;
    let reference = named(reference)?;
    let decision = Decision::read(sent).ok_or(DeskError::NotFound)?;
    decision.carry_out(desk, visitor, &reference).await?;
    Ok(reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sent: &[(&str, &str)]) -> Option<Decision> {
        let sent: Vec<_> = sent
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Decision::read(&sent)
    }

    #[test]
    fn a_decision_names_the_version_it_is_about() {
        let approve = [("act", "approve"), ("version", "3"), ("digest", "9f")];
        let approved = Decision::Approve {
            version: 3,
            digest: Some("9f".into()),
        };
        assert_eq!(read(&approve), Some(approved));
        let retried = Decision::Retry { version: 7 };
        assert_eq!(read(&[("version", "7"), ("act", "retry")]), Some(retried));
        let refuse = [("act", "refuse"), ("version", "3"), ("ground", "unfounded")];
        let asked = RefusalAsked {
            ground: "unfounded".into(),
            note: String::new(),
        };
        assert_eq!(read(&refuse), Some(Decision::Refuse { version: 3, asked }));
    }

    #[test]
    fn what_is_no_form_of_ours_is_no_decision() {
        assert_eq!(read(&[("act", "approve")]), None);
        assert_eq!(read(&[("act", "approve"), ("version", "x")]), None);
        assert_eq!(read(&[("act", "run"), ("version", "3")]), None);
        assert_eq!(read(&[("version", "3")]), None);
    }
}
