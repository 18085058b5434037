//! Under which law a request is counted: that of the place where the person lives, where the map
//! says that the company follows it, else that of the company's own country.

use chrono::NaiveDate;
use habeas_domain::{
    clock::{BookError, Regime},
    id::SubjectId,
    map::DataMap,
    role::Act,
};
use habeas_ledger::{Tx, subjects};

use crate::{Desk, DeskError, Done, Problem, Visitor};

impl Desk {
    /// The law of a request that came in on a day.
    pub(crate) fn regime_for(&self, lives: Option<&str>, on: NaiveDate) -> Done<Regime> {
        let controller = &self.map().controller;
        let company = (
            controller.country.as_str(),
            controller.subject_to.as_slice(),
        );
        let regime = self.book.choose_for(company, lives, self.settings.zone, on);
        Ok(regime.map_err(anyhow::Error::from)?)
    }

    /// The places that a person can say they live in, because it makes a difference.
    pub fn places(&self) -> Vec<String> {
        self.map().controller.subject_to.clone()
    }

    /// A place that was typed, if it is one that makes a difference; none for everywhere else.
    pub(crate) fn place_of(&self, typed: &str) -> Done<Option<String>> {
        let places = &self.map().controller.subject_to;
        match typed {
            "" | "elsewhere" => Ok(None),
            typed if places.iter().any(|place| place == typed) => Ok(Some(typed.to_owned())),
            _ => Err(DeskError::answer("lives", Problem::NotOnOffer)),
        }
    }

    /// Where a person lives, as far as they said.
    pub(crate) async fn lives(&self, tx: &mut Tx, subject: SubjectId) -> Done<Option<String>> {
        Ok(subjects::lives(tx, subject).await?)
    }

    /// Where the visitor lives, as far as they said.
    ///
    /// # Errors
    /// Only who may.
    pub async fn own_residence(&self, visitor: &Visitor) -> Done<Option<String>> {
        let subject = visitor.customer(Act::SeeOwnAccount)?;
        let mut tx = self.ledger.read().await?;
        self.lives(&mut tx, subject).await
    }

    /// Writes down where the visitor lives, for what they ask from now on.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for a place that makes no difference.
    pub async fn set_residence(&self, visitor: &Visitor, typed: &str) -> Done {
        let subject = visitor.customer(Act::ChangeContacts)?;
        let lives = self.place_of(typed)?;
        let mut tx = self.ledger.begin().await?;
        subjects::set_lives(&mut tx, subject, lives.as_deref()).await?;
        Ok(tx.commit().await?)
    }
}

/// Whether anybody's request could be counted; and what is only a draft, to be told at the start.
pub(crate) fn covered(
    map: &DataMap,
    book: &habeas_domain::clock::Book,
    on: NaiveDate,
) -> Result<Vec<BookError>, BookError> {
    let controller = &map.controller;
    let mut drafts = Vec::new();
    let places = std::iter::once(&controller.country).chain(&controller.subject_to);
    let mut any = false;
    for place in places {
        match book.covers(place, on) {
            Ok(()) => any = true,
            Err(why) => drafts.push(why),
        }
    }
    match drafts.first() {
        Some(first) if !any => Err(first.clone()),
        _ => Ok(drafts),
    }
}
