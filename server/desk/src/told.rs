//! Who else gets a field and is told of its correction (GDPR Art. 19).

use habeas_domain::{id::Reference, look::ToldView, request::Request, right::Right, role::Act};
use habeas_ledger::{Tx, audit::Entry, told};

use crate::{Desk, DeskError, Done, Visitor};

impl Desk {
    /// Notes that a recipient was told of a correction, for the person to see.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where nobody of that name has to be told;
    /// [`DeskError::Conflict`] where it is noted already.
    pub async fn note_told(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        recipient: &str,
    ) -> Done {
        self.not_near_request(visitor, reference, Act::TellRecipient)
            .await?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        if kept.request.right != Right::Rectification {
            return Err(DeskError::NotFound);
        }
        let request = kept.request.id;
        let all = told::of_request(&mut tx, request).await?;
        if !all.iter().any(|(name, _)| name == recipient) {
            return Err(DeskError::NotFound);
        }
        if !told::done(&mut tx, request, recipient, now).await? {
            return Err(DeskError::Conflict);
        }
        let body = serde_json::json!({ "v": 1, "what": "told", "recipient": recipient });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::TellRecipient)
            .on(*reference)
            .with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }

    /// Who is to be told of a request.
    pub(crate) async fn told(&self, tx: &mut Tx, request: &Request) -> Done<Vec<ToldView>> {
        let all = told::of_request(tx, request.id).await?;
        let recipients = &self.map().recipients;
        Ok(all
            .into_iter()
            .map(|(name, at)| ToldView {
                label: recipients
                    .get(name.as_str())
                    .map_or_else(|| name.clone(), |recipient| recipient.label.clone()),
                name,
                at,
            })
            .collect())
    }
}
