//! Taking a request back.

use habeas_domain::{id::Reference, role::Act};

use crate::{Desk, DeskError, Done, Visitor};

impl Desk {
    /// Takes the visitor's own request back, as long as nothing has run.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for anybody else's, [`DeskError::Refused`] when it is too late.
    pub async fn withdraw(&self, visitor: &Visitor, reference: &Reference) -> Done {
        let subject = visitor.customer(Act::Withdraw)?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        if kept.request.subject != subject {
            return Err(DeskError::NotFound);
        }
        let (request, event) = kept.request.withdraw(&visitor.actor, self.now())?;
        let by = (&visitor.actor, Act::Withdraw);
        self.save(&mut tx, &kept.row, (&request, &event), by)
            .await?;
        Ok(tx.commit().await?)
    }
}
