//! Who a session belongs to. The browser holds a random number; everything else is kept here.

use habeas_desk::{Done, Halfway, Visitor};
use tower_sessions::{Session, session};

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

/// Keeps whoever has given the password until the second proof, under a new number.
///
/// # Errors
/// Where the sessions cannot be written.
pub async fn keep_halfway(session: &Session, halfway: &Halfway) -> Done {
    session.flush().await.map_err(anyhow::Error::from)?;
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

/// Lets a visitor in who has just proved who they are, under a new number: the old one may be
/// known to somebody else.
///
/// # Errors
/// Where the sessions cannot be written.
pub async fn enter(session: &Session, visitor: &Visitor) -> Done {
    session.cycle_id().await.map_err(anyhow::Error::from)?;
    session
        .insert(VISITOR, visitor)
        .await
        .map_err(anyhow::Error::from)?;
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
