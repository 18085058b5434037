//! Approval as a type.

use std::ops::Deref;

use super::{Approval, Refusal, Request, State};

/// Something that was approved and whose hold is over. Only [`Request::approved`] makes one, and
/// what reaches into a store to hand out or destroy takes nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved<T> {
    inner: T,
    approval: Approval,
}

impl<T> Approved<T> {
    /// Who approved what, and when.
    pub fn approval(&self) -> &Approval {
        &self.approval
    }

    /// Gives up the guarantee.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T> Deref for Approved<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

impl Request {
    /// The request as one that may run: it was approved, its hold is over and its run began.
    ///
    /// # Errors
    /// It does not run.
    pub fn approved(self) -> Result<Approved<Request>, Refusal> {
        match &self.state {
            State::Running { approval, .. } => Ok(Approved {
                approval: approval.clone(),
                inner: self,
            }),
            state => Err(Refusal::Stage {
                stage: state.stage(),
            }),
        }
    }
}
