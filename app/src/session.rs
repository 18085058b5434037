//! Who a session belongs to. The browser holds a random number; everything else is kept here.

use chrono::{DateTime, Utc};
use habeas_desk::{Done, Halfway, Visitor};
use habeas_domain::id::Reference;
use tower_sessions::{Session, session};
use uuid::Uuid;

use crate::typed::Typed;

/// The ledger reads the actor in it too, to end the sessions of one person.
const VISITOR: &str = "visitor";

/// The visitor a session belongs to, as they were when they signed in: ask
/// [`Desk::still`](habeas_desk::Desk::still) who they are now.
///
/// # Errors
/// Where the sessions cannot be read.
pub async fn visitor(session: &Session) -> Result<Visitor, session::Error> {
    Ok(session.get(VISITOR).await?.unwrap_or(Visitor::NOBODY))
}

/// Where the session says whose password was right before the second proof.
const HALFWAY: &str = "halfway";
/// Where the session says on what kind of device it began.
const DEVICE: &str = "device";

/// Where the session says that the browser's signal was followed.
const SIGNAL: &str = "signal";

/// Whether this is the first time in the session that the browser's signal is seen.
///
/// # Errors
/// Where the sessions cannot be read or written.
pub async fn first_signal(session: &Session) -> Result<bool, session::Error> {
    let seen = session.get::<bool>(SIGNAL).await?.unwrap_or(false);
    if !seen {
        session.insert(SIGNAL, true).await?;
    }
    Ok(!seen)
}

/// Keeps whoever has given the password until the second proof, under a new number.
///
/// # Errors
/// Where the sessions cannot be written.
pub async fn keep_halfway(session: &Session, halfway: &Halfway) -> Done {
    let typed = Typed::kept(session).await?;
    session.flush().await.map_err(anyhow::Error::from)?;
    if let Some(typed) = typed {
        typed.keep_on(session).await?;
    }
    let kept = session.insert(HALFWAY, halfway).await;
    Ok(kept.map_err(anyhow::Error::from)?)
}

/// Whoever has given the password and not yet the second proof.
///
/// # Errors
/// Where the sessions cannot be read.
pub async fn halfway(session: &Session) -> Done<Option<Halfway>> {
    Ok(session.get(HALFWAY).await.map_err(anyhow::Error::from)?)
}

/// Writes down on what kind of device a session began: no more of the browser is kept.
///
/// # Errors
/// Where the sessions cannot be written.
pub async fn began_on(session: &Session, agent: &str) -> Done {
    let device = if agent.contains("iPad") || agent.contains("Tablet") {
        "tablet"
    } else if agent.contains("Mobi") || agent.contains("iPhone") {
        "phone"
    } else if ["Windows", "Macintosh", "Linux", "CrOS"]
        .iter()
        .any(|system| agent.contains(system))
    {
        "computer"
    } else {
        "unknown"
    };
    let kept = session.insert(DEVICE, device).await;
    Ok(kept.map_err(anyhow::Error::from)?)
}

/// Where the session says when it began.
const BEGAN: &str = "began";

/// When a session began; none where that was not written down.
///
/// # Errors
/// Where the sessions cannot be read.
pub async fn began(session: &Session) -> Result<Option<DateTime<Utc>>, session::Error> {
    session.get(BEGAN).await
}

/// Lets a visitor in who has just proved who they are, under a new number: the old one may be
/// known to somebody else.
///
/// # Errors
/// Where the sessions cannot be written.
pub async fn enter(session: &Session, visitor: &Visitor, now: DateTime<Utc>) -> Done {
    session.cycle_id().await.map_err(anyhow::Error::from)?;
    session
        .insert(VISITOR, visitor)
        .await
        .map_err(anyhow::Error::from)?;
    let began = session.insert(BEGAN, now).await;
    began.map_err(anyhow::Error::from)?;
    session
        .remove::<Halfway>(HALFWAY)
        .await
        .map_err(anyhow::Error::from)?;
    Ok(())
}

/// Ends a session at once.
///
/// # Errors
/// Where the sessions cannot be written.
pub async fn leave(session: &Session) -> Done {
    Ok(session.flush().await.map_err(anyhow::Error::from)?)
}

/// Where a session keeps the codes that its browser asked for, newest first.
const ASKED: &str = "asked";
/// Where it keeps the letter whose code was given.
const LETTER: &str = "letter";
/// How many codes asked for in one browser count at once: those of a few tabs.
const KEPT: usize = 6;

/// The codes that this browser asked for.
///
/// # Errors
/// Where the sessions cannot be read.
pub async fn asked(session: &Session) -> Done<Vec<Uuid>> {
    let asked = session.get(ASKED).await.map_err(anyhow::Error::from)?;
    Ok(asked.unwrap_or_default())
}

/// Remembers a code that this browser asked for, or was let on by.
///
/// # Errors
/// Where the sessions cannot be written.
pub async fn remember(session: &Session, id: Uuid) -> Done {
    let mut ids = asked(session).await?;
    ids.retain(|known| *known != id);
    ids.insert(0, id);
    ids.truncate(KEPT);
    let kept = session.insert(ASKED, ids).await;
    Ok(kept.map_err(anyhow::Error::from)?)
}

/// The letter whose code was given in this browser.
///
/// # Errors
/// Where the sessions cannot be read.
pub async fn letter(session: &Session) -> Done<Option<Uuid>> {
    Ok(session.get(LETTER).await.map_err(anyhow::Error::from)?)
}

/// Remembers the letter whose code was given in this browser.
///
/// # Errors
/// Where the sessions cannot be written.
pub async fn remember_letter(session: &Session, id: Uuid) -> Done {
    let kept = session.insert(LETTER, id).await;
    Ok(kept.map_err(anyhow::Error::from)?)
}

/// Forgets codes and letter: what they allowed is done.
///
/// # Errors
/// Where the sessions cannot be written.
pub async fn forget_asked(session: &Session) -> Done {
    for key in [ASKED, LETTER] {
        let gone = session.remove_value(key).await;
        gone.map_err(anyhow::Error::from)?;
    }
    Ok(())
}

/// Where a session keeps the request that its browser made without an account.
const REQUEST: &str = "request";

/// The request that this browser made without an account, last.
///
/// # Errors
/// Where the sessions cannot be read.
pub async fn request(session: &Session) -> Done<Option<Reference>> {
    Ok(session.get(REQUEST).await.map_err(anyhow::Error::from)?)
}

/// Remembers a request that this browser made without an account.
///
/// # Errors
/// Where the sessions cannot be written.
pub async fn remember_request(session: &Session, reference: &Reference) -> Done {
    let kept = session.insert(REQUEST, reference).await;
    Ok(kept.map_err(anyhow::Error::from)?)
}
