//! Asking for a fee, where the law knows one. The person is warned by this, before anything is
//! charged, and why the company holds the request to be unfounded or excessive is written down.

use habeas_domain::{id::Reference, request::FeeAsked, role::Act, validate::Fault};
use habeas_ledger::requests;

use crate::{Desk, DeskError, Done, Problem, RefusalAsked, Visitor, reasons::FEE};

/// The longest amount, in characters.
const LONGEST: usize = 40;

impl Desk {
    /// Asks for a fee.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for amount and words, [`DeskError::Refused`] where the law knows no
    /// fee, [`DeskError::Conflict`] where the request moved on.
    pub async fn ask_fee(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
        (amount, asked): (&str, &RefusalAsked),
    ) -> Done {
        visitor.staff(Act::AskFee)?;
        self.not_near_request(visitor, reference, Act::AskFee)
            .await?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        let amount = amount_of(amount)?;
        let said = self.reasons(&kept.request, asked, FEE)?;
        let mut private = self.private(&mut tx, &kept.row).await?;
        let fee = FeeAsked {
            ground: asked.ground.clone(),
            amount,
        };
        let now = self.now();
        let (request, event) = kept.request.ask_fee(&visitor.actor, now, fee, &self.book)?;
        let by = (&visitor.actor, Act::AskFee);
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        said.keep(&mut private);
        let sealed = self.seal(&mut tx, request.subject, &private).await?;
        requests::set_sealed(&mut tx, request.id, &sealed).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// Notes that a fee has come, or lets it go.
    ///
    /// # Errors
    /// [`DeskError::Refused`] where none is open, [`DeskError::Conflict`] where the request moved
    /// on.
    pub async fn settle_fee(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
        paid: bool,
    ) -> Done {
        visitor.staff(Act::AskFee)?;
        let act = (Act::AskFee, reference, version);
        self.handle(visitor, act, |request, by, now| {
            request.settle_fee(by, now, paid, &self.book)
        })
        .await
    }
}

/// An amount that names a sum.
fn amount_of(typed: &str) -> Done<String> {
    let typed = typed.trim();
    if !typed.chars().any(|c| c.is_ascii_digit()) {
        return Err(DeskError::answer("amount", Problem::Missing));
    }
    if typed.chars().count() > LONGEST {
        let fault = Fault::TooLong(LONGEST);
        return Err(DeskError::answer("amount", Problem::Value(fault)));
    }
    if typed.chars().any(char::is_control) {
        return Err(DeskError::answer(
            "amount",
            Problem::Value(Fault::Unprintable),
        ));
    }
    Ok(typed.to_owned())
}
