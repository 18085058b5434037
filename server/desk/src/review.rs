//! To ask that a person looks at what a machine decided (GDPR Art. 22(3)).

use habeas_domain::{
    id::Reference,
    look::ReviewView,
    map::{Field, Source},
    right::Right,
    role::Act,
    validate::Fault,
    value::Value,
    version::Version,
};
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Problem, Visitor,
    ask::Asking,
    keep::{Private, Reviewing},
    record::Found,
};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 1000;

/// Whether a machine came to what a field holds.
pub(crate) fn is_automated(field: &Field) -> bool {
    field.automated.is_some() || field.source == Source::Inferred
}

impl Desk {
    /// What a machine decided, how, and what hangs on it.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where it is not the visitor's, or no machine's.
    pub async fn review_form(
        &self,
        visitor: &Visitor,
        (place, token): (&str, &str),
        field: &str,
    ) -> Done<ReviewView> {
        visitor.may(Act::AskOther)?;
        let found = self.own_record(visitor, place, token).await?;
        let field = decided(&found, field)?;
        Ok(ReviewView {
            place: found.place.to_string(),
            token: token.to_owned(),
            label: field.label.clone(),
            value: found.open_text(field),
            from: field.automated.as_ref().map(|how| how.from.clone()),
            decides: field.automated.as_ref().map(|how| how.decides.clone()),
        })
    }

    /// Asks that a person looks at it. What it was at this moment is kept with the request.
    ///
    /// # Errors
    /// As [`Desk::review_form`]; [`DeskError::Prove`] without a fresh proof.
    pub async fn ask_review(
        &self,
        visitor: &Visitor,
        (place, token, field): (&str, &str, &str),
        reason: &str,
        client_id: Uuid,
    ) -> Done<Reference> {
        let subject = visitor.customer(Act::AskOther)?;
        visitor.proved(self.now())?;
        if let Some(reference) = self.asked_before(subject, client_id).await? {
            return Ok(reference);
        }
        let found = self.own_record(visitor, place, token).await?;
        decided(&found, field)?;
        let reason = reason.trim();
        if reason.chars().count() > LONGEST_REASON {
            let fault = Fault::TooLong(LONGEST_REASON);
            return Err(DeskError::answer("reason", Problem::Value(fault)));
        }
        let private = Private {
            v: Version,
            review: Some(Reviewing {
                place: found.place.to_string(),
                key: found.record.key.clone(),
                field: field.to_owned(),
                value: found.record.get(field).cloned().unwrap_or(Value::Null),
                reason: reason.to_owned(),
            }),
            ..Private::default()
        };
        let asking = Asking {
            right: Right::AutomatedDecisionReview,
            act: Act::AskOther,
            client_id,
            private: Some(&private),
            areas: std::collections::BTreeSet::new(),
            by_rule: false,
            beside: false,
        };
        self.ask(visitor, asking).await
    }
}

fn decided<'f>(found: &'f Found<'_>, name: &str) -> Done<&'f Field> {
    let field = found.field(name)?;
    if is_automated(field) {
        Ok(field)
    } else {
        Err(DeskError::NotFound)
    }
}
