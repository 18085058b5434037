//! Who a session belongs to. The browser holds a random number; everything else is kept here.

use habeas_desk::{Done, Visitor};
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
    Ok(())
}

/// Ends a session at once.
///
/// # Errors
/// Where the sessions cannot be written.
pub async fn leave(session: &Session) -> Done {
    Ok(session.flush().await.map_err(anyhow::Error::from)?)
}
