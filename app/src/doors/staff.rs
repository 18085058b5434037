//! The doors of staff: their pages with what the desk has for them, and what they decide.

mod bench;
mod desk;
mod holds;
mod inside;
mod intake;
mod oversight;
mod person;
mod prepare;
mod reports;
mod returned;
mod sessions;
mod templates;
mod who;

pub(crate) use bench::{StaffBench, StaffBenchItem, StaffBenches};
pub(crate) use desk::{StaffBulk, StaffFind, StaffMorning};
pub(crate) use holds::StaffHolds;
pub(crate) use inside::StaffInside;
pub(crate) use intake::StaffIntake;
pub(crate) use oversight::{StaffAccesses, StaffAudit, StaffChain, StaffMap, StaffProcessing};
pub(crate) use person::{StaffFound, StaffPerson};
pub(crate) use prepare::StaffPrepare;
pub(crate) use reports::StaffReports;
pub(crate) use returned::StaffReturned;
pub(crate) use sessions::StaffSessions;
pub(crate) use templates::StaffTemplates;
pub(crate) use who::StaffWho;

use axum::{
    Extension,
    extract::{Path, Request},
    response::{IntoResponse, Redirect, Response},
};
use habeas_desk::{Desk, DeskError, Done, Problem, RefusalAsked, Visitor};
use habeas_domain::{
    clock::PauseReason,
    id::{Reference, StaffId},
    request::{ExtensionReason, Settlement},
    role::Act,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    answer::load,
    doors::{Doors, Posted, file},
    pages::staff::{NO_TEAM, StaffApprovePage, StaffQueuePage, StaffRequestPage, asked_for},
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

/// `/staff/requests/:reference/approve`
#[component]
pub(crate) fn StaffApprove() -> impl IntoView {
    let reference = use_params_map().get_untracked().get("reference");
    load(
        |desk, visitor| async move {
            visitor.staff(Act::Approve)?;
            let reference = named(&reference.unwrap_or_default())?;
            desk.staff_request(&visitor, &reference).await
        },
        |view| view! { <StaffApprovePage view/> },
    )
}

/// What staff send.
pub(super) fn doors(doors: Doors) -> Doors {
    let doors = holds::doors(returned::doors(doors));
    let doors = sessions::doors(doors);
    let doors = person::doors(who::doors(intake::doors(desk::doors(doors))));
    let doors = bench::doors(doors);
    let doors = prepare::doors(inside::doors(doors));
    let doors = templates::doors(reports::doors(oversight::doors(doors)));
    doors
        .post("/staff/requests/{reference}", decided)
        .get("/staff/requests/{reference}/evidence/{id}", evidence)
}

/// What a person handed in with a correction.
async fn evidence(
    Path((reference, id)): Path<(String, String)>,
    Extension(desk): Extension<Desk>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let found = async {
        visitor.staff(Act::SeeEvidence)?;
        let id = id.parse().map_err(|_| DeskError::NotFound)?;
        desk.evidence_file(&visitor, &named(&reference)?, id).await
    };
    match found.await {
        Ok(found) => file::send(found),
        Err(DeskError::SignIn) => {
            Redirect::to(&format!("/sign-in?next=/staff/requests/{reference}")).into_response()
        }
        Err(error) => file::trouble(error, request).await,
    }
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

/// The reasons for more time in a form.
fn reasons(sent: &[(String, String)]) -> Vec<ExtensionReason> {
    sent.iter()
        .filter(|(name, _)| name == "reasons")
        .filter_map(|(_, value)| match value.as_str() {
            "complexity" => Some(ExtensionReason::Complexity),
            "number" => Some(ExtensionReason::Number),
            _ => None,
        })
        .collect()
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
    /// To say what became of a step, or of what was found again.
    Settle {
        /// The request as it was shown.
        version: i64,
        /// The store.
        store: String,
        /// What is so there; none where the form is not one of ours.
        how: Option<Settlement>,
    },
    /// To close what was answered by a person.
    Answer {
        /// The request as it was shown.
        version: i64,
    },
    /// To look after it, or no more.
    Assign {
        /// The request as it was shown.
        version: i64,
        /// Whether from now on.
        mine: bool,
    },
    /// To have a colleague look after it.
    AssignTo {
        /// The request as it was shown.
        version: i64,
        /// Who; none where nobody was chosen.
        to: Option<StaffId>,
    },
    /// To give it to a team, or to none.
    Team {
        /// The request as it was shown.
        version: i64,
        /// Which.
        team: Option<String>,
    },
    /// To begin checking who asks.
    StartVerifying {
        /// The request as it was shown.
        version: i64,
    },
    /// To stop the clock.
    Pause {
        /// The request as it was shown.
        version: i64,
        /// What is waited for; none where nothing was chosen.
        why: Option<PauseReason>,
    },
    /// To let it run again.
    Resume {
        /// The request as it was shown.
        version: i64,
    },
    /// To take more time.
    Extend {
        /// The request as it was shown.
        version: i64,
        /// Why.
        reasons: Vec<ExtensionReason>,
    },
    /// To note that somebody who gets the data was told of its correction.
    Tell {
        /// Who, by their name in the map.
        recipient: String,
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
        if act == Act::TellRecipient.as_str() {
            let recipient = value("recipient")?;
            return Some(Self::Tell { recipient });
        }
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
            act if act == Act::Settle.as_str() => {
                let said = value("how").unwrap_or_default();
                let all = [Settlement::Ran, Settlement::DidNotRun, Settlement::MayStay];
                Self::Settle {
                    version,
                    store: value("store")?,
                    how: all.into_iter().find(|how| how.as_str() == said),
                }
            }
            act if act == Act::Answer.as_str() => Self::Answer { version },
            act if act == Act::Assign.as_str() => Self::Assign {
                version,
                mine: true,
            },
            act if act == "give-back" => Self::Assign {
                version,
                mine: false,
            },
            act if act == "assign-to" => Self::AssignTo {
                version,
                to: value("to")?.parse().ok(),
            },
            act if act == "team" => Self::Team {
                version,
                team: value("team").filter(|team| team != NO_TEAM),
            },
            act if act == Act::StartVerifying.as_str() => Self::StartVerifying { version },
            act if act == Act::Pause.as_str() => Self::Pause {
                version,
                why: match value("why").as_deref() {
                    Some("identity") => Some(PauseReason::Identity),
                    Some("scope") => Some(PauseReason::Scope),
                    _ => None,
                },
            },
            act if act == Act::Resume.as_str() => Self::Resume { version },
            act if act == Act::Extend.as_str() => Self::Extend {
                version,
                reasons: reasons(sent),
            },
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
            Self::Settle {
                version,
                store,
                how,
            } => {
                visitor.staff(Act::Settle)?;
                let how = how.ok_or(DeskError::NotFound)?;
                desk.settle(visitor, reference, version, (&store, how))
                    .await
            }
            Self::Answer { version } => desk.answer(visitor, reference, version).await,
            Self::Assign { version, mine } => desk.assign(visitor, reference, version, mine).await,
            Self::AssignTo { version, to } => {
                visitor.staff(Act::Assign)?;
                let to = to.ok_or_else(|| DeskError::answer("to", Problem::Missing))?;
                desk.assign_to(visitor, reference, version, Some(to)).await
            }
            Self::Team { version, team } => {
                let one = (reference, version);
                desk.hand_to_team(visitor, one, team.as_deref()).await
            }
            Self::StartVerifying { version } => {
                desk.start_verifying(visitor, reference, version).await
            }
            Self::Pause { version, why } => {
                visitor.staff(Act::Pause)?;
                let why = why.ok_or_else(|| DeskError::answer("why", Problem::Missing))?;
                desk.pause(visitor, reference, version, why).await
            }
            Self::Resume { version } => desk.resume(visitor, reference, version).await,
            Self::Extend { version, reasons } => {
                visitor.staff(Act::Extend)?;
                if reasons.is_empty() {
                    return Err(DeskError::answer("reasons", Problem::Missing));
                }
                desk.extend(visitor, reference, version, reasons).await
            }
            Self::Tell { recipient } => desk.note_told(visitor, reference, &recipient).await,
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
        let settle = [
            ("act", "settle"),
            ("version", "4"),
            ("store", "shop"),
            ("how", "did-not-run"),
        ];
        let settled = Decision::Settle {
            version: 4,
            store: "shop".into(),
            how: Some(Settlement::DidNotRun),
        };
        assert_eq!(read(&settle), Some(settled));
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
