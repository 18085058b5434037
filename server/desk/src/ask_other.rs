//! The rights that have no page of their own: to be left alone, to object, to complain. A person
//! of the company answers them.

use habeas_domain::{
    id::Reference,
    right::{Right, Wanted},
    role::Act,
    validate::Fault,
    version::Version,
};
use habeas_words::Locale;
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done, Problem, Visitor,
    ask::Asking,
    keep::{Asked, Private},
};

/// The longest words, in characters.
const LONGEST: usize = 4000;

/// The rights that are asked for here.
pub const OTHER_RIGHTS: [Right; 5] = [
    Right::Restriction,
    Right::Objection,
    Right::ConsentWithdrawal,
    Right::Complaint,
    Right::Appeal,
];

impl Desk {
    /// Whether a complaint about a request can be made by the visitor: it is theirs.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for anybody else's.
    pub async fn may_ask_about(&self, visitor: &Visitor, about: Option<&Reference>) -> Done {
        let subject = visitor.customer(Act::AskOther)?;
        if let Some(about) = about {
            let mut tx = self.ledger.read().await?;
            self.own_request(&mut tx, subject, about).await?;
        }
        Ok(())
    }

    /// Takes such a request, with what the person wrote.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for `right` and `details`, [`DeskError::Prove`] without a fresh
    /// proof, [`DeskError::NotFound`] where `about` is not theirs.
    pub async fn ask_other(
        &self,
        visitor: &Visitor,
        (right, details): (&str, &str),
        about: Option<Reference>,
        (client_id, language): (Uuid, Locale),
    ) -> Done<Reference> {
        self.may_ask_about(visitor, about.as_ref()).await?;
        let mut problems = Vec::new();
        let wanted = right.parse::<Wanted>().ok();
        let wanted = wanted.filter(|wanted| match wanted.no_to {
            Some(no_to) => self.offers(no_to),
            None => OTHER_RIGHTS.contains(&wanted.right),
        });
        let no_to: Vec<_> = wanted.iter().filter_map(|wanted| wanted.no_to).collect();
        let right = wanted.map(|wanted| wanted.right);
        if right == Some(Right::Appeal) && about.is_none() {
            problems.push(("right", Problem::NotOnOffer));
        }
        if right.is_none() {
            problems.push(("right", Problem::NotOnOffer));
        }
        let details = details.replace("\r\n", "\n").trim().to_owned();
        if details.is_empty() && no_to.is_empty() {
            problems.push(("details", Problem::Missing));
        } else if details.chars().count() > LONGEST {
            problems.push(("details", Problem::Value(Fault::TooLong(LONGEST))));
        } else if details
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
        {
            problems.push(("details", Problem::Value(Fault::Unprintable)));
        }
        let Some(right) = right.filter(|_| problems.is_empty()) else {
            return Err(DeskError::Answers(problems));
        };
        let private = Private {
            v: Version,
            about,
            asked: Some(Asked {
                name: String::new(),
                details,
                language: language.tag().to_owned(),
                signed_in: true,
            }),
            ..Private::default()
        };
        let asking = Asking {
            right,
            act: Act::AskOther,
            client_id,
            private: Some(&private),
            areas: std::collections::BTreeSet::new(),
            by_rule: false,
            beside: false,
        };
        self.ask_saying_no(visitor, asking, &no_to).await
    }
}
