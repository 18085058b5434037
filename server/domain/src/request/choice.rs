//! A request that says no to something named: to direct marketing (GDPR Art. 21(3)), to sale or
//! sharing, to the use of sensitive data, to decisions by machines alone (11 CCR §§7026, 7027,
//! 7221). It is absolute: it needs no proof and no decision, and holds from receipt.

use super::Request;
use crate::{choice::ChoiceRight, right::Right};

impl Request {
    /// The request as one that says no to these. Nothing where the right is none to say no by.
    #[must_use]
    pub fn saying_no_to(mut self, no_to: Vec<ChoiceRight>) -> Self {
        let fits = |choice: &ChoiceRight| match self.right {
            Right::Objection => *choice == ChoiceRight::DirectMarketing,
            Right::OptOut => *choice != ChoiceRight::DirectMarketing,
            Right::ConsentWithdrawal => true,
            _ => false,
        };
        self.no_to = no_to.into_iter().filter(fits).collect();
        self.no_to.sort_unstable();
        self.no_to.dedup();
        if self.is_absolute() && !self.state.is_finished() {
            // Nobody has to show who they are to say no.
            self.state = super::State::Open;
        }
        self
    }

    /// Whether it is done at once and cannot be refused.
    pub fn is_absolute(&self) -> bool {
        !self.no_to.is_empty()
    }

    /// Whether a machine does it on the stores, once it is approved.
    pub fn runs(&self) -> bool {
        self.right.runs_on_stores() || self.is_absolute()
    }
}
