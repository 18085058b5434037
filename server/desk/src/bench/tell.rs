//! The end of a review: the person is told what came of it, makes their copy again, and may ask
//! for somebody else to look once more.

use habeas_domain::{
    id::Reference,
    redaction::{ItemState, Tally},
    role::Act,
};
use habeas_ledger::{audit::Entry, reviews};
use habeas_words::Words;
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Problem, Visitor, Writing};

impl Desk {
    /// Tells the person that everything held back from their copy was read, how much of it they
    /// get, and how to get it.
    ///
    /// # Errors
    /// [`DeskError::Answers`] while somebody has to read something, [`DeskError::Conflict`]
    /// where they were told.
    pub async fn tell_reviewed(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        client_id: Uuid,
    ) -> Done {
        visitor.staff(Act::TellReviewed)?;
        let (subject, case) = self
            .bench_case(visitor, reference, Act::TellReviewed)
            .await?;
        let (items, search) = self.items(subject, &case).await?;
        let missing = self.missing(&search);
        if !missing.is_empty() {
            return Err(DeskError::Unavailable(missing));
        }
        let mut tally = Tally::default();
        for item in &items {
            match item.line.state {
                ItemState::Open | ItemState::OpenAgain => {
                    return Err(DeskError::answer("tell", Problem::StillToRead));
                }
                ItemState::Shown => tally.shown += 1,
                ItemState::ShownInPart => tally.in_part += 1,
                ItemState::Withheld => tally.withheld += 1,
            }
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        let words = Words::for_locale(self.language_of(&mut tx, subject).await?);
        let args = [
            ("shown", tally.shown.into()),
            ("part", tally.in_part.into()),
            ("withheld", tally.withheld.into()),
        ];
        let writing = Writing {
            client_id,
            text: &words.with("bench-told", &args),
            explains_late: false,
        };
        if !reviews::told(&mut tx, kept.request.id, now).await? {
            return Err(DeskError::Conflict);
        }
        self.write_as_staff(&mut tx, visitor, &kept, &writing)
            .await?;
        let body = serde_json::json!({ "v": 1, "what": "reviewed", "tally": tally });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::TellReviewed);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// The person asks for somebody else to look at what was withheld from their copy, once.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for anybody else's request, [`DeskError::Conflict`] where there is
    /// nothing to look at again.
    pub async fn ask_second_look(&self, visitor: &Visitor, reference: &Reference) -> Done {
        let subject = visitor.customer(Act::AskSecondLook)?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.own_request(&mut tx, subject, reference).await?;
        if !reviews::ask_again(&mut tx, kept.request.id, now).await? {
            return Err(DeskError::Conflict);
        }
        let body = serde_json::json!({ "v": 1, "what": "second-look" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::AskSecondLook);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        Ok(tx.commit().await?)
    }
}
