//! What was typed into a form whose session had ended when it was sent (WCAG 2.2.1, 3.3.7): it is
//! kept for a quarter of an hour where sessions are kept, sealed, and comes back on the same page
//! when the same person has signed in again. Secrets and files are not kept; nothing of it is in an
//! address or in the browser.

use axum::http::{Extensions, Uri};
use chrono::{DateTime, TimeDelta, Utc};
use habeas_desk::{Desk, Done, Visitor};
use habeas_domain::actor::Actor;
use serde::{Deserialize, Serialize};
use tower_sessions::{Session, session::Id};

use crate::{answer::path, doors::SECRETS, form::Submitted};

/// How long it is kept.
const KEPT: TimeDelta = TimeDelta::minutes(15);
/// The most that is kept, in bytes.
const MOST: usize = 64 * 1024;
/// Where the session has it.
const TYPED: &str = "typed";

/// The session that a browser named and that is over.
#[derive(Clone, Copy, Debug)]
pub struct Over(pub Id);

/// Set beside a [`Submitted`] that came back this way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Returned;

/// A form as it was sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Typed {
    /// Whose it is: nobody else ever gets it.
    whose: Actor,
    /// The page, with its query.
    page: String,
    pairs: Vec<(String, String)>,
    at: DateTime<Utc>,
}

impl Typed {
    /// Keeps a form of whoever's session is over, or of a visitor who has to show again who they
    /// are. Nothing where nobody knows whose it is.
    pub(crate) async fn keep(
        (desk, session, visitor): (&Desk, &Session, &Visitor),
        over: Option<Over>,
        page: String,
        sent: &[(String, String)],
    ) -> Done {
        let whose = match (visitor.actor, over) {
            (Actor::Nobody, Some(Over(id))) => desk.whose_was(&id).await?,
            (Actor::Nobody, None) => None,
            (actor, _) => Some(actor),
        };
        let pairs: Vec<_> = sent
            .iter()
            .filter(|(name, _)| !SECRETS.contains(&name.as_str()))
            .cloned()
            .collect();
        let size: usize = pairs
            .iter()
            .map(|(name, value)| name.len() + value.len())
            .sum();
        let Some(whose) = whose.filter(|_| size <= MOST) else {
            return Ok(());
        };
        let typed = Self {
            whose,
            page,
            pairs,
            at: desk.now(),
        };
        put(session, &typed).await
    }

    /// What is kept, to be carried over into a new session.
    pub(crate) async fn kept(session: &Session) -> Done<Option<Self>> {
        Ok(session.get(TYPED).await.map_err(anyhow::Error::from)?)
    }

    /// Keeps it on in a new session.
    pub(crate) async fn keep_on(self, session: &Session) -> Done {
        put(session, &self).await
    }

    /// The form that belongs on the page that is asked for now; once.
    pub(crate) async fn come_back(extensions: &Extensions, uri: &Uri) -> Option<Submitted> {
        let session = extensions.get::<Session>()?;
        let (desk, visitor) = (extensions.get::<Desk>()?, extensions.get::<Visitor>()?);
        if visitor.actor == Actor::Nobody {
            return None;
        }
        let typed = Self::kept(session).await.ok()??;
        let fits = typed.whose == visitor.actor;
        let late = desk.now() - typed.at > KEPT;
        let here = typed.page == path(uri);
        // Somebody else's, or of yesterday: it goes, unseen.
        if here || late || !fits {
            session.remove_value(TYPED).await.ok()?;
        }
        (fits && here && !late).then(|| Submitted::received(typed.pairs, SECRETS))
    }
}

async fn put(session: &Session, typed: &Typed) -> Done {
    let kept = session.insert(TYPED, typed).await;
    Ok(kept.map_err(anyhow::Error::from)?)
}
