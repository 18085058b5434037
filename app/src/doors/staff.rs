//! What staff send: a decision on a request, as it was shown to them.

use habeas_desk::{Desk, DeskError, Done, RefusalAsked, Visitor};
use habeas_domain::{id::Reference, role::Act};

/// What an officer decided, with the version of the request they saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
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
    #[must_use]
    pub fn read(sent: &[(String, String)]) -> Option<Self> {
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
    pub async fn carry_out(self, desk: &Desk, visitor: &Visitor, reference: &Reference) -> Done {
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

/// One form of a request's page: the decision in it is carried out.
///
/// # Errors
/// As the desk says; a form that is not one of ours is not found.
pub async fn decide(
    desk: &Desk,
    visitor: &Visitor,
    reference: &Reference,
    sent: &[(String, String)],
) -> Done {
    // Who may decide nothing is told so before anything is read.
    visitor.staff(Act::SeeRequest)?;
    let decision = Decision::read(sent).ok_or(DeskError::NotFound)?;
    decision.carry_out(desk, visitor, reference).await
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
